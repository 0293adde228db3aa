"""CUPS of our own behind a Unix socket, and an IPP Everywhere printer that it prints on.

Both are Debian's programs, run by an unprivileged user in a folder that goes with the tests.
"""

from __future__ import annotations

import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eleccion.persistencia.ipp import Atributos, Grupo, Operacion, ServicioDeImpresion
from tests.espera import esperar

RUTAS: Final = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
ESPERA_S: Final = 60
_PUERTOS: Final = range(20_000, 32_000)
_ARCHIVOS: Final = """ServerRoot {c}/conf
RequestRoot {c}/cola
TempDir {c}/tmp
CacheDir {c}/cache
StateDir {c}/estado
AccessLog {c}/registro/accesos
ErrorLog {c}/registro/errores
PageLog {c}/registro/hojas
Printcap
SyncOnClose No
"""
_SERVICIO: Final = """Listen {c}/cups.sock
Browsing No
DefaultAuthType None
JobRetryInterval 1
DirtyCleanInterval 0
{ajustes}
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
"""
_BUS: Final = """<busconfig>
<type>session</type><listen>unix:path={c}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>
</policy></busconfig>
"""
# What the printer does with a paper: it waits while its tray is empty, and keeps what came out,
# numbered in the order in which it came.
_IMPRIMIR: Final = """#!/bin/sh
for hoja; do :; done
touch {c}/ocupada
trap 'rm -f {c}/ocupada' EXIT
while [ -e {c}/sin_papel ]; do
  echo 'STATE: +media-empty-error' >&2; touch {c}/esperando; sleep 0.1
done
rm -f {c}/esperando
echo 'STATE: -media-empty-error' >&2
[ -e {c}/descompuesta ] && exit 1
copia={c}/salida/$(printf %04d $(ls {c}/salida | grep -c 'pdf$'))
cp "$hoja" "$copia.parte" && mv "$copia.parte" "$copia.pdf"
"""
_MEDIDA: Final = """{ MEMBER collection media-size {
    MEMBER integer x-dimension 8000 MEMBER integer y-dimension 20000 }
  MEMBER integer media-bottom-margin 300 MEMBER integer media-left-margin 300
  MEMBER integer media-right-margin 300 MEMBER integer media-top-margin 300 }"""
_ROLLO: Final = f"""ATTR mimeMediaType document-format-supported application/pdf
ATTR mimeMediaType document-format-default application/pdf
ATTR keyword media-supported om_rollo_80x200mm,custom_min_50x50mm,custom_max_83x500mm
ATTR keyword media-default om_rollo_80x200mm
ATTR keyword media-ready om_rollo_80x200mm
ATTR collection media-size-supported {{
  MEMBER rangeOfInteger x-dimension 5000-8300 MEMBER rangeOfInteger y-dimension 5000-50000 }}
ATTR collection media-col-default {_MEDIDA}
ATTR collection media-col-ready {_MEDIDA}
ATTR collection media-col-database {_MEDIDA}
"""
"""What a printer of tickets says of itself: a roll of 80 mm."""


class SinCups(Exception):
    """CUPS cannot be started here; says why."""


class SinLazo(SinCups):
    """This machine has no IPv6, without which Debian's printer does not start.

    What no package mends is no fault of who set the tests up: they are skipped, and say so.
    """


def _encontrar(programa: str, paquete: str) -> str:
    hallado = shutil.which(programa, path=RUTAS)
    if hallado is None:
        raise SinCups(f"falta {programa}: apt-get install {paquete}")
    return hallado


def _usuario() -> dict[str, object]:
    """As root, CUPS would run its filters as somebody else: all of it becomes nobody then."""
    if os.geteuid() != 0:
        return {}
    nadie = pwd.getpwnam("nobody")
    return {"user": nadie.pw_uid, "group": nadie.pw_gid, "extra_groups": []}


@dataclass
class Cups:
    """A service, its folder and the processes of it.

    Attributes:
        carpeta: Everything it writes.
        entorno: For its commands.
    """

    carpeta: Path
    entorno: Mapping[str, str]
    _usuario: Mapping[str, object]
    _procesos: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return self.carpeta / "cups.sock"

    def ordenar(self, *orden: str) -> str:
        """Run one of its commands."""
        return subprocess.run(
            orden, env=dict(self.entorno), capture_output=True, text=True, check=True, timeout=60
        ).stdout

    def agregar_impresora(self, nombre: str, *opciones: str) -> None:
        """Switch a printer on and add its queue, without driver as for those of these years."""
        puerto = _puerto_libre()
        self._prender(nombre, puerto, *opciones)
        direccion = f"ipp://localhost:{puerto}/ipp/print"
        self.ordenar("lpadmin", "-p", nombre, "-E", "-v", direccion, "-m", "everywhere")
        # The service asks the printer what it can do after it says that the queue is there.
        esperar(
            lambda: "IPP Everywhere" in str(self.ver(nombre)["printer-make-and-model"]),
            "que la cola sepa qué puede la impresora",
        )

    def impresos(self) -> list[bytes]:
        """What came out of the printer, in order."""
        return [hoja.read_bytes() for hoja in sorted((self.carpeta / "salida").glob("*.pdf"))]

    def guardado(self) -> list[str]:
        """Files that the queue holds now."""
        return [ruta.name for ruta in (self.carpeta / "cola").iterdir()]

    def sin_papel(self) -> None:
        """Empty the tray."""
        (self.carpeta / "sin_papel").touch()

    def espera_papel(self) -> None:
        """Wait until a paper waits for the tray to be filled, and the queue says so."""
        esperar((self.carpeta / "esperando").exists, "que un papel espere")
        esperar(
            lambda: "media-empty" in str(self.ver("oficina")["printer-state-reasons"]),
            "que la cola diga que falta papel",
        )

    def ver(self, cola: str) -> Atributos:
        """What the service says of a queue."""
        servicio = ServicioDeImpresion(self.socket, "prueba")
        (vista,) = servicio.pedir(Operacion.VER_IMPRESORA, cola).de(Grupo.IMPRESORA)
        return vista

    def tirar_y_llenar(self) -> None:
        """Throw away what the printer itself has in its memory, and fill the tray."""
        tirar = self.carpeta / "descompuesta"
        tirar.touch()
        (self.carpeta / "sin_papel").unlink()
        esperar(
            lambda: not (self.carpeta / "esperando").exists() and not self._imprime(),
            "que la impresora tire lo que tenía",
        )
        tirar.unlink()

    def _imprime(self) -> bool:
        return (self.carpeta / "ocupada").exists()

    def arrancar(self) -> None:
        """Start the service."""
        orden = [_encontrar("cupsd", "cups-daemon"), "-f", "-c", f"{self.carpeta}/conf/cupsd.conf"]
        self._lanzar("cupsd", [*orden, "-s", f"{self.carpeta}/conf/cups-files.conf"])
        esperar(lambda: "is running" in self.ordenar("lpstat", "-r"), "que el servicio arranque")

    def matar(self) -> None:
        """Kill the service and what it began, as a power cut does."""
        servicio = self._procesos.pop("cupsd")
        suyos = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(servicio.pid)], capture_output=True, check=False
        ).stdout.split()
        servicio.kill()
        servicio.wait(timeout=ESPERA_S)
        for pid in suyos:
            os.kill(int(pid), 9)

    def _prender(self, nombre: str, puerto: int, *opciones: str) -> None:
        """Switch a printer on."""
        orden = [_encontrar("ippeveprinter", "cups-ipp-utils"), "-v", "-r", "off"]
        orden += ["-n", "localhost", "-p", str(puerto), "-d", f"{self.carpeta}/tmp"]
        self._lanzar(nombre, [*orden, "-c", f"{self.carpeta}/imprimir", *opciones, nombre])

        def contesta() -> bool:
            if self._procesos[nombre].poll() is not None:
                raise SinCups(f"la impresora terminó: {self.dicho_por(nombre)[-200:]}")
            with socket.socket() as puerta:
                return puerta.connect_ex(("127.0.0.1", puerto)) == 0

        esperar(contesta, "que la impresora conteste")

    def dicho_por(self, impresora: str) -> str:
        """What a printer says of what it is asked."""
        return (self.carpeta / "registro" / impresora).read_text("utf-8")

    def preparar_bus(self) -> None:
        """Start what the printer demands and does not use: it announces itself to nobody."""
        programa = _encontrar("dbus-daemon", "dbus-daemon")
        configuracion = self.carpeta / "bus.conf"
        self._lanzar("bus", [programa, f"--config-file={configuracion}", "--nofork"])
        esperar((self.carpeta / "bus").exists, "el bus")

    def espera_cola_vacia(self) -> None:
        """Wait until the queue holds no file any more."""
        esperar(lambda: self.guardado() == [], "que la cola no guarde nada")

    def terminar(self) -> None:
        """End every process."""
        for proceso in reversed(self._procesos.values()):
            proceso.terminate()
            proceso.wait(timeout=ESPERA_S)

    def _lanzar(self, nombre: str, orden: list[str]) -> None:
        entorno = {"PATH": RUTAS, "HOME": str(self.carpeta), "LC_ALL": "C.UTF-8"}
        if nombre not in ("bus", "cupsd"):
            entorno["DBUS_SYSTEM_BUS_ADDRESS"] = f"unix:path={self.carpeta}/bus"
        with (self.carpeta / "registro" / nombre).open("wb") as dicho:
            self._procesos[nombre] = subprocess.Popen(
                orden,
                env=entorno,
                cwd=self.carpeta,
                stdout=dicho,
                stderr=dicho,
                **self._usuario,  # type: ignore[call-overload]
            )


def _puerto_libre() -> int:
    """A port of the loopback that nobody has, of those that the system hands to nobody."""
    for puerto in random.sample(_PUERTOS, 50):
        with socket.socket() as puerta, suppress(OSError):
            puerta.bind(("127.0.0.1", puerto))
            return puerto
    raise SinCups("no hay un puerto libre")


def _exigir_lazo_v6() -> None:
    try:
        with socket.socket(socket.AF_INET6) as puerta:
            puerta.bind(("::1", 0))
    except OSError as falla:
        raise SinLazo("no hay IPv6 en el lazo, y la impresora de prueba lo exige") from falla


@contextmanager
def levantar(ajustes: str) -> Iterator[Cups]:
    """Start the service with those settings of ``cupsd.conf``, and a printer with its queue.

    The queue is called ``oficina``, and waits for the printer as Debian's do.
    """
    _exigir_lazo_v6()
    for programa, paquete in (
        ("lpadmin", "cups-client"),
        ("/usr/lib/cups/filter/pdftopdf", "cups-filters-core-drivers"),
    ):
        _encontrar(programa, paquete)
    usuario = _usuario()
    carpeta = Path(tempfile.mkdtemp(prefix="eleccion-cups-"))
    entorno = {"PATH": RUTAS, "LC_ALL": "C", "CUPS_SERVER": f"{carpeta}/cups.sock"}
    cups = Cups(carpeta, entorno, usuario)
    try:
        for parte in ("conf", "cola", "tmp", "cache", "estado", "registro", "salida"):
            (carpeta / parte).mkdir()
        textos = {
            "conf/cups-files.conf": _ARCHIVOS,
            "conf/cupsd.conf": _SERVICIO,
            "rollo": _ROLLO,
            "bus.conf": _BUS,
            "imprimir": _IMPRIMIR,
        }
        for nombre, texto in textos.items():
            propio = texto.replace("{c}", str(carpeta)).replace("{ajustes}", ajustes)
            (carpeta / nombre).write_text(propio, "utf-8")
        (carpeta / "imprimir").chmod(0o755)
        if usuario:
            for ruta in (carpeta, *carpeta.rglob("*")):
                os.chown(ruta, usuario["user"], usuario["group"])  # type: ignore[arg-type]
        cups.preparar_bus()
        cups.arrancar()
        cups.agregar_impresora("oficina", "-f", "application/pdf")
        yield cups
    finally:
        cups.terminar()
        shutil.rmtree(carpeta, ignore_errors=True)
