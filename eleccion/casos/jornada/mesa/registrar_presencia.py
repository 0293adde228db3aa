"""Who is at the mesa besides its officials: representatives and accredited observers, in and out.

Page: docs/formato-acta.md, representaciones and observaciones.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from auditoria.registro.asientos import (
    ObservadorLlegado,
    ObservadorRetirado,
    RepresentanteLlegado,
    RepresentanteRetirado,
)
from auditoria.reglas.jornada import observaciones, representaciones
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario, exigir_acta_por_levantar, leer_en_funciones
from eleccion.dominio.funcionarios import Procedencia, exigir_sin_representacion
from eleccion.dominio.mesa import (
    ObservacionRepetida,
    PersonaAusente,
    PlanillaAjena,
    RepresentacionOcupada,
)
from eleccion.dominio.puertos_mesa import TrabajoDeMesa


def recibir_representante(
    mesa: EquipoMesa,
    planilla: str,
    nombre: str,
    caracter: Literal["propietaria", "suplente"],
    *,
    hora: datetime,
) -> None:
    """Write down that the representative of a planilla came; who was before has left.

    Raises:
        PlanillaAjena: Not of this demarcación's ballot.
        RepresentacionOcupada: The one before did not leave.
        RepresentanteDePlanilla: Who came took a cargo of the mesa from the queue.
        ActaYaLevantada: Too late for the acta to say so.
        FormatoInvalido: There is no name.
    """
    if planilla not in mesa.demarcacion.opciones[:-1]:
        raise PlanillaAjena(planilla)
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        if planilla in _representadas(trabajo):
            raise RepresentacionOcupada(planilla)
        exigir_sin_representacion(
            (
                persona.nombre
                for persona in leer_en_funciones(trabajo)
                if persona.procedencia.value == Procedencia.FILA.value
            ),
            (nombre,),
        )
        trabajo.asentar(
            RepresentanteLlegado(planilla=planilla, nombre=nombre, caracter=caracter), hora
        )


def retirar_representante(mesa: EquipoMesa, planilla: str, *, hora: datetime) -> None:
    """Write down that the representative of a planilla left.

    Raises:
        PersonaAusente: Nobody represents it here.
        ActaYaLevantada: Too late for the acta to say so.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        if planilla not in _representadas(trabajo):
            raise PersonaAusente(planilla)
        trabajo.asentar(RepresentanteRetirado(planilla=planilla), hora)


def recibir_observador(
    mesa: EquipoMesa, acreditacion: str, organizacion: str = "", *, hora: datetime
) -> None:
    """Write down that an accredited observer came; by number, without a name.

    Args:
        acreditacion: As printed on the accreditation.
        organizacion: Empty for who observes alone.

    Raises:
        ObservacionRepetida: It did not leave since it came.
        ActaYaLevantada: Too late for the acta to say so.
        FormatoInvalido: It is no accreditation number.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        if acreditacion in _acreditadas(trabajo):
            raise ObservacionRepetida(acreditacion)
        trabajo.asentar(
            ObservadorLlegado(acreditacion=acreditacion, organizacion=organizacion or None), hora
        )


def retirar_observador(mesa: EquipoMesa, acreditacion: str, *, hora: datetime) -> None:
    """Write down that an observer left.

    Raises:
        PersonaAusente: That accreditation is not here.
        ActaYaLevantada: Too late for the acta to say so.
    """
    with mesa.almacen.escribir() as trabajo:
        exigir_acta_por_levantar(trabajo)
        if acreditacion not in _acreditadas(trabajo):
            raise PersonaAusente(acreditacion)
        trabajo.asentar(ObservadorRetirado(acreditacion=acreditacion), hora)


def _representadas(trabajo: TrabajoDeMesa) -> set[str]:
    dichas = representaciones(entrada for entrada, _ in Diario.de(trabajo).pasos)
    return {r.planilla for r in dichas if r.salida is None}


def _acreditadas(trabajo: TrabajoDeMesa) -> set[str]:
    dichas = observaciones(entrada for entrada, _ in Diario.de(trabajo).pasos)
    return {o.acreditacion for o in dichas if o.salida is None}
