"""The cómputo of a demarcación: the sum of its mesas, the cotejo, the state of the contest.

Pages: docs/formato-computo.md, docs/marco-legal.md#computo. The actas decide the figures; the
decryption is a second count beside them and never rewrites one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.catalogo import Demarcacion
from auditoria.formatos.claves import ClaveAusente, IdMesa, id_de_mesa, orden_de_mesa
from auditoria.formatos.computo import (
    Computo,
    Conjunto,
    Cotejo,
    EstadoContienda,
    MesaComputada,
    VotosPlanilla,
    cotejar,
)
from auditoria.formatos.reglas import ReglaPlanillaUnica, Reglas
from auditoria.formatos.votos import exigir_mismas
from auditoria.reglas.empate import Desenlace, SemillaSinSorteo, resolver
from auditoria.reglas.paridad import paridad_de
from auditoria.reglas.plazos import dia_local, esta_vencido, vencimiento


class PlazoVigente(ReglaRota):
    """A contest cannot be firme while it can still be challenged."""

    explicacion = "El plazo para impugnar no ha terminado"


class NoPuedeSerFirme(ReglaRota):
    """A contest without a winner does not become firme by the passing of time."""

    explicacion = "La contienda no tiene ganadora y no puede quedar firme"


class MesasIncompletas(ReglaRota):
    """The mesas summed are not those of the demarcación."""

    explicacion = "Las mesas del cómputo no son las de la demarcación"


class SegundoConteoAusente(ReglaRota):
    """A mesa is neither decrypted alone nor inside of a set."""

    explicacion = "Falta el descifrado de una mesa"


@dataclass(frozen=True, slots=True)
class FigurasDeMesa:
    """What a mesa brings to the cómputo.

    Attributes:
        testigos: First count per answer, from the acta.
        papel: Paper ballots per answer, from the acta; empty where none were opened.
        votantes: Persons who voted, as the acta states.
        descifrado: Second count per answer; ``None`` when the mesa is decrypted only in a set.
    """

    mesa: IdMesa
    testigos: tuple[int, ...]
    papel: tuple[int, ...]
    votantes: int
    descifrado: tuple[int, ...] | None = None


def agrupar(depositadas: Mapping[str, int], minimo: int) -> tuple[tuple[str, ...], ...]:
    """Say which mesas of a demarcación are decrypted alone and which only together.

    A mesa with fewer ballots than the minimum joins others until the set reaches it; a set
    that cannot takes in the smallest mesa that stands alone. The only mesa of a demarcación
    is decrypted alone however small: its result is the result.

    Args:
        depositadas: Ballots in the urn per mesa of one demarcación.
        minimo: The convocatoria's ``minimo_por_mesa``.

    Returns:
        A partition of the mesas, each set ascending, the sets ascending by their first mesa.
    """
    # Ascending by size, then by number: the same sets for everybody.
    orden = sorted(depositadas, key=lambda mesa: (depositadas[mesa], orden_de_mesa(mesa)))
    solas = [mesa for mesa in orden if depositadas[mesa] >= minimo]
    juntas = [mesa for mesa in orden if depositadas[mesa] < minimo]
    while juntas and solas and sum(depositadas[mesa] for mesa in juntas) < minimo:
        juntas.append(solas.pop(0))
    # One set for all the small ones: two small sets would tell more than one.
    conjuntos = [tuple(sorted(juntas, key=orden_de_mesa))] if juntas else []
    conjuntos += [(mesa,) for mesa in solas]
    return tuple(sorted(conjuntos, key=lambda conjunto: orden_de_mesa(conjunto[0])))


def computar(
    proceso: str,
    demarcacion: Demarcacion,
    mesas: Sequence[FigurasDeMesa],
    reglas: Reglas,
    sesion: datetime,
    conjuntos: Mapping[tuple[str, ...], tuple[int, ...]] | None = None,
    semilla: str | None = None,
) -> Computo:
    """Sum the mesas of a demarcación and say where its contest stands.

    Args:
        mesas: One per mesa of the demarcación, in any order.
        sesion: Hour of the session; the term to challenge runs from its local day.
        conjuntos: Second count per answer of each set of mesas decrypted together.
        semilla: Of the draw that resolves a tie, once it was drawn.

    Raises:
        MesasIncompletas, SegundoConteoAusente, OpcionesDistintas, SemillaSinSorteo: See each.
    """
    ordenadas = _exigir_mesas(demarcacion, mesas)
    computadas = tuple(_computar_mesa(figuras, demarcacion) for figuras in ordenadas)
    juntas = _computar_conjuntos(computadas, conjuntos or {})
    sumas = _sumar(ordenadas, len(demarcacion.opciones))
    votos = dict(zip(demarcacion.opciones[:-1], sumas[:-1], strict=True))
    plazo = reglas.impugnacion.valor
    cotejos = {mesa.cotejo for mesa in computadas} | {junta.cotejo for junta in juntas}
    difiere = Cotejo.DIFIERE in cotejos
    estado, desenlace = _resolver(
        proceso, demarcacion.clave, votos, reglas, semilla, difiere, sin_mesas=not mesas
    )
    if semilla is not None and desenlace.sorteo is None:
        raise SemillaSinSorteo(f"{demarcacion.clave}: {estado}")
    ganadora = desenlace.ganadora or None
    paridad = reglas.paridad.valor
    return Computo(
        proceso=proceso,
        demarcacion=demarcacion.clave,
        sesion=sesion,
        mesas=computadas,
        conjuntos=juntas,
        resultado=tuple(VotosPlanilla(planilla=p, votos=v) for p, v in votos.items()),
        nulos=sumas[-1],
        total=sum(sumas),
        personas=sum(figuras.votantes for figuras in ordenadas),
        estado=estado,
        ganadora=ganadora,
        empatadas=desenlace.empatadas,
        via=reglas.empate.valor if desenlace.empatadas else None,
        prevalece=reglas.testigo.valor.prevalece if difiere else None,
        sorteo=desenlace.sorteo,
        planilla_unica=len(votos) == 1,
        plazo_impugnacion=vencimiento(
            dia_local(sesion), plazo.dias, plazo.computo, reglas.dias_inhabiles.valor
        ),
        paridad=paridad_de(demarcacion.planilla(ganadora), paridad) if ganadora else None,
    )


def declarar_firme(computo: Computo, hora: datetime) -> Computo:
    """Give the cómputo once the term to challenge has passed and nobody did.

    Raises:
        PlazoVigente: The last day has not passed whole.
        NoPuedeSerFirme: The contest has no winner.
    """
    if computo.estado is not EstadoContienda.COMPUTADA:
        raise NoPuedeSerFirme(f"{computo.demarcacion}: {computo.estado}")
    if not esta_vencido(computo.plazo_impugnacion, hora):
        raise PlazoVigente(f"{computo.demarcacion}: {computo.plazo_impugnacion}")
    return replace(computo, estado=EstadoContienda.FIRME)


def _resolver(
    proceso: str,
    demarcacion: str,
    votos: Mapping[str, int],
    reglas: Reglas,
    semilla: str | None,
    difiere: bool,
    *,
    sin_mesas: bool,
) -> tuple[EstadoContienda, Desenlace]:
    """State of the contest. A discrepancy comes first: until it is decided nobody has won."""
    nadie = Desenlace(ganadora="")
    if not votos:
        return EstadoContienda.SIN_PLANILLAS, nadie
    if difiere:
        return EstadoContienda.DISCREPANCIA, nadie
    if sin_mesas and reglas.planilla_unica.valor is ReglaPlanillaUnica.DECLARADA:
        return EstadoContienda.COMPUTADA, Desenlace(ganadora=next(iter(votos)))
    if not any(votos.values()):
        return EstadoContienda.CERO_VOTOS, nadie
    desenlace = resolver(votos, reglas.empate.valor, proceso, demarcacion, semilla)
    if desenlace.ganadora:
        return EstadoContienda.COMPUTADA, desenlace
    return EstadoContienda.EMPATE, desenlace


def _exigir_mesas(
    demarcacion: Demarcacion, mesas: Sequence[FigurasDeMesa]
) -> tuple[FigurasDeMesa, ...]:
    debidas = [id_de_mesa(demarcacion.clave, mesa.clave) for mesa in demarcacion.mesas]
    ordenadas = tuple(sorted(mesas, key=lambda figuras: orden_de_mesa(figuras.mesa)))
    if [figuras.mesa for figuras in ordenadas] != debidas:
        raise MesasIncompletas(", ".join(f.mesa for f in ordenadas) or demarcacion.clave)
    return ordenadas


def _computar_mesa(figuras: FigurasDeMesa, demarcacion: Demarcacion) -> MesaComputada:
    exigir_mismas((0,) * len(demarcacion.opciones), figuras.testigos, figuras.mesa)
    descifrado = figuras.descifrado or ()
    return MesaComputada(
        mesa=figuras.mesa,
        testigos=figuras.testigos,
        papel=figuras.papel,
        descifrado=descifrado,
        cotejo=cotejar(figuras.testigos, descifrado),
    )


def _computar_conjuntos(
    mesas: tuple[MesaComputada, ...], conjuntos: Mapping[tuple[str, ...], tuple[int, ...]]
) -> tuple[Conjunto, ...]:
    por_mesa = {mesa.mesa: mesa.testigos for mesa in mesas}
    pendientes = {mesa.mesa for mesa in mesas if mesa.cotejo is Cotejo.EN_CONJUNTO}
    hechos = []
    for claves, descifrado in sorted(conjuntos.items(), key=lambda par: orden_de_mesa(par[0][0])):
        if not pendientes.issuperset(claves):
            raise ClaveAusente(", ".join(sorted(set(claves) - pendientes)))
        pendientes.difference_update(claves)
        testigos = tuple(map(sum, zip(*(por_mesa[clave] for clave in claves), strict=True)))
        hechos.append(
            Conjunto(
                mesas=claves,
                testigos=testigos,
                descifrado=descifrado,
                cotejo=cotejar(testigos, descifrado),
            )
        )
    if pendientes:
        raise SegundoConteoAusente(", ".join(sorted(pendientes, key=orden_de_mesa)))
    return tuple(hechos)


def _sumar(mesas: Sequence[FigurasDeMesa], opciones: int) -> tuple[int, ...]:
    sumas = [0] * opciones
    for figuras in mesas:
        for columna in (figuras.testigos, figuras.papel):
            for i, cantidad in enumerate(columna):
                sumas[i] += cantidad
    return tuple(sumas)
