"""``eleccion acuerdo``: the commission writes down what it resolved, under two signatures."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from typing import Any, Final

from rich.console import Console

from auditoria.formatos.acuerdo import (
    ConflictoResuelto,
    DiscrepanciaResuelta,
    EmpateResuelto,
    MesaNoInstalada,
)
from auditoria.formatos.claves import ClaveDemarcacion
from auditoria.registro.esquema import Formato, Texto
from eleccion.casos.computo.acuerdos_tomados import ruta_de_acuerdo
from eleccion.casos.computo.tomar_acuerdo import tomar_acuerdo
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    decir_documento,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)
from eleccion.ordenes.hoja import leer_hoja, pedir_hoja

MODELO: Final = """\
# Acuerdo de la comisión. Deje una sola de las decisiones.
demarcacion = "D001"
considerando = "Nadie de la mesa directiva se presentó y la fila no alcanzó para integrarla."
fundamento = "Convocatoria, base décima"

[decision]
tipo = "no_instalada"
mesa = "D001-M1"

# [decision]                # de dos registros válidos, cuenta el acta de uno (0: de ninguno)
# tipo = "conflicto"
# mesa = "D001-M1"
# registro = 1

# [decision]                # los dos conteos difieren después del recuento
# tipo = "discrepancia"
# mesas = ["D001-M1"]
# prevalece = "papel"       # o "digital"

# [decision]                # sólo donde la convocatoria lo deja a la comisión
# tipo = "empate"
# ganadora = "D001-P1"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeAcuerdo(Formato):
    """What the secretaría writes of a session; fields as ``Acuerdo``."""

    demarcacion: ClaveDemarcacion
    decision: MesaNoInstalada | ConflictoResuelto | DiscrepanciaResuelta | EmpateResuelto
    considerando: Texto
    fundamento: Texto


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("acuerdo")
    pedir_hoja(orden, MODELO)
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Keep it; ``<sha256>  D001/acuerdo-1.json`` goes to standard output."""
    hoja = leer_hoja(argumentos.hoja, HojaDeAcuerdo)
    selladores, ahora = abrir_sellos(argumentos), hora_de_ahora()
    with abrir_comision(argumentos) as central:
        antes = central.asentados()
        acuerdo = tomar_acuerdo(
            hoja.demarcacion,
            hoja.decision,
            hoja.considerando,
            hoja.fundamento,
            selladores,
            comision=central,
            hora=ahora,
        )
        central.sellar_punto()
        es_nuevo = central.asentados() > antes
    tipo = acuerdo.decision.tipo.replace("_", " ")
    consola.print(f"{acuerdo.demarcacion}, acuerdo {acuerdo.numero}: {tipo}.", markup=False)
    ruta = ruta_de_acuerdo(acuerdo.demarcacion, acuerdo.numero)
    decir_documento(consola, ruta, acuerdo.escribir(), es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    return 0
