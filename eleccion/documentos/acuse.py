"""Acuse de escrito: that the mesa received a writing, from whom and when, not what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from auditoria.papeles.contexto import Contexto
from auditoria.papeles.horas import hora_de_tabla
from auditoria.papeles.palabras import plural
from boletas.impresion.documento import (
    Campo,
    Campos,
    Casillas,
    Documento,
    Firmante,
    Firmas,
    Opcion,
    Parrafo,
    Seccion,
)
from eleccion.documentos.hoja import A_MANO, en_blanco, hoja_de_mesa

COPIAS = ("Para quien presentó el escrito", "Para la mesa")
CLASES = ("De protesta", "De incidente", "Otro")


@dataclass(frozen=True, slots=True, kw_only=True)
class DatosDeAcuse:
    """A writing handed in.

    Attributes:
        folio: From 1 in each mesa.
        planilla: Key of the planilla whose representative hands it in.
        presenta: Name of that person; representatives' names are public.
        clase: One of ``CLASES``.
        hojas: Sheets, annexes included; >= 1.
    """

    mesa: str
    folio: int
    hora: datetime
    planilla: str
    presenta: str
    clase: str
    hojas: int


def documento_de_acuse(
    contexto: Contexto, datos: DatosDeAcuse, copia: str = COPIAS[0]
) -> Documento:
    """Lay out the acuse of one writing."""
    demarcacion, _ = contexto.catalogo.ubicar(datos.mesa)
    hora = hora_de_tabla(datos.hora, contexto.catalogo.proceso.jornada)
    return _hoja(
        contexto,
        datos.mesa,
        (
            Campo("Hora", hora, 1, fuerte=True),
            Campo("Planilla", demarcacion.planilla(datos.planilla).nombre, 3),
            Campo("Lo presenta", datos.presenta, 3),
            Campo("Extensión", plural(datos.hojas, "hoja", "hojas"), 1),
        ),
        Firmante("Presenta", datos.presenta),
        clase=datos.clase,
        folio=f"ESC-{datos.folio}",
        copia=copia,
    )


def acuse_en_blanco(contexto: Contexto, mesa: str) -> Documento:
    """Lay out an empty acuse; each writing takes two of these sheets."""
    campos = (
        en_blanco("Folio"),
        en_blanco("Hora"),
        en_blanco("Planilla", 3),
        en_blanco("Lo presenta", 3),
        en_blanco("Hojas"),
    )
    return _hoja(contexto, mesa, campos, Firmante("Presenta"), copia=f"{A_MANO}, con copia")


def _hoja(
    contexto: Contexto,
    mesa: str,
    campos: tuple[Campo, ...],
    presenta: Firmante,
    *,
    copia: str,
    clase: str = "",
    folio: str = "",
) -> Documento:
    return hoja_de_mesa(
        contexto,
        mesa,
        "Acuse de recibo de escrito",
        (
            Seccion(
                "Lo que se recibió",
                (
                    Campos((campos,)),
                    Casillas("Escrito", tuple(Opcion(c, c == clase) for c in CLASES)),
                    Parrafo(
                        "El escrito se guarda en el sobre de escritos del paquete, sin abrir"
                        " juicio sobre lo que dice. El acta anota cuántos presentó cada planilla."
                    ),
                ),
            ),
            Seccion("Firmas", (Firmas((Firmante("Recibe por la mesa"), presenta)),)),
        ),
        folio=folio,
        copia=copia,
    )
