"""A printer of CUPS: each paper is handed to a queue and waited for until its end is known.

A queue that keeps no history, as a station's must, forgets a job in the moment in which it ends.
So its end is asked of the events of the queue, which say whether the job was printed, given up or
cancelled: a paper that merely left the queue may never have come out.

What the service knows is what the printer tells it. One that speaks IPP tells when the sheet is
out; one that is only written to (USB) is believed once it has taken all of it.

The paper travels over the socket of the service, so no file of ours stays behind; that the spool
keeps none either is a setting of CUPS (``PreserveJobFiles No``, ``PreserveJobHistory No``), part of
the station's installation.

Source: RFC 8011, 3995 and 3996; cupsd.conf(5) of CUPS 2.4.
"""

from __future__ import annotations

import os
import pwd
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from eleccion.dominio.puertos_impresion import Conservacion, ImpresoraDetenida
from eleccion.persistencia.ipp import (
    Atributo,
    Clase,
    Grupo,
    IppIlegible,
    IppNegado,
    Operacion,
    Respuesta,
    ServicioDeImpresion,
)

ESPERA_S: Final = 60
"""Seconds that one paper may take; a laser printer that sleeps needs some twenty."""

DESAHOGO_S: Final = 10
"""Seconds that what is already printing may take before it is given up for the next paper."""

CONFIGURACION: Final = Path("/etc/cups/cupsd.conf")
SOCKET: Final = Path("/run/cups/cups.sock")
_GUARDAN: Final = ("preservejobfiles", "preservejobhistory")
_APAGADO: Final = ("no", "off", "false")

_PAUSA_S: Final = 0.5
_VIVE_S: Final = 4 * ESPERA_S
_NO_EXISTE: Final = 0x0406
_DETENIDA: Final = 5
_CANCELADO: Final = 7
_TERMINADO: Final = 9
_FINALES: Final = (_CANCELADO, 8, _TERMINADO)
"""States of a job that has ended; the one between them is aborted."""

_CARTA: Final = re.compile(rb"/MediaBox\s*\[\s*0 0 612(?:\.0+)? 792(?:\.0+)?\s*\]")
# The service remembers the rest until the next paper, so that what it knows of itself goes first.
_CAUSAS: Final = (
    ("paused", "está en pausa"),
    ("media-empty", "no tiene papel"),
    ("media-needed", "no tiene papel"),
    ("media-jam", "el papel está atorado"),
    ("door-open", "tiene una puerta abierta"),
    ("cover-open", "tiene la tapa abierta"),
    ("toner-empty", "no tiene tóner"),
    ("marker-supply-empty", "no tiene tinta"),
    ("offline", "está apagada o desconectada"),
    ("connecting-to-device", "está apagada o desconectada"),
)
_SIN_CAUSA: Final = "revise papel, tóner y cable"


def _usuario() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


class ImpresoraCups:
    """Implements ``Impresora``.

    Args:
        cola: Name of the queue, as ``lpstat -p`` lists it.
        servicio: Its socket.
        pausa: Waits that many seconds.
        configuracion: Settings of the service of this machine.
    """

    def __init__(
        self,
        cola: str,
        *,
        servicio: Path = SOCKET,
        pausa: Callable[[float], None] = time.sleep,
        configuracion: Path = CONFIGURACION,
    ) -> None:
        self._cola = cola
        self._servicio = ServicioDeImpresion(servicio, _usuario())
        self._pausa = pausa
        self._configuracion = configuracion
        self._abandonados: set[int] = set()

    def imprimir(self, papel: str, ejemplar: str, pdf: bytes) -> None:
        """Print and wait until the queue says that it came out."""
        self._cancelar_abandonados()
        avisos = self._suscribir()
        try:
            trabajo = self._entregar(f"{papel} {ejemplar}".strip(), pdf)
            final = self._esperar(trabajo, avisos)
        finally:
            with suppress(ImpresoraDetenida):
                dejada = Atributo("notify-subscription-id", Clase.ENTERO, (avisos,))
                self._pedir(Operacion.DEJAR_SUSCRIPCION, dejada)
        if final == _TERMINADO:
            return
        causa = "alguien lo canceló" if final == _CANCELADO else self._causa()
        if final is None:
            # What comes out after somebody gave it up would be a paper that nobody expects.
            self._abandonados.add(trabajo)
            with suppress(ImpresoraDetenida):
                self._cancelar_abandonados()
        raise ImpresoraDetenida(f"el papel no salió; {causa}")

    def esta_lista(self) -> bool:
        """Tell whether the queue takes papers and prints them."""
        try:
            vista = next(self._pedir(Operacion.VER_IMPRESORA).de(Grupo.IMPRESORA), {})
        except ImpresoraDetenida:
            return False
        parada = _DETENIDA in vista.get("printer-state", (_DETENIDA,))
        return not parada and vista.get("printer-is-accepting-jobs") == (True,)

    def vaciar(self) -> None:
        """Let end what is printing, and cancel what does not."""
        for _ in range(int(DESAHOGO_S / _PAUSA_S)):
            if not self._en_cola():
                return
            self._pausa(_PAUSA_S)
        self._abandonados.update(self._en_cola())
        self._cancelar_abandonados()
        if self._abandonados or self._en_cola():
            raise ImpresoraDetenida("tiene papeles en espera que no se pudieron cancelar")

    def conserva(self) -> Conservacion:
        """Read the settings of the service: it keeps papers unless told not to.

        A job that the queue remembers tells it whatever the settings say. A file that this user may
        not read, or of a service on another machine, says nothing.
        Source: cupsd.conf(5); without the directives, files stay a day and the history for ever.
        """
        with suppress(ImpresoraDetenida):
            if self._en_cola("completed"):
                return Conservacion.PAPELES
        try:
            lineas = self._configuracion.read_text("utf-8", "replace").splitlines()
        except OSError:
            return Conservacion.DESCONOCIDA
        palabras = (linea.lower().split() for linea in lineas)
        puestos = {dichas[0]: dichas[1:] for dichas in palabras if dichas}
        apagados = all(
            len(valor := puestos.get(nombre, [])) == 1 and valor[0] in _APAGADO
            for nombre in _GUARDAN
        )
        return Conservacion.NADA if apagados else Conservacion.PAPELES

    def _entregar(self, titulo: str, pdf: bytes) -> int:
        propios = (
            Atributo("job-name", Clase.NOMBRE, (titulo,)),
            Atributo("document-format", Clase.TIPO, ("application/pdf",)),
        )
        # Papers are drawn in millimetres: codes on them are read, figures stand in their boxes.
        # The service gives the paper up by itself when this program dies while it waits.
        ajustes = [
            Atributo("print-scaling", Clase.PALABRA, ("none",)),
            Atributo("job-cancel-after", Clase.ENTERO, (ESPERA_S,)),
        ]
        if _CARTA.search(pdf):
            ajustes.append(Atributo("media", Clase.PALABRA, ("na_letter_8.5x11in",)))
        dicho = self._pedir(
            Operacion.IMPRIMIR, *propios, otro=(Grupo.TRABAJO, ajustes), documento=pdf
        )
        for atributos in dicho.de(Grupo.TRABAJO):
            for numero in atributos.get("job-id", ()):
                return int(numero)
        raise ImpresoraDetenida("no dijo si recibió el papel")

    def _suscribir(self) -> int:
        pedida = (
            Atributo("notify-pull-method", Clase.PALABRA, ("ippget",)),
            Atributo("notify-events", Clase.PALABRA, ("job-completed",)),
            Atributo("notify-lease-duration", Clase.ENTERO, (_VIVE_S,)),
        )
        dicho = self._pedir(Operacion.SUSCRIBIR, otro=(Grupo.SUSCRIPCION, pedida))
        for atributos in dicho.de(Grupo.SUSCRIPCION):
            for numero in atributos.get("notify-subscription-id", ()):
                return int(numero)
        raise ImpresoraDetenida("no dice cómo terminan los papeles")

    def _esperar(self, trabajo: int, avisos: int) -> int | None:
        """Give the state in which a job ended; ``None`` when it did not, or nobody knows."""
        for _ in range(int(ESPERA_S / _PAUSA_S)):
            # Asked before the end is: what ends between the two is not missed.
            lista = self.esta_lista()
            with suppress(ImpresoraDetenida):
                final = self._final(trabajo, avisos)
                if final is not None:
                    return final
            if not lista:
                return None
            self._pausa(_PAUSA_S)
        return None

    def _final(self, trabajo: int, avisos: int) -> int | None:
        pedidos = Atributo("notify-subscription-ids", Clase.ENTERO, (avisos,))
        for aviso in self._pedir(Operacion.VER_AVISOS, pedidos).de(Grupo.AVISO):
            for estado in aviso.get("job-state", ()):
                if aviso.get("notify-job-id") == (trabajo,) and estado in _FINALES:
                    return int(estado)
        return None

    def _causa(self) -> str:
        with suppress(ImpresoraDetenida):
            for vista in self._pedir(Operacion.VER_IMPRESORA).de(Grupo.IMPRESORA):
                razones = [str(razon) for razon in vista.get("printer-state-reasons", ())]
                for principio, causa in _CAUSAS:
                    if any(razon.startswith(principio) for razon in razones):
                        return f"la impresora {causa}"
        return _SIN_CAUSA

    def _en_cola(self, cuales: str = "not-completed") -> set[int]:
        pedido = Atributo("which-jobs", Clase.PALABRA, (cuales,))
        return {
            int(numero)
            for vista in self._pedir(Operacion.VER_COLA, pedido).de(Grupo.TRABAJO)
            for numero in vista.get("job-id", ())
        }

    def _cancelar_abandonados(self) -> None:
        """Cancel what was given up and may still wait, in a service that is back too."""
        dejados = frozenset(self._abandonados)
        if dejados:
            for trabajo in dejados & self._en_cola():
                self._pedir(Operacion.CANCELAR, Atributo("job-id", Clase.ENTERO, (trabajo,)))
            self._abandonados -= dejados

    def _pedir(
        self,
        operacion: Operacion,
        *propios: Atributo,
        otro: tuple[Grupo, list[Atributo] | tuple[Atributo, ...]] | None = None,
        documento: bytes = b"",
    ) -> Respuesta:
        otros = () if otro is None else (otro,)
        try:
            return self._servicio.pedir(operacion, self._cola, propios, *otros, documento=documento)
        except IppIlegible as falla:
            raise ImpresoraDetenida("el servicio de impresión no responde") from falla
        except IppNegado as falla:
            # CUPS says why in the words of who installs it, for nobody at the table.
            if falla.estado == _NO_EXISTE and operacion is Operacion.CANCELAR:
                return Respuesta(falla.estado, ())
            raise ImpresoraDetenida("la impresora no está conectada o no recibe papeles") from falla
