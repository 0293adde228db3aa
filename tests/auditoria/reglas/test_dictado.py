"""The code of the morning is the one announced, however somebody in a hurry spelled it."""

import pytest

from auditoria.reglas.dictado import ArranqueDistinto, exigir_arranque, llano


@pytest.mark.parametrize(
    "escrito",
    ["NOPAL-4821", "nopal 4821", "NOPAL4821", "N0PAL – 4821", "Nópal\u00a04821", "NOPA1-482I"],
)
def test_un_codigo_se_escribe_de_muchos_modos(escrito: str) -> None:
    """It was heard aloud: a blank, a stroke, an accent or a capital is nobody's other code."""
    exigir_arranque(escrito, "NOPAL-4821")


@pytest.mark.parametrize("escrito", ["NOPAL-4812", "NOPAL-482", "OTRO-1234", "", "—"])
def test_control_otro_codigo_es_otro(escrito: str) -> None:
    """A log begun the evening before begins with some other code, which nobody could know."""
    with pytest.raises(ArranqueDistinto):
        exigir_arranque(escrito, "NOPAL-4821")


def test_de_lo_escrito_quedan_letras_y_cifras() -> None:
    """An O and a zero stay apart where a paper is read, and not heard."""
    assert llano("TESLP-JDC-12/2027 ") == "TESLPJDC122027"
    assert llano("TESLP-JDO-10") != llano("TESLP-JD0-1O")
