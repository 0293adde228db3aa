"""Make the folder that installs the program on a machine without network: ``make usb``.

It holds the wheel of this checkout, the wheel of every locked library for the supported systems,
the locks, the manuals, and a script that installs from nothing else. The same sources and locks
give the same folder: the line this prints can be compared with anybody's.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from eleccion.web.observacion.pagina import armar_pagina

RAIZ = Path(__file__).resolve().parents[2]
AQUI = Path(__file__).resolve().parent
# Debian 12 and 13, amd64; glibc 2.36 is the older of the two.
PYTHONS = ("3.11", "3.13")
GLIBC = range(5, 37)
CANDADOS = ("nucleo.txt", "servidor.txt")
PROPIOS = ("instalar.sh", "LEAME.txt")
SUMAS = "SHA256SUMS"
PAGINA = "esta-mi-boleta.html"


def armar(destino: Path, *, bajar: bool = True) -> str:
    """Make the folder anew and return the SHA-256 of its list of files.

    Args:
        destino: Replaced if it is there.
        bajar: Whether to get the libraries; without them only the form can be tried.
    """
    shutil.rmtree(destino, ignore_errors=True)
    ruedas, requisitos = destino / "ruedas", destino / "requisitos"
    ruedas.mkdir(parents=True)
    requisitos.mkdir()
    propia = _hacer_rueda(ruedas)
    for candado in CANDADOS:
        shutil.copyfile(RAIZ / "requirements" / candado, requisitos / candado)
    (requisitos / "programa.txt").write_text(_fijar(propia), "utf-8")
    for nombre in PROPIOS:
        shutil.copyfile(AQUI / nombre, destino / nombre)
    (destino / PAGINA).write_bytes(armar_pagina())
    shutil.copytree(RAIZ / "eleccion" / "kiosco", destino / "kiosco")
    manuales = RAIZ / "docs" / "manuales"
    if manuales.is_dir():
        shutil.copytree(manuales, destino / "manuales")
    if bajar:
        for version in PYTHONS:
            _bajar(ruedas, version)
    return _listar(destino)


def _hacer_rueda(ruedas: Path) -> Path:
    orden = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(ruedas)]
    subprocess.run(orden, cwd=RAIZ, check=True, stdout=subprocess.DEVNULL)
    (rueda,) = ruedas.glob("*.whl")
    return rueda


def _fijar(rueda: Path) -> str:
    """Write the wheel of the program as one more locked requirement."""
    nombre, version = rueda.name.split("-")[:2]
    huella = hashlib.sha256(rueda.read_bytes()).hexdigest()
    return f"{nombre.replace('_', '-')}=={version} --hash=sha256:{huella}\n"


def _bajar(ruedas: Path, version: str) -> None:
    """Get the wheels of every locked library for one Python, each by its hash."""
    plataformas = [f"manylinux_2_{n}_x86_64" for n in GLIBC]
    plataformas += ["manylinux1_x86_64", "manylinux2014_x86_64"]
    orden = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    orden += ["--only-binary", ":all:", "--dest", str(ruedas), "--implementation", "cp"]
    orden += ["--python-version", version, *(f"--platform={p}" for p in plataformas)]
    subprocess.run([*orden, "-r", str(RAIZ / "requirements" / CANDADOS[-1])], check=True)


def _listar(destino: Path) -> str:
    lineas = (
        f"{hashlib.sha256(ruta.read_bytes()).hexdigest()}  {ruta.relative_to(destino).as_posix()}\n"
        for ruta in sorted(destino.rglob("*"))
        if ruta.is_file()
    )
    texto = "".join(lineas).encode()
    (destino / SUMAS).write_bytes(texto)
    return hashlib.sha256(texto).hexdigest()


if __name__ == "__main__":
    carpeta = RAIZ / "dist" / "usb"
    print(f"{armar(carpeta)}  {carpeta.relative_to(RAIZ)}/{SUMAS}")
