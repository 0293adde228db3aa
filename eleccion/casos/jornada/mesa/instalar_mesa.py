"""Install the mesa: the roll opened with two cards, and the first entry of its log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from auditoria.formatos.catalogo import Mesa
from auditoria.registro.asientos import FuncionarioPresente, MesaInstalada
from auditoria.registro.asientos import RepresentantePresente as PresenteAsentado
from auditoria.registro.resguardo import AlmacenPuntos
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import (
    FUERA_DE_RED,
    LlaveDeEquipo,
    LlavesDeRed,
    Reconocimiento,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.estrenar_mesa import estrenar_mesa
from eleccion.casos.tarjetas import Tarjeta, TarjetaSinFunciones
from eleccion.dominio.entrega import RecibidoIndebido, exigir_lo_impreso
from eleccion.dominio.funcionarios import Integrado, Procedencia, exigir_sin_representacion
from eleccion.dominio.puertos_mesa import CrearMesa
from eleccion.errores import ActoIndebido


class CausaFaltante(ActoIndebido):
    """A mesa elsewhere than authorised says why, and one in its place neither why nor where."""

    explicacion: ClassVar[str] = "La causa del cambio de lugar falta o sobra"


@dataclass(frozen=True, slots=True)
class RepresentantePresente:
    """The representative of a planilla at the mesa."""

    planilla: str
    nombre: str
    caracter: Literal["propietaria", "suplente"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeInstalacion:
    """What the officials state at the instalación.

    Attributes:
        dotacion: The zip.
        tarjetas: Two cards of the mesa, opened with their PINs.
        ancla: Short fingerprint as printed on paper, read aloud and typed.
        arranque: Code announced in public this morning.
        funcionarios: Mesa directiva, by rank (``dominio.funcionarios.integrar_mesa``).
        representantes: In the order in which they will sign.
        pases_recibidos: Slips counted, without the sealed reserve; ``None``, as the reserve, where
            the mesa votes on paper only.
        boletas_recibidas: Paper ballots counted, where people vote on them from the opening; those
            of the envelope of contingencia are counted when it is opened.
        lugar_ocupado: Where the mesa stands instead; empty when it is in its place.
        causa_de_cambio: Why the mesa stands elsewhere; empty likewise.
        red: Keys with which the parts of this machine serve on the wired network.
        pases_mezclados: Detached, counted and mixed in their box before everybody.
        sellos: Numbers of the seals of the packet and of its boxes, read aloud as they were broken;
            empty when none was noted.
        rubrica: Who signed or stamped the paper ballots received; empty when nobody did.
    """

    dotacion: Path
    tarjetas: tuple[Tarjeta, Tarjeta] = field(repr=False)
    ancla: str
    arranque: str
    hora: datetime
    funcionarios: tuple[Integrado, ...]
    representantes: tuple[RepresentantePresente, ...]
    pases_recibidos: int | None = None
    reserva_recibida: int | None = None
    boletas_recibidas: int | None = None
    lugar_autorizado: bool = True
    lugar_ocupado: str = ""
    causa_de_cambio: str = ""
    urna_vacia: bool = True
    pases_mezclados: bool = True
    sellos: str = ""
    rubrica: str = ""
    red: LlavesDeRed = FUERA_DE_RED


def instalar_mesa(
    orden: OrdenDeInstalacion,
    dotacion: DotacionRecibida,
    reconocimiento: Reconocimiento,
    llave: LlaveDeEquipo,
    *,
    dos_equipos: bool = False,
    carpeta: Path,
    crear: CrearMesa,
    puntos: AlmacenPuntos,
) -> EquipoMesa:
    """Make the mesa from its dotación.

    Args:
        reconocimiento: Keys of the parts, vouched for by two officials.
        dos_equipos: The urna is another machine.
        carpeta: Where the files of its close will be written.
        crear: Makes its database.
        puntos: Store of checkpoints, apart from the database.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, SobreAjeno: The cards do not open the roll.
        TarjetaSinFunciones: A card of somebody who does not integrate the mesa.
        RepresentanteDePlanilla: Somebody of the queue represents a planilla.
        DotacionAjena: The roll inside is of another mesa.
        CausaFaltante, RecibidoIndebido, RecibidoDeMas: See each.
        PuntoCambiado: A mesa of this name was installed on this machine before.
    """
    lugar, causa = orden.lugar_ocupado, orden.causa_de_cambio
    if orden.lugar_autorizado is bool(causa) or (orden.lugar_autorizado and lugar):
        raise CausaFaltante(causa)
    _exigir_recibido(orden, dotacion.sellado.catalogo.ubicar(dotacion.mesa)[1])
    exigir_sin_representacion(
        (p.nombre for p in orden.funcionarios if p.procedencia is Procedencia.FILA),
        (r.nombre for r in orden.representantes),
    )
    integran = {persona.clave for persona in orden.funcionarios}
    for tarjeta in orden.tarjetas:
        if tarjeta.clave not in integran:
            raise TarjetaSinFunciones(f"tarjeta {tarjeta.clave}")
    equipo = estrenar_mesa(
        dotacion,
        orden.tarjetas,
        llave,
        desde=orden.hora,
        carpeta=carpeta,
        crear=crear,
        puntos=puntos,
    )
    with equipo.almacen.escribir() as trabajo:
        instalada = _asiento(orden, dotacion, reconocimiento, llave)
        # Said only where it is so: a log has one way to say one thing.
        trabajo.asentar(replace(instalada, dos_equipos=dos_equipos or None), orden.hora)
    return equipo


def _exigir_recibido(orden: OrdenDeInstalacion, mesa: Mesa) -> None:
    """What was counted is what the mesa votes with: blank is not zero."""
    con_pases = {orden.pases_recibidos is not None, orden.reserva_recibida is not None}
    con_papel = orden.boletas_recibidas is not None
    rubrica_de_mas = bool(orden.rubrica) and not con_papel
    if con_pases != {mesa.tiene_urna} or con_papel is not mesa.admite_papel or rubrica_de_mas:
        raise RecibidoIndebido(mesa.modalidad.value)
    exigir_lo_impreso(
        mesa,
        pases=orden.pases_recibidos,
        reserva=orden.reserva_recibida,
        boletas=orden.boletas_recibidas,
    )


def _asiento(
    orden: OrdenDeInstalacion,
    dotacion: DotacionRecibida,
    reconocimiento: Reconocimiento,
    llave: LlaveDeEquipo,
) -> MesaInstalada:
    return MesaInstalada(
        huella=dotacion.sellado.huella,
        arranque=orden.arranque,
        llave_mesa=llave.firma.publica.vkey,
        llave_urna=reconocimiento.llave_urna,
        firmas=reconocimiento.firmas,
        red_mesa=reconocimiento.red.mesa,
        red_urna=reconocimiento.red.urna,
        funcionarios=tuple(
            FuncionarioPresente(
                clave=persona.clave,
                cargo=persona.cargo,
                nombre=persona.nombre,
                procedencia=persona.procedencia.value,
            )
            for persona in orden.funcionarios
        ),
        representantes=tuple(
            PresenteAsentado(planilla=r.planilla, nombre=r.nombre, caracter=r.caracter)
            for r in orden.representantes
        ),
        pases_recibidos=orden.pases_recibidos,
        reserva_recibida=orden.reserva_recibida,
        boletas_recibidas=orden.boletas_recibidas,
        electores=dotacion.electores,
        lugar_autorizado=orden.lugar_autorizado,
        lugar_ocupado=orden.lugar_ocupado or None,
        causa_del_cambio=orden.causa_de_cambio or None,
        urna_vacia=orden.urna_vacia,
        sellos=orden.sellos or None,
        rubrica=orden.rubrica or None,
        pases_mezclados=None if orden.pases_recibidos is None else orden.pases_mezclados,
        dotacion=dotacion.manifiesto,
    )
