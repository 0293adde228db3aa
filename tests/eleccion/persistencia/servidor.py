"""A PostgreSQL server of our own on loopback, run by an unprivileged user, gone with the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

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
    """Start a server and give the address prefix of its databases."""
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
        with socket.socket() as libre:
            libre.bind(("127.0.0.1", 0))
            puerto = libre.getsockname()[1]
        orden = [postgres, "-D", str(datos), "-p", str(puerto), "-c", "listen_addresses=127.0.0.1"]
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
            _esperar(servidor, puerto)
            yield f"127.0.0.1:{puerto}"
        finally:
            # SIGQUIT: nothing of it outlives the tests, so it need not be written out.
            servidor.send_signal(signal.SIGQUIT)
            servidor.wait(timeout=60)
    finally:
        shutil.rmtree(carpeta, ignore_errors=True)


def _esperar(servidor: subprocess.Popen[bytes], puerto: int) -> None:
    limite = time.monotonic() + 60
    while time.monotonic() < limite:
        if servidor.poll() is not None:
            raise SinServidor("el servidor terminó al arrancar")
        try:
            with conectar(f"127.0.0.1:{puerto}", "postgres"):
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise SinServidor("el servidor no respondió en un minuto")


def conectar(servidor: str, base: str) -> psycopg.Connection[tuple[object, ...]]:
    """Connect to a database of the server, outside of any transaction."""
    return psycopg.connect(f"postgresql://prueba@{servidor}/{base}", autocommit=True)


def crear_base(servidor: str, nombre: str) -> str:
    """Make an empty database and give its SQLAlchemy address."""
    with conectar(servidor, "postgres") as conexion:
        conexion.execute(f"CREATE DATABASE {nombre}".encode())
    return f"postgresql+psycopg://prueba@{servidor}/{nombre}"
