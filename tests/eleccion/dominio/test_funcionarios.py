"""Integration of a mesa: every combination of presences."""

from __future__ import annotations

from itertools import combinations

import pytest

from eleccion.dominio.funcionarios import (
    FaltaDeMesa,
    FuncionarioDesconocido,
    MesaSinIntegrar,
    Procedencia,
    integrar_mesa,
    ordenar_designacion,
    revisar_designacion,
    sustituir,
)

CARGOS = ("presidencia", "secretaria", "escrutinio_1", "escrutinio_2")
DESIGNADOS = ordenar_designacion(
    "D001-M1",
    [("escrutinio_2", "D"), ("presidencia", "A"), ("secretaria", "B"), ("escrutinio_1", "C")],
    ["E", "F"],
    CARGOS,
)
CLAVES = tuple(f.clave for f in DESIGNADOS)


def test_las_claves_siguen_la_jerarquia() -> None:
    """f1 presides: cards and signatures are named after these keys."""
    assert [(f.clave, f.cargo, f.nombre) for f in DESIGNADOS] == [
        ("f1", "presidencia", "A"),
        ("f2", "secretaria", "B"),
        ("f3", "escrutinio_1", "C"),
        ("f4", "escrutinio_2", "D"),
        ("f5", "suplente", "E"),
        ("f6", "suplente", "F"),
    ]


@pytest.mark.parametrize("en_fila", range(5))
@pytest.mark.parametrize("cuantos", range(7))
def test_toda_combinacion_de_presencias(cuantos: int, en_fila: int) -> None:
    """All 64 subsets: complete with the right people in the right order, or refused."""
    fila = tuple(f"fila {n}" for n in range(en_fila))
    for presentes in combinations(CLAVES, cuantos):
        if cuantos + min(en_fila, 6 - cuantos) < 4:
            with pytest.raises(MesaSinIntegrar):
                integrar_mesa(DESIGNADOS, presentes=presentes, fila=fila, cargos=CARGOS)
            continue
        mesa = integrar_mesa(DESIGNADOS, presentes=presentes, fila=fila, cargos=CARGOS)
        assert tuple(i.cargo for i in mesa) == CARGOS
        assert len({i.clave for i in mesa}) == 4
        orden = [list(Procedencia).index(i.procedencia) for i in mesa]
        assert orden == sorted(orden)
        for integrado in mesa:
            de_la_fila = integrado.procedencia is Procedencia.FILA
            assert (integrado.clave not in presentes) is de_la_fila
        titulares = [c for c in presentes if c <= "f4"]
        assert [i.clave for i in mesa if i.procedencia is Procedencia.PROPIETARIA] == titulares


def test_la_fila_entra_solo_donde_la_ley_la_nombra() -> None:
    """Whoever is not in the order of substitution never sits at the table."""
    presentes = ("f1", "f2", "f3")
    with pytest.raises(MesaSinIntegrar):
        integrar_mesa(
            DESIGNADOS, presentes=presentes, fila=("X",), cargos=CARGOS, sustitucion=("suplente",)
        )
    mesa = integrar_mesa(DESIGNADOS, presentes=presentes, fila=("X",), cargos=CARGOS)
    assert (mesa[3].nombre, mesa[3].clave, mesa[3].procedencia) == ("X", "f6", Procedencia.FILA)


@pytest.mark.parametrize("sale", ["f1", "f2", "f3", "f4"])
@pytest.mark.parametrize("hay_fila", [False, True])
def test_quien_se_va_se_sustituye_en_orden(sale: str, hay_fila: bool) -> None:
    """Every cargo, with each set of suplentes there: the first one, then the queue, or nobody."""
    mesa = integrar_mesa(DESIGNADOS, presentes=CLAVES[:4], cargos=CARGOS)
    cargo = next(i.cargo for i in mesa if i.clave == sale)
    fila = ("X", "Y") if hay_fila else ()
    for presentes in ((), ("f5",), ("f6",), ("f5", "f6"), (*CLAVES,)):
        if not hay_fila and not {"f5", "f6"} & set(presentes):
            with pytest.raises(MesaSinIntegrar):
                sustituir(mesa, DESIGNADOS, sale=sale, presentes=presentes, fila=fila)
            continue
        entra = sustituir(mesa, DESIGNADOS, sale=sale, presentes=presentes, fila=fila)
        esperan = [c for c in ("f5", "f6") if c in presentes]
        assert entra.clave == (esperan[0] if esperan else "f6")
        assert entra.cargo == cargo
        assert (entra.procedencia is Procedencia.FILA) is not bool(esperan)


def test_no_se_sustituye_a_quien_no_esta_ni_por_quien_no_fue_designado() -> None:
    """Nobody takes a cargo twice, and no card is shared."""
    mesa = integrar_mesa(DESIGNADOS, presentes=CLAVES[:4], cargos=CARGOS)
    with pytest.raises(FuncionarioDesconocido):
        sustituir(mesa, DESIGNADOS, sale="f5", presentes=("f6",))
    with pytest.raises(FuncionarioDesconocido):
        sustituir(mesa, DESIGNADOS, sale="f1", presentes=("f9",))
    with pytest.raises(MesaSinIntegrar):
        sustituir(mesa, DESIGNADOS, sale="f1", fila=("X",), sustitucion=("suplente",))


def test_quien_no_fue_designado_no_integra() -> None:
    """A representative of a slate must not slip in as an official."""
    with pytest.raises(FuncionarioDesconocido):
        integrar_mesa(DESIGNADOS, presentes=("f1", "f9"), cargos=CARGOS)


@pytest.mark.parametrize(
    ("titulares", "suplentes", "faltas"),
    [
        ([(c, c) for c in CARGOS], ["E", "F"], []),
        ([(c, c) for c in CARGOS[1:]], ["E", "F"], [FaltaDeMesa.CARGO_VACANTE]),
        ([(c, c) for c in (*CARGOS, "tesoreria")], ["E", "F"], [FaltaDeMesa.CARGO_DESCONOCIDO]),
        (
            [(c, c) for c in CARGOS] + [("presidencia", "Z")],
            ["E", "F"],
            [FaltaDeMesa.CARGO_REPETIDO],
        ),
        ([(c, c) for c in CARGOS], ["E"], [FaltaDeMesa.SUPLENTES]),
        ([(c, c) for c in CARGOS], ["E", "E"], [FaltaDeMesa.PERSONA_REPETIDA]),
    ],
)
def test_la_designacion_se_revisa(
    titulares: list[tuple[str, str]], suplentes: list[str], faltas: list[FaltaDeMesa]
) -> None:
    """A mesa that is incomplete on paper will not open on the day."""
    designados = ordenar_designacion("D001-M1", titulares, suplentes, CARGOS)
    hallados = revisar_designacion("D001-M1", designados, cargos=CARGOS, suplentes=2)
    assert [h.falta for h in hallados] == faltas
