"""A PostgreSQL server of our own behind a Unix socket, run by an unprivileged user, gone with the
tests."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.espera import esperar

INSTALADOS = ("/usr/local/bin", *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin"))))


class SinServidor(Exception):
    """No PostgreSQL can be started here; says why."""


def _encontrar(programa: str) -> str:
    hallado = shutil.which(programa, path=os.pathsep.join((*INSTALADOS, os.defpath)))
    if hallado is None:
        raise SinServidor(f"falta {programa}: apt-get install postgresql")
    return hallado


def _usuario() -> dict[str, object]:
    """PostgreSQL refuses to run as root: become nobody then."""
    if os.geteuid() != 0:
        return {}
    try:
        nadie = pwd.getpwnam("nobody")
    except KeyError as falla:
        raise SinServidor("se ejecuta como root y no existe el usuario nobody") from falla
    return {"user": nadie.pw_uid, "group": nadie.pw_gid, "extra_groups": []}


@contextmanager
def levantar() -> Iterator[str]:
    """Start a server and give the folder of its socket: no port, which another test could take."""
    initdb, postgres = _encontrar("initdb"), _encontrar("postgres")
    usuario = _usuario()
    carpeta = Path(tempfile.mkdtemp(prefix="eleccion-pg-"))
    try:
        if usuario:
            os.chown(carpeta, usuario["user"], usuario["group"])  # type: ignore[arg-type]
        datos = carpeta / "datos"
        entorno = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": str(carpeta)}
        hecho = subprocess.run(
            [initdb, "-D", str(datos), "-U", "prueba", "-A", "trust", "-E", "UTF8", "--no-sync"],
            env=entorno,
            cwd=carpeta,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            **usuario,  # type: ignore[call-overload]
        )
        if hecho.returncode:
            raise SinServidor(f"initdb no pudo: {hecho.stderr[-300:]}")
        orden = [postgres, "-D", str(datos), "-c", "listen_addresses="]
        orden += ["-c", f"unix_socket_directories={carpeta}", "-c", "max_connections=60"]
        orden += ["-c", "fsync=off", "-c", "full_page_writes=off"]
        servidor = subprocess.Popen(
            orden,
            env=entorno,
            cwd=carpeta,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **usuario,  # type: ignore[call-overload]
        )
        try:
            esperar(lambda: _responde(servidor, carpeta), "que PostgreSQL responda")
            yield str(carpeta)
        finally:
            # SIGQUIT: nothing of it outlives the tests, so it need not be written out.
            servidor.send_signal(signal.SIGQUIT)
            servidor.wait(timeout=60)
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _responde(servidor: subprocess.Popen[bytes], carpeta: Path) -> bool:
    if servidor.poll() is not None:
        raise SinServidor("el servidor terminó al arrancar")
    try:
        with conectar(str(carpeta), "postgres"):
            return True
    except psycopg.OperationalError:
        return False


def conectar(carpeta: str, base: str) -> psycopg.Connection[tuple[object, ...]]:
    """Connect to a database of the server, outside of any transaction."""
    return psycopg.connect(f"postgresql://prueba@/{base}?host={carpeta}", autocommit=True)


def crear_base(carpeta: str, nombre: str) -> str:
    """Make an empty database and give its SQLAlchemy address."""
    with conectar(carpeta, "postgres") as conexion:
        conexion.execute(f"CREATE DATABASE {nombre}".encode())
    return f"postgresql+psycopg://prueba@/{nombre}?host={carpeta}"
