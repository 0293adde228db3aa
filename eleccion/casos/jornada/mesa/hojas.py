"""What the mesa reads again of its own day: the sheets it typed and the entries it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final, TypeVar

from auditoria.formatos.escrutinio import DiferenciaAsentada
from auditoria.formatos.presencia import FuncionarioPresente, Representacion
from auditoria.registro import bitacora, relevo
from auditoria.registro.asiento import Asiento
from auditoria.registro.asientos import (
    ActaLevantada,
    FuncionarioSustituido,
    MesaInstalada,
    MesaRelevada,
    RepresentanteLlegado,
    RepresentanteRetirado,
)
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.esquema import Formato
from auditoria.reglas.jornada import en_funciones, representaciones, salieron
from eleccion.casos.tarjetas import Tarjeta, TarjetaSinFunciones
from eleccion.dominio.mesa import ActaYaLevantada, DiarioIncompleto, RegistroYaCerrado
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

A = TypeVar("A", bound=Asiento)

HOJA_DE_ACTA: Final = "acta"
HOJA_DE_REGISTRO: Final = "registro"
"""Which log was closed with the record of the mesa: that of a machine that took over is open."""
HOJA_DE_REMITIDO: Final = "remitido"
"""Code of the record as it was last written and read back."""
ARCHIVOS_DE_ACTA: Final = ("cierre.json", "cierre.json.firma", "acta.json", "acta.json.firma")
"""What drawing the acta up leaves, each file also a sheet of its name: nobody can sign it again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diferencias(Formato):
    """Differences that have a reason, as they were explained."""

    diferencias: tuple[DiferenciaAsentada, ...]


@dataclass(frozen=True, slots=True)
class Diario:
    """The mesa's log, those of the machines before it included, verified while read."""

    pasos: tuple[tuple[Entrada, Cabeza], ...]

    @classmethod
    def de(cls, lectura: TrabajoDeMesa) -> Diario:
        """Read the whole log."""
        return cls(relevo.leer_historia(lectura.historia()).pasos)

    def buscar(self, tipo: type[A]) -> Iterator[tuple[A, Entrada, Cabeza]]:
        """Give the entries of a type, with their place and the head after each."""
        for entrada, cabeza in self.pasos:
            if isinstance(entrada.asiento, tipo):
                yield entrada.asiento, entrada, cabeza

    def unico(self, tipo: type[A]) -> tuple[A, Entrada, Cabeza]:
        """Give the only entry of a type.

        Raises:
            DiarioIncompleto: There is none, or more than one.
        """
        hallados = tuple(self.buscar(tipo))
        if len(hallados) != 1:
            raise DiarioIncompleto(f"{tipo.tipo}: {len(hallados)} veces")
        return hallados[0]

    def equipo_del_acta(self) -> MesaInstalada | MesaRelevada:
        """Give the first entry of the log in which the acta was drawn up: its keys sign it.

        Raises:
            DiarioIncompleto: It was not drawn up.
        """
        comienzo = None
        for entrada, _ in self.pasos:
            if isinstance(entrada.asiento, MesaInstalada | MesaRelevada):
                comienzo = entrada.asiento
            if isinstance(entrada.asiento, ActaLevantada) and comienzo is not None:
                return comienzo
        raise DiarioIncompleto(ActaLevantada.tipo)

    def relevos_tras_el_acta(self) -> Iterator[tuple[datetime, str]]:
        """Give hour and cause of each take-over after the acta was drawn up."""
        levantada = False
        for entrada, _ in self.pasos:
            levantada = levantada or isinstance(entrada.asiento, ActaLevantada)
            if levantada and isinstance(entrada.asiento, MesaRelevada) and entrada.hora:
                yield entrada.hora, entrada.asiento.causa


def exigir_acta_por_levantar(lectura: TrabajoDeMesa) -> None:
    """Let an act pass only before the acta that would state it (``ActaYaLevantada``)."""
    if lectura.hoja(HOJA_DE_ACTA) is not None:
        raise ActaYaLevantada


def exigir_registro_por_cerrar(lectura: TrabajoDeMesa) -> None:
    """Let an act pass only while the log may grow: its last entry closes the record that travels.

    Raises:
        RegistroYaCerrado: It was closed, and one entry more would be another record.
    """
    if registro_cerrado(lectura):
        raise RegistroYaCerrado


def registro_cerrado(lectura: TrabajoDeMesa) -> bool:
    """Tell whether the log of this machine was closed with the record of the mesa."""
    return lectura.hoja(HOJA_DE_REGISTRO) == lectura.cabeza().origen.encode()


def contar_adicionales(lectura: TrabajoDeMesa) -> int:
    """Count who was let vote beside the list: by a resolution, or representing a planilla."""
    return lectura.total("con_resolucion") + lectura.total("representantes")


def leer_en_funciones(lectura: TrabajoDeMesa) -> tuple[FuncionarioPresente, ...]:
    """Give who holds each cargo now, by cargo: those of the instalación, or who replaced them."""
    return en_funciones(_leer_presencias(lectura, *_INTEGRACION))


def exigir_en_funciones(lectura: TrabajoDeMesa, *tarjetas: Tarjeta) -> None:
    """Let an act of the table pass only for who holds a cargo (``TarjetaSinFunciones``)."""
    claves = {persona.clave for persona in leer_en_funciones(lectura)}
    for tarjeta in tarjetas:
        if tarjeta.clave not in claves:
            raise TarjetaSinFunciones(f"tarjeta {tarjeta.clave}")


def exigir_sin_salida(lectura: TrabajoDeMesa, *tarjetas: Tarjeta) -> None:
    """Refuse the card of whoever was replaced during the day (``TarjetaSinFunciones``)."""
    fuera = leer_salidas(lectura)
    for tarjeta in tarjetas:
        if tarjeta.clave in fuera:
            raise TarjetaSinFunciones(f"tarjeta {tarjeta.clave}")


def leer_salidas(lectura: TrabajoDeMesa) -> frozenset[str]:
    """Give the keys of who left a cargo today and holds none."""
    return salieron(_leer_presencias(lectura, *_INTEGRACION))


_INTEGRACION: Final = (MesaInstalada, FuncionarioSustituido)


def _leer_presencias(lectura: TrabajoDeMesa, *tipos: type[Asiento]) -> tuple[Entrada, ...]:
    """Read who came and who left; every act of two persons asks, so nothing else is read."""
    # A machine that takes over asks before it writes its own first entry.
    historia = [(origen, lineas) for origen, lineas in lectura.historia() if lineas]
    if len(historia) > 1:
        return tuple(entrada for entrada, _ in relevo.leer_historia(historia).pasos)
    ((_, lineas),) = historia
    return _leer_una_vez(tuple(bitacora.escoger(lineas, *tipos)), tipos)


@lru_cache(maxsize=8)
def _leer_una_vez(
    lineas: tuple[bytes, ...], tipos: tuple[type[Asiento], ...]
) -> tuple[Entrada, ...]:
    """Read lines of the log; they are asked for all day long and change with who comes or goes."""
    return tuple(bitacora.hojear(lineas, *tipos))


def leer_representaciones(lectura: TrabajoDeMesa) -> tuple[Representacion, ...]:
    """Give who represented a planilla at the mesa so far, as the acta will list them."""
    return representaciones(
        _leer_presencias(lectura, MesaInstalada, RepresentanteLlegado, RepresentanteRetirado)
    )


def leer_instalada(lectura: TrabajoDeMesa) -> MesaInstalada:
    """Give what was stated at the instalación, from the first entry of the log."""
    origen, lineas = lectura.historia()[0]
    entrada, _ = next(bitacora.recorrer(lineas, origen))
    if not isinstance(entrada.asiento, MesaInstalada):
        raise DiarioIncompleto(entrada.asiento.tipo)
    return entrada.asiento


def leer_comienzo(lectura: TrabajoDeMesa) -> MesaInstalada | MesaRelevada:
    """Give the first entry of this machine's own log, with the keys that it works with."""
    origen, lineas = lectura.historia()[-1]
    entrada, _ = next(bitacora.recorrer(lineas, origen))
    if not isinstance(entrada.asiento, MesaInstalada | MesaRelevada):
        raise DiarioIncompleto(entrada.asiento.tipo)
    return entrada.asiento
