"""Proofs and signatures against published values, and what each one binds."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto import pruebas
from boletas.cripto.azar import AZAR
from boletas.cripto.cifrado import Cifrado, recibir_cifrado
from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    PuntoRecibido,
    potencia,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import b64, hash_a_escalar, sha256_hex
from boletas.cripto.pruebas import Prueba, Rama
from boletas.errores import (
    CampoInesperado,
    FactorFalso,
    FirmaDeBoletaFalsa,
    FirmaDeMensajeFalsa,
    Incumplimiento,
    PruebaDeConocimientoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    SegundaPruebaFalsa,
)
from tests.boletas.cripto.mesa_de_prueba import VECTORES, AzarFijo

VALORES = json.loads((VECTORES / "vectores.json").read_bytes())
X, W = 12345, 67890
LLAVE = potencia_de_g(777)
ESCALARES = st.integers(0, ORDEN - 1)


def _publicada(caso: str) -> Prueba:
    return Prueba(int(VALORES[caso]["challenge"]), int(VALORES[caso]["response"]))


def test_conocimiento_publicado() -> None:
    """Same secret, same randomness, same proof as the independent program."""
    caso = VALORES["pok x=12345 w=67890"]
    assert texto_de_punto(potencia_de_g(X)) == caso["public_key"]
    assert texto_de_punto(potencia_de_g(W)) == caso["A"]
    assert hash_a_escalar(caso["hashed"]) == int(caso["challenge"])
    prueba = pruebas.probar_conocimiento(X, AzarFijo(W))
    assert prueba == _publicada("pok x=12345 w=67890")
    assert pruebas.verificar_conocimiento(PuntoRecibido(potencia_de_g(X)), prueba) == potencia_de_g(
        X
    )


def test_firma_de_mensaje_publicada() -> None:
    """The ceremony's signatures are those of the tool."""
    firma = pruebas.firmar_mensaje("hello", X, AzarFijo(W))
    assert firma == _publicada("sigmsg sk=12345 w=67890")
    llave = PuntoRecibido(potencia_de_g(X))
    assert pruebas.verificar_mensaje("hello", llave, firma) == potencia_de_g(X)
    with pytest.raises(FirmaDeMensajeFalsa):
        pruebas.verificar_mensaje("hella", llave, firma)


def test_firma_de_boleta_publicada() -> None:
    """The ballot's signature is that of the tool."""
    caso = VALORES["ballot sig sk=12345 w=67890"]
    firma = pruebas.firmar_boleta(caso["hash"], X, AzarFijo(W))
    assert firma == _publicada("ballot sig sk=12345 w=67890")
    llave = PuntoRecibido(potencia_de_g(X))
    assert pruebas.verificar_firma(caso["hash"], llave, firma) == potencia_de_g(X)
    with pytest.raises(FirmaDeBoletaFalsa):
        pruebas.verificar_firma(caso["hash"], PuntoRecibido(potencia_de_g(X + 1)), firma)


def test_hashes_publicados() -> None:
    """Base64 without padding, and hexadecimal, of SHA-256 (of the empty message: FIPS 180-2)."""
    assert b64(b"{}") == VALORES["b64 of empty object"]
    assert sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.integers(1, ORDEN - 1))
def test_el_conocimiento_es_de_una_sola_llave(x: int) -> None:
    """A proof copied under another key would let somebody pass for a trustee."""
    prueba = pruebas.probar_conocimiento(x, AZAR)
    assert pruebas.verificar_conocimiento(PuntoRecibido(potencia_de_g(x)), prueba) == potencia_de_g(
        x
    )
    with pytest.raises(PruebaDeConocimientoFalsa):
        pruebas.verificar_conocimiento(PuntoRecibido(potencia_de_g(x % (ORDEN - 1) + 1)), prueba)


@pytest.mark.parametrize(
    "valor",
    [
        {"response": "1", "challenge": "1"},
        {"challenge": 1, "response": "1"},
        {"challenge": "1"},
        {"challenge": "1", "response": "1", "commitment": "1"},
        {"challenge": str(ORDEN), "response": "1"},
        {"challenge": "1", "response": str(ORDEN + 1)},
    ],
)
def test_una_prueba_mal_escrita_se_rechaza(valor: object) -> None:
    """Reduced modulo the order, c and c + q would be two spellings of one proof."""
    with pytest.raises(Incumplimiento):
        pruebas.leer_prueba(valor)


def _cifrar(r: int, m: int) -> Cifrado:
    return Cifrado(potencia_de_g(r), producto(potencia(LLAVE, r), potencia_de_g(m)))


@settings(max_examples=20)
@given(ESCALARES, st.integers(0, 3), st.integers(0, 3))
def test_disyuncion_completa_y_correcta(r: int, m: int, tope: int) -> None:
    """True where the sum is among the branches; nobody can prove it where it is not."""
    cifrado = _cifrar(r, m)
    ramas = [Rama(r, m - j) for j in range(tope + 1)]
    enunciados = [Cifrado(cifrado.alpha, _cifrar(r, m - j).beta) for j in range(tope + 1)]
    hechas = pruebas.probar_disyuncion("e|", LLAVE, ramas, min(m, tope), AZAR)
    if m <= tope:
        pruebas.verificar_disyuncion("e|", LLAVE, enunciados, hechas, PruebaGlobalFalsa)
        with pytest.raises(PruebaGlobalFalsa):
            pruebas.verificar_disyuncion("f|", LLAVE, enunciados, hechas, PruebaGlobalFalsa)
    else:
        with pytest.raises(PruebaGlobalFalsa):
            pruebas.verificar_disyuncion("e|", LLAVE, enunciados, hechas, PruebaGlobalFalsa)


@pytest.mark.parametrize("m", [-1, 0, 1, 2, ORDEN - 5])
def test_un_bit_es_cero_o_uno(m: int) -> None:
    """A ciphertext of 2, or of -1, is one vote more or one stolen."""
    r = AZAR.menor_que(ORDEN)
    cifrado = _cifrar(r, m)
    recibido = recibir_cifrado(
        {"alpha": texto_de_punto(cifrado.alpha), "beta": texto_de_punto(cifrado.beta)}
    )
    hechas = pruebas.probar_disyuncion("e|", LLAVE, (Rama(r, m), Rama(r, m - 1)), int(m == 1), AZAR)
    if m in (0, 1):
        assert (
            pruebas.verificar_bit("e|", LLAVE, recibido, hechas, PruebaIndividualFalsa) == cifrado
        )
    else:
        with pytest.raises(PruebaIndividualFalsa):
            pruebas.verificar_bit("e|", LLAVE, recibido, hechas, PruebaIndividualFalsa)


def test_la_prueba_v1_no_liga_el_factor_y_la_segunda_si() -> None:
    """Why there is a second proof: the forger below passes version 1 with a factor of its choice.

    With w and b drawn first, A = g^w and B = anything fix the challenge; the factor that makes the
    second equation hold is then solved for.
    """
    x, alpha = 4242, potencia_de_g(99)
    llave = potencia_de_g(x)
    w, b = 1111, potencia(alpha, 5)
    reto = hash_a_escalar(
        f"decrypt|phi|{texto_de_punto(llave)}|{texto_de_punto(potencia_de_g(w))},{texto_de_punto(b)}"
    )
    respuesta = (w - x * reto) % ORDEN
    factor = potencia(
        producto(b, potencia(alpha, -respuesta)), pow(reto, -1, ORDEN)
    )  # B = alpha^r F^c solved for F
    falsa = Prueba(reto, respuesta)
    assert factor != potencia(alpha, x)
    pruebas.verificar_descifrado_v1("phi", llave, alpha, factor, falsa)
    with pytest.raises(SegundaPruebaFalsa):
        pruebas.verificar_segunda("phi", llave, alpha, factor, falsa)


@pytest.mark.parametrize(
    "alpha", [GENERADOR, potencia_de_g(31337), IDENTIDAD], ids=["g", "otro", "neutro"]
)
def test_descifrado_probado_dos_veces(alpha: pruebas.Punto) -> None:
    """Both proofs hold for the right factor, an empty column included, and for no other."""
    x = 4242
    llave, factor = potencia_de_g(x), potencia(alpha, x)
    v1, segunda = pruebas.probar_descifrado("phi", x, alpha, AZAR)
    pruebas.verificar_descifrado_v1("phi", llave, alpha, factor, v1)
    pruebas.verificar_segunda("phi", llave, alpha, factor, segunda)
    otro = producto(factor, GENERADOR)
    with pytest.raises(FactorFalso):
        pruebas.verificar_descifrado_v1("phi", llave, alpha, otro, v1)
    with pytest.raises(SegundaPruebaFalsa):
        pruebas.verificar_segunda("phi", llave, alpha, otro, segunda)
    with pytest.raises(SegundaPruebaFalsa):
        pruebas.verificar_segunda("otra", llave, alpha, factor, segunda)


def test_una_prueba_no_sirve_de_segunda() -> None:
    """The domains differ: copying the proof of version 1 does not make a second one."""
    alpha = potencia_de_g(5)
    v1, _ = pruebas.probar_descifrado("phi", 9, alpha, AZAR)
    with pytest.raises(SegundaPruebaFalsa):
        pruebas.verificar_segunda("phi", potencia_de_g(9), alpha, potencia(alpha, 9), v1)


def test_un_campo_de_mas_en_el_cifrado() -> None:
    """Unknown fields are refused everywhere."""
    with pytest.raises(CampoInesperado):
        recibir_cifrado(
            {"alpha": texto_de_punto(GENERADOR), "beta": texto_de_punto(GENERADOR), "c": 1}
        )
