"""A wheel of the project, and a place outside the checkout where it is installed."""

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.proyecto.arbol import RAIZ, archivos, terceros


@dataclass(frozen=True)
class Instalacion:
    """An environment where the project is installed from its wheel, far from the checkout."""

    carpeta: Path

    @property
    def python(self) -> Path:
        """Interpreter of the environment."""
        return self.carpeta / "bin" / "python"

    def correr(self, *orden: str, carpeta: Path) -> subprocess.CompletedProcess[str]:
        """Run a program of the environment, with an empty home and nothing of this session."""
        return subprocess.run(
            [self.carpeta / "bin" / orden[0], *orden[1:]],
            cwd=carpeta,
            env={"PATH": os.defpath, "HOME": str(carpeta), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


def copiar_proyecto(destino: Path, *, hora: int) -> Path:
    """Copy the files under version control, as a clone of another moment would hold them.

    The JavaScript of others goes along, as `make preparar` would lay it there.
    """
    for nombre in (*archivos(), *terceros()):
        copia = destino / nombre
        copia.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(RAIZ / nombre, copia)
        os.utime(copia, (hora, hora))
    return destino


def hacer_rueda(fuente: Path, destino: Path) -> Path:
    """Build the wheel of a copy of the project."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(destino)],
        cwd=fuente,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (rueda,) = destino.glob("*.whl")
    return rueda


@pytest.fixture(scope="session")
def ruedas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two wheels built from clones of different folders and hours."""
    hechas = []
    for hora in (1_000_000_000, 1_700_000_000):
        fuente = copiar_proyecto(tmp_path_factory.mktemp("copia"), hora=hora)
        hechas.append(hacer_rueda(fuente, tmp_path_factory.mktemp("ruedas")))
    return hechas[0], hechas[1]


def crear_entorno(carpeta: Path) -> Instalacion:
    """Make an empty environment without pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(carpeta)], check=True)
    return Instalacion(carpeta)


def instalar(instalacion: Instalacion, *argumentos: str) -> None:
    """Install into an environment with the pip of this one."""
    orden = [sys.executable, "-m", "pip", "--python", str(instalacion.python), "install", "-q"]
    entorno = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    subprocess.run([*orden, *argumentos], check=True, env=entorno, timeout=300)


@pytest.fixture(scope="session")
def instalada(ruedas: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Instalacion:
    """The wheel installed in an environment of its own that borrows the libraries of this one.

    Nothing is downloaded: a ``.pth`` adds the folder of the installed libraries. A ``.pth`` reached
    that way is not followed, so the editable install of the checkout stays out of sight.
    """
    instalacion = crear_entorno(tmp_path_factory.mktemp("instalada") / "entorno")
    instalar(instalacion, "--no-deps", "--no-index", str(ruedas[0]))
    propias = next(instalacion.carpeta.glob("lib/python3*/site-packages"))
    (propias / "prestadas.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return instalacion
