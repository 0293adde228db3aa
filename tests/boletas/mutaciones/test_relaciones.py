"""What must not change when something else does: sizes, orders, repetitions."""

import io
import json
import math
from itertools import permutations
from random import Random
from statistics import fmean, variance

import pytest

from boletas.cripto.boleta import BLANCO, Voto, emitir_boleta, verificar_boleta
from boletas.cripto.credencial import generar_credencial
from boletas.cripto.custodios import leer_custodios
from boletas.cripto.definicion import Pregunta
from boletas.cripto.escrutinio import Acumulador, sumar_computos
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import FallaDeBoletas
from tests.boletas.mutaciones.arbol import sitios
from tests.boletas.mutaciones.archivos import expedientes, leer_hechos, rehacer
from tests.boletas.mutaciones.archivos_mutados import FAMILIAS as DE_ARCHIVO
from tests.boletas.mutaciones.archivos_mutados import mutantes as archivos_mutantes
from tests.boletas.mutaciones.boletas_mutadas import FAMILIAS, bases, mutantes
from tests.boletas.mutaciones.urnas import (
    CONSULTA,
    PLANILLA,
    PROYECTOS,
    SEMILLA,
    AzarSembrado,
    Urna,
    archivar,
    urna,
)

TRES = Pregunta("¿Qué planilla?", ("Maguey", "Mezquite", "Voto nulo"), 1, 1)
VOTOS: dict[Pregunta, tuple[Voto, ...]] = {
    TRES: ((0,), (1,), (2,)),
    PROYECTOS: (BLANCO, (0,), (1,), (0, 1)),
    CONSULTA: ((), (0,), (1,)),
}


# S5: the size of a ballot does not tell the vote
def _sin_escalares(texto: bytes) -> tuple[int, int]:
    """Length of a ballot without the digits of its scalars, and the number of scalars."""
    escalares = sitios(json.loads(texto), "challenge", "response")
    return len(texto) - sum(len(v[k]) for v, k in escalares), len(escalares)


def _emitir(pregunta: Pregunta, voto: Voto, cuantas: int) -> list[bytes]:
    de = urna(SEMILLA, f"tamaños-{pregunta.texto}-{pregunta.blanco}", (pregunta,), votantes=1)
    azar = AzarSembrado(f"{SEMILLA}|tamaños|{pregunta.texto}|{voto}")
    credencial = de.credenciales[0]
    return [emitir_boleta(de.definicion, credencial, [voto], azar).texto for _ in range(cuantas)]


def _exigir_tamano_constante(pregunta: Pregunta, cuantas: int) -> None:
    formas, largos = set(), {}
    for voto in VOTOS[pregunta]:
        boletas = _emitir(pregunta, voto, cuantas)
        formas |= {_sin_escalares(texto) for texto in boletas}
        largos[voto] = [len(texto) for texto in boletas]
    # Everything but the digits is the same to the byte. A scalar below 10^75 has a digit less: the
    # length varies by chance, equally for every vote, because every scalar is uniform.
    assert len(formas) == 1
    for uno, otro in permutations(largos.values(), 2):
        error = math.sqrt((variance(uno) + variance(otro)) / cuantas)
        assert abs(fmean(uno) - fmean(otro)) < 4.5 * error


@pytest.mark.parametrize("pregunta", VOTOS, ids=lambda pregunta: pregunta.texto)
def test_el_tamano_de_la_boleta_no_dice_el_voto(pregunta: Pregunta) -> None:
    """Whoever sees ciphertexts go by on a wire learns nothing from their length."""
    _exigir_tamano_constante(pregunta, 120)


@pytest.mark.largo
@pytest.mark.parametrize("pregunta", VOTOS, ids=lambda pregunta: pregunta.texto)
def test_el_tamano_de_diez_mil_boletas_no_dice_el_voto(pregunta: Pregunta) -> None:
    """The same over 10,000 ballots of each question."""
    _exigir_tamano_constante(pregunta, 10_000 // len(VOTOS[pregunta]))


def test_control_un_tamano_que_dijera_el_voto_se_notaria() -> None:
    """Two questions of different proofs have different forms: the comparison sees it."""
    formas = {_sin_escalares(_emitir(p, v, 1)[0]) for p, v in ((TRES, (0,)), (CONSULTA, (0,)))}
    assert len(formas) == 2


def test_el_comprobante_mide_lo_mismo_para_todo_voto() -> None:
    """What the voter takes away has one length and one alphabet."""
    azar = AzarSembrado(f"{SEMILLA}|comprobantes")
    medidas = set()
    for pregunta, votos in VOTOS.items():
        de = urna(SEMILLA, f"comprobantes-{pregunta.texto}", (pregunta,), votantes=1)
        for voto in votos:
            for _ in range(10):
                credencial = generar_credencial(de.definicion.uuid, azar)
                emitida = emitir_boleta(de.definicion, credencial, [voto], azar)
                datos = (emitida.sha256, emitida.rastreador, emitida.credencial)
                medidas.add(tuple(map(len, datos)))
    assert medidas == {(64, 43, 64)}


# Order and repetition
def _veredicto(texto: bytes, de: Urna, vistas: set[bytes] | None) -> str:
    try:
        verificada = verificar_boleta(texto, de.definicion, de.lista.conjunto, verificadas=vistas)
    except FallaDeBoletas as falla:
        return f"{type(falla).__name__}: {falla}"
    return verificada.sha256


def test_el_veredicto_de_una_boleta_no_depende_de_las_demas() -> None:
    """In any order, with what was verified remembered or not, twice: the same, word for word."""
    azar = Random(SEMILLA)
    casos = [(b.texto, b.muestra.urna) for b in bases(SEMILLA)[::3]]
    for familia in FAMILIAS[::3]:
        casos += mutantes(SEMILLA, familia, 2)
    esperados = [_veredicto(texto, de, None) for texto, de in casos]
    assert len(set(esperados)) > 20
    for _ in range(2):
        vistas: set[bytes] = set()
        for vuelta in range(2):
            orden = azar.sample(range(len(casos)), len(casos))
            for i in orden:
                assert _veredicto(*casos[i], vistas) == esperados[i], f"vuelta {vuelta}"
        assert len(vistas) == len(
            {t for (t, _), e in zip(casos, esperados, strict=True) if e.isalnum()}
        )


def test_el_computo_no_depende_del_orden_ni_de_como_se_parta() -> None:
    """Every order of four ballots, and every way to part them in two."""
    de = urna(SEMILLA, "orden", (PLANILLA,))
    verificadas = [
        verificar_boleta(textos[0], de.definicion, de.lista.conjunto) for textos in de.boletas
    ]

    def sumar(cuales: list[int]) -> Acumulador:
        acumulador = Acumulador(de.definicion)
        for i in cuales:
            acumulador.agregar(verificadas[i])
        return acumulador

    entero = sumar([0, 1, 2, 3]).computo()
    for orden in permutations(range(4)):
        assert sumar(list(orden)).computo() == entero
        for corte in range(5):
            partes = [sumar(list(orden[:corte])).computo(), sumar(list(orden[corte:])).computo()]
            assert sumar_computos(partes) == entero


def test_el_orden_del_archivo_no_cambia_lo_que_prueba() -> None:
    """Ballots in another order, the chain made anew: the same set, tally and result.

    The bytes are others, and so is the prefix that was fixed at close.
    """
    e = archivar(SEMILLA, urna(SEMILLA, "orden", (PLANILLA,)))
    hechos = leer_hechos(e.bel)
    derecho = verificar_archivo(io.BytesIO(e.bel), descifrado=e.descifrado)
    al_reves = [hechos[0], *hechos[4:0:-1], *hechos[5:]]
    vuelto = verificar_archivo(io.BytesIO(rehacer(al_reves)), descifrado=e.descifrado)
    assert vuelto.boletas == derecho.boletas[::-1]
    assert vuelto.computo == derecho.computo
    assert vuelto.resultado == derecho.resultado
    assert vuelto.sha256_prefijo != derecho.sha256_prefijo


def _juicio(bel: bytes, descifrado: bytes, **opciones: bool) -> str:
    try:
        archivo = verificar_archivo(io.BytesIO(bel), descifrado=descifrado, **opciones)
    except FallaDeBoletas as falla:
        return f"{type(falla).__name__}: {falla}"
    return str(archivo.resultado)


def test_dos_lecturas_del_mismo_archivo_dan_el_mismo_veredicto() -> None:
    """Word for word, whatever was read before and whatever is remembered of the trustees."""
    casos = [(e.bel, e.descifrado) for e in expedientes(SEMILLA)]
    for familia in DE_ARCHIVO:
        casos += archivos_mutantes(SEMILLA, familia, 1)
    primeros = [_juicio(*caso) for caso in casos]
    leer_custodios.cache_clear()
    assert [_juicio(*caso) for caso in reversed(casos)] == primeros[::-1]
