"""The rows of people in the commission's database, and the key that reads them: how they go."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, delete, select

from eleccion.dominio.puertos import Azar
from eleccion.dominio.supresion import ClaseSuprimida, PiezaSuprimible
from eleccion.persistencia.central.tablas import PADRON, PLANILLAS

_OCTETOS: Final = 32
_TABLAS: Final = ((PADRON, ClaseSuprimida.PADRON), (PLANILLAS, ClaseSuprimida.PLANILLAS))


class PersonasEnCentral:
    """Implements ``PersonasGuardadas``, on PostgreSQL and on SQLite."""

    def __init__(self, motor: Engine, secreto: Path, azar: Azar = os.urandom) -> None:
        """Take the database, and the file of the key."""
        self._motor, self._secreto, self._azar = motor, secreto, azar

    def piezas(self) -> tuple[PiezaSuprimible, ...]:
        """Give each row as it is encrypted, and the key: what is hashed tells nobody of anybody."""
        llave = self._secreto.read_bytes()
        propia = PiezaSuprimible(
            f"llaves/{self._secreto.name}",
            ClaseSuprimida.LLAVES,
            len(llave),
            sha256(llave).digest(),
        )
        return (propia, *self._filas())

    def olvidar(self) -> None:
        """Write another key over the one that reads them, in its place, then delete the rows.

        Rows of a copy that is elsewhere (an older page of the disk, a back-up of the database)
        rested under that key. The books open as before under the new one.
        """
        descriptor = os.open(self._secreto, os.O_WRONLY | os.O_NOFOLLOW)
        try:
            os.write(descriptor, self._azar(_OCTETOS))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        with self._motor.begin() as conexion:
            for tabla, _ in _TABLAS:
                conexion.execute(delete(tabla))
        if self._motor.dialect.name == "postgresql":
            # SQLite runs with secure_delete; here a deleted row stays in its page until this.
            aparte = self._motor.execution_options(isolation_level="AUTOCOMMIT")
            with aparte.connect() as conexion:
                for tabla, _ in _TABLAS:
                    conexion.exec_driver_sql(f'VACUUM FULL "{tabla.name}"')

    def _filas(self) -> Iterator[PiezaSuprimible]:
        with self._motor.connect() as conexion:
            for tabla, clase in _TABLAS:
                llave = [*tabla.primary_key.columns]
                for *propia, cifrado in conexion.execute(select(*llave, tabla.c.cifrado)):
                    ruta = "/".join((tabla.name, *map(str, propia)))
                    huella = sha256(bytes(cifrado)).digest()
                    yield PiezaSuprimible(ruta, clase, len(cifrado), huella)
