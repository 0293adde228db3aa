"""Head of a bitácora as other files cite it."""

from __future__ import annotations

from dataclasses import dataclass

from auditoria.registro.codigo import corto
from auditoria.registro.esquema import Cantidad, Formato, Huella, Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class CabezaCitada(Formato):
    """Size and root of a bitácora at one entry.

    Attributes:
        origen: Name of the log, ``eleccion-jpc/<proceso>/D001/M1/mesa-1``.
        tamano: Entries up to and with the one cited.
        raiz: RFC 6962 root of those entries.
    """

    origen: Texto
    tamano: Cantidad
    raiz: Huella

    @property
    def texto(self) -> str:
        """Short code of the root, as papers print it."""
        return corto(self.raiz)
