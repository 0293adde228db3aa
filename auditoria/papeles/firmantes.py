"""Who signs an acta and how: officials first, then one representative per planilla present."""

from __future__ import annotations

from collections.abc import Iterable

from auditoria.formatos.acta import (
    Acta,
    EstadoFirma,
    FirmaActa,
    FuncionarioPresente,
    Procedencia,
    RepresentantePresente,
)
from auditoria.formatos.catalogo import Demarcacion
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.errores import PersonaAjena
from auditoria.papeles.palabras import ESTADOS_DE_FIRMA, PROCEDENCIAS
from boletas.impresion.documento import Firmante, Firmas, Parrafo, Seccion, Vacio

SIN_REPRESENTANTES = "No se presentaron representantes de las planillas."


def secciones_de_firmas(
    contexto: Contexto, acta: Acta, demarcacion: Demarcacion
) -> tuple[Seccion, Seccion]:
    """The two signature tables of the close, with what ``acta.json`` says each person did."""
    funcionarios = {f.clave: f for f in acta.instalacion.funcionarios}
    representantes = {r.planilla: r for r in acta.instalacion.representantes}
    propios: list[Firmante] = []
    ajenos: list[Firmante] = []
    for firma in acta.firmas:
        if firma.rol == "funcionario":
            if firma.quien not in funcionarios:
                raise PersonaAjena(firma.quien)
            persona = firmante_de_mesa(contexto, funcionarios[firma.quien])
            propios.append(_asentar(persona, firma))
        else:
            ajenos.append(_asentar(_representante(firma.quien, representantes, demarcacion), firma))
    return (
        Seccion("Mesa directiva", (Firmas(tuple(propios), con_protesta=True, con_copia=True),)),
        _seccion_de_representantes(ajenos, con_copia=True),
    )


def secciones_por_firmar(
    contexto: Contexto,
    funcionarios: Iterable[FuncionarioPresente],
    representantes: Iterable[RepresentantePresente],
    demarcacion: Demarcacion,
) -> tuple[Seccion, Seccion]:
    """The two signature tables of the installation: everything but the names is for the pen."""
    ajenos = [_representante(r.planilla, {r.planilla: r}, demarcacion) for r in representantes]
    return (
        Seccion(
            "Mesa directiva",
            (
                Firmas(
                    tuple(firmante_de_mesa(contexto, f) for f in funcionarios),
                    con_protesta=True,
                ),
            ),
        ),
        _seccion_de_representantes(ajenos, con_copia=False),
    )


def firmante_de_mesa(contexto: Contexto, persona: FuncionarioPresente) -> Firmante:
    """An official, with *suplente* or *tomada de la fila* beside the name when it is so."""
    nota = (
        "" if persona.procedencia is Procedencia.PROPIETARIA else PROCEDENCIAS[persona.procedencia]
    )
    return Firmante(contexto.cargo_de_mesa(persona.cargo), persona.nombre, nota)


def _representante(
    planilla: str, presentes: dict[str, RepresentantePresente], demarcacion: Demarcacion
) -> Firmante:
    nombre = demarcacion.planilla(planilla).nombre
    persona = presentes.get(planilla)
    if persona is None:
        return Firmante(nombre, Vacio.NO_APLICA)
    return Firmante(nombre, persona.nombre, persona.caracter)


def _asentar(firmante: Firmante, firma: FirmaActa) -> Firmante:
    ausente = firma.estado is EstadoFirma.AUSENTE
    return Firmante(
        firmante.cargo,
        firmante.nombre,
        firmante.nota,
        estado=ESTADOS_DE_FIRMA[firma.estado],
        motivo=firma.motivo or "",
        recibio_copia=firma.recibio_copia,
        con_espacio=not ausente,
    )


def _seccion_de_representantes(firmantes: list[Firmante], con_copia: bool) -> Seccion:
    if not firmantes:
        return Seccion("Representantes de las planillas", (Parrafo(SIN_REPRESENTANTES),))
    return Seccion(
        "Representantes de las planillas",
        (Firmas(tuple(firmantes), con_protesta=True, con_copia=con_copia),),
    )
