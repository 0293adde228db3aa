"""Cards that two officials retired at the urna, as its own log has them.

Nothing passes from the mesa to the urna while people vote, so the urna does not learn there that
somebody was replaced.
"""

from __future__ import annotations

from auditoria.registro import bitacora
from auditoria.registro.asientos import TarjetaRetirada
from eleccion.casos.tarjetas import Tarjeta, TarjetaSinFunciones
from eleccion.dominio.puertos_urna import TrabajoDeUrna


def leer_retiradas(lectura: TrabajoDeUrna) -> frozenset[str]:
    """Give the keys of the cards that act no more, from the logs of every machine of this urna."""
    return frozenset(
        entrada.asiento.clave
        for _, lineas in lectura.historia()
        for entrada in bitacora.hojear(lineas, TarjetaRetirada)
        if isinstance(entrada.asiento, TarjetaRetirada)
    )


def exigir_sin_retiro(lectura: TrabajoDeUrna, *tarjetas: Tarjeta) -> None:
    """Refuse a card that was retired (``TarjetaSinFunciones``)."""
    retiradas = leer_retiradas(lectura)
    for tarjeta in tarjetas:
        if tarjeta.clave in retiradas:
            raise TarjetaSinFunciones(f"tarjeta {tarjeta.clave}")
