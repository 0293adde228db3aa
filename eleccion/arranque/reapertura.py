"""Open the parts of an installed station again with two cards; each touches its folder alone."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from auditoria.registro.codigo import corto
from boletas.errores import motivo
from eleccion.arranque.partes import CarpetaDeParte, ParteAbierta
from eleccion.arranque.reserva import CarpetaIncompleta
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida, recibir_dotacion
from eleccion.casos.jornada.llaves_de_equipo import (
    LlaveDeEquipo,
    Parte,
    SobreDeEquipo,
    hoja_de_memoria,
    recuperar_llave,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import exigir_sin_salida
from eleccion.casos.jornada.mesa.revisar_mesa import revisar_mesa
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.retiros import exigir_sin_retiro
from eleccion.casos.jornada.urna.revisar_urna import probar_urna, revisar_urna
from eleccion.casos.sellado import MesaSellada
from eleccion.casos.tarjetas import Tarjeta
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.urna.trabajo import BaseDeUrna

DOTACION = "dotacion.zip"

_Base = TypeVar("_Base", BaseDeMesa, BaseDeUrna)


@dataclass(frozen=True, slots=True)
class MesaReabierta:
    """The mesa of a station, open; who opened it closes it."""

    equipo: EquipoMesa
    parte: ParteAbierta

    def cerrar(self) -> None:
        """Close every connection."""
        self.parte.base.disco.cerrar()


@dataclass(frozen=True, slots=True)
class UrnaReabierta:
    """The urna of a station, open; who opened it closes it."""

    equipo: EquipoUrna
    parte: ParteAbierta

    def cerrar(self) -> None:
        """Close every connection."""
        self.parte.base.disco.cerrar()


def esta_instalada(carpeta: Path, parte: Parte) -> bool:
    """Tell whether a part was installed in the folder of its station."""
    return CarpetaDeParte(carpeta / parte).sobre.is_file()


def leer_dotacion(carpeta: Path, parte: Parte) -> DotacionRecibida:
    """Read again the dotación a station was installed with.

    Raises:
        CarpetaIncompleta: That part was not installed there.
        The errors of ``recibir_dotacion``.
    """
    return recibir_dotacion(carpeta / DOTACION, corto(_leer_sobre(carpeta, parte).huella))


def reabrir_mesa(
    carpeta: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    memoria: Path | None = None,
    dotacion: DotacionRecibida | None = None,
) -> MesaReabierta:
    """Open the mesa again with any two of its cards, once its log is what was last signed.

    Args:
        carpeta: The station's.
        memoria: The USB memory, where the station works with one; what disk or memory lacks is
            given to it first. Without it such a station opens and does no act.
        dotacion: Read before from the same folder; else it is read here.

    Raises:
        CarpetaIncompleta: No mesa was installed there.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        TarjetaSinFunciones: Somebody was replaced during the day.
        BitacoraRetrocedida, BitacoraDistinta, PuntoAusente: A restored or altered copy.
        BaseIlegible, MesaAlterada: The database is damaged, or what it holds.
        RespaldoAjeno, RespaldoDistinto: The memory is not this station's, or tells another day.
    """
    recibida = dotacion or leer_dotacion(carpeta, "mesa")
    lugar, sobre, llave = _abrir_llave(carpeta, "mesa", recibida, tarjetas)
    with ExitStack() as por_cerrar:
        base = _anotar(
            por_cerrar, BaseDeMesa.abrir(lugar.base, llave.identidad.origen, llave.secreto)
        )
        parte = ParteAbierta(lugar, base, llave, hoja_de_memoria(sobre, llave))
        parte.reanudar(memoria)
        with base.leer() as lectura:
            revisar_mesa(lectura)
            exigir_sin_salida(lectura, *tarjetas)
        por_cerrar.pop_all()
    equipo = EquipoMesa(
        carpeta=lugar.salida,
        almacen=base,
        llave=llave.firma,
        puntos=parte.puntos,
        sellado=recibida.sellado,
        identidad=recibida.mesa,
        territorio=recibida.hoja.territorio(),
    )
    return MesaReabierta(equipo, parte)


def reabrir_urna(
    carpeta: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    memoria: Path | None = None,
    dotacion: DotacionRecibida | None = None,
) -> UrnaReabierta:
    """Open the urna again; arguments and errors are those of ``reabrir_mesa``.

    Raises:
        UrnaAlterada: Its counts, its ballots and its log disagree, or a ballot that only the
            memory has does not hold.
        TarjetaSinFunciones: Two officials retired one of the cards at this urna.
    """
    recibida = dotacion or leer_dotacion(carpeta, "urna")
    lugar, sobre, llave = _abrir_llave(carpeta, "urna", recibida, tarjetas)
    de_la_mesa = recibida.mesa_sellada()
    with ExitStack() as por_cerrar:
        base = _anotar(por_cerrar, BaseDeUrna.abrir(lugar.base, llave.identidad.origen))
        parte = ParteAbierta(lugar, base, llave, hoja_de_memoria(sobre, llave))
        parte.reanudar(memoria, partial(_probar_memoria, base, de_la_mesa))
        with base.leer() as lectura:
            revisar_urna(lectura, len(de_la_mesa.credenciales.publicas))
            exigir_sin_retiro(lectura, *tarjetas)
        por_cerrar.pop_all()
    equipo = EquipoUrna(
        carpeta=lugar.salida,
        almacen=base,
        llave=llave.firma,
        puntos=parte.puntos,
        sellado=recibida.sellado,
        mesa=de_la_mesa,
    )
    return UrnaReabierta(equipo, parte)


def _probar_memoria(base: BaseDeUrna, mesa: MesaSellada, copia: Engine) -> None:
    """Prove the ballots that only the memory has: the disk is about to take them."""
    with base.leer() as lectura:
        conocidas = (*lectura.boletas(), *(a.boleta for a in lectura.comprobadas()))
    with BaseDeUrna(copia, base.origen).leer() as lectura:
        probar_urna(lectura, mesa, frozenset(conocidas))


def _leer_sobre(carpeta: Path, parte: Parte) -> SobreDeEquipo:
    try:
        return SobreDeEquipo.leer(CarpetaDeParte(carpeta / parte).sobre.read_bytes())
    except OSError as falla:
        raise CarpetaIncompleta(motivo(falla), archivo=carpeta.name) from falla


def _abrir_llave(
    carpeta: Path, parte: Parte, dotacion: DotacionRecibida, tarjetas: tuple[Tarjeta, Tarjeta]
) -> tuple[CarpetaDeParte, SobreDeEquipo, LlaveDeEquipo]:
    sobre = _leer_sobre(carpeta, parte)
    llave = recuperar_llave(sobre, tarjetas, dotacion.sellado.llaves)
    return CarpetaDeParte(carpeta / parte), sobre, llave


def _anotar(por_cerrar: ExitStack, base: _Base) -> _Base:
    """Leave word that a database just opened is to be closed if the opening fails."""
    por_cerrar.callback(base.cerrar)
    return base
