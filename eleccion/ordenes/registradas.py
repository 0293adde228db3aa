"""``eleccion registradas``: whether somebody registered at two mesas, where there is no list."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.errores import ErrorAuditoria
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from eleccion.arranque import Central
from eleccion.casos.asentado import Asentado
from eleccion.casos.computo.cotejar_registradas import (
    ListaRevisada,
    Repetidas,
    comparar_registradas,
    cotejar_registradas,
    firmar_informe,
    revisar_registradas,
)
from eleccion.casos.registradas import LIMITE
from eleccion.errores import ErrorEleccion
from eleccion.ordenes.comision import ENSAYO, abrir_comision, hora_de_ahora, pedir_comision

_DICHO: Final = {
    Asentado.NUEVO: "Quedó asentado en la bitácora de la comisión, sólo con cantidades.",
    Asentado.REPETIDO: "Ya estaba asentado; no cambió nada.",
}


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("registradas")
    orden.add_argument("listas", type=Path, nargs="+", metavar="F")
    orden.add_argument(
        "--informe", type=Path, metavar="F", help="escribe los renglones repetidos; es reservado"
    )
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Prove every list before any is kept, compare them, and say how many people stand twice."""
    with abrir_comision(argumentos) as central:
        revisadas = [_revisar(ruta, central) for ruta in argumentos.listas]
        if argumentos.ensayo:
            repetidas = len(comparar_registradas(revisadas))
            consola.print(f"Listas: {len(revisadas)}. Personas repetidas: {repetidas}.")
            consola.print(ENSAYO)
            return 0
        informe, hecho = cotejar_registradas(revisadas, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
        consola.print(_decir(informe), markup=False)
        consola.print(_DICHO[hecho])
        if argumentos.informe is not None:
            escribir_archivo(argumentos.informe, firmar_informe(informe, comision=central), 0o600)
    return 0


def _revisar(ruta: Path, central: Central) -> ListaRevisada:
    try:
        return revisar_registradas(leer_archivo(ruta, LIMITE), comision=central)
    except (ErrorAuditoria, ErrorEleccion) as falla:
        raise falla.en(ruta.name) from None


def _decir(informe: Repetidas) -> str:
    faltan = f" Faltan: {', '.join(informe.faltan)}." if informe.faltan else ""
    return (
        f"Listas: {len(informe.cotejadas)}.{faltan} Personas repetidas: {len(informe.repetidas)}."
    )
