"""What the views of the mesa work with, and who sits at each of its browsers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final

from flask import current_app, request

from auditoria.formatos.reglas import ModoPadron
from eleccion.arranque import PuestoDeMesa, Situacion
from eleccion.casos.jornada.cierre.recibir_de_urna import UrnaVecina
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import leer_en_funciones
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.buscador import Buscador
from eleccion.dominio.puertos import Reloj
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador, renovar_navegador
from eleccion.web.mesa.mostrador import Mostrador, Recados, Tramites
from eleccion.web.sitio import Identificacion, identificar
from eleccion.web.tarjetas import Intentos

CLAVE = "mesa"

SIN_USO_S: Final = 1800.0
"""Seconds after which a browser that nobody touched asks for the card again."""


DE_LA_PAGINA: Final = "pie.ver"
"""What a page asks for by itself, touched or not."""


class Presentes:
    """Browsers of the mesa where somebody gave a card: in memory, so a restart asks again.

    Args:
        reloj: Seconds of a clock that never goes back.
    """

    def __init__(self, reloj: Callable[[], float] = monotonic) -> None:
        self._reloj = reloj
        self._claves: dict[str, tuple[str, float]] = {}
        self._candado = Lock()

    def entrar(self, nombre: str, clave: str) -> None:
        """Let a browser in under the card of an official."""
        with self._candado:
            self._claves[nombre] = clave, self._reloj()

    def salir(self, nombre: str) -> None:
        """Forget a browser."""
        with self._candado:
            self._claves.pop(nombre, None)

    def clave(self, nombre: str, *, usado: bool = True) -> str:
        """Key of the official at a browser; empty when nobody is there.

        Args:
            usado: Somebody uses it now; what a page asks for by itself keeps nobody in.
        """
        with self._candado:
            clave, ultima = self._claves.pop(nombre, ("", 0.0))
            if not clave or self._reloj() - ultima > SIN_USO_S:
                return ""
            self._claves[nombre] = clave, self._reloj() if usado else ultima
            return clave


@dataclass(frozen=True, slots=True)
class Persona:
    """Who sits at a browser: key of the card, name and cargo of today."""

    clave: str
    nombre: str
    cargo: str


class ListaEnMemoria:
    """The index of names of the open mesa, made at the first search."""

    def __init__(self) -> None:
        self._de: EquipoMesa | None = None
        self._buscador = Buscador(())
        self._candado = Lock()

    def de(self, equipo: EquipoMesa) -> Buscador:
        """Give the index over the slice of a mesa."""
        with self._candado:
            if self._de is not equipo:
                with equipo.almacen.leer() as lectura:
                    self._buscador = Buscador(lectura.renglones())
                self._de = equipo
            return self._buscador


@dataclass(frozen=True, slots=True)
class ServiciosDeMesa:
    """What ``arranque`` gives to the mesa's application.

    Attributes:
        urna: The urna as the mesa meets it, before and after the voting.
        memorias: Gives the folders of the memories that are connected, to write the registro in.
        red: Says in a few words whether this machine has a network.
    """

    puesto: PuestoDeMesa
    impresora: Impresora
    reloj: Reloj
    urna: UrnaVecina
    memorias: Callable[[], tuple[Path, ...]]
    red: Callable[[], str]
    intentos: Intentos = field(default_factory=Intentos)
    presentes: Presentes = field(default_factory=Presentes)
    mostrador: Mostrador = field(default_factory=Mostrador)
    tramites: Tramites = field(default_factory=Tramites)
    recados: Recados = field(default_factory=Recados)
    lista: ListaEnMemoria = field(default_factory=ListaEnMemoria)

    @property
    def equipo(self) -> EquipoMesa:
        """The open mesa (``EquipoEnEspera``)."""
        return self.puesto.equipo

    def quien(self) -> Persona:
        """Say who sits at this browser; empty when nobody is."""
        clave = self.presentes.clave(navegador(), usado=request.endpoint != DE_LA_PAGINA)
        if not clave:
            self.mostrador.despedir(navegador())
        for persona in self.integrantes():
            if persona.clave == clave:
                return persona
        return Persona("", "", "")

    def integrantes(self) -> tuple[Persona, ...]:
        """Give who holds each cargo of the mesa now, by rank."""
        cargos = {c.clave: c.nombre for c in self.equipo.sellado.reglas.mesa.valor.cargos}
        with self.equipo.almacen.leer() as lectura:
            presentes = leer_en_funciones(lectura)
        return tuple(Persona(p.clave, p.nombre, cargos.get(p.cargo, p.cargo)) for p in presentes)

    def rol(self) -> Rol:
        """Say who this browser is."""
        if self.puesto.situacion is not Situacion.EN_MARCHA or not self.quien().clave:
            return Rol.NADIE
        return Rol.FUNCIONARIA

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

    def dejar_entrar_a_quien_integra(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
        """After two cards opened the mesa, let in whichever of them sits at it; else nobody."""
        claves = {persona.clave for persona in self.integrantes()}
        for tarjeta in tarjetas:
            if tarjeta.clave in claves:
                self.dejar_entrar(tarjeta)
                return

    def dejar_entrar(self, tarjeta: Tarjeta) -> None:
        """Let this browser in under a card that was checked; it goes on under another name."""
        self.dejar_salir()
        self.presentes.entrar(renovar_navegador(), tarjeta.clave)
        if self.equipo.sellado.reglas.padron.valor.modo is ModoPadron.LISTA_NOMINAL:
            # The first person of the queue does not wait for the index of names.
            self.lista.de(self.equipo)

    def dejar_salir(self) -> None:
        """Forget who sat at this browser, and who stood before it."""
        self.presentes.salir(navegador())
        self.mostrador.despedir(navegador())


def servicios() -> ServiciosDeMesa:
    """Give those of the running application."""
    propios: ServiciosDeMesa = current_app.extensions[CLAVE]
    return propios
