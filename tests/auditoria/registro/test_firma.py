"""The signature beside a file: what it says, and everything it must not be taken for."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import firma, nota
from auditoria.registro.firma import ContenidoDistinto, OtroFormato, OtroProceso, SobreInvalido
from auditoria.registro.nota import FirmanteInesperado
from tests.auditoria.registro.llaves import llave_de

COMISION = llave_de("jpc/slp-2026/comision")
OTRA = llave_de("jpc/slp-2026/sello-1")
CONTENIDO = b'{"formato":"eleccion-jpc/acta/v1"}'
SOBRE = firma.firmar("acta", "slp-2026", CONTENIDO, [COMISION, OTRA])
FIRMANTES = [COMISION.publica, OTRA.publica]


def test_las_tres_lineas_que_se_firman() -> None:
    """Kind, process and hash: another program can check a file with a note tool and sha256sum."""
    huella = sha256(CONTENIDO).hexdigest()
    assert SOBRE.decode().startswith(f"eleccion-jpc/acta/v1\nslp-2026\n{huella}\n\n— jpc/")
    sobre = firma.verificar(SOBRE, CONTENIDO, "acta", "slp-2026", FIRMANTES)
    assert (sobre.formato, sobre.proceso, sobre.huella.hex()) == ("acta", "slp-2026", huella)
    assert list(sobre.firmantes) == FIRMANTES


def test_no_vale_para_otra_cosa() -> None:
    """A signature moved to another file, kind, process or signer names what is wrong."""
    with pytest.raises(ContenidoDistinto):
        firma.verificar(SOBRE, CONTENIDO + b" ", "acta", "slp-2026", FIRMANTES)
    with pytest.raises(OtroFormato):
        firma.verificar(SOBRE, CONTENIDO, "cierre", "slp-2026", FIRMANTES)
    with pytest.raises(OtroProceso):
        firma.verificar(SOBRE, CONTENIDO, "acta", "slp-2027", FIRMANTES)
    for firmantes in (FIRMANTES[:1], FIRMANTES[::-1], [], [*FIRMANTES, COMISION.publica]):
        with pytest.raises(FirmanteInesperado):
            firma.verificar(SOBRE, CONTENIDO, "acta", "slp-2026", firmantes)


@pytest.mark.parametrize("texto", ["eleccion-jpc/acta/v1\n", "eleccion-jpc/acta/v1\na\nb\nc\n"])
def test_un_texto_firmado_que_no_es_sobre_se_rechaza(texto: str) -> None:
    """The commission signs other notes; none of them passes for an envelope."""
    with pytest.raises(SobreInvalido):
        firma.verificar(nota.firmar(texto, [COMISION]), b"", "acta", "p", [COMISION.publica])


@given(st.integers(0, 8 * len(SOBRE) - 1))
def test_ningun_bit_cambiado_pasa(bit: int) -> None:
    """Every bit of the envelope is held."""
    datos = bytearray(SOBRE)
    datos[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ErrorAuditoria):
        firma.verificar(bytes(datos), CONTENIDO, "acta", "slp-2026", FIRMANTES)
