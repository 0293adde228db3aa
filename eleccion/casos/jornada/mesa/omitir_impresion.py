"""Go on without a printer: two persons say so, and the blank forms are filled by hand.

A printer that died at midnight must not keep the record of a mesa from leaving it. What was not
printed is drawn all the same, stands in the record, and can be printed anywhere later.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar, Final

from auditoria.registro.asientos import ImpresionOmitida
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import exigir_registro_por_cerrar
from eleccion.casos.jornada.mesa.imprimir_actas import faltan_por_imprimir
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.errores import ActoIndebido

_HOJA: Final = "impresion_omitida_{}"


class NadaPorImprimir(ActoIndebido):
    """Every copy came out: there is nothing to go on without."""

    explicacion: ClassVar[str] = "Ya salieron todos los ejemplares"


def omitir_impresion(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    papeles: Sequence[str],
    *,
    causa: str,
    hora: datetime,
) -> tuple[str, ...]:
    """Write down that papers were not printed and why; the day goes on with its next step.

    Args:
        papeles: Keys of those of this step.
        causa: What happened to the printer; it is published.

    Returns:
        Those of which copies are missing.

    Raises:
        NadaPorImprimir: None is.
        RegistroYaCerrado: The record of the mesa was closed, and with it its log.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.escribir() as trabajo:
        exigir_registro_por_cerrar(trabajo)
        faltan = tuple(p for p in papeles if falta_papel(mesa, trabajo, (p,)))
        if not faltan:
            raise NadaPorImprimir
        for papel in faltan:
            trabajo.guardar_hoja(_HOJA.format(papel), causa.encode())
        trabajo.asentar(ImpresionOmitida(papeles=faltan, causa=causa), hora)
    mesa.sellar_ahora()
    return faltan


def falta_papel(mesa: EquipoMesa, lectura: TrabajoDeMesa, papeles: Sequence[str]) -> bool:
    """Tell whether copies are missing that nobody went on without."""
    faltan = faltan_por_imprimir(mesa, lectura, papeles)
    return any(lectura.hoja(_HOJA.format(papel)) is None for papel in faltan)
