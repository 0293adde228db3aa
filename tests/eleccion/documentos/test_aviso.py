"""The aviso de privacidad: what it says follows from the convocatoria and from the kind of roll."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditoria.formatos.reglas import EstadoRegla, ModoPadron
from boletas.impresion.composicion import componer
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.revision import revisar
from eleccion.documentos.aviso_de_privacidad import (
    DATOS,
    documento_de_aviso,
    partes_del_aviso,
)
from tests.eleccion.documentos.papeles import MESA, contexto


@pytest.mark.parametrize("modo", ModoPadron)
def test_el_aviso_dice_lo_que_la_convocatoria_y_el_modo_de_lista(modo: ModoPadron) -> None:
    """A notice that promises what the mesa does not do is worse than none."""
    c = contexto(3, largo=True)
    padron = replace(c.reglas.padron, valor=replace(c.reglas.padron.valor, modo=modo))
    propio = replace(c, reglas=replace(c.reglas, padron=padron))
    aviso = c.reglas.aviso_privacidad.valor
    paginas = componer(documento_de_aviso(propio, MESA))
    assert revisar(paginas) == ()
    assert len(paginas) == 1
    dicho = hipertexto(documento_de_aviso(propio, MESA)).decode()
    for texto in (aviso.responsable, aviso.derechos, aviso.conservacion, aviso.integral):
        assert texto in dicho
    assert f"Se suprimen {aviso.bloqueo_dias} días después de publicarse" in dicho
    assert "ARCO" in dicho
    assert [m for m in ModoPadron if DATOS[m] in dicho] == [modo]


def test_lo_que_la_convocatoria_no_confirma_se_dice_por_confirmar() -> None:
    """Nobody at the table can tell the law from a proposal if the notice does not."""
    reglas = contexto(3).reglas
    confirmada = replace(reglas.aviso_privacidad, estado=EstadoRegla.CONFIRMADO)
    assert dict(partes_del_aviso(reglas))["Fundamento"].endswith("(por confirmar).")
    cierta = replace(reglas, aviso_privacidad=confirmada)
    assert "por confirmar" not in dict(partes_del_aviso(cierta))["Fundamento"]
