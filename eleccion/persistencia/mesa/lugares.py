"""Where people registered at the table are written: places made before anybody comes.

A place is taken by lot and only overwritten, so neither the file nor whoever opens it with its
secret learns in which order they came.
"""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy import bindparam, func, insert, select, update

from eleccion.dominio.lista_sellada import LARGO_DE_REGISTRO, abrir_registro, sellar_registro
from eleccion.dominio.mesa import PersonaSinMarca, PersonaYaMarcada
from eleccion.dominio.registro_en_mesa import CredencialExhibida, RegistroLleno
from eleccion.persistencia.cifra import CifraDeFilas
from eleccion.persistencia.directa import Directa
from eleccion.persistencia.mesa.tablas import REGISTRO

_VACIO: Final = b" " * LARGO_DE_REGISTRO
_HALLAR = select(REGISTRO.c.lugar).where(
    REGISTRO.c.indice == bindparam("buscado"), REGISTRO.c.ocupado == 1
)
_LIBRES = select(REGISTRO.c.lugar).where(REGISTRO.c.ocupado == 0)
_OCUPADOS = select(REGISTRO.c.lugar, REGISTRO.c.cifrado).where(REGISTRO.c.ocupado == 1)
_CONTAR = select(func.count()).select_from(REGISTRO).where(REGISTRO.c.ocupado == 1)
_ESCRIBIR = (
    update(REGISTRO)
    .where(REGISTRO.c.lugar == bindparam("donde"))
    .values({nombre: bindparam(f"nuevo_{nombre}") for nombre in ("indice", "cifrado", "ocupado")})
)


class Lugares:
    """The places of one mesa, inside a transaction: its writers take turns."""

    def __init__(self, conexion: Directa, cifra: CifraDeFilas) -> None:
        self._conexion = conexion
        self._cifra = cifra

    def estrenar(self, cupo: int) -> None:
        """Make the places, all empty; once."""
        lugares = sorted(self._cifra.indice(f"lugar:{numero}") for numero in range(cupo))
        if lugares:
            filas = [{"lugar": lugar, **self._contenido(lugar, None)} for lugar in lugares]
            self._conexion.execute(insert(REGISTRO), filas)

    def contar(self) -> int:
        """Count the taken ones."""
        return int(self._conexion.execute(_CONTAR).scalar_one())

    def hallar(self, credencial: CredencialExhibida) -> bytes:
        """Give the place of a clave; empty when nobody registered with it."""
        indice = self._cifra.indice(credencial.indice)
        return self._conexion.execute(_HALLAR, {"buscado": indice}).scalar_one_or_none() or b""

    def leer(self) -> tuple[CredencialExhibida, ...]:
        """Give everybody, by sección and clave."""
        abiertas = [
            abrir_registro(self._cifra.abrir(cifrado, _de(lugar)))
            for lugar, cifrado in self._conexion.execute(_OCUPADOS)
        ]
        return tuple(sorted(abiertas, key=lambda c: (c.seccion, c.clave)))

    def ocupar(self, credencial: CredencialExhibida) -> None:
        """Write a person in a free place drawn by lot.

        Raises:
            PersonaYaMarcada, RegistroLleno: See ``TrabajoDeMesa.registrar``.
        """
        if self.hallar(credencial):
            raise PersonaYaMarcada
        libres = self._conexion.execute(_LIBRES).scalars()
        if not libres:
            raise RegistroLleno
        lugar = secrets.choice(libres)
        self._escribir(lugar, credencial)

    def desocupar(self, credencial: CredencialExhibida) -> None:
        """Write nothing over a person.

        Raises:
            PersonaSinMarca: Nobody registered with that clave.
        """
        lugar = self.hallar(credencial)
        if not lugar:
            raise PersonaSinMarca
        self._escribir(lugar, None)

    def _escribir(self, lugar: bytes, credencial: CredencialExhibida | None) -> None:
        contenido = self._contenido(lugar, credencial)
        nuevos = {f"nuevo_{nombre}": valor for nombre, valor in contenido.items()}
        self._conexion.execute(_ESCRIBIR, {"donde": lugar, **nuevos})

    def _contenido(self, lugar: bytes, credencial: CredencialExhibida | None) -> dict[str, object]:
        """The columns of a place: an empty one looks as a taken one does."""
        if credencial is None:
            indice, claro = secrets.token_bytes(32), _VACIO
        else:
            indice, claro = self._cifra.indice(credencial.indice), sellar_registro(credencial)
        return {
            "indice": indice,
            "cifrado": self._cifra.cerrar(claro, _de(lugar)),
            "ocupado": int(credencial is not None),
        }


def _de(lugar: bytes) -> str:
    return f"registro:{lugar.hex()}"
