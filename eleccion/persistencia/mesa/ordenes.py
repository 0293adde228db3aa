"""The mesa's statements, made once: they are compiled once and run with every person."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insertar_o

from eleccion.persistencia.mesa.tablas import CUENTAS, EQUIPO, HOJAS, INCIDENTES

ANOTAR: Final = (
    insertar_o(CUENTAS)
    .values(en_lote=1, en_total=1)
    .on_conflict_do_update(
        index_elements=[CUENTAS.c.cuenta],
        set_={"en_lote": CUENTAS.c.en_lote + 1, "en_total": CUENTAS.c.en_total + 1},
    )
)
EN_LOTE: Final = select(CUENTAS.c.cuenta, CUENTAS.c.en_lote).where(CUENTAS.c.en_lote > 0)
VACIAR_LOTE: Final = update(CUENTAS).values(en_lote=0)
EN_TOTAL: Final = select(CUENTAS.c.en_total).where(CUENTAS.c.cuenta == bindparam("buscada"))
LEER_EQUIPO: Final = select(EQUIPO.c.estado, EQUIPO.c.lote_desde)
PASAR: Final = update(EQUIPO).values(estado=bindparam("nuevo"))
DESDE: Final = update(EQUIPO).values(lote_desde=bindparam("desde"))
ULTIMO_FOLIO: Final = select(func.max(INCIDENTES.c.folio))
AGREGAR_INCIDENTE: Final = insert(INCIDENTES)
LEER_INCIDENTES: Final = select(INCIDENTES.c.folio, INCIDENTES.c.cifrado).order_by(
    INCIDENTES.c.folio
)
HOJA: Final = select(HOJAS.c.cifrado).where(HOJAS.c.hoja == bindparam("nombre"))
_HOJA_NUEVA = insertar_o(HOJAS).values(hoja=bindparam("nombre"), cifrado=bindparam("nuevo"))
GUARDAR_HOJA: Final = _HOJA_NUEVA.on_conflict_do_update(
    index_elements=[HOJAS.c.hoja], set_={"cifrado": _HOJA_NUEVA.excluded.cifrado}
)
QUITAR_HOJA: Final = delete(HOJAS).where(HOJAS.c.hoja == bindparam("nombre"))
