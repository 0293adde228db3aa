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
    CausalHallada,
    Computo,
    Conjunto,
    Cotejo,
    EstadoContienda,
    MesaComputada,
    RecuentoCitado,
    Sustitucion,
    VotosPlanilla,
    cotejar,
    hay_pendientes,
    sumar_mesas,
)
from auditoria.formatos.reglas import Prevalece, ReglaPlanillaUnica, Reglas
from auditoria.formatos.votos import exigir_mismas
from auditoria.reglas.acuerdos import AcuerdoOcioso, Acuerdos, AcuerdoTomado
from auditoria.reglas.conjuntos import agrupar
from auditoria.reglas.empate import Desenlace, SemillaSinSorteo, resolver
from auditoria.reglas.paridad import paridad_de
from auditoria.reglas.plazos import dia_local, esta_vencido, vencimiento

__all__ = [
    "ComputoAtrasado",
    "FigurasDeMesa",
    "MesasIncompletas",
    "NoPuedeSerFirme",
    "PlazoVigente",
    "SegundoConteoAusente",
    "agrupar",
    "computar",
    "declarar_firme",
    "exigir_al_dia",
]


class PlazoVigente(ReglaRota):
    """A contest cannot be firme while it can still be challenged."""

    explicacion = "El plazo para impugnar no ha terminado"


class NoPuedeSerFirme(ReglaRota):
    """A contest without a winner does not become firme by the passing of time."""

    explicacion = "La contienda no tiene ganadora y no puede quedar firme"


class ComputoAtrasado(ReglaRota):
    """Something was decided or found after the last session that would change its cómputo."""

    explicacion = "Después del cómputo se asentó algo que lo cambia y no se computó de nuevo"


class MesasIncompletas(ReglaRota):
    """The mesas summed are not those of the demarcación."""

    explicacion = "Las mesas del cómputo no son las de la demarcación"


class SegundoConteoAusente(ReglaRota):
    """A mesa is neither decrypted alone nor inside of a set, nor counted by its testigos."""

    explicacion = "Falta el descifrado de una mesa"


@dataclass(frozen=True, slots=True)
class FigurasDeMesa:
    """What a mesa brings to the cómputo.

    Attributes:
        testigos: First count per answer, from the acta; empty where none are counted.
        papel: Paper ballots per answer, from the acta; empty where none were opened.
        votantes: Persons who voted, as the acta states.
        descifrado: Second count per answer; ``None`` when the mesa is not decrypted alone.
        situacion: Why there are not both counts; ``None`` where there are, or only in a set.
        causales: Grounds for recount that its acta and its packet show.
        recuento: The recount, when there was one.
        registros: Of a mesa in conflicto, what each of its records brings, in the order they came.
        tardias: Ballots of records that came too late to be decrypted.
        unidas: Ballots of machines found after the close that joined what was decrypted.
    """

    mesa: IdMesa
    testigos: tuple[int, ...]
    papel: tuple[int, ...]
    votantes: int
    descifrado: tuple[int, ...] | None = None
    situacion: Cotejo | None = None
    causales: tuple[CausalHallada, ...] = ()
    recuento: RecuentoCitado | None = None
    registros: tuple[FigurasDeMesa, ...] = ()
    tardias: int = 0
    unidas: int = 0


def computar(
    proceso: str,
    demarcacion: Demarcacion,
    mesas: Sequence[FigurasDeMesa],
    reglas: Reglas,
    sesion: datetime,
    conjuntos: Mapping[tuple[str, ...], tuple[int, ...]] | None = None,
    semilla: str | None = None,
    acuerdos: Sequence[AcuerdoTomado] = (),
    sustituye: Sustitucion | None = None,
) -> Computo:
    """Sum the mesas of a demarcación and say where its contest stands.

    Args:
        mesas: One per mesa of the demarcación, in any order.
        sesion: Hour of the session; the term to challenge runs from its local day.
        conjuntos: Second count per answer of each set of mesas decrypted together.
        semilla: Of the draw that resolves a tie, once it was drawn.
        acuerdos: Of the commission for this demarcación, ascending; each must decide something.
        sustituye: The cómputo that this one takes the place of.

    Raises:
        MesasIncompletas, OpcionesDistintas, SemillaSinSorteo: See each.
        SegundoConteoAusente, AcuerdoOcioso, NulidadInseparable: See each.
    """
    decididos = Acuerdos(acuerdos, reglas.testigo.valor.prevalece)
    ordenadas = _exigir_mesas(demarcacion, mesas)
    opciones = len(demarcacion.opciones)
    elegidas = tuple(_elegir(figuras, decididos) for figuras in ordenadas)
    computadas = _computar_mesas(elegidas, opciones, decididos)
    juntas = _computar_conjuntos(computadas, conjuntos or {}, decididos)
    sumas = sumar_mesas(computadas, juntas, opciones)
    votos = dict(zip(demarcacion.opciones[:-1], sumas[:-1], strict=True))
    plazo = reglas.impugnacion.valor
    pendiente = hay_pendientes(computadas, juntas)
    estado, desenlace = _resolver(
        proceso, demarcacion, votos, reglas, semilla, decididos, pendiente
    )
    if semilla is not None and desenlace.sorteo is None:
        raise SemillaSinSorteo(f"{demarcacion.clave}: {estado}")
    decididos.exigir_usados()
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
        personas=sum(figuras.votantes for figuras in elegidas),
        estado=estado,
        ganadora=ganadora,
        empatadas=desenlace.empatadas,
        via=reglas.empate.valor if desenlace.empatadas else None,
        prevalece=_prevalece(estado, reglas),
        canceladas=decididos.canceladas(tuple(votos)) or None,
        sorteo=desenlace.sorteo,
        planilla_unica=len(votos) == 1,
        plazo_impugnacion=vencimiento(
            dia_local(sesion), plazo.dias, plazo.computo, reglas.dias_inhabiles.valor
        ),
        paridad=paridad_de(demarcacion.planilla(ganadora), paridad) if ganadora else None,
        acuerdos=decididos.citados,
        sustituye=sustituye,
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


def exigir_al_dia(ultimo: Computo, ahora: Computo) -> None:
    """Demand that a session held now would say what the last one said.

    A recount, a conflicto or an acuerdo that no session took in would be on record and decide
    nothing. Only ballots that came too late may: they change no figure.

    Args:
        ultimo: Of the last session, before it became firm.
        ahora: With everything that was written down since.

    Raises:
        ComputoAtrasado: It would say something else.
    """
    del_mismo_dia = replace(
        _sin_tardias(ahora),
        sesion=ultimo.sesion,
        plazo_impugnacion=ultimo.plazo_impugnacion,
        sustituye=ultimo.sustituye,
    )
    if del_mismo_dia != _sin_tardias(ultimo):
        raise ComputoAtrasado(ultimo.demarcacion)


def _sin_tardias(computo: Computo) -> Computo:
    return replace(computo, mesas=tuple(replace(mesa, tardias=None) for mesa in computo.mesas))


def _resolver(
    proceso: str,
    demarcacion: Demarcacion,
    votos: Mapping[str, int],
    reglas: Reglas,
    semilla: str | None,
    acuerdos: Acuerdos,
    pendiente: bool,
) -> tuple[EstadoContienda, Desenlace]:
    """State of the contest. What undoes it comes first, then what keeps anybody from winning yet.

    The votes are resolved all the same: an acuerdo on a tie was of use also where somebody
    challenged it afterwards.
    """
    nadie = Desenlace(ganadora="")
    if not votos:
        return EstadoContienda.SIN_PLANILLAS, nadie
    canceladas = acuerdos.canceladas(tuple(votos))
    elegibles = {clave: v for clave, v in votos.items() if clave not in canceladas}
    por_votos = _resolver_votos(
        proceso, demarcacion, elegibles, reglas, semilla, acuerdos, pendiente
    )
    if acuerdos.cancelan_la_eleccion or not elegibles:
        return EstadoContienda.CANCELADA, nadie
    if acuerdos.anulan_la_eleccion:
        return EstadoContienda.ANULADA, nadie
    if acuerdos.hay_impugnaciones and not pendiente:
        return EstadoContienda.IMPUGNADA, nadie
    return por_votos


def _prevalece(estado: EstadoContienda, reglas: Reglas) -> Prevalece | None:
    """What the convocatoria lets prevail, where that is what the contest waits for."""
    return reglas.testigo.valor.prevalece if estado is EstadoContienda.DISCREPANCIA else None


def _resolver_votos(
    proceso: str,
    demarcacion: Demarcacion,
    votos: Mapping[str, int],
    reglas: Reglas,
    semilla: str | None,
    acuerdos: Acuerdos,
    pendiente: bool,
) -> tuple[EstadoContienda, Desenlace]:
    """What the votes of the planillas that may win say; a discrepancy comes first."""
    nadie = Desenlace(ganadora="")
    if pendiente:
        return EstadoContienda.DISCREPANCIA, nadie
    if not votos:
        return EstadoContienda.CANCELADA, nadie
    if not demarcacion.mesas and reglas.planilla_unica.valor is ReglaPlanillaUnica.DECLARADA:
        return EstadoContienda.COMPUTADA, Desenlace(ganadora=next(iter(votos)))
    if not any(votos.values()):
        return EstadoContienda.CERO_VOTOS, nadie
    regla = reglas.empate.valor
    desenlace = acuerdos.desempatar(
        resolver(votos, regla, proceso, demarcacion.clave, semilla), regla
    )
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


def _elegir(figuras: FigurasDeMesa, acuerdos: Acuerdos) -> FigurasDeMesa:
    """Of a mesa in conflicto, take what the record brings that an acuerdo lets count.

    Raises:
        AcuerdoOcioso: There is no such record.
        SegundoConteoAusente: No acuerdo says that a mesa without record was not installed.
    """
    if figuras.situacion is Cotejo.NO_INSTALADA and not acuerdos.es_no_instalada(figuras.mesa):
        raise SegundoConteoAusente(figuras.mesa)
    if figuras.situacion is not Cotejo.CONFLICTO:
        return figuras
    registro = acuerdos.registro_de(figuras.mesa)
    if not registro:
        return figuras
    if registro > len(figuras.registros):
        raise AcuerdoOcioso(f"{figuras.mesa}, registro {registro}")
    elegido = figuras.registros[registro - 1]
    if not (elegido.testigos or elegido.papel):
        # Nothing of a mesa in conflicto is decrypted, and this record counted nothing by hand.
        raise AcuerdoOcioso(f"{figuras.mesa}: el registro {registro} no trae votos contados")
    return replace(elegido, situacion=Cotejo.CONFLICTO, descifrado=None, tardias=figuras.tardias)


def _computar_mesas(
    mesas: Sequence[FigurasDeMesa], opciones: int, acuerdos: Acuerdos
) -> tuple[MesaComputada, ...]:
    """Put the counts of every mesa side by side; of an annulled one they add nothing."""
    con_cuentas = {f.mesa for f in mesas if f.situacion is not Cotejo.NO_INSTALADA}
    anuladas = acuerdos.mesas_anuladas(con_cuentas)
    return tuple(_computar_mesa(f, opciones, acuerdos, anulada=f.mesa in anuladas) for f in mesas)


def _computar_mesa(
    figuras: FigurasDeMesa, opciones: int, acuerdos: Acuerdos, *, anulada: bool
) -> MesaComputada:
    """Put the counts of a mesa side by side, and say which one counts."""
    for votos in (figuras.testigos, figuras.papel):
        exigir_mismas((0,) * opciones, votos, figuras.mesa)
    contados = figuras.testigos if figuras.recuento is None else figuras.recuento.testigos
    cotejo = figuras.situacion or cotejar(contados, figuras.descifrado or ())
    if cotejo is Cotejo.SIN_DESCIFRAR and not contados:
        raise SegundoConteoAusente(figuras.mesa)
    return MesaComputada(
        mesa=figuras.mesa,
        testigos=figuras.testigos,
        papel=figuras.papel,
        descifrado=figuras.descifrado or (),
        cotejo=cotejo,
        causales=figuras.causales,
        recuento=figuras.recuento,
        prevalece=acuerdos.prevalece(
            (figuras.mesa,), cotejo, recontadas=figuras.recuento is not None
        ),
        registro=acuerdos.registro_de(figuras.mesa) if cotejo is Cotejo.CONFLICTO else None,
        tardias=figuras.tardias or None,
        unidas=figuras.unidas or None,
        anulada=anulada or None,
    )


def _computar_conjuntos(
    mesas: tuple[MesaComputada, ...],
    conjuntos: Mapping[tuple[str, ...], tuple[int, ...]],
    acuerdos: Acuerdos,
) -> tuple[Conjunto, ...]:
    por_clave = {mesa.mesa: mesa for mesa in mesas}
    pendientes = {mesa.mesa for mesa in mesas if mesa.cotejo is Cotejo.EN_CONJUNTO}
    hechos = []
    for claves, descifrado in sorted(conjuntos.items(), key=lambda par: orden_de_mesa(par[0][0])):
        if not pendientes.issuperset(claves):
            raise ClaveAusente(", ".join(sorted(set(claves) - pendientes)))
        pendientes.difference_update(claves)
        suyas = [por_clave[clave] for clave in claves]
        cuentas = [mesa.contados for mesa in suyas]
        testigos = tuple(map(sum, zip(*cuentas, strict=True)))
        cotejo = cotejar(testigos, descifrado)
        recontadas = all(mesa.recuento is not None for mesa in suyas)
        hechos.append(
            Conjunto(
                mesas=claves,
                testigos=testigos,
                descifrado=descifrado,
                cotejo=cotejo,
                prevalece=acuerdos.prevalece(claves, cotejo, recontadas=recontadas),
            )
        )
    if pendientes:
        raise SegundoConteoAusente(", ".join(sorted(pendientes, key=orden_de_mesa)))
    return tuple(hechos)
