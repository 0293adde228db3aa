"""The command, run here or as its own process: exit status, standard output, standard error."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import auditoria.cli
import eleccion.cli

RAIZ = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Corrida:
    """What a command left."""

    estado: int
    salida: str
    errores: str


PROGRAMAS = {"auditoria": auditoria.cli.principal, "eleccion": eleccion.cli.principal}


def llamar(capsys: pytest.CaptureFixture[str], programa: str, *argumentos: object) -> Corrida:
    """Run a command in this very process: cheap, and as good where no environment is at stake."""
    capsys.readouterr()
    try:
        estado = PROGRAMAS[programa]([str(argumento) for argumento in argumentos])
    except SystemExit as salida:
        estado = int(str(salida.code))
    dicho = capsys.readouterr()
    return Corrida(estado, dicho.out, dicho.err)


def correr(
    programa: str,
    *argumentos: object,
    entorno: Mapping[str, str] | None = None,
    carpeta: Path | None = None,
    antes: str = "",
) -> Corrida:
    """Run ``auditoria`` or ``eleccion`` in an interpreter of its own.

    Args:
        antes: Code that runs before the command, once its modules are loaded.
    """
    codigo = (
        f"import sys; from {programa}.cli import principal\n{antes}\n"
        "sys.exit(principal(sys.argv[1:]))"
    )
    hecha = subprocess.run(
        [sys.executable, "-c", codigo, *map(str, argumentos)],
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        cwd=carpeta,
        env={**os.environ, "PYTHONPATH": str(RAIZ), **(entorno or {})},
        check=False,
    )
    return Corrida(hecha.returncode, hecha.stdout, hecha.stderr)
