"""The pictures that planillas.csv names: one folder beside the table, each file read once."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, TypeAlias

from eleccion.casos.registro.formas import FilaPlanilla
from eleccion.casos.registro.imagen_de_emblema import ImagenIlegible, leer_imagen
from eleccion.casos.registro.informe import Hallazgo
from eleccion.dominio.identidad import normalizar_nombre
from eleccion.dominio.solicitud import RegistroDePlanillas
from eleccion.errores import EntradaIlegible

DeQuien: TypeAlias = tuple[str, str]
"""A planilla before it has a key: its demarcación, and its name in the simple form."""


class CarpetaDeEmblemasAusente(EntradaIlegible):
    """The folder of pictures that the order names is none."""

    explicacion: ClassVar[str] = "No se puede abrir la carpeta de emblemas"


@dataclass(frozen=True, slots=True)
class EmblemasLeidos:
    """Emblems by planilla, and what was wrong with the others; every finding is grave."""

    por_planilla: Mapping[DeQuien, bytes]
    hallazgos: tuple[Hallazgo, ...]

    def huella(self, planilla: DeQuien) -> bytes | None:
        """SHA-256 of the emblem of a planilla, if it brings one."""
        emblema = self.por_planilla.get(planilla)
        return None if emblema is None else sha256(emblema).digest()


def de_quien(demarcacion: str, nombre: str) -> DeQuien:
    """Name a planilla of a table, however its name is spelled in each row."""
    return demarcacion, normalizar_nombre(nombre)


def leer_emblemas(
    filas: Sequence[tuple[int, FilaPlanilla]], carpeta: Path | None
) -> EmblemasLeidos:
    """Make the emblem of every planilla that names a picture, in one of its rows or in all.

    Raises:
        CarpetaDeEmblemasAusente: There is no such folder.
    """
    presentes = {} if carpeta is None else _listar(carpeta)
    nombradas: dict[DeQuien, tuple[int, str]] = {}
    hallazgos: list[Hallazgo] = []
    for linea, fila in filas:
        if not fila.emblema:
            continue
        primera, nombre = nombradas.setdefault(
            de_quien(fila.demarcacion, fila.planilla), (linea, fila.emblema)
        )
        if nombre != fila.emblema:
            texto = f"la planilla ya nombra otra imagen en la línea {primera}: deje una sola"
            hallazgos.append(_grave(linea, texto))
    emblemas: dict[DeQuien, bytes] = {}
    hechos: dict[str, bytes] = {}
    for planilla, (linea, nombre) in nombradas.items():
        try:
            if nombre not in hechos:
                hechos[nombre] = _leer(nombre, presentes, carpeta)
            emblemas[planilla] = hechos[nombre]
        except ImagenIlegible as falla:
            hallazgos.append(_grave(linea, falla.hecho))
    return EmblemasLeidos(emblemas, tuple(hallazgos))


def revisar_repetidos(
    filas: Sequence[tuple[int, FilaPlanilla]],
    leidos: EmblemasLeidos,
    registro: RegistroDePlanillas,
) -> list[Hallazgo]:
    """Find planillas whose emblem another of their demarcación has: nobody tells them apart."""
    duenas: dict[tuple[str, bytes], str] = {}
    hallazgos, vistas = [], set()
    for linea, fila in filas:
        planilla = de_quien(fila.demarcacion, fila.planilla)
        huella = leidos.huella(planilla)
        if huella is None or planilla in vistas:
            continue
        vistas.add(planilla)
        otra = registro.de_emblema(fila.demarcacion, huella) or duenas.setdefault(
            (fila.demarcacion, huella), f"«{fila.planilla}»"
        )
        if otra != f"«{fila.planilla}»":
            hallazgos.append(
                _grave(linea, f"es el mismo emblema de {otra}: cada una lleva el suyo")
            )
    return hallazgos


def _listar(carpeta: Path) -> dict[str, Path]:
    """Files of the folder by their name in NFC, as cells are: some systems keep accents apart."""
    try:
        return {unicodedata.normalize("NFC", ruta.name): ruta for ruta in carpeta.iterdir()}
    except OSError as falla:
        raise CarpetaDeEmblemasAusente(archivo=carpeta.name) from falla


def _leer(nombre: str, presentes: Mapping[str, Path], carpeta: Path | None) -> bytes:
    if carpeta is None:
        raise ImagenIlegible("nombra una imagen: dé la carpeta en que está, --emblemas CARPETA")
    if nombre not in presentes:
        raise ImagenIlegible("no está en la carpeta de emblemas; se distinguen MAYÚSCULAS")
    return leer_imagen(presentes[nombre])


def _grave(linea: int, texto: str) -> Hallazgo:
    return Hallazgo(linea=linea, columna="emblema", texto=texto, grave=True)
