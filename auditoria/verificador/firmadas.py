"""Pictures of the signed sheets: each is told by the log, of a paper of the record, and clean.

Page: docs/formato-firmadas.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeAlias

from auditoria.errores import ReglaRota
from auditoria.formatos.foto import LIMITE_DE_FOTO, exigir_limpia
from auditoria.registro import asientos
from auditoria.registro.expediente import Expediente
from auditoria.reglas.firmadas import (
    CARPETA,
    HojasFotografiadas,
    PapelSinFoto,
    hoja_de,
    ruta_de_foto,
)
from auditoria.verificador.comision import ARCHIVO as COMISION
from auditoria.verificador.comision import ActosDeComision
from auditoria.verificador.hallazgos import Cuaderno, Nombre

_EN_FIRMADAS: Final = re.compile(rf"D[0-9]{{3}}/(M[0-9]+/)?{CARPETA}/.+")


class FotoSinAsiento(ReglaRota):
    """A file stands among the pictures that the log does not tell of."""

    explicacion = "La bitácora no dice nada de esta foto"


class FotoDistinta(ReglaRota):
    """A picture is not the one that the log fixed."""

    explicacion = "La foto no es la que asentó la comisión"


def rutas_de_fotos(actos: ActosDeComision) -> set[str]:
    """Paths of the pictures that the log tells of; an entry of no path is a finding of its own."""
    rutas: set[str] = set()
    for foto, _ in actos.de_tipo(asientos.HojaFotografiada):
        try:
            rutas.add(ruta_de_foto(foto))
        except PapelSinFoto:
            continue
    return rutas


Asentada: TypeAlias = tuple[asientos.HojaFotografiada, str]
"""An entry about a picture, and its place in the log."""


@dataclass(frozen=True, slots=True)
class EncargoDeFotos:
    """Pictures to look at in one piece of work: those of one demarcación."""

    asentadas: tuple[Asentada, ...]


def revisar_asientos_de_fotos(
    e: Expediente, actos: ActosDeComision, cuaderno: Cuaderno
) -> tuple[EncargoDeFotos, ...]:
    """Check every entry about a picture, and that none stands in the folders untold.

    Returns:
        What is left to do of each demarcación that has any: ``revisar_fotos``.
    """
    hojas = HojasFotografiadas()
    encargos: dict[str, list[Asentada]] = {}
    for entrada in actos.entradas:
        lugar, asiento = f"asiento {entrada.secuencia}", entrada.asiento
        if not isinstance(asiento, asientos.HojaFotografiada):
            hojas.tomar(asiento)
            continue
        with cuaderno.revisar(Nombre.FIRMADAS, COMISION, lugar):
            hojas.tomar(asiento)
        encargos.setdefault(asiento.demarcacion, []).append((asiento, lugar))
    contadas = rutas_de_fotos(actos)
    for nombre in filter(_EN_FIRMADAS.fullmatch, e.nombres()):
        if nombre not in contadas:
            with cuaderno.revisar(Nombre.FIRMADAS, nombre):
                raise FotoSinAsiento
    return tuple(EncargoDeFotos(tuple(suyas)) for suyas in encargos.values())


def revisar_fotos(e: Expediente, encargo: EncargoDeFotos) -> Cuaderno:
    """Check the pictures of a demarcación against their entries, each read once."""
    cuaderno = Cuaderno()
    for asiento, lugar in encargo.asentadas:
        with cuaderno.revisar(Nombre.FIRMADAS, COMISION, lugar, cuenta=0):
            _revisar_foto(e, asiento, lugar, cuaderno)
    return cuaderno


def _revisar_foto(
    e: Expediente, asiento: asientos.HojaFotografiada, lugar: str, cuaderno: Cuaderno
) -> None:
    """The file is there with that hash, is a clean picture of its kind, and has its paper beside.

    Raises:
        PapelSinFoto: The entry names no place, or the record holds no such paper.
    """
    ruta, hoja = ruta_de_foto(asiento), hoja_de(asiento)
    with cuaderno.revisar(Nombre.FIRMADAS, ruta):
        datos = e.leer(ruta, LIMITE_DE_FOTO)
        if sha256(datos).digest() != asiento.foto:
            raise FotoDistinta(f"{COMISION}, {lugar}")
        exigir_limpia(datos, asiento.clase)
    papel = re.compile(
        rf"{re.escape(hoja.carpeta)}/(registro-[0-9]+/)?{re.escape(hoja.papel)}\.pdf"
    )
    if not any(map(papel.fullmatch, e.nombres())):
        raise PapelSinFoto(f"{hoja.carpeta}/{hoja.papel}.pdf")
