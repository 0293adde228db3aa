"""``eleccion destruccion``: the commission writes down that the papers of mesas were destroyed."""

from __future__ import annotations

import argparse
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from auditoria.papeles.contexto import Contexto
from auditoria.registro.archivos import escribir_archivo
from auditoria.verificador.sellado import Sellado
from boletas.impresion.lienzo import imprimir
from eleccion.arranque.supresion import CARPETA, publicacion_de
from eleccion.casos.archivo.destruir_papeles import (
    DestruccionAsentada,
    OrdenDeDestruccion,
    archivo_de_destruccion,
    destruir_papeles,
)
from eleccion.documentos.acta_de_destruccion import (
    DatosDeDestruccion,
    RenglonDeDestruccion,
    documento_de_destruccion,
)
from eleccion.ordenes.comision import (
    ENSAYO,
    abrir_comision,
    abrir_sellos,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)
from eleccion.ordenes.hoja import leer_hoja, pedir_hoja

MODELO: Final = """\
# Papeles que se destruyeron. Llénela con lo que se vio, antes de destruirlos.
lugar = "Archivo municipal"
metodo = "Trituración y reciclaje"
# observaciones = "El paquete de D001-M2 llegó mojado."

# Una vez por cada paquete:
[[paquetes]]
mesa = "D001-M1"
sellos = ["004512"]   # los números que se leen
intacto = true        # ¿sigue cerrado como se guardó?
boletas = 0           # de papel: usadas, inutilizadas y sobrantes
pases = 156           # usados, inutilizados y sobrantes
testigos = 98         # también los cancelados

# Una vez por cada persona; "ejecuta" quien los destruye, "presencia" quien lo ve:
[[personas]]
caracter = "ejecuta"
nombre = "Luis Peña Mora"
cargo = "Secretaría de la comisión"

[[personas]]
caracter = "presencia"
nombre = "Rosa Díaz Luna"
cargo = "Órgano interno de control"
"""

_CALIDADES: Final = {"ejecuta": "Destruyó los papeles", "presencia": "Lo presenció"}


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("destruccion")
    pedir_hoja(orden, MODELO)
    orden.add_argument("--acta", type=Path, metavar="F.pdf", help="escribe el acta en papel")
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Write it down, once; ``<sha256>  destruccion-1.json`` goes to standard output."""
    orden = leer_hoja(argumentos.hoja, OrdenDeDestruccion)
    with abrir_comision(argumentos) as central:
        publicacion = publicacion_de(central)
        hecha = destruir_papeles(
            orden,
            None if argumentos.ensayo else abrir_sellos(argumentos),
            publicacion=publicacion,
            carpeta=central.carpeta / CARPETA,
            comision=central,
            hora=hora_de_ahora(),
        )
    if argumentos.acta is not None and not argumentos.ensayo:
        escribir_archivo(argumentos.acta, _dibujar(hecha, publicacion.sellado))
    for paquete in hecha.destruccion.paquetes:
        if not (paquete.intacto and paquete.sellos_del_recibo):
            consola.print(f"{paquete.mesa}: el acta dice cómo estaban sus sellos.", markup=False)
    ruta = archivo_de_destruccion(hecha.destruccion.numero)
    if argumentos.ensayo:
        consola.print(ENSAYO)
    elif hecha.es_nueva:
        consola.print(f"Quedó asentado en {CARPETA}/{ruta}.", markup=False)
    else:
        consola.print("Ya estaba asentado; no cambió nada.")
    sys.stdout.write(f"{sha256(hecha.contenido).hexdigest()}  {ruta}\n")
    return 0


def _dibujar(hecha: DestruccionAsentada, sellado: Sellado) -> bytes:
    """Draw the acta of what was written down."""
    acto = hecha.destruccion
    datos = DatosDeDestruccion(
        numero=acto.numero,
        hora=acto.hora,
        lugar=acto.lugar,
        metodo=acto.metodo,
        observaciones=acto.observaciones or "",
        renglones=tuple(
            RenglonDeDestruccion(
                mesa=paquete.mesa,
                sellos=paquete.sellos,
                sellos_del_recibo=paquete.sellos_del_recibo,
                intacto=paquete.intacto,
                boletas=paquete.boletas,
                pases=paquete.pases,
                testigos=paquete.testigos,
            )
            for paquete in acto.paquetes
        ),
        personas=tuple(
            (f"{_CALIDADES[persona.caracter]} · {persona.cargo}", persona.nombre)
            for persona in acto.personas
        ),
        codigo=sha256(hecha.contenido).digest(),
    )
    contexto = Contexto(sellado.catalogo, sellado.reglas, sellado.lista.huella)
    return imprimir(documento_de_destruccion(contexto, datos))
