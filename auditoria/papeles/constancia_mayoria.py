"""Constancia de mayoría y validez: issued only where a contest is firm and somebody won it.

Fields: docs/papeles.md. A citation that the convocatoria marks *por confirmar*
says so on paper.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Integrante, Planilla
from auditoria.formatos.computo import Computo, EstadoContienda
from auditoria.papeles.acta_computo import datos_de_demarcacion
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.datos import DatosDeComputo
from auditoria.papeles.desenlace import merito
from auditoria.papeles.errores import ConstanciaImprocedente
from auditoria.papeles.horas import fecha, fecha_local
from auditoria.papeles.palabras import cifra, enumerar, fundamento, plural
from auditoria.papeles.sello_de_computo import sello_de_computo
from boletas.impresion.documento import (
    Campo,
    Campos,
    Clase,
    Columna,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
    Tabla,
    Tramo,
)
from boletas.impresion.letras import cantidad_en_letras


def procede_constancia(computo: Computo) -> bool:
    """Whether a constancia may be issued: firm, with a winner."""
    return computo.estado is EstadoContienda.FIRME and computo.ganadora is not None


def documento(contexto: Contexto, datos: DatosDeComputo) -> Documento:
    """Lay out the constancia of the winning planilla.

    Raises:
        ConstanciaImprocedente: The contest is not firm, or nobody won it.
    """
    computo = datos.computo
    if computo.estado is not EstadoContienda.FIRME or computo.ganadora is None:
        raise ConstanciaImprocedente(computo.demarcacion)
    demarcacion = contexto.catalogo.demarcacion(computo.demarcacion)
    planilla = demarcacion.planilla(computo.ganadora)
    return Documento(
        titulo="Constancia de mayoría y validez",
        proceso=contexto.catalogo.proceso.nombre,
        datos=datos_de_demarcacion(contexto, demarcacion),
        huella=contexto.huella_corta,
        folio=f"{computo.demarcacion}-CMV-1",
        clase=Clase.CONSTANCIA,
        secciones=(
            _otorgamiento(contexto, computo, planilla, demarcacion.nombre),
            _integracion(contexto, planilla),
            _periodo(contexto, computo),
            _fundamentos(contexto, computo),
            _fecha(),
        ),
        sello=sello_de_computo(datos, (_FIRMAS,)),
        autor=contexto.catalogo.proceso.autoridad,
        simulacro=contexto.es_simulacro,
    )


def _otorgamiento(
    contexto: Contexto, computo: Computo, planilla: Planilla, demarcacion: str
) -> Seccion:
    proceso = contexto.catalogo.proceso
    razon = merito(contexto, computo, planilla.clave)
    if computo.mesas:
        total = plural(computo.total, "voto", "votos")
        razon += f", de un total de {total} ({cantidad_en_letras(computo.total)})"
    return Seccion(
        "",
        (
            Parrafo((Tramo(proceso.autoridad, fuerte=True),), centrado=True),
            Parrafo(
                f"Con base en {_base(computo, fecha(proceso.jornada))} y en el cómputo realizado"
                f" el {fecha_local(computo.sesion)}, y {_firmeza(computo)}, se declara"
                " válida la elección de la Junta de Participación Ciudadana de"
                f" {demarcacion} y se otorga la presente constancia a la planilla",
                centrado=True,
            ),
            Destacado(planilla.nombre),
            Parrafo(f"que encabeza {planilla.presidencia} y que {razon}.", centrado=True),
        ),
        numerada=False,
    )


def _base(computo: Computo, jornada: str) -> str:
    """What the election rests on: where the only planilla is declared nobody voted that day."""
    return f"la jornada del {jornada}" if computo.mesas else "el registro de las planillas"


def _firmeza(computo: Computo) -> str:
    """Why nobody can undo it any more; a challenge that there was is said."""
    resueltas = [str(a.numero) for a in computo.acuerdos if a.asunto == "resuelta"]
    if not resueltas:
        return "vencido el plazo de impugnación"
    cuales = enumerar(tuple(resueltas))
    return f"resuelto lo que se impugnó (acuerdo {cuales}) y vencido el plazo de impugnación"


def _integracion(contexto: Contexto, planilla: Planilla) -> Seccion:
    filas = tuple(
        (contexto.cargo_de_junta(i.cargo), i.propietaria.nombre, _suplente(i))
        for i in planilla.integrantes
    )
    columnas = (
        Columna("Cargo", 4),
        Columna("Propietaria o propietario", 6),
        Columna("Suplente", 6),
    )
    return Seccion("Integración", (Tabla(columnas, filas),), numerada=False)


def _suplente(integrante: Integrante) -> str:
    return "sin suplencia" if integrante.suplente is None else integrante.suplente.nombre


def _periodo(contexto: Contexto, computo: Computo) -> Seccion:
    periodo = contexto.reglas.periodo.valor
    paridad = computo.paridad
    filas: list[tuple[Campo, ...]] = [
        (
            Campo("Periodo", f"del {fecha(periodo.inicio)} al {fecha(periodo.fin)}", 3),
            Campo("Toma de protesta", fecha(periodo.protesta), 2),
            Campo("Último día para impugnar", fecha(computo.plazo_impugnacion), 2),
        )
    ]
    if paridad is not None:
        filas.append(
            (
                Campo("Mujeres propietarias", cifra(paridad.mujeres)),
                Campo("Hombres propietarios", cifra(paridad.hombres)),
                Campo("Personas no binarias", cifra(paridad.no_binarias)),
                Campo("Integración paritaria", "Sí" if paridad.cumple else "No"),
            )
        )
    return Seccion("Periodo", (Campos(tuple(filas)),), numerada=False)


def _fundamentos(contexto: Contexto, computo: Computo) -> Seccion:
    """The rules it was issued by; that of a tie where there was one."""
    reglas = contexto.reglas
    citas = (
        *((("Desempate", reglas.empate),) if computo.empatadas else ()),
        ("Integración de la Junta", reglas.cargos),
        ("Paridad", reglas.paridad),
        ("Periodo y protesta", reglas.periodo),
        ("Impugnación y firmeza", reglas.impugnacion),
    )
    texto = "; ".join(f"{asunto}: {fundamento(r.cita, r.estado)}" for asunto, r in citas)
    return Seccion("Fundamento", (Parrafo(f"{texto}.", menudo=True),), numerada=False)


def _fecha() -> Seccion:
    """Place and day of issue, for the pen: the record ends before anybody signs this paper."""
    return Seccion(
        "",
        (Parrafo("Se expide el ____ de __________________ de ______.", centrado=True),),
        numerada=False,
    )


_FIRMAS = Firmas((Firmante("Presidencia"), Firmante("Secretaría")), en_lineas=True)
