"""``eleccion resellar``: a resolution changes the ballot of some demarcaciones before the day."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.registro.archivos import escribir_archivo
from auditoria.reglas.contienda import ruta_de_resello
from eleccion.casos.asentado import Asentado
from eleccion.casos.preparacion.resellar_definicion import (
    OrdenDeResello,
    dibujar_resello,
    escribir_resello,
    resellar_definicion,
)
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
# Re-sellado por resolución, antes de anunciar el código de arranque. Deje los cambios que ordena.
resolucion = "TESLP/JDC/12/2027"
considerando = "El tribunal ordenó sustituir a quien renunció y corregir el nombre de la planilla."
fundamento = "Resolución del 10 de febrero de 2027, resolutivo segundo"

[[cambios]]                 # otra persona en un cargo, o la misma con su nombre bien escrito
tipo = "integrante"
planilla = "D001-P1"
cargo = "secretaria"
calidad = "propietaria"     # o "suplente"
persona = { nombre = "Rosa Díaz Luna", sexo = "mujer" }   # o "hombre", o "no_binaria"

# [[cambios]]               # el nombre de la planilla estaba mal escrito
# tipo = "nombre"
# planilla = "D001-P1"
# nombre = "Vecinas Unidas de Tequis"

# [[cambios]]               # sale de la boleta; las otras conservan su orden
# tipo = "planilla_retirada"
# planilla = "D001-P2"

# [[cambios]]               # se registró a tiempo y no procedía: entra, en el último lugar
# tipo = "planilla_agregada"
# planilla = "D001-P3"
"""


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("resellar")
    pedir_hoja(orden, MODELO)
    orden.add_argument("--papel", type=Path, metavar="F.pdf", help="escribe el acta en papel")
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Seal again; ``<sha256>  resello-2.json`` goes to standard output."""
    hoja = leer_hoja(argumentos.hoja, OrdenDeResello)
    selladores = abrir_sellos(argumentos)
    with abrir_comision(argumentos) as central:
        hecha = resellar_definicion(hoja, selladores, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
        numero = hecha.resello.numero
        if not argumentos.ensayo:
            escribir_resello(comision=central)
            if argumentos.papel is not None:
                escribir_archivo(argumentos.papel, dibujar_resello(numero, comision=central))
    consola.print(
        f"Huella {hecha.corta}, sólo de {', '.join(hecha.resello.demarcaciones)}; en las demás"
        " demarcaciones sigue la que tenían.",
        markup=False,
    )
    if hecha.mesas:
        consola.print(
            f"Recoja y destruya las dotaciones y los papeles de {', '.join(hecha.mesas)}: ya no"
            " sirven. Los pases sí. Dé «dotaciones» e «imprimir», repita las pruebas, firmen el"
            " acta y anuncie la nueva huella.",
            markup=False,
        )
    es_nuevo = hecha.hecho is Asentado.NUEVO
    ruta, contenido = ruta_de_resello(numero), hecha.resello.escribir()
    decir_documento(consola, ruta, contenido, es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    return 0
