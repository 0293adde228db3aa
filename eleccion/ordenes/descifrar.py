"""``eleccion descifrar``: a session of the custodians opens the totals that may be opened now."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.registro import bitacora
from auditoria.registro.asientos import TandaDescifrada
from eleccion.arranque import Central
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.descifrar_conjunto import (
    OrdenDeConjunto,
    descifrar_conjunto,
    ordenes_de_conjunto,
)
from eleccion.casos.computo.descifrar_tanda import (
    OrdenDeDescifrado,
    descifrar_mesa,
    ordenes_de_descifrado,
)
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("descifrar", help="una tanda de los custodios: abre los totales")
    orden.add_argument(
        "--custodio",
        type=_custodio,
        action="append",
        required=True,
        metavar="N=DIR",
        help="número y carpeta secreta de cada custodio presente",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Decrypt what waits; of a dry run, say only what would be: a custodian decrypts once, ever."""
    presentes: Mapping[int, Path] = dict(argumentos.custodio)
    with abrir_comision(argumentos) as central:
        ordenes = ordenes_de_descifrado(presentes, comision=central)
        conjuntos = ordenes_de_conjunto(presentes, comision=central)
        consola.print(_decir(ordenes, conjuntos), markup=False)
        if argumentos.ensayo:
            consola.print(ENSAYO)
        elif ordenes or conjuntos:
            _descifrar(central, presentes, ordenes, conjuntos, consola)
    return 0


def _descifrar(
    central: Central,
    presentes: Mapping[int, Path],
    ordenes: tuple[OrdenDeDescifrado, ...],
    conjuntos: tuple[OrdenDeConjunto, ...],
    consola: Console,
) -> None:
    descifradas = []
    with avance_en(consola) as avance:
        for hechas, orden in enumerate(ordenes, 1):
            descifradas.append(descifrar_mesa(orden))
            avance("Descifrado", hechas, len(ordenes))
    juntas = [descifrar_conjunto(orden) for orden in conjuntos]
    tanda = _siguiente(central)
    asentar_tanda(
        tanda,
        descifradas,
        conjuntos=juntas,
        presentes=presentes.keys(),
        comision=central,
        hora=hora_de_ahora(),
    )
    consola.print(f"Tanda {tanda}: quedó asentada.")
    culpables = {c for h in descifradas for c in h.culpables}
    for malo in sorted(culpables | {c for j in juntas for c in j.culpables}):
        consola.print(f"No se usó lo que entregó el custodio {malo}: no trae prueba válida.")


def _siguiente(central: Central) -> int:
    """Number of the next session, by those in the log."""
    with central.leer() as lectura:
        return 1 + sum(1 for _ in bitacora.hojear(lectura.lineas(), TandaDescifrada))


def _decir(ordenes: tuple[OrdenDeDescifrado, ...], conjuntos: tuple[OrdenDeConjunto, ...]) -> str:
    if not ordenes and not conjuntos:
        return "No hay mesas por descifrar."
    solas = ", ".join(orden.mesa for orden in ordenes) or "ninguna"
    juntas = "; ".join(" con ".join(m.mesa for m in c.mesas) for c in conjuntos) or "ninguna"
    return f"Mesas que se descifran solas: {solas}. Sólo en conjunto: {juntas}."


def _custodio(texto: str) -> tuple[int, Path]:
    numero, _, carpeta = texto.partition("=")
    if not (numero.isascii() and numero.isdigit() and len(numero) < 4 and carpeta):
        raise argparse.ArgumentTypeError("debe ser N=DIR")
    return int(numero), Path(carpeta)
