"""The QR code of the cómputo points to a signed file and states nothing by itself."""

from dataclasses import replace

import pytest

from auditoria.papeles import sello_de_computo
from auditoria.papeles.errores import ResumenIlegible
from auditoria.papeles.sello_de_computo import Referencia
from auditoria.registro.llave import FirmaFalsa
from tests.auditoria.papeles import fabrica


def referencia() -> Referencia:
    """The reference of a cómputo, read from the text a paper prints."""
    datos = fabrica.computo(fabrica.contexto(), (60, 40, 20, 1))
    return sello_de_computo.decodificar(sello_de_computo.sello_de_computo(datos, ()).contenido)


def test_la_referencia_lleva_al_archivo_que_la_comision_firmo() -> None:
    """Who scans it learns which computo.json is the signed one."""
    datos = fabrica.computo(fabrica.contexto(), (60, 40, 20, 1))
    assert referencia().verificar(fabrica.LLAVE_COMISION.publica) == datos.huella


def test_otra_huella_u_otro_proceso_no_verifican() -> None:
    """A signature over one file must not vouch for another. The untouched one passes."""
    buena = referencia()
    buena.verificar(fabrica.LLAVE_COMISION.publica)
    for falsa in (
        replace(buena, huella=bytes(32)),
        replace(buena, proceso="otro-proceso"),
        replace(buena, firma=bytes(64)),
    ):
        with pytest.raises(FirmaFalsa):
            falsa.verificar(fabrica.LLAVE_COMISION.publica)


@pytest.mark.parametrize("texto", ["", "JPC1:", "JPC2:", "JPC2:ABC", "JPC2:é"])
def test_lo_que_no_es_una_referencia_se_rechaza(texto: str) -> None:
    """A reader says that it cannot read, never a guess."""
    with pytest.raises(ResumenIlegible):
        sello_de_computo.decodificar(texto)
