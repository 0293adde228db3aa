"""What cannot be drawn is refused when it is typed, not when the acta must come out."""

import pytest

from auditoria.papeles.imprimible import exigir_imprimible
from boletas.impresion.errores import SinGlifo, TextoImposible
from tests.auditoria.papeles import fabrica


@pytest.mark.parametrize("texto", [*fabrica.NOMBRES, "Calle 5 núm. 3-B, «La Loma» (2.ª secc.)", ""])
def test_los_nombres_de_aqui_se_imprimen(texto: str) -> None:
    """Accents, ñ, ü, quotes and ordinals are everyday spelling."""
    assert exigir_imprimible(texto) == texto


@pytest.mark.parametrize("texto", ["Ana 😀", "王小明"])
def test_un_caracter_sin_dibujo_se_rechaza(texto: str) -> None:
    """The same text would stop the acta: drawing never prints a blank box for a name."""
    with pytest.raises(SinGlifo):
        exigir_imprimible(texto)


@pytest.mark.parametrize("texto", ["Ana\u202eRuiz", "Ana\x07"])
def test_un_texto_que_engana_se_rechaza(texto: str) -> None:
    """Text that reads backwards on paper is not what the record says."""
    with pytest.raises(TextoImposible):
        exigir_imprimible(texto)
