"""Look at a station's machine before the day, or when something seems wrong; nothing is changed."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from auditoria.errores import ErrorAuditoria
from auditoria.reglas.plazos import hora_de
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.sellado import OtraVersion
from eleccion.dominio.diagnostico import (
    Asunto,
    Diagnostico,
    EquipoRevisable,
    Gravedad,
    Punto,
    revisar_aparato,
    revisar_bases,
    revisar_conservacion,
    revisar_disco,
    revisar_navegador,
    revisar_reloj,
    revisar_zona,
)
from eleccion.errores import ErrorEleccion

Dotacion: TypeAlias = DotacionRecibida | ErrorEleccion | ErrorAuditoria | None
"""A dotación, why it could not be read, or nothing."""


def diagnosticar_equipo(
    equipo: EquipoRevisable, dotacion: Dotacion, *, hora: datetime
) -> Diagnostico:
    """Ask the machine everything, and say of each answer how serious it is.

    Args:
        dotacion: The one it was installed with, or will be; why it could not be read; or ``None``
            when nobody named one.
        hora: What its clock says.
    """
    escritura, bases = equipo.probar_escritura(), equipo.bases()
    jornada = None
    if isinstance(dotacion, DotacionRecibida):
        horario = dotacion.sellado.reglas.horario.valor
        jornada = hora_de(dotacion.sellado.catalogo.proceso.jornada, horario.apertura)
    return Diagnostico(
        (
            _programa(equipo.programa(), dotacion),
            revisar_disco(equipo.espacio_mib()),
            Punto(
                Asunto.ESCRITURA,
                Gravedad.MAL if escritura else Gravedad.BIEN,
                "falla" if escritura else "",
                {"falla": escritura} if escritura else {},
            ),
            revisar_bases(bases),
            revisar_reloj(hora, jornada, bases.ultima),
            revisar_zona(equipo.desfase_horario()),
            _dotacion(dotacion),
            revisar_aparato(Asunto.MEMORIA, equipo.memoria()),
            revisar_aparato(Asunto.IMPRESORA, equipo.impresora()),
            revisar_conservacion(equipo.conserva()),
            revisar_navegador(equipo.navegador()),
        )
    )


def _programa(version: str, dotacion: Dotacion) -> Punto:
    datos = {"version": version}
    if isinstance(dotacion, OtraVersion):
        sellada = datos | {"sellada": dotacion.hecho}
        return Punto(Asunto.PROGRAMA, Gravedad.MAL, "otra_version", sellada)
    return Punto(Asunto.PROGRAMA, Gravedad.BIEN, "", datos)


def _dotacion(dotacion: Dotacion) -> Punto:
    if dotacion is None:
        return Punto(Asunto.DOTACION, Gravedad.AVISO, "sin_indicar", {})
    if isinstance(dotacion, ErrorEleccion | ErrorAuditoria):
        return Punto(Asunto.DOTACION, Gravedad.MAL, "falla", {"falla": str(dotacion)})
    datos = {"mesa": dotacion.mesa, "huella": dotacion.sellado.corta}
    return Punto(Asunto.DOTACION, Gravedad.BIEN, "", datos)
