"""Unpack Debian 13's belenios-tool and the libraries it needs into a folder, without root.

    python -m tests.belenios_tool.obtener .venv/belenios-tool

A private apt root takes the machine's own sources with the suite changed to trixie, so packages
come from the mirror this machine already trusts and are checked with its keyrings; nothing of the
system is touched. Does nothing when a usable tool is on PATH or already unpacked.
"""

import fcntl
import getpass
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.belenios_tool import BeleniosAusente, encontrar

SUITE = "trixie"
PAQUETE = "belenios-tool"
ESPERA_S = 300


def obtener(destino: Path) -> str:
    """Make a usable tool available; return its version.

    Raises:
        BeleniosAusente: This machine cannot run or reach it; the message says why.
    """
    destino = destino.resolve()
    destino.mkdir(parents=True, exist_ok=True)
    # Two test runs may start together: one unpacks, the other waits and finds it done.
    with (destino / "candado").open("w") as candado:
        fcntl.flock(candado, fcntl.LOCK_EX)
        try:
            return encontrar(destino).version
        except BeleniosAusente:
            _desempacar(destino)
        return encontrar(destino).version


def _desempacar(destino: Path) -> None:
    if platform.machine() != "x86_64" or not shutil.which("apt-get"):
        raise BeleniosAusente("only Debian on amd64 offers the package")
    fuentes = "\n\n".join(leer_fuentes(Path("/etc/apt")))
    if not fuentes:
        raise BeleniosAusente("this machine's apt sources name no Debian mirror with main")
    paquetes = destino / "paquetes"
    for carpeta in ("estado/lists/partial", "cache/archives/partial", "paquetes", "nueva"):
        shutil.rmtree(destino / carpeta, ignore_errors=True)
        (destino / carpeta).mkdir(parents=True)
    (destino / "estado/status").touch()
    (destino / "fuentes.sources").write_text(fuentes + "\n", encoding="utf-8")
    apt = [
        "apt-get", "-q",
        "-o", f"Dir::State={destino}/estado",
        # An empty status file: nothing counts as installed, so the plan names every library.
        "-o", f"Dir::State::status={destino}/estado/status",
        "-o", f"Dir::Cache={destino}/cache",
        "-o", f"Dir::Etc::sourcelist={destino}/fuentes.sources",
        "-o", "Dir::Etc::sourceparts=/dev/null",
        "-o", f"APT::Sandbox::User={getpass.getuser()}",
        "-o", "Acquire::http::Timeout=30",
        "-o", "Acquire::Retries=2",
    ]  # fmt: skip
    _correr([*apt, "update"], destino)
    plan = _correr([*apt, "--simulate", "--no-install-recommends", "install", PAQUETE], destino)
    nombres = re.findall(r"^Inst (\S+)", plan, re.MULTILINE)
    _correr([*apt, "download", *nombres], paquetes)
    for paquete in sorted(paquetes.glob("*.deb")):
        _correr(["dpkg", "-x", str(paquete), str(destino / "nueva")], destino)
    shutil.rmtree(destino / "raiz", ignore_errors=True)
    (destino / "nueva").rename(destino / "raiz")
    for carpeta in ("estado", "cache", "paquetes"):
        shutil.rmtree(destino / carpeta)


def _correr(orden: list[str], carpeta: Path) -> str:
    try:
        fin = subprocess.run(
            orden, cwd=carpeta, capture_output=True, text=True, timeout=ESPERA_S, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise BeleniosAusente(f"{' '.join(orden)}: no answer in {ESPERA_S} s") from error
    if fin.returncode != 0:
        raise BeleniosAusente(f"{orden[0]} failed: {fin.stderr.strip()}")
    return fin.stdout


def leer_fuentes(etc: Path) -> Iterator[str]:
    """Yield the machine's own Debian sources (deb822 stanzas) with the suite changed.

    Only the release itself with component ``main``; updates, security and other people's
    archives have suites of other names.
    """
    propias = {_nombre_de_version(), "stable", "oldstable", SUITE}
    for archivo in sorted((etc / "sources.list.d").glob("*.sources")):
        for estrofa in re.split(r"\n\s*\n", archivo.read_text(encoding="utf-8")):
            limpia = "\n".join(x for x in estrofa.splitlines() if not x.startswith("#"))
            campos = dict(re.findall(r"^([\w-]+):[ \t]*(.*(?:\n[ \t].*)*)", limpia, re.MULTILINE))
            if (
                propias & set(campos.get("Suites", "").split())
                and "main" in campos.get("Components", "").split()
                and "deb" in campos.get("Types", "").split()
                and campos.get("Enabled", "yes").strip().lower() != "no"
            ):
                yield _estrofa(campos["URIs"], campos.get("Signed-By", ""))
    listas = [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*.list"))]
    for archivo in listas:
        lineas = archivo.read_text(encoding="utf-8").splitlines() if archivo.exists() else []
        for linea in lineas:
            hallado = re.match(r"deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s+(.*)", linea.strip())
            if hallado and hallado[3] in propias and "main" in hallado[4].split():
                firmada = re.search(r"signed-by=(\S+)", hallado[1] or "")
                yield _estrofa(hallado[2], firmada[1] if firmada else "")


def _estrofa(direcciones: str, firmada: str) -> str:
    lineas = ["Types: deb", f"URIs: {direcciones}", f"Suites: {SUITE}", "Components: main"]
    if firmada:
        lineas.append(f"Signed-By: {firmada}")
    return "\n".join(lineas)


def _nombre_de_version() -> str:
    hallado = re.search(
        r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text("utf-8"), re.MULTILINE
    )
    return hallado[1] if hallado else SUITE


if __name__ == "__main__":
    try:
        sys.stdout.write(f"belenios-tool {obtener(Path(sys.argv[1]))}\n")
    except BeleniosAusente as ausente:
        sys.exit(f"belenios-tool: {ausente}")
