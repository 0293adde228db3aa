"""A custodian's private place, in memory: held to the same contract as the folder."""

from __future__ import annotations

from boletas.errores import NoGuardado, YaGuardado


class CustodiaEnMemoria:
    """A store that lasts as long as the program."""

    def __init__(self) -> None:
        self._datos: dict[str, bytes] = {}

    def leer(self, nombre: str) -> bytes:
        """See `Almacen`."""
        if nombre not in self._datos:
            raise NoGuardado(f"el custodio no guarda {nombre}")
        return self._datos[nombre]

    def crear(self, nombre: str, datos: bytes) -> None:
        """See `Almacen`."""
        if nombre in self._datos:
            raise YaGuardado(f"el custodio ya guarda {nombre}")
        self._datos[nombre] = datos

    def borrar(self, nombre: str) -> None:
        """See `Almacen`."""
        self.leer(nombre)
        del self._datos[nombre]
