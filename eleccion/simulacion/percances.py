"""Mishaps of the day itself: power, memory, machine, clock, people. Every vote counts all the same.

They happen through the acts that officials would do; one takes most of the day: a machine that goes
on without its memory, dies, is taken over, and is found again.
"""

from __future__ import annotations

import base64
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, Protocol

from auditoria.formatos.dia import Momento
from auditoria.registro import nota
from auditoria.registro.llave import LlavePrivada, Uso
from auditoria.registro.punto import Observador, Punto
from eleccion.arranque import (
    Estacion,
    OrdenDeRelevo,
    conectar_memoria,
    reabrir_estacion,
    relevar_estacion,
    reunir_equipo,
    seguir_sin_memoria,
)
from eleccion.casos.jornada.lista.marcar_persona import anotar_acompanado
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_reapertura import asentar_reapertura
from eleccion.casos.jornada.mesa.cofirmar_cabeza import pedir_cofirma, recibir_cofirma
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.imprimir_cabeza import imprimir_cabeza
from eleccion.casos.jornada.mesa.recibir_escrito import recibir_escrito
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.asentar_reapertura_de_urna import asentar_reapertura_de_urna
from eleccion.casos.jornada.urna.imprimir_cabeza_de_urna import imprimir_cabeza_de_urna
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.documentos.cabeza import Ocasion
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.simulacion.caminos import CON_MEMORIA, DURACION, SE_HALLA, Camino
from eleccion.simulacion.mostrador import Contestada, dejar_pasar, marcar_de_mas
from eleccion.simulacion.orden_de_dia import OrdenDeDia

_CAUSA: Final = "Falló el equipo de la mesa"
_ACREDITACION: Final = "OE-0417"

EN_OTRO_LUGAR: Final[Mapping[str, Any]] = {
    "lugar_autorizado": False,
    "lugar_ocupado": "Patio de la casa de enfrente",
    "causa_de_cambio": "El local amaneció cerrado y nadie tenía la llave",
}
"""What is stated at the instalación of a mesa that stands elsewhere than authorised."""

CAUSA_DE_CIERRE: Final = "El reloj del equipo se corrigió durante la jornada"
"""Why a mesa whose clock did not fit closes at an hour that only its officials vouch for."""

CAUSA_DE_TARDANZA: Final = "Se aclaró un incidente antes de cerrar"
"""Why a mesa where nobody waited closes late."""


def comenzar(camino: Camino | None, dia: Jornada, hora: datetime) -> None:
    """Do what a road asks for before anybody votes: connect a memory, or print the heads."""
    if camino in CON_MEMORIA:
        _conectar(dia, dia.orden.memoria, hora)
    if camino is Camino.CABEZAS:
        imprimir_cabezas(dia, "apertura", hora)


def _conectar(dia: Jornada, memoria: Path, hora: datetime) -> None:
    memoria.mkdir(mode=0o700, parents=True)
    conectar_memoria(dia.estacion, memoria, dia.tarjetas, hora=hora)


class Jornada(Protocol):
    """What a road may change of the day that it happens to.

    Attributes:
        tarjetas: Cards that open the acts of the mesa.
        caja, reserva: Codes inside the slips of the mixed box, and of the sealed reserve.
        sin_lista: With what the next people come who are admitted beside the list.
        testigos: Votes cast at the kiosk so far, per answer.
        pasaron: Whom the table let pass since the memory was lost, and with what.
        antes: Votes cast when the memory was lost, per answer.
        aparte: Votes that only a machine that died holds, per answer.
        corta: Whether the urna dies between both steps of the next test of it.
    """

    estacion: Estacion
    orden: OrdenDeDia
    tarjetas: tuple[Tarjeta, Tarjeta]
    caja: list[str]
    reserva: tuple[str, ...]
    sin_lista: list[str]
    testigos: Counter[str]
    pasaron: list[tuple[Contestada, Entrega]]
    antes: Counter[str]
    aparte: Counter[str]
    corta: bool

    @property
    def impresora(self) -> Impresora:
        """Of the mesa and of its urna."""

    def abrir(self, clave: str) -> Tarjeta:
        """Open the card of an official."""


def tropezar(camino: Camino, dia: Jornada, lugar: int, hora: datetime) -> bool:
    """Live what happens before the arrival of somebody; tells whether the voting stood still.

    Args:
        lugar: Place of that arrival among all of the day, from 0.
    """
    total = len(dia.orden.guion.llegadas)
    if camino in SE_HALLA and lugar == total // 3:
        _salir_sin_memoria(dia, hora)
    if camino is Camino.HALLADO and lugar == lugar_del_hallazgo(total):
        _reunir(dia, hora)
    if camino is Camino.MEMORIA_REPUESTA and lugar == total * 3 // 4:
        _conectar(dia, dia.orden.memoria.with_name(f"{dia.orden.memoria.name}-2"), hora)
    if lugar != total // 2 or camino not in _PERCANCES:
        return False
    _PERCANCES[camino](dia, hora)
    return True


def lugar_del_hallazgo(total: int) -> int:
    """Place of the arrival before which the dead machine is found: after that of its take-over.

    Args:
        total: Arrivals of the day.
    """
    return max(total * 2 // 3, total // 2 + 1)


def _apagar(dia: Jornada, hora: datetime) -> None:
    # Whatever the machine had in memory is gone; two cards open what it had on disk.
    dia.estacion.cerrar()
    dia.estacion = reabrir_estacion(dia.orden.carpeta, dia.tarjetas)
    asentar_reaperturas(dia, hora)
    texto = "Se fue la luz y el equipo se reabrió."
    asentar_incidente(dia.estacion.mesa, Momento.VOTACION, texto, hora=hora)


def asentar_reaperturas(dia: Jornada, hora: datetime) -> None:
    """Let both logs say that two cards opened their machine again."""
    asentar_reapertura(dia.estacion.mesa, dia.tarjetas, hora=hora)
    if dia.estacion.tiene_urna:
        asentar_reapertura_de_urna(dia.estacion.urna, dia.tarjetas)


def suspender(dia: Jornada, hora: datetime) -> None:
    """Stop the voting, at the table and at the kiosk, and print the heads of then."""
    causa = "Se inundó la entrada"
    suspender_votacion(dia.estacion.mesa, dia.tarjetas, hora=hora, causa=causa)
    if dia.estacion.tiene_urna:
        suspender_urna(dia.estacion.urna, dia.tarjetas)
    imprimir_cabezas(dia, "suspension", hora)


def _pausar(dia: Jornada, hora: datetime) -> None:
    suspender(dia, hora)
    if dia.estacion.tiene_urna:
        reanudar_urna(dia.estacion.urna, dia.tarjetas)
    reanudar_votacion(dia.estacion.mesa, dia.tarjetas, hora=hora + DURACION)


def _salir_sin_memoria(dia: Jornada, hora: datetime) -> None:
    seguir_sin_memoria(dia.estacion, dia.tarjetas, hora=hora, causa="Se dañó la memoria")
    dia.pasaron.clear()
    dia.antes = Counter(dia.testigos)


def relevar(dia: Jornada, hora: datetime) -> None:
    """Let the machine die, and a spare one go on from its memory."""
    orden = dia.orden
    dia.estacion.cerrar()
    dia.estacion = relevar_estacion(
        orden.carpeta.with_name(f"{orden.carpeta.name}-reserva"),
        OrdenDeRelevo(
            dotacion=orden.dotacion,
            tarjetas=dia.tarjetas,
            ancla=orden.ancla,
            memoria=orden.memoria,
            hora=hora,
            causa=_CAUSA,
        ),
    )


def _relevar_sin_hallar(dia: Jornada, hora: datetime) -> None:
    """The machine is not found today: whom it alone had marked is marked again, from the paper.

    The list in paper is kept beside, so nobody votes twice; their ballots stay in the machine.
    """
    dia.aparte = dia.testigos - dia.antes
    relevar(dia, hora)
    for respuesta, entrega in dia.pasaron:
        dejar_pasar(dia.estacion.mesa, respuesta, dia.tarjetas, hora=hora, entrega=entrega)


def _reunir(dia: Jornada, hora: datetime) -> None:
    reunir_equipo(dia.estacion, dia.orden.carpeta, dia.tarjetas, hora=hora)


def _sustituir(dia: Jornada, hora: datetime) -> None:
    """The last official leaves; from here on acts take the card of who came from the queue."""
    sale = dia.orden.funcionarios[-1]
    entra = sustituir_funcionario(
        dia.estacion.mesa,
        sale.clave,
        dia.tarjetas,
        fila=("Consuelo Rangel Mata",),
        hora=hora,
        causa="Se sintió mal",
    )
    dia.orden = replace(dia.orden, funcionarios=(*dia.orden.funcionarios[:-1], entra))
    dia.tarjetas = (dia.tarjetas[0], dia.abrir(entra.clave))


def _retirar(dia: Jornada, hora: datetime) -> None:
    """The same, and the urna is told too: the card of who left opens nothing there either."""
    sale = dia.orden.funcionarios[-1]
    _sustituir(dia, hora)
    retirar_tarjeta(dia.estacion.urna, sale.clave, dia.tarjetas)


def _deshacer(dia: Jornada, hora: datetime) -> None:
    """The next person who may vote is marked too soon, and two officials take it back."""
    llegan = dia.orden.guion.llegadas
    for llegada in llegan[len(llegan) // 2 :]:
        if llegada.espera == "en_lista":
            entrega = Entrega.PASE if dia.estacion.tiene_urna else Entrega.BOLETA
            marcar_de_mas(
                dia.estacion.mesa, llegada.muestra, dia.tarjetas, hora=hora, entrega=entrega
            )
            return


def _acompanar(dia: Jornada, hora: datetime) -> None:
    anotar_acompanado(dia.estacion.mesa, hora=hora)


def imprimir_cabezas(dia: Jornada, ocasion: Ocasion, hora: datetime) -> None:
    """Print the heads of the logs, of both where there are two."""
    impresora = dia.impresora
    imprimir_cabeza(dia.estacion.mesa, ocasion, impresora=impresora, hora=hora)
    if dia.estacion.tiene_urna:
        imprimir_cabeza_de_urna(dia.estacion.urna, ocasion, impresora=impresora, hora=hora)


def _pedir_cabezas(dia: Jornada, hora: datetime) -> None:
    imprimir_cabezas(dia, "solicitud", hora)


def _cortar(dia: Jornada, _: datetime) -> None:
    dia.corta = True


def _ausentarse(dia: Jornada, hora: datetime) -> None:
    """A representative leaves for good: there is no signature and no copy of theirs."""
    guion = dia.orden.guion
    primera, *otras = guion.representaciones
    retirar_representante(dia.estacion.mesa, primera.planilla, hora=hora)
    ausente = replace(primera, estado="ausente", motivo="")
    dia.orden = replace(dia.orden, guion=replace(guion, representaciones=(ausente, *otras)))


def _admitir(dia: Jornada, _: datetime) -> None:
    dia.sin_lista.append("TESLP-JDC-12/2027")
    dia.sin_lista += [r.planilla for r in dia.orden.guion.representaciones[:1]]


def _abrir_reserva(dia: Jornada, hora: datetime) -> None:
    cuantos = len(dia.reserva)
    abrir_reserva(dia.estacion.mesa, dia.tarjetas, cuantos, hora=hora, causa="Se mojó la caja")
    dia.caja[:0] = dia.reserva
    dia.reserva = ()


def _aceptar_reloj(dia: Jornada, hora: datetime) -> None:
    """The machine comes up with the date of tomorrow, and is set right later."""
    mesa = dia.estacion.mesa
    aceptar_reloj(mesa, dia.tarjetas, hora=hora + timedelta(days=1))
    aceptar_reloj(mesa, dia.tarjetas, hora=hora)


def _entrar_y_salir(dia: Jornada, hora: datetime) -> None:
    mesa = dia.estacion.mesa
    for r in dia.orden.guion.representaciones[:1]:
        recibir_escrito(
            mesa, r.planilla, r.nombre, "De incidente", 2, impresora=dia.impresora, hora=hora
        )
        retirar_representante(mesa, r.planilla, hora=hora)
        recibir_representante(mesa, r.planilla, r.nombre, r.calidad, hora=hora + DURACION)
    recibir_observador(mesa, _ACREDITACION, "Observatorio Vecinal", hora=hora + DURACION)
    retirar_observador(mesa, _ACREDITACION, hora=hora + DURACION)


def _cofirmar(dia: Jornada, hora: datetime) -> None:
    """An observer follows the log with a key of their own, and so does a representative."""
    mesa = dia.estacion.mesa
    recibir_observador(mesa, _ACREDITACION, hora=hora)
    _seguir(mesa, "observatorio.example/vecinal", hora, acreditacion=_ACREDITACION)
    for r in dia.orden.guion.representaciones[:1]:
        _seguir(mesa, f"planilla.example/{r.planilla.lower()}", hora, planilla=r.planilla)


def _seguir(
    mesa: EquipoMesa, nombre: str, hora: datetime, *, planilla: str = "", acreditacion: str = ""
) -> None:
    """Cosign the head twice, each time grown."""
    vistos, llave = 0, LlavePrivada(nombre, os.urandom(32), Uso.COFIRMA)
    observador = Observador(llave)
    for _ in range(2):
        pedido, _, firmado = pedir_cofirma(mesa, vistos).partition(b"\n\n")
        prueba = [base64.b64decode(nodo) for nodo in pedido.splitlines()[1:]]
        origen = Punto.desde_texto(nota.leer(firmado).texto).origen
        dada, observador = observador.ver(firmado, origen, mesa.llave.publica, prueba, hora)
        vistos = recibir_cofirma(
            mesa,
            dada,
            llave.publica.vkey,
            planilla=planilla,
            acreditacion=acreditacion,
            hora=hora,
        ).punto.tamano


_PERCANCES: Final[Mapping[Camino, Callable[[Jornada, datetime], None]]] = {
    Camino.RELEVO: relevar,
    Camino.APAGON: _apagar,
    Camino.MEMORIA_PERDIDA: _salir_sin_memoria,
    Camino.PAUSA: _pausar,
    Camino.HALLADO: relevar,
    Camino.SUSTITUCION: _sustituir,
    Camino.ADICIONALES: _admitir,
    Camino.RESERVA: _abrir_reserva,
    Camino.RELOJ: _aceptar_reloj,
    Camino.PRESENCIA: _entrar_y_salir,
    Camino.COFIRMAS: _cofirmar,
    Camino.TARJETA_RETIRADA: _retirar,
    Camino.HALLADO_AL_CIERRE: _relevar_sin_hallar,
    Camino.HALLADO_TARDE: _relevar_sin_hallar,
    Camino.MARCA_DESHECHA: _deshacer,
    Camino.ACOMPANADO: _acompanar,
    Camino.CABEZAS: _pedir_cabezas,
    Camino.PRUEBA_CORTADA: _cortar,
    Camino.MEMORIA_REPUESTA: _salir_sin_memoria,
    Camino.AUSENTE: _ausentarse,
}
