"""The ballot: what a right one proves, and which check stops each wrong one.

Every refusal has its control: the same ballot passes a verifier without exactly that check.
"""

import json
from collections.abc import Callable, Container, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto import boleta, canonico
from boletas.cripto.azar import AZAR
from boletas.cripto.boleta import (
    BLANCO,
    BoletaRecibida,
    ReglasDeBoleta,
    Voto,
    clave_verificada,
    emitir_boleta,
    limite_de_boleta,
    verificar_boleta,
)
from boletas.cripto.cifrado import Cifrado, campos_de_cifrado, multiplicar, texto_de_cifrado
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    Punto,
    cociente,
    potencia,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import b64, sha256_hex
from boletas.cripto.pruebas import Rama, campos_de_prueba, firmar_boleta, probar_disyuncion
from boletas.cripto.respuesta import RespuestaRecibida
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    BoletaSinFirma,
    CampoInesperado,
    CredencialNoListada,
    EscalarNoCanonico,
    FirmaDeBoletaFalsa,
    FueraDeLimites,
    HashDeBoletaDistinto,
    Incumplimiento,
    NumeroDeRespuestas,
    PruebaDeBlancoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    PuntoIdentidad,
    PuntoInvalido,
    PuntoNoCanonico,
    TextoNoCanonico,
    VotoFueraDeRango,
)
from tests.boletas.cripto.mesa_de_prueba import Mesa, instalar

PROYECTOS = Pregunta("Proyectos", ("a", "b", "c"), 1, 2, blanco=True)
CONSULTA = Pregunta("¿De acuerdo?", ("Sí", "No"), 0, 1)


@pytest.fixture(scope="module")
def mesa() -> Mesa:
    """A mesa of one question, one choice."""
    return instalar()


@pytest.fixture(scope="module")
def otra() -> Mesa:
    """Another mesa of the same process: same key, another uuid."""
    return instalar()


def _abrir(texto: bytes) -> Any:
    return json.loads(texto)


def _refirmar(campos: dict[str, Any], exponente: int) -> bytes:
    """Sign again after a change, as who holds a credential can."""
    sin_firma = {k: v for k, v in campos.items() if k != "signature"}
    hash_b64 = b64(canonico.escribir(sin_firma))
    firma = firmar_boleta(hash_b64, exponente, AZAR)
    return canonico.escribir(
        sin_firma | {"signature": {"hash": hash_b64, "proof": campos_de_prueba(firma)}}
    )


def _exigir_falla(
    texto: bytes, mesa: Mesa, falla: type[Incumplimiento], debil: ReglasDeBoleta
) -> None:
    """Refused by name; accepted by the verifier that lacks the check."""
    with pytest.raises(falla):
        verificar_boleta(texto, mesa.definicion, mesa.lista.conjunto)
    verificar_boleta(texto, mesa.definicion, mesa.lista.conjunto, reglas=debil)


# Right ballots
@st.composite
def preguntas_y_votos(draw: st.DrawFn) -> tuple[Pregunta, Voto]:
    """Any question of up to four answers, with a lawful vote."""
    n = draw(st.integers(1, 4))
    minimo = draw(st.integers(0, n))
    maximo = draw(st.integers(minimo, n))
    pregunta = Pregunta("p", tuple("abcd"[:n]), minimo, maximo, draw(st.booleans()))
    if pregunta.blanco and draw(st.booleans()):
        return pregunta, BLANCO
    return pregunta, tuple(
        draw(st.lists(st.integers(0, n - 1), unique=True, min_size=minimo, max_size=maximo))
    )


@settings(max_examples=25)
@given(st.lists(preguntas_y_votos(), min_size=1, max_size=2))
def test_toda_boleta_valida_pasa_y_cifra_lo_marcado(pares: list[tuple[Pregunta, Voto]]) -> None:
    """Any question, any lawful vote: accepted, and the ciphertexts hold exactly the marks."""
    x = 424242
    mesa = instalar([pregunta for pregunta, _ in pares], pases=1)
    definicion = replace(mesa.definicion, llave=potencia_de_g(x))
    emitida = emitir_boleta(definicion, mesa.credenciales[0], [voto for _, voto in pares])
    verificada = verificar_boleta(emitida.texto, definicion, mesa.lista.conjunto)
    assert verificada.credencial == mesa.credenciales[0].publica == emitida.credencial
    assert verificada.sha256 == emitida.sha256 == sha256_hex(emitida.texto)
    assert verificada.rastreador == emitida.rastreador == b64(emitida.texto)
    assert len(emitida.texto) <= limite_de_boleta(definicion)
    for (pregunta, voto), cifrados in zip(pares, verificada.cifrados, strict=True):
        marcas = [
            cociente(c.beta, potencia(c.alpha, x)) for c in cifrados[1 if pregunta.blanco else 0 :]
        ]
        elegidas = set() if voto is BLANCO else set(voto)  # type: ignore[arg-type]
        assert marcas == [
            GENERADOR if i in elegidas else IDENTIDAD for i in range(len(pregunta.respuestas))
        ]


def test_dos_boletas_del_mismo_voto_no_se_parecen(mesa: Mesa) -> None:
    """Equal votes must not be seen to be equal."""
    una, dos = (_abrir(mesa.emitir(0, (1,))) for _ in range(2))
    puntos = [c[p] for b in (una, dos) for c in b["answers"][0]["choices"] for p in c]
    assert len(set(puntos)) == len(puntos)


@pytest.mark.parametrize("voto", [(), (0, 1), (3,), (-1,), (0, 0), BLANCO])
def test_un_voto_imposible_no_se_emite(mesa: Mesa, voto: Voto) -> None:
    """The kiosk asks; the ballot refuses even if the kiosk did not."""
    with pytest.raises(VotoFueraDeRango):
        mesa.emitir(0, voto)
    with pytest.raises(VotoFueraDeRango):
        mesa.emitir(0)


# Wrong ballots: identity of election, definition, voter
class _SinEleccion(ReglasDeBoleta):
    def exigir_eleccion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """Nothing."""


class _SinDefinicion(ReglasDeBoleta):
    def exigir_definicion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """Nothing."""


class _SinCredencial(ReglasDeBoleta):
    def exigir_credencial(self, boleta: BoletaRecibida, credenciales: Container[str]) -> None:
        """Nothing."""


class _SinHash(ReglasDeBoleta):
    def exigir_hash(self, boleta: BoletaRecibida) -> None:
        """Nothing."""


class _SinFirma(ReglasDeBoleta):
    def exigir_firma(self, boleta: BoletaRecibida) -> None:
        """Nothing."""


class _SinIndividuales(ReglasDeBoleta):
    def exigir_individuales(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida
    ) -> tuple[Cifrado, ...]:
        return tuple(Cifrado(Punto(c.alpha), Punto(c.beta)) for c in recibida.cifrados)


class _SinGlobales(ReglasDeBoleta):
    def exigir_globales(
        self,
        llave: Punto,
        contexto: str,
        pregunta: Pregunta,
        recibida: RespuestaRecibida,
        cifrados: Sequence[Cifrado],
    ) -> None:
        """Nothing."""


class _SinBlanco(ReglasDeBoleta):
    def exigir_blanco(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida, cifrados: Sequence[Cifrado]
    ) -> None:
        """Nothing."""


def test_boleta_de_otra_eleccion(mesa: Mesa) -> None:
    """Only the uuid is foreign: everything else, signature included, is made for this one."""
    campos = _abrir(mesa.emitir(0, (1,))) | {"election_uuid": "1" * 14}
    texto = _refirmar(campos, mesa.credenciales[0].exponente)
    _exigir_falla(texto, mesa, BoletaDeOtraEleccion, _SinEleccion())


def test_boleta_de_otra_definicion(mesa: Mesa) -> None:
    """Only the fingerprint is foreign (after a re-sealing, say)."""
    campos = _abrir(mesa.emitir(0, (1,))) | {"election_hash": "A" * 43}
    texto = _refirmar(campos, mesa.credenciales[0].exponente)
    _exigir_falla(texto, mesa, BoletaDeOtraDefinicion, _SinDefinicion())


def test_credencial_no_listada(mesa: Mesa, otra: Mesa) -> None:
    """Anybody can make a credential; only listed ones vote."""
    intruso = otra.credenciales[0]
    texto = emitir_boleta(mesa.definicion, intruso, [(0,)]).texto
    _exigir_falla(texto, mesa, CredencialNoListada, _SinCredencial())


def test_pruebas_movidas_a_otra_eleccion(mesa: Mesa, otra: Mesa) -> None:
    """The answer of one mesa's ballot, signed again for another under the same key."""

    class _ContextoAjeno(ReglasDeBoleta):
        def contexto(self, boleta: BoletaRecibida, definicion: Definicion) -> str:
            return f"{otra.definicion.huella}|{otra.credenciales[0].publica}"

    ajena = _abrir(otra.emitir(0, (1,)))
    campos = _abrir(mesa.emitir(0, (0,))) | {"answers": ajena["answers"]}
    texto = _refirmar(campos, mesa.credenciales[0].exponente)
    _exigir_falla(texto, mesa, PruebaIndividualFalsa, _ContextoAjeno())


def test_boleta_copiada_y_firmada_por_otro_votante(mesa: Mesa) -> None:
    """Who copies a ballot under its own credential would vote as the other did, unknowing."""

    class _SinVotante(ReglasDeBoleta):
        def contexto(self, boleta: BoletaRecibida, definicion: Definicion) -> str:
            return f"{definicion.huella}|{mesa.credenciales[0].publica}"

    campos = _abrir(mesa.emitir(0, (1,))) | {"credential": mesa.credenciales[1].publica}
    texto = _refirmar(campos, mesa.credenciales[1].exponente)
    _exigir_falla(texto, mesa, PruebaIndividualFalsa, _SinVotante())


# Wrong ballots: signature
def test_boleta_sin_firma(mesa: Mesa) -> None:
    """Without a signature anybody who knows a public credential votes with it."""

    class _LaFirmaEsOptativa(ReglasDeBoleta):
        def leer(self, texto: bytes, definicion: Definicion) -> BoletaRecibida:
            campos = _abrir(texto)
            firmada = canonico.escribir(campos | {"signature": firma})
            return boleta.recibir_boleta(firmada, definicion)

        def exigir_firma(self, boleta: BoletaRecibida) -> None:
            """Nothing."""

    campos = _abrir(mesa.emitir(0, (1,)))
    firma = campos.pop("signature")
    _exigir_falla(canonico.escribir(campos), mesa, BoletaSinFirma, _LaFirmaEsOptativa())


def test_boleta_firmada_con_otra_credencial(mesa: Mesa) -> None:
    """The signature is by a listed credential, but not by the ballot's."""
    texto = _refirmar(_abrir(mesa.emitir(0, (1,))), mesa.credenciales[1].exponente)
    _exigir_falla(texto, mesa, FirmaDeBoletaFalsa, _SinFirma())


def test_firma_de_otro_hash(mesa: Mesa) -> None:
    """A good signature, by the right credential, of another ballot's hash."""
    campos, otros = _abrir(mesa.emitir(0, (1,))), _abrir(mesa.emitir(0, (0,)))
    texto = canonico.escribir(campos | {"signature": otros["signature"]})
    _exigir_falla(texto, mesa, HashDeBoletaDistinto, _SinHash())


# Wrong ballots: what they hold
def _forjar(
    mesa: Mesa, marcas: Sequence[int], individual: Callable[[int], int], total: int
) -> bytes:
    """Make a ballot with ``marcas`` in it, proved as if each were ``individual(m)``, their sum
    ``total``: honest where that is true, the best a cheat can do where it is not.

    Where the question allows a blank vote, ``marcas`` begins with it and it is taken for true.
    """
    definicion, credencial = mesa.definicion, mesa.credenciales[0]
    llave, blanco = definicion.llave, definicion.preguntas[0].blanco
    contexto = f"{definicion.huella}|{credencial.publica}"
    rs = [AZAR.menor_que(ORDEN) for _ in marcas]
    cifrados = [
        Cifrado(potencia_de_g(r), producto(potencia(llave, r), potencia_de_g(m)))
        for r, m in zip(rs, marcas, strict=True)
    ]
    textos = [texto_de_cifrado(c) for c in cifrados]
    s = f"{contexto}|{','.join(textos)}"

    def probar(etiqueta: str, ramas: Sequence[Rama], verdadera: int) -> list[dict[str, object]]:
        hechas = probar_disyuncion(etiqueta, llave, ramas, verdadera, AZAR)
        return [campos_de_prueba(p) for p in hechas]

    campos: dict[str, object] = {
        "choices": [campos_de_cifrado(c) for c in cifrados],
        "individual_proofs": [
            probar(f"prove|{contexto}|{t}|", (Rama(r, m), Rama(r, m - 1)), individual(m))
            for t, r, m in zip(textos, rs, marcas, strict=True)
        ],
    }
    if blanco:
        sumas = [Rama(sum(rs[1:]), sum(marcas[1:]) - m) for m in (1, 2)]
        campos["overall_proof"] = probar(f"bproof1|{s}|", (Rama(rs[0], marcas[0] - 1), *sumas), 0)
        excluyentes = (Rama(rs[0], marcas[0]), Rama(sum(rs[1:]), sum(marcas[1:])))
        campos["blank_proof"] = probar(f"bproof0|{s}|", excluyentes, 1)
    else:
        suma = texto_de_cifrado(multiplicar(cifrados))
        campos["overall_proof"] = probar(f"prove|{s}|{suma}|", (Rama(sum(rs), total - 1),), 0)
    return _refirmar(
        {
            "election_uuid": definicion.uuid,
            "election_hash": definicion.huella,
            "credential": credencial.publica,
            "answers": [campos],
        },
        credencial.exponente,
    )


@pytest.mark.parametrize(
    "marcas", [(1, 1, 0), (1, 1, 1), (0, 0, 0)], ids=["dos", "tres", "ninguna"]
)
def test_suma_fuera_de_rango(mesa: Mesa, marcas: tuple[int, ...]) -> None:
    """Two marks where one is asked for, or none: each mark is honest, the sum is not."""
    texto = _forjar(mesa, marcas, lambda m: m, sum(marcas))
    _exigir_falla(texto, mesa, PruebaGlobalFalsa, _SinGlobales())


@pytest.mark.parametrize(
    "marcas", [(2, -1, 0), (5, -4, 0), (ORDEN - 1, 2, 0)], ids=["doble", "quíntuple", "negativo"]
)
def test_marcas_que_no_son_cero_ni_uno(mesa: Mesa, marcas: tuple[int, ...]) -> None:
    """The sum is one, and still five votes are given to one and four taken from another."""
    texto = _forjar(mesa, marcas, lambda _: 0, 1)
    _exigir_falla(texto, mesa, PruebaIndividualFalsa, _SinIndividuales())


def test_blanco_con_otra_marca() -> None:
    """A blank vote that marks an answer too: only the blank proof forbids it."""
    mesa = instalar([PROYECTOS])
    texto = _forjar(mesa, (1, 0, 1, 0), lambda m: m, 1)
    _exigir_falla(texto, mesa, PruebaDeBlancoFalsa, _SinBlanco())


def test_la_boleta_forjada_con_marcas_licitas_pasa(mesa: Mesa) -> None:
    """Control of the forger itself: what it makes of lawful marks is a lawful ballot."""
    verificar_boleta(_forjar(mesa, (0, 1, 0), lambda m: m, 1), mesa.definicion, mesa.lista.conjunto)
    con_blanco = instalar([PROYECTOS])
    verificar_boleta(
        _forjar(con_blanco, (1, 0, 0, 0), lambda m: m, 1),
        con_blanco.definicion,
        con_blanco.lista.conjunto,
    )


def test_prueba_movida_entre_preguntas() -> None:
    """Two equal questions: the proofs of one answer do not serve the other's ciphertexts."""

    class _PruebasCruzadas(_SinIndividuales, _SinGlobales):
        """Neither check: the ones that a moved proof fails."""

    mesa = instalar([CONSULTA, CONSULTA])
    campos = _abrir(mesa.emitir(0, (0,), (1,)))
    una, dos = campos["answers"]
    for clave in ("individual_proofs", "overall_proof"):
        una[clave], dos[clave] = dos[clave], una[clave]
    texto = _refirmar(campos, mesa.credenciales[0].exponente)
    _exigir_falla(texto, mesa, PruebaIndividualFalsa, _PruebasCruzadas())


# Wrong ballots: form
def _cambiar(ruta: Sequence[str | int], valor: Any) -> Callable[[Any], None]:
    def cambio(campos: Any) -> None:
        for paso in ruta[:-1]:
            campos = campos[paso]
        campos[ruta[-1]] = valor

    return cambio


def _repetir(ruta: Sequence[str | int]) -> Callable[[Any], None]:
    def cambio(campos: Any) -> None:
        for paso in ruta:
            campos = campos[paso]
        campos.append(campos[0])

    return cambio


CERO = ("answers", 0, "choices", 0)
FORMAS = {
    "sin respuestas": (_cambiar(("answers",), []), NumeroDeRespuestas),
    "respuesta de más": (_repetir(("answers",)), NumeroDeRespuestas),
    "cifrado de más": (_repetir(("answers", 0, "choices")), NumeroDeRespuestas),
    "prueba individual de más": (
        _repetir(("answers", 0, "individual_proofs")),
        NumeroDeRespuestas,
    ),
    "rama de más": (_repetir(("answers", 0, "individual_proofs", 0)), NumeroDeRespuestas),
    "rama global de más": (_repetir(("answers", 0, "overall_proof")), NumeroDeRespuestas),
    "campo de más": (_cambiar((*CERO, "gamma"), "1"), CampoInesperado),
    "credencial que no es texto": (_cambiar(("credential",), 7), CampoInesperado),
    "identidad en alpha": (_cambiar((*CERO, "alpha"), texto_de_punto(IDENTIDAD)), PuntoIdentidad),
    "identidad en beta": (_cambiar((*CERO, "beta"), texto_de_punto(IDENTIDAD)), PuntoIdentidad),
    "orden pequeño en alpha": (_cambiar((*CERO, "alpha"), "00" * 32), PuntoInvalido),
    "orden pequeño en beta": (_cambiar((*CERO, "beta"), "00" * 32), PuntoInvalido),
    "fuera de la curva": (_cambiar((*CERO, "alpha"), "00" * 31 + "02"), PuntoInvalido),
    "no canónico": (_cambiar((*CERO, "beta"), "7f" + "ff" * 30 + "ee"), PuntoInvalido),
    "mayúsculas": (_cambiar((*CERO, "alpha"), "AB" * 32), PuntoNoCanonico),
    "escalar con más": (
        _cambiar(("answers", 0, "overall_proof", 0, "response"), "+1"),
        EscalarNoCanonico,
    ),
    "escalar numérico": (
        _cambiar(("answers", 0, "overall_proof", 0, "response"), 1),
        EscalarNoCanonico,
    ),
}


@pytest.mark.parametrize(("cambio", "falla"), FORMAS.values(), ids=FORMAS)
def test_forma_equivocada_aun_refirmada(
    mesa: Mesa, cambio: Callable[[Any], None], falla: type[Incumplimiento]
) -> None:
    """The voter itself, who can sign anything, cannot send a malformed ballot."""
    campos = _abrir(mesa.emitir(0, (1,)))
    cambio(campos)
    texto = _refirmar(campos, mesa.credenciales[0].exponente)
    with pytest.raises(falla):
        verificar_boleta(texto, mesa.definicion, mesa.lista.conjunto)


@pytest.mark.parametrize(
    "cambio",
    [
        lambda t: t + b" ",
        lambda t: b" " + t,
        lambda t: t.replace(b'{"alpha"', b'{ "alpha"', 1),
        lambda t: t.replace(b'"hash"', b'"h\\u0061sh"'),
        lambda t: t[:-1],
        lambda t: b"",
    ],
)
def test_texto_no_canonico(mesa: Mesa, cambio: Callable[[bytes], bytes]) -> None:
    """A second spelling would be a second tracker of the same ballot."""
    with pytest.raises(TextoNoCanonico):
        verificar_boleta(cambio(mesa.emitir(0, (1,))), mesa.definicion, mesa.lista.conjunto)


def test_boleta_enorme(mesa: Mesa) -> None:
    """The urna reads what a kiosk sends: a limit known from the definition."""
    with pytest.raises(FueraDeLimites):
        verificar_boleta(bytes(1 << 20), mesa.definicion, mesa.lista.conjunto)


@settings(max_examples=60)
@given(st.floats(0, 1, exclude_max=True), st.integers(0, 7))
def test_un_bit_cambiado_se_rechaza(sitio: float, bit: int) -> None:
    """Any bit of the text: a form, a signature or a proof no longer holds."""
    mesa = instalar(pases=1)
    texto = bytearray(mesa.emitir(0, (1,)))
    texto[int(sitio * len(texto))] ^= 1 << bit
    with pytest.raises(Incumplimiento):
        verificar_boleta(bytes(texto), mesa.definicion, mesa.lista.conjunto)


# What was verified once
def test_lo_ya_verificado_no_se_prueba_dos_veces(mesa: Mesa) -> None:
    """The second pass over the same bytes checks form and credential, and gives the same facts."""

    class _NoDebeProbar(_SinIndividuales):
        def exigir_individuales(
            self, llave: Punto, contexto: str, recibida: RespuestaRecibida
        ) -> tuple[Cifrado, ...]:
            raise AssertionError("proved twice")

    texto, vistas = mesa.emitir(0, (1,)), set[bytes]()
    conjunto = mesa.lista.conjunto
    primera = verificar_boleta(texto, mesa.definicion, conjunto, verificadas=vistas)
    assert vistas == {clave_verificada(mesa.definicion, texto)}
    segunda = verificar_boleta(
        texto, mesa.definicion, conjunto, verificadas=vistas, reglas=_NoDebeProbar()
    )
    assert primera == segunda
    with pytest.raises(CredencialNoListada):
        verificar_boleta(texto, mesa.definicion, (), verificadas=vistas)


def test_lo_verificado_es_de_una_definicion_y_de_unos_bytes(mesa: Mesa, otra: Mesa) -> None:
    """What is remembered may not vouch for other bytes, nor for another mesa."""
    texto = mesa.emitir(0, (1,))
    assert clave_verificada(mesa.definicion, texto) != clave_verificada(otra.definicion, texto)
    assert clave_verificada(mesa.definicion, texto) != clave_verificada(
        mesa.definicion, texto + b" "
    )


def test_lo_rechazado_no_se_recuerda(mesa: Mesa) -> None:
    """A false ballot must not be accepted the second time it comes."""
    texto = _refirmar(_abrir(mesa.emitir(0, (1,))), mesa.credenciales[1].exponente)
    vistas = set[bytes]()
    for _ in range(2):
        with pytest.raises(FirmaDeBoletaFalsa):
            verificar_boleta(texto, mesa.definicion, mesa.lista.conjunto, verificadas=vistas)
    assert vistas == set()
