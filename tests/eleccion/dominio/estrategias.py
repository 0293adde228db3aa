"""People, rolls and slates for properties, small enough that collisions happen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from auditoria.reglas.convocatoria import convocatoria_modelo
from eleccion.dominio.identidad import Sexo
from eleccion.dominio.padron import Elector, RenglonPadron
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.territorio import Demarcacion, MesaReceptora, Territorio
from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.personas import Censo, Vecina
from eleccion.simulacion.planillas_inventadas import formar

CONVOCATORIA = convocatoria_modelo()
REGLAS = CONVOCATORIA.reglas
JORNADA = CONVOCATORIA.proceso.jornada
REGISTRO = datetime(2027, 1, 12, 16, 0, tzinfo=UTC)


def mesa(demarcacion: str, clave: str, *secciones: int) -> MesaReceptora:
    """Make a mesa."""
    return MesaReceptora(
        demarcacion=demarcacion,
        clave=clave,
        lugar=f"Escuela de {demarcacion}",
        domicilio=f"Calle {clave} de {demarcacion}",
        modalidad="urna_electronica",
        secciones=secciones,
    )


TERRITORIO = Territorio(
    (
        Demarcacion(
            clave="D001",
            nombre="Uno",
            delegacion="Norte",
            secciones=(1, 2),
            comunidad_indigena=False,
            mesas=(mesa("D001", "M1"),),
        ),
        Demarcacion(
            clave="D002",
            nombre="Dos",
            delegacion="Norte",
            secciones=(2, 3, 4),
            comunidad_indigena=True,
            mesas=(mesa("D002", "M1", 2, 3), mesa("D002", "M2", 4)),
        ),
        Demarcacion(
            clave="D003",
            nombre="Tres",
            delegacion="Sur",
            secciones=(5,),
            comunidad_indigena=False,
            mesas=(mesa("D003", "M1"), mesa("D003", "M2")),
        ),
    )
)


def gente(cuantas: int, semilla: str = "pruebas") -> tuple[Vecina, ...]:
    """Make people whose keys are right and who are not repeated."""
    censo = Censo(azar_de(semilla), JORNADA)
    return tuple(censo.nacer() for _ in range(cuantas))


GENTE = gente(12)


def empadronar(vecina: Vecina, **cambios: object) -> Elector:
    """Write a person on the roll of D001."""
    elector = Elector(
        clave_elector=vecina.clave_elector,
        curp=vecina.curp,
        apellido_paterno=vecina.paterno,
        apellido_materno=vecina.materno,
        nombre=vecina.nombre,
        sexo=vecina.sexo,
        nacimiento=vecina.nacimiento,
        seccion=1,
        localidad="",
        manzana="",
        demarcacion="D001",
        mesa="",
        emision="",
        vigencia=2030,
    )
    return replace(elector, **cambios)  # type: ignore[arg-type]


@st.composite
def renglones(dibujar: st.DrawFn) -> RenglonPadron:
    """One row of a roll, right or wrong, of few people and few places; the line comes later."""
    vecina, otra = dibujar(st.sampled_from(GENTE)), dibujar(st.sampled_from(GENTE))
    elector = empadronar(
        vecina,
        curp=dibujar(st.sampled_from((vecina.curp, otra.curp, "", vecina.curp[:-1]))),
        clave_elector=dibujar(
            st.sampled_from((vecina.clave_elector, vecina.clave_elector, vecina.clave_elector[1:]))
        ),
        demarcacion=dibujar(st.sampled_from(("D001", "D002", "D003", "D009"))),
        mesa=dibujar(st.sampled_from(("", "", "M1", "M2", "M3"))),
        seccion=dibujar(st.integers(1, 6)),
        vigencia=dibujar(st.sampled_from((2026, 2027, 2031))),
        nacimiento=dibujar(st.sampled_from((vecina.nacimiento, date(2010, 1, 1)))),
    )
    return RenglonPadron(linea=0, elector=elector, vigente=dibujar(st.booleans()))


def numerar(filas: list[RenglonPadron]) -> list[RenglonPadron]:
    """Give each row its line in the file."""
    return [replace(fila, linea=numero + 2) for numero, fila in enumerate(filas)]


padrones = st.lists(renglones(), max_size=14).map(numerar)


def planilla(demarcacion: str = "D001", semilla: str = "planilla") -> Planilla:
    """Make a slate that lacks nothing."""
    azar = azar_de(semilla, demarcacion)
    return formar(
        Censo(azar, JORNADA),
        azar,
        demarcacion=demarcacion,
        nombre=f"Planilla {semilla}",
        cargos=REGLAS.cargos.valor,
        indigenas=int(demarcacion == "D002"),
        edad=18,
    )


def con_sexo(sexo: Sexo) -> Vecina:
    """Make one person of a sex."""
    return Censo(azar_de("sexo", sexo), JORNADA).nacer(sexo)
