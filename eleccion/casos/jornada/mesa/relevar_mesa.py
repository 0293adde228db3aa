"""Take over the table from a machine that died: everything it had put down, under a new log."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from auditoria.formatos.dia import Momento
from auditoria.registro import relevo
from auditoria.registro.asientos import (
    ActaLevantada,
    IncidenteAsentado,
    MesaInstalada,
    MesaRelevada,
    RegistroCerrado,
)
from auditoria.registro.bitacora import Cabeza
from auditoria.registro.relevo import Tramo
from auditoria.registro.resguardo import AlmacenPuntos
from eleccion.casos.jornada.dotacion_recibida import DotacionAjena, DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo, Reconocimiento
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.estrenar_mesa import estrenar_mesa
from eleccion.casos.jornada.mesa.hojas import (
    HOJA_DE_REMITIDO,
    exigir_en_funciones,
)
from eleccion.casos.jornada.mesa.reponer_acta import reponer_acta
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.puertos_mesa import CrearMesa, TrabajoDeMesa
from eleccion.dominio.relevo import RelevoTardio

INCIDENTE = "Falló el equipo y lo relevó el de reserva, con lo guardado en la memoria. Causa: {}"


def relevar_mesa(
    dotacion: DotacionRecibida,
    tarjetas: tuple[Tarjeta, Tarjeta],
    reconocimiento: Reconocimiento,
    llave: LlaveDeEquipo,
    *,
    carpeta: Path,
    crear: CrearMesa,
    puntos: AlmacenPuntos,
    hora: datetime,
    causa: str,
) -> EquipoMesa:
    """Make the mesa from what the memory holds of the one before.

    After the acta nothing is counted or drawn up again: its files stay what was signed in ink, and
    what happened to the machine is told by the log alone, since no incident enters that acta.

    Args:
        reconocimiento: Keys of the parts, vouched for by two officials.
        crear: Makes its database, with everything of the one before already in it.
        causa: What happened to the machine; it is published.

    Raises:
        RelevoTardio: The record was written to a memory and read back.
        ActaAusente, MesaAlterada: What the memory holds of an acta drawn up is not what was signed.
        TarjetaSinFunciones: Not the cards of two people who integrate the mesa.
        DotacionAjena: The roll inside the dotación is of another mesa.
        The errors of ``abrir_lista``.
    """
    equipo = estrenar_mesa(
        dotacion, tarjetas, llave, desde=hora, carpeta=carpeta, crear=crear, puntos=puntos
    )
    with equipo.almacen.escribir(sin_memoria=True) as trabajo:
        if trabajo.hoja(HOJA_DE_REMITIDO) is not None:
            raise RelevoTardio
        exigir_en_funciones(trabajo, *tarjetas)
        *anteriores, _ = trabajo.historia()
        historia = relevo.leer_historia(anteriores)
        trabajo.asentar(_asiento(historia, dotacion, reconocimiento, llave, causa), hora)
        # By the log and not by a sheet: whoever takes a sheet out of the memory must not have the
        # acta, signed in ink, drawn up a second time.
        con_acta = any(isinstance(e.asiento, ActaLevantada) for e, _ in historia.pasos)
        if not con_acta:
            _asentar_falla(trabajo, causa, hora)
    if con_acta:
        reponer_acta(equipo)
    return equipo


def _asiento(
    historia: relevo.Historia,
    dotacion: DotacionRecibida,
    reconocimiento: Reconocimiento,
    llave: LlaveDeEquipo,
    causa: str,
) -> MesaRelevada:
    """State whom it goes on from: the log of the machine before, as it stood in the memory."""
    primero = historia.pasos[0][0].asiento
    if not isinstance(primero, MesaInstalada):
        raise DotacionAjena(primero.tipo)
    return MesaRelevada(
        huella=dotacion.sellado.huella,
        arranque=primero.arranque,
        generacion=llave.identidad.generacion,
        llave_mesa=llave.firma.publica.vkey,
        llave_urna=reconocimiento.llave_urna,
        firmas=reconocimiento.firmas,
        red_mesa=reconocimiento.red.mesa,
        red_urna=reconocimiento.red.urna,
        anterior=relevo.citar(_lo_que_cuenta(historia.tramos[-1])),
        causa=causa,
        dotacion=dotacion.manifiesto,
    )


def _lo_que_cuenta(anterior: Tramo) -> Cabeza:
    """Give the head from which the log goes on.

    A machine that closed the record and died before it was handed over closed nothing: that entry
    stays where it is, after the place cited.
    """
    *antes, (ultima, cabeza) = anterior.pasos
    return antes[-1][1] if isinstance(ultima.asiento, RegistroCerrado) else cabeza


def _asentar_falla(trabajo: TrabajoDeMesa, causa: str, hora: datetime) -> None:
    """Write the death of the machine down as an incident of the day, which the acta tells."""
    momento = _momento(trabajo.estado().etapa)
    texto = INCIDENTE.format(causa)
    folio = trabajo.agregar_incidente(hora, momento.value, texto)
    resumen = sha256(texto.encode()).digest()
    trabajo.asentar(IncidenteAsentado(folio=folio, momento=momento.value, resumen=resumen), hora)


def _momento(etapa: EstadoMesa) -> Momento:
    if etapa is EstadoMesa.INSTALADA:
        return Momento.INSTALACION
    return Momento.VOTACION if etapa is EstadoMesa.ABIERTA else Momento.CIERRE
