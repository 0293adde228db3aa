"""The prueba pública of the opening: held before anybody votes, or written down why it was not."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from auditoria.formatos.dia import Momento
from eleccion.casos.jornada.mesa.asentar_incidente import asentar_incidente
from eleccion.casos.jornada.mesa.asentar_prueba_publica import leer_pruebas
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_SIN_PRUEBA: Final = "sin_prueba_de_apertura"
INCIDENTE: Final = "No se hizo la prueba pública de apertura. Causa: {}"


def omitir_prueba(
    mesa: EquipoMesa, tarjetas: tuple[Tarjeta, Tarjeta], causa: str, *, hora: datetime
) -> int:
    """Go on without the test, two people agreeing; the cause is an incident that the acta prints.

    Returns:
        Its folio.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    folio = asentar_incidente(mesa, Momento.INSTALACION, INCIDENTE.format(causa), hora=hora)
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_SIN_PRUEBA, str(folio).encode())
    return folio


def prueba_resuelta(lectura: TrabajoDeMesa) -> bool:
    """Tell whether it was held, or why it was not."""
    return bool(leer_pruebas(lectura)) or lectura.hoja(HOJA_SIN_PRUEBA) is not None
