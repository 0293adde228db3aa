"""Open what a session of the custodians works with: verified records, and each one's program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final, Self

from auditoria.formatos.catalogo import SinUrna
from auditoria.formatos.cierre import ArchivoSellado, Cierre
from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.registro import manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.custodio import Custodio
from boletas.cripto.reunion import reunir_boletas
from boletas.errores import PrefijoDistinto
from eleccion.dominio.puertos_comision import RegistroGuardado
from eleccion.errores import ActoIndebido

LIMITE: Final = 512 * 1024 * 1024
"""Bytes of an archive."""


class RegistroCambiado(ActoIndebido):
    """The record that the commission keeps is not the one that it verified."""

    explicacion: ClassVar[str] = "El registro guardado cambió desde que se verificó"


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaPorDescifrar:
    """A mesa and its record, as it was verified.

    Attributes:
        registro: The record received, only read.
        manifiesto: SHA-256 of the MANIFIESTO of the record that was verified.
        unidas: Texts of the ballots of machines found after the close, which join its own.
    """

    mesa: str
    registro: Path
    manifiesto: bytes
    unidas: tuple[bytes, ...] = field(default=(), repr=False)

    @classmethod
    def de(cls, guardado: RegistroGuardado, carpeta: Path, unidas: tuple[bytes, ...] = ()) -> Self:
        """Point at a record kept in the commission's folder."""
        return cls(
            mesa=guardado.mesa,
            registro=carpeta / guardado.nombre,
            manifiesto=guardado.manifiesto,
            unidas=unidas,
        )


@contextmanager
def abrir_registro(mesa: MesaPorDescifrar) -> Iterator[tuple[Expediente, ArchivoSellado]]:
    """Open a record and give what its cierre fixed.

    Raises:
        RegistroCambiado: It is not the one that was verified.
        SinUrna: The mesa votes on paper only, and there is nothing to decrypt.
    """
    with abrir_expediente(mesa.registro) as registro:
        firmado = registro.leer(manifiesto.NOMBRE)
        leido = manifiesto.leer_sin_verificar(firmado)
        if sha256(firmado).digest() != mesa.manifiesto or manifiesto.cotejar(leido, registro):
            raise RegistroCambiado(mesa.mesa, archivo=mesa.registro.name)
        cierre = Cierre.leer(registro.leer(f"{ruta_de_mesa(mesa.mesa)}/cierre.json"))
        if cierre.urna is None:
            raise SinUrna(mesa.mesa)
        yield registro, cierre.urna.archivo


def ruta_de_bel(mesa: str) -> str:
    """Path of the archive of a mesa in its record."""
    return f"{ruta_de_mesa(mesa)}/{partir_mesa(mesa)[1]}.bel"


def leer_por_descifrar(mesa: MesaPorDescifrar) -> tuple[bytes, ArchivoSellado]:
    """Give the archive of a mesa up to its tally, and the length and hash that it has to have.

    They are those of its cierre, unless ballots of a machine found later join it: then those of the
    archive of both, once the mesa's own is the one that its cierre fixed.

    Raises:
        RegistroCambiado, SinUrna: See ``abrir_registro``.
        PrefijoDistinto: The archive is not the one that its cierre fixed.
        Incumplimiento: With the ballots that join, it does not verify.
    """
    with abrir_registro(mesa) as (registro, sellado):
        octetos = registro.leer(ruta_de_bel(mesa.mesa), LIMITE)
    if not mesa.unidas:
        return octetos, sellado
    if (len(octetos), sha256(octetos).digest()) != (sellado.largo, sellado.sha256):
        raise PrefijoDistinto("el archivo no es el que se fijó al cierre de la mesa")
    reunido = reunir_boletas(octetos, mesa.unidas)
    return reunido, ArchivoSellado(largo=len(reunido), sha256=sha256(reunido).digest())


def abrir_custodio(carpeta: Path) -> Custodio:
    """Open a custodian's program over the store that the ceremony left.

    For a simulation, which plays the custodians: no order of the commission takes such a folder.
    """
    return Custodio(AlmacenEnCarpeta(carpeta))
