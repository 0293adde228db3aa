"""Papers of the station are looked at as those of the record are."""

from tests.boletas.impresion.conftest import rasterizar

__all__ = ["rasterizar"]
