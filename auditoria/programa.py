"""Version of the program and of every library whose change could change a byte of a paper."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

PROGRAMA = "eleccion-jpc"

LIBRERIAS = (
    "cryptography",
    "font-source-sans-pro",
    "pillow",
    "pynacl",
    "qrcode",
    "reportlab",
    "rfc8785",
)
"""Libraries that draw, encode, hash or sign, in the order of the line."""


@cache
def version_del_programa() -> str:
    """Spell the first line of ``huella.txt``: ``programa eleccion-jpc/0.1.0 …``.

    Papers are byte for byte the same only under the same line, so it is sealed with the
    definition and a verifier says so when it runs under another.
    """
    partes = (f"{nombre}/{version(nombre)}" for nombre in (PROGRAMA, *LIBRERIAS))
    return " ".join(("programa", *partes))
