"""Attack on the rule of two persons: do alone, or with a borrowed card, what takes two."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import FunctionType

import pytest

from auditoria.formatos.acta import MotivoCierre
from auditoria.registro.llave import LlavePrivada
from eleccion.arranque import (
    Estacion,
    OrdenDeRelevo,
    UrnaDelMismoEquipo,
    UrnaDeOtroEquipo,
    conectar_memoria,
    instalar_estacion,
    reabrir_estacion,
    relevar_estacion,
)
from eleccion.arranque.dos_equipos import (
    instalar_mesa_aparte,
    instalar_urna_aparte,
    preparar_mesa,
)
from eleccion.casos import jornada
from eleccion.casos.jornada.cierre.clausurar_mesa import clausurar_a_mano, imprimir_lista
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_mesa, explicar_diferencia
from eleccion.casos.jornada.cierre.grabar_reservado import grabar_reservado
from eleccion.casos.jornada.cierre.levantar_acta import OrdenDeActa, levantar_acta
from eleccion.casos.jornada.cierre.remitir_registro import remitir_registro
from eleccion.casos.jornada.dotacion_recibida import revisar_dotacion
from eleccion.casos.jornada.lista.admitir_adicional import (
    admitir_con_resolucion,
    admitir_representante,
)
from eleccion.casos.jornada.lista.marcar_persona import desmarcar_persona, marcar_persona
from eleccion.casos.jornada.lista.reunir_mesa import reunir_mesa
from eleccion.casos.jornada.mesa.abrir_contingencia import abrir_contingencia
from eleccion.casos.jornada.mesa.abrir_reserva import abrir_reserva
from eleccion.casos.jornada.mesa.abrir_votacion import abrir_votacion
from eleccion.casos.jornada.mesa.aceptar_reloj import aceptar_reloj
from eleccion.casos.jornada.mesa.asentar_reapertura import asentar_reapertura
from eleccion.casos.jornada.mesa.cerrar_votacion import ampliar_fila, cerrar_votacion
from eleccion.casos.jornada.mesa.omitir_impresion import omitir_impresion
from eleccion.casos.jornada.mesa.prueba_de_apertura import omitir_prueba
from eleccion.casos.jornada.mesa.respaldar_mesa import (
    exigir_memoria_en_mesa,
    seguir_sin_memoria_en_mesa,
)
from eleccion.casos.jornada.mesa.suspender_votacion import reanudar_votacion, suspender_votacion
from eleccion.casos.jornada.mesa.sustituir_funcionario import sustituir_funcionario
from eleccion.casos.jornada.urna.abrir_urna import abrir_urna
from eleccion.casos.jornada.urna.aceptar_reloj_de_urna import aceptar_reloj_de_urna
from eleccion.casos.jornada.urna.asentar_reapertura_de_urna import asentar_reapertura_de_urna
from eleccion.casos.jornada.urna.cerrar_urna import cerrar_urna
from eleccion.casos.jornada.urna.firmar_cierre import firmar_cierre
from eleccion.casos.jornada.urna.inutilizar_pase import inutilizar_pase
from eleccion.casos.jornada.urna.respaldar_urna import (
    exigir_memoria_en_urna,
    seguir_sin_memoria_en_urna,
)
from eleccion.casos.jornada.urna.retirar_tarjeta import retirar_tarjeta
from eleccion.casos.jornada.urna.reunir_urna import reunir_urna
from eleccion.casos.jornada.urna.suspender_urna import reanudar_urna, suspender_urna
from eleccion.casos.preparacion.preparar_tarjetas import ruta_de_tarjeta
from eleccion.casos.tarjetas import MismaTarjeta, Tarjeta, TarjetaNoReconocida, abrir_tarjeta
from eleccion.persistencia.impresora import ImpresoraEnCarpeta
from tests.ataques.ensayo import ensayo
from tests.ataques.orden import archivos_de
from tests.eleccion.escenario import (
    MESA,
    cerrar_y_contar,
    firmas_del_acta,
    instalar,
    orden_de_instalacion,
    preparar,
    votar,
)

Pareja = tuple[Tarjeta, Tarjeta]
Acto = Callable[[Pareja], object]

INTERNOS = {
    "reconocer_llaves",
    "recuperar_llave",
    "abrir_memoria",
    "abrir_lista",
    "estrenar_mesa",
    "relevar_mesa",
    "armar_orden",
    "exigir_en_funciones",
    "exigir_sin_retiro",
    "exigir_sin_salida",
}
"""Steps of an act of the station, which take cards that the act was given."""


def parejas_malas() -> dict[str, tuple[Pareja, type[Exception]]]:
    """Every pair that a person alone, or with a card that is not of this mesa, can put together."""
    una, otra = preparar().tarjetas
    carpeta = preparar().raiz / "tarjetas" / MESA
    sin_nip = abrir_tarjeta(ruta_de_tarjeta(carpeta, MESA, otra.clave), "999999")
    propia_sin_nip = abrir_tarjeta(ruta_de_tarjeta(carpeta, MESA, una.clave), "999999")
    tarjetas = ensayo() / "reservado" / "tarjetas"
    ajena = abrir_tarjeta(ruta_de_tarjeta(tarjetas / "D002-M1", "D002-M1", otra.clave), "123456")
    inventada = replace(otra, firma=LlavePrivada(otra.firma.nombre, os.urandom(32)))
    disfrazada = replace(una, clave=otra.clave)
    return {
        "la misma dos veces": ((una, una), MismaTarjeta),
        "la misma con otro NIP": ((una, propia_sin_nip), MismaTarjeta),
        "otra sin su NIP": ((una, sin_nip), TarjetaNoReconocida),
        "otra sin su NIP, primero": ((sin_nip, una), TarjetaNoReconocida),
        "una de otra mesa": ((una, ajena), TarjetaNoReconocida),
        "una inventada": ((una, inventada), TarjetaNoReconocida),
        "la misma con el número de otra": ((una, disfrazada), TarjetaNoReconocida),
    }


def _rechazar(acto: Acto, carpeta: Path) -> None:
    """Try an act with every bad pair: its error, and not a byte changed."""
    antes = archivos_de(carpeta)
    for nombre, (pareja, clase) in parejas_malas().items():
        with pytest.raises(clase):
            acto(pareja)
        assert archivos_de(carpeta) == antes, nombre


def _en_la_jornada(estacion: Estacion, usb: Path) -> dict[str, Acto]:
    hora = preparar().clausura
    publica = preparar().boleta(9, 0).credencial
    return {
        "exigir_memoria_en_mesa": lambda p: exigir_memoria_en_mesa(estacion.mesa, p, hora=hora),
        "exigir_memoria_en_urna": lambda p: exigir_memoria_en_urna(estacion.urna, p),
        "seguir_sin_memoria_en_mesa": lambda p: seguir_sin_memoria_en_mesa(
            estacion.mesa, p, hora=hora, causa="se rompió"
        ),
        "seguir_sin_memoria_en_urna": lambda p: seguir_sin_memoria_en_urna(estacion.urna, p),
        "asentar_reapertura": lambda p: asentar_reapertura(estacion.mesa, p, hora=hora),
        "asentar_reapertura_de_urna": lambda p: asentar_reapertura_de_urna(estacion.urna, p),
        "conectar_memoria": lambda p: conectar_memoria(estacion, usb, p, hora=hora),
        "aceptar_reloj": lambda p: aceptar_reloj(estacion.mesa, p, hora=hora + timedelta(days=1)),
        # Before the urna is open is its moment; here its cards are looked at first.
        "aceptar_reloj_de_urna": lambda p: aceptar_reloj_de_urna(estacion.urna, p, hora=hora),
        "abrir_contingencia": lambda p: abrir_contingencia(
            estacion.mesa, p, 5, hora=hora, causa="se fue la luz"
        ),
        "omitir_prueba": lambda p: omitir_prueba(estacion.mesa, p, "la fila es larga", hora=hora),
        "omitir_impresion": lambda p: omitir_impresion(
            estacion.mesa, p, ("acta_inicio",), hora=hora, causa="no hay tinta"
        ),
        "inutilizar_pase": lambda p: inutilizar_pase(estacion.urna, publica, p),
        "abrir_reserva": lambda p: abrir_reserva(
            estacion.mesa, p, 3, hora=hora, causa="se acabaron"
        ),
        "admitir_con_resolucion": lambda p: admitir_con_resolucion(
            estacion.mesa, "TESLP-JDC-12/2027", p, hora=hora
        ),
        "admitir_representante": lambda p: admitir_representante(
            estacion.mesa, preparar().planillas[0], p, hora=hora
        ),
        "sustituir_funcionario": lambda p: sustituir_funcionario(
            estacion.mesa, "f2", p, fila=("Alguien",), hora=hora, causa="se sintió mal"
        ),
        "suspender_votacion": lambda p: suspender_votacion(
            estacion.mesa, p, hora=hora, causa="se fue la luz"
        ),
        "suspender_urna": lambda p: suspender_urna(estacion.urna, p),
        # Refused before its turn comes: the cards are looked at first.
        "reanudar_votacion": lambda p: reanudar_votacion(estacion.mesa, p, hora=hora),
        "reanudar_urna": lambda p: reanudar_urna(estacion.urna, p),
        # Looked at first too: the queue is still open.
        "ampliar_fila": lambda p: ampliar_fila(estacion.mesa, 1, p, hora=hora),
        "cerrar_votacion": lambda p: cerrar_votacion(
            estacion.mesa, p, hora=hora, motivo=MotivoCierre.SIN_FILA
        ),
        # Of itself: refused for its cards before anything of the other machine is read.
        "reunir_mesa": lambda p: reunir_mesa(
            estacion.mesa, estacion.mesa.almacen, b"", p, hora=hora
        ),
        "reunir_urna": lambda p: reunir_urna(estacion.urna, estacion.urna.almacen, b"", p),
        "retirar_tarjeta": lambda p: retirar_tarjeta(estacion.urna, "f4", p),
        "cerrar_urna": lambda p: cerrar_urna(estacion.urna, p, hora=hora),
    }


def _en_el_cierre(estacion: Estacion, votos: tuple[int, ...], usb: Path) -> dict[str, Acto]:
    cierre = cerrar_y_contar(estacion, votos)
    (diferencia, *_) = cuadrar_mesa(estacion.mesa, replace(cierre, depositadas=1))
    hora = preparar().clausura
    orden = OrdenDeActa(firmas=firmas_del_acta(), inicio=hora, fin=hora)
    sello = partial(firmar_cierre, estacion.urna)
    return {
        "explicar_diferencia": lambda p: explicar_diferencia(
            estacion.mesa, diferencia, "no_se_encontro_causa", p
        ),
        "levantar_acta": lambda p: levantar_acta(
            estacion.mesa, cierre, orden, p, sello_de_urna=sello
        ),
        "remitir_registro": lambda p: remitir_registro(
            estacion.mesa, estacion.urna.carpeta, usb, p, hora=hora
        ),
        "grabar_reservado": lambda p: grabar_reservado(estacion.mesa, usb, p, azar=os.urandom),
        "clausurar_a_mano": lambda p: clausurar_a_mano(estacion.mesa, bytes(32), p),
        "imprimir_lista": lambda p: imprimir_lista(
            estacion.mesa, p, impresora=ImpresoraEnCarpeta(usb)
        ),
    }


def test_ningun_acto_de_dos_se_hace_con_una_tarjeta(tmp_path: Path) -> None:
    """Installing, opening, cancelling, closing, explaining, signing, sending, opening again.

    One card twice, another mesa's, a wrong PIN, an invented one: each is refused by its name and
    leaves no trace. The walk at the end shows that no act of two was forgotten here.
    """
    preparado, votos = preparar(), (0, 1, 0)
    carpeta = tmp_path / "estacion"
    probados = {"instalar_mesa", "instalar_estacion", "reabrir_estacion"}
    _rechazar(
        lambda p: instalar_estacion(carpeta, orden_de_instalacion(preparado, tarjetas=p)), tmp_path
    )
    with instalar(carpeta, abierta=False) as estacion:
        hora = preparado.apertura
        _rechazar(lambda p: abrir_urna(estacion.urna, p, hora=hora), tmp_path)
        cabeza = abrir_urna(estacion.urna, preparado.tarjetas, hora=hora).cabeza
        _rechazar(lambda p: abrir_votacion(estacion.mesa, p, cabeza, hora=hora), tmp_path)
        abrir_votacion(estacion.mesa, preparado.tarjetas, cabeza, hora=hora)
        probados |= {"abrir_urna", "abrir_votacion"}
        votar(estacion, votos)
        (tmp_path / "memoria").mkdir()
        for nombre, acto in _en_la_jornada(estacion, tmp_path / "memoria").items():
            _rechazar(acto, tmp_path)
            probados.add(nombre)
        for nombre, acto in _en_el_cierre(estacion, votos, tmp_path).items():
            _rechazar(acto, tmp_path)
            probados.add(nombre)
    _rechazar(lambda p: reabrir_estacion(carpeta, p), tmp_path)
    _rechazar(lambda p: relevar_estacion(tmp_path / "otra", _relevo(tmp_path, p)), tmp_path)
    probados.add("relevar_mesa")
    assert _actos_con_tarjetas() <= probados | INTERNOS


def test_los_actos_de_dos_equipos_piden_dos_tarjetas_en_cada_uno(tmp_path: Path) -> None:
    """Whoever is alone with one of the laptops gives it no key, no sheet and no figures."""
    preparado = preparar()
    dotacion = revisar_dotacion(preparado.dotacion)
    orden = orden_de_instalacion(preparado)
    integran = tuple(persona.clave for persona in orden.funcionarios)
    mesa, urna = tmp_path / "mesa" / "estacion", tmp_path / "urna" / "estacion"
    (tmp_path / "mesa").mkdir()

    def pliego(tarjetas: Pareja) -> bytes:
        return preparar_mesa(mesa, dotacion, orden.arranque, integran, tarjetas)

    _rechazar(pliego, tmp_path)
    de_mesa = pliego(preparado.tarjetas)
    _rechazar(pliego, tmp_path)
    _rechazar(
        lambda p: instalar_urna_aparte(
            urna, dotacion, preparado.dotacion, de_mesa, p, hora=orden.hora
        ),
        tmp_path,
    )
    _rechazar(lambda p: instalar_mesa_aparte(mesa, replace(orden, tarjetas=p), b""), tmp_path)
    with instalar(tmp_path / "una") as estacion:
        for vecina in (UrnaDelMismoEquipo(tmp_path / "una"), UrnaDeOtroEquipo(tmp_path / "una")):
            _rechazar(partial(_traer, vecina, estacion, tmp_path), tmp_path)
            _rechazar(vecina.leer_apertura, tmp_path)


def _traer(
    vecina: UrnaDelMismoEquipo | UrnaDeOtroEquipo, estacion: Estacion, usb: Path, tarjetas: Pareja
) -> object:
    return vecina.traer_cierre(estacion.mesa, tarjetas, usb)


def _relevo(memoria: Path, tarjetas: Pareja) -> OrdenDeRelevo:
    preparado = preparar()
    return OrdenDeRelevo(
        dotacion=preparado.dotacion,
        tarjetas=tarjetas,
        ancla=preparado.corta,
        memoria=memoria / "memoria",
        hora=preparado.clausura,
        causa="se mojó",
    )


def _actos_con_tarjetas() -> set[str]:
    """Functions of the day that take a pair of cards, by themselves or inside an order."""
    return {
        nombre
        for modulo in pkgutil.walk_packages(jornada.__path__, f"{jornada.__name__}.")
        for nombre, cosa in vars(importlib.import_module(modulo.name)).items()
        if isinstance(cosa, FunctionType)
        and cosa.__module__ == modulo.name
        and not nombre.startswith("_")
        and {"tarjetas", "orden"} & set(inspect.signature(cosa).parameters)
    }


def test_control_el_recorrido_halla_los_actos() -> None:
    """Control: the walk does see them, and would see one that nobody tried."""
    assert {"cerrar_urna", "inutilizar_pase", "levantar_acta"} <= _actos_con_tarjetas()


def test_quitar_una_marca_pide_otra_tarjeta(tmp_path: Path) -> None:
    """Alone, an official could let somebody vote twice; a second one has looked at the list too."""
    una, otra = preparar().tarjetas
    hora, numero = preparar().apertura + timedelta(minutes=1), preparar().lista[0].numero
    carpeta = preparar().raiz / "tarjetas" / MESA
    sin_nip = abrir_tarjeta(ruta_de_tarjeta(carpeta, MESA, otra.clave), "999999")
    with instalar(tmp_path / "estacion") as estacion:
        marcar_persona(estacion.mesa, numero, hora=hora)
        for confirma, falla in ((una, MismaTarjeta), (sin_nip, TarjetaNoReconocida)):
            with pytest.raises(falla):
                desmarcar_persona(
                    estacion.mesa, numero, quien=una.clave, confirma=confirma, hora=hora
                )
        with estacion.mesa.almacen.leer() as lectura:
            assert lectura.esta_marcada(numero)
        desmarcar_persona(estacion.mesa, numero, quien=una.clave, confirma=otra, hora=hora)
