"""``eleccion publicar``: results, the expediente, and apart from it the papers that name people."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, Final

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.registro.archivos import carpeta_entera
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.verificador.reservado import exigir_lugar
from auditoria.verificador.verificacion import Verificacion
from eleccion.arranque import Central
from eleccion.casos.computo.probar_publicacion import probar_publicacion
from eleccion.casos.computo.publicar_expediente import publicar_expediente
from eleccion.casos.computo.publicar_resultados import RUTA_DE_RESULTADOS
from eleccion.casos.computo.reunir_reservado import reunir_reservado
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import (
    ENSAYO,
    abrir_comision,
    exigir_carpeta_nueva,
    hora_de_ahora,
    pedir_comision,
)

NO_SE_PUBLICA: Final = (
    "No se publicó nada: quien verifique hallaría lo de arriba, y después nadie podría corregirlo."
    " Corríjalo con los actos de la comisión; lo que ya no tenga remedio se publica con"
    " --con-fallas."
)


class ReservadoAMedias(OrdenMalDada):
    """Papers without a place for them, or a place without papers."""

    explicacion: ClassVar[str] = "--papeles y --reservado van juntos"


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("publicar")
    orden.add_argument("expediente", type=Path, metavar="DIR", help="carpeta nueva")
    orden.add_argument(
        "--papeles",
        type=Path,
        metavar="DIR",
        help="papeles que nombran personas, D001/M1/*.pdf",
    )
    orden.add_argument(
        "--reservado", type=Path, metavar="DIR", help="carpeta nueva para ellos, para el tribunal"
    )
    orden.add_argument(
        "--con-fallas",
        action="store_true",
        help="publica aunque quien verifique vaya a hallar fallas que ya nadie puede corregir",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Publish the results, once, and write the expediente as often as it is asked for."""
    expediente, reservado = argumentos.expediente, argumentos.reservado
    if (argumentos.papeles is None) != (reservado is None):
        raise ReservadoAMedias
    for destino in filter(None, (expediente, reservado)):
        exigir_carpeta_nueva(destino)
    papeles = _leer_papeles(argumentos.papeles)
    with abrir_comision(argumentos) as central:
        if _estan_publicados(central):
            consola.print("Los resultados ya estaban publicados; no cambió nada.")
        elif not _publicar_probado(central, consola, argumentos):
            return 1
        if argumentos.ensayo:
            consola.print(ENSAYO)
            return 0
        with carpeta_entera(expediente) as parcial:
            publicar_expediente(parcial, comision=central)
        consola.print(f"Expediente: {expediente}", markup=False)
        if reservado is not None:
            with carpeta_entera(reservado) as parcial:
                reunir_reservado(parcial, papeles, expediente, comision=central)
            consola.print(f"Parte reservada: {reservado}", markup=False)
    return 0


def _publicar_probado(central: Central, consola: Console, argumentos: argparse.Namespace) -> bool:
    """Publish what was verified; whether it stays. Of a dry run, or of a failure, nothing does."""
    with (
        # Inside the commission's folder: the signed head of what may be undone must not leave it.
        TemporaryDirectory(prefix="ensayo-", dir=central.carpeta) as aparte,
        central.juntar() as junta,
        avance_en(consola) as avance,
    ):
        verificacion = probar_publicacion(
            Path(aparte) / "expediente",
            comision=junta,
            hora=hora_de_ahora(),
            al_avanzar=lambda hechas, total: avance("Mesas comprobadas", hechas, total),
        )
        se_queda = verificacion.esta_integro or argumentos.con_fallas
        if argumentos.ensayo or not se_queda:
            junta.deshacer()
    _decir_fallas(verificacion, consola)
    if se_queda and not argumentos.ensayo:
        central.sellar_punto()
        consola.print("Los resultados quedan publicados.")
    elif not se_queda:
        consola.print(NO_SE_PUBLICA, markup=False)
    return se_queda


def _decir_fallas(verificacion: Verificacion, consola: Console) -> None:
    """Say what whoever verifies will find, by file and entry."""
    for comprobacion in verificacion.comprobaciones:
        for falla in comprobacion.fallas:
            consola.print(f"{comprobacion.nombre}. {falla.lugar}: {falla.hecho}", markup=False)
    if verificacion.esta_integro:
        consola.print("El expediente se comprobó entero antes de publicarse: no tiene fallas.")


def _leer_papeles(carpeta: Path | None) -> dict[str, Callable[[], bytes]]:
    """Look at the papers before anything is published: they come from the mesas.

    A link among them would bring in whatever it points at, a key of the commission too.

    Raises:
        NoEsArchivo, NombreIndebido, DemasiadoGrande, LugarIndebido: See each.
    """
    if carpeta is None:
        return {}
    with abrir_expediente(carpeta) as traidos:
        for nombre in traidos.nombres():
            exigir_lugar(nombre)
        return {nombre: partial(traidos.leer, nombre) for nombre in traidos.nombres()}


def _estan_publicados(central: Central) -> bool:
    with central.leer() as lectura:
        return lectura.documentos.tiene(RUTA_DE_RESULTADOS)
