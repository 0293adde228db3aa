"""Print what the mesa signs last: incidents, receipt of copies, clausura and remisión."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.papeles.contexto import Contexto
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.equipo_mesa import EquipoMesa
from eleccion.documentos.clausura import DatosDeClausura, documento_de_clausura
from eleccion.documentos.copias import documento_de_copias
from eleccion.documentos.incidentes import documento_de_incidentes
from eleccion.dominio.mesa import ActaAusente
from eleccion.dominio.puertos_impresion import Impresora

ACTA = "acta.json"
HOJA_DE_CLAUSURA: Final = "clausura"
"""The code of the registro, once everything that is signed last was printed."""


def clausurar_mesa(
    mesa: EquipoMesa, registro: bytes, *, impresora: Impresora, hora: datetime
) -> None:
    """Print the last papers, once the registro de la mesa was closed.

    Args:
        registro: SHA-256 of its MANIFIESTO (``remitir_registro``).

    Raises:
        ImpresoraDetenida: One of them did not come out; the act can be repeated.
        ActaAusente: The acta was not drawn up.
    """
    ruta = mesa.carpeta / ACTA
    if not ruta.exists():
        raise ActaAusente
    acta = Acta.leer(ruta.read_bytes())
    contexto = Contexto(mesa.sellado.catalogo, mesa.sellado.reglas, mesa.sellado.huella)
    papeles = {
        "clausura": documento_de_clausura(
            contexto, DatosDeClausura(acta=acta, hora=hora, registro=registro)
        ),
        "copias": documento_de_copias(contexto, acta),
    }
    if acta.incidentes:
        papeles["incidentes"] = documento_de_incidentes(contexto, mesa.identidad, acta.incidentes)
    for papel, documento in papeles.items():
        impresora.imprimir(papel, mesa.identidad, imprimir(documento))
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_CLAUSURA, registro)
