"""A form may bring any text where a screen asks for a place: it is refused, and nothing falls."""

from pathlib import Path

import pytest

from eleccion.web.lugares import leer_lugar
from eleccion.web.memorias import MemoriaSinElegir, elegir_memoria
from eleccion.web.mesa.consulta import leer_manzana_tecleada
from eleccion.web.mesa.formas import DatoInvalido

INMENSO = "9" * 5_000
"""Python refuses to read so many digits, with an error that is no answer to a form."""


@pytest.mark.parametrize("texto", ["", "2", "-1", "+1", "²", "٣", " 1", "1_0", INMENSO])
def test_solo_un_lugar_de_la_lista_se_lee(texto: str) -> None:
    """Control: the two places that there are."""
    assert leer_lugar(texto, 2) is None
    assert [leer_lugar(lugar, 2) for lugar in ("0", "1")] == [0, 1]


def test_ni_memoria_ni_manzana_de_mil_cifras() -> None:
    """The two forms that read a number by themselves say what they miss."""
    with pytest.raises(MemoriaSinElegir):
        elegir_memoria({"memoria": INMENSO}, [Path("/media/usb")])
    with pytest.raises(DatoInvalido):
        leer_manzana_tecleada({"manzana": INMENSO})
    assert leer_manzana_tecleada({"manzana": "7"}) == 7
