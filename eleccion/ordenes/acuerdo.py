"""``eleccion acuerdo``: the commission writes down what it resolved, under two signatures."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.formatos.acuerdo import Decision, MesaNoInstalada
from auditoria.formatos.claves import ClaveDemarcacion
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.esquema import Formato, Texto
from eleccion.casos.computo.acuerdos_tomados import ruta_de_acuerdo
from eleccion.casos.computo.recibir_anuncio import anunciados
from eleccion.casos.computo.tomar_acuerdo import dibujar_acuerdo, tomar_acuerdo
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

# [decision]                # perdió su registro después del sellado y antes del cómputo
# tipo = "planilla_cancelada"
# planilla = "D001-P1"

# [decision]                # no hay, o ya no sigue, elección en la demarcación; antes del cómputo
# tipo = "cancelada"

# [decision]                # se presentó una impugnación: después, celebre otra sesión
# tipo = "impugnada"
# expediente = "TESLP/JDC/12/2027"

# [decision]                # lo que resolvió la autoridad que la conoció
# tipo = "resuelta"
# expediente = "TESLP/JDC/12/2027"
# efecto = "anula_mesas"    # o "confirma", o "anula", y entonces sin mesas
# mesas = ["D001-M1"]

# [decision]                # un acuerdo anterior queda sin efecto; diga en el considerando por qué
# tipo = "revocado"
# acuerdo = 1
"""

_ANUNCIADA: Final = (
    "Atención: de esa mesa se anunció un cierre. Compare su llave con la del acta de inicio y"
    " dígalo en el considerando. Lo anunciado se publica como tal, y no se suma."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeAcuerdo(Formato):
    """What the secretaría writes of a session; fields as ``Acuerdo``."""

    demarcacion: ClaveDemarcacion
    decision: Decision
    considerando: Texto
    fundamento: Texto


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("acuerdo")
    pedir_hoja(orden, MODELO)
    orden.add_argument("--papel", type=Path, metavar="F.pdf", help="escribe el acuerdo en papel")
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Keep it; ``<sha256>  D001/acuerdo-1.json`` goes to standard output."""
    hoja = leer_hoja(argumentos.hoja, HojaDeAcuerdo)
    selladores, ahora = abrir_sellos(argumentos), hora_de_ahora()
    decision, se_anuncio = hoja.decision, False
    with abrir_comision(argumentos) as central:
        antes = central.asentados()
        if isinstance(decision, MesaNoInstalada):
            with central.leer() as lectura:
                se_anuncio = decision.mesa in anunciados(lectura)
        acuerdo = tomar_acuerdo(
            hoja.demarcacion,
            decision,
            hoja.considerando,
            hoja.fundamento,
            selladores,
            comision=central,
            hora=ahora,
        )
        central.sellar_punto()
        es_nuevo = central.asentados() > antes
        if argumentos.papel is not None and not argumentos.ensayo:
            escribir_archivo(argumentos.papel, dibujar_acuerdo(acuerdo, comision=central))
    tipo = acuerdo.decision.tipo.replace("_", " ")
    consola.print(f"{acuerdo.demarcacion}, acuerdo {acuerdo.numero}: {tipo}.", markup=False)
    if se_anuncio:
        consola.print(_ANUNCIADA, markup=False)
    ruta = ruta_de_acuerdo(acuerdo.demarcacion, acuerdo.numero)
    decir_documento(consola, ruta, acuerdo.escribir(), es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    return 0
