"""Mishaps of the day itself: power, memory, machine, clock, people. Every vote counts all the same.

They happen in the middle of the day, through the acts that officials would do; one takes most of
it: a machine that goes on without its memory, dies, is taken over, and is found again.
"""

from __future__ import annotations

import base64
import os
import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from auditoria.formatos.claves import NULO, partir_mesa
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
from eleccion.casos.jornada.mesa.cofirmar_cabeza import pedir_cofirma, recibir_cofirma
from eleccion.casos.jornada.mesa.imprimir_cabeza import imprimir_cabeza
from eleccion.casos.jornada.mesa.registrar_presencia import (
    recibir_observador,
    recibir_representante,
    retirar_observador,
    retirar_representante,
)
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.imprimir_cabeza_de_urna import imprimir_cabeza_de_urna
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import Entrega
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.simulacion.guion import PlanDeMesa
from eleccion.simulacion.mostrador import Contestada, dejar_pasar, marcar_de_mas
from eleccion.simulacion.orden_de_dia import OrdenDeDia
from eleccion.simulacion.tropiezos import POCAS, UNA_DE_CADA


class Camino(StrEnum):
    """What happens to the machine of a mesa, or around it, in the middle of its day."""

    RELEVO = "relevo_de_equipo"
    APAGON = "apagon_y_reapertura"
    MEMORIA_PERDIDA = "memoria_perdida"
    PAUSA = "votacion_suspendida"
    HALLADO = "equipo_hallado"
    SUSTITUCION = "funcionario_sustituido"
    ADICIONALES = "lista_adicional"
    RESERVA = "reserva_abierta"
    RELOJ = "reloj_aceptado"
    PRESENCIA = "entradas_y_salidas"
    COFIRMAS = "cofirmas"
    TARJETA_RETIRADA = "tarjeta_retirada"
    HALLADO_AL_CIERRE = "equipo_hallado_tras_el_cierre"
    HALLADO_TARDE = "equipo_hallado_tras_el_descifrado"
    MARCA_DESHECHA = "marca_deshecha"
    ACOMPANADO = "voto_acompanado"
    CABEZAS = "cabezas_impresas"


TRAS_EL_CIERRE: Final = frozenset({Camino.HALLADO_AL_CIERRE, Camino.HALLADO_TARDE})
"""Roads of a machine that is found when its urna is closed: it joins nothing any more."""

SE_HALLA: Final = TRAS_EL_CIERRE | {Camino.HALLADO}
"""Roads of a machine that dies, is taken over, and is found again, in the day or after it."""

CON_MEMORIA: Final = SE_HALLA | {Camino.MEMORIA_PERDIDA, Camino.RELEVO}
"""Roads of a mesa that works with a memory from its opening on."""

DURACION: Final = timedelta(minutes=10)
"""How long the voting stands still."""

_VOTOS: Final = 4
_VOTOS_DE_HALLADO: Final = 12
"""Votes of a mesa of which some are surely in the machine alone when it dies."""
_CAUSA: Final = "Falló el equipo de la mesa"
_ACREDITACION: Final = "OE-0417"

CAUSA_DE_CIERRE: Final = "El reloj del equipo se corrigió durante la jornada"
"""Why a mesa whose clock did not fit closes at an hour that only its officials vouch for."""

MOTIVO_DE_RESPALDO: Final = "equipo_de_respaldo"
"""Reason, in the model convocatoria, for what only the machine found again had counted."""


def repartir_caminos(
    azar: random.Random,
    planes: Mapping[str, PlanDeMesa],
    ocupadas: Collection[str],
    *,
    demarcaciones: int,
) -> dict[str, Camino]:
    """Say at which mesas each of them happens; in a town of a few demarcaciones, nowhere.

    Args:
        ocupadas: Mesas where something else goes wrong.
    """
    if demarcaciones < POCAS:
        return {}
    posibles = sorted(
        mesa
        for mesa, plan in planes.items()
        if mesa not in ocupadas and sum(plan.votos.values()) >= _VOTOS
    )
    veces = 1 + demarcaciones // UNA_DE_CADA
    clases = [clase for _ in range(veces) for clase in Camino]
    elegidas = azar.sample(posibles, min(len(clases), len(posibles) // 2))
    repartidos = dict(zip(elegidas, clases, strict=False))
    return _mudar_hallados(repartidos, planes)


def _mudar_hallados(
    repartidos: dict[str, Camino], planes: Mapping[str, PlanDeMesa]
) -> dict[str, Camino]:
    """Let a machine be found late only where its votes can be told apart, and decide nothing.

    Where the mesa drawn for it does not serve, it changes places with one that does.
    """
    for mesa, camino in tuple(repartidos.items()):
        if camino not in TRAS_EL_CIERRE or admite_hallado(mesa, planes):
            continue
        otras = [
            otra
            for otra, suyo in repartidos.items()
            if suyo not in TRAS_EL_CIERRE and admite_hallado(otra, planes)
        ]
        if otras:
            repartidos[mesa] = repartidos[otras[0]]
            repartidos[otras[0]] = camino
        else:
            del repartidos[mesa]
    return repartidos


def admite_hallado(mesa: str, planes: Mapping[str, PlanDeMesa]) -> bool:
    """Whether a mesa is alone in its demarcación, nobody ties there, and enough people vote."""
    demarcacion, _ = partir_mesa(mesa)
    votos = planes[mesa].votos
    de_planillas = sorted((v for o, v in votos.items() if o != NULO), reverse=True)
    primero, segundo, *_ = (*de_planillas, 0)
    return (
        sum(votos.values()) >= _VOTOS_DE_HALLADO
        and primero > segundo
        and sum(partir_mesa(otra)[0] == demarcacion for otra in planes) == 1
    )


def comenzar_con_memoria(
    camino: Camino | None,
    estacion: Estacion,
    memoria: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    hora: datetime,
) -> None:
    """Connect a memory before the voting, where the road asks for one."""
    if camino in CON_MEMORIA:
        memoria.mkdir(mode=0o700, parents=True)
        conectar_memoria(estacion, memoria, tarjetas, hora=hora)


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
    if camino is Camino.HALLADO and lugar == total * 2 // 3:
        _reunir(dia, hora)
    if lugar != total // 2:
        return False
    _PERCANCES[camino](dia, hora)
    return True


def _apagar(dia: Jornada, hora: datetime) -> None:
    # Whatever the machine had in memory is gone; two cards open what it had on disk.
    dia.estacion.cerrar()
    dia.estacion = reabrir_estacion(dia.orden.carpeta, dia.tarjetas)
    texto = "Se fue la luz y el equipo se reabrió."
    asentar_incidente(dia.estacion.mesa, Momento.VOTACION, texto, hora=hora)


def _pausar(dia: Jornada, hora: datetime) -> None:
    mesa, urna, tarjetas = dia.estacion.mesa, dia.estacion.urna, dia.tarjetas
    suspender_votacion(mesa, tarjetas, hora=hora, causa="Se inundó la entrada")
    suspender_urna(urna, tarjetas)
    reanudar_urna(urna, tarjetas)
    reanudar_votacion(mesa, tarjetas, hora=hora + DURACION)


def _salir_sin_memoria(dia: Jornada, hora: datetime) -> None:
    seguir_sin_memoria(dia.estacion, dia.tarjetas, hora=hora, causa="Se dañó la memoria")
    dia.pasaron.clear()
    dia.antes = Counter(dia.testigos)


def _relevar(dia: Jornada, hora: datetime) -> None:
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
    _relevar(dia, hora)
    for respuesta, entrega in dia.pasaron:
        dejar_pasar(dia.estacion.mesa, respuesta, hora=hora, entrega=entrega)


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
            marcar_de_mas(dia.estacion.mesa, llegada.muestra, dia.tarjetas, hora=hora)
            return


def _acompanar(dia: Jornada, hora: datetime) -> None:
    anotar_acompanado(dia.estacion.mesa, hora=hora)


def _imprimir_cabezas(dia: Jornada, hora: datetime) -> None:
    """Somebody asks for the heads of both logs, on paper."""
    impresora = dia.impresora
    imprimir_cabeza(dia.estacion.mesa, "solicitud", impresora=impresora, hora=hora)
    imprimir_cabeza_de_urna(dia.estacion.urna, "solicitud", impresora=impresora, hora=hora)


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
        retirar_representante(mesa, r.planilla, hora=hora)
        recibir_representante(mesa, r.planilla, r.nombre, r.calidad, hora=hora + DURACION)
    recibir_observador(mesa, _ACREDITACION, "Observatorio Vecinal", hora=hora + DURACION)
    retirar_observador(mesa, _ACREDITACION, hora=hora + DURACION)


def _cofirmar(dia: Jornada, hora: datetime) -> None:
    """An observer follows the log with a key of their own, twice, each time grown."""
    mesa, vistos = dia.estacion.mesa, 0
    llave = LlavePrivada("observatorio.example/vecinal", os.urandom(32), Uso.COFIRMA)
    observador = Observador(llave)
    recibir_observador(mesa, _ACREDITACION, hora=hora)
    for _ in range(2):
        pedido, _, firmado = pedir_cofirma(mesa, vistos).partition(b"\n\n")
        prueba = [base64.b64decode(nodo) for nodo in pedido.splitlines()[1:]]
        origen = Punto.desde_texto(nota.leer(firmado).texto).origen
        dada, observador = observador.ver(firmado, origen, mesa.llave.publica, prueba, hora)
        vistos = recibir_cofirma(
            mesa, dada, llave.publica.vkey, acreditacion=_ACREDITACION, hora=hora
        ).punto.tamano


_PERCANCES: Final[Mapping[Camino, Callable[[Jornada, datetime], None]]] = {
    Camino.RELEVO: _relevar,
    Camino.APAGON: _apagar,
    Camino.MEMORIA_PERDIDA: _salir_sin_memoria,
    Camino.PAUSA: _pausar,
    Camino.HALLADO: _relevar,
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
    Camino.CABEZAS: _imprimir_cabezas,
}
