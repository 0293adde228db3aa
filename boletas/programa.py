"""Which program this is, said where people compare it: version, and fingerprint of its modules.

It tells apart two versions and a damaged copy. A program made to lie says what it likes: what
proves a copy is the list of hashes of the memory it was installed from.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from boletas.impresion.codigos import huella_corta

PROGRAMA = "eleccion-jpc"


@cache
def programa() -> str:
    """Spell ``eleccion-jpc/0.1.0 02W4Q-7TNF0-56MX0-8K1RD``.

    The code is the short fingerprint of the list ``<sha256>  <path>`` of every module of
    ``boletas``, by path, one a line: the same from a checkout and from a wheel.
    """
    raiz = Path(__file__).parent
    modulos = sorted(raiz.rglob("*.py"), key=lambda ruta: ruta.relative_to(raiz).as_posix())
    lista = "".join(
        f"{sha256(ruta.read_bytes()).hexdigest()}  {ruta.relative_to(raiz).as_posix()}\n"
        for ruta in modulos
    )
    return f"{PROGRAMA}/{version(PROGRAMA)} {huella_corta(sha256(lista.encode()).digest())}"
