"""Print the head of the mesa's log: at the opening, when somebody asks, at pauses, at the close.

Whoever holds every key can write a day anew; what people took home on paper does not change.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import CabezaImpresa
from auditoria.registro.bitacora import Cabeza
from eleccion.casos.jornada.cabeza_en_papel import dibujar
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import contar_adicionales, exigir_registro_por_cerrar
from eleccion.documentos.cabeza import Ocasion
from eleccion.documentos.rollo import Papel
from eleccion.dominio.puertos_impresion import Impresora


def imprimir_cabeza(
    mesa: EquipoMesa,
    ocasion: Ocasion,
    *,
    impresora: Impresora,
    hora: datetime,
    papel: Papel = Papel.ROLLO,
) -> Cabeza:
    """Print the head as it stands, and write down that it was printed.

    Returns:
        The head on the paper: that of the log before the entry that tells of it.

    Raises:
        RegistroYaCerrado: The record was sent; its last head is in the papers of the close.
        ImpresoraDetenida: It did not come out; the act is repeated, with the head of then.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_registro_por_cerrar(trabajo)
        cabeza = trabajo.cabeza()
        personas = trabajo.contar_marcas() + contar_adicionales(trabajo)
        trabajo.asentar(CabezaImpresa(ocasion=ocasion), hora)
    mesa.sellar_ahora()
    pdf = dibujar(
        cabeza,
        personas,
        mesa.llave,
        sellado=mesa.sellado,
        mesa=mesa.identidad,
        ocasion=ocasion,
        hora=hora,
        papel=papel,
    )
    impresora.imprimir("cabeza", f"{cabeza.tamano:03d}", pdf)
    return cabeza
