"""Opening a tally: any t of n agree, fewer cannot, every false share is named."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boletas.cripto.apertura import (
    ReglasDeDescifrado,
    coeficiente_de_lagrange,
    combinar,
    factores_totales,
    resolver,
    verificar_descifrado,
    verificar_resultado,
)
from boletas.cripto.azar import AZAR
from boletas.cripto.ceremonia import PARTE, leer_parte
from boletas.cripto.cifrado import NEUTRO, Cifrado
from boletas.cripto.custodio import Custodio
from boletas.cripto.custodios import escribir_custodios, leer_custodios
from boletas.cripto.definicion import Pregunta
from boletas.cripto.descifrado import DescifradoParcial, descifrar_parcialmente
from boletas.cripto.escrutinio import (
    Acumulador,
    escribir_computo,
    leer_computo,
    sumar_computos,
)
from boletas.cripto.grupo import (
    GENERADOR,
    IDENTIDAD,
    ORDEN,
    Punto,
    potencia,
    potencia_de_g,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import hash_a_escalar
from boletas.cripto.pruebas import Prueba
from boletas.errores import (
    DuenoInvalido,
    FactorFalso,
    FactorSinSegundaPrueba,
    FaltanDescifrados,
    NumeroDeRespuestas,
    ResultadoDistinto,
    ResultadoFueraDeRango,
    SegundaPruebaFalsa,
)
from tests.boletas.cripto.mesa_de_prueba import Custodia, Mesa, crear_unico, custodia, instalar
from tests.dobles.custodia import CustodiaEnMemoria

TAMANOS = [(t, n) for n in range(1, 6) for t in range(1, n + 1)]


def _parcial(mesa: Mesa, computo: tuple[tuple[Cifrado, ...], ...], i: int) -> DescifradoParcial:
    secreto = leer_parte(mesa.custodia.almacenes[i].leer(PARTE))
    return descifrar_parcialmente(mesa.definicion, computo, i + 1, secreto)


def _computo(mesa: Mesa) -> tuple[tuple[Cifrado, ...], ...]:
    return mesa.computar([mesa.emitir(i, (voto,)) for i, voto in enumerate((0, 1, 1, 2, 1))])


@pytest.mark.parametrize(("umbral", "total"), TAMANOS)
def test_cualquier_t_de_n_abre_y_ningun_t_menos_uno(umbral: int, total: int) -> None:
    """Exhaustive for n <= 5: the custodians who do not come change nothing."""
    mesa = instalar(custodia_=custodia(umbral, total))
    computo = _computo(mesa)
    parciales = [_parcial(mesa, computo, i) for i in range(total)]
    hechos = (mesa.definicion, mesa.custodia.lista, computo)
    for k in range(total + 1):
        for grupo in combinations(parciales, k):
            if k < umbral:
                with pytest.raises(FaltanDescifrados):
                    combinar(*hechos, grupo, 5)
                continue
            combinacion = combinar(*hechos, grupo, 5)
            assert combinacion.resultado == ((1, 3, 1),)
            assert [p.dueno for p in combinacion.usados] == [p.dueno for p in grupo[:umbral]]
            totales = factores_totales(mesa.custodia.lista, combinacion.usados)
            verificar_resultado(computo, totales, combinacion.resultado, 5)


def test_menos_del_umbral_no_saben_nada_aunque_interpolen() -> None:
    """With t - 1 shares the interpolation gives another factor, and the tally stays closed."""
    mesa = instalar(custodia_=custodia(3, 5))
    computo = _computo(mesa)
    parciales = [_parcial(mesa, computo, i) for i in range(2)]
    factores = tuple(
        tuple(
            producto(
                potencia(parciales[0].factores[0][j], coeficiente_de_lagrange(1, (1, 2))),
                potencia(parciales[1].factores[0][j], coeficiente_de_lagrange(2, (1, 2))),
            )
            for j in range(3)
        )
        for _ in range(1)
    )
    with pytest.raises(ResultadoFueraDeRango):
        resolver(computo, factores, 5)


def _con_factor_falso(parcial: DescifradoParcial) -> DescifradoParcial:
    falsos = (producto(parcial.factores[0][0], GENERADOR), *parcial.factores[0][1:])
    return replace(parcial, factores=(falsos,))


def test_cada_parte_falsa_es_nombrada_y_las_demas_abren() -> None:
    """Every subset of liars of 5, with t = 3: named exactly, and opened while three are left."""
    mesa = instalar(custodia_=custodia(3, 5))
    computo = _computo(mesa)
    buenos = [_parcial(mesa, computo, i) for i in range(5)]
    hechos = (mesa.definicion, mesa.custodia.lista, computo)
    for k in range(1, 6):
        for falsos in combinations(range(1, 6), k):
            todos = [_con_factor_falso(p) if p.dueno in falsos else p for p in buenos]
            if k > 2:
                with pytest.raises(FaltanDescifrados) as falla:
                    combinar(*hechos, todos, 5)
                assert falla.value.culpables == falsos
                continue
            combinacion = combinar(*hechos, todos, 5)
            assert combinacion.resultado == ((1, 3, 1),)
            assert combinacion.culpables == falsos
            assert [type(m) for m in combinacion.motivos] == [FactorFalso] * k


class _SinSegundas(ReglasDeDescifrado):
    def exigir_que_traiga_segundas(self, parcial: DescifradoParcial) -> None:
        """Nothing."""

    def exigir_segunda(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


class _SinV1(ReglasDeDescifrado):
    def exigir_v1(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


def test_un_factor_sin_segunda_prueba_no_se_usa() -> None:
    """The proof of version 1 alone is no evidence: not used, named; control: lets it pass."""
    mesa = instalar()
    computo = _computo(mesa)
    desnudo = replace(_parcial(mesa, computo, 0), segundas=())
    hechos = (mesa.definicion, mesa.custodia.lista, computo)
    with pytest.raises(FactorSinSegundaPrueba) as falla:
        verificar_descifrado(*hechos, desnudo)
    assert falla.value.culpables == (1,)
    verificar_descifrado(*hechos, desnudo, reglas=_SinSegundas())
    verificar_descifrado(*hechos, desnudo, segundas=False)


def _forjar_v1(mesa: Mesa, secreto: int, alpha: Punto) -> tuple[Punto, Prueba]:
    """A wrong factor whose proof of version 1 holds: B is chosen first, the factor solved for.

    Version 1 hashes A and B but neither alpha nor F, so who knows its own share can do this.
    """
    llave, w = potencia_de_g(secreto), AZAR.menor_que(ORDEN)
    b = producto(potencia(alpha, w), GENERADOR)
    textos = [texto_de_punto(p) for p in (llave, potencia_de_g(w), b)]
    reto = hash_a_escalar(f"decrypt|{mesa.definicion.huella}|{textos[0]}|{textos[1]},{textos[2]}")
    respuesta = (w - secreto * reto) % ORDEN
    factor = potencia(producto(b, potencia(alpha, -respuesta)), pow(reto, -1, ORDEN))
    return factor, Prueba(reto, respuesta)


def test_un_factor_falso_con_prueba_v1_forjada() -> None:
    """The known weakness of version 1: it passes there, it blocks the result, nobody is to blame.

    The second proof refuses it and names who sent it.
    """
    mesa = instalar(custodia_=custodia(1, 2))
    computo = _computo(mesa)
    secreto = leer_parte(mesa.custodia.almacenes[0].leer(PARTE))
    bueno = _parcial(mesa, computo, 0)
    forjados = [_forjar_v1(mesa, secreto, c.alpha) for c in computo[0]]
    falso = replace(
        bueno,
        factores=(tuple(factor for factor, _ in forjados),),
        pruebas=(tuple(prueba for _, prueba in forjados),),
    )
    hechos = (mesa.definicion, mesa.custodia.lista, computo)
    assert falso.factores != bueno.factores
    verificar_descifrado(*hechos, falso, segundas=False)
    with pytest.raises(ResultadoFueraDeRango):
        combinar(*hechos, [falso], 5, reglas=_SinSegundas())
    with pytest.raises(SegundaPruebaFalsa) as falla:
        verificar_descifrado(*hechos, falso)
    assert falla.value.culpables == (1,)
    assert combinar(*hechos, [falso, _parcial(mesa, computo, 1)], 5).resultado == ((1, 3, 1),)


def test_con_verificador_debil_se_prueban_otras_combinaciones() -> None:
    """A false factor that got through spoils the first choice; the retry opens with the others."""

    class _Nada(_SinV1, _SinSegundas):
        """No proof at all."""

    mesa = instalar(custodia_=custodia(2, 3))
    computo = _computo(mesa)
    parciales = [_parcial(mesa, computo, i) for i in range(3)]
    secreto = AZAR.menor_que(ORDEN)
    factores = tuple(potencia(c.alpha, secreto) for c in computo[0])
    parciales[0] = replace(parciales[0], factores=(factores,))
    combinacion = combinar(
        mesa.definicion, mesa.custodia.lista, computo, parciales, 5, reglas=_Nada()
    )
    assert combinacion.resultado == ((1, 3, 1),)
    assert [p.dueno for p in combinacion.usados] == [2, 3]


def test_un_custodio_de_mas_o_repetido() -> None:
    """An owner that is not there, or twice, is a fault of whoever collects."""
    mesa = instalar()
    computo = _computo(mesa)
    uno = _parcial(mesa, computo, 0)
    hechos = (mesa.definicion, mesa.custodia.lista, computo)
    with pytest.raises(DuenoInvalido):
        combinar(*hechos, [uno, uno], 5)
    with pytest.raises(DuenoInvalido):
        verificar_descifrado(*hechos, replace(uno, dueno=9))
    with pytest.raises(FactorFalso):
        verificar_descifrado(*hechos, replace(uno, dueno=2))


def test_unico_y_umbral_juntos() -> None:
    """The mandatory trustee is needed whoever else comes."""
    almacen = CustodiaEnMemoria()
    unico = crear_unico(almacen)
    base = custodia(2, 3)
    lista = leer_custodios(escribir_custodios([base.lista.elementos[0], unico]))
    mesa = instalar(custodia_=Custodia((*base.almacenes, almacen), lista))
    computo = _computo(mesa)
    parciales = [_parcial(mesa, computo, i) for i in range(4)]
    hechos = (mesa.definicion, lista, computo)
    assert Custodio(almacen).dueno_en(lista) == 4
    for par in combinations(parciales[:3], 2):
        assert combinar(*hechos, [*par, parciales[3]], 5).resultado == ((1, 3, 1),)
    with pytest.raises(FaltanDescifrados):
        combinar(*hechos, parciales[:3], 5)


def test_urna_vacia_y_columnas_unanimes() -> None:
    """No ballot at all: identities everywhere, which libsodium refuses to multiply."""
    mesa = instalar([Pregunta("p", ("a", "b"), 0, 2, blanco=True)])
    vacio = mesa.computar([])
    assert vacio == ((NEUTRO,) * 3,)
    parciales = [_parcial(mesa, vacio, i) for i in range(2)]
    assert combinar(mesa.definicion, mesa.custodia.lista, vacio, parciales, 0).resultado == (
        (0, 0, 0),
    )
    lleno = mesa.computar([mesa.emitir(i, (0, 1)) for i in range(5)])
    parciales = [_parcial(mesa, lleno, i) for i in range(2)]
    assert combinar(mesa.definicion, mesa.custodia.lista, lleno, parciales, 5).resultado == (
        (0, 5, 5),
    )


@settings(max_examples=30)
@given(st.integers(0, 2000), st.integers(0, 2000))
def test_todo_numero_de_votos_se_encuentra(n: int, maximo: int) -> None:
    """The search finds every count up to the maximum, and nothing beyond."""
    computo = ((Cifrado(IDENTIDAD, potencia_de_g(n)),),)
    if n <= maximo:
        assert resolver(computo, ((IDENTIDAD,),), maximo) == ((n,),)
    else:
        with pytest.raises(ResultadoFueraDeRango):
            resolver(computo, ((IDENTIDAD,),), maximo)


def test_los_votos_negativos_no_se_abren() -> None:
    """g^-1 is no number of votes."""
    with pytest.raises(ResultadoFueraDeRango):
        resolver(((Cifrado(IDENTIDAD, potencia_de_g(-1)),),), ((IDENTIDAD,),), 1000)


def test_un_resultado_distinto_se_nota() -> None:
    """One vote more in one column."""
    computo = ((Cifrado(IDENTIDAD, potencia_de_g(7)),),)
    verificar_resultado(computo, ((IDENTIDAD,),), ((7,),), 9)
    with pytest.raises(ResultadoDistinto):
        verificar_resultado(computo, ((IDENTIDAD,),), ((8,),), 9)


def test_un_resultado_con_mas_votos_que_boletas() -> None:
    """g^(n + q) = g^n: without a limit, any of endless numbers could be published for n."""
    computo = ((Cifrado(IDENTIDAD, potencia_de_g(7)),),)
    for n, maximo in ((7 + ORDEN, 9), (7 + 2 * ORDEN, 9), (7, 6)):
        with pytest.raises(ResultadoFueraDeRango):
            verificar_resultado(computo, ((IDENTIDAD,),), ((n,),), maximo)
    # Control: the equation alone holds.
    verificar_resultado(computo, ((IDENTIDAD,),), ((7 + ORDEN,),), 7 + ORDEN)


def test_lagrange_publicado_y_cualquier_polinomio() -> None:
    """Σ λ_i f(i) = f(0) for every set of indices and a polynomial of fitting degree."""
    assert coeficiente_de_lagrange(1, (1, 3)) == (
        3618502788666131106986593281521497120428558179689953803000975469142727125496
    )
    assert coeficiente_de_lagrange(3, (1, 3)) == (
        3618502788666131106986593281521497120428558179689953803000975469142727125494
    )
    a = [AZAR.menor_que(ORDEN) for _ in range(3)]
    for indices in combinations(range(1, 8), 3):
        suma = sum(
            coeficiente_de_lagrange(i, indices) * sum(c * i**k for k, c in enumerate(a))
            for i in indices
        )
        assert suma % ORDEN == a[0]


# The tally itself
def test_el_orden_de_las_boletas_no_importa() -> None:
    """The product is the same in any order, so none is kept."""
    mesa = instalar()
    boletas = [mesa.emitir(i, (i % 3,)) for i in range(4)]
    assert mesa.computar(boletas) == mesa.computar(boletas[::-1])


def test_la_suma_de_mesas_se_abre_a_la_suma_de_votos() -> None:
    """Mesas too small to be opened alone are opened inside their product."""
    una = instalar()
    otra = instalar(custodia_=una.custodia)
    suma = sumar_computos([_computo(una), _computo(otra)])
    parciales = [_parcial(una, suma, i) for i in range(2)]
    assert combinar(una.definicion, una.custodia.lista, suma, parciales, 10).resultado == (
        (2, 6, 2),
    )
    with pytest.raises(NumeroDeRespuestas):
        sumar_computos([])
    with pytest.raises(NumeroDeRespuestas):
        sumar_computos([suma, ((NEUTRO,),)])


def test_el_computo_escrito_se_lee_igual() -> None:
    """Empty or not; and of another shape it is refused."""
    mesa = instalar()
    for computo in (_computo(mesa), Acumulador(mesa.definicion).computo()):
        assert leer_computo(escribir_computo(computo), mesa.definicion) == computo
    with pytest.raises(NumeroDeRespuestas):
        leer_computo(escribir_computo(((NEUTRO,),)), mesa.definicion)
