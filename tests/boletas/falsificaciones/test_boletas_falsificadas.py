"""Forged ballots: each refused by its own name, each accepted where that one check is missing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from boletas.cripto.boleta import ReglasDeBoleta, verificar_boleta
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.definicion import Pregunta
from boletas.cripto.grupo import ORDEN, potencia, potencia_de_g, producto
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    BoletaSinFirma,
    CredencialNoListada,
    FirmaDeBoletaFalsa,
    HashDeBoletaDistinto,
    Incumplimiento,
    PruebaDeBlancoFalsa,
    PruebaGlobalFalsa,
    PruebaIndividualFalsa,
    PuntoInvalido,
)
from tests.boletas.falsificaciones import debiles
from tests.boletas.falsificaciones.falsario import (
    TORSION,
    Campos,
    Mentira,
    Par,
    armar,
    campos_de_par,
    campos_de_prueba,
    cifrar,
    contexto_de,
    disyuncion,
    firmar,
    forjar_con_torsion,
    forjar_sin_enunciado,
    responder,
    restar,
)
from tests.boletas.mutaciones import puntos
from tests.boletas.mutaciones.urnas import (
    CONSULTA,
    PLANILLA,
    PROYECTOS,
    SEMILLA,
    AzarSembrado,
    Urna,
    urna,
)

VUELTAS = 10
UNICA = Pregunta("¿Está de acuerdo?", ("Sí",), 0, 1)
OBLIGADA = Pregunta("¿Está de acuerdo?", ("Sí",), 1, 1)
Hecha = tuple[bytes, ReglasDeBoleta]
"""A forged ballot and the verifier that lacks what refuses it."""


@dataclass(frozen=True)
class Escena:
    """A mesa, another one of the same process and questions, and randomness."""

    urna: Urna
    gemela: Urna
    azar: AzarSembrado

    def forjar(
        self,
        marcas: tuple[int, ...],
        mentira: Mentira | None = None,
        contexto: str | None = None,
        quien: int = 0,
    ) -> bytes:
        """A ballot of credential ``quien``, of one question, holding ``marcas``."""
        definicion, credencial = self.urna.definicion, self.urna.credenciales[quien]
        propio = contexto_de(definicion, credencial) if contexto is None else contexto
        pregunta = definicion.preguntas[0]
        respuesta = responder(definicion.llave, propio, pregunta, marcas, self.azar, mentira)
        return self.firmar([respuesta], quien)

    def firmar(self, respuestas: list[Campos], quien: int = 0) -> bytes:
        """A ballot with these answers, signed by its credential."""
        credencial = self.urna.credenciales[quien]
        cuerpo = armar(self.urna.definicion, credencial, respuestas)
        return firmar(cuerpo, credencial.exponente, self.azar)

    def ajena(self, quien: int = 1) -> Any:
        """A lawful ballot of another voter."""
        return json.loads(self.urna.boletas[quien][0])


def escena(preguntas: tuple[Pregunta, ...], vuelta: object) -> Escena:
    """The scene of one try."""
    nombre = "|".join(p.texto + str(len(p.respuestas)) + str(p.minimo) for p in preguntas)
    propia, gemela = (urna(SEMILLA, f"{nombre}-{k}", preguntas) for k in (1, 2))
    return Escena(propia, gemela, AzarSembrado(f"{SEMILLA}|{nombre}|{vuelta}"))


# What the ballot holds
def sobrevoto(e: Escena) -> Hecha:
    """Two marks where one is asked for, each honestly a one."""
    return e.forjar((1, 1)), debiles.SinGlobales()


def abstencion_prohibida(e: Escena) -> Hecha:
    """No mark where one is asked for."""
    return e.forjar((0, 0)), debiles.SinGlobales()


def voto_doble(e: Escena) -> Hecha:
    """Two votes for one option and minus one for the other: their sum is honestly one."""
    return e.forjar((2, -1), Mentira(bit=lambda m: int(m > 0))), debiles.SinIndividuales()


def voto_negativo(e: Escena) -> Hecha:
    """Four votes taken from the other option."""
    return e.forjar((-4, 5)), debiles.SinIndividuales()


def voto_de_media_orden(e: Escena) -> Hecha:
    """A number that no count of ballots reaches, and its complement to one."""
    medio = ORDEN // 2
    return e.forjar((medio, 1 - medio)), debiles.SinIndividuales()


def ni_blanco_ni_marcas(e: Escena) -> Hecha:
    """Where the blank vote is the only way to mark nothing."""
    return e.forjar((0, 0, 0)), debiles.SinGlobales()


def blanco_con_marca(e: Escena) -> Hecha:
    """A blank vote that marks an answer too."""
    return e.forjar((1, 1, 0)), debiles.SinBlanco()


def blanco_doble(e: Escena) -> Hecha:
    """Two blank votes in one ballot, minus one mark: all sums are what they should be."""
    return e.forjar((2, 0, 0), Mentira(en_blanco=True)), _SinIndividualesNiGlobales()


class _SinIndividualesNiGlobales(debiles.SinIndividuales, debiles.SinGlobales):
    """Takes a blank entry of any number: two checks look at it."""


def pruebas_al_azar(e: Escena) -> Hecha:
    """Lawful marks with numbers at random for proofs of the bits."""
    campos = json.loads(e.forjar((1, 0)))
    for par in campos["answers"][0]["individual_proofs"]:
        for p in par:
            p["challenge"], p["response"] = (str(e.azar.menor_que(ORDEN)) for _ in range(2))
    return e.firmar(campos["answers"]), debiles.SinIndividuales()


# What the proofs are bound to
def prueba_de_otra_eleccion(e: Escena) -> Hecha:
    """Honest proofs by this voter, for the other mesa."""
    ajeno = contexto_de(e.gemela.definicion, e.urna.credenciales[0])
    return e.forjar((1, 0), contexto=ajeno), debiles.ConContexto(ajeno)


def prueba_de_otro_votante(e: Escena) -> Hecha:
    """Honest proofs for this mesa, by another voter."""
    ajeno = contexto_de(e.urna.definicion, e.urna.credenciales[1])
    return e.forjar((1, 0), contexto=ajeno), debiles.ConContexto(ajeno)


def prueba_de_nadie(e: Escena) -> Hecha:
    """Weak Fiat-Shamir: the hash leaves out election and voter."""
    return e.forjar((1, 0), contexto=""), debiles.ConContexto("")


def prueba_de_otra_pregunta(e: Escena) -> Hecha:
    """Two equal questions: the proof that one answer is lawful, under the other."""
    definicion, credencial = e.urna.definicion, e.urna.credenciales[0]
    contexto = contexto_de(definicion, credencial)
    una, dos = (
        responder(definicion.llave, contexto, CONSULTA, marcas, e.azar)
        for marcas in ((1, 0), (0, 1))
    )
    una["overall_proof"] = dos["overall_proof"]
    return e.firmar([una, dos]), debiles.SinGlobales()


def boleta_copiada(e: Escena) -> Hecha:
    """Another voter's answer, whole, under one's own credential: to vote as that one did."""
    suyo = contexto_de(e.urna.definicion, e.urna.credenciales[1])
    return e.firmar(e.ajena()["answers"]), debiles.ConContexto(suyo)


def boleta_copiada_y_recifrada(e: Escena) -> Hecha:
    """The same with ciphertexts re-encrypted, so that no text is equal, and the proofs moved.

    With responses r - s c the commitments are the same: against a hash of the commitments alone a
    copy cannot be told from a ballot of one's own.
    """
    llave = e.urna.definicion.llave
    r, s = e.azar.menor_que(ORDEN), e.azar.menor_que(ORDEN)
    victima = cifrar(llave, r, 1)
    pruebas = disyuncion("prove||", llave, (victima, restar(victima, 1)), 1, r, e.azar)
    copia = (
        producto(victima[0], potencia_de_g(s)),
        producto(victima[1], potencia(llave, s)),
    )
    movidas = [
        campos_de_prueba(int(p["challenge"]), int(p["response"]) - s * int(p["challenge"]))
        for p in pruebas
    ]
    return e.firmar([_una_sola(copia, movidas)]), debiles.OlvidaTodo()


def _una_sola(par: Par, pruebas: list[Campos]) -> Campos:
    """The answer of a question of one option, whose two proofs have the same branches."""
    return {
        "choices": [campos_de_par(par)],
        "individual_proofs": [pruebas],
        "overall_proof": pruebas,
    }


def millones_de_votos_por_hash_debil(e: Escena) -> Hecha:
    """Weak Fiat-Shamir: the hash leaves out what is proved, and "0 or 1" holds for anything."""
    definicion, credencial = e.urna.definicion, e.urna.credenciales[0]
    etiqueta = f"prove|{contexto_de(definicion, credencial)}|"
    par, pruebas, m = forjar_sin_enunciado(definicion.llave, etiqueta, e.azar)
    assert m > 2**64
    return e.firmar([_una_sola(par, pruebas)]), debiles.OlvidaElEnunciado()


def parte_de_orden_dos(e: Escena) -> Hecha:
    """A point outside the group, with every equation true: only membership tells."""
    definicion, credencial = e.urna.definicion, e.urna.credenciales[0]
    campos = forjar_con_torsion(definicion.llave, contexto_de(definicion, credencial), e.azar)
    return e.firmar([campos]), debiles.SinPertenencia(TORSION)


# Whose it is
def otra_eleccion(e: Escena) -> Hecha:
    """Only the uuid is foreign; hash and signature are made with it."""
    cuerpo = _cuerpo(e) | {"election_uuid": e.gemela.definicion.uuid}
    return _firmar_cuerpo(e, cuerpo), debiles.SinEleccion()


def otra_definicion(e: Escena) -> Hecha:
    """Only the fingerprint is foreign, as after a change of the definition."""
    cuerpo = _cuerpo(e) | {"election_hash": e.gemela.definicion.huella}
    return _firmar_cuerpo(e, cuerpo), debiles.SinDefinicion()


def credencial_inventada(e: Escena) -> Hecha:
    """A lawful ballot in everything, by a credential that is listed nowhere."""
    definicion = e.urna.definicion
    intrusa = generar_credencial(definicion.uuid, e.azar)
    contexto = contexto_de(definicion, intrusa)
    respuesta = responder(definicion.llave, contexto, PLANILLA, (0, 1), e.azar)
    cuerpo = armar(definicion, intrusa, [respuesta])
    return firmar(cuerpo, intrusa.exponente, e.azar), debiles.SinLista()


def sin_firma(e: Escena) -> Hecha:
    """Nobody signed it: whoever reads the public list could have made it."""
    campos = json.loads(e.forjar((0, 1)))
    firma = campos.pop("signature")
    debil = debiles.FirmaOptativa(firma)
    return json.dumps(campos, separators=(",", ":")).encode(), debil


def firmada_por_otra_credencial(e: Escena) -> Hecha:
    """Signed by one who may vote, under the name of another."""
    cuerpo = _cuerpo(e)
    return firmar(cuerpo, e.urna.credenciales[2].exponente, e.azar), debiles.SinFirma()


def firma_de_otro_hash(e: Escena) -> Hecha:
    """The right credential's signature of another ballot of its own."""
    credencial = e.urna.credenciales[0]
    otro = json.loads(e.forjar((1, 0)))["signature"]["hash"]
    return firmar(_cuerpo(e), credencial.exponente, e.azar, otro), debiles.SinHash()


def _cuerpo(e: Escena) -> Campos:
    campos = json.loads(e.forjar((0, 1)))
    return {clave: valor for clave, valor in campos.items() if clave != "signature"}


def _firmar_cuerpo(e: Escena, cuerpo: Campos) -> bytes:
    return firmar(cuerpo, e.urna.credenciales[0].exponente, e.azar)


@dataclass(frozen=True)
class Falsificacion:
    """A way to forge, the questions it needs, and the only class that may refuse it."""

    forjar: Callable[[Escena], Hecha]
    falla: type[Incumplimiento]
    preguntas: tuple[Pregunta, ...] = (PLANILLA,)


CATALOGO = (
    Falsificacion(sobrevoto, PruebaGlobalFalsa),
    Falsificacion(abstencion_prohibida, PruebaGlobalFalsa),
    Falsificacion(voto_doble, PruebaIndividualFalsa),
    Falsificacion(voto_negativo, PruebaIndividualFalsa),
    Falsificacion(voto_de_media_orden, PruebaIndividualFalsa),
    Falsificacion(ni_blanco_ni_marcas, PruebaGlobalFalsa, (PROYECTOS,)),
    Falsificacion(blanco_con_marca, PruebaDeBlancoFalsa, (PROYECTOS,)),
    Falsificacion(blanco_doble, PruebaIndividualFalsa, (PROYECTOS,)),
    Falsificacion(pruebas_al_azar, PruebaIndividualFalsa),
    Falsificacion(prueba_de_otra_eleccion, PruebaIndividualFalsa),
    Falsificacion(prueba_de_otro_votante, PruebaIndividualFalsa),
    Falsificacion(prueba_de_nadie, PruebaIndividualFalsa),
    Falsificacion(prueba_de_otra_pregunta, PruebaGlobalFalsa, (CONSULTA, CONSULTA)),
    Falsificacion(boleta_copiada, PruebaIndividualFalsa),
    Falsificacion(boleta_copiada_y_recifrada, PruebaIndividualFalsa, (UNICA,)),
    Falsificacion(millones_de_votos_por_hash_debil, PruebaIndividualFalsa, (UNICA,)),
    Falsificacion(parte_de_orden_dos, PuntoInvalido, (OBLIGADA,)),
    Falsificacion(otra_eleccion, BoletaDeOtraEleccion),
    Falsificacion(otra_definicion, BoletaDeOtraDefinicion),
    Falsificacion(credencial_inventada, CredencialNoListada),
    Falsificacion(sin_firma, BoletaSinFirma),
    Falsificacion(firmada_por_otra_credencial, FirmaDeBoletaFalsa),
    Falsificacion(firma_de_otro_hash, HashDeBoletaDistinto),
)


def _nombre(falsificacion: Falsificacion) -> str:
    return falsificacion.forjar.__name__


def _exigir_falla(falsificacion: Falsificacion, vuelta: object) -> None:
    e = escena(falsificacion.preguntas, f"{_nombre(falsificacion)}|{vuelta}")
    forjada, debil = falsificacion.forjar(e)
    definicion, listadas = e.urna.definicion, e.urna.lista.conjunto
    with pytest.raises(Incumplimiento) as visto:
        verificar_boleta(forjada, definicion, listadas)
    assert type(visto.value) is falsificacion.falla
    verificar_boleta(forjada, definicion, listadas, reglas=debil)


@pytest.mark.parametrize("falsificacion", CATALOGO, ids=_nombre)
def test_ninguna_falsificacion_pasa(falsificacion: Falsificacion) -> None:
    """Refused by name every time, and every time accepted without that check."""
    for vuelta in range(VUELTAS):
        _exigir_falla(falsificacion, vuelta)


@pytest.mark.largo
@pytest.mark.parametrize("falsificacion", CATALOGO, ids=_nombre)
def test_ninguna_falsificacion_pasa_en_mil_veces(falsificacion: Falsificacion) -> None:
    """0 of 1,000."""
    for vuelta in range(1000):
        _exigir_falla(falsificacion, f"larga {vuelta}")


@pytest.mark.parametrize(
    ("pregunta", "marcas"),
    [
        (PLANILLA, (1, 0)),
        (PLANILLA, (0, 1)),
        (CONSULTA, (0, 0)),
        (CONSULTA, (0, 1)),
        (PROYECTOS, (1, 0, 0)),
        (PROYECTOS, (0, 1, 0)),
        (PROYECTOS, (0, 1, 1)),
        (UNICA, (0,)),
        (UNICA, (1,)),
    ],
)
def test_el_falsario_honrado_hace_boletas_licitas(
    pregunta: Pregunta, marcas: tuple[int, ...]
) -> None:
    """Control of the forger: a lie is refused for being one, not for a mistake in its form."""
    e = escena((pregunta,), "honrado")
    verificar_boleta(e.forjar(marcas), e.urna.definicion, e.urna.lista.conjunto)


def test_la_torsion_es_de_orden_dos() -> None:
    """Twice the point is the identity, and it is not the identity."""
    assert TORSION in puntos.ORDEN_PEQUENO
    assert puntos.texto(producto(TORSION, TORSION)) == puntos.NEUTRO


def test_lo_que_la_version_1_deja_a_cada_votante() -> None:
    """Known and harmless: between equal questions of one ballot whole answers can change places,
    and one can be given twice, by the voter alone: it is another vote of that voter's.
    """
    e = escena((CONSULTA, CONSULTA), "propio")
    una, dos = json.loads(e.urna.boletas[0][0])["answers"]
    for respuestas in ([dos, una], [una, una]):
        verificar_boleta(e.firmar(respuestas), e.urna.definicion, e.urna.lista.conjunto)
    with pytest.raises(PruebaIndividualFalsa):
        verificar_boleta(e.firmar([una, dos], quien=1), e.urna.definicion, e.urna.lista.conjunto)
