"""``eleccion descifrar``: with what the custodians answered, opens the totals of a session."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from auditoria.avance import avance_en
from auditoria.registro import bitacora
from auditoria.registro.asientos import TandaDescifrada
from eleccion.arranque import Central
from eleccion.casos.computo.asentar_tanda import asentar_tanda
from eleccion.casos.computo.descifrar_conjunto import descifrar_conjunto
from eleccion.casos.computo.descifrar_tanda import descifrar_mesa
from eleccion.casos.computo.repartir_respuestas import Reparto, repartir_respuestas
from eleccion.casos.computo.respuestas import Respuestas, leer_respuestas
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("descifrar")
    orden.add_argument(
        "--respuesta",
        type=Path,
        action="append",
        required=True,
        metavar="ARCHIVO|CARPETA",
        help="lo que escribió «boletas custodio descifrar» en el equipo de cada custodio; de una"
        " carpeta, todos sus .json; repítalo",
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Check every answer and open what waits; of a dry run nothing stays, checked as it is."""
    respuestas = leer_respuestas(argumentos.respuesta)
    with abrir_comision(argumentos) as central:
        reparto = repartir_respuestas(respuestas, comision=central)
        if reparto.hechas:
            sobran = ", ".join(reparto.hechas)
            consola.print(f"De mesas que ya se descifraron; no se usan: {sobran}.", markup=False)
        consola.print(_decir(reparto), markup=False)
        if reparto.ordenes or reparto.conjuntos:
            with _lugar(central) as propio:
                _descifrar(central, respuestas, _en(propio, reparto), propio, consola)
        if argumentos.ensayo:
            consola.print(ENSAYO)
    return 0


@contextmanager
def _lugar(central: Central) -> Iterator[Path]:
    """A folder of this order alone: two at once, or one that was cut, mix no files.

    Of a dry run it is where nobody keeps anything.
    """
    lugar = None if central.ensayo else central.carpetas.descifrados
    with TemporaryDirectory(prefix=".tanda-", dir=lugar) as nombre:
        yield Path(nombre)


def _en(carpeta: Path, reparto: Reparto) -> Reparto:
    """The same work, whose files are written there."""
    return replace(
        reparto,
        ordenes=tuple(replace(o, destino=carpeta / o.mesa) for o in reparto.ordenes),
        conjuntos=tuple(replace(o, descifrados=carpeta) for o in reparto.conjuntos),
    )


def _descifrar(
    central: Central, respuestas: Respuestas, reparto: Reparto, propio: Path, consola: Console
) -> None:
    descifradas = []
    with avance_en(consola) as avance:
        for hechas, orden in enumerate(reparto.ordenes, 1):
            descifradas.append(descifrar_mesa(orden, abrir=respuestas.abrir))
            avance("Descifrado", hechas, len(reparto.ordenes))
    juntas = [descifrar_conjunto(orden, abrir=respuestas.abrir) for orden in reparto.conjuntos]
    tanda = _siguiente(central)
    asentar_tanda(
        tanda,
        descifradas,
        conjuntos=juntas,
        presentes=reparto.presentes,
        comision=central,
        hora=hora_de_ahora(),
        destino=propio if central.ensayo else None,
    )
    if not central.ensayo:
        consola.print(f"Tanda {tanda}: quedó asentada.")
    culpables = {c for h in descifradas for c in h.culpables}
    for malo in sorted(culpables | {c for j in juntas for c in j.culpables}):
        consola.print(f"No se usó lo que entregó el custodio {malo}: no trae prueba válida.")


def _siguiente(central: Central) -> int:
    """Number of the next session, by those in the log."""
    with central.leer() as lectura:
        return 1 + sum(1 for _ in bitacora.hojear(lectura.lineas(), TandaDescifrada))


def _decir(reparto: Reparto) -> str:
    if not reparto.ordenes and not reparto.conjuntos:
        return "No hay mesas por descifrar."
    solas = ", ".join(orden.mesa for orden in reparto.ordenes) or "ninguna"
    juntas = "; ".join(" con ".join(m.mesa for m in c.mesas) for c in reparto.conjuntos)
    return f"Mesas que se descifran solas: {solas}. Sólo en conjunto: {juntas or 'ninguna'}."
