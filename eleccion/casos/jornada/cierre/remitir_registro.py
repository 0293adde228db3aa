"""Close the record of the mesa and send it: one signed file, read back after writing."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.cofirmas import ARCHIVO as COFIRMAS
from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.asientos import RegistroCerrado
from auditoria.registro.expediente import Expediente
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.paquete import empaquetar
from eleccion.casos.jornada.entregar_bitacoras import entregar_bitacoras
from eleccion.casos.jornada.lista.entregar_registradas import entregar_registradas
from eleccion.casos.jornada.mesa.cofirmar_cabeza import leer_cofirmas
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import (
    HOJA_DE_ACTA,
    HOJA_DE_REGISTRO,
    HOJA_DE_REMITIDO,
    registro_cerrado,
)
from eleccion.casos.paquetes import reunir_archivos
from eleccion.casos.tarjetas import Tarjeta, ordenar_tarjetas
from eleccion.dominio.mesa import CapturaFaltante
from eleccion.errores import ActoIndebido

HOJA_DE_MANIFIESTO: Final = "manifiesto"


class RegistroMalEscrito(ActoIndebido):
    """What was read back is not what was written: the medium is bad, use another."""

    explicacion: ClassVar[str] = "El registro no se grabó bien; use otra memoria"


@dataclass(frozen=True, slots=True)
class RegistroRemitido:
    """The record as sent. ``manifiesto`` is the SHA-256 of its MANIFIESTO: its identity."""

    ruta: Path
    manifiesto: bytes


def remitir_registro(
    mesa: EquipoMesa,
    de_urna: Path | None,
    destino: Path,
    tarjetas: tuple[Tarjeta, Tarjeta],
    *,
    hora: datetime,
) -> RegistroRemitido:
    """Write the last entry and the file that goes to the commission.

    Sending again gives the same bytes, whichever two cards ask for it: last entry and manifest are
    made once. Under other signatures it would be a second record, and the mesa in *conflicto*.

    Args:
        de_urna: Folder with the files of the urna's close; ``None`` where there is no urna.
        destino: Folder for ``registro-<mesa>.zip`` and, where people registered at the mesa, for
            the list of their hashes, which is reserved.

    Raises:
        CapturaFaltante: There is no acta.
        RegistroMalEscrito: See the class.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    _cerrar_registro(mesa, hora)
    with mesa.almacen.leer() as lectura:
        entregar_bitacoras(mesa.carpeta, lectura.historia(), mesa.punto_de)
        cofirmas = leer_cofirmas(lectura)
    if cofirmas is not None:
        escribir_archivo(mesa.carpeta / COFIRMAS, cofirmas)
    ruta = destino / f"registro-{mesa.identidad}.zip"
    with tempfile.TemporaryDirectory(dir=mesa.carpeta.parent, prefix=".registro-") as temporal:
        carpeta = Path(temporal)
        origenes = (mesa.carpeta, *(() if de_urna is None else (de_urna,)))
        reunir_archivos(origenes, carpeta / ruta_de_mesa(mesa.identidad))
        with abrir_expediente(carpeta) as abierto:
            firmado = _firmar_manifiesto(mesa, abierto, tarjetas)
        escribir_archivo(carpeta / manifiesto.NOMBRE, firmado)
        with abrir_expediente(carpeta) as abierto:
            empaquetar(abierto, ruta)
    _releer(ruta, firmado)
    entregar_registradas(mesa, destino)
    remitido = RegistroRemitido(ruta, sha256(firmado).digest())
    _recordar(mesa, remitido)
    return remitido


def _recordar(mesa: EquipoMesa, remitido: RegistroRemitido) -> None:
    """Keep that it was sent. Another copy of the record is no new act and needs no memory."""
    with mesa.almacen.leer() as lectura:
        if lectura.hoja(HOJA_DE_REMITIDO) == remitido.manifiesto:
            return
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_REMITIDO, remitido.manifiesto)


def _cerrar_registro(mesa: EquipoMesa, hora: datetime) -> None:
    with mesa.almacen.leer() as lectura:
        cerrado = registro_cerrado(lectura)
    if not cerrado:
        with mesa.almacen.escribir() as trabajo:
            if trabajo.hoja(HOJA_DE_ACTA) is None:
                raise CapturaFaltante("el acta")
            trabajo.guardar_hoja(HOJA_DE_REGISTRO, trabajo.cabeza().origen.encode())
            trabajo.asentar(RegistroCerrado(), hora)
    mesa.sellar_ahora()


def _firmar_manifiesto(
    mesa: EquipoMesa, registro: Expediente, tarjetas: tuple[Tarjeta, Tarjeta]
) -> bytes:
    """Sign the manifest, or give again the one already signed of these very files."""
    with mesa.almacen.leer() as lectura:
        previo = lectura.hoja(HOJA_DE_MANIFIESTO)
    if previo is not None:
        leido = manifiesto.leer_sin_verificar(previo)
        if not tuple(manifiesto.cotejar(leido, registro)):
            return previo
    llaves = [mesa.llave, *ordenar_tarjetas(tarjetas)]
    firmado = manifiesto.hacer(registro, mesa.proceso, llaves)
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_MANIFIESTO, firmado)
    return firmado


def _releer(ruta: Path, firmado: bytes) -> None:
    with abrir_expediente(ruta) as escrito:
        if escrito.leer(manifiesto.NOMBRE) != firmado:
            raise RegistroMalEscrito(archivo=ruta.name)
        leido = manifiesto.leer_sin_verificar(firmado)
        for discrepancia in manifiesto.cotejar(leido, escrito):
            raise RegistroMalEscrito(discrepancia.archivo, archivo=ruta.name)
