"""Acuerdo of the commission: what it resolved, why, by which rule, and who signs.

Fields: docs/papeles.md.
"""

from __future__ import annotations

from auditoria.formatos.acuerdo import (
    Acuerdo,
    AcuerdoRevocado,
    ConflictoResuelto,
    DiscrepanciaResuelta,
    EleccionCancelada,
    EmpateResuelto,
    ImpugnacionResuelta,
    PlanillaCancelada,
    ResultadoImpugnado,
)
from auditoria.formatos.catalogo import Demarcacion
from auditoria.papeles.acta_computo import datos_de_demarcacion
from auditoria.papeles.codigos import tabla_de_codigos
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.datos import DatosDeAcuerdo
from auditoria.papeles.horas import PIE_DE_HORAS, fecha_y_hora
from auditoria.papeles.novedades import ASUNTOS
from auditoria.papeles.palabras import enumerar
from boletas.impresion.codigos import huella_corta
from boletas.impresion.documento import (
    Campo,
    Campos,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
)


def documento(contexto: Contexto, datos: DatosDeAcuerdo) -> Documento:
    """Lay out an acuerdo."""
    acuerdo = datos.acuerdo
    demarcacion = contexto.catalogo.demarcacion(acuerdo.demarcacion)
    filas = (
        ("Definición sellada de la elección", contexto.huella_corta, "todos los documentos"),
        (
            "Datos de este acuerdo",
            huella_corta(datos.huella),
            f"archivo acuerdo-{acuerdo.numero}.json",
        ),
    )
    return Documento(
        titulo="Acuerdo de la autoridad",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_demarcacion(contexto, demarcacion),
        huella=contexto.huella_corta,
        folio=f"{acuerdo.demarcacion}-ACU-{acuerdo.numero}",
        secciones=(
            Seccion(
                "Sesión",
                (
                    Campos(
                        (
                            (
                                Campo("Autoridad", contexto.catalogo.proceso.autoridad, 4),
                                Campo("Sesión", fecha_y_hora(acuerdo.sesion), 3),
                                Campo("Asunto", ASUNTOS[acuerdo.decision.tipo], 4),
                            ),
                        )
                    ),
                ),
            ),
            Seccion("Considerando", (Parrafo(acuerdo.considerando),)),
            Seccion("Fundamento", (Parrafo(acuerdo.fundamento),)),
            Seccion("Se acuerda", (Destacado(resolver(acuerdo, demarcacion)),)),
            Seccion(
                "Personas que firman",
                (Firmas((Firmante("Presidencia"), Firmante("Secretaría")), en_lineas=True),),
            ),
            Seccion("Códigos", (tabla_de_codigos(filas),)),
        ),
        pie=PIE_DE_HORAS,
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def resolver(acuerdo: Acuerdo, demarcacion: Demarcacion) -> str:
    """What is decided, in one sentence."""
    decision = acuerdo.decision
    if isinstance(decision, ConflictoResuelto):
        if not decision.registro:
            return f"No cuenta ninguno de los registros de la mesa {decision.mesa}"
        return f"De la mesa {decision.mesa} cuenta el registro número {decision.registro}"
    if isinstance(decision, DiscrepanciaResuelta):
        cuenta = "el papel" if decision.prevalece == "papel" else "lo digital"
        return f"En {enumerar(decision.mesas)} prevalece {cuenta}"
    if isinstance(decision, EmpateResuelto):
        return f"Resulta electa «{demarcacion.planilla(decision.ganadora).nombre}»"
    if isinstance(decision, PlanillaCancelada):
        nombre = demarcacion.planilla(decision.planilla).nombre
        return f"Se cancela «{nombre}»: sus votos se cuentan y no eligen"
    if isinstance(decision, EleccionCancelada):
        return "Se cancela la elección de la demarcación"
    if isinstance(decision, ResultadoImpugnado):
        return f"Se tiene por impugnado el resultado en el expediente {decision.expediente}"
    if isinstance(decision, ImpugnacionResuelta):
        return f"Se cumple lo resuelto en el expediente {decision.expediente}: {_efecto(decision)}"
    if isinstance(decision, AcuerdoRevocado):
        return f"Queda sin efecto el acuerdo número {decision.acuerdo}"
    return f"La mesa {decision.mesa} no se instaló"


def _efecto(resuelta: ImpugnacionResuelta) -> str:
    if resuelta.mesas:
        return f"se anula la votación de {enumerar(resuelta.mesas)}"
    return "se confirma el resultado" if resuelta.efecto == "confirma" else "se anula la elección"
