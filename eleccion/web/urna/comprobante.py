"""The comprobante as a page of the kiosk shows and prints it."""

from __future__ import annotations

from boletas.impresion.codigos import agrupar, rastreo
from boletas.impresion.vectorial import dibujar_svg
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.imprimir_en_kiosco import comprobante_de
from eleccion.casos.jornada.urna.recibo import ReciboFirmado
from eleccion.documentos.comprobante import maquetar_comprobante


def mostrar_comprobante(equipo: EquipoUrna, texto: bytes, recibo: ReciboFirmado) -> dict[str, str]:
    """Give state, code, first characters of the pase and the drawn paper; it says no choice."""
    datos = comprobante_de(equipo, texto, recibo)
    return {
        "estado": datos.recibo.estado,
        "rastreo": rastreo(datos.recibo.boleta),
        "pase": agrupar(datos.credencial[:8].upper(), 4, " "),
        "papel": dibujar_svg(maquetar_comprobante(datos)[0], "Comprobante"),
    }
