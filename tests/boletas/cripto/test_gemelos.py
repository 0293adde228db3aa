"""Python and the browser take each other's ballots, and refuse the same ones for one reason."""

from collections import Counter
from itertools import chain
from random import Random
from typing import Any

import pytest

from boletas.cripto.boleta import BLANCO, Voto, largo_maximo_de_boleta
from boletas.cripto.definicion import Pregunta
from boletas.errores import FallaDeBoletas
from tests.boletas.cripto import actos
from tests.boletas.cripto.gemelo import Gemelo
from tests.boletas.cripto.mesa_de_prueba import PLANILLAS, VECTORES, Mesa, instalar, registros
from tests.boletas.mutaciones import de_texto
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS, juzgar, mutantes
from tests.boletas.mutaciones.urnas import SEMILLA

CONSULTA = Pregunta("¿Está de acuerdo?", ("Sí", "No", "Voto nulo"), 1, 1)
PROYECTOS = Pregunta("Hasta dos «proyectos»", ("Pozo", "Luz", "Cancha"), 1, 2, blanco=True)
UNICA = Pregunta("¿Qué planilla?", ("Única", "Voto nulo"), 0, 2)
ELECCIONES: list[tuple[tuple[Pregunta, ...], list[list[Voto]]]] = [
    ((PLANILLAS,), [[(0,)], [(2,)]]),
    ((PROYECTOS,), [[BLANCO], [(0,)], [(2, 0)]]),
    ((PLANILLAS, CONSULTA, PROYECTOS), [[(1,), (0,), BLANCO], [(0,), (2,), (1, 2)]]),
    ((UNICA,), [[()], [(0, 1)]]),
]
VOTACIONES = [(preguntas, votos) for preguntas, varios in ELECCIONES for votos in varios]
DE_CADA_FAMILIA = 2
ROTOS_POR_MUTADOR = 25


def _dichos(votos: list[Voto]) -> list[Any]:
    return [None if voto is BLANCO else list(voto) for voto in votos]  # type: ignore[arg-type]


def _ordenados(votos: list[Any]) -> list[Any]:
    return [None if voto is None else sorted(voto) for voto in votos]


@pytest.fixture(scope="module")
def mesas() -> dict[tuple[Pregunta, ...], Mesa]:
    """One sealed mesa per kind of election."""
    return {preguntas: instalar(preguntas, pases=2) for preguntas, _ in ELECCIONES}


@pytest.mark.parametrize(("preguntas", "votos"), VOTACIONES)
def test_lo_que_emite_uno_lo_acepta_y_lo_abre_el_otro(
    gemelo: Gemelo,
    mesas: dict[tuple[Pregunta, ...], Mesa],
    preguntas: tuple[Pregunta, ...],
    votos: list[Voto],
) -> None:
    """The kiosk makes what the urna counts; a phone reads what a command line opened."""
    mesa = mesas[preguntas]
    eleccion, lista = mesa.definicion.texto.decode(), mesa.lista.texto.decode()
    pase = mesa.credenciales[1]
    pedido = (eleccion, pase.texto, _dichos(votos), None)
    largos = []
    for emitir, verificar, comprobar in (
        (gemelo.dar, actos.ACTOS["boleta.verificar_boleta"], actos.comprobar),
        (
            lambda _, *argumentos: actos.emitir(*argumentos),
            lambda *argumentos: gemelo.dar("boleta.verificar_boleta", *argumentos),
            lambda *argumentos: gemelo.dar("comprobacion.comprobar_boleta", *argumentos),
        ),
    ):
        hecha = emitir("boleta.emitir_comprobable", *pedido)
        verificada = verificar(eleccion, lista, hecha["boleta"])
        assert verificada[:3] == [pase.publica, hecha["sha256"], hecha["rastreador"]]
        for apertura in (hecha["apertura"], hecha["qr"]):
            abierta = comprobar(eleccion, lista, hecha["boleta"], apertura)
            assert abierta["votos"] == _ordenados(_dichos(votos))
            assert abierta["qr"] == hecha["qr"]
        largos.append(len(hecha["boleta"].encode()))
    maximo = largo_maximo_de_boleta(mesa.definicion)
    # Each scalar may come out a few digits shorter, whoever wrote it and whatever it hides.
    assert all(maximo - 40 <= largo <= maximo for largo in largos)


@pytest.mark.parametrize(("preguntas", "votos"), VOTACIONES)
def test_con_los_mismos_secretos_los_dos_hacen_la_misma_boleta(
    gemelo: Gemelo,
    mesas: dict[tuple[Pregunta, ...], Mesa],
    preguntas: tuple[Pregunta, ...],
    votos: list[Voto],
) -> None:
    """Byte for byte: neither spells, orders or derives anything in its own way."""
    mesa = mesas[preguntas]
    pedido = (
        mesa.definicion.texto.decode(),
        mesa.credenciales[0].texto,
        _dichos(votos),
        "vector",
    )
    assert gemelo.dar("boleta.emitir_comprobable", *pedido) == actos.emitir(*pedido)


@pytest.mark.parametrize("caso", ["sid-single", "sid-threshold", "trixie-mixed"])
def test_el_navegador_verifica_las_boletas_de_belenios(gemelo: Gemelo, caso: str) -> None:
    """An independent program made them; the twins prove of them what Python does."""
    (bel,) = (VECTORES / caso).glob("*.bel")
    textos = [registro.datos.decode() for registro in registros(bel.read_bytes())]
    eleccion, _, lista = textos[:3]
    boletas = [texto for texto in textos if texto.startswith('{"election_uuid"')]
    assert len(boletas) >= 6
    for boleta in boletas:
        pedido = ("boleta.verificar_boleta", eleccion, lista, boleta)
        assert gemelo.hacer(*pedido) == actos.hacer(pedido[0], [*pedido[1:]])


def _muestra(semilla: str, cuantos: int) -> list[Any]:
    """A sample of every family, in an order that mixes them."""
    hechos = list(chain.from_iterable(mutantes(semilla, f, cuantos) for f in FAMILIAS))
    Random(semilla).shuffle(hechos)
    return hechos


def _exigir_misma_falla(gemelo: Gemelo, hechos: list[Any]) -> Counter[type[FallaDeBoletas]]:
    fallas: Counter[type[FallaDeBoletas]] = Counter()
    for texto, de in hechos:
        clase = juzgar(texto, de)
        assert clase
        eleccion, lista = de.definicion.texto.decode(), de.lista.texto.decode()
        dicha = gemelo.hacer("boleta.verificar_octetos", eleccion, lista, texto.hex())
        assert dicha == {"espera": clase.__name__}, texto
        fallas[clase] += 1
    return fallas


def test_el_navegador_rechaza_cada_boleta_mutada_por_lo_mismo(gemelo: Gemelo) -> None:
    """A ballot that one refuses and the other takes would be counted by some and not by others."""
    fallas = _exigir_misma_falla(gemelo, _muestra(f"{SEMILLA}, gemelos", DE_CADA_FAMILIA))
    print(f"{fallas.total()} mutantes: {fallas}")
    assert fallas.total() >= 200
    assert len(fallas) >= 12


MUTADORES = (*de_texto.DE_OCTETOS, *de_texto.DE_ESCRITURA)


@pytest.mark.parametrize("acto", ["canonico.leer", "definicion.octetos", "apertura.octetos"])
def test_los_dos_leen_igual_lo_que_llega_roto(
    gemelo: Gemelo, mesas: dict[tuple[Pregunta, ...], Mesa], acto: str
) -> None:
    """Files and codes come through many hands: both read the same of them, or refuse alike."""
    una, otra = (mesas[preguntas].definicion.texto for preguntas, _ in ELECCIONES[1:3])
    mutadores = [m for m in MUTADORES if m is not de_texto.numero_sin_comillas]
    if acto != "definicion.octetos":
        mutadores = [*MUTADORES]
        una, otra = (
            actos.emitir(mesa.definicion.texto.decode(), mesa.credenciales[0].texto, votos, None)[
                "apertura"
            ].encode()
            for mesa, votos in ((mesas[p], _dichos(v[0])) for p, v in ELECCIONES[1:3])
        )
    azar = Random(f"{SEMILLA}, {acto}")
    finales: Counter[str] = Counter()
    for mutador in mutadores:
        for _ in range(ROTOS_POR_MUTADOR):
            roto = mutador(azar, una, otra)
            dicho = actos.hacer(acto, [roto.hex()])
            assert gemelo.hacer(acto, roto.hex()) == dicho, roto
            finales[dicho["espera"]] += 1
    print(f"{acto}: {finales}")
    assert finales.total() >= 300
    assert len(finales) >= 2


@pytest.mark.largo
def test_el_navegador_rechaza_miles_de_boletas_mutadas_por_lo_mismo(gemelo: Gemelo) -> None:
    """The same with twenty of every family."""
    assert _exigir_misma_falla(gemelo, _muestra(f"{SEMILLA}, gemelos", 20)).total() >= 2000
