"""``resultados.json``: the whole process: every contest, the totals, parity, the last head.

Page: docs/formato-resultados.md. ``auditoria.reglas.resultados`` makes it and its CSV twin.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from auditoria.errores import ReglaRota
from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.catalogo import Caracter
from auditoria.formatos.claves import (
    ClaveDemarcacion,
    ClavePlanilla,
    ClaveProceso,
    IdMesa,
    Nombre,
    exigir_distintas,
    exigir_orden,
    orden_de_mesa,
)
from auditoria.formatos.computo import EstadoContienda, SumaDistinta
from auditoria.formatos.reglas import ReglaEmpate
from auditoria.formatos.votos import VotosSiHubo
from auditoria.registro.esquema import Cantidad, Formato, Huella, Largo


class LlaveSinRegistro(ReglaRota):
    """A close is told to be of another key where no record says which one it should be."""

    explicacion = "De quién es la llave de un anuncio sólo lo dice el registro de la mesa"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConteoSexo(Formato):
    """Presidencias by sex of who heads them."""

    mujeres: Cantidad
    hombres: Cantidad
    no_binarias: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class ParidadHorizontal(Formato):
    """Presidencias over the process: of all planillas, and of the winners. Reported only."""

    planillas: ConteoSexo
    ganadoras: ConteoSexo


@dataclass(frozen=True, slots=True, kw_only=True)
class OpcionResultado(Formato):
    """A planilla and its votes."""

    planilla: ClavePlanilla
    nombre: Nombre
    votos: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultadoDemarcacion(Formato):
    """A contest.

    Attributes:
        mesas: Number of its mesas.
        electores: Persons on their lists; absent where no mesa has one.
        canceladas: As in its cómputo; absent where there are none.
        computo: SHA-256 of its ``computo.json``.
    """

    clave: ClaveDemarcacion
    nombre: Nombre
    estado: EstadoContienda
    mesas: Cantidad
    electores: Cantidad | None = None
    personas: Cantidad
    resultado: tuple[OpcionResultado, ...]
    nulos: Cantidad
    total: Cantidad
    ganadora: ClavePlanilla | None = None
    empatadas: tuple[ClavePlanilla, ...]
    via: ReglaEmpate | None = None
    canceladas: Annotated[tuple[ClavePlanilla, ...], Largo(1, 40)] | None = None
    planilla_unica: bool
    computo: Huella

    def __post_init__(self) -> None:
        if self.total != self.nulos + sum(opcion.votos for opcion in self.resultado):
            raise SumaDistinta(f"total de {self.clave}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EstadoCuenta(Formato):
    """How many contests stand in a state; every state is listed, zeros included."""

    estado: EstadoContienda
    cantidad: Cantidad


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalesProceso(Formato):
    """Sums over the process. ``votos`` are all votes, the null included."""

    demarcaciones: Cantidad
    mesas: Cantidad
    electores: Cantidad | None = None
    personas: Cantidad
    votos: Cantidad
    nulos: Cantidad
    estados: Annotated[tuple[EstadoCuenta, ...], Largo(9, 9)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CierreAnunciado(Formato):
    """A close that was announced by the code of an acta and that no record of its mesa holds.

    Attributes:
        cierre: SHA-256 of the ``cierre.json`` that the code rebuilds.
        con_registro: Whether a record of the mesa came, with another close.
        llave_ajena: Whether the code was sealed by none of the machines of the mesa's records:
            anybody can draw such a one. Exactly where a record came.
        testigos, papel: Per answer, as the code has them. They add up to nothing.
    """

    mesa: IdMesa
    cierre: Huella
    con_registro: bool
    llave_ajena: bool | None = None
    testigos: VotosSiHubo
    papel: VotosSiHubo

    def __post_init__(self) -> None:
        if self.con_registro == (self.llave_ajena is None):
            raise LlaveSinRegistro(self.mesa)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultados(Formato):
    """The file.

    Attributes:
        huella: SHA-256 of ``huella.txt``.
        publicado: Hour of the last entry of ``comision.bitacora``.
        bitacora: Head of that log just before its last entry, which cites this file.
        anunciados: By mesa and then by hash; absent where there are none.
    """

    formato: ClassVar[str] = "resultados"

    proceso: ClaveProceso
    nombre: Nombre
    caracter: Caracter
    jornada: date
    huella: Huella
    publicado: datetime
    bitacora: CabezaCitada
    totales: TotalesProceso
    demarcaciones: Annotated[tuple[ResultadoDemarcacion, ...], Largo(1, 999)]
    paridad: ParidadHorizontal
    anunciados: Annotated[tuple[CierreAnunciado, ...], Largo(1, 9_990)] | None = None

    def __post_init__(self) -> None:
        exigir_orden((d.clave for d in self.demarcaciones), "demarcaciones")
        exigir_distintas((cuenta.estado for cuenta in self.totales.estados), "estados")
        if self.totales != sumar(self.demarcaciones):
            raise SumaDistinta("totales del proceso")
        dichos = ((orden_de_mesa(a.mesa), a.cierre) for a in self.anunciados or ())
        exigir_orden(dichos, "anunciados")


def sumar_listas(electores: Iterable[int | None]) -> int | None:
    """Add up the lists; ``None`` where there are mesas and none of them has one."""
    listas = tuple(electores)
    con_lista = [cuantos for cuantos in listas if cuantos is not None]
    return None if listas and not con_lista else sum(con_lista)


def sumar(demarcaciones: tuple[ResultadoDemarcacion, ...]) -> TotalesProceso:
    """Add the contests up."""
    estados = [d.estado for d in demarcaciones]
    return TotalesProceso(
        demarcaciones=len(demarcaciones),
        mesas=sum(d.mesas for d in demarcaciones),
        electores=sumar_listas(d.electores for d in demarcaciones if d.mesas),
        personas=sum(d.personas for d in demarcaciones),
        votos=sum(d.total for d in demarcaciones),
        nulos=sum(d.nulos for d in demarcaciones),
        estados=tuple(
            EstadoCuenta(estado=estado, cantidad=estados.count(estado))
            for estado in EstadoContienda
        ),
    )
