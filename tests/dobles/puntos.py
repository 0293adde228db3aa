"""Where a log keeps its last checkpoint, in memory: held to the same contract as the files."""

from __future__ import annotations

from auditoria.registro.resguardo import PuntoAusente, PuntoCambiado


class PuntosEnMemoria:
    """Keeps checkpoints while the process lives."""

    def __init__(self) -> None:
        self._puntos: dict[str, bytes] = {}

    def leer(self, origen: str) -> bytes:
        """Give the checkpoint kept."""
        if origen not in self._puntos:
            raise PuntoAusente(origen)
        return self._puntos[origen]

    def cambiar(self, origen: str, anterior: bytes | None, nuevo: bytes) -> None:
        """Put ``nuevo`` in place of exactly ``anterior``."""
        if self._puntos.get(origen) != anterior:
            raise PuntoCambiado(origen)
        self._puntos[origen] = nuevo
