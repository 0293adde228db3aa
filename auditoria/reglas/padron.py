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


def lleva_lista(reglas: Reglas) -> bool:
    """Tell whether the mesas of a convocatoria work with a list made before the day."""
    return reglas.padron.valor.modo is not ModoPadron.REGISTRO_EN_MESA


def exigir_listas(catalogo: Catalogo, reglas: Reglas) -> None:
    """Demand that each mesa states how long its list is, or that none does.

    Raises:
        ListaIndebida: With the first mesa that does otherwise.
    """
    for demarcacion, mesa in catalogo.mesas():
        if (mesa.electores is not None) is not lleva_lista(reglas):
            raise ListaIndebida(entrada=id_de_mesa(demarcacion.clave, mesa.clave))
