"""Keys under a name: their text form, their two uses, and how they are kept."""

import base64
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditoria.errores import ErrorAuditoria
from auditoria.registro import custodia, llave
from auditoria.registro.custodia import FraseEquivocada, FraseFaltante, LlaveAlterada
from auditoria.registro.llave import (
    FirmaFalsa,
    LlaveInvalida,
    LlavePrivada,
    LlavePublica,
    Uso,
    UsoIndebido,
)
from tests.auditoria.registro.llaves import llave_de

VECTORES = json.loads((Path(__file__).parents[2] / "vectores" / "nota.json").read_bytes())
VKEYS = [*VECTORES["llaves"].values(), VECTORES["llave_del_registro"], *VECTORES["cofirmantes"]]


@pytest.mark.parametrize("vkey", VKEYS)
def test_las_llaves_publicadas_se_leen_y_se_escriben_igual(vkey: str) -> None:
    """Type, identifier and base64 of other programs' keys, to the letter."""
    assert LlavePublica.desde_vkey(vkey).vkey == vkey


@pytest.mark.parametrize("vkey", VECTORES["llaves_malas"])
def test_las_llaves_publicadas_como_malas_se_rechazan(vkey: str) -> None:
    """A key too long, and a type that does not exist, with identifiers that fit."""
    with pytest.raises(LlaveInvalida):
        LlavePublica.desde_vkey(vkey)


def test_ningun_pedazo_ni_cambio_de_una_llave_se_lee() -> None:
    """The same manglings as Go's test: every part of the text, every letter moved by one."""
    vkey = VECTORES["llaves"]["peter"]
    pedazos = {vkey[i:j] for i in range(len(vkey)) for j in range(i, len(vkey) + 1)} - {vkey}
    movidas = {vkey[:i] + chr(ord(vkey[i]) + 1) + vkey[i + 1 :] for i in range(len(vkey))}
    for texto in pedazos | movidas:
        with pytest.raises(LlaveInvalida):
            LlavePublica.desde_vkey(texto)


def test_la_misma_llave_con_otro_uso_es_otra() -> None:
    """A signature over a note never passes for a cosignature: the identifier differs."""
    firma = LlavePrivada("jpc/p/o1", bytes(32), Uso.FIRMA)
    cofirma = LlavePrivada("jpc/p/o1", bytes(32), Uso.COFIRMA)
    assert firma.publica.octetos == cofirma.publica.octetos
    assert firma.publica.id != cofirma.publica.id
    with pytest.raises(UsoIndebido):
        cofirma.firmar(b"texto\n")
    with pytest.raises(UsoIndebido):
        firma.cofirmar(b"texto\n", 1)
    texto = b"log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"
    with pytest.raises(FirmaFalsa):
        firma.publica.verificar(texto, cofirma.cofirmar(texto, 1))
    cofirma.publica.verificar(texto, cofirma.cofirmar(texto, 1))


def test_la_hora_de_una_cofirma_publicada() -> None:
    """Eight bytes, big endian, before the signature."""
    caso = VECTORES["hora_de_cofirma"]
    octetos = base64.b64decode(caso["firma"])
    assert llave.hora_de_cofirma(octetos[4:]) == caso["hora"]
    with pytest.raises(FirmaFalsa):
        llave.hora_de_cofirma(octetos[4:-1])
    with pytest.raises(FirmaFalsa):
        llave.hora_de_cofirma(b"\xff" + octetos[5:])


@given(st.binary(max_size=200), st.integers(0, 511), st.integers(0))
def test_un_bit_de_mas_y_la_firma_no_corresponde(mensaje: bytes, bit: int, otro: int) -> None:
    """Signature and message hold each other, bit by bit."""
    privada = llave_de("jpc/p/comision")
    firma = bytearray(privada.firmar(mensaje))
    privada.publica.verificar(mensaje, bytes(firma))
    firma[bit // 8] ^= 1 << bit % 8
    with pytest.raises(FirmaFalsa):
        privada.publica.verificar(mensaje, bytes(firma))
    firma[bit // 8] ^= 1 << bit % 8
    with pytest.raises(FirmaFalsa):
        privada.publica.verificar(mensaje + b"\0", bytes(firma))


@pytest.mark.parametrize("nombre", ["", "con blanco", "con+mas", "con\nsalto", "con\u00a0blanco"])
def test_un_nombre_que_rompe_la_linea_no_nombra_llave(nombre: str) -> None:
    """The name stands between blanks and before a plus: it can hold neither."""
    with pytest.raises(LlaveInvalida):
        LlavePublica(nombre, bytes(32))


def test_la_semilla_no_se_muestra() -> None:
    """A key in a trace or a log would be a secret in a trace or a log."""
    privada = llave_de("jpc/p/urna-1")
    assert privada.semilla.hex() not in repr(privada)
    assert str(privada.semilla) not in repr(privada)


@pytest.mark.parametrize("uso", Uso)
def test_una_llave_guardada_o_sellada_vuelve_igual(uso: Uso) -> None:
    """After a power cut the station signs with the same key."""
    privada = custodia.generar("jpc/p/D001/M1/mesa-1", os.urandom, uso)
    assert custodia.abrir(custodia.guardar(privada)) == privada
    sellada = custodia.sellar(privada, "ábrete sésamo", os.urandom)
    assert custodia.abrir(sellada, "a\u0301brete se\u0301samo") == privada
    assert privada.semilla.hex() not in sellada.decode()


def test_sin_la_frase_no_se_abre() -> None:
    """The wrong phrase and no phrase are told apart, and neither opens."""
    sellada = custodia.sellar(llave_de("jpc/p/sello-1"), "correcta", os.urandom)
    with pytest.raises(FraseEquivocada):
        custodia.abrir(sellada, "incorrecta")
    with pytest.raises(FraseFaltante):
        custodia.abrir(sellada)


@settings(max_examples=30)
@given(st.data())
def test_una_llave_sellada_y_alterada_no_se_abre(data: st.DataObject) -> None:
    """Name, use and public half are authenticated with the seed: none can be swapped."""
    sellada = bytearray(custodia.sellar(llave_de("jpc/p/sello-1"), "frase", bytes))
    bit = data.draw(st.integers(0, 8 * len(sellada) - 1))
    sellada[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ErrorAuditoria):
        custodia.abrir(bytes(sellada), "frase")


def test_una_llave_abierta_y_alterada_se_nota() -> None:
    """A seed that is not of its public half would sign what nobody can verify."""
    datos = custodia.guardar(llave_de("jpc/p/mesa-1"))
    semilla = llave_de("jpc/p/mesa-1").semilla.hex().encode()
    with pytest.raises(LlaveAlterada):
        custodia.abrir(datos.replace(semilla, b"00" * 32))
