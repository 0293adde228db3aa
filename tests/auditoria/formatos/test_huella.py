"""The list of fingerprints and its one spelling."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.claves import ClaveAusente, ClaveRepetida, FueraDeOrden
from auditoria.formatos.huella import (
    LIMITE,
    HuellaDemasiadoGrande,
    HuellaIlegible,
    ListaDeHuellas,
    Renglon,
)
from tests.auditoria.formatos import ejemplos

LISTA = ejemplos.huellas()
LINEAS = LISTA.escribir().splitlines(keepends=True)


def test_se_lee_como_sha256sum_la_escribe() -> None:
    """Anybody can check it by ``tail -n +2 huella.txt | sha256sum -c``."""
    assert LINEAS[0] == b"programa eleccion-jpc/0.1.0 rfc8785/0.1.4\n"
    assert LINEAS[1] == f"{hashlib.sha256(b'D001/M1/election.json').hexdigest()}  ".encode() + (
        b"D001/M1/election.json\n"
    )
    assert ListaDeHuellas.leer(LISTA.escribir()) == LISTA


def test_la_huella_es_el_sha256_del_texto() -> None:
    """The value that goes on every paper is one that any machine computes."""
    assert LISTA.huella == hashlib.sha256(LISTA.escribir()).digest()
    assert len(LISTA.corta) == 23
    assert LISTA.de("reglas.json") == hashlib.sha256(b"reglas.json").digest()
    with pytest.raises(ClaveAusente):
        LISTA.de("huella.txt")


@pytest.mark.parametrize(
    "datos",
    [
        b"",
        b"\n",
        LISTA.escribir()[:-1],
        LISTA.escribir() + b"\n",
        LISTA.escribir().replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + LISTA.escribir(),
        b"".join(LINEAS[1:]),
        LINEAS[0] + LINEAS[1].upper(),
        LINEAS[0] + LINEAS[1].replace(b"  ", b" *"),
        LINEAS[0] + b"0" * 64 + b"  ../fuera.json\n",
        LINEAS[0] + b"0" * 64 + b"  /raiz.json\n",
        LINEAS[0].replace(b"0.1.0", b"0.1.\xc3\xb3"),
    ],
)
def test_otra_escritura_se_rechaza(datos: bytes) -> None:
    """Two texts of one list would be two fingerprints of one election."""
    with pytest.raises(HuellaIlegible):
        ListaDeHuellas.leer(datos)


def test_los_renglones_van_en_orden_y_sin_repetir() -> None:
    """A path listed twice would let either text pass."""
    with pytest.raises(FueraDeOrden):
        ListaDeHuellas.leer(LINEAS[0] + LINEAS[2] + LINEAS[1])
    with pytest.raises(ClaveRepetida):
        ListaDeHuellas.leer(LINEAS[0] + LINEAS[1] + LINEAS[1])


def test_un_archivo_enorme_no_se_lee() -> None:
    """A gigabyte of zeros is refused before it is looked at."""
    with pytest.raises(HuellaDemasiadoGrande):
        ListaDeHuellas.leer(b"0" * (LIMITE + 1))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_lo_que_se_lee_se_escribe_igual(ruido: bytes, lugar: int) -> None:
    """Whatever bytes come, a list read is the bytes it came from."""
    datos = LISTA.escribir()
    for texto in (ruido, datos[:lugar] + ruido + datos[lugar:]):
        try:
            leida = ListaDeHuellas.leer(texto)
        except ErrorAuditoria:
            continue
        assert leida.escribir() == texto


def test_una_huella_no_mide_otra_cosa_que_32_bytes() -> None:
    """A shorter value would be found by chance."""
    with pytest.raises(HuellaIlegible):
        ListaDeHuellas("programa x/1", (Renglon(b"corta", "reglas.json"),))
