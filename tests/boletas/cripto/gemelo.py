"""The browser's twins in a process of Node, asked act by act."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

CARPETA = Path(__file__).resolve().parent


def node() -> str:
    """The Node that `make preparar` left in the environment, or else the system's.

    Raises:
        FileNotFoundError: There is none, so the environment was not prepared.
    """
    propio = Path(sys.executable).with_name("node")
    hallado = str(propio) if propio.exists() else shutil.which("node")
    if hallado is None:
        raise FileNotFoundError("no Node: run `make preparar`")
    return hallado


class Gemelo:
    """A process that does the acts of actos.mjs for as long as the tests ask."""

    def __init__(self) -> None:
        self._proceso = subprocess.Popen(
            [node(), str(CARPETA / "gemelo.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def hacer(self, acto: str, *argumentos: Any) -> dict[str, Any]:
        """Do one act; the answer is ``{"espera": "valida", "resultado"}`` or a failure's name."""
        assert self._proceso.stdin
        assert self._proceso.stdout
        self._proceso.stdin.write(json.dumps({"acto": acto, "argumentos": argumentos}) + "\n")
        self._proceso.stdin.flush()
        linea = self._proceso.stdout.readline()
        if not linea:
            raise RuntimeError(f"the twins died at {acto}")
        respuesta: dict[str, Any] = json.loads(linea)
        return respuesta

    def dar(self, acto: str, *argumentos: Any) -> Any:
        """Do one act that must succeed, and give its result."""
        respuesta = self.hacer(acto, *argumentos)
        assert respuesta["espera"] == "valida", respuesta
        return respuesta["resultado"]

    def cerrar(self) -> None:
        """End the process."""
        self._proceso.communicate(timeout=30)
