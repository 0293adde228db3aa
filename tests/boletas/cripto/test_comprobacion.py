"""The comprobación: what an opening proves, and which check stops each false one.

Every refusal has its control: the same opening passes without exactly that check.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boletas.errores
from boletas.cripto.boleta import BLANCO, ReglasDeBoleta, Voto, emitir_boleta
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.comprobacion import (
    Apertura,
    ReglasDeComprobacion,
    comprobar_boleta,
    emitir_comprobable,
    escribir_apertura,
    leer_apertura,
)
from boletas.cripto.credencial import leer_lista
from boletas.cripto.definicion import Pregunta, leer_definicion
from boletas.cripto.grupo import ORDEN, Punto
from boletas.cripto.respuesta import RespuestaAbierta
from boletas.errores import (
    AperturaAjena,
    AperturaFalsa,
    AperturaIncompleta,
    FueraDeLimites,
    Incumplimiento,
)
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar
from tests.boletas.cripto.vectores_de_comprobacion import ARCHIVO, VARIAS

CASOS = json.loads(ARCHIVO.read_bytes())["casos"]
UNA = instalar()
OTRA = instalar(VARIAS)


@pytest.mark.parametrize("caso", CASOS, ids=[caso["id"] for caso in CASOS])
def test_vectores(caso: dict[str, Any]) -> None:
    """Each case ends as ``espera`` says: what the ballot held, or that failure and no other."""
    definicion = leer_definicion(caso["eleccion"].encode())
    lista = leer_lista(caso["credenciales"].encode())

    def comprobar() -> tuple[Voto, ...]:
        apertura = leer_apertura(caso["apertura"].encode())
        boleta = caso["boleta"].encode()
        return comprobar_boleta(boleta, definicion, lista.conjunto, apertura).votos

    if caso["espera"] == "valida":
        dichos = [None if voto is BLANCO else list(voto) for voto in comprobar()]
        assert dichos == caso["votos"]
        return
    with pytest.raises(Incumplimiento) as falla:
        comprobar()
    assert type(falla.value) is getattr(boletas.errores, caso["espera"])


def test_los_vectores_cubren_cada_falla_propia() -> None:
    """A failure with no vector is one the browser twin may get wrong unseen."""
    esperadas = {caso["espera"] for caso in CASOS}
    assert {"valida", "AperturaAjena", "AperturaIncompleta", "AperturaFalsa"} <= esperadas


@given(st.integers(0, 2), st.sets(st.integers(0, 2), max_size=2))
@settings(max_examples=15)
def test_la_boleta_abierta_dice_lo_que_se_eligio(una: int, otras: set[int]) -> None:
    """Whatever was chosen, the opening says exactly that, and its file reads back the same."""
    votos: list[Voto] = [(una,), tuple(sorted(otras)) if otras else BLANCO]
    emitida, apertura = emitir_comprobable(OTRA.definicion, OTRA.credenciales[0], votos)
    assert leer_apertura(escribir_apertura(apertura)) == apertura
    comprobada = comprobar_boleta(emitida.texto, OTRA.definicion, OTRA.lista.conjunto, apertura)
    assert list(comprobada.votos) == votos
    nombres = comprobada.elegidas(OTRA.definicion)
    assert nombres == ((VARIAS[0].respuestas[una],), tuple("abc"[i] for i in sorted(otras)))
    assert comprobada.boleta.credencial == OTRA.credenciales[0].publica


def test_sin_decidir_la_boleta_es_una_como_todas() -> None:
    """A kiosk that could tell which ballots will be opened would cheat only in the others."""
    emitida, _ = emitir_comprobable(UNA.definicion, UNA.credenciales[0], [(1,)])
    comun = emitir_boleta(UNA.definicion, UNA.credenciales[0], [(1,)])
    assert _forma(json.loads(emitida.texto)) == _forma(json.loads(comun.texto))


def _forma(valor: Any) -> Any:
    if isinstance(valor, dict):
        return {clave: _forma(hijo) for clave, hijo in valor.items()}
    if isinstance(valor, list):
        return [_forma(hijo) for hijo in valor]
    return type(valor).__name__


def test_la_apertura_no_se_muestra_por_descuido() -> None:
    """Its exponents prove a vote: no error report or log line may carry them."""
    _, apertura = emitir_comprobable(UNA.definicion, UNA.credenciales[0], [(1,)])
    for azar in apertura.respuestas[0].azares:
        assert str(azar) not in repr(apertura)


def _caso(mesa: Mesa) -> tuple[bytes, Apertura]:
    emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[0], [(1,)])
    return emitida.texto, apertura


def _con(apertura: Apertura, vector: Sequence[int], azares: Sequence[int]) -> Apertura:
    return replace(apertura, respuestas=(RespuestaAbierta(tuple(vector), tuple(azares)),))


def test_una_apertura_falsa_pasa_solo_sin_esa_comprobacion() -> None:
    """Control of the check that matters: without it a machine could say any vote."""

    class SinCifrado(ReglasDeComprobacion):
        def exigir_cifrado(
            self, llave: Punto, abierta: RespuestaAbierta, cifrados: Sequence[Cifrado], numero: int
        ) -> None:
            """Compare nothing."""

    texto, apertura = _caso(UNA)
    mentira = _con(apertura, (1, 0, 0), apertura.respuestas[0].azares)
    with pytest.raises(AperturaFalsa) as falla:
        comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, mentira)
    assert falla.value.entrada == "pregunta 1, opción 1"
    creida = comprobar_boleta(
        texto, UNA.definicion, UNA.lista.conjunto, mentira, reglas=SinCifrado()
    )
    assert creida.votos == ((0,),)


def test_la_apertura_de_otra_boleta_pasa_solo_sin_esa_comprobacion() -> None:
    """Control: the hash is what ties an opening kept apart to the ballot that was spent."""

    class DeCualquiera(ReglasDeComprobacion):
        def exigir_propia(self, *_: object) -> None:
            """Compare nothing."""

    texto, apertura = _caso(UNA)
    otra = replace(apertura, boleta="0" * 64)
    with pytest.raises(AperturaAjena):
        comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, otra)
    comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, otra, reglas=DeCualquiera())


def test_una_boleta_con_pruebas_falsas_no_se_salva_con_su_apertura() -> None:
    """Control: a ballot that cannot be counted proves nothing of how the machine makes them."""

    class SinFirma(ReglasDeBoleta):
        def exigir_firma(self, *_: object) -> None:
            """Compare nothing."""

    class Floja(ReglasDeComprobacion):
        boleta = SinFirma()

    texto, apertura = _caso(UNA)
    campos = json.loads(texto)
    campos["signature"]["proof"]["response"] = "1"
    falsa = json.dumps(campos, ensure_ascii=False, separators=(",", ":")).encode()
    propia = replace(apertura, boleta=boletas.cripto.huella.sha256_hex(falsa))
    with pytest.raises(boletas.errores.FirmaDeBoletaFalsa):
        comprobar_boleta(falsa, UNA.definicion, UNA.lista.conjunto, propia)
    comprobar_boleta(falsa, UNA.definicion, UNA.lista.conjunto, propia, reglas=Floja())


@given(st.integers(0, 2), st.integers(1, ORDEN - 1))
@settings(max_examples=20)
def test_ningun_otro_azar_abre_la_boleta(lugar: int, suma: int) -> None:
    """alpha fixes its exponent: there is no second opening with which to deny the first."""
    texto, apertura = _CASO
    azares = list(apertura.respuestas[0].azares)
    azares[lugar] = (azares[lugar] + suma) % ORDEN
    mentira = _con(apertura, apertura.respuestas[0].vector, azares)
    with pytest.raises(AperturaFalsa):
        comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, mentira)


_CASO = _caso(UNA)


def test_todo_vector_de_ceros_y_unos_menos_el_suyo_es_falso() -> None:
    """Every other mark of three, with the true exponents, is refused."""
    texto, apertura = _caso(UNA)
    azares = apertura.respuestas[0].azares
    for numero in range(8):
        vector = tuple(numero >> i & 1 for i in range(3))
        dicha = _con(apertura, vector, azares)
        if vector == (0, 1, 0):
            comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, dicha)
            continue
        with pytest.raises(AperturaFalsa):
            comprobar_boleta(texto, UNA.definicion, UNA.lista.conjunto, dicha)


def test_medidas_imposibles() -> None:
    """More or fewer of anything is said before any curve is touched."""
    texto, apertura = _caso(UNA)
    (abierta,) = apertura.respuestas
    for respuestas in (
        (),
        (abierta, abierta),
        (RespuestaAbierta((), ()),),
        (RespuestaAbierta(abierta.vector, (*abierta.azares, 5)),),
        (RespuestaAbierta((*abierta.vector, 0), abierta.azares),),
    ):
        with pytest.raises(AperturaIncompleta):
            comprobar_boleta(
                texto,
                UNA.definicion,
                UNA.lista.conjunto,
                replace(apertura, respuestas=respuestas),
            )


def test_una_apertura_enorme_se_rechaza_sin_leerla() -> None:
    """A file of 64 KiB and one byte is no opening, whatever it says."""
    with pytest.raises(FueraDeLimites):
        leer_apertura(b"[" + b" " * (1 << 16))


def test_una_pregunta_que_admite_ninguna_respuesta() -> None:
    """No mark is a vote where the minimum is zero, and the opening says so."""
    mesa = instalar((Pregunta("¿De acuerdo?", ("Sí", "No"), 0, 1),))
    emitida, apertura = emitir_comprobable(mesa.definicion, mesa.credenciales[0], [()])
    comprobada = comprobar_boleta(emitida.texto, mesa.definicion, mesa.lista.conjunto, apertura)
    assert comprobada.elegidas(mesa.definicion) == ((),)
