"""Belenios' own program, asked for a second opinion on the archives we write.

Versions older than 2.1 do not know the group Ed25519 and are of no use (docs/formato-bel.md).
"""

import json
import os
import platform
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

MINIMA = (2, 1)
ESPERA_S = 120


class Rechazado(Exception):
    """The tool refused an archive or a ballot; the message is what it printed."""


class BeleniosAusente(Exception):
    """No usable belenios-tool on this machine; the message says why."""


@dataclass(frozen=True)
class BeleniosTool:
    """A belenios-tool that runs here.

    Attributes:
        orden: Program and leading arguments to call it with.
        version: As it prints it, e.g. ``3.0 (3.0+20250220) [debug]``.
    """

    orden: tuple[str, ...]
    version: str

    def verificar_archivo(self, bel: Path) -> None:
        """Run ``election verify`` on a copy of one ``.bel`` that stands alone in a folder.

        Raises:
            Rechazado: The tool did not end with "all checks passed".
        """
        with tempfile.TemporaryDirectory() as carpeta:
            shutil.copy(bel, carpeta)
            dicho = self._correr("election", "verify", "--dir", carpeta)
        if not dicho.rstrip().endswith("all checks passed"):
            raise Rechazado(dicho)

    def verificar_boleta(self, bel: Path, boleta: bytes) -> None:
        """Run ``election verify-ballot`` on the text of one ballot of the election in ``bel``.

        The tool calls a ballot that is already in the box a duplicate, so it is given the archive
        as it was before the first ballot.

        Raises:
            Rechazado: The tool does not call the ballot valid.
        """
        self._verificar_boletas(bel, [boleta])

    def verificar_boletas(self, bel: Path) -> int:
        """Run ``election verify-ballot`` on every ballot of an archive; return how many.

        Raises:
            Rechazado: The tool does not call one of them valid.
        """
        boletas = boletas_de(bel)
        self._verificar_boletas(bel, boletas)
        return len(boletas)

    def _verificar_boletas(self, bel: Path, boletas: list[bytes]) -> None:
        with tempfile.TemporaryDirectory() as carpeta, tempfile.TemporaryDirectory() as aparte:
            Path(carpeta, bel.name).write_bytes(instalacion_de(bel))
            archivo = Path(aparte, "boleta.json")
            for boleta in boletas:
                archivo.write_bytes(boleta)
                dicho = self._correr(
                    "election", "verify-ballot", "--dir", carpeta, "--ballot", str(archivo)
                )
                if "ballot is valid" not in dicho:
                    raise Rechazado(dicho)

    def _correr(self, *argumentos: str) -> str:
        fin = subprocess.run(
            [*self.orden, *argumentos],
            capture_output=True,
            text=True,
            # It may repeat the bytes that it was given, whatever they are.
            errors="replace",
            timeout=ESPERA_S,
            check=False,
        )
        if fin.returncode != 0:
            raise Rechazado(f"exit status {fin.returncode}: {(fin.stderr + fin.stdout)[:600]}")
        return fin.stdout + fin.stderr


def boletas_de(bel: Path) -> list[bytes]:
    """Read the ballots of an archive in its order, with the standard library's tar alone.

    Not our own reader: a mistake in it must not choose what the tool gets to see.
    """
    datos = {miembro.name: texto for miembro, texto in _leer_tar(bel)}
    eventos = [json.loads(v) for k, v in datos.items() if k.endswith(".event.json")]
    return [datos[f"{e['payload']}.data.json"] for e in eventos if e["type"] == "Ballot"]


def instalacion_de(bel: Path) -> bytes:
    """Cut an archive after its Setup: an election that nobody has voted in."""
    for miembro, texto in _leer_tar(bel):
        if miembro.name.endswith(".event.json") and json.loads(texto)["type"] == "Setup":
            fin = miembro.offset_data + -(-miembro.size // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE
            return bel.read_bytes()[:fin]
    raise ValueError(f"no Setup in {bel.name}")


def _leer_tar(bel: Path) -> list[tuple[tarfile.TarInfo, bytes]]:
    with tarfile.open(bel) as archivo:
        return [(m, archivo.extractfile(m).read()) for m in archivo]  # type: ignore[union-attr]


def encontrar(obtenido: Path) -> BeleniosTool:
    """Find a usable tool: the one on PATH, else the one that ``obtener`` unpacked.

    Args:
        obtenido: Folder that ``python -m tests.belenios_tool.obtener`` was given.

    Raises:
        BeleniosAusente: Neither is there with a version that knows Ed25519.
    """
    motivos = []
    for orden in _ordenes(obtenido):
        try:
            dicho = subprocess.run(
                [*orden, "--version"], capture_output=True, text=True, timeout=ESPERA_S, check=True
            ).stdout.strip()
        except (OSError, subprocess.SubprocessError) as error:
            motivos.append(f"{orden[0]}: {error}")
            continue
        if _numeros(dicho) >= MINIMA:
            return BeleniosTool(orden, dicho)
        motivos.append(f"{orden[0]}: version {dicho} does not know Ed25519")
    raise BeleniosAusente("; ".join(motivos) or "not on PATH nor unpacked: run `make belenios`")


def _ordenes(obtenido: Path) -> list[tuple[str, ...]]:
    ordenes: list[tuple[str, ...]] = []
    if en_path := shutil.which("belenios-tool"):
        ordenes.append((en_path,))
    usr = obtenido / "raiz" / "usr"
    programa = usr / "bin" / "belenios-tool"
    if programa.exists() and platform.machine() == "x86_64":
        # Debian 13's program needs Debian 13's libc: its own loader runs it on an older system.
        cargador = usr / "lib64" / "ld-linux-x86-64.so.2"
        bibliotecas = usr / "lib" / "x86_64-linux-gnu"
        ordenes.append((str(cargador), "--library-path", str(bibliotecas), str(programa)))
    return ordenes


def _numeros(version: str) -> tuple[int, ...]:
    hallado = re.match(r"(\d+)\.(\d+)", version)
    return tuple(int(n) for n in hallado.groups()) if hallado else ()


def es_integracion() -> bool:
    """Whether this run decides about a change (CI=true), so that a missing tool is a failure."""
    return os.environ.get("CI", "").lower() == "true"
