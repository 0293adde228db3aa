"""A card without its PIN, or a PIN without its card, signs nothing and opens nothing."""

import os
import stat
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from auditoria.errores import ErrorAuditoria
from eleccion.casos.tarjetas import (
    PinMalEscrito,
    TarjetaAusente,
    TarjetaImpresa,
    abrir_tarjeta,
    acunar_tarjeta,
    ordenar_tarjetas,
)

NOMBRE = "jpc/slp-prueba/D001/M1/f1"


def test_la_tarjeta_se_abre_con_su_nip(tmp_path: Path) -> None:
    """The same card and PIN give the same two keys, on any machine, years later."""
    ruta = tmp_path / "tarjeta.json"
    nueva = acunar_tarjeta(ruta, NOMBRE, "012345", os.urandom)
    assert stat.S_IMODE(ruta.stat().st_mode) == 0o600
    assert abrir_tarjeta(ruta, "012345") == nueva
    otra = abrir_tarjeta(ruta, "012346")
    assert otra.firma.publica != nueva.firma.publica
    assert otra.cifrado_publico != nueva.cifrado_publico


def test_las_llaves_salen_como_dice_la_pagina(tmp_path: Path) -> None:
    """docs/formato-dotacion.md, cards: made here a second time from the words of the page."""
    ruta = tmp_path / "tarjeta.json"
    tarjeta = acunar_tarjeta(ruta, NOMBRE, "907060", lambda n: bytes(range(n)))
    semilla = Argon2id(
        salt=sha256(NOMBRE.encode()).digest()[:16],
        length=32,
        iterations=2,
        lanes=1,
        memory_cost=19 * 1024,
        ad=b"eleccion-jpc/tarjeta/v1",
        secret=bytes(range(32)),
    ).derive(b"907060")
    firma, cifrado = (
        HKDFExpand(SHA256(), 32, f"eleccion-jpc/tarjeta/{uso}/v1".encode()).derive(semilla)
        for uso in ("firma", "cifrado")
    )
    assert tarjeta.firma.semilla == firma
    publica = X25519PrivateKey.from_private_bytes(cifrado).public_key().public_bytes_raw()
    assert tarjeta.cifrado_publico == publica


@pytest.mark.parametrize("pin", ["", "12345", "1234567", "12345a", " 12345", "١٢٣٤٥٦"])
def test_un_nip_son_seis_cifras(tmp_path: Path, pin: str) -> None:
    """Other digits of Unicode would make a PIN that no keyboard of the mesa types."""
    with pytest.raises(PinMalEscrito):
        acunar_tarjeta(tmp_path / "t.json", NOMBRE, pin, os.urandom)
    assert not (tmp_path / "t.json").exists()


def test_lo_que_no_es_tarjeta_se_dice(tmp_path: Path) -> None:
    """A missing file and another QR are told apart."""
    with pytest.raises(TarjetaAusente):
        abrir_tarjeta(tmp_path / "nada.json", "012345")
    (tmp_path / "otra.json").write_bytes(b"{}")
    with pytest.raises(ErrorAuditoria):
        abrir_tarjeta(tmp_path / "otra.json", "012345")


def test_el_secreto_no_se_muestra(tmp_path: Path) -> None:
    """A crash report or a log line must not print a key."""
    ruta = tmp_path / "t.json"
    tarjeta = acunar_tarjeta(ruta, NOMBRE, "012345", os.urandom)
    impresa = TarjetaImpresa.leer(ruta.read_bytes())
    assert impresa.secreto not in repr(tarjeta)
    assert repr(tarjeta.firma.semilla) not in repr(tarjeta)


def test_las_firmas_van_por_numero_de_tarjeta(tmp_path: Path) -> None:
    """Records list two cards in one order only, whoever put theirs first; f10 after f2."""
    diez = acunar_tarjeta(tmp_path / "a", NOMBRE.replace("f1", "f10"), "000000", os.urandom)
    dos = acunar_tarjeta(tmp_path / "b", NOMBRE.replace("f1", "f2"), "000000", os.urandom)
    assert [firma.nombre[-3:] for firma in ordenar_tarjetas((diez, dos))] == ["/f2", "f10"]
