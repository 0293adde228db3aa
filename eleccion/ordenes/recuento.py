"""``eleccion recuento``: the commission counts the papers of a mesa again, before everybody."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final

from rich.console import Console

from auditoria.formatos.claves import ClavePlanilla, IdMesa, Nombre
from auditoria.formatos.recuento import AutorDeRecuento, TestigoDeRecuento
from auditoria.registro.esquema import Cantidad, Formato, Largo, Texto
from eleccion.arranque import Central
from eleccion.casos.computo.figuras import ruta_de_recuento
from eleccion.casos.computo.recontar_mesa import (
    ConteoDeRecuento,
    OrdenDeRecuento,
    recontar_mesa,
)
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import OrdenMalDada
from eleccion.ordenes.comision import (
    abrir_comision,
    abrir_sellos,
    decir_documento,
    hora_de_ahora,
    pedir_comision,
    pedir_sellos,
)
from eleccion.ordenes.hoja import ImprimirModelo, leer_hoja, pedir_hoja

MODELO: Final = """\
# Recuento de una mesa en la sede de la comisión.
mesa = "D001-M1"
inicio = 2027-02-23T10:00:00-06:00
fin = 2027-02-23T10:35:00-06:00
lugar = "Sala de sesiones de la comisión"
motivo = "El paquete llegó con señales de alteración."
# solicita = "D001-P1"      # la planilla que lo pidió, si lo pidió alguna

[[autores]]
nombre = "Ana Ruiz Peña"
cargo = "Presidencia"

[[autores]]
nombre = "Luis Peña Mora"
cargo = "Secretaría"

# Una vez por cada representante presente:
# [[representantes]]
# planilla = "D001-P1"
# nombre = "Rosa Díaz"
# estado = "firmo"          # o "bajo_protesta" o "no_firmo", con su motivo
"""

MODELO_DE_CONTEO: Final = """\
# Lo que contó una persona, sin ver lo que escribió la otra. Cero es cero; nada se deja en blanco.
hojas = 40                  # testigos que había en el sobre

[testigos]
"D001-P1" = 22
"D001-P2" = 17
nulo = 1

# [papel]                   # sólo donde hubo boletas de papel
# "D001-P1" = 3
# "D001-P2" = 1
# nulo = 0
"""


class OpcionesDelConteo(OrdenMalDada):
    """The figures are not one per answer of the mesa's ballot."""

    explicacion: ClassVar[str] = "El conteo no trae una cifra por cada opción de la boleta"


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeRecuento(Formato):
    """What the secretaría writes of a recount; fields as ``OrdenDeRecuento``."""

    mesa: IdMesa
    inicio: datetime
    fin: datetime
    lugar: Nombre
    motivo: Texto
    solicita: ClavePlanilla | None = None
    autores: Annotated[tuple[AutorDeRecuento, ...], Largo(2, 12)]
    representantes: Annotated[tuple[TestigoDeRecuento, ...], Largo(0, 40)] | None = None

    def orden(self) -> OrdenDeRecuento:
        """Give it as the use case takes it."""
        return OrdenDeRecuento(
            mesa=self.mesa,
            inicio=self.inicio,
            fin=self.fin,
            lugar=self.lugar,
            motivo=self.motivo,
            autores=self.autores,
            representantes=self.representantes or (),
            solicita=self.solicita or "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeConteo(Formato):
    """One person's figures, by key of the answer.

    Attributes:
        hojas: Testigos taken out of their envelope.
        testigos, papel: Absent where the mesa has none.
    """

    hojas: Cantidad
    testigos: dict[str, Cantidad] | None = None
    papel: dict[str, Cantidad] | None = None

    def conteo(self, opciones: tuple[str, ...]) -> ConteoDeRecuento:
        """Give it in the order of the ballot.

        Raises:
            OpcionesDelConteo: An answer is missing, or is of another ballot.
        """
        return ConteoDeRecuento(
            hojas=self.hojas,
            testigos=_ordenar(self.testigos, opciones),
            papel=_ordenar(self.papel, opciones),
        )


def _ordenar(votos: Mapping[str, int] | None, opciones: tuple[str, ...]) -> tuple[int, ...]:
    if votos is None:
        return ()
    if distintas := sorted(votos.keys() ^ set(opciones)):
        raise OpcionesDelConteo(", ".join(distintas))
    return tuple(votos[opcion] for opcion in opciones)


def registrar(grupo: argparse._SubParsersAction[Any]) -> None:
    """Add the order."""
    orden = grupo.add_parser("recuento")
    pedir_hoja(orden, MODELO)
    orden.add_argument(
        "--conteo",
        type=Path,
        nargs=2,
        required=True,
        metavar="F",
        help="las cifras que dos personas escribieron por separado",
    )
    orden.add_argument("--modelo-de-conteo", action=ImprimirModelo, const=MODELO_DE_CONTEO)
    pedir_comision(orden)
    pedir_sellos(orden)
    orden.set_defaults(ejecutar=ejecutar)


def ejecutar(argumentos: argparse.Namespace, consola: Console) -> int:
    """Keep it beside the acta; ``<sha256>  D001/M1/recuento.json`` goes to standard output."""
    orden = leer_hoja(argumentos.hoja, HojaDeRecuento).orden()
    hojas = [(ruta, leer_hoja(ruta, HojaDeConteo)) for ruta in argumentos.conteo]
    selladores = abrir_sellos(argumentos)
    with abrir_comision(argumentos) as central:
        opciones = _opciones(central, orden.mesa)
        una, otra = (_contar(ruta, hoja, opciones) for ruta, hoja in hojas)
        antes = central.asentados()
        recuento = recontar_mesa(
            orden, una, otra, selladores, comision=central, hora=hora_de_ahora()
        )
        central.sellar_punto()
        es_nuevo = central.asentados() > antes
    causales = ", ".join(causal.replace("_", " ") for causal in recuento.causales)
    consola.print(f"{recuento.mesa}, recuento. Causas: {causales or 'ninguna de las de ley'}.")
    ruta = ruta_de_recuento(recuento.mesa)
    decir_documento(consola, ruta, recuento.escribir(), es_nuevo=es_nuevo, ensayo=argumentos.ensayo)
    return 0


def _contar(ruta: Path, hoja: HojaDeConteo, opciones: tuple[str, ...]) -> ConteoDeRecuento:
    try:
        return hoja.conteo(opciones)
    except OpcionesDelConteo as falla:
        raise falla.en(ruta.name) from None


def _opciones(central: Central, mesa: str) -> tuple[str, ...]:
    sellado = leer_sellado_en(central.carpetas.definicion)
    return sellado.catalogo.ubicar(mesa)[0].opciones
