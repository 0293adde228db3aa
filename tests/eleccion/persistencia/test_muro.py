"""The secrecy wall inside the storage: nothing of a person stands near anything of a ballot."""

import re
from collections.abc import Iterable
from itertools import product

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

from eleccion.persistencia.mesa import tablas as mesa
from eleccion.persistencia.urna import tablas as urna
from tests.proyecto.arbol import alcanza, bajo, modulos

DE_LA_BITACORA = {"origen", "secuencia", "linea", "tamano", "cabeza"}
DE_LA_MARCHA = {"unica", "avance", "respaldo"}
TIEMPO = re.compile(r"hora|fecha|tiempo|momento|instante|created|updated|time|date")


def columnas(metadatos: MetaData) -> set[str]:
    """Names of all columns but those of the log, which states only what its catalogue lets it,
    and of the one row that counts acts."""
    todas = {columna.name for tabla in metadatos.tables.values() for columna in tabla.columns}
    return todas - DE_LA_BITACORA - DE_LA_MARCHA


def hallar_faltas(metadatos: MetaData) -> set[str]:
    """Tables that would tell the order in which rows came, and columns that tell a time."""
    faltas = set()
    for tabla in metadatos.tables.values():
        if tabla.dialect_options["sqlite"]["with_rowid"] is not False:
            faltas.add(tabla.name)
        faltas |= {
            f"{tabla.name}.{columna.name}"
            for columna in tabla.columns
            if TIEMPO.search(columna.name)
            or not isinstance(columna.type, Integer | Text | LargeBinary)
        }
    return faltas


def test_mesa_y_urna_no_comparten_columna_ni_llave() -> None:
    """No name of one appears in the other, so no query could ever join them."""
    assert columnas(mesa.METADATOS) & columnas(urna.METADATOS) == set()
    for propio, ajeno in product((mesa, urna), (mesa, urna)):
        tablas = set(propio.METADATOS.tables.values())
        for tabla in ajeno.METADATOS.tables.values():
            for llave in tabla.foreign_keys:
                assert (llave.column.table in tablas) == (propio is ajeno)


def test_ninguna_tabla_dice_el_orden_ni_la_hora() -> None:
    """Rowids number rows as they come; in both databases that is the order of the queue."""
    assert hallar_faltas(urna.METADATOS) == set()
    assert hallar_faltas(mesa.METADATOS) == set()


def test_control_una_tabla_ingenua_si_se_halla() -> None:
    """Control: the walk does see a table with rowid and an hour."""
    ingenua = MetaData()
    Table("boletas", ingenua, Column("hora", Text), Column("texto", LargeBinary))
    assert hallar_faltas(ingenua) == {"boletas", "boletas.hora"}


JORNADA = "eleccion.casos.jornada"
DE_URNA = (f"{JORNADA}.urna", "eleccion.persistencia.urna.trabajo")
DE_MESA = (
    f"{JORNADA}.mesa",
    f"{JORNADA}.lista",
    f"{JORNADA}.cierre",
    "eleccion.persistencia.mesa.trabajo",
)
PERSONAS = {
    "eleccion.dominio.padron",
    "eleccion.dominio.lista_nominal",
    "eleccion.dominio.identidad",
    "eleccion.dominio.puertos_mesa",
    "eleccion.persistencia.mesa.trabajo",
    "eleccion.casos.jornada.mesa.equipo_mesa",
}
BOLETAS = {
    "eleccion.dominio.urna",
    "eleccion.dominio.puertos_urna",
    "eleccion.persistencia.urna.trabajo",
    "eleccion.casos.jornada.urna.equipo_urna",
}


def de(lado: Iterable[str]) -> list[str]:
    """Modules of the project on one side."""
    return [modulo for modulo in modulos() if bajo(modulo, lado)]


def test_el_codigo_de_la_urna_no_conoce_personas() -> None:
    """The process that holds ballots must be incapable of handling identities (VVSG 10.1-A)."""
    assert len(de(DE_URNA)) > 25
    for modulo in de(DE_URNA):
        assert alcanza(modulo) & PERSONAS == set(), modulo


def test_el_codigo_de_la_mesa_no_conoce_boletas() -> None:
    """And the table's process must be unable to touch a ballot."""
    assert len(de(DE_MESA)) > 40
    for modulo in de(DE_MESA):
        assert alcanza(modulo) & BOLETAS == set(), modulo


def test_lo_que_ambos_lados_usan_no_conoce_a_ninguno() -> None:
    """A module of the day is on a side, or both load it: then it may know neither."""
    ambos = [m for m in de([JORNADA]) if not bajo(m, (*DE_URNA, *DE_MESA))]
    assert {modulo.count(".") for modulo in ambos} == {2, 3}, "a folder of the day without a side"
    for modulo in ambos:
        assert alcanza(modulo) & (PERSONAS | BOLETAS) == set(), modulo
