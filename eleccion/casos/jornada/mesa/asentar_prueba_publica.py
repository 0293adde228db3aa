"""Write a prueba pública down: a ballot opened before everybody to check the machine.

The ballot itself is opened at the kiosk (``comprobar_boleta``); nothing here knows which one it
was. It is held at the opening, at an hour drawn by lot, and whenever a representative asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditoria.formatos.catalogo import SinUrna
from auditoria.formatos.dia import PruebaPublica
from auditoria.registro.asientos import PruebaPublicaHecha
from auditoria.registro.esquema import Formato
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.lotes import asentar_lote_si_toca
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import VotacionNoAbierta
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_PRUEBAS = "pruebas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruebas(Formato):
    """The sheet of the day: pruebas públicas in the order held."""

    pruebas: tuple[PruebaPublica, ...]


def asentar_prueba_publica(
    mesa: EquipoMesa, solicitante: str, resultado: str, *, hora: datetime
) -> PruebaPublica:
    """Write down a prueba pública, and count the pase of the box that it took.

    Args:
        solicitante: Who asked for it: an office, or the representative of a planilla.
        resultado: What was seen: whether the paper, the screen and the opened ballot agree.

    Raises:
        SinUrna: The mesa votes on paper only.
        VotacionNoAbierta: Before the instalación or after the close there is no pase to use.
        FormatoInvalido: A text is empty or too long.
    """
    if not mesa.mesa.tiene_urna:
        raise SinUrna(mesa.identidad)
    prueba = PruebaPublica(hora=hora, solicitante=solicitante, resultado=resultado)
    with mesa.almacen.escribir() as trabajo:
        estado = trabajo.estado()
        if estado.etapa not in (EstadoMesa.INSTALADA, EstadoMesa.ABIERTA):
            raise VotacionNoAbierta(f"la mesa está {estado.etapa}")
        if estado.etapa is EstadoMesa.ABIERTA:
            asentar_lote_si_toca(mesa, trabajo, estado, hora)
        hoja = Pruebas(pruebas=(*leer_pruebas(trabajo), prueba))
        trabajo.guardar_hoja(HOJA_DE_PRUEBAS, hoja.escribir())
        trabajo.anotar("repuestos")
        trabajo.asentar(PruebaPublicaHecha(solicitante=solicitante, resultado=resultado), hora)
    return prueba


def leer_pruebas(lectura: TrabajoDeMesa) -> tuple[PruebaPublica, ...]:
    """Give the pruebas públicas of the day, in order."""
    contenido = lectura.hoja(HOJA_DE_PRUEBAS)
    return () if contenido is None else Pruebas.leer(contenido).pruebas
