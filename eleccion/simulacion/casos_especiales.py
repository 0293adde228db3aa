"""What is worth looking at in a town, found in what was made and not in what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from eleccion.dominio.territorio import Demarcacion
from eleccion.simulacion.guion import GuionDeMesa, PlanDeMesa
from eleccion.simulacion.planillas_inventadas import PlanillaInventada
from eleccion.simulacion.reparto import NULO

CON_REVOCACION: Final = 6
"""Demarcaciones from which the seal of a town is taken back once: a small one has no time."""

CAUSA: Final = "Quienes sellaron quedaron cada cual con el cargo de la otra persona."
"""Why, in the log of a town."""


def se_revoca_el_sello(demarcaciones: int) -> bool:
    """Whether a town of that many seals twice."""
    return demarcaciones >= CON_REVOCACION


CON_RESELLO: Final = 40
"""Demarcaciones from which the ballot of one is sealed again by resolution."""


def se_resella(demarcaciones: int) -> bool:
    """Whether in a town of that many a resolution changes what was sealed."""
    return demarcaciones >= CON_RESELLO


@dataclass(frozen=True, slots=True, kw_only=True)
class CasoEspecial:
    """Something of the town for its summary.

    Attributes:
        clave: Kind: ``sin_planillas``, ``planilla_unica``, ``cero_votos``, ``empate``,
            ``varias_mesas``, ``seccion_compartida``, ``diferencia``, ``planilla_subsanada``,
            ``planilla_improcedente``.
        lugar: Key of the demarcación, mesa or planilla.
        texto: What happens, in Spanish.
    """

    clave: str
    lugar: str
    texto: str


def listar_casos(
    demarcaciones: Sequence[Demarcacion],
    planillas: Sequence[PlanillaInventada],
    planes: Mapping[str, PlanDeMesa],
) -> tuple[CasoEspecial, ...]:
    """List the special cases of a town, by place."""
    casos = [
        *_de_planillas(planillas),
        *_de_demarcaciones(demarcaciones, planillas, planes),
        *_de_mesas(planes),
    ]
    return tuple(sorted(casos, key=lambda caso: (caso.lugar, caso.clave)))


def casos_del_dia(guion: GuionDeMesa) -> tuple[str, ...]:
    """Name what happens in the script of one day, for the summary; each once, in order."""
    hay = {
        "apertura_tardia": guion.retraso > 0,
        "cierre_con_fila": guion.en_fila > 0,
        "firma_bajo_protesta": any(r.estado == "bajo_protesta" for r in guion.representaciones),
        "sin_firma": any(r.estado == "no_firmo" for r in guion.representaciones),
        "incidente": bool(guion.percances),
        "constancia_de_no_inclusion": bool(guion.negativas),
        "cierre_anticipado": guion.anticipado,
        "escrito_recibido": any(r.estado == "bajo_protesta" for r in guion.representaciones),
    }
    return tuple(caso for caso, sucede in sorted(hay.items()) if sucede)


def _de_planillas(planillas: Sequence[PlanillaInventada]) -> Iterator[CasoEspecial]:
    for planilla in planillas:
        causas = ", ".join(sorted(planilla.causas)).replace("_", " ")
        if not planilla.procede:
            yield CasoEspecial(
                clave="planilla_improcedente",
                lugar=planilla.clave,
                texto=f"se le previene ({causas}), no subsana y no procede",
            )
        elif planilla.subsanada is not None:
            yield CasoEspecial(
                clave="planilla_subsanada",
                lugar=planilla.clave,
                texto=f"se le previene ({causas}) y subsana a tiempo",
            )
        elif planilla.causas:
            yield CasoEspecial(
                clave="planilla_subsanada",
                lugar=planilla.clave,
                texto=f"se le previene ({causas}) y la otra planilla lo corrige",
            )


def _de_demarcaciones(
    demarcaciones: Sequence[Demarcacion],
    planillas: Sequence[PlanillaInventada],
    planes: Mapping[str, PlanDeMesa],
) -> Iterator[CasoEspecial]:
    vistas: dict[int, str] = {}
    con_planilla = {p.presentada.demarcacion for p in planillas if p.procede}
    for demarcacion in demarcaciones:
        clave = demarcacion.clave
        for seccion in demarcacion.secciones:
            if seccion in vistas:
                texto = f"la sección {seccion} está también en {vistas[seccion]}"
                yield CasoEspecial(clave="seccion_compartida", lugar=clave, texto=texto)
            vistas[seccion] = clave
        if len(demarcacion.mesas) > 1:
            texto = f"tiene {len(demarcacion.mesas)} mesas"
            yield CasoEspecial(clave="varias_mesas", lugar=clave, texto=texto)
        cuentas = [planes[mesa.id].votos for mesa in demarcacion.mesas if mesa.id in planes]
        if clave not in con_planilla:
            texto = "nadie registró planilla"
            yield CasoEspecial(clave="sin_planillas", lugar=clave, texto=texto)
            continue
        if not cuentas:
            texto = "hay una sola planilla y se declara sin votación"
            yield CasoEspecial(clave="planilla_unica", lugar=clave, texto=texto)
            continue
        yield from _de_resultado(clave, cuentas)


def _de_resultado(clave: str, cuentas: Sequence[Mapping[str, int]]) -> Iterator[CasoEspecial]:
    votos: Counter[str] = Counter()
    for cuenta in cuentas:
        votos.update(cuenta)
    planillas = [opcion for opcion in votos if opcion != NULO]
    if len(planillas) == 1:
        yield CasoEspecial(clave="planilla_unica", lugar=clave, texto="hay una sola planilla")
    mejor = max(votos[planilla] for planilla in planillas)
    primeras = [planilla for planilla in planillas if votos[planilla] == mejor]
    if not sum(votos.values()):
        yield CasoEspecial(clave="cero_votos", lugar=clave, texto="nadie llega a votar")
    elif len(primeras) > 1 and mejor:
        texto = f"empatan {' y '.join(primeras)} con {mejor} votos"
        yield CasoEspecial(clave="empate", lugar=clave, texto=texto)


def _de_mesas(planes: Mapping[str, PlanDeMesa]) -> Iterator[CasoEspecial]:
    for plan in planes.values():
        if plan.se_retiran:
            texto = "una persona se retira con el pase sin votar"
            yield CasoEspecial(clave="diferencia", lugar=plan.mesa, texto=texto)
