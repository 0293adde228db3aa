"""Printers for tests: one that keeps what came out, one that is out of paper."""

from __future__ import annotations

from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida


class ImpresoraEnMemoria:
    """Keeps every paper, in the order in which it came out."""

    def __init__(self) -> None:
        self.papeles: list[tuple[str, str, bytes]] = []

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Keep a paper."""
        self.papeles.append((papel, ejemplar, pdf))

    def esta_lista(self) -> bool:
        """Say that it prints."""
        return True

    def vaciar(self) -> None:
        """Have nothing that waits."""

    def conserva(self) -> Conservacion:
        """Say that it keeps nothing."""
        return Conservacion.NADA


class ImpresoraSinPapel:
    """Prints nothing."""

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Say that it did not print."""
        raise ImpresoraDetenida(papel)

    def esta_lista(self) -> bool:
        """Say that it does not print."""
        return False

    def vaciar(self) -> None:
        """Have nothing that waits."""

    def conserva(self) -> Conservacion:
        """Say that nobody knows."""
        return Conservacion.DESCONOCIDA
