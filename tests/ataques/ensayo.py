"""A whole small process of two mesas, simulated once per run: somebody else's, to attack with."""

from __future__ import annotations

import atexit
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from eleccion.cli import principal


@cache
def ensayo() -> Path:
    """Give a folder with ``expediente`` and ``reservado``, which tests only read."""
    raiz = Path(mkdtemp(prefix="eleccion-ensayo-"))
    atexit.register(shutil.rmtree, raiz, ignore_errors=True)
    argumentos = ["simular", "--demarcaciones", "2", "--votantes", "12", "--semilla", "q"]
    argumentos += ["--salida", str(raiz / "expediente"), "--reservado", str(raiz / "reservado")]
    assert principal(argumentos) == 0
    return raiz
