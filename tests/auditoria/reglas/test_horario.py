"""The hours of the voting: every combination of what decides them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from auditoria.formatos.acta import Acta, MotivoCierre
from auditoria.registro import bitacora
from auditoria.registro.asientos import ActaLevantada, EscrutinioAsentado, IncidenteAsentado
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.reglas.horario import (
    MINUTO,
    TOLERANCIA,
    AperturaTemprana,
    CausaIndebida,
    HechosDelCierre,
    HorasInvertidas,
    MotivoDeCierreFalso,
    exigir_apertura,
    exigir_cierre,
    exigir_horas,
    motivos_posibles,
)
from tests.auditoria.formatos import ejemplos

APERTURA = datetime(2027, 2, 21, 14, tzinfo=UTC)
CLAUSURA = datetime(2027, 2, 22, 0, tzinfo=UTC)
ANTES, A_TIEMPO, TARDE = (CLAUSURA - MINUTO, CLAUSURA, CLAUSURA + TOLERANCIA)


def hechos(
    hora: datetime, en_fila: int, *, todas: bool, suspendida: bool, ajeno: bool
) -> HechosDelCierre:
    """Facts of a close."""
    return HechosDelCierre(
        hora=hora,
        clausura=CLAUSURA,
        en_fila=en_fila,
        votaron_todas=todas,
        suspendida=suspendida,
        reloj_ajeno=ajeno,
    )


def dicho(h: HechosDelCierre) -> set[MotivoCierre]:
    """The reasons, said the other way round: what each one needs."""
    es_hora = h.hora >= CLAUSURA or h.reloj_ajeno
    necesita = {
        MotivoCierre.SIN_FILA: es_hora and not h.suspendida and h.en_fila == 0,
        MotivoCierre.CON_FILA: es_hora and not h.suspendida and h.en_fila > 0,
        MotivoCierre.VOTARON_TODOS: not h.suspendida and h.en_fila == 0 and h.votaron_todas,
        MotivoCierre.SUSPENDIDA: es_hora and h.suspendida,
    }
    return {motivo for motivo, cierto in necesita.items() if cierto}


def test_cada_motivo_pide_sus_hechos() -> None:
    """Forty-eight combinations: a close before its hour is a ground of nullity.

    Beside that nobody waited there is at most one, so that a screen has none to choose.
    """
    banderas = [False, True]
    for hora, fila, todas, suspendida, ajeno in product(
        (ANTES, A_TIEMPO, TARDE), (0, 3), banderas, banderas, banderas
    ):
        h = hechos(hora, fila, todas=todas, suspendida=suspendida, ajeno=ajeno)
        assert motivos_posibles(h) == dicho(h), h
        assert len(motivos_posibles(h) - {MotivoCierre.SIN_FILA}) <= 1, h


def test_un_motivo_que_la_jornada_no_muestra_se_rechaza() -> None:
    """Nobody waited, and the acta would say that a queue kept the mesa open."""
    h = hechos(A_TIEMPO, 0, todas=False, suspendida=False, ajeno=False)
    for motivo in set(MotivoCierre) - {MotivoCierre.SIN_FILA}:
        with pytest.raises(MotivoDeCierreFalso):
            exigir_cierre(h, motivo, None)
    exigir_cierre(h, MotivoCierre.SIN_FILA, None)


@pytest.mark.parametrize(
    ("hora", "fila", "ajeno", "pide"),
    [
        (A_TIEMPO, 0, False, False),
        (TARDE - MINUTO, 0, False, False),
        (TARDE, 0, False, True),
        (TARDE, 2, False, False),
        (ANTES, 0, True, True),
    ],
)
def test_el_cierre_tardio_sin_fila_dice_por_que(
    hora: datetime, fila: int, ajeno: bool, pide: bool
) -> None:
    """A mesa that stays open with nobody waiting is receiving somebody."""
    h = hechos(hora, fila, todas=False, suspendida=False, ajeno=ajeno)
    (motivo,) = motivos_posibles(h)
    exigir_cierre(h, motivo, "Se fue la luz" if pide else None)
    with pytest.raises(CausaIndebida):
        exigir_cierre(h, motivo, None if pide else "Se fue la luz")


@pytest.mark.parametrize(
    ("hora", "ajeno", "pide"),
    [
        (APERTURA, False, False),
        (APERTURA + MINUTO - timedelta(seconds=1), False, False),
        (APERTURA + MINUTO, False, True),
        (APERTURA - timedelta(days=900), True, True),
    ],
)
def test_abrir_tarde_pide_causa_y_a_tiempo_no(hora: datetime, ajeno: bool, pide: bool) -> None:
    """The acta has a line for the cause, and a form with a line too many is a form that lies."""
    exigir_apertura(hora, APERTURA, "Faltaba gente" if pide else None, reloj_ajeno=ajeno)
    with pytest.raises(CausaIndebida):
        exigir_apertura(hora, APERTURA, None if pide else "Faltaba gente", reloj_ajeno=ajeno)


def test_antes_de_la_hora_no_se_abre() -> None:
    """Votes received before the hour are received before anybody could watch."""
    with pytest.raises(AperturaTemprana):
        exigir_apertura(APERTURA - MINUTO, APERTURA, None, reloj_ajeno=False)


ACTA = ejemplos.acta()


CONTADO = EscrutinioAsentado(testigos=(), papel=())


def bitacora_de(
    antes: Sequence[datetime],
    acta: datetime,
    *despues: datetime,
    contado: datetime = ACTA.escrutinio.fin,
) -> list[Entrada]:
    """A log whose entries have these hours; two of them fix the count and draw the acta up."""
    origen = bitacora.origen("slp-jpc-2027", "D001", "M1", "mesa-1")
    cabeza, lineas = Cabeza.nueva(origen), []
    otra = IncidenteAsentado(folio=1, momento="votacion", resumen=bytes(32))
    levantada = ActaLevantada(acta=bytes(32), cierre=bytes(32))
    for hora in antes:
        linea, cabeza = bitacora.asentar(cabeza, otra, hora)
        lineas.append(linea)
    for asiento, hora in (
        (CONTADO, contado),
        (levantada, acta),
        *((otra, hora) for hora in despues),
    ):
        linea, cabeza = bitacora.asentar(cabeza, asiento, hora)
        lineas.append(linea)
    return [entrada for entrada, _ in bitacora.recorrer(lineas, origen)]


def con_escrutinio(inicio: datetime, fin: datetime) -> Acta:
    """The acta of the example, counted at other hours."""
    return replace(ACTA, escrutinio=replace(ACTA.escrutinio, inicio=inicio, fin=fin))


def test_las_horas_del_acta_van_hacia_adelante_si_las_de_la_bitacora_van() -> None:
    """When a count began no entry says: it is held between the close and its own end."""
    cierre, fin = ACTA.cierre.hora, ACTA.escrutinio.fin
    seguida = bitacora_de((APERTURA, cierre), fin)
    exigir_horas(ACTA, seguida)
    for inicio in (cierre - MINUTO, fin + MINUTO):
        with pytest.raises(HorasInvertidas):
            exigir_horas(con_escrutinio(inicio, fin), seguida)
    with pytest.raises(HorasInvertidas):
        exigir_horas(con_escrutinio(cierre - MINUTO, fin), bitacora_de((cierre,), fin, APERTURA))
    antes = bitacora_de((APERTURA, cierre), fin, contado=ACTA.escrutinio.inicio - MINUTO)
    with pytest.raises(HorasInvertidas):
        exigir_horas(ACTA, antes)


def test_donde_se_atraso_el_reloj_ninguna_hora_impide_el_acta() -> None:
    """It was an hour ahead at the instalación and was put right before the opening: the acta of
    that mesa says what its log says, and is as good as any."""
    atrasada = bitacora_de((APERTURA + 60 * MINUTO, APERTURA), ACTA.escrutinio.fin)
    inicio = replace(ACTA.instalacion, inicio=ACTA.apertura.hora + 60 * MINUTO)
    exigir_horas(replace(ACTA, instalacion=inicio), atrasada)
