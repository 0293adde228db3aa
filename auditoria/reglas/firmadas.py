"""Which sheets signed with ink may be photographed, in what order, and how the pictures are called.

The paper is the original; its picture is published beside the one that is redrawn. Papers that name
people who are not public are no part of this: they travel to the tribunal.

Page: docs/formato-firmadas.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.registro import asientos
from auditoria.registro.asiento import Asiento

CARPETA: Final = "firmadas"
"""Folder of the pictures, in that of the mesa or of the demarcación."""

DEL_REGISTRO: Final = ("acta_inicio", "acta_jornada", "acta_escrutinio", "cartel")
"""Papers of a mesa that come with its record."""

HOJAS_MAXIMAS: Final = 60
VERSIONES_MAXIMAS: Final = 20
FOTOS_MAXIMAS: Final = 40_000
OCTETOS_MAXIMOS: Final = 12 * 1024 * 1024 * 1024
"""Pictures of a whole process, and their bytes: with them a record still opens
(``auditoria.registro.expediente.Limites``), and what is in the log cannot be left out of it."""

QUE_HACEN_PAPELES: Final = (
    asientos.RegistroRecibido,
    asientos.PaqueteRecibido,
    asientos.MesaRecontada,
    asientos.AcuerdoTomado,
    asientos.ComputoConcluido,
    asientos.PlazoVencido,
)
"""Acts after which there is one more public paper to sign."""

_ACUERDO: Final = re.compile(r"acuerdo-[1-9][0-9]?", re.ASCII)
_DE_MESA: Final = (*DEL_REGISTRO, "recibo_paquete", "acta_recuento")
_DE_DEMARCACION: Final = ("acta_computo", "constancia_mayoria")


class PapelSinFoto(ReglaRota):
    """No public paper of that name is signed there, or it does not exist yet."""

    explicacion = "Ahí no hay ningún papel público con ese nombre que se haya firmado"


class HojaFueraDeOrden(ReglaRota):
    """Pictures of a sheet are numbered from 1, each once, and sheets are few."""

    explicacion = "Las fotos de cada hoja van numeradas desde 1"


class FotoRepetida(ReglaRota):
    """One picture cannot be that of two sheets."""

    explicacion = "La misma foto no puede ser de dos hojas"


class FotosDeMas(ReglaRota):
    """So many pictures that nobody could open the record any more."""

    explicacion = "No caben más fotos en el expediente; tómelas con menos resolución"


def exigir_cabida(fotos: int, octetos: int) -> None:
    """Demand that the pictures of a process fit into its record.

    Args:
        fotos: Pictures of it, those to be kept now among them.
        octetos: Bytes of all of them.

    Raises:
        FotosDeMas: With what they would take.
    """
    if fotos > FOTOS_MAXIMAS or octetos > OCTETOS_MAXIMOS:
        raise FotosDeMas(f"serían {fotos:,} fotos, {octetos:,} octetos")


class Hoja(NamedTuple):
    """One sheet of a paper: ``D001/M1`` or ``D001``, ``acta_escrutinio``, 2."""

    carpeta: str
    papel: str
    numero: int


def es_papel_publico(papel: str, *, de_mesa: bool) -> bool:
    """Tell whether a paper of that name is published, of a mesa or of a demarcación."""
    if de_mesa:
        return papel in _DE_MESA
    return papel in _DE_DEMARCACION or _ACUERDO.fullmatch(papel) is not None


def papeles_publicos(*, de_mesa: bool) -> tuple[str, ...]:
    """Names of the papers that are published, for whoever asks for another."""
    return _DE_MESA if de_mesa else (*_DE_DEMARCACION, "acuerdo-1")


def hoja_de(foto: asientos.HojaFotografiada) -> Hoja:
    """Say of which sheet an entry speaks.

    Raises:
        PapelSinFoto: Its mesa is of another demarcación.
    """
    if foto.mesa is None:
        return Hoja(foto.demarcacion, foto.papel, foto.hoja)
    if partir_mesa(foto.mesa)[0] != foto.demarcacion:
        raise PapelSinFoto(f"{foto.mesa} no es de {foto.demarcacion}")
    return Hoja(ruta_de_mesa(foto.mesa), foto.papel, foto.hoja)


def ruta_de_foto(foto: asientos.HojaFotografiada) -> str:
    """Path in the expediente: ``D001/M1/firmadas/acta_escrutinio-hoja-1-version-1.jpg``."""
    hoja = hoja_de(foto)
    nombre = f"{hoja.papel}-hoja-{hoja.numero}-version-{foto.version}.{foto.clase}"
    return f"{hoja.carpeta}/{CARPETA}/{nombre}"


class HojasFotografiadas:
    """What the commission's log says of pictures so far; it is given the entries in order."""

    def __init__(self) -> None:
        """Begin before the first entry."""
        self._papeles: set[tuple[str, str]] = set()
        self._versiones: dict[Hoja, int] = {}
        self._fotos: dict[bytes, asientos.HojaFotografiada] = {}

    def tomar(self, asiento: Asiento) -> None:
        """Take the next entry; those that make no paper and are no picture change nothing.

        Raises:
            PapelSinFoto, HojaFueraDeOrden, FotoRepetida: It is a picture that may not stand there.
        """
        if not isinstance(asiento, asientos.HojaFotografiada):
            self._papeles.update(_papeles_de(asiento))
            return
        hoja = hoja_de(asiento)
        if not (1 <= hoja.numero <= HOJAS_MAXIMAS):
            raise HojaFueraDeOrden(f"hoja {hoja.numero}")
        self.exigir_papel(hoja)
        if asiento.version != self.siguiente(hoja):
            raise HojaFueraDeOrden(f"{hoja.papel}, hoja {hoja.numero}: versión {asiento.version}")
        if asiento.foto in self._fotos:
            raise FotoRepetida(ruta_de_foto(self._fotos[asiento.foto]))
        self._versiones[hoja] = asiento.version
        self._fotos[asiento.foto] = asiento

    def exigir_papel(self, hoja: Hoja) -> None:
        """Demand that the paper of a sheet is public and was made (``PapelSinFoto``)."""
        de_mesa = "/" in hoja.carpeta
        propio = (hoja.carpeta, hoja.papel) in self._papeles
        if not (propio and es_papel_publico(hoja.papel, de_mesa=de_mesa)):
            raise PapelSinFoto(f"{hoja.carpeta}, {hoja.papel}")

    def siguiente(self, hoja: Hoja) -> int:
        """Number of the next picture of a sheet, from 1.

        Raises:
            HojaFueraDeOrden: There are enough of them.
        """
        version = self._versiones.get(hoja, 0) + 1
        if version > VERSIONES_MAXIMAS:
            raise HojaFueraDeOrden(f"hoja {hoja.numero}: más de {VERSIONES_MAXIMAS} fotos")
        return version

    def con(self, foto: bytes) -> asientos.HojaFotografiada | None:
        """The entry of a picture by its SHA-256; ``None`` where there is none."""
        return self._fotos.get(foto)

    def fotos(self) -> tuple[asientos.HojaFotografiada, ...]:
        """Every picture taken so far, in order."""
        return tuple(self._fotos.values())


def _papeles_de(asiento: Asiento) -> Iterator[tuple[str, str]]:
    """Papers that an act makes, each with its folder."""
    match asiento:
        case asientos.RegistroRecibido(mesa=mesa):
            yield from ((ruta_de_mesa(mesa), papel) for papel in DEL_REGISTRO)
        case asientos.PaqueteRecibido(mesa=mesa):
            yield ruta_de_mesa(mesa), "recibo_paquete"
        case asientos.MesaRecontada(mesa=mesa):
            yield ruta_de_mesa(mesa), "acta_recuento"
        case asientos.AcuerdoTomado(demarcacion=clave, numero=numero):
            yield clave, f"acuerdo-{numero}"
        case asientos.ComputoConcluido(demarcacion=clave):
            yield clave, "acta_computo"
        case asientos.PlazoVencido(computos=computos):
            yield from ((citado.demarcacion, "constancia_mayoria") for citado in computos)
