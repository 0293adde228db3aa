"""Any two cards of the mesa open its envelopes; no one card, no other pair, no other use does."""

import os
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from eleccion.casos.sobres import Destino, SobreAjeno, Sobres, abrir_sobre, cerrar_sobres

DESTINO = Destino("slp-prueba", "D001-M1", "lista")
PRIVADAS = {f"f{n}": os.urandom(32) for n in (1, 2, 3, 10)}
PUBLICAS = {
    clave: X25519PrivateKey.from_private_bytes(octetos).public_key().public_bytes_raw()
    for clave, octetos in PRIVADAS.items()
}
SECRETO = os.urandom(32)


def sobres() -> Sobres:
    """The envelopes, as they travel."""
    return Sobres.leer(cerrar_sobres(SECRETO, PUBLICAS, DESTINO, os.urandom).escribir())


@pytest.mark.parametrize("pareja", list(combinations(PRIVADAS, 2)))
def test_cualquier_pareja_abre(pareja: tuple[str, str]) -> None:
    """Whoever two of them come, in whatever order they put their cards."""
    for orden in (pareja, pareja[::-1]):
        tarjetas = {clave: PRIVADAS[clave] for clave in orden}
        assert abrir_sobre(sobres(), tarjetas, DESTINO) == SECRETO


def test_una_tarjeta_dos_veces_no_es_una_pareja() -> None:
    """The secret of one card must not stand for two."""
    with pytest.raises(SobreAjeno):
        abrir_sobre(sobres(), {"f1": PRIVADAS["f1"]}, DESTINO)
    with pytest.raises(SobreAjeno):
        abrir_sobre(sobres(), {"f1": PRIVADAS["f1"], "f2": PRIVADAS["f1"]}, DESTINO)


@pytest.mark.parametrize(
    "otro",
    [
        Destino("slp-otro", "D001-M1", "lista"),
        Destino("slp-prueba", "D001-M2", "lista"),
        Destino("slp-prueba", "D001-M1", "equipo-mesa-1"),
    ],
)
def test_un_sobre_no_sirve_para_otra_cosa(otro: Destino) -> None:
    """An envelope moved to another mesa, process or use stays shut."""
    tarjetas = {clave: PRIVADAS[clave] for clave in ("f1", "f2")}
    with pytest.raises(SobreAjeno):
        abrir_sobre(sobres(), tarjetas, otro)


def test_cada_sobre_se_cierra_con_azar_nuevo() -> None:
    """Two sealings of one secret share nothing that would tell it is the same."""
    assert sobres().efimera != sobres().efimera
