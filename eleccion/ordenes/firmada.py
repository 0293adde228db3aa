"""``eleccion firmada``: the commission keeps the picture of a sheet signed with ink."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.foto import FotoLimpia
from auditoria.registro.archivos import leer_archivo
from auditoria.reglas.firmadas import papeles_publicos
from eleccion.casos.computo.fotografiar_hoja import (
    FotoAsentada,
    OrdenDeFotos,
    exigir_publico,
    fotografiar_hojas,
)
from eleccion.casos.computo.leer_escaneo import LIMITE_DE_ESCANEO, leer_hojas
from eleccion.casos.computo.objetos_de_pdf import EscaneoIlegible
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("firmada")
    orden.add_argument("lugar", metavar="LUGAR", help="mesa (D001-M1) o demarcación (D001)")
    de_mesa, de_demarcacion = (", ".join(papeles_publicos(de_mesa=m)) for m in (True, False))
    orden.add_argument(
        "papel",
        metavar="PAPEL",
        help=f"de una mesa: {de_mesa}; de una demarcación: {de_demarcacion}",
    )
    orden.add_argument(
        "fotos",
        type=Path,
        nargs="+",
        metavar="FOTO",
        help="una por hoja, en orden: foto JPEG, imagen PNG, o un PDF con las hojas escaneadas",
    )
    orden.add_argument(
        "--hoja",
        type=int,
        default=1,
        metavar="N",
        help="hoja que muestra la primera; 1 si no se dice",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Clean the pictures and keep them; ``<sha256>  <path>`` of each goes to standard output."""
    exigir_publico(argumentos.lugar, argumentos.papel)
    orden = OrdenDeFotos(
        lugar=argumentos.lugar,
        papel=argumentos.papel,
        desde=argumentos.hoja,
        fotos=tuple(foto for ruta in argumentos.fotos for foto in _leer(ruta, consola)),
    )
    with abrir_comision(argumentos) as central, TemporaryDirectory() as aparte:
        hechas = fotografiar_hojas(
            orden,
            comision=central,
            hora=hora_de_ahora(),
            destino=Path(aparte) if argumentos.ensayo else None,
        )
        central.sellar_punto()
    for hecha in hechas:
        _decir(hecha, consola)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    return 0


def _leer(ruta: Path, consola: Console) -> tuple[FotoLimpia, ...]:
    """Read one and take out what is not of the sheets; the file that was brought stays as it is."""
    try:
        hojas = leer_hojas(leer_archivo(ruta, LIMITE_DE_ESCANEO))
    except (ErrorAuditoria, EscaneoIlegible) as falla:
        raise falla.en(ruta.name) from None
    for hoja in hojas:
        consola.print(f"{ruta.name}: {hoja.ancho} por {hoja.alto} pixeles.", markup=False)
        if hoja.quitado:
            consola.print(f"  Se quitó: {', '.join(hoja.quitado)}.", markup=False)
    return hojas


def _decir(hecha: FotoAsentada, consola: Console) -> None:
    dicho = "quedó asentada" if hecha.es_nueva else "ya estaba asentada; no cambió nada"
    asiento = hecha.asiento
    consola.print(
        f"{asiento.papel}, hoja {asiento.hoja}, foto {asiento.version}: {dicho}.", markup=False
    )
    sys.stdout.write(f"{asiento.foto.hex()}  {hecha.ruta}\n")
