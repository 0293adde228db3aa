"""Tables as data: which columns a CSV file has, and how each row becomes a value or a finding.

A table that an office writes is never half right: every row is read, every problem is reported
with its line and column, and whoever imports decides with the whole report in hand. What is not
in the list of columns is an error, because a misspelt heading would silently drop its column.

Source: docs/formato-tablas.md.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar, cast

from eleccion.casos.registro.archivo_tabla import (
    LIMITE_OCTETOS,
    SEPARADORES,
    Dialecto,
    RenglonCrudo,
    TablaVacia,
    abrir_tabla,
)
from eleccion.casos.registro.celdas import ValorInvalido, limpiar, plano
from eleccion.casos.registro.informe import MAX_HALLAZGOS, Hallazgo, Informe
from eleccion.errores import EntradaIlegible

T = TypeVar("T")
R = TypeVar("R")


class EncabezadoInvalido(EntradaIlegible):
    """The first row does not name the columns of this table."""

    explicacion: ClassVar[str] = "El encabezado no corresponde a esta tabla"


@dataclass(frozen=True, slots=True)
class Columna(Generic[T]):
    """A column and how its cells are read.

    Attributes:
        nombre: Heading, in the simple form that ``plano`` gives.
        leer: From the trimmed cell to its value; gets ``""`` when the cell is empty.
        obligatoria: Whether the heading must be there and no cell may be empty.
        alias: Other headings that offices use for it.
    """

    nombre: str
    leer: Callable[[str], T]
    obligatoria: bool = True
    alias: tuple[str, ...] = ()


class Celdas:
    """The cells of one row, already read, under the type of their column."""

    __slots__ = ("_valores", "linea")

    def __init__(self, linea: int, valores: dict[str, object]) -> None:
        self.linea = linea
        self._valores = valores

    def __getitem__(self, columna: Columna[T]) -> T:
        return cast(T, self._valores[columna.nombre])


@dataclass(frozen=True, slots=True)
class Forma(Generic[R]):
    """A table: its name for people, its columns, and what a row of it is.

    Attributes:
        nombre: For messages: ``padrón``.
        columnas: In the order of the documentation.
        construir: From the cells of a row to its value; may raise ``ValorInvalido`` with the
            heading of a column as ``entrada``.
        limite: Greatest size of a file, in bytes.
    """

    nombre: str
    columnas: tuple[Columna[Any], ...]
    construir: Callable[[Celdas], R]
    limite: int = LIMITE_OCTETOS


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabla(Generic[R]):
    """A file read whole.

    Attributes:
        archivo: Its name, without folder.
        dialecto: How it was saved.
        filas: Line and value of each good row, in order.
        hallazgos: Problems of the other rows, by line; at most ``MAX_HALLAZGOS``.
        renglones: Rows of data in the file, good or not.
        omitidos: Findings beyond the limit.
    """

    archivo: str
    dialecto: Dialecto
    filas: tuple[tuple[int, R], ...]
    hallazgos: tuple[Hallazgo, ...]
    renglones: int
    omitidos: int


def leer_tabla(ruta: Path, forma: Forma[R]) -> Tabla[R]:
    """Read a whole table, going on after each bad row.

    Raises:
        EntradaIlegible: The file cannot be read as this table at all; its message names the file
            and what to do. See ``archivo_tabla`` for the kinds.
        EncabezadoInvalido: Columns missing, unknown or twice.
    """
    indice = _indexar(forma)
    with abrir_tabla(ruta, lambda celdas: _contar(celdas, indice), forma.limite) as abierta:
        dialecto, crudos = abierta
        primero = next(crudos, None)
        if primero is None:
            raise TablaVacia("no tiene ni encabezado")
        lugares = _leer_encabezado(primero, forma, indice, dialecto)
        lectura = _leer_filas(crudos, forma, lugares, len(primero.celdas))
        if not lectura.leidos:
            raise TablaVacia("tiene encabezado y ningún renglón")
    return Tabla(
        archivo=ruta.name,
        dialecto=dialecto,
        filas=tuple(lectura.filas),
        hallazgos=tuple(lectura.hallazgos),
        renglones=lectura.leidos,
        omitidos=lectura.omitidos,
    )


def informar(
    tabla: Tabla[R], *, admitidos: int, propios: Sequence[Hallazgo], aplicado: bool
) -> Informe:
    """Make the report of an import from what the file and the rules of the table found."""
    todos = sorted([*tabla.hallazgos, *propios], key=lambda hallazgo: hallazgo.linea)
    return Informe(
        archivo=tabla.archivo,
        sha256=tabla.dialecto.sha256,
        codificacion=tabla.dialecto.codificacion,
        separador=SEPARADORES[tabla.dialecto.separador],
        renglones=tabla.renglones,
        admitidos=admitidos,
        hallazgos=tuple(todos[:MAX_HALLAZGOS]),
        omitidos=tabla.omitidos + max(0, len(todos) - MAX_HALLAZGOS),
        aplicado=aplicado,
    )


def _indexar(forma: Forma[R]) -> dict[str, Columna[Any]]:
    return {
        nombre: columna for columna in forma.columnas for nombre in (columna.nombre, *columna.alias)
    }


def _contar(celdas: list[str], indice: Mapping[str, Columna[Any]]) -> int:
    return sum(plano(celda) in indice for celda in celdas)


def _leer_encabezado(
    crudo: RenglonCrudo,
    forma: Forma[R],
    indice: Mapping[str, Columna[Any]],
    dialecto: Dialecto,
) -> dict[int, Columna[Any]]:
    """Find the place of each column; an unnamed one is allowed only if it stays empty."""
    lugares: dict[int, Columna[Any]] = {}
    for lugar, celda in enumerate(crudo.celdas):
        nombre = plano(celda)
        if not nombre:
            continue
        columna = indice.get(nombre)
        if columna is None:
            raise EncabezadoInvalido(
                _proponer(nombre, indice, dialecto), entrada=f"línea {crudo.linea}"
            )
        if columna in lugares.values():
            raise EncabezadoInvalido(
                f"la columna «{columna.nombre}» está dos veces", entrada=f"línea {crudo.linea}"
            )
        lugares[lugar] = columna
    presentes = {columna.nombre for columna in lugares.values()}
    faltan = [c.nombre for c in forma.columnas if c.obligatoria and c.nombre not in presentes]
    if faltan:
        raise EncabezadoInvalido(
            f"a la tabla de {forma.nombre} le faltan las columnas: {', '.join(faltan)}",
            entrada=f"línea {crudo.linea}",
        )
    return lugares


def _proponer(nombre: str, indice: Mapping[str, Columna[Any]], dialecto: Dialecto) -> str:
    visible = nombre if len(nombre) <= 40 else f"{nombre[:40]}…"
    parecidas = difflib.get_close_matches(nombre, indice, n=1)
    if parecidas:
        propuesta = f"¿quiso decir «{indice[parecidas[0]].nombre}»?"
    else:
        propuesta = "bórrela o corrija su nombre; el primer renglón debe nombrar las columnas"
    separador = SEPARADORES[dialecto.separador]
    return f"no se conoce la columna «{visible}» (separador: {separador}); {propuesta}"


@dataclass(slots=True)
class _Lectura(Generic[R]):
    """What has been read so far. Findings beyond the limit are counted and not kept: a hostile
    file of a million bad rows must not fill the memory.
    """

    filas: list[tuple[int, R]] = field(default_factory=list)
    hallazgos: list[Hallazgo] = field(default_factory=list)
    leidos: int = 0
    omitidos: int = 0

    def anotar(self, hallazgos: list[Hallazgo]) -> None:
        caben = max(0, MAX_HALLAZGOS - len(self.hallazgos))
        self.hallazgos.extend(hallazgos[:caben])
        self.omitidos += len(hallazgos[caben:])


def _leer_filas(
    crudos: Iterator[RenglonCrudo],
    forma: Forma[R],
    lugares: Mapping[int, Columna[Any]],
    ancho: int,
) -> _Lectura[R]:
    lectura: _Lectura[R] = _Lectura()
    vistos: dict[int, int] = {}
    for crudo in crudos:
        lectura.leidos += 1
        propios = _revisar_ancho(crudo, lugares, ancho)
        anterior = vistos.setdefault(hash(tuple(crudo.celdas)), crudo.linea)
        if anterior != crudo.linea:
            propios.append(
                _grave(crudo.linea, "", f"el renglón es igual al de la línea {anterior}: borre uno")
            )
        if not propios:
            celdas, propios = _leer_celdas(crudo, forma, lugares)
            if not propios:
                try:
                    lectura.filas.append((crudo.linea, forma.construir(celdas)))
                except ValorInvalido as error:
                    propios.append(_grave(crudo.linea, error.entrada, error.hecho))
        lectura.anotar(propios)
    return lectura


def _revisar_ancho(
    crudo: RenglonCrudo, lugares: Mapping[int, Columna[Any]], ancho: int
) -> list[Hallazgo]:
    sobrantes = [
        lugar for lugar, celda in enumerate(crudo.celdas) if lugar not in lugares and celda.strip()
    ]
    if sobrantes:
        return [_grave(crudo.linea, "", f"la celda {sobrantes[0] + 1} está fuera de las columnas")]
    if len(crudo.celdas) < ancho and max(lugares) >= len(crudo.celdas):
        return [
            _grave(
                crudo.linea,
                "",
                f"tiene {len(crudo.celdas)} celdas y deben ser {ancho}: "
                "el renglón está cortado o le falta un separador",
            )
        ]
    return []


def _leer_celdas(
    crudo: RenglonCrudo, forma: Forma[R], lugares: Mapping[int, Columna[Any]]
) -> tuple[Celdas, list[Hallazgo]]:
    hallazgos: list[Hallazgo] = []
    textos = {columna.nombre: crudo.celdas[lugar] for lugar, columna in lugares.items()}
    valores: dict[str, object] = {}
    for columna in forma.columnas:
        try:
            celda = limpiar(textos.get(columna.nombre, ""))
            if not celda and columna.obligatoria:
                raise ValorInvalido("está vacía y es obligatoria")
            valores[columna.nombre] = columna.leer(celda)
        except ValorInvalido as error:
            hallazgos.append(_grave(crudo.linea, columna.nombre, error.hecho))
    return Celdas(crudo.linea, valores), hallazgos


def _grave(linea: int, columna: str, texto: str) -> Hallazgo:
    return Hallazgo(linea=linea, columna=columna, texto=texto, grave=True)
