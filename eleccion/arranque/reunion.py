"""Join what a machine that died held, when it is found again while people still vote."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from auditoria.registro.resguardo import AlmacenArchivos
from boletas.errores import motivo
from eleccion.arranque.estacion import Estacion
from eleccion.arranque.partes import CarpetaDeParte
from eleccion.casos.jornada.llaves_de_equipo import (
    LlaveDeEquipo,
    Parte,
    SobreDeEquipo,
    recuperar_llave,
)
from eleccion.casos.jornada.reunir_mesa import reunir_mesa
from eleccion.casos.jornada.reunir_urna import reunir_urna
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

    The folder of the machine found again is evidence: it is copied, and only the copy is opened.

    Args:
        hallado: Folder of its station, as it stood on its disk.

    Raises:
        EquipoNoHallado: The folder is not that of a machine that this one took over from.
        EquipoYaReunido: Both parts were joined before.
        The errors of ``reunir_mesa`` and ``reunir_urna``.
    """
    estacion.mesa.exigir_dos_personas(tarjetas)
    # Beside the station's own files: what they rest under covers the copy too.
    propia = estacion.partes[0].carpeta.raiz
    with tempfile.TemporaryDirectory(prefix=".hallado-", dir=propia) as temporal:
        copia = Path(temporal) / "equipo"
        try:
            shutil.copytree(hallado, copia)
        except OSError as falla:
            raise EquipoNoHallado(motivo(falla), archivo=hallado.name) from falla
        marcas, hecha = _reunir_lista(estacion, copia, tarjetas, hora)
        if not estacion.tiene_urna:
            if hecha:
                raise EquipoYaReunido(hallado.name)
            return replace(_SIN_URNA, marcas=marcas)
        llave = _abrir_llave(estacion, copia, "urna", tarjetas)
        lugar = CarpetaDeParte(copia / "urna")
        with _abierta(BaseDeUrna.abrir(lugar.base, llave.identidad.origen)) as base:
            firmado = AlmacenArchivos(lugar.puntos).leer(llave.identidad.origen)
            return replace(reunir_urna(estacion.urna, base, firmado, tarjetas), marcas=marcas)


def _reunir_lista(
    estacion: Estacion, copia: Path, tarjetas: tuple[Tarjeta, Tarjeta], hora: datetime
) -> tuple[int, bool]:
    """Join the list; tells how many marks were added, and whether it was joined before."""
    llave = _abrir_llave(estacion, copia, "mesa", tarjetas)
    lugar = CarpetaDeParte(copia / "mesa")
    with _abierta(BaseDeMesa.abrir(lugar.base, llave.identidad.origen, llave.secreto)) as base:
        firmado = AlmacenArchivos(lugar.puntos).leer(llave.identidad.origen)
        try:
            return reunir_mesa(estacion.mesa, base, firmado, tarjetas, hora=hora), False
        except EquipoYaReunido:
            return 0, True


def _abrir_llave(
    estacion: Estacion, copia: Path, parte: Parte, tarjetas: tuple[Tarjeta, Tarjeta]
) -> LlaveDeEquipo:
    """Open the key under which its rows rest, once the folder is one of this mesa."""
    try:
        sobre = SobreDeEquipo.leer(CarpetaDeParte(copia / parte).sobre.read_bytes())
    except OSError as falla:
        raise EquipoNoHallado(motivo(falla), archivo=parte) from falla
    sellado = estacion.mesa.sellado
    propio = (sellado.proceso, estacion.mesa.identidad, sellado.huella)
    if (sobre.proceso, sobre.mesa, sobre.huella) != propio:
        raise EquipoNoHallado(sobre.mesa)
    return recuperar_llave(sobre, tarjetas, sellado.llaves)


@contextmanager
def _abierta(base: _Base) -> Iterator[_Base]:
    """Look at a file before it is read, and close it whatever happens."""
    try:
        comprobar_integridad(base.disco.motor)
        yield base
    finally:
        base.cerrar()
