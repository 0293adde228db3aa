"""What the kind of roll of a convocatoria asks of the sealed catalogue.

Page: docs/marco-legal.md#padron. A mesa that registers who comes has no list: no figure of it
exists, and nothing is ever compared with one.
"""

from __future__ import annotations

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Catalogo
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.reglas import ModoPadron, Reglas


class ListaIndebida(ReglaRota):
    """A mesa has a list where people register at it, or none where the convocatoria has a roll."""

    explicacion = "La mesa tiene una lista que su convocatoria no prevé, o le falta"


class RepartoDoble(ReglaRota):
    """A place of the territory belongs to two mesas: somebody could register at both."""

    explicacion = "Una sección o manzana está en dos mesas"


def lleva_lista(reglas: Reglas) -> bool:
    """Tell whether the mesas of a convocatoria work with a list made before the day."""
    return reglas.padron.valor.modo is not ModoPadron.REGISTRO_EN_MESA


def exigir_listas(catalogo: Catalogo, reglas: Reglas) -> None:
    """Demand that each mesa states how long its list is, or who registers at it.

    Raises:
        ListaIndebida: With the first mesa that does otherwise.
    """
    for demarcacion, mesa in catalogo.mesas():
        con_lista = lleva_lista(reglas)
        dichos = mesa.electores is not None, mesa.reparto is not None
        if dichos != (con_lista, not con_lista):
            raise ListaIndebida(entrada=id_de_mesa(demarcacion.clave, mesa.clave))


def exigir_reparto(catalogo: Catalogo) -> None:
    """Demand that each sección, or block of one that is cut, belongs to one mesa.

    Mesas cannot ask each other during the day: this is what keeps a person from registering twice.

    Raises:
        RepartoDoble: With the mesa and the place that another one has.
    """
    duenas: dict[str, str] = {}
    for demarcacion, mesa in catalogo.mesas():
        propia = id_de_mesa(demarcacion.clave, mesa.clave)
        if mesa.reparto is None:
            continue
        if not set(mesa.reparto.secciones) <= set(demarcacion.secciones):
            raise RepartoDoble("una sección es de otra demarcación", entrada=propia)
        for lugar in mesa.reparto.lugares:
            if duenas.setdefault(lugar, propia) != propia:
                raise RepartoDoble(f"{lugar}, también de {duenas[lugar]}", entrada=propia)
    for lugar, propia in duenas.items():
        entera = duenas.get(lugar[:4], propia)
        if entera != propia:
            raise RepartoDoble(f"{lugar}, también de {entera}", entrada=propia)
