"""What the views of the mesa work with, and who sits at each of its browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from flask import current_app

from eleccion.arranque import PuestoDeMesa, Situacion
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador
from eleccion.web.sitio import Identificacion, identificar
from eleccion.web.tarjetas import Intentos

CLAVE = "mesa"


class Presentes:
    """Browsers of the mesa where somebody gave a card: in memory, so a restart asks again."""

    def __init__(self) -> None:
        self._claves: dict[str, str] = {}
        self._candado = Lock()

    def entrar(self, nombre: str, clave: str) -> None:
        """Let a browser in under the card of an official."""
        with self._candado:
            self._claves[nombre] = clave

    def salir(self, nombre: str) -> None:
        """Forget a browser."""
        with self._candado:
            self._claves.pop(nombre, None)

    def clave(self, nombre: str) -> str:
        """Key of the official at a browser; empty when nobody is."""
        with self._candado:
            return self._claves.get(nombre, "")


@dataclass(frozen=True, slots=True)
class ServiciosDeMesa:
    """What ``arranque`` gives to the mesa's application.

    Attributes:
        intercambio: Folder where signed files of the urna are left at opening and close.
    """

    puesto: PuestoDeMesa
    impresora: Impresora
    reloj: Reloj
    intercambio: Path
    intentos: Intentos = field(default_factory=Intentos)
    presentes: Presentes = field(default_factory=Presentes)

    @property
    def equipo(self) -> EquipoMesa:
        """The open mesa (``EquipoEnEspera``)."""
        return self.puesto.equipo

    def rol(self) -> Rol:
        """Say who this browser is."""
        return Rol.FUNCIONARIA if self.presentes.clave(navegador()) else Rol.NADIE

    def estado(self) -> str:
        """Say where the mesa stands: its process's situation, then its day."""
        situacion = self.puesto.situacion
        if situacion is not Situacion.EN_MARCHA:
            return situacion.value
        with self.equipo.almacen.leer() as lectura:
            return lectura.estado().etapa.value

    def identificar(self) -> Identificacion:
        """Say what every screen shows."""
        return identificar(self.puesto.recibida())

    def dejar_entrar(self, tarjeta: Tarjeta) -> None:
        """Let this browser in under a card that was checked."""
        self.presentes.entrar(navegador(), tarjeta.clave)


def servicios() -> ServiciosDeMesa:
    """Give those of the running application."""
    propios: ServiciosDeMesa = current_app.extensions[CLAVE]
    return propios
