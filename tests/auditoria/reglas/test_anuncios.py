"""Closes that were announced beside those of records: what has to stand in the log, and when."""

from __future__ import annotations

from itertools import permutations

import pytest

from auditoria.errores import ReglaRota
from auditoria.registro.asientos import (
    AnuncioRecibido,
    ArchivoCitado,
    CierreContradicho,
    RegistroRecibido,
)
from auditoria.reglas.anuncios import (
    ActoDeCierre,
    AnuncioRepetido,
    CierresDeMesa,
    ContradiccionDistinta,
    RegistroSinCierre,
)

MESA = "D001-M1"
A, B, C = (bytes([letra]) * 32 for letra in b"abc")


def anuncio(cierre: bytes) -> AnuncioRecibido:
    """Somebody brings a photograph."""
    return AnuncioRecibido(mesa=MESA, cierre=cierre, codigo="JPC1:")


def registro(cierre: bytes, ruta: str = "cierre.json") -> RegistroRecibido:
    """A record comes."""
    citado = ArchivoCitado(ruta=ruta, sha256=cierre)
    return RegistroRecibido(
        mesa=MESA, manifiesto=cierre, archivos=(citado,), bitacoras=(), via="usb"
    )


def dicho(*cierres: bytes) -> CierreContradicho:
    """The commission writes down that they contradict each other."""
    return CierreContradicho(mesa=MESA, cierres=cierres)


def tras(*actos: ActoDeCierre) -> CierresDeMesa:
    """What is known after those entries."""
    conocidos = CierresDeMesa()
    for acto in actos:
        conocidos = conocidos.tras(acto)
    return conocidos


def test_lo_que_coincide_no_pide_nada_en_ningun_orden() -> None:
    """The photograph first, or the record first: the same close is one close."""
    for actos in permutations((anuncio(A), registro(A))):
        assert tras(*actos).por_asentar == ()
        assert tras(*actos).todos == (A,)


@pytest.mark.parametrize(
    ("actos", "debidos"),
    [
        ((anuncio(A), registro(B)), (A, B)),
        ((registro(B), anuncio(A)), (B, A)),
        ((anuncio(A), anuncio(B)), (A, B)),
        # Two records are a conflict of their own until somebody announces one of them.
        ((registro(A), registro(B)), ()),
        ((registro(A), registro(B), anuncio(B)), (A, B)),
        ((anuncio(A), registro(B), dicho(A, B)), ()),
        # What was said of two is not said of the third.
        ((anuncio(A), registro(B), dicho(A, B), anuncio(C)), (A, B, C)),
        ((anuncio(A), registro(B), dicho(A, B), registro(A)), ()),
    ],
)
def test_lo_que_se_contradice_se_dice_entero(
    actos: tuple[ActoDeCierre, ...], debidos: tuple[bytes, ...]
) -> None:
    """Every close that is known, as they came: none is left out, none takes another's place."""
    assert tras(*actos).por_asentar == debidos


@pytest.mark.parametrize(
    ("actos", "falla"),
    [
        ((anuncio(A), anuncio(A)), AnuncioRepetido),
        ((anuncio(A), registro(B), anuncio(C)), ContradiccionDistinta),
        ((anuncio(A), registro(B), registro(C)), ContradiccionDistinta),
        ((anuncio(A), registro(B), dicho(B, A)), ContradiccionDistinta),
        ((anuncio(A), registro(B), dicho(A, B, C)), ContradiccionDistinta),
        ((anuncio(A), registro(B), dicho(A, B), dicho(A, B)), ContradiccionDistinta),
        ((anuncio(A), registro(A), dicho(A, A)), ContradiccionDistinta),
        ((registro(A), registro(B), dicho(A, B)), ContradiccionDistinta),
        ((anuncio(A), registro(A, "acta.json")), RegistroSinCierre),
    ],
)
def test_lo_que_no_es_debido_no_pasa(
    actos: tuple[ActoDeCierre, ...], falla: type[ReglaRota]
) -> None:
    """Silence, a contradiction of others, one that there is not: a commission could choose."""
    tras(*actos[:-1])
    with pytest.raises(falla):
        tras(*actos)
