"""The public papers: record data to documents, and these to PDF and HTML. See docs/papeles.md."""

from auditoria.papeles.contexto import Contexto, codigo_de_llave, contextos_de
from auditoria.papeles.datos import (
    DatosDeActa,
    DatosDeAcuerdo,
    DatosDeComputo,
    DatosDePaquete,
    DatosDeRecuento,
    DatosDeResello,
)
from auditoria.papeles.inicio import Inicio, leer_inicio
from auditoria.papeles.redibujo import (
    PAPELES_DE_MESA,
    dibujar_html,
    dibujar_pdf,
    redibujar_acuerdo,
    redibujar_demarcacion,
    redibujar_mesa,
    redibujar_paquete,
    redibujar_recuento,
    redibujar_resello,
)

__all__ = [
    "PAPELES_DE_MESA",
    "Contexto",
    "DatosDeActa",
    "DatosDeAcuerdo",
    "DatosDeComputo",
    "DatosDePaquete",
    "DatosDeRecuento",
    "DatosDeResello",
    "Inicio",
    "codigo_de_llave",
    "contextos_de",
    "dibujar_html",
    "dibujar_pdf",
    "leer_inicio",
    "redibujar_acuerdo",
    "redibujar_demarcacion",
    "redibujar_mesa",
    "redibujar_paquete",
    "redibujar_recuento",
    "redibujar_resello",
]
