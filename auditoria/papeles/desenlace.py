"""How a contest stands, in the sentences that the acta de cómputo and the constancia share.

States the law foresees are said as what they are: a tie, no planilla, no votes and a discrepancy
each have their own words, and none of them names a winner.
"""

from __future__ import annotations

from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.computo import Computo, Cotejo, EstadoContienda
from auditoria.papeles.contexto import Contexto
from auditoria.papeles.palabras import (
    ESTADOS_DE_CONTIENDA,
    PREVALENCIAS,
    VIAS_DE_EMPATE,
    enumerar,
    fundamento,
    plural,
)
from boletas.impresion.documento import Destacado
from boletas.impresion.letras import cantidad_en_letras

_SIN_GANADORA = " Mientras tanto no hay planilla ganadora y no se expide constancia de mayoría."


_EXTRAORDINARIA = " Corresponde a la autoridad convocar a elección extraordinaria."
_SIN_ELECTA = {
    EstadoContienda.SIN_PLANILLAS: (
        f"En la demarcación no hubo planilla procedente y no hubo votación.{_EXTRAORDINARIA}"
    ),
    EstadoContienda.CANCELADA: (
        "Por acuerdo de la autoridad, después del sellado, la elección se canceló o ninguna"
        " planilla conserva su registro. Los votos que hubo se publican y no eligen a nadie."
        f"{_EXTRAORDINARIA}"
    ),
    EstadoContienda.IMPUGNADA: (
        "El resultado se impugnó y falta que resuelva la autoridad competente; el acuerdo dice en"
        f" qué expediente.{_SIN_GANADORA}"
    ),
    EstadoContienda.ANULADA: (
        "La autoridad que resolvió la impugnación anuló la elección. Los votos se publican como se"
        f" contaron y no eligen a nadie.{_EXTRAORDINARIA}"
    ),
}
"""States that need no figure to be explained."""


def titular(computo: Computo, demarcacion: Demarcacion) -> Destacado:
    """The state in large letters; where somebody won, the name of the planilla below it."""
    estado = ESTADOS_DE_CONTIENDA[computo.estado]
    if computo.ganadora is None:
        return Destacado(estado)
    return Destacado(demarcacion.planilla(computo.ganadora).nombre, rotulo=estado)


def explicar(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> str:
    """What the state means and what follows from it, with its legal basis."""
    estado = computo.estado
    if estado in _SIN_ELECTA:
        return _SIN_ELECTA[estado]
    if estado is EstadoContienda.CERO_VOTOS:
        return _sin_votos(computo)
    if estado is EstadoContienda.EMPATE:
        return _empate(contexto, computo, demarcacion)
    if estado is EstadoContienda.DISCREPANCIA:
        return _discrepancia(contexto, computo)
    firmeza = (
        "Venció el plazo de impugnación y el resultado está firme."
        if estado is EstadoContienda.FIRME
        else "El resultado quedará firme si vence el plazo de impugnación sin que se impugne."
    )
    return f"{_triunfo(contexto, computo, demarcacion)} {firmeza}"


def _sin_votos(computo: Computo) -> str:
    """Say that nobody has votes; where the mesas that had were annulled, say that first."""
    anuladas = tuple(mesa.mesa for mesa in computo.mesas if mesa.anulada)
    porque = "Ninguna planilla recibió votos."
    if anuladas:
        mesas = "de la mesa" if len(anuladas) == 1 else "de las mesas"
        porque = (
            "La autoridad que resolvió la impugnación anuló la votación"
            f" {mesas} {enumerar(anuladas)}: lo que ahí se contó se publica y no se suma, y ninguna"
            " planilla tiene otros votos."
        )
    return (
        f"{porque} No hay planilla ganadora y no se expide constancia de mayoría.{_EXTRAORDINARIA}"
    )


def merito(contexto: Contexto, computo: Computo, planilla: str) -> str:
    """Why that planilla won, as a clause that follows its name."""
    votos = next(r.votos for r in computo.resultado if r.planilla == planilla)
    contados = f"{plural(votos, 'voto', 'votos')} ({cantidad_en_letras(votos)})"
    if not computo.mesas:
        regla = contexto.reglas.planilla_unica
        return (
            "es planilla única y se declara electa sin votación; fundamento:"
            f" {fundamento(regla.cita, regla.estado)}"
        )
    if computo.sorteo is not None:
        return f"empató en primer lugar con {contados} y resultó primera en el sorteo público"
    if computo.empatadas:
        return f"empató en primer lugar con {contados} y un acuerdo la declara electa"
    entre = " entre las planillas que conservan su registro" if computo.canceladas else ""
    return f"obtuvo la mayoría{entre} con {contados}"


def explicar_desempate(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> str:
    """Who had tied with the winner, and by what rule the tie ended."""
    nombres = enumerar(tuple(f"«{demarcacion.planilla(c).nombre}»" for c in computo.empatadas))
    regla = contexto.reglas.empate
    via = VIAS_DE_EMPATE[computo.via or regla.valor]
    cita = fundamento(regla.cita, regla.estado)
    return f"Empataron {nombres}. Regla aplicada: {via}. Fundamento: {cita}."


def _triunfo(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> str:
    if computo.ganadora is None:  # a decided state always has a winner: Computo refuses otherwise
        return ""
    planilla = demarcacion.planilla(computo.ganadora)
    razon = merito(contexto, computo, planilla.clave)
    return f"«{planilla.nombre}», que encabeza {planilla.presidencia}, {razon}."


def _empate(contexto: Contexto, computo: Computo, demarcacion: Demarcacion) -> str:
    nombres = enumerar(tuple(f"«{demarcacion.planilla(c).nombre}»" for c in computo.empatadas))
    votos = next(r.votos for r in computo.resultado if r.planilla == computo.empatadas[0])
    regla = contexto.reglas.empate
    via = VIAS_DE_EMPATE[computo.via or regla.valor]
    return (
        f"{nombres} obtuvieron la misma votación, la más alta:"
        f" {plural(votos, 'voto', 'votos')} ({cantidad_en_letras(votos)}) cada una. El empate se"
        f" resuelve por {via}; fundamento: {fundamento(regla.cita, regla.estado)}.{_SIN_GANADORA}"
    )


def _discrepancia(contexto: Contexto, computo: Computo) -> str:
    regla = contexto.reglas.testigo
    prevalece = PREVALENCIAS[computo.prevalece or regla.valor.prevalece]
    mesas = [m.cotejo for m in computo.mesas if m.esta_pendiente]
    difieren = mesas.count(Cotejo.DIFIERE) + sum(c.esta_pendiente for c in computo.conjuntos)
    partes = []
    if difieren:
        partes.append(
            "La cuenta de testigos y el descifrado difieren en"
            f" {plural(difieren, 'cotejo', 'cotejos')} de la sección 2. El acta de mesa no se"
            f" modifica: procede el recuento de los testigos. Prevalece {prevalece}; fundamento:"
            f" {fundamento(regla.cita, regla.estado)}."
        )
    if en_conflicto := mesas.count(Cotejo.CONFLICTO):
        partes.append(
            f"De {plural(en_conflicto, 'mesa', 'mesas')} hay registros válidos y distintos: se"
            " conservan y publican todos, no se descifra ninguno, y la autoridad acuerda cuál acta"
            " cuenta."
        )
    return f"{' '.join(partes)}{_SIN_GANADORA}"
