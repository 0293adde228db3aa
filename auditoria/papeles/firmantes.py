"""Who signs an acta and how: officials first, then one representative per planilla present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from auditoria.formatos.acta import Acta, EstadoFirma, FirmaActa
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.presencia import (
    FuncionarioPresente,
    Procedencia,
    Representacion,
    RepresentantePresente,
)
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.errores import PersonaAjena
from auditoria.papeles.palabras import ESTADOS_DE_FIRMA, PROCEDENCIAS
from boletas.impresion.documento import (
    Bloque,
    Columna,
    Columnas,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
)

MESA_DIRECTIVA: Final = "Mesa directiva"
REPRESENTANTES: Final = "Representantes de las planillas"
SIN_REPRESENTANTES: Final = "No se presentaron representantes de las planillas."

_POR_BLOQUE: Final = 12
_MOTIVO_BREVE: Final = 160
_SIN_FIRMA: Final = frozenset({EstadoFirma.NO_FIRMO, EstadoFirma.AUSENTE})


def secciones_de_firmas(
    contexto: Contexto, acta: Acta, demarcacion: Demarcacion
) -> tuple[Seccion, Seccion]:
    """The signatures of the close, with what ``acta.json`` says each person did.

    Raises:
        PersonaAjena: An official signs whom the acta does not name at the table.
    """
    funcionarios = {f.clave: f for f in acta.en_funciones}
    representantes = {planilla: acta.representante(planilla) for planilla in acta.representadas}
    propios: list[Firmante] = []
    ajenos: list[Firmante] = []
    for firma in acta.firmas:
        if firma.rol == "funcionario":
            if firma.quien not in funcionarios:
                raise PersonaAjena(firma.quien)
            persona = firmante_de_mesa(contexto, funcionarios[firma.quien])
            propios.append(_asentar(persona, firma))
        else:
            persona = _representante(firma.quien, representantes, demarcacion)
            ajenos.append(_asentar(persona, firma))
    sin_nadie: tuple[Bloque, ...] = (Parrafo(SIN_REPRESENTANTES),)
    return (
        # Who signs looks for one place: both tables stand on one sheet, and it is not an empty one.
        Seccion(MESA_DIRECTIVA, _en_dos(propios, "Cargo"), junta=True),
        Seccion(REPRESENTANTES, _en_dos(ajenos, "Planilla") or sin_nadie, junta=True),
    )


def secciones_por_firmar(
    contexto: Contexto,
    funcionarios: Iterable[FuncionarioPresente],
    representantes: Iterable[RepresentantePresente],
    demarcacion: Demarcacion,
) -> tuple[Seccion, Seccion]:
    """The two signature tables of the installation: everything but the names is for the pen."""
    propios = tuple(firmante_de_mesa(contexto, f) for f in funcionarios)
    ajenos = tuple(_representante(r.planilla, {r.planilla: r}, demarcacion) for r in representantes)
    bloque = (
        Firmas(ajenos, con_protesta=True, oficio="Planilla")
        if ajenos
        else Parrafo(SIN_REPRESENTANTES)
    )
    return (
        Seccion(MESA_DIRECTIVA, (Firmas(propios, con_protesta=True),)),
        Seccion(REPRESENTANTES, (bloque,)),
    )


def firmante_de_mesa(contexto: Contexto, persona: FuncionarioPresente) -> Firmante:
    """An official, with *suplente* or *tomada de la fila* beside the name when it is so."""
    es_propietaria = persona.procedencia is Procedencia.PROPIETARIA
    nota = "" if es_propietaria else PROCEDENCIAS[persona.procedencia]
    return Firmante(contexto.cargo_de_mesa(persona.cargo), persona.nombre, nota)


def _representante(
    planilla: str,
    presentes: Mapping[str, RepresentantePresente | Representacion],
    demarcacion: Demarcacion,
) -> Firmante:
    nombre = demarcacion.planilla(planilla).nombre
    persona = presentes.get(planilla)
    if persona is None:
        return Firmante(nombre)
    return Firmante(nombre, persona.nombre, "suplente" if persona.caracter == "suplente" else "")


def _asentar(firmante: Firmante, firma: FirmaActa) -> Firmante:
    return Firmante(
        firmante.cargo,
        firmante.nombre,
        firmante.nota,
        estado=ESTADOS_DE_FIRMA[firma.estado],
        motivo=firma.motivo or "",
        recibio_copia=firma.recibio_copia,
        sin_firma=firma.estado in _SIN_FIRMA,
    )


def _en_dos(firmantes: list[Firmante], oficio: str) -> tuple[Bloque, ...]:
    """Signers in two columns, so that a page holds those of eight planillas.

    Columns are never split between sheets: many signers go in several, and a reason too long for
    a cell goes whole below the tables.
    """
    breves = [_abreviar(firmante) for firmante in firmantes]
    bloques: list[Bloque] = []
    for inicio in range(0, len(breves), _POR_BLOQUE):
        grupo = breves[inicio : inicio + _POR_BLOQUE]
        corte = (len(grupo) + 1) // 2
        izquierda, derecha = (
            (Firmas(tuple(mitad), con_protesta=True, con_copia=True, oficio=oficio),)
            if mitad
            else ()
            for mitad in (grupo[:corte], grupo[corte:])
        )
        bloques.append(Columnas(izquierda, derecha))
    largos = tuple((f.cargo, f.motivo) for f in firmantes if len(f.motivo) > _MOTIVO_BREVE)
    if largos:
        columnas = (Columna(oficio, 3), Columna("Motivo", 10))
        bloques.append(Tabla(columnas, largos, menuda=True))
    return tuple(bloques)


def _abreviar(firmante: Firmante) -> Firmante:
    if len(firmante.motivo) <= _MOTIVO_BREVE:
        return firmante
    return replace(firmante, motivo="se transcribe abajo")
