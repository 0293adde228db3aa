"""Join what a machine that died held, when it is found again while people still vote.

List and urna are joined each at its own screen, as everything else that two parts do.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from auditoria.errores import ErrorAuditoria
from auditoria.registro.resguardo import AlmacenArchivos
from auditoria.verificador.sellado import Sellado
from boletas.errores import motivo
from eleccion.arranque.estacion import Estacion
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.arranque.reapertura import MesaReabierta, UrnaReabierta
from eleccion.casos.jornada.lista.reunir_mesa import reunir_mesa
from eleccion.casos.jornada.llaves_de_equipo import (
    LlaveDeEquipo,
    Parte,
    SobreDeEquipo,
    recuperar_llave,
)
from eleccion.casos.jornada.urna.reunir_urna import reunir_urna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.relevo import EquipoNoHallado, EquipoYaReunido, Reunion
from eleccion.persistencia.mesa.trabajo import BaseDeMesa
from eleccion.persistencia.motor import comprobar_integridad
from eleccion.persistencia.urna.trabajo import BaseDeUrna

_Base = TypeVar("_Base", BaseDeMesa, BaseDeUrna)
_SIN_URNA = Reunion(depositadas=0, comprobadas=0, inutilizadas=0, repetidas=0, conflictos=0)


def reunir_equipo(
    estacion: Estacion, hallado: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> Reunion:
    """Join the list first and then the urna: a power cut between both is made good by asking again.

    Args:
        hallado: Folder of its station, as it stood on its disk.

    Raises:
        EquipoYaReunido: Both parts were joined before.
        The errors of ``reunir_lista`` and ``reunir_votos``.
    """
    de_mesa = MesaReabierta(estacion.mesa, estacion.partes[0])
    try:
        marcas, hecha = reunir_lista(de_mesa, hallado, tarjetas, hora=hora), False
    except EquipoYaReunido:
        marcas, hecha = 0, True
    if estacion.tiene_urna:
        de_urna = UrnaReabierta(estacion.urna, estacion.partes[1])
        return replace(reunir_votos(de_urna, hallado, tarjetas), marcas=marcas)
    if hecha:
        raise EquipoYaReunido(hallado.name)
    return replace(_SIN_URNA, marcas=marcas)


def reunir_lista(
    mesa: MesaReabierta, hallado: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> int:
    """Add to the list the marks that only the machine found again had; gives how many.

    Args:
        hallado: Folder of its station, as it stood on its disk.

    Raises:
        EquipoNoHallado: The folder is not that of a machine that this one took over from.
        The errors of ``reunir_mesa``.
    """
    equipo = mesa.equipo
    equipo.exigir_dos_personas(tarjetas)
    with copia_de(hallado, "mesa", mesa.parte.carpeta.raiz) as lugar:
        llave = _abrir_llave(lugar, "mesa", equipo.identidad, equipo.sellado, tarjetas)
        origen = llave.identidad.origen
        with abierta(BaseDeMesa.abrir(lugar.base, origen, llave.secreto)) as base:
            firmado = AlmacenArchivos(lugar.puntos).leer(origen)
            return reunir_mesa(equipo, base, firmado, tarjetas, hora=hora)


def reunir_votos(urna: UrnaReabierta, hallado: Path, tarjetas: tuple[Tarjeta, Tarjeta]) -> Reunion:
    """Join to the urna what only the machine found again held.

    Raises:
        EquipoNoHallado: The folder is not that of a machine that this one took over from.
        The errors of ``reunir_urna``.
    """
    equipo = urna.equipo
    equipo.exigir_dos_personas(tarjetas)
    with copia_de(hallado, "urna", urna.parte.carpeta.raiz) as lugar:
        llave = _abrir_llave(lugar, "urna", equipo.mesa.identidad, equipo.sellado, tarjetas)
        origen = llave.identidad.origen
        with abierta(BaseDeUrna.abrir(lugar.base, origen)) as base:
            firmado = AlmacenArchivos(lugar.puntos).leer(origen)
            return reunir_urna(equipo, base, firmado, tarjetas)


@contextmanager
def copia_de(hallado: Path, parte: Parte, junto_a: Path) -> Iterator[CarpetaDeParte]:
    """Copy one part of a machine found again: its folder is evidence, and only the copy is opened.

    Args:
        junto_a: Where the copy lies meanwhile: what these files rest under covers it too.

    Raises:
        EquipoNoHallado: There is no such part, or it cannot be read.
    """
    with tempfile.TemporaryDirectory(prefix=".hallado-", dir=junto_a) as temporal:
        copia = Path(temporal) / parte
        try:
            shutil.copytree(hallado / parte, copia)
        except OSError as falla:
            raise EquipoNoHallado(motivo(falla), archivo=hallado.name) from falla
        yield CarpetaDeParte(copia)


def leer_sobre(lugar: CarpetaDeParte) -> SobreDeEquipo:
    """Read whose part it is; nothing of it is proved by that.

    Raises:
        EquipoNoHallado: It says it of nobody.
    """
    try:
        return SobreDeEquipo.leer(lugar.sobre.read_bytes())
    except OSError as falla:
        raise EquipoNoHallado(motivo(falla), archivo=lugar.sobre.name) from falla
    except ErrorAuditoria as falla:
        raise EquipoNoHallado(str(falla), archivo=lugar.sobre.name) from falla


@contextmanager
def abierta(base: _Base) -> Iterator[_Base]:
    """Look at a file before it is read, and close it whatever happens."""
    try:
        comprobar_integridad(base.disco.motor)
        yield base
    finally:
        base.cerrar()


def _abrir_llave(
    lugar: CarpetaDeParte,
    parte: Parte,
    mesa: str,
    sellado: Sellado,
    tarjetas: tuple[Tarjeta, Tarjeta],
) -> LlaveDeEquipo:
    """Open the key under which its rows rest, once the folder is one of this mesa."""
    sobre = leer_sobre(lugar)
    propio = (sellado.proceso, mesa, sellado.huella, parte)
    if (sobre.proceso, sobre.mesa, sobre.huella, sobre.parte) != propio:
        raise EquipoNoHallado(sobre.mesa)
    return recuperar_llave(sobre, tarjetas, sellado.llaves)
