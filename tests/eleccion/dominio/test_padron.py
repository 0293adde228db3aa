"""The roll: nobody twice, nobody at two mesas, nobody lost without a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import permutations
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eleccion.dominio import padron
from eleccion.dominio.padron import (
    Elector,
    MotivoRechazo,
    PadronRevisado,
    RenglonPadron,
    revisar_padron,
)
from tests.eleccion.dominio.estrategias import (
    GENTE,
    JORNADA,
    TERRITORIO,
    empadronar,
    numerar,
    padrones,
)


def revisar(filas: list[RenglonPadron]) -> PadronRevisado:
    """Review over the catalogue of the tests."""
    return revisar_padron(filas, territorio=TERRITORIO, jornada=JORNADA)


def en_dos_mesas() -> list[RenglonPadron]:
    """One person of D001 who is on the roll of D002 too."""
    aqui = empadronar(GENTE[0])
    alla = replace(aqui, demarcacion="D002", mesa="M1", seccion=2)
    return [
        RenglonPadron(linea=linea, elector=elector, vigente=True)
        for linea, elector in ((2, aqui), (3, alla))
    ]


@given(padrones)
@example(en_dos_mesas())
def test_nadie_vota_en_dos_mesas_ni_dos_veces(filas: list[RenglonPadron]) -> None:
    """The mesas have no network: the roll is the only thing that stops a second vote."""
    admitidos = revisar(filas).admitidos
    for llave in ("clave_elector", "curp"):
        veces = Counter(valor for e in admitidos if (valor := getattr(e, llave)))
        assert all(n == 1 for n in veces.values())


def test_sin_apartar_repetidos_la_prueba_falla(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: a review that does not look for repeated people lets one vote twice."""
    monkeypatch.setattr(padron, "_apartar_repetidos", lambda filas: (filas, []))
    claves = [e.clave_elector for e in revisar(en_dos_mesas()).admitidos]
    assert len(claves) == 2
    assert len(set(claves)) == 1


@given(padrones)
def test_cada_renglon_se_admite_o_se_rechaza_con_motivo(filas: list[RenglonPadron]) -> None:
    """A row that disappears is a person who finds out on election day."""
    revisado = revisar(filas)
    rechazadas = [r.linea for r in revisado.rechazos]
    assert rechazadas == sorted(set(rechazadas))
    assert set(rechazadas) <= {f.linea for f in filas}
    assert len(revisado.admitidos) + len(rechazadas) == len(filas)
    assert all(r.motivos for r in revisado.rechazos)


@given(padrones)
def test_cada_admitida_tiene_una_mesa_que_atiende_su_seccion(filas: list[RenglonPadron]) -> None:
    """A person sent to a mesa that does not serve her sección is turned away there."""
    for elector in revisar(filas).admitidos:
        demarcacion = TERRITORIO.demarcacion(elector.demarcacion)
        assert elector.seccion in demarcacion.secciones_de(TERRITORIO.mesa(elector.mesa_id))
        assert elector.vigencia >= JORNADA.year


@given(padrones)
def test_la_lista_nominal_va_numerada_y_en_orden(filas: list[RenglonPadron]) -> None:
    """The printed booklet and the screen show the same person under the same number."""
    listas: dict[str, list[Elector]] = {}
    for elector in revisar(filas).admitidos:
        listas.setdefault(elector.mesa_id, []).append(elector)
    for lista in listas.values():
        assert [e.numero for e in lista] == list(range(1, len(lista) + 1))
        assert [e.orden for e in lista] == sorted(e.orden for e in lista)


@given(padrones, st.randoms(use_true_random=False))
def test_el_orden_del_archivo_no_decide_quien_entra(
    filas: list[RenglonPadron], azar: Random
) -> None:
    """Sorting a sheet in Excel must not change who votes where; only which of two equals stays."""
    barajadas = numerar(azar.sample(filas, len(filas)))
    de_una, de_otra = (
        Counter(elector.mesa_id for elector in revisar(renglones).admitidos)
        for renglones in (filas, barajadas)
    )
    assert de_una == de_otra


def test_una_fila_que_mezcla_a_dos_personas_no_entra_en_ningun_orden() -> None:
    """The clave of one with the CURP of another: whichever came first would decide."""
    uno, otro = empadronar(GENTE[0]), empadronar(GENTE[1])
    mezcla = replace(uno, curp=otro.curp)
    for orden in permutations((uno, otro, mezcla)):
        filas = [RenglonPadron(linea=n, elector=e, vigente=True) for n, e in enumerate(orden)]
        assert revisar(filas).admitidos == ()


MALAS = {
    MotivoRechazo.CLAVE_INVALIDA: {"clave_elector": "ABC"},
    MotivoRechazo.CURP_INVALIDA: {"curp": "ABC"},
    MotivoRechazo.MENOR_DE_EDAD: {"nacimiento": date(2009, 2, 22)},
    MotivoRechazo.NO_VIGENTE: {"vigencia": 2026},
    MotivoRechazo.DEMARCACION: {"demarcacion": "D009"},
    MotivoRechazo.SECCION: {"seccion": 9},
    MotivoRechazo.MESA: {"mesa": "M9"},
    MotivoRechazo.MESA_AJENA: {"demarcacion": "D002", "seccion": 4, "mesa": "M1"},
    MotivoRechazo.SIN_MESA: {"demarcacion": "D003", "seccion": 5},
}


@pytest.mark.parametrize("motivo", MALAS, ids=lambda m: m.name)
def test_cada_motivo_se_da_solo_por_lo_suyo(motivo: MotivoRechazo) -> None:
    """A wrong reason sends the office to correct what was right."""
    mala = RenglonPadron(linea=2, elector=empadronar(GENTE[0], **MALAS[motivo]), vigente=True)
    buena = RenglonPadron(linea=3, elector=empadronar(GENTE[1]), vigente=True)
    revisado = revisar([mala, buena])
    assert [(r.linea, r.motivos) for r in revisado.rechazos] == [(2, (motivo,))]
    assert [e.clave_elector for e in revisado.admitidos] == [GENTE[1].clave_elector]


def test_el_estatus_y_las_repeticiones_tienen_motivo() -> None:
    """The remaining reasons, with the line of the other row."""
    baja = RenglonPadron(linea=2, elector=empadronar(GENTE[0]), vigente=False)
    una = RenglonPadron(linea=3, elector=empadronar(GENTE[1]), vigente=True)
    otra = replace(una, linea=4)
    revisado = revisar([baja, una, otra])
    assert [(r.linea, r.motivos, r.otra_linea) for r in revisado.rechazos] == [
        (2, (MotivoRechazo.ESTATUS,), 0),
        (4, (MotivoRechazo.REPETIDA,), 3),
    ]
    cruzadas = revisar(en_dos_mesas()).rechazos
    assert [(r.linea, r.motivos, r.otra_linea) for r in cruzadas] == [
        (2, (MotivoRechazo.EN_DOS_MESAS,), 3),
        (3, (MotivoRechazo.EN_DOS_MESAS,), 2),
    ]
    # The number of a card is looked at where the list has no names: test_lista_ocr.py.
    assert {*MALAS, *(m for r in (*revisado.rechazos, *cruzadas) for m in r.motivos)} == {
        *MotivoRechazo
    } - {MotivoRechazo.NUMERO_INVALIDO}


def test_la_misma_curp_con_otra_clave_es_la_misma_persona() -> None:
    """A corrected clave must not give a second vote."""
    una = RenglonPadron(linea=2, elector=empadronar(GENTE[0]), vigente=True)
    otra = RenglonPadron(
        linea=3,
        elector=empadronar(GENTE[0], clave_elector=GENTE[1].clave_elector),
        vigente=True,
    )
    assert len(revisar([una, otra]).admitidos) == 1


def test_la_mesa_vacia_se_llena_cuando_solo_hay_una_posible() -> None:
    """Offices leave the column empty where there is nothing to choose."""
    casos = (("D001", 1, "M1"), ("D002", 3, "M1"), ("D002", 4, "M2"))
    filas = [
        RenglonPadron(linea=n, elector=empadronar(GENTE[n], demarcacion=d, seccion=s), vigente=True)
        for n, (d, s, _) in enumerate(casos)
    ]
    assert {(e.demarcacion, e.seccion, e.mesa) for e in revisar(filas).admitidos} == set(casos)


def test_el_alfabeto_pone_la_enie_despues_de_la_ene() -> None:
    """People look for Nuñez after Nunez and before Obregón."""
    apellidos = ["Ñandú", "Obregón", "Núñez", "Nuno", "Ávila", "Nzuri"]
    filas = [
        RenglonPadron(
            linea=n, elector=empadronar(GENTE[n], apellido_paterno=apellido), vigente=True
        )
        for n, apellido in enumerate(apellidos)
    ]
    lista = [e.apellido_paterno for e in revisar(filas).admitidos]
    assert lista == ["Ávila", "Nuno", "Núñez", "Nzuri", "Ñandú", "Obregón"]
