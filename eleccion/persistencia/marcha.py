"""How many acts a station's database holds, and whether each must be in the memory too.

One row. The count tells, after a failed commit, whether the act is there, and which of disk and
memory is ahead; it tells of acts what the file's own change counter tells, and nothing else.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    MetaData,
    Table,
    Text,
    bindparam,
    insert,
    select,
    update,
)

from eleccion.dominio.respaldo import EstadoRespaldo
from eleccion.persistencia.tablas import OPCIONES


class TablaDeMarcha:
    """The table in one database, and the statements over it."""

    def __init__(self, tabla: Table) -> None:
        self.tabla = tabla
        self.estrenar = insert(tabla).values(unica=1, avance=0, respaldo=EstadoRespaldo.SIN.value)
        self.leer = select(tabla.c.avance, tabla.c.respaldo)
        self.avanzar = (
            update(tabla)
            .where(tabla.c.avance == bindparam("antes"))
            .values(avance=bindparam("despues"))
        )
        self.pasar_respaldo = update(tabla).values(respaldo=bindparam("nuevo"))


def declarar_marcha(metadatos: MetaData) -> TablaDeMarcha:
    """Declare the table in one database's own metadata."""
    tabla = Table(
        "marcha",
        metadatos,
        Column("unica", Integer, primary_key=True, autoincrement=False),
        Column("avance", Integer, nullable=False),
        Column("respaldo", Text, nullable=False),
        CheckConstraint("respaldo IN ('sin', 'exigido', 'suspendido')", name="respaldo"),
        **OPCIONES,
    )
    return TablaDeMarcha(tabla)
