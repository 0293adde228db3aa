"""An archive taken to pieces and put together again: as blocks, as records, as events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from boletas.cripto import canonico
from boletas.cripto.huella import sha256_hex
from boletas.cripto.registros import cabecera, relleno
from tests.boletas.mutaciones.urnas import (
    MARCA,
    PLANILLA,
    PROYECTOS,
    Expediente,
    archivar,
    urna,
)

BLOQUE = 512
Registros = list[tuple[str, bytes]]
PIEZAS = {
    "Setup": ("election", "trustees", "credentials", "setup_data"),
    "Ballot": ("ballot",),
    "EndBallots": (),
    "EncryptedTally": ("tally", "sized_tally"),
    "PartialDecryption": ("factors", "owned"),
    "Result": ("result",),
}
"""The data records before each event, as the format's page names them."""

Mutante = tuple[bytes, bytes]
"""An archive and its descifrado.json."""
MutadorDeArchivo = Callable[[Random, Expediente, Expediente], Mutante]
"""From randomness, a lawful archive and another lawful one."""


class NoSeAplica(Exception):
    """The archive drawn has nothing that this mutation changes: draw another."""


@dataclass
class Hecho:
    """An event with its data, free of names and hashes."""

    tipo: str
    datos: list[bytes]


@cache
def expedientes(semilla: str) -> tuple[Expediente, ...]:
    """One mandatory trustee; two of three; blank votes; nobody voted."""
    return (
        archivar(semilla, urna(semilla, "único", (PLANILLA,), votantes=2)),
        archivar(semilla, urna(semilla, "umbral", (PLANILLA,), votantes=2, umbral=2, total=3)),
        archivar(semilla, urna(semilla, "blanco", (PROYECTOS,), votantes=1)),
        archivar(semilla, urna(semilla, "vacía", (PLANILLA,), votantes=0)),
    )


def registro(nombre: str, datos: bytes) -> bytes:
    """A record as the format spells it."""
    return cabecera(nombre, len(datos), MARCA) + datos + relleno(len(datos))


def unir(registros: Sequence[tuple[str, bytes]]) -> bytes:
    """Records one after another."""
    return b"".join(registro(nombre, datos) for nombre, datos in registros)


def separar(bel: bytes) -> Registros:
    """Every record of a lawful archive."""
    hechos, i = [], 0
    while i < len(bel):
        largo = int(bel[i + 124 : i + 135], 8)
        nombre = bel[i : i + 100].rstrip(b"\0").decode()
        hechos.append((nombre, bel[i + BLOQUE : i + BLOQUE + largo]))
        i += BLOQUE + largo + len(relleno(largo))
    return hechos


def leer_hechos(bel: bytes) -> list[Hecho]:
    """The events of a lawful archive."""
    hechos, datos = [], []
    for nombre, contenido in separar(bel)[1:]:
        if nombre.endswith(".event.json"):
            campos: Any = canonico.leer(contenido)
            hechos.append(Hecho(campos["type"], datos))
            datos = []
        else:
            datos.append(contenido)
    return hechos


def enlazar(hechos: Sequence[Hecho]) -> None:
    """Make again what the data say of each other, so that only what was changed is wrong."""
    for hecho in hechos:
        if hecho.tipo == "Setup" and len(hecho.datos) == 4:
            nombres = PIEZAS["Setup"][:3]
            huellas = [sha256_hex(d) for d in hecho.datos[:3]]
            hecho.datos[3] = canonico.escribir(dict(zip(nombres, huellas, strict=True)))
        elif hecho.tipo in {"EncryptedTally", "PartialDecryption"} and len(hecho.datos) == 2:
            campos: Any = canonico.leer(hecho.datos[1])
            clave = "encrypted_tally" if hecho.tipo == "EncryptedTally" else "payload"
            hecho.datos[1] = canonico.escribir(campos | {clave: sha256_hex(hecho.datos[0])})


def rehacer(
    hechos: Sequence[Hecho],
    cambiar_suceso: Callable[[int, dict[str, Any]], object] = lambda _, campos: campos,
) -> bytes:
    """An archive of these events, its names and chain all made anew.

    Args:
        cambiar_suceso: Changes the fields of the event of a height before they are written; what
            follows is chained to the text that results.
    """
    registros = [separar_inicio()]
    previo = ""
    for altura, hecho in enumerate(hechos):
        registros += [(f"{sha256_hex(d)}.data.json", d) for d in hecho.datos]
        campos: dict[str, Any] = {"parent": previo} if previo else {}
        campos |= {"height": altura, "type": hecho.tipo}
        if hecho.datos:
            campos["payload"] = sha256_hex(hecho.datos[-1])
        texto = canonico.escribir(cambiar_suceso(altura, campos))
        previo = sha256_hex(texto)
        registros.append((f"{previo}.event.json", texto))
    return unir(registros)


def separar_inicio() -> tuple[str, bytes]:
    """The first record."""
    return "BELENIOS", canonico.escribir({"version": 1, "timestamp": str(MARCA)})
