"""What a mesa received to vote with: pases with their reserve, and paper ballots with folios."""

from __future__ import annotations

from typing import Final

from auditoria.formatos.acta import Instalacion
from auditoria.formatos.catalogo import Mesa
from auditoria.papeles.inicio import Inicio
from auditoria.papeles.palabras import cifra, folios
from boletas.impresion.documento import Campo

SIN_ANOTAR: Final = "No se anotaron"
"""What a paper says where no seal was noted: it knows of none, and does not say there was none."""


def campos_de_lo_recibido(
    inicio: Inicio | Instalacion, mesa: Mesa
) -> tuple[tuple[Campo, ...], ...]:
    """Rows of fields: the pases where there is an urna, the ballots where people vote on paper."""
    filas: list[tuple[Campo, ...]] = []
    pases = mesa.pases
    if pases is not None and inicio.pases_recibidos is not None:
        reserva = (
            folios(pases.reserva_inicial, pases.reserva_final) if pases.reserva else "sin reserva"
        )
        filas.append(
            (
                Campo("Pases recibidos", cifra(inicio.pases_recibidos), 1, fuerte=True),
                Campo("Folios", folios(pases.folio_inicial, pases.folio_final), 2),
                Campo("Reserva sellada", cifra(inicio.reserva_recibida or 0), 1, fuerte=True),
                Campo("Folios de la reserva", reserva, 2),
            )
        )
    if inicio.boletas_recibidas is not None and mesa.boletas is not None:
        impresas = folios(mesa.boletas.inicial, mesa.boletas.final)
        filas.append(
            (
                Campo(
                    "Boletas de papel recibidas", cifra(inicio.boletas_recibidas), 2, fuerte=True
                ),
                Campo("Folios de sus talones", impresas, 4),
            )
        )
    elif mesa.boletas is not None:
        impresas = folios(mesa.boletas.inicial, mesa.boletas.final)
        filas.append(
            (Campo("Sobre de contingencia, cerrado: boletas de papel", f"folios {impresas}", 6),)
        )
    filas.append((Campo("Sellos de las cajas que se abrieron", inicio.sellos or SIN_ANOTAR, 6),))
    if inicio.boletas_recibidas is not None:
        filas.append((Campo("Quién rubricó o selló las boletas", inicio.rubrica or "Nadie", 6),))
    return tuple(filas)
