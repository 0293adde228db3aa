"""The slice of the roll in the mesa's database, and the marks beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from eleccion.dominio.lista_nominal import Renglon, RenglonLista, indices_de
from eleccion.dominio.lista_sellada import leer_renglon, sellar_renglon
from eleccion.dominio.mesa import PersonaDesconocida, PersonaSinMarca, PersonaYaMarcada
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.persistencia.directa import Directa
from eleccion.persistencia.mesa.tablas import INDICES, LISTA, MARCAS

_POR_INDICE = (
    select(LISTA.c.renglon, LISTA.c.cifrado)
    .join_from(INDICES, LISTA, INDICES.c.renglon == LISTA.c.renglon)
    .where(INDICES.c.indice == bindparam("buscado"))
)
_POR_NUMERO = select(LISTA.c.cifrado).where(LISTA.c.renglon == bindparam("buscado"))
_TODOS = select(LISTA.c.renglon, LISTA.c.cifrado)
_MARCADA = select(MARCAS.c.puesta).where(MARCAS.c.marca == bindparam("buscada"))
_MARCAR = (
    update(MARCAS)
    .where(MARCAS.c.marca == bindparam("buscada"), MARCAS.c.puesta == 0)
    .values(puesta=1)
)
_DESMARCAR = (
    update(MARCAS)
    .where(MARCAS.c.marca == bindparam("buscada"), MARCAS.c.puesta == 1)
    .values(puesta=0)
)
_CONTAR = select(func.count()).select_from(MARCAS).where(MARCAS.c.puesta == 1)


class Lista:
    """The list of one mesa, inside a transaction: its writers take turns."""

    def __init__(self, conexion: Directa, cifra: CifraDeFilas) -> None:
        self._conexion = conexion
        self._cifra = cifra

    def estrenar(self, lista: Iterable[Renglon]) -> None:
        """Write every row, unmarked; once."""
        filas: list[dict[str, Any]] = []
        indices: list[dict[str, Any]] = []
        marcas: list[dict[str, Any]] = []
        for fila in lista:
            renglon = self._llave_de(fila.numero)
            cifrado = self._cifra.cerrar(sellar_renglon(fila).escribir(), _lugar(renglon))
            filas.append({"renglon": renglon, "cifrado": cifrado})
            marcas.append({"marca": self._marca_de(fila.numero), "puesta": 0})
            # Two people may share a name and a birth day: the same key then finds both.
            indices += [
                {"indice": self._cifra.indice(clave), "renglon": renglon}
                for clave in indices_de(fila)
            ]
        for tabla, renglones in ((LISTA, filas), (INDICES, indices), (MARCAS, marcas)):
            # By hash: in the order of the roll, places would name whom the hashes hide.
            por_hash = sorted(renglones, key=lambda fila: tuple(fila.values()))
            if por_hash:
                self._conexion.execute(insert(tabla), por_hash)

    def buscar(self, indices: Sequence[str]) -> tuple[Renglon, ...]:
        """Find rows by the first key that finds any."""
        for indice in indices:
            filas = self._conexion.execute(
                _POR_INDICE, {"buscado": self._cifra.indice(indice)}
            ).all()
            if filas:
                return tuple(self._abrir(renglon, cifrado) for renglon, cifrado in filas)
        return ()

    def renglon(self, numero: int) -> Renglon:
        """Give one row (``PersonaDesconocida``)."""
        renglon = self._llave_de(numero)
        cifrado = self._conexion.execute(_POR_NUMERO, {"buscado": renglon}).scalar_one_or_none()
        if cifrado is None:
            raise PersonaDesconocida(str(numero))
        return self._abrir(renglon, cifrado)

    def renglones(self) -> tuple[RenglonLista, ...]:
        """Give every row that has a name, by number."""
        return tuple(fila for fila in self._todos() if isinstance(fila, RenglonLista))

    def numeros(self) -> tuple[int, ...]:
        """Give the number of every row, in order."""
        return tuple(fila.numero for fila in self._todos())

    def esta_marcada(self, numero: int) -> bool:
        """Tell whether a row carries the mark (``PersonaDesconocida``)."""
        buscada = {"buscada": self._marca_de(numero)}
        puesta = self._conexion.execute(_MARCADA, buscada).scalar_one_or_none()
        if puesta is None:
            raise PersonaDesconocida(str(numero))
        return bool(puesta)

    def marcar(self, numero: int) -> None:
        """Put the mark; the condition stands in the write, so a second one is refused."""
        if self._conexion.execute(_MARCAR, {"buscada": self._marca_de(numero)}).rowcount != 1:
            self.esta_marcada(numero)
            raise PersonaYaMarcada

    def desmarcar(self, numero: int) -> None:
        """Take the mark off (``PersonaSinMarca``)."""
        quitada = self._conexion.execute(_DESMARCAR, {"buscada": self._marca_de(numero)})
        if quitada.rowcount != 1:
            raise PersonaSinMarca

    def contar(self) -> int:
        """Count the marks."""
        return int(self._conexion.execute(_CONTAR).scalar_one())

    def _todos(self) -> list[Renglon]:
        filas = self._conexion.execute(_TODOS)
        abiertos = [self._abrir(renglon, cifrado) for renglon, cifrado in filas]
        return sorted(abiertos, key=lambda renglon: renglon.numero)

    def _marca_de(self, numero: int) -> bytes:
        return self._cifra.indice(f"marca:{numero}")

    def _llave_de(self, numero: int) -> bytes:
        return self._cifra.indice(f"numero:{numero}")

    def _abrir(self, renglon: bytes, cifrado: bytes) -> Renglon:
        return leer_renglon(self._cifra.abrir(cifrado, _lugar(renglon)))


def _lugar(renglon: bytes) -> str:
    return f"lista:{renglon.hex()}"
