"""Receive a writing of a representative, and give an acuse for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from auditoria.formatos.claves import ClavePlanilla, Nombre
from auditoria.registro.asientos import EscritoRecibido as EscritoAsentado
from auditoria.registro.esquema import Formato, Rango
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import exigir_acta_por_levantar
from eleccion.casos.jornada.mesa.imprimir_actas import imprimir_copias
from eleccion.documentos.acuse import COPIAS, DatosDeAcuse, documento_de_acuse
from eleccion.dominio.mesa import EscritoDesconocido, PlanillaAjena
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_ESCRITOS = "escritos"
ACUSE: Final = "acuse"
Clase = Literal["De protesta", "De incidente", "Otro"]
_CLASES: Final[Mapping[Clase, Literal["protesta", "incidente", "otro"]]] = {
    "De protesta": "protesta",
    "De incidente": "incidente",
    "Otro": "otro",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EscritoRecibido(Formato):
    """A writing handed in; what it says stays on its paper."""

    folio: Annotated[int, Rango(1)]
    hora: datetime
    planilla: ClavePlanilla
    presenta: Nombre
    clase: Clase
    hojas: Annotated[int, Rango(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Escritos(Formato):
    """The sheet of the day: writings by folio."""

    escritos: tuple[EscritoRecibido, ...]


def recibir_escrito(
    mesa: EquipoMesa,
    planilla: str,
    presenta: str,
    clase: Clase,
    hojas: int,
    *,
    impresora: Impresora,
    hora: datetime,
) -> int:
    """Receive one and print its acuse, for who presents it and for the mesa.

    Args:
        presenta: Name of the representative.
        hojas: Sheets, annexes included.

    Returns:
        Its folio, from 1.

    Raises:
        PlanillaAjena: Not of this demarcación's ballot.
        ActaYaLevantada: The acta that would count it was drawn up.
        FormatoInvalido: A name is empty or there are no sheets.
        ImpresoraDetenida: The acuse did not come out; the writing was received.
    """
    if planilla not in mesa.demarcacion.opciones[:-1]:
        raise PlanillaAjena(planilla)
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        previos = leer_escritos(trabajo)
        escrito = EscritoRecibido(
            folio=len(previos) + 1,
            hora=hora,
            planilla=planilla,
            presenta=presenta,
            clase=clase,
            hojas=hojas,
        )
        hoja = Escritos(escritos=(*previos, escrito))
        trabajo.guardar_hoja(HOJA_DE_ESCRITOS, hoja.escribir())
        trabajo.asentar(
            EscritoAsentado(
                folio=escrito.folio, planilla=planilla, clase=_CLASES[clase], hojas=hojas
            ),
            hora,
        )
    imprimir_acuse(mesa, escrito.folio, impresora=impresora, hora=hora)
    return escrito.folio


def imprimir_acuse(mesa: EquipoMesa, folio: int, *, impresora: Impresora, hora: datetime) -> None:
    """Print what is missing of an acuse; both copies again, which the log says, when none is.

    Raises:
        EscritoDesconocido: No writing has that folio.
        ImpresoraDetenida: A copy did not come out; printing again goes on from it.
    """
    with mesa.almacen.leer() as lectura:
        escrito = next((e for e in leer_escritos(lectura) if e.folio == folio), None)
    if escrito is None:
        raise EscritoDesconocido(str(folio))
    imprimir_copias(
        mesa,
        ACUSE,
        folio,
        COPIAS,
        lambda copia: dibujar_acuse(mesa, escrito, copia),
        impresora=impresora,
        hora=hora,
    )


def dibujar_acuse(mesa: EquipoMesa, escrito: EscritoRecibido, copia: str) -> bytes:
    """Draw one copy of an acuse; the same bytes each time."""
    datos = DatosDeAcuse(
        mesa=mesa.identidad,
        folio=escrito.folio,
        hora=escrito.hora,
        planilla=escrito.planilla,
        presenta=escrito.presenta,
        clase=escrito.clase,
        hojas=escrito.hojas,
    )
    return imprimir(documento_de_acuse(mesa.sellado.contexto, datos, copia))


def leer_escritos(lectura: TrabajoDeMesa) -> tuple[EscritoRecibido, ...]:
    """Give the writings of the day, by folio."""
    contenido = lectura.hoja(HOJA_DE_ESCRITOS)
    return () if contenido is None else Escritos.leer(contenido).escritos
