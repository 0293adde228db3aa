"""Where the day of a mesa stands: the step that comes next, which no screen may skip.

Nothing is written here. The step is read from what was done, so that after a power cut the screens
go on where the people were.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from auditoria.reglas.cuadre import Diferencia
from eleccion.casos.jornada.cierre.clausurar_mesa import HOJA_DE_CLAUSURA
from eleccion.casos.jornada.cierre.cuadrar_mesa import cuadrar_con, leer_explicadas
from eleccion.casos.jornada.cierre.recibir_de_urna import falta_cerrar_urna, leer_cierre_recibido
from eleccion.casos.jornada.lista.marcar_persona import atendidas_de_la_fila
from eleccion.casos.jornada.mesa.abrir_contingencia import leer_contingencia, tiene_sobre
from eleccion.casos.jornada.mesa.abrir_votacion import HOJA_DE_URNA
from eleccion.casos.jornada.mesa.asentar_prueba_publica import leer_pruebas
from eleccion.casos.jornada.mesa.cerrar_votacion import HOJA_DE_FILA
from eleccion.casos.jornada.mesa.contar_papeles import HOJA_DE_ESCRUTINIO
from eleccion.casos.jornada.mesa.dibujar_papeles import ACTA_DE_INICIO
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import HOJA_DE_ACTA, HOJA_DE_REMITIDO
from eleccion.casos.jornada.mesa.imprimir_actas import PAPELES_DE_CIERRE
from eleccion.casos.jornada.mesa.omitir_impresion import falta_papel
from eleccion.casos.jornada.mesa.prueba_de_apertura import prueba_resuelta
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_mesa import TrabajoDeMesa
from eleccion.dominio.respaldo import EstadoRespaldo


class Paso(StrEnum):
    """A step of the day, in order."""

    INSTALACION = "instalacion"
    INICIO = "inicio"
    PRUEBA = "prueba"
    APERTURA = "apertura"
    VOTACION = "votacion"
    CIERRE = "cierre"
    URNA = "urna"
    CONTEO = "conteo"
    CUADRE = "cuadre"
    ACTA = "acta"
    PAPELES = "papeles"
    REGISTRO = "registro"
    CLAUSURA = "clausura"
    TERMINADA = "terminada"


PASOS: Final = tuple(Paso)


@dataclass(frozen=True, slots=True, kw_only=True)
class SituacionDeMesa:
    """What every screen of the mesa says at its foot, and what comes next.

    Attributes:
        personas: People marked on the list.
        electores: People on it; ``None`` where there is no list.
        esperan: People who waited when the queue was closed; ``None`` before.
        atendidas: Of those, how many came to the table.
        incidentes: Written down so far.
        con_urna: Whether there is an urna electrónica.
        sin_prueba: Whether nobody held a prueba pública of it today, as the acta will say.
        con_sobre: Whether it keeps a sealed envelope of contingencia to go on in paper.
    """

    etapa: EstadoMesa
    paso: Paso
    personas: int
    electores: int | None
    esperan: int | None
    atendidas: int
    incidentes: int
    con_urna: bool
    sin_prueba: bool
    con_sobre: bool
    respaldo: EstadoRespaldo

    @property
    def votaron_todas(self) -> bool:
        """Tell whether everybody on the list came; never where there is no list."""
        return self.electores is not None and self.personas >= self.electores

    @property
    def queda_fila(self) -> bool:
        """Tell whether somebody of the closed queue has not come to the table yet."""
        return self.esperan is not None and self.atendidas < self.esperan


def situar_mesa(mesa: EquipoMesa) -> SituacionDeMesa:
    """Say where the day stands, from one reading."""
    with mesa.almacen.leer() as lectura:
        etapa = lectura.estado().etapa
        fila = lectura.hoja(HOJA_DE_FILA)
        esperan = None if fila is None else int(fila)
        atendidas = atendidas_de_la_fila(lectura)
        return SituacionDeMesa(
            etapa=etapa,
            paso=_paso(mesa, lectura, etapa),
            personas=lectura.contar_marcas(),
            electores=mesa.mesa.electores,
            esperan=esperan,
            atendidas=atendidas,
            incidentes=len(lectura.incidentes()),
            con_urna=mesa.mesa.tiene_urna,
            sin_prueba=mesa.mesa.tiene_urna and not leer_pruebas(lectura),
            con_sobre=tiene_sobre(mesa) and leer_contingencia(lectura) is None,
            respaldo=lectura.respaldo(),
        )


def diferencias_de(
    mesa: EquipoMesa, lectura: TrabajoDeMesa
) -> tuple[tuple[Diferencia, str | None], ...]:
    """Give the differences of the balance, each with the key of its reason or ``None``.

    Empty before the urna's figures came.
    """
    cierre = leer_cierre_recibido(lectura)
    if cierre is None and mesa.mesa.tiene_urna:
        return ()
    motivos = {(d.entre, d.cantidad): d.motivo for d in leer_explicadas(lectura)}
    return tuple(
        (d, motivos.get((d.entre, d.cantidad))) for d in cuadrar_con(mesa, lectura, cierre)
    )


def _paso(mesa: EquipoMesa, lectura: TrabajoDeMesa, etapa: EstadoMesa) -> Paso:
    if etapa is EstadoMesa.INSTALADA:
        sin_imprimir = falta_papel(mesa, lectura, (ACTA_DE_INICIO,))
        con_urna = mesa.mesa.tiene_urna
        if sin_imprimir or (con_urna and lectura.hoja(HOJA_DE_URNA) is None):
            return Paso.INICIO
        return Paso.PRUEBA if con_urna and not prueba_resuelta(lectura) else Paso.APERTURA
    if etapa in (EstadoMesa.ABIERTA, EstadoMesa.SUSPENDIDA):
        fila = lectura.hoja(HOJA_DE_FILA)
        ya = fila is not None and atendidas_de_la_fila(lectura) >= int(fila)
        return Paso.CIERRE if ya else Paso.VOTACION
    return _paso_del_cierre(mesa, lectura)


def _paso_del_cierre(mesa: EquipoMesa, lectura: TrabajoDeMesa) -> Paso:
    if falta_cerrar_urna(mesa, lectura):
        return Paso.URNA
    if lectura.hoja(HOJA_DE_ESCRUTINIO) is None:
        return Paso.CONTEO
    if lectura.hoja(HOJA_DE_ACTA) is None:
        sin_cifras = mesa.mesa.tiene_urna and leer_cierre_recibido(lectura) is None
        pendientes = any(motivo is None for _, motivo in diferencias_de(mesa, lectura))
        return Paso.CUADRE if sin_cifras or pendientes else Paso.ACTA
    if falta_papel(mesa, lectura, PAPELES_DE_CIERRE):
        return Paso.PAPELES
    if lectura.hoja(HOJA_DE_REMITIDO) is None:
        return Paso.REGISTRO
    return Paso.CLAUSURA if lectura.hoja(HOJA_DE_CLAUSURA) is None else Paso.TERMINADA
