"""A printer of CUPS: each paper is handed to ``lp`` and waited for until it left the queue.

The paper travels on standard input, so no file of ours stays behind; that the spool keeps none
either is a setting of CUPS (``PreserveJobFiles No``, ``PreserveJobHistory No``), part of the
station's installation.

Source: lp(1), lpstat(1) and cancel(1) of CUPS 2.4.
"""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida

ESPERA_S: Final = 60
"""Seconds that one paper may take; a laser printer that sleeps needs some twenty."""

CONFIGURACION: Final = Path("/etc/cups/cupsd.conf")
_GUARDAN: Final = ("preservejobfiles", "preservejobhistory")
_APAGADO: Final = ("no", "off", "false")

_PAUSA_S: Final = 0.5
_ORDEN_S: Final = 15
_TRABAJO: Final = re.compile(rb"request id is (\S+)")
_EN_INGLES: Final = {"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"}


class ImpresoraCups:
    """Implements ``Impresora``.

    Args:
        cola: Name of the queue, as ``lpstat -p`` lists it.
        entorno: Where ``lp`` is looked for.
        pausa: Waits that many seconds.
        configuracion: Settings of the service of this machine.
    """

    def __init__(
        self,
        cola: str,
        *,
        entorno: dict[str, str] | None = None,
        pausa: Callable[[float], None] = time.sleep,
        configuracion: Path = CONFIGURACION,
    ) -> None:
        self._configuracion = configuracion
        self._cola = cola
        self._entorno = entorno or _EN_INGLES
        self._pausa = pausa

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Print and wait until the queue says that it came out."""
        titulo = f"{papel} {ejemplar}".strip()
        respuesta = self._ordenar(["lp", "-d", self._cola, "-t", titulo, "-"], pdf)
        leido = _TRABAJO.search(respuesta)
        if leido is None:
            raise ImpresoraDetenida("no dijo si recibió el papel")
        trabajo = leido[1].decode()
        for _ in range(int(ESPERA_S / _PAUSA_S)):
            if trabajo not in self._en_cola():
                return
            if not self.esta_lista():
                break
            self._pausa(_PAUSA_S)
        # What comes out after somebody gave it up would be a paper that nobody expects.
        self._ordenar(["cancel", trabajo])
        raise ImpresoraDetenida("el papel no salió; revise papel, tóner y cable")

    def esta_lista(self) -> bool:
        """Tell whether the queue takes papers and prints them."""
        try:
            estado = self._ordenar(["lpstat", "-p", self._cola])
        except ImpresoraDetenida:
            return False
        return b"disabled" not in estado

    def conserva(self) -> Conservacion:
        """Read the settings of the service: it keeps papers unless told not to.

        A file that this user may not read, or of a service on another machine, says nothing.
        Source: cupsd.conf(5); without the directives, files stay a day and the history for ever.
        """
        try:
            lineas = self._configuracion.read_text("utf-8", "replace").splitlines()
        except OSError:
            return Conservacion.DESCONOCIDA
        puestos = {
            nombre.lower(): valor.strip().lower()
            for nombre, _, valor in (linea.strip().partition(" ") for linea in lineas)
        }
        apagados = all(puestos.get(nombre) in _APAGADO for nombre in _GUARDAN)
        return Conservacion.NADA if apagados else Conservacion.PAPELES

    def _en_cola(self) -> set[str]:
        lineas = self._ordenar(["lpstat", "-W", "not-completed", "-o", self._cola]).splitlines()
        return {linea.split()[0].decode() for linea in lineas if linea.strip()}

    def _ordenar(self, orden: Sequence[str], entrada: bytes = b"") -> bytes:
        try:
            fin = subprocess.run(
                orden,
                input=entrada,
                capture_output=True,
                check=False,
                timeout=_ORDEN_S,
                env=self._entorno,
            )
        except (OSError, subprocess.TimeoutExpired) as falla:
            raise ImpresoraDetenida("el servicio de impresión no responde") from falla
        if fin.returncode != 0:
            # CUPS says why in the words of who installs it, for nobody at the table.
            causa = subprocess.CalledProcessError(
                fin.returncode, orden[0], stderr=fin.stderr.decode(errors="replace")
            )
            raise ImpresoraDetenida("la impresora no está conectada o no recibe papeles") from causa
        return fin.stdout
