"""What the views of the urna work with, and which browsers are its kiosks."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app, request
from werkzeug.wrappers import Response

from eleccion.arranque import PuestoDeUrna, Situacion
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.dominio.puertos import Reloj
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador
from eleccion.web.idiomas import Idioma
from eleccion.web.sitio import Identificacion, identificar
from eleccion.web.tarjetas import Intentos
from eleccion.web.urna.kioscos import Kioscos, emparejar, es_kiosco

CLAVE = "urna"
GALLETA = "urna_kiosco"


@dataclass(frozen=True, slots=True)
class ServiciosDeUrna:
    """What ``arranque`` gives to the urna's application.

    Attributes:
        intercambio: Folder where signed files for the mesa are left at opening and close.
        idiomas: Languages to offer, Spanish first.
        incompletos: Languages that came and are blocked, because a text of theirs is missing.
    """

    puesto: PuestoDeUrna
    reloj: Reloj
    intercambio: Path
    idiomas: tuple[Idioma, ...]
    incompletos: tuple[Idioma, ...] = ()
    intentos: Intentos = field(default_factory=Intentos)
    kioscos: Kioscos = field(default_factory=Kioscos)

    @property
    def equipo(self) -> EquipoUrna:
        """The open urna (``EquipoEnEspera``)."""
        return self.puesto.equipo

    def rol(self) -> Rol:
        """Say whether this browser is a kiosk."""
        if self.puesto.situacion is not Situacion.EN_MARCHA:
            return Rol.NADIE
        traido = request.cookies.get(GALLETA, "")
        return Rol.KIOSCO if es_kiosco(self._secreto(), navegador(), traido) else Rol.NADIE

    def estado(self) -> str:
        """Say where the urna stands: its process's situation, then its day."""
        situacion = self.puesto.situacion
        if situacion is not Situacion.EN_MARCHA:
            return situacion.value
        with self.equipo.almacen.leer() as lectura:
            return lectura.etapa().value

    def identificar(self) -> Identificacion:
        """Say what every screen shows."""
        return identificar(self.puesto.recibida())

    def emparejar(self, respuesta: Response) -> Response:
        """Make the browser that asks a kiosk, on the answer it gets."""
        texto = emparejar(self._secreto(), navegador())
        respuesta.set_cookie(
            GALLETA, texto, httponly=True, samesite="Strict", secure=request.is_secure
        )
        return respuesta

    def _secreto(self) -> bytes:
        return self.puesto.abierta.parte.llave.secreto


def servicios() -> ServiciosDeUrna:
    """Give those of the running application."""
    propios: ServiciosDeUrna = current_app.extensions[CLAVE]
    return propios
