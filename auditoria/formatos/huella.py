r"""``huella.txt``: the one fingerprint of everything that was sealed.

Page: docs/formato-huella.md. First line the version of the program, then one line
``<sha256 hex>  <path>`` per sealed text, ascending by path; every line ends in ``\n``. Its
SHA-256 is the fingerprint that stands on every paper.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from auditoria.errores import NoAbre, ReglaRota
from auditoria.formatos.claves import ClaveAusente, exigir_orden
from auditoria.registro.codigo import corto

LIMITE = 1 << 20
"""Bytes of the file; 999 mesas take about 200 kB."""


class HuellaIlegible(ReglaRota):
    """The text is not spelled as a list of fingerprints."""

    explicacion = "La lista de huellas no se puede leer"


class HuellaDemasiadoGrande(NoAbre):
    """The text is larger than any list of fingerprints."""

    explicacion = "La lista de huellas es demasiado grande"


_PROGRAMA = re.compile(r"programa(?: [a-z0-9-]+/[0-9A-Za-z.+-]+)+")
_RUTA = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*(?:\.[a-z]+)?")
_RENGLON = re.compile(r"([0-9a-f]{64})  (.+)")


@dataclass(frozen=True, slots=True)
class Renglon:
    """SHA-256 of one sealed text, and its path inside the expediente."""

    sha256: bytes
    ruta: str


@dataclass(frozen=True, slots=True)
class ListaDeHuellas:
    """The file.

    Attributes:
        programa: First line: ``programa eleccion-jpc/0.1.0 …``.
        renglones: Strictly ascending by path.
    """

    programa: str
    renglones: tuple[Renglon, ...]

    def __post_init__(self) -> None:
        if not _PROGRAMA.fullmatch(self.programa):
            raise HuellaIlegible(self.programa[:80], entrada="renglón 1")
        for numero, renglon in enumerate(self.renglones, 2):
            if not _RUTA.fullmatch(renglon.ruta) or len(renglon.sha256) != 32:
                raise HuellaIlegible(renglon.ruta[:80], entrada=f"renglón {numero}")
        exigir_orden((renglon.ruta for renglon in self.renglones), "rutas de la huella")

    @classmethod
    def leer(cls, datos: bytes) -> ListaDeHuellas:
        """Read the text; only the spelling that ``escribir`` gives.

        Raises:
            HuellaIlegible: With the line.
            ClaveRepetida, FueraDeOrden: The paths do not ascend.
        """
        if len(datos) > LIMITE:
            raise HuellaDemasiadoGrande(f"{len(datos)} bytes")
        try:
            texto = datos.decode("ascii")
        except UnicodeDecodeError as fallo:
            raise HuellaIlegible("no es texto ASCII") from fallo
        if not texto.endswith("\n"):
            raise HuellaIlegible("no termina en salto de línea")
        programa, *lineas = texto[:-1].split("\n")
        renglones = []
        for numero, linea in enumerate(lineas, 2):
            partes = _RENGLON.fullmatch(linea)
            if partes is None:
                raise HuellaIlegible(linea[:80], entrada=f"renglón {numero}")
            renglones.append(Renglon(bytes.fromhex(partes[1]), partes[2]))
        return cls(programa, tuple(renglones))

    def escribir(self) -> bytes:
        """Spell the text."""
        lineas = [f"{renglon.sha256.hex()}  {renglon.ruta}" for renglon in self.renglones]
        return "".join(f"{linea}\n" for linea in (self.programa, *lineas)).encode("ascii")

    @property
    def huella(self) -> bytes:
        """The fingerprint: SHA-256 of the text, 32 bytes."""
        return hashlib.sha256(self.escribir()).digest()

    @property
    def corta(self) -> str:
        """The fingerprint as papers print it."""
        return corto(self.huella)

    def de(self, ruta: str) -> bytes:
        """SHA-256 of the text sealed under a path, or raise ``ClaveAusente``."""
        for renglon in self.renglones:
            if renglon.ruta == ruta:
                return renglon.sha256
        raise ClaveAusente(ruta)
