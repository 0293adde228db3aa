"""Statements of a station's acts, compiled once and run by the driver itself.

A station does the same few statements for every person. SQLAlchemy declares the tables, writes the
SQL, opens the files and keeps the connections; what it does around each execution took several
times as long as the execution, so here the compiled text goes to the driver as it is. Values are
bound by the driver, never written into the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from eleccion.persistencia.motor import nombrar_falla

Valores = Mapping[str, Any]
_NINGUNO: Final[Valores] = {}
_CAMBIOS: Final = ("INSERT", "UPDATE", "DELETE")


@dataclass(frozen=True, slots=True)
class Cambio:
    """A statement that changed the disk, as the driver took it, and how many rows it changed."""

    orden: str
    valores: Any
    renglones: int


class Filas:
    """What a statement gave, read whole: no cursor stays open when the transaction ends.

    Attributes:
        rowcount: Rows that it changed.
    """

    __slots__ = ("_filas", "rowcount")

    def __init__(self, filas: list[tuple[Any, ...]], rowcount: int) -> None:
        self._filas = filas
        self.rowcount = rowcount

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self._filas)

    def all(self) -> list[tuple[Any, ...]]:
        """Give every row."""
        return self._filas

    def one(self) -> tuple[Any, ...]:
        """Give the row that must be there (``NoResultFound``)."""
        if not self._filas:
            raise NoResultFound
        return self._filas[0]

    def one_or_none(self) -> tuple[Any, ...] | None:
        """Give the row, if there is one."""
        return self._filas[0] if self._filas else None

    def scalar_one(self) -> Any:
        """Give the first column of the row that must be there (``NoResultFound``)."""
        return self.one()[0]

    def scalar_one_or_none(self) -> Any:
        """Give the first column of the row, if there is one."""
        return self._filas[0][0] if self._filas else None

    def scalars(self) -> list[Any]:
        """Give the first column of every row."""
        return [fila[0] for fila in self._filas]


class _Compilada(NamedTuple):
    texto: str
    valores: Callable[[Valores], Any]
    cambia: bool


class Ejecutora(Protocol):
    """What runs statements: a ``Directa``, or a connection of SQLAlchemy."""

    def execute(self, statement: Any, parameters: Any = None, /) -> Any:
        """Run one."""


class Directa:
    """One transaction on the driver's connection of an engine.

    Attributes:
        cambios: What was changed so far, in order.
    """

    def __init__(self, motor: Engine, *, lectura: bool) -> None:
        """Take a connection and begin: to read, or holding the writer's turn.

        Raises:
            BaseOcupada, BaseIlegible, DBAPIError: The database does not let it.
        """
        self.cambios: list[Cambio] = []
        self._dialecto = motor.dialect
        self._fallas = motor.dialect.loaded_dbapi.Error
        try:
            self._enlace = motor.raw_connection()
        except self._fallas as falla:
            raise self._nombrar("", falla) from falla
        try:
            self._cursor = self._enlace.cursor()
            if self.es_sqlite:
                self._correr("BEGIN DEFERRED" if lectura else "BEGIN IMMEDIATE", ())
        except BaseException:
            self._enlace.close()
            raise

    @property
    def es_sqlite(self) -> bool:
        """Tell whether the file is on the station's own disk."""
        return self._dialecto.name == "sqlite"

    def execute(
        self, orden: ClauseElement, valores: Valores | Sequence[Valores] = _NINGUNO, /
    ) -> Filas:
        """Run a statement, once or once per set of values.

        Raises:
            BaseOcupada, BaseSinEspacio, BaseIlegible, DBAPIError: It could not be run.
        """
        if isinstance(valores, Mapping):
            compilada = _compilar(orden, self._dialecto, tuple(valores))
            tomados = compilada.valores(valores)
            filas = self._correr(compilada.texto, tomados)
        else:
            compilada = _compilar(orden, self._dialecto, tuple(valores[0]))
            tomados = [compilada.valores(fila) for fila in valores]
            filas = self._correr(compilada.texto, tomados, muchas=True)
        if compilada.cambia:
            self.cambios.append(Cambio(compilada.texto, tomados, filas.rowcount))
        return filas

    def confirmar(self) -> None:
        """Commit (the errors of ``execute``)."""
        try:
            self._enlace.commit()
        except self._fallas as falla:
            raise self._nombrar("COMMIT", falla) from falla

    def desechar(self) -> None:
        """Close the connection for good: what it holds in memory is not what the disk holds."""
        self._cursor.close()
        self._enlace.invalidate()

    def terminar(self) -> None:
        """Undo whatever was not committed and give the connection back."""
        self._cursor.close()
        self._enlace.close()

    def _correr(self, texto: str, valores: Any, *, muchas: bool = False) -> Filas:
        cursor = self._cursor
        try:
            if muchas:
                cursor.executemany(texto, valores)
            else:
                cursor.execute(texto, valores)
            # Whole, so that no statement stays half read when the transaction ends.
            return Filas(list(cursor.fetchall()) if cursor.description else [], cursor.rowcount)
        except self._fallas as falla:
            raise self._nombrar(texto, falla) from falla

    def _nombrar(self, texto: str, falla: Exception) -> Exception:
        """Give the error that tells neither the statement's values nor the driver's words."""
        nombrar_falla(falla)
        return DBAPIError.instance(
            texto, None, falla, self._fallas, hide_parameters=True, dialect=self._dialecto
        )


_COMPILADAS: WeakKeyDictionary[ClauseElement, dict[tuple[str, tuple[str, ...]], _Compilada]] = (
    WeakKeyDictionary()
)


def _compilar(orden: ClauseElement, dialecto: Dialect, nombres: tuple[str, ...]) -> _Compilada:
    suyas = _COMPILADAS.setdefault(orden, {})
    clave = (dialecto.name, nombres)
    if clave not in suyas:
        suyas[clave] = _preparar(orden, dialecto, nombres)
    return suyas[clave]


def _preparar(orden: ClauseElement, dialecto: Dialect, nombres: tuple[str, ...]) -> _Compilada:
    compilada = orden.compile(dialect=dialecto, column_keys=list(nombres) or None)
    if not isinstance(compilada, SQLCompiler):
        raise TypeError("only statements that read or change rows are run")
    fijos = {clave: valor for clave, valor in compilada.params.items() if clave not in nombres}
    texto, lugares = str(compilada), compilada.positiontup

    def en_su_lugar(valores: Valores) -> Any:
        if lugares is None:
            return {**fijos, **valores}
        todos = {**fijos, **valores} if fijos else valores
        return tuple(map(todos.__getitem__, lugares))

    return _Compilada(texto, en_su_lugar, texto.startswith(_CAMBIOS))
