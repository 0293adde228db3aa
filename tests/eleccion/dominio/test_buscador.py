"""Name search: nobody on the list is missed, and nobody is found by less than they said."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.dominio.buscador import (
    HALLADOS_A_LA_VISTA,
    Buscador,
    NombreMuyCorto,
    Senas,
    distinguir,
)
from eleccion.dominio.identidad import normalizar_nombre
from eleccion.dominio.lista_nominal import RenglonLista, rebanar
from tests.eleccion.dominio.estrategias import GENTE, empadronar

LISTA = rebanar([empadronar(v, numero=n, mesa="M1") for n, v in enumerate(GENTE, start=1)])
BUSCADOR = Buscador(LISTA)


@given(st.sampled_from(LISTA), st.randoms(use_true_random=False))
def test_se_halla_a_cualquiera_por_el_comienzo_de_sus_nombres(
    renglon: RenglonLista, azar: Random
) -> None:
    """A person says their names in any order and the official types the beginnings."""
    palabras = normalizar_nombre(renglon.nombre_completo).split()
    azar.shuffle(palabras)
    texto = " ".join(palabra[: azar.randint(3, 9)] for palabra in palabras)
    hallazgo = BUSCADOR.buscar(texto)
    assert hallazgo.hay_mas or renglon in hallazgo.renglones


def test_ni_acentos_ni_mayusculas_ni_la_enie_estorban() -> None:
    """Cards are printed without accents; people and officials type as they can."""
    nunez = replace(LISTA[0], apellido_paterno="Núñez", apellido_materno="Güemes", nombre="José")
    buscador = Buscador([nunez])
    assert buscador.buscar("jose NUÑ").renglones == (nunez,)
    assert buscador.buscar("guem").renglones == (nunez,)
    assert buscador.buscar("nunez").total == 0, "Ñ is a letter of its own"


def test_una_palabra_se_busca_desde_su_comienzo() -> None:
    """«ana» must not find every Susana of the list."""
    susana = replace(LISTA[0], apellido_paterno="Paz", apellido_materno="Mora", nombre="Susana")
    assert Buscador([susana]).buscar("ana").total == 0
    assert Buscador([susana]).buscar("sus").total == 1


def test_se_dice_cuando_hay_mas_de_los_que_caben() -> None:
    """An official who sees twelve names must know that the person may be the thirteenth."""
    muchos = [replace(LISTA[0], numero=n) for n in range(1, HALLADOS_A_LA_VISTA + 2)]
    hallazgo = Buscador(muchos).buscar(LISTA[0].apellido_paterno)
    assert (len(hallazgo.renglones), hallazgo.total) == (HALLADOS_A_LA_VISTA, len(muchos))
    assert hallazgo.hay_mas
    assert [r.numero for r in hallazgo.renglones] == list(range(1, HALLADOS_A_LA_VISTA + 1))


def test_el_nacimiento_deja_solo_a_quien_nacio_ese_dia() -> None:
    """A father and a son of one name are two people, and so are two who share ten characters."""
    padre = replace(LISTA[0], numero=1)
    hijo = replace(LISTA[0], numero=2, nacimiento=LISTA[0].nacimiento + timedelta(days=1))
    buscador = Buscador([padre, hijo])
    assert buscador.buscar(padre.nombre_completo).total == 2
    assert buscador.buscar(padre.nombre_completo, hijo.nacimiento).renglones == (hijo,)
    assert buscador.buscar(padre.nombre_completo, hijo.nacimiento + timedelta(days=1)).total == 0


def test_de_las_homonimas_se_dice_lo_que_las_distingue_y_de_nadie_mas() -> None:
    """Whoever stands behind reads the screen: a day of birth is on it where a name is twice."""
    una = replace(LISTA[0], numero=1, curp="MAAR790213HMNRLF03")
    sin_acento = replace(una, numero=2, nombre=normalizar_nombre(una.nombre).lower())
    otro_dia = replace(sin_acento, nacimiento=una.nacimiento + timedelta(days=1))
    gemela = replace(sin_acento, curp="MAAR790213HMNRLF11")
    aparte = replace(LISTA[1], numero=3)
    assert distinguir([una, aparte]) == (Senas(), Senas())
    assert distinguir([una, otro_dia, aparte]) == (
        Senas(una.nacimiento),
        Senas(otro_dia.nacimiento),
        Senas(),
    )
    assert distinguir([una, gemela]) == (
        Senas(una.nacimiento, "LF03"),
        Senas(gemela.nacimiento, "LF11"),
    )
    assert distinguir([]) == ()


@pytest.mark.parametrize("texto", ["", "  ", "ab", "a b c"])
def test_con_menos_de_tres_letras_no_se_busca(texto: str) -> None:
    """Half the roll on a screen would show people to whoever stands behind."""
    with pytest.raises(NombreMuyCorto):
        BUSCADOR.buscar(texto)
