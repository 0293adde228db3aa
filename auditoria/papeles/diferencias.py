"""The comparisons of the form and the differences that officials explained and signed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from auditoria.formatos.acta import Acta
from auditoria.formatos.escrutinio import DiferenciaAsentada
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.errores import MotivoAjeno, PersonaAjena
from auditoria.papeles.palabras import cifra, enumerar
from auditoria.reglas.cuadre import COMPROBACIONES, NOMBRES, cuadrar, totales
from boletas.impresion.documento import Bloque, Columna, Parrafo, Tabla

_EN_EL_ACTA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "suma_de_votantes": "4 = 2 + 3: suma de quienes votaron",
        "votantes_y_votos_sacados": "4 = 5: personas que votaron y votos sacados",
        "votos_sacados_y_votacion": "5 = 6: votos sacados y total de la votación",
        "votacion_y_opciones": "6 = planillas + nulos: suma de los votos",
        "pases_por_estado": "1a + 1b = 1 + 1c + 1d + 1f: pases recibidos",
        "pases_y_urna": "1d = 5c + 5d: pases usados y boletas",
        "depositadas_y_testigos": "5c = 5g − 5h: boletas y testigos impresos",
        "testigos_y_conteo": "5g − 5h = 5a: testigos impresos y contados",
        "papel_entregado": "1j + 1k = 1h + 5b: papel entregado",
        "papel_por_estado": "1g = 1i + 1h + 5b: papel recibido",
    }
)
"""The comparisons every acta shows, by the numbers of its own rubros, so that anybody adds them up
with a pencil: the four of the PREP first. Any other of the balance appears, in its own words, when
it fails, and always in the table of differences."""

_SIN_ASENTAR: Final = "Hay diferencias y la mesa no asentó su motivo."


def tabla_de_comparaciones(acta: Acta) -> Tabla:
    """Pairs of totals of the balance and whether they agree, in words; figures stand beside."""
    escrutinio = acta.escrutinio
    cuentas = totales(escrutinio.rubros, escrutinio.opciones)
    fallidas = {d.comprobacion.clave for d in cuadrar(escrutinio.rubros, escrutinio.opciones)}
    columnas = (
        Columna("¿Se cumple?", 11),
        Columna("Sí/No", 2, derecha=True),
    )
    filas = tuple(
        (_EN_EL_ACTA.get(c.clave, c.texto), "No" if c.clave in fallidas else "Sí")
        for c in COMPROBACIONES
        if {c.uno, c.otro} <= cuentas.keys() and (c.clave in _EN_EL_ACTA or c.clave in fallidas)
    )
    return Tabla(columnas, filas, con_encabezado_de_fila=False, menuda=True)


def diferencias(contexto: Contexto, acta: Acta) -> Bloque:
    """One row per difference: the two totals, how much, why, and the two officials who sign."""
    asentadas = acta.escrutinio.diferencias
    if not asentadas:
        # An acta with differences nobody explained still prints, and says so.
        hay = cuadrar(acta.escrutinio.rubros, acta.escrutinio.opciones)
        return Parrafo(_SIN_ASENTAR if hay else "No hubo diferencias que explicar.")
    columnas = (
        Columna("Totales que se comparan", 6),
        Columna("Diferencia", 2, derecha=True),
        Columna("Motivo asentado por la mesa", 5),
        Columna("Lo firman", 5),
    )
    filas = tuple(_fila(contexto, acta, d) for d in asentadas)
    return Tabla(columnas, filas, rotulo="Diferencias y su motivo", menuda=True)


def _fila(
    contexto: Contexto, acta: Acta, diferencia: DiferenciaAsentada
) -> tuple[str, str, str, str]:
    uno, otro = diferencia.entre
    signo = "+" if diferencia.cantidad > 0 else "−"
    return (
        f"{NOMBRES[uno]} / {NOMBRES[otro]}",
        f"{signo}{cifra(abs(diferencia.cantidad))}",
        _motivo(contexto, diferencia.motivo),
        enumerar(tuple(_nombre(acta, clave) for clave in diferencia.firmas)),
    )


def _motivo(contexto: Contexto, clave: str) -> str:
    for motivo in contexto.reglas.motivos_diferencia.valor:
        if motivo.clave == clave:
            return motivo.texto
    raise MotivoAjeno(clave)


def _nombre(acta: Acta, clave: str) -> str:
    for persona in acta.en_funciones:
        if persona.clave == clave:
            return persona.nombre
    raise PersonaAjena(clave)
