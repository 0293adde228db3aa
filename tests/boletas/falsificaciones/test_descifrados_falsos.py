"""False decryptions that version 1 accepts, stopped by the second proof and by nothing else."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from boletas.cripto.apertura import combinar, verificar_descifrado
from boletas.cripto.descifrado import descifrar_parcialmente
from boletas.cripto.grupo import ORDEN
from boletas.cripto.reglas_de_archivo import ReglasDeArchivo
from boletas.cripto.verificacion import verificar_archivo
from boletas.errores import (
    FactorFalso,
    FactorSinSegundaPrueba,
    FaltanDescifrados,
    ResultadoFueraDeRango,
    SegundaPruebaFalsa,
)
from tests.belenios_tool import BeleniosTool
from tests.boletas.falsificaciones import debiles
from tests.boletas.falsificaciones.ataque_v1 import atacar, estropear
from tests.boletas.falsificaciones.registro_falso import Comision, factor_movido
from tests.boletas.mutaciones.archivos import rehacer
from tests.boletas.mutaciones.urnas import PLANILLA, SEMILLA, AzarSembrado, Urna, urna

VOTOS = (0, 0, 0, 1)
ROBO = (2, -2)
VERDAD, MENTIRA = ((3, 1),), ((1, 3),)


def _urna(umbral: int = 0, total: int = 1) -> Urna:
    return urna(SEMILLA, f"descifrado-{umbral}-{total}", (PLANILLA,), umbral=umbral, total=total)


@pytest.fixture(scope="module")
def robo() -> tuple[bytes, bytes, Urna]:
    """The archive of the attack, its descifrado.json and its urna."""
    de = _urna()
    c = Comision(de, AzarSembrado(f"{SEMILLA}|robo"))
    botin = atacar(de, VOTOS, ROBO, AzarSembrado(f"{SEMILLA}|ataque"))
    # The best that the liar can add: second proofs of the true factors.
    (honrado,) = c.descifrar(c.sumar(botin.boletas))
    parcial = replace(botin.parcial, segundas=honrado.segundas)
    bel, descifrado = c.final(c.cierre(botin.boletas), [parcial], MENTIRA)
    return bel, descifrado, de


def test_la_version_1_acepta_un_resultado_falso(robo: tuple[bytes, bytes, Urna]) -> None:
    """Every ballot, the tally and every v1 proof hold, and two votes changed sides.

    Custodian and kiosk together did it; alone, the archive says nothing of it, which is why it is
    never taken for proof of the decryption.
    """
    bel, _, de = robo
    archivo = verificar_archivo(io.BytesIO(bel))
    assert archivo.resultado == MENTIRA
    assert not archivo.segundas_probadas
    c = Comision(de, AzarSembrado("verdad"))
    assert archivo.computo is not None
    assert c.abrir(archivo.computo, len(VOTOS)) == VERDAD


def test_la_segunda_prueba_lo_rechaza_y_nombra_al_custodio(
    robo: tuple[bytes, bytes, Urna],
) -> None:
    """Asked for, it cannot be given; the control is the verifier that does not look at it."""
    bel, descifrado, _ = robo
    with pytest.raises(SegundaPruebaFalsa) as falla:
        verificar_archivo(io.BytesIO(bel), descifrado=descifrado)
    assert falla.value.culpables == (1,)
    debil = ReglasDeArchivo(descifrado=debiles.SinSegunda())
    archivo = verificar_archivo(io.BytesIO(bel), descifrado=descifrado, reglas=debil)
    assert archivo.resultado == MENTIRA


def test_sin_segunda_prueba_no_se_combina(robo: tuple[bytes, bytes, Urna]) -> None:
    """Left out, the factor is not used; the control takes it and opens the lie."""
    bel, _, de = robo
    archivo = verificar_archivo(io.BytesIO(bel))
    assert archivo.computo is not None
    hechos = (de.definicion, archivo.custodios, archivo.computo, archivo.descifrados)
    with pytest.raises(FaltanDescifrados) as falla:
        combinar(*hechos, len(VOTOS))
    assert falla.value.culpables == (1,)
    abierta = combinar(*hechos, len(VOTOS), reglas=debiles.SegundaOptativa())
    assert abierta.resultado == MENTIRA


@pytest.mark.belenios_tool
def test_belenios_tool_acepta_el_resultado_falso(
    robo: tuple[bytes, bytes, Urna], belenios_tool: BeleniosTool, tmp_path: Path
) -> None:
    """Why its verdict is a second opinion: it has only the v1 proofs to go by."""
    bel, _, de = robo
    ruta = tmp_path / f"{de.definicion.uuid}.bel"
    ruta.write_bytes(bel)
    belenios_tool.verificar_archivo(ruta)
    assert belenios_tool.verificar_boletas(ruta) == len(VOTOS)


def test_un_factor_cualquiera_estropea_la_apertura_y_v1_no_lo_ve() -> None:
    """Any custodian alone can do this one: v1 accepts, and the tally opens to nothing.

    The second proof names it, and the two that are left open the tally.
    """
    de = _urna(2, 3)
    c = Comision(de, AzarSembrado(f"{SEMILLA}|estropeado"))
    boletas = [textos[0] for textos in de.boletas]
    computo = c.sumar(boletas)
    todos = c.descifrar(computo, (1, 2, 3))
    llave, secreto = de.custodia.lista.llaves[0], de.custodia.secretos[0]
    falso = estropear(de.definicion.huella, llave, secreto, todos[0], computo, c.azar)
    lista = de.custodia.lista
    verificar_descifrado(de.definicion, lista, computo, falso, segundas=False)
    with pytest.raises(ResultadoFueraDeRango):
        combinar(
            de.definicion,
            lista,
            computo,
            [falso, todos[1]],
            4,
            reglas=debiles.SinSegunda(),
        )
    with pytest.raises(SegundaPruebaFalsa) as falla:
        verificar_descifrado(de.definicion, lista, computo, falso)
    assert falla.value.culpables == (1,)
    abierta = combinar(de.definicion, lista, computo, [falso, *todos[1:]], 4)
    assert abierta.resultado == ((4, 0),)
    assert abierta.culpables == (1,)
    assert [p.dueno for p in abierta.usados] == [2, 3]


def test_una_parte_que_no_es_la_suya() -> None:
    """A custodian decrypts with another secret, honestly proved: its published key does not fit."""
    de = _urna(2, 3)
    c = Comision(de, AzarSembrado(f"{SEMILLA}|ajena"))
    computo = c.sumar([textos[0] for textos in de.boletas])
    ajeno = descifrar_parcialmente(
        de.definicion, computo, 1, (de.custodia.secretos[0] + 1) % ORDEN, c.azar
    )
    hechos = (de.definicion, de.custodia.lista, computo)
    with pytest.raises(FactorFalso) as falla:
        verificar_descifrado(*hechos, ajeno)
    assert falla.value.culpables == (1,)
    # Each proof stops it by itself; without both nothing does.
    with pytest.raises(SegundaPruebaFalsa):
        verificar_descifrado(*hechos, ajeno, reglas=debiles.SinV1())
    with pytest.raises(FactorFalso):
        verificar_descifrado(*hechos, ajeno, reglas=debiles.SinSegunda())
    verificar_descifrado(*hechos, ajeno, segundas=False, reglas=debiles.SinV1())


def test_un_factor_falso_bajo_pruebas_de_otro_o_sin_ellas() -> None:
    """The second proof, in each way of not being there."""
    de = _urna(2, 3)
    c = Comision(de, AzarSembrado(f"{SEMILLA}|formas"))
    computo = c.sumar([textos[0] for textos in de.boletas])
    uno, dos = c.descifrar(computo)
    hechos = (de.definicion, de.custodia.lista, computo)
    with pytest.raises(FactorSinSegundaPrueba):
        verificar_descifrado(*hechos, replace(uno, segundas=()))
    verificar_descifrado(*hechos, replace(uno, segundas=()), reglas=debiles.SegundaOptativa())
    volteadas = (uno.segundas[0][::-1],)
    for segundas in (dos.segundas, uno.pruebas, volteadas):
        with pytest.raises(SegundaPruebaFalsa):
            verificar_descifrado(*hechos, replace(uno, segundas=segundas))
        verificar_descifrado(*hechos, replace(uno, segundas=segundas), reglas=debiles.SinSegunda())
    with pytest.raises(SegundaPruebaFalsa):
        verificar_descifrado(*hechos, factor_movido(uno, 0, 1), reglas=debiles.SinV1())


def test_la_columna_vacia_no_admite_otro_factor_que_la_identidad() -> None:
    """Where nobody voted alpha is the identity: any power of it is, and v1 cannot tell."""
    de = _urna()
    c = Comision(de, AzarSembrado(f"{SEMILLA}|vacía"))
    vacio = c.sumar([])
    (bueno,) = c.descifrar(vacio)
    hechos = (de.definicion, de.custodia.lista, vacio)
    verificar_descifrado(*hechos, bueno)
    falso = factor_movido(bueno, 0, -1)
    with pytest.raises(FactorFalso):
        verificar_descifrado(*hechos, falso)
    with pytest.raises(SegundaPruebaFalsa):
        verificar_descifrado(*hechos, falso, reglas=debiles.SinV1())
    archivo = verificar_archivo(io.BytesIO(rehacer(c.cierre([]))), en_curso=True)
    assert archivo.computo == vacio
