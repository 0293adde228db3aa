"""Ballots that join an archive after its close: without them it is what it was, byte for byte."""

from __future__ import annotations

import io
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto.huella import sha256_hex
from boletas.cripto.reunion import reunir_boletas, separar_boletas
from boletas.cripto.verificacion import ArchivoVerificado, verificar_archivo
from boletas.errores import (
    BoletaRepetida,
    CredencialConDosBoletas,
    CredencialNoListada,
    Incumplimiento,
)
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar

MESA = instalar(pases=6)
BOLETAS = [MESA.emitir(numero, (1,)) for numero in range(6)]


def cerrar(boletas: list[bytes], de: Mesa = MESA) -> bytes:
    """The archive of a mesa at its close."""
    return de.archivar(sorted(boletas, key=sha256_hex))


def leer(archivo: bytes) -> ArchivoVerificado:
    """Verify it whole."""
    return verificar_archivo(io.BytesIO(archivo), en_curso=True)


def separar(archivo: bytes, unidas: list[bytes]) -> ArchivoVerificado:
    """Take ballots away."""
    return separar_boletas(io.BytesIO(archivo), leer(archivo), {sha256_hex(b) for b in unidas})


@settings(max_examples=12, deadline=None)
@given(cuantas=st.integers(0, 6))
def test_lo_que_se_une_y_se_quita_da_lo_que_habia(cuantas: int) -> None:
    """Whichever ballots were there, and whichever join: the close fixed what is left, and the
    union is the archive that the mesa would have closed with all of them."""
    propias, nuevas = BOLETAS[:cuantas], BOLETAS[cuantas:]
    cerrado = cerrar(propias)
    reunido = reunir_boletas(cerrado, nuevas)
    assert reunido == cerrar(BOLETAS)
    separado = separar(reunido, nuevas)
    separado.exigir_prefijo(len(cerrado), sha256(cerrado).hexdigest())
    assert separado.computo == leer(cerrado).computo


def test_lo_que_ya_se_descifro_tambien_se_separa() -> None:
    """What is published goes on after the tally, and nothing of that is of the mesa's close."""
    cerrado = cerrar(BOLETAS[:4])
    final, _ = MESA.concluir(reunir_boletas(cerrado, BOLETAS[4:]))
    entero = verificar_archivo(io.BytesIO(final))
    unidas = {sha256_hex(texto) for texto in BOLETAS[4:]}
    separado = separar_boletas(io.BytesIO(final), entero, unidas)
    separado.exigir_prefijo(len(cerrado), sha256(cerrado).hexdigest())
    assert (separado.descifrados, separado.resultado) == ((), None)


def test_control_lo_que_no_se_unio_no_da_lo_que_habia() -> None:
    """Control: one ballot more or less, or another in its place, is another archive."""
    cerrado = cerrar(BOLETAS[:4])
    reunido = reunir_boletas(cerrado, BOLETAS[4:])
    for otras in (BOLETAS[4:5], BOLETAS[3:], BOLETAS[3:5], []):
        assert separar(reunido, otras).sha256_prefijo != sha256(cerrado).hexdigest()


def test_no_se_une_cualquier_boleta() -> None:
    """One that is there, another of the same pase, of another election, without its proofs."""
    cerrado = cerrar(BOLETAS[:4])
    ajena = instalar(pases=1).emitir(0, (1,))
    rota = BOLETAS[4].replace(b'"challenge":"', b'"challenge":"1', 1)
    for nueva, error in (
        (BOLETAS[0], BoletaRepetida),
        (MESA.emitir(0, (0,)), CredencialConDosBoletas),
        (ajena, Incumplimiento),
        (rota, Incumplimiento),
    ):
        with pytest.raises(error):
            reunir_boletas(cerrado, [nueva])
    de_nadie = instalar(pases=2, custodia_=MESA.custodia)
    with pytest.raises((CredencialNoListada, Incumplimiento)):
        reunir_boletas(cerrado, [de_nadie.emitir(1, (1,))])
