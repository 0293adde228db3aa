"""The reserved part of a record: papers that name people, for the tribunal, under its own list.

It travels apart from the expediente and says of which one it is. Nothing public depends on it: what
is proved here is that these papers are the ones the commission gathered, whole and unchanged.

Page: docs/formato-manifiesto.md, section Reserved part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from auditoria.errores import NoAbre, ReglaRota
from auditoria.formatos.llaves import Llaves
from auditoria.registro import manifiesto
from auditoria.registro.canonico import LIMITE
from auditoria.registro.expediente import Expediente, abrir
from auditoria.registro.manifiesto import Discrepancia

CITA: Final = "EXPEDIENTE"
"""File that says of which record it is: SHA-256 of its MANIFIESTO, and a line feed."""

CLASE: Final = "manifiesto-reservado"

_LUGAR: Final = re.compile(r"D(?!000)[0-9]{3}/M[1-9][0-9]?/[^/]+")


class ReservadoAjeno(ReglaRota):
    """The reserved part is of another record than the one it is compared with."""

    explicacion = "La parte reservada no es de este expediente"


class LugarIndebido(ReglaRota):
    """A file of the reserved part belongs to no mesa."""

    explicacion = "El archivo no es de ninguna mesa"


class SinParteReservada(NoAbre):
    """There is nothing that says it is the reserved part of a record."""

    explicacion = "No es la parte reservada de un expediente"


@dataclass(frozen=True, slots=True)
class ReservadoRevisado:
    """What was found.

    Attributes:
        proceso: Process identifier.
        archivos: Papers listed.
        discrepancias: Files that are not as the commission listed them; empty when whole.
    """

    proceso: str
    archivos: int
    discrepancias: tuple[Discrepancia, ...]


def exigir_lugar(nombre: str) -> None:
    """Let a paper stand only in the folder of a mesa (``LugarIndebido``)."""
    if _LUGAR.fullmatch(nombre) is None:
        raise LugarIndebido(archivo=nombre)


def citar(expediente: Expediente) -> bytes:
    """Write the file that says of which record the reserved part is."""
    return expediente.huella(manifiesto.NOMBRE).hex().encode() + b"\n"


def revisar_reservado(ruta: Path, expediente: Path) -> ReservadoRevisado:
    """Compare a reserved part with its list, and the list with the record it names.

    Args:
        ruta: The reserved part, directory or zip.
        expediente: The record; its own key of the commission must have signed the list.

    Raises:
        SinParteReservada, NoAbre: One of both cannot be opened or is something else.
        ReservadoAjeno: It is of another record.
        LugarIndebido: It holds what belongs to no mesa.
        FirmaFalsa, FirmanteInesperado, ManifiestoInvalido, OtroProceso: The list is not the
            commission's.
    """
    with abrir(expediente) as publico:
        llaves = Llaves.leer(publico.leer("llaves.json"))
        cita = citar(publico)
    with abrir(ruta) as reservado:
        if not (reservado.tiene(manifiesto.NOMBRE) and reservado.tiene(CITA)):
            raise SinParteReservada(archivo=ruta.name)
        lista = manifiesto.verificar(
            reservado.leer(manifiesto.NOMBRE, LIMITE),
            llaves.proceso,
            (llaves.llave_comision,),
            CLASE,
        )
        if reservado.leer(CITA) != cita:
            raise ReservadoAjeno(archivo=CITA)
        papeles = lista.huellas.keys() - {CITA}
        for nombre in sorted(papeles):
            exigir_lugar(nombre)
        return ReservadoRevisado(llaves.proceso, len(papeles), manifiesto.cotejar(lista, reservado))
