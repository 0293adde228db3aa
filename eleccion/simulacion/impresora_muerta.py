"""The printer of a mesa that does not come on all day."""

from __future__ import annotations

from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida


class ImpresoraMuerta:
    """Implements ``Impresora``: nothing comes out, and nothing stays behind."""

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Refuse (``ImpresoraDetenida``)."""
        raise ImpresoraDetenida("no enciende")

    def esta_lista(self) -> bool:
        """Say that it is not."""
        return False

    def vaciar(self) -> None:
        """Do nothing: it took no paper."""

    def conserva(self) -> Conservacion:
        """Say that nothing passed through it."""
        return Conservacion.NADA
