"""What the answers of a machine mean, one by one, and that each one has its sentence."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eleccion.dominio import diagnostico as modulo
from eleccion.dominio.diagnostico import (
    AjusteLeido,
    Asunto,
    BasesRevisadas,
    Diagnostico,
    Gravedad,
    Punto,
    explicar,
    revisar_aparato,
    revisar_bases,
    revisar_conservacion,
    revisar_disco,
    revisar_reloj,
    revisar_zona,
)
from eleccion.dominio.puertos_impresion import Conservacion

JORNADA = datetime(2027, 2, 21, 14, tzinfo=UTC)
BUENO = AjusteLeido("urna", "synchronous", "3", "3")


@pytest.mark.parametrize(
    ("libre", "gravedad"),
    [(0, "mal"), (511, "mal"), (512, "aviso"), (2_047, "aviso"), (2_048, "bien")],
)
def test_el_espacio_que_hace_falta(libre: int, gravedad: str) -> None:
    """A day that stops because the disk is full is a day lost."""
    assert revisar_disco(libre).gravedad == gravedad


@pytest.mark.parametrize(
    ("conserva", "gravedad"),
    [("nada", "bien"), ("papeles", "mal"), ("carpeta", "aviso"), ("desconocida", "aviso")],
)
def test_una_cola_que_guarda_papeles_es_mala(conserva: str, gravedad: str) -> None:
    """A testigo that stays in a spool says how somebody voted; what is not known is looked at."""
    assert revisar_conservacion(Conservacion(conserva)).gravedad == gravedad
    assert revisar_conservacion(None).gravedad == "aviso"


def test_un_ajuste_que_no_se_tomo_es_malo() -> None:
    """SQLite ignores in silence what it cannot do: only what is read back counts."""
    malo = AjusteLeido("urna", "synchronous", "2", "3")
    bases = BasesRevisadas("3.51.3", "", (BUENO, malo), None)
    punto = revisar_bases(bases)
    assert (punto.gravedad, punto.hecho, punto.datos["ajuste"]) == ("mal", "ajuste", "synchronous")
    assert revisar_bases(BasesRevisadas("3.51.3", "", (BUENO,), None)).gravedad == "bien"
    assert revisar_bases(BasesRevisadas("3.51.3", "dañada", (BUENO,), None)).hecho == "ilegible"


@pytest.mark.parametrize(
    ("hora", "ultima", "gravedad", "hecho"),
    [
        (JORNADA, None, "bien", ""),
        (JORNADA + timedelta(hours=5), JORNADA, "bien", ""),
        (JORNADA - timedelta(days=4), None, "aviso", "otro_dia"),
        (JORNADA + timedelta(days=1), None, "mal", "otro_dia"),
        (JORNADA - timedelta(days=4), JORNADA - timedelta(days=5), "mal", "otro_dia"),
        (JORNADA, JORNADA + timedelta(minutes=1), "mal", "retroceso"),
        (datetime(2000, 1, 1, tzinfo=UTC), JORNADA, "mal", "retroceso"),
        (JORNADA + timedelta(hours=2), JORNADA - timedelta(hours=19), "aviso", "salto"),
    ],
)
def test_el_reloj_contra_la_jornada_y_contra_el_ultimo_asiento(
    hora: datetime, ultima: datetime | None, gravedad: str, hecho: str
) -> None:
    """A dead battery shows as a year long gone, or as an hour before what the log already says."""
    punto = revisar_reloj(hora, JORNADA, ultima)
    assert (punto.gravedad, punto.hecho) == (gravedad, hecho)
    assert revisar_reloj(hora, None, None).hecho == "sin_jornada"


def test_la_zona_horaria_solo_avisa() -> None:
    """Papers never depend on it; whoever looks at the clock of the desktop may."""
    assert revisar_zona(timedelta(hours=-6)).gravedad == "bien"
    assert revisar_zona(timedelta()).gravedad == "aviso"


def test_lo_que_no_se_indico_no_es_una_falla() -> None:
    """A station may work without memory; one that is named and does not serve is another thing."""
    assert revisar_aparato(Asunto.MEMORIA, None).gravedad == "aviso"
    assert revisar_aparato(Asunto.MEMORIA, "no está conectada").gravedad == "mal"
    assert revisar_aparato(Asunto.IMPRESORA, "").gravedad == "bien"


@given(st.lists(st.sampled_from(Gravedad), max_size=5))
def test_el_conjunto_es_tan_grave_como_lo_peor(gravedades: list[Gravedad]) -> None:
    """One bad point among many good ones is what the exit status says."""
    puntos = tuple(Punto(Asunto.DISCO, g, "", {}) for g in gravedades)
    peor = max(gravedades, key=list(Gravedad).index, default=Gravedad.BIEN)
    assert Diagnostico(puntos).gravedad is peor


def test_cada_punto_tiene_su_frase() -> None:
    """A point without sentence would end the order with an error, on the worst of mornings."""
    for (asunto, hecho), texto in modulo._TEXTOS.items():
        datos = dict.fromkeys(re.findall(r"{(\w+)}", texto), "x")
        frase = explicar(Punto(asunto, Gravedad.BIEN, hecho, datos))
        assert frase[0].isupper()
        assert not frase.endswith(".")
