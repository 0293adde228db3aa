"""``eleccion diagnostico``: whether this machine is fit to be a station, point by point."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.errores import ErrorAuditoria
from eleccion.arranque.impresoras import EN_CARPETA, impresora_de
from eleccion.arranque.reapertura import esta_instalada, leer_dotacion
from eleccion.arranque.reloj import RelojDelEquipo
from eleccion.arranque.revision_de_equipo import EsteEquipo
from eleccion.casos.jornada.diagnosticar_equipo import Dotacion, diagnosticar_equipo
from eleccion.casos.jornada.dotacion_recibida import revisar_dotacion
from eleccion.dominio.diagnostico import Diagnostico, Gravedad, explicar
from eleccion.errores import ErrorEleccion

ESTACION: Final = "estacion"
"""Folder of the station below that of ``--datos``, as ``eleccion estacion`` keeps it."""

_MARCAS: Final = {Gravedad.BIEN: "bien ", Gravedad.AVISO: "aviso", Gravedad.MAL: "MAL  "}


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("diagnostico")
    orden.add_argument("--datos", type=Path, required=True, metavar="DIR")
    orden.add_argument("--dotacion", type=Path, metavar="F")
    orden.add_argument("--memoria", type=Path, metavar="DIR", help="memoria USB de respaldo")
    orden.add_argument("--impresora", metavar="COLA", help=f"cola de impresión, o «{EN_CARPETA}»")
    orden.add_argument("--json", action="store_true", help="da los datos en lugar de frases")
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Look, say each point, and end with 1 when one of them is bad."""
    estacion = argumentos.datos / ESTACION
    cola, papeles = argumentos.impresora, argumentos.datos / "impresora"
    papel = None if cola is None else impresora_de(cola, papeles)
    hecho = diagnosticar_equipo(
        EsteEquipo(estacion, argumentos.memoria, papel),
        _dotacion(estacion, argumentos.dotacion),
        hora=RelojDelEquipo().ahora(),
    )
    if argumentos.json:
        print(json.dumps(a_datos(hecho), ensure_ascii=False, indent=2))
    else:
        for punto in hecho.puntos:
            consola.print(f"{_MARCAS[punto.gravedad]}  {explicar(punto)}.", markup=False)
    return int(hecho.gravedad is Gravedad.MAL)


def a_datos(diagnostico: Diagnostico) -> dict[str, Any]:
    """State a diagnosis for another program; its keys are a contract."""
    return {
        "gravedad": str(diagnostico.gravedad),
        "puntos": [
            {
                "asunto": str(punto.asunto),
                "gravedad": str(punto.gravedad),
                "hecho": punto.hecho,
                "datos": dict(punto.datos),
            }
            for punto in diagnostico.puntos
        ],
    }


def _dotacion(estacion: Path, suya: Path | None) -> Dotacion:
    """The one it was installed with comes first: another file is of no use to it."""
    try:
        for parte in ("mesa", "urna"):
            if esta_instalada(estacion, parte):
                return leer_dotacion(estacion, parte)
        return None if suya is None else revisar_dotacion(suya)
    except (ErrorEleccion, ErrorAuditoria) as falla:
        return falla
