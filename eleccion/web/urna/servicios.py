"""What the views of the urna work with, and which browsers are its kiosks."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from flask import current_app, request
from werkzeug.wrappers import Response

from auditoria.reglas.cuadre import cuenta_testigos
from eleccion.arranque import PuestoDeUrna, Situacion
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.mandar_testigo import mandar_testigo
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_impresion import Impresora, ImpresoraDetenida
from eleccion.dominio.urna import RetiroDeTestigo, exigir_abierta
from eleccion.dominio.voces import IdiomaRevisado
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador
from eleccion.web.sitio import Identificacion, identificar
from eleccion.web.tarjetas import Intentos
from eleccion.web.urna.kioscos import Conocidas, Kioscos, Paso, emparejar, es_kiosco

CLAVE = "urna"
GALLETA = "urna_kiosco"


@dataclass(frozen=True, slots=True)
class ServiciosDeUrna:
    """What ``arranque`` gives to the urna's application.

    Attributes:
        impresora: That of the kiosk: asked whether it is ready, and rid of what waits. The papers
            of votes go to it through the kiosk's browser.
        idiomas: Every language that was asked for, Spanish first; the blocked ones among them.
        aparte: The mesa is another machine, so what it needs is written to a memory.
        conocidas: Cards given at this process, which enable the kiosk from then on.
    """

    puesto: PuestoDeUrna
    impresora: Impresora
    reloj: Reloj
    idiomas: tuple[IdiomaRevisado, ...]
    aparte: bool = False
    intentos: Intentos = field(default_factory=Intentos)
    kioscos: Kioscos = field(default_factory=Kioscos)
    conocidas: Conocidas = field(default_factory=Conocidas)

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

    @property
    def ofrecidos(self) -> tuple[IdiomaRevisado, ...]:
        """Languages that a voter may choose, Spanish first."""
        return tuple(revisado for revisado in self.idiomas if revisado.se_ofrece)

    def paso(self) -> Paso:
        """Say how far the voter at this kiosk is."""
        return self.kioscos.paso(navegador())

    def pasar(self, hacia: Paso) -> AbstractContextManager[Paso]:
        """Move this kiosk once what is done meanwhile succeeds (``KioscoOcupado``)."""
        return self.kioscos.pasar(navegador(), hacia, sin_papel=not self.con_testigo)

    @property
    def con_testigo(self) -> bool:
        """Whether a vote leaves its paper."""
        return cuenta_testigos(self.equipo.mesa.mesa, self.equipo.sellado.reglas)

    def preguntar(self) -> None:
        """Count a question of this kiosk about a pase (``KioscoOcupado``)."""
        self.kioscos.preguntar(navegador())

    def emparejar(self, respuesta: Response) -> Response:
        """Make the browser that asks a kiosk, on the answer it gets."""
        texto = emparejar(self._secreto(), navegador())
        respuesta.set_cookie(
            GALLETA, texto, httponly=True, samesite="Strict", secure=request.is_secure
        )
        return respuesta

    def exigir_tarjeta(self, formulario: Mapping[str, str]) -> None:
        """Demand a card that opened this urna; refused as ``Conocidas.exigir`` says."""
        self.conocidas.exigir(formulario.get("tarjeta", ""))

    def anunciar_papel(self, anterior: RetiroDeTestigo | None = None) -> None:
        """Count a paper of a vote that goes to the printer (``ImpresoraDetenida``).

        Args:
            anterior: End of the paper that it replaces.

        Raises:
            UrnaEnPausa, UrnaCerrada: No vote is kept now.
            SinTestigo, TestigoAclarado: See the classes.
        """
        with self.equipo.almacen.leer() as lectura:
            exigir_abierta(lectura.etapa())
        if not self.impresora.esta_lista():
            raise ImpresoraDetenida
        self.impresora.vaciar()
        mandar_testigo(self.equipo, anterior)

    def conocer(self, formulario: Mapping[str, str]) -> None:
        """Let the two cards of a form, once they were checked, enable kiosks from now on."""
        for numero in (1, 2):
            self.conocidas.agregar(formulario.get(f"tarjeta_{numero}", "").strip())

    def _secreto(self) -> bytes:
        return self.puesto.abierta.parte.llave.secreto


def servicios() -> ServiciosDeUrna:
    """Give those of the running application."""
    propios: ServiciosDeUrna = current_app.extensions[CLAVE]
    return propios
