"""What is asked of a simulation, and the invented convocatoria and custodians it runs with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from auditoria.formatos.catalogo import Caracter
from auditoria.reglas.convocatoria import Convocatoria, convocatoria_modelo
from eleccion.errores import ActoIndebido

CUSTODIO_AUSENTE: Final = 2
"""Index of the custodian who does not come: the threshold has to do without."""

CUSTODIOS: Final = (
    ("Consejo Estatal Electoral (simulado)", "Organismo electoral"),
    ("Facultad de Ciencias (simulada)", "Universidad"),
    ("Colegio de Notarios (simulado)", "Notariado"),
    ("Contraloría ciudadana (simulada)", "Sociedad civil"),
    ("Secretaría General (simulada)", "Ayuntamiento"),
    ("Instituto de Transparencia (simulado)", "Transparencia"),
    ("Barra de Abogacía (simulada)", "Abogacía"),
    ("Cámara de Comercio (simulada)", "Comercio"),
    ("Archivo Histórico (simulado)", "Archivo"),
)
"""Invented people and bodies, enough for any custody of up to nine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encargo:
    """What is asked of a simulation.

    Attributes:
        votantes: People who receive a pase, in all.
        salida: The expediente; must not exist.
        reservado: Everything that is not public; must not exist.
        convocatoria: Text of a convocatoria of a simulacro; the model when ``None``.
        procesadores: Processors to keep busy.
    """

    demarcaciones: int
    votantes: int
    semilla: str
    salida: Path
    reservado: Path
    convocatoria: bytes | None = None
    procesadores: int = 2

    @property
    def obreros(self) -> int:
        """Worker processes, two for each processor.

        A station waits for its disk at every act, several times per voter; the day of another mesa
        goes on meanwhile.
        """
        return 2 * self.procesadores


def convocatoria_de_simulacro(semilla: str) -> Convocatoria:
    """Make the model convocatoria one of a simulacro, with an identifier of its own."""
    modelo = convocatoria_modelo()
    texto = re.sub(r"[^a-z0-9]+", "-", semilla.lower()).strip("-")[:24] or "x"
    proceso = replace(
        modelo.proceso,
        id=f"simulacro-{texto}",
        nombre=f"Simulacro de la {modelo.proceso.nombre}",
        caracter=Caracter.SIMULACRO,
    )
    return replace(modelo, proceso=proceso, reglas=replace(modelo.reglas, proceso=proceso.id))


class ConvocatoriaReal(ActoIndebido):
    """A simulation under a real convocatoria could pass for the election."""

    explicacion = "La convocatoria es de un proceso real; una simulación pide una de simulacro"
