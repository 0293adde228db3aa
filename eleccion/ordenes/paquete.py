"""``eleccion paquete``: the commission receives the packet of a mesa and gives its receipt."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final

from rich.console import Console

from auditoria.formatos.claves import IdMesa, Nombre
from auditoria.formatos.paquete import Acompanante, Paquete, PersonaDePaquete
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.esquema import Formato, Largo, Texto
from eleccion.casos.computo.figuras import ruta_de_paquete
from eleccion.casos.computo.recibir_paquete import (
    OrdenDePaquete,
    dibujar_recibo,
    recibir_paquete,
)
from eleccion.ordenes.comision import (
    abrir_comision,
    decir_documento,
    hora_de_ahora,
    pedir_comision,
)
from eleccion.ordenes.hoja import leer_hoja, pedir_hoja

MODELO: Final = """\
# Paquete electoral que se recibe. Mire la caja antes de abrirla y llene cada renglón.
mesa = "D001-M1"
lugar = "Sala de sesiones de la comisión"
firmado = true               # ¿la envoltura trae las firmas de la mesa?
con_cinta = true             # ¿la cinta está entera?
sellos = ["004512"]          # los números que se leen
sellos_de_la_mesa = true     # ¿son los de la constancia de clausura?
# alteracion = "La cinta de un costado está cortada."   # sólo si hay señales

[entrega]
nombre = "Ana Ruiz Peña"
cargo = "Presidencia de la mesa"

[recibe]
nombre = "Luis Peña Mora"
cargo = "Secretaría de la comisión"

# Una vez por cada representante que acompañó el paquete:
# [[acompanantes]]
# planilla = "D001-P1"
# nombre = "Rosa Díaz"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDePaquete(Formato):
    """What the office writes of a packet at its door; fields as ``OrdenDePaquete``."""

    mesa: IdMesa
    lugar: Nombre
    entrega: PersonaDePaquete
    recibe: PersonaDePaquete
    acompanantes: Annotated[tuple[Acompanante, ...], Largo(0, 40)] | None = None
    firmado: bool
    con_cinta: bool
    sellos: Annotated[tuple[Nombre, ...], Largo(0, 40)]
    sellos_de_la_mesa: bool
    alteracion: Texto | None = None

    def orden(self) -> OrdenDePaquete:
        """Give it as the use case takes it."""
        return OrdenDePaquete(
            mesa=self.mesa,
            lugar=self.lugar,
            entrega=self.entrega,
            recibe=self.recibe,
            acompanantes=self.acompanantes or (),
            firmado=self.firmado,
            con_cinta=self.con_cinta,
            sellos=self.sellos,
            sellos_de_la_mesa=self.sellos_de_la_mesa,
            alteracion=self.alteracion or "",
        )


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("paquete")
    pedir_hoja(orden, MODELO)
    orden.add_argument("--recibo", type=Path, metavar="F.pdf", help="escribe el recibo en papel")
    pedir_comision(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Keep the receipt, once; ``<sha256>  D001/M1/paquete.json`` goes to standard output."""
    orden = leer_hoja(argumentos.hoja, HojaDePaquete).orden()
    with abrir_comision(argumentos) as central:
        antes = central.asentados()
        paquete = recibir_paquete(orden, comision=central, hora=hora_de_ahora())
        central.sellar_punto()
        es_nuevo = central.asentados() > antes
        if argumentos.recibo is not None and not argumentos.ensayo:
            recibo = dibujar_recibo(paquete, comision=central)
            escribir_archivo(argumentos.recibo, recibo)
    consola.print(_decir(paquete), markup=False)
    ruta = ruta_de_paquete(paquete.mesa)
    decir_documento(consola, ruta, paquete.escribir(), es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    return 0


def _decir(paquete: Paquete) -> str:
    estado = (
        "con señales de alteración: es causa de recuento"
        if paquete.alterado
        else "sin señales de alteración"
    )
    return f"Paquete de {paquete.mesa}, recibido {paquete.hora:%Y-%m-%d %H:%M} UTC, {estado}."
