"""Small wording that every paper repeats."""

from auditoria.formatos.acta import EstadoFirma
from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.computo import Cotejo, EstadoContienda
from auditoria.formatos.presencia import Procedencia
from auditoria.formatos.reglas import EstadoRegla, Prevalece, ReglaEmpate
from auditoria.papeles import palabras


def test_cada_valor_de_los_formatos_tiene_sus_palabras() -> None:
    """A value without words would stop an acta from printing on the night of the election."""
    assert set(palabras.MODALIDADES) == set(Modalidad)
    assert set(palabras.PROCEDENCIAS) == set(Procedencia)
    assert set(palabras.ESTADOS_DE_FIRMA) == set(EstadoFirma)
    assert set(palabras.ESTADOS_DE_CONTIENDA) == set(EstadoContienda)
    assert set(palabras.COTEJOS) == set(Cotejo)
    assert set(palabras.VIAS_DE_EMPATE) == set(ReglaEmpate)
    assert set(palabras.PREVALENCIAS) == set(Prevalece)


def test_las_cifras_llevan_separador_de_millares() -> None:
    """As Mexican papers write them: 35,500."""
    assert [palabras.cifra(n) for n in (0, 999, 1000, 35500)] == ["0", "999", "1,000", "35,500"]


def test_la_enumeracion_cambia_y_por_e_ante_i() -> None:
    """Names are read aloud: «Nogal e Higuera», but «Nogal y Hierba»."""
    assert palabras.enumerar(()) == ""
    assert palabras.enumerar(("A",)) == "A"
    assert palabras.enumerar(("A", "B", "C")) == "A, B y C"
    assert palabras.enumerar(("Nogal", "Higuera")) == "Nogal e Higuera"
    assert palabras.enumerar(("Nogal", "Íntegra")) == "Nogal e Íntegra"
    assert palabras.enumerar(("Nogal", "Hierba")) == "Nogal y Hierba"


def test_lo_no_confirmado_se_dice() -> None:
    """Nothing uncertain may be read on a paper as if it were the law."""
    assert palabras.fundamento("Art. 1", EstadoRegla.CONFIRMADO) == "Art. 1"
    assert palabras.fundamento("Art. 1", EstadoRegla.POR_CONFIRMAR) == "Art. 1 (por confirmar)"


def test_una_casilla_sin_respuesta_queda_para_la_pluma() -> None:
    """Blank is not no."""
    marcas = [o.marcada for o in palabras.si_o_no("¿?", None).opciones]
    assert marcas == [False, False]
    assert [o.marcada for o in palabras.si_o_no("¿?", False).opciones] == [False, True]
