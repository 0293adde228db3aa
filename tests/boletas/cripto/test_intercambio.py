"""Who holds no share takes the public messages of the ceremony, and believes none of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from boletas.cripto.ceremonia import CLASES, CUSTODIOS, LIMITE_DE_MENSAJE, Ceremonista
from boletas.cripto.intercambio import leer_mensajes, revisar_ceremonia
from boletas.errores import (
    CeremoniaIncompleta,
    FueraDeLimites,
    Incumplimiento,
    MensajeInesperado,
    UmbralInvalido,
)
from tests.dobles.custodia import CustodiaEnMemoria

UMBRAL, TOTAL = 2, 3


@cache
def _ceremonia(cual: str) -> dict[str, bytes]:
    """Every public message of one ceremony; each name of it is another one."""
    del cual
    custodios = [Ceremonista(CustodiaEnMemoria(), i, UMBRAL, TOTAL) for i in range(1, TOTAL + 1)]
    mensajes: dict[str, bytes] = {}
    for _ in range(len(CLASES) + 1):
        for custodio in custodios:
            mensajes |= custodio.paso(mensajes)
    return mensajes | {CUSTODIOS: custodios[0].custodios()}


def test_los_mensajes_dan_la_lista_que_hicieron_los_custodios(tmp_path: Path) -> None:
    """From the common folder alone, whatever else lies in it."""
    for nombre, texto in _ceremonia("una").items():
        (tmp_path / nombre).write_bytes(texto)
    (tmp_path / "certificado-4.json").write_bytes(b"otra cosa")
    leidos = leer_mensajes(tmp_path, TOTAL)
    assert leidos == _ceremonia("una")
    revisada = revisar_ceremonia(leidos, UMBRAL, TOTAL)
    assert revisada.custodios.texto == leidos[CUSTODIOS]
    (tmp_path / "llave-1.json").write_bytes(b" " * (LIMITE_DE_MENSAJE + 1))
    with pytest.raises(FueraDeLimites):
        leer_mensajes(tmp_path, TOTAL)


def test_un_mensaje_de_menos_se_nombra() -> None:
    """Nobody writes down a key that somebody did not finish."""
    for nombre, _ in _ceremonia("una").items():
        con_hueco = {otro: texto for otro, texto in _ceremonia("una").items() if otro != nombre}
        with pytest.raises(CeremoniaIncompleta) as falla:
            revisar_ceremonia(con_hueco, UMBRAL, TOTAL)
        assert falla.value.entrada == nombre


def test_un_mensaje_de_otra_ceremonia_se_niega_y_se_sabe_de_quien() -> None:
    """True in itself, of the same custodian's program, and not of these keys."""
    mensajes, otra = _ceremonia("una"), _ceremonia("otra")
    for clase in CLASES:
        for indice in range(1, TOTAL + 1):
            nombre = f"{clase}-{indice}.json"
            with pytest.raises(Incumplimiento) as falla:
                revisar_ceremonia(mensajes | {nombre: otra[nombre]}, UMBRAL, TOTAL)
            assert falla.value.culpables == (indice,), nombre
    with pytest.raises(MensajeInesperado):
        revisar_ceremonia(mensajes | {CUSTODIOS: otra[CUSTODIOS]}, UMBRAL, TOTAL)
    with pytest.raises(Incumplimiento):
        revisar_ceremonia(mensajes, UMBRAL + 1, TOTAL)
    with pytest.raises(UmbralInvalido):
        revisar_ceremonia(mensajes, TOTAL + 1, TOTAL)
