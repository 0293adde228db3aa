"""Papers that the station prints are looked at as those of the record are."""

from tests.boletas.impresion.conftest import rasterizar

__all__ = ["rasterizar"]
