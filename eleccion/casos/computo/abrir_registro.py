"""Open what a session of the custodians works with: verified records, and each one's program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final, Self

from auditoria.formatos.catalogo import SinUrna
from auditoria.formatos.cierre import ArchivoSellado, Cierre
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.registro import manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from boletas.cripto.almacen import AlmacenEnCarpeta
from boletas.cripto.custodio import Custodio
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
    """

    mesa: str
    registro: Path
    manifiesto: bytes

    @classmethod
    def de(cls, guardado: RegistroGuardado, carpeta: Path) -> Self:
        """Point at a record kept in the commission's folder."""
        return cls(
            mesa=guardado.mesa,
            registro=carpeta / guardado.nombre,
            manifiesto=guardado.manifiesto,
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


def abrir_custodio(carpeta: Path) -> Custodio:
    """Open a custodian's program over the store that the ceremony left.

    For a simulation, which plays the custodians: no order of the commission takes such a folder.
    """
    return Custodio(AlmacenEnCarpeta(carpeta))
