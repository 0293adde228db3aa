"""CURP and clave de elector."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.dominio.identidad import (
    ENTIDADES,
    ClaveElectorInvalida,
    CurpInvalida,
    Sexo,
    calcular_digito,
    calcular_edad,
    cotejar_identidad,
    leer_clave_elector,
    leer_curp,
    normalizar_clave,
    normalizar_nombre,
)

# Specimens that circulate in public explanations of the CURP; no text of the registry was at hand.
ESPECIMENES = (
    ("HEGG560427MVZRRL04", Sexo.M, date(1956, 4, 27), "VZ"),
    ("SABC560626MDFLRN01", Sexo.M, date(1956, 6, 26), "DF"),
    ("MAAR790213HMNRLF03", Sexo.H, date(1979, 2, 13), "MN"),
)
CLAVE = "HRGRGL56042730M100"


@pytest.mark.parametrize(("texto", "sexo", "nacimiento", "entidad"), ESPECIMENES)
def test_los_especimenes_publicados_se_leen(
    texto: str, sexo: Sexo, nacimiento: date, entidad: str
) -> None:
    """The algorithm is not in a law we hold: published cards are the only ground."""
    curp = leer_curp(texto)
    assert (curp.texto, curp.sexo, curp.nacimiento, curp.entidad) == (
        texto,
        sexo,
        nacimiento,
        entidad,
    )


@pytest.mark.parametrize("texto", [caso[0] for caso in ESPECIMENES])
def test_solo_un_digito_verificador_es_el_correcto(texto: str) -> None:
    """Ten candidates, one right: a mistyped last digit is always found."""
    for digito in set("0123456789") - {texto[17]}:
        with pytest.raises(CurpInvalida) as fallo:
            leer_curp(texto[:17] + digito)
        assert fallo.value.motivo == "digito"
    assert leer_curp(texto).texto == texto


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("", "forma"),
        ("hegg560427mvzrrl04", "forma"),
        ("HEGG560427MVZRRL0", "forma"),
        ("HEGG560427MVZRRL040", "forma"),
        ("HEGG560427FVZRRL04", "forma"),
        ("HBGG560427MVZRRL04", "forma"),
        ("HEGG560427MVZRRA04", "forma"),
        ("HEGG560427MVZRRL0４", "forma"),
        ("HEGG560431MVZRRL04", "fecha"),
        ("HEGG001301MVZRRL04", "fecha"),
        ("HEGG560427MZZRRL04", "entidad"),
        ("HEGG560427MVZRRL05", "digito"),
    ],
)
def test_cada_defecto_se_nombra(texto: str, motivo: str) -> None:
    """The office corrects what the message names; a vague one sends people home twice."""
    with pytest.raises(CurpInvalida) as fallo:
        leer_curp(texto)
    assert fallo.value.motivo == motivo


def test_el_siglo_sale_de_la_homonimia() -> None:
    """Without it somebody born in 2005 would be a hundred and twenty years old."""
    for letra, anio in (("0", 1905), ("A", 2005)):
        base = f"GALM050310HSPRPS{letra}"
        assert leer_curp(base + calcular_digito(base)).nacimiento.year == anio


def test_el_29_de_febrero_depende_del_siglo() -> None:
    """1900 had no such day and 2000 did."""
    base = "GALM000229HSPRPSA"
    assert leer_curp(base + calcular_digito(base)).nacimiento == date(2000, 2, 29)
    base = "GALM000229HSPRPS0"
    with pytest.raises(CurpInvalida) as fallo:
        leer_curp(base + calcular_digito(base))
    assert fallo.value.motivo == "fecha"


def test_san_luis_potosi_es_sp_y_no_sl() -> None:
    """SL is Sinaloa: confusing them is the classic mistake of home-made readers."""
    assert {"SP", "SL", "NE"} <= ENTIDADES
    assert len(ENTIDADES) == 33


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ", min_size=17, max_size=17))
def test_el_digito_anula_la_suma_pesada(primeros: str) -> None:
    """Definition of the check digit, computed by another road: the weighted sum ends in zero."""
    alfabeto = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    pesos = range(18, 0, -1)
    completa = primeros + calcular_digito(primeros)
    assert sum(p * alfabeto.index(c) for p, c in zip(pesos, completa, strict=True)) % 10 == 0


@pytest.mark.parametrize("primeros", ["", "A" * 16, "A" * 18, "a" * 17, "-" * 17])
def test_el_digito_no_se_inventa(primeros: str) -> None:
    """A digit for something that is no CURP would be believed."""
    with pytest.raises(CurpInvalida):
        calcular_digito(primeros)


@pytest.mark.parametrize(
    ("texto", "motivo"),
    [
        ("HRGRGL56042730M10", "forma"),
        ("HRGRGL56042730F100", "forma"),
        ("HRGRG156042730M100", "forma"),
        ("HRGRGL56043130M100", "fecha"),
        ("HRGRGL56042799M100", "entidad"),
        ("HRGRGL56042700M100", "entidad"),
    ],
)
def test_la_clave_de_elector_se_revisa_por_su_forma(texto: str, motivo: str) -> None:
    """Its verifier has no public rule: promising more would refuse good cards."""
    with pytest.raises(ClaveElectorInvalida) as fallo:
        leer_clave_elector(texto)
    assert fallo.value.motivo == motivo


def test_la_clave_admite_nacidos_fuera_y_sexo_x() -> None:
    """People born abroad and non-binary people vote too."""
    for entidad in ("01", "24", "32", "87", "88"):
        for sexo in Sexo:
            leida = leer_clave_elector(f"HRGRGL560427{entidad}{sexo}100")
            assert (leida.entidad, leida.sexo, leida.dia) == (entidad, sexo, "560427")


def test_las_diferencias_entre_documentos_son_advertencias() -> None:
    """CURP and card are corrected at different times: a person decides, not the program."""
    curp = leer_curp("HEGG560427MVZRRL04")
    clave = leer_clave_elector(CLAVE)
    iguales = cotejar_identidad(curp=curp, clave=clave, sexo=Sexo.M, nacimiento=date(1956, 4, 27))
    assert iguales == ()
    otras = cotejar_identidad(
        curp=curp,
        clave=leer_clave_elector("HRGRGL56042830X100"),
        sexo=Sexo.H,
        nacimiento=date(1956, 4, 28),
    )
    assert [a.clave for a in otras] == ["sexo", "nacimiento", "sexo_clave", "nacimiento_clave"]
    assert not any("HEGG" in a.texto or "HRGR" in a.texto for a in otras)


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 44_000))
def test_la_edad_cuenta_cumpleanos(nacimiento: date, dias: int) -> None:
    """Counted day by day: the number of birthdays already reached."""
    dia = nacimiento + timedelta(days=dias)
    cumplidos = 0
    for anio in range(nacimiento.year + 1, dia.year + 1):
        try:
            cumple = nacimiento.replace(year=anio)
        except ValueError:
            cumple = date(anio, 3, 1)
        cumplidos += cumple <= dia
    assert calcular_edad(nacimiento, dia) == cumplidos


def test_cumple_18_el_mismo_dia() -> None:
    """Who turns eighteen on election day votes."""
    jornada = date(2027, 2, 21)
    assert calcular_edad(date(2009, 2, 21), jornada) == 18
    assert calcular_edad(date(2009, 2, 22), jornada) == 17


@pytest.mark.parametrize(
    ("escrito", "normal"),
    [
        ("  José   Núñez ", "JOSE NUÑEZ"),
        ("josé nun\u0303ez", "JOSE NUÑEZ"),
        ("ÁVILA\u00a0Ruiz", "AVILA RUIZ"),
        ("Güémez", "GUEMEZ"),
    ],
)
def test_los_nombres_se_comparan_sin_acentos_y_con_enie(escrito: str, normal: str) -> None:
    """Núñez is not Nunez, and a card without accents is the same person."""
    assert normalizar_nombre(escrito) == normal


def test_las_claves_se_escriben_de_una_sola_manera() -> None:
    """Spaces and hyphens come from people who copy in groups."""
    assert normalizar_clave(" hrgr-gl56 0427\t30m100 ") == CLAVE
