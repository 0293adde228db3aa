"""*Diagnóstico*: whether this machine is fit for the day, as both parts of a station show it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from flask import render_template

from eleccion.casos.jornada.diagnosticar_equipo import diagnosticar_equipo
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.dominio.diagnostico import EquipoRevisable, Gravedad, explicar

_MARCAS: Final = {Gravedad.BIEN: "✓ Bien", Gravedad.AVISO: "! Aviso", Gravedad.MAL: "× Mal"}


def mostrar(
    plantilla: str, equipo: EquipoRevisable, recibida: DotacionRecibida, *, hora: datetime
) -> str:
    """Look at the machine and say each point; nothing is changed."""
    hecho = diagnosticar_equipo(equipo, recibida, hora=hora)
    return render_template(
        plantilla,
        puntos=[
            (_MARCAS[punto.gravedad], punto.gravedad.value, explicar(punto))
            for punto in hecho.puntos
        ],
        gravedad=hecho.gravedad.value,
    )
