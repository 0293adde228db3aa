"""Aviso de privacidad of the mesa: what whoever votes is told of their data before giving any.

Simplified notice, for the wall and for the screen. What the municipality answers for is data of
the convocatoria; which data the mesa takes follows from the kind of roll, and is this program's to
say. Page: docs/papeles-de-la-mesa.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from auditoria.formatos.reglas import ModoPadron, Reglas
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.palabras import fundamento
from boletas.impresion.documento import Clase, Documento, Parrafo, Seccion
from eleccion.documentos.hoja import hoja_de_mesa

DATOS: Final[Mapping[ModoPadron, str]] = MappingProxyType(
    {
        ModoPadron.LISTA_NOMINAL: (
            "La mesa tiene una lista con su nombre, su sección y una parte de su clave de elector"
            " o de su CURP, para hallarle en ella. Su credencial se le devuelve; no se copia ni se"
            " fotografía."
        ),
        ModoPadron.OCR: (
            "La mesa lee un número de su credencial y lo compara con una lista de números"
            " cifrados. No se anota su nombre ni ese número. Su credencial se le devuelve; no se"
            " copia ni se fotografía."
        ),
        ModoPadron.REGISTRO_EN_MESA: (
            "La mesa no tiene lista. Anota su clave de elector, su sección y, en algunas mesas, su"
            " manzana. No se anota su nombre, su domicilio ni su teléfono. Después se comparan las"
            " claves de todas las mesas, como códigos, para saber si alguien se registró en dos."
            " Su credencial se le devuelve; no se copia ni se fotografía."
        ),
    }
)
"""Which data the mesa takes, by the kind of roll."""

_FIN: Final = (
    "Se usan para una sola cosa: saber si puede votar en esta mesa y que cada persona vote una vez."
    " Por quién vota no se anota en ningún lado: el pase no lleva su nombre y su voto no se puede"
    " unir con usted."
)
_DESTINO: Final = (
    "No se publican. Quedan bajo resguardo de la autoridad y sólo se entregan al tribunal o a la"
    " autoridad que resuelva una impugnación. Cuántas personas votaron sí se publica."
)


def partes_del_aviso(reglas: Reglas) -> tuple[tuple[str, str], ...]:
    """Give the notice as title and text, in order; a page and a sheet say the same."""
    regla = reglas.aviso_privacidad
    aviso = regla.valor
    return (
        ("Quién responde por sus datos", f"{aviso.responsable}. Domicilio: {aviso.domicilio}."),
        ("Qué datos se usan", DATOS[reglas.padron.valor.modo]),
        ("Para qué", _FIN),
        ("A quién se entregan", _DESTINO),
        ("Cuánto tiempo se guardan", f"{aviso.conservacion} {_decir_bloqueo(aviso.bloqueo_dias)}"),
        ("Sus derechos", aviso.derechos),
        ("Dónde está el aviso completo", aviso.integral),
        ("Fundamento", f"{fundamento(regla.cita, regla.estado)}."),
    )


def _decir_bloqueo(dias: int) -> str:
    if not dias:
        return "Publicados los resultados se suprimen."
    return f"Se suprimen {dias} días después de publicarse los resultados, y no antes."


def documento_de_aviso(contexto: Contexto, mesa: str) -> Documento:
    """Lay out the sheet for the wall of one mesa."""
    partes = partes_del_aviso(contexto.reglas)
    return hoja_de_mesa(
        contexto,
        mesa,
        "Aviso de privacidad",
        tuple(Seccion(titulo, (Parrafo(texto),), numerada=False) for titulo, texto in partes),
        subtitulo="Léalo antes de mostrar su credencial",
        copia="Para la vista de quienes votan",
        clase=Clase.CARTEL,
        pie="",
    )
