"""Whoever holds the commission's key alone cannot make another record out of the one that came."""

from dataclasses import replace
from hashlib import sha256

import pytest

from auditoria.registro.asientos import ArchivoCitado, BitacoraCitada, RegistroRecibido
from auditoria.reglas.registros import contenido_firmado


def citado(ruta: str, contenido: str = "") -> ArchivoCitado:
    """A file of a record."""
    return ArchivoCitado(ruta=ruta, sha256=sha256(contenido.encode()).digest())


def cabeza(equipo: str, tamano: int) -> BitacoraCitada:
    """The log of one of its machines."""
    origen = f"eleccion-jpc/jpc-2026/D001/M1/{equipo}"
    return BitacoraCitada(origen=origen, tamano=tamano, raiz=sha256(bytes([tamano])).digest())


HOJAS = (citado("acta.json"), citado("cierre.json"))
ULTIMAS = (cabeza("mesa-10", 9), cabeza("urna-1", 8))
BASE = RegistroRecibido(
    mesa="D001-M1",
    manifiesto=bytes(32),
    archivos=HOJAS,
    bitacoras=(ULTIMAS[0], cabeza("mesa-9", 7), ULTIMAS[1]),
    via="usb",
)


@pytest.mark.parametrize(
    "cambios",
    [
        {"manifiesto": bytes([1] * 32), "via": "red"},
        {"archivos": (*HOJAS, citado("cofirmas.json"), citado("mesa-9.punto", "de antes"))},
        {"archivos": (*HOJAS, citado("conflictos.json"))},
        {"bitacoras": (ULTIMAS[0], cabeza("mesa-9", 6), ULTIMAS[1])},
    ],
)
def test_lo_que_la_mesa_no_fija_no_hace_otro_registro(cambios: dict[str, object]) -> None:
    """Files beside the acta, an earlier checkpoint, the tail of a machine that was taken over."""
    assert contenido_firmado(replace(BASE, **cambios)) == contenido_firmado(BASE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "cambios",
    [
        {"archivos": (citado("acta.json", "otra"), HOJAS[1])},
        {"archivos": (HOJAS[0], citado("cierre.json", "otro"))},
        {"bitacoras": (cabeza("mesa-10", 7), cabeza("mesa-9", 7), ULTIMAS[1])},
        {"bitacoras": (*BASE.bitacoras[:2], cabeza("urna-1", 9))},
    ],
)
def test_lo_que_la_mesa_fija_hace_otro(cambios: dict[str, object]) -> None:
    """Control: two actas, two closes or two logs of one mesa contradict each other."""
    assert contenido_firmado(replace(BASE, **cambios)) != contenido_firmado(BASE)  # type: ignore[arg-type]
