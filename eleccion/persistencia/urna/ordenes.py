"""The urna's statements, made once: they are compiled once and run with every ballot."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, func, select, update

from eleccion.dominio.urna import EstadoCredencial
from eleccion.persistencia.urna.conteos import CONTEOS
from eleccion.persistencia.urna.tablas import BOLETAS, CREDENCIALES, LETRAS, URNA

SIN_BOLETA: Final = bytes(32)

USO: Final = select(CREDENCIALES.c.uso).where(CREDENCIALES.c.credencial == bindparam("buscada"))
GASTAR: Final = (
    update(CREDENCIALES)
    .where(
        CREDENCIALES.c.credencial == bindparam("buscada"),
        CREDENCIALES.c.uso == LETRAS[EstadoCredencial.LIBRE],
    )
    .values(uso=bindparam("hacia"))
)
GASTADAS: Final = (
    select(CREDENCIALES)
    .where(CREDENCIALES.c.uso != LETRAS[EstadoCredencial.LIBRE])
    .order_by(CREDENCIALES.c.credencial)
)
GUARDADAS: Final = select(BOLETAS.c.credencial, BOLETAS.c.boleta, BOLETAS.c.texto).where(
    BOLETAS.c.boleta != SIN_BOLETA
)
DE_CREDENCIAL: Final = GUARDADAS.where(BOLETAS.c.credencial == bindparam("buscada"))
COMPROBADA: Final = (
    select(CREDENCIALES.c.credencial)
    .where(
        CREDENCIALES.c.credencial == BOLETAS.c.credencial,
        CREDENCIALES.c.uso == LETRAS[EstadoCredencial.COMPROBADA],
    )
    .exists()
)
ESTADO: Final = select(URNA.c.etapa, *CONTEOS)
USOS: Final = select(CREDENCIALES.c.uso, func.count()).group_by(CREDENCIALES.c.uso)
ETAPA: Final = select(URNA.c.etapa)
PASAR: Final = update(URNA).values(etapa=bindparam("nueva"))
GUARDAR: Final = (
    update(BOLETAS)
    .where(BOLETAS.c.credencial == bindparam("buscada"), BOLETAS.c.boleta == SIN_BOLETA)
    .values(boleta=bindparam("huella"), texto=bindparam("relleno"))
)
ABRIR: Final = (
    update(BOLETAS)
    .where(BOLETAS.c.credencial == bindparam("buscada"), COMPROBADA)
    .values(apertura=bindparam("relleno"))
)
DE_FILA: Final = ("buscada", "huella", "relleno", "abierta")
HEREDAR: Final = (
    update(BOLETAS)
    .where(BOLETAS.c.credencial == bindparam("buscada"))
    .values(boleta=bindparam("huella"), texto=bindparam("relleno"), apertura=bindparam("abierta"))
)
ESPACIO: Final = select(URNA.c.espacio)
ESPACIO_DE_APERTURA: Final = select(URNA.c.espacio_de_apertura)
# What is not tested counts, even if its credential were not spent: the close then finds it.
TODAS: Final = GUARDADAS.where(~COMPROBADA).order_by(BOLETAS.c.boleta)
COMPROBADAS: Final = (
    GUARDADAS.add_columns(BOLETAS.c.apertura).where(COMPROBADA).order_by(BOLETAS.c.boleta)
)
