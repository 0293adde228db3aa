"""The generated town: demarcaciones, people, slates, officials, and what each one will do.

The seed fixes people and choices and nothing else. Everything the election needs to know goes
through the four CSV files; only the script of the day stays here, to play it and to compare what
was cast with what was counted.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar, cast

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron, ReglaPlanillaUnica, Reglas
from auditoria.reglas.padron import lleva_lista
from eleccion.dominio.padron import Elector
from eleccion.dominio.planilla import Planilla
from eleccion.dominio.territorio import Demarcacion
from eleccion.errores import EntradaIlegible
from eleccion.simulacion.azar_fijo import azar_de
from eleccion.simulacion.caminos import TRAS_EL_CIERRE, Camino, repartir_caminos
from eleccion.simulacion.casos_especiales import CasoEspecial, listar_casos
from eleccion.simulacion.dudosas import dudar, repetir
from eleccion.simulacion.guion import (
    Espera,
    GuionDeMesa,
    PlanDeMesa,
    Representacion,
    escribir_guion,
)
from eleccion.simulacion.litigios import Litigio, repartir_litigios
from eleccion.simulacion.papel import repartir_modalidades
from eleccion.simulacion.permitidos import Permitidos
from eleccion.simulacion.personas import Censo
from eleccion.simulacion.planillas_inventadas import PlanillaInventada
from eleccion.simulacion.reparto import empatar, separar, votar
from eleccion.simulacion.solicitudes import inventar_planillas
from eleccion.simulacion.terreno import MAX_DEMARCACIONES, Papel, Solar, levantar, trazar
from eleccion.simulacion.tropiezos import POCAS, Tropiezo, repartir_tropiezos
from eleccion.simulacion.vecindario import (
    SOLO_CON_NOMBRE,
    Designada,
    Rechazable,
    avecindar,
    designar,
    manchar,
    mudar_de_manzana,
    repartir_manzanas,
    visitar,
)

MAX_VOTANTES = 400_000
UNO_DE_CADA = 250
"""One person in so many leaves with the pase; never more than one in twenty."""


class PobladoImposible(EntradaIlegible):
    """No town has these figures."""

    explicacion: ClassVar[str] = "No se puede generar un poblado con esas cifras"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poblado:
    """A whole invented town.

    Attributes:
        semilla: What it came from.
        jornada: Election day.
        demarcaciones: Catalogue.
        planillas: By demarcación and number of registration.
        padron: Everybody admitted to the roll, in the order of the file; 1.25 times the people
            who receive a pase. Where people register at the mesa they are on no roll.
        rechazables: Rows of the file that the import must reject.
        designadas: Officials of every mesa, titulares first.
        planes: Per mesa with something to vote on, what its day adds up to.
        casos: Special cases it contains.
        tropiezos: Per mesa where something goes wrong on the way to the cómputo, what.
        caminos: Per mesa where something happens to the machine in the middle of the day, what.
        litigios: Per demarcación whose contest is not decided by its votes alone, by what.
        repiten: Where there is no list: per mesa, another one at which somebody of it registers
            and votes too, with a false card.
    """

    semilla: str
    jornada: date
    demarcaciones: tuple[Demarcacion, ...]
    planillas: tuple[PlanillaInventada, ...]
    padron: tuple[Elector, ...] = field(repr=False)
    rechazables: tuple[Rechazable, ...] = field(repr=False)
    designadas: tuple[Designada, ...] = field(repr=False)
    planes: Mapping[str, PlanDeMesa] = field(repr=False)
    casos: tuple[CasoEspecial, ...]
    tropiezos: Mapping[str, Tropiezo] = field(default_factory=dict)
    caminos: Mapping[str, Camino] = field(default_factory=dict)
    litigios: Mapping[str, Litigio] = field(default_factory=dict)
    repiten: Mapping[str, str] = field(default_factory=dict)

    def guion(self, mesa: str) -> GuionDeMesa:
        """Write the day of a mesa; the same every time.

        Raises:
            KeyError: No such mesa votes in this town.
        """
        otra = self.repiten.get(mesa)
        guion = self._escribir(mesa)
        if otra is not None:
            guion = repetir(guion, self._escribir(otra))
        return dudar(guion) if self.caminos.get(mesa) is Camino.DECIDE_LA_MESA else guion

    def de(self, camino: Camino) -> tuple[str, ...]:
        """Mesas that take a road, by key."""
        return tuple(sorted(mesa for mesa, suyo in self.caminos.items() if suyo is camino))

    def _escribir(self, mesa: str) -> GuionDeMesa:
        azar = azar_de(self.semilla, "jornada", mesa)
        return escribir_guion(self.planes[mesa], azar, self.jornada.year - 1)

    @property
    def subsanaciones(self) -> tuple[tuple[str, Planilla], ...]:
        """Give, per key of planilla, the slate that it files to cure."""
        return tuple((p.clave, p.subsanada) for p in self.planillas if p.subsanada is not None)

    @property
    def votos(self) -> dict[str, dict[str, int]]:
        """Give what will be cast: per mesa, votes per option, every option present."""
        return {mesa: dict(plan.votos) for mesa, plan in self.planes.items()}


def poblar(
    *, demarcaciones: int, votantes: int, semilla: str, reglas: Reglas, jornada: date
) -> Poblado:
    """Make a town.

    Args:
        demarcaciones: How many, 1 to ``MAX_DEMARCACIONES``. With 5 or more, one has no planilla.
        votantes: People who receive a pase, exactly; 0 to ``MAX_VOTANTES``.
        semilla: Any text.
        reglas: Rules of the convocatoria: cargos of the slates and of the mesas.
        jornada: Election day.

    Raises:
        PobladoImposible: Figures out of limits.
    """
    if not 1 <= demarcaciones <= MAX_DEMARCACIONES:
        raise PobladoImposible(f"las demarcaciones van de 1 a {MAX_DEMARCACIONES}")
    if not 0 <= votantes <= MAX_VOTANTES:
        raise PobladoImposible(f"los votantes van de 0 a {MAX_VOTANTES:,}")
    azar = azar_de(semilla, "poblado")
    censo = Censo(azar_de(semilla, "personas"), jornada)
    unica_se_vota = reglas.planilla_unica.valor is ReglaPlanillaUnica.VOTADA
    minimo = reglas.minimo_por_mesa.valor
    registra = not lleva_lista(reglas)
    solares = trazar(
        azar,
        demarcaciones,
        votantes,
        unica_se_vota=unica_se_vota,
        minimo=minimo,
        hay_lista=not registra,
    )
    catalogo = repartir_modalidades(
        azar_de(semilla, "modalidades"),
        levantar(azar, solares, reglas.modalidad.valor.value),
        solares,
        reglas.modalidad.valor,
    )
    if registra:
        catalogo = repartir_manzanas(catalogo)
    planillas = inventar_planillas(azar, censo, catalogo, solares, reglas=reglas, jornada=jornada)
    listas = avecindar(azar, censo, catalogo, solares, jornada)
    if registra:
        listas = mudar_de_manzana(azar_de(semilla, "manzanas"), listas, catalogo)
    mesa = reglas.mesa.valor
    designadas = designar(censo, catalogo, [cargo.clave for cargo in mesa.cargos], mesa.suplentes)
    rechazables = manchar(azar, censo, listas, catalogo, jornada)
    if reglas.padron.valor.modo is ModoPadron.OCR:
        rechazables = tuple(r for r in rechazables if r.motivo not in SOLO_CON_NOMBRE)
    planes = {
        plan.mesa: plan
        for plan in _planear(azar, censo, catalogo, solares, planillas, listas, reglas, jornada)
    }
    tropiezos, caminos, litigios = _trastornar(semilla, solares, planes, catalogo, reglas)
    return Poblado(
        semilla=semilla,
        jornada=jornada,
        demarcaciones=catalogo,
        planillas=planillas,
        padron=tuple(elector for lista in listas.values() for elector in lista),
        rechazables=rechazables,
        designadas=designadas,
        planes=planes,
        casos=listar_casos(catalogo, planillas, planes),
        tropiezos=tropiezos,
        caminos=caminos,
        litigios=litigios,
        repiten=_repetir(planes, tropiezos) if registra and demarcaciones >= POCAS else {},
    )


def _trastornar(
    semilla: str,
    solares: Sequence[Solar],
    planes: dict[str, PlanDeMesa],
    catalogo: Sequence[Demarcacion],
    reglas: Reglas,
) -> tuple[dict[str, Tropiezo], dict[str, Camino], dict[str, Litigio]]:
    """Say where something goes wrong, which road each mesa takes, and what is litigated."""
    comunes, permitidos = _comunes(planes, catalogo, reglas.modalidad.valor), Permitidos(reglas)
    tropiezos = repartir_tropiezos(
        azar_de(semilla, "tropiezos"), solares, comunes, permitidos.de(Tropiezo)
    )
    caminos = repartir_caminos(
        azar_de(semilla, "caminos"),
        comunes,
        {*tropiezos, *(plan.mesa for plan in planes.values() if plan.todos)},
        demarcaciones=len(catalogo),
        caminos=permitidos.de(Camino),
    )
    litigios = repartir_litigios(
        azar_de(semilla, "litigios"),
        planes,
        {*tropiezos, *(mesa for mesa, camino in caminos.items() if camino in TRAS_EL_CIERRE)},
        demarcaciones=len(catalogo),
    )
    return tropiezos, caminos, litigios


def _repetir(planes: Mapping[str, PlanDeMesa], tropiezos: Mapping[str, Tropiezo]) -> dict[str, str]:
    """Let somebody register at two ordinary mesas, once in a town."""
    posibles = [m for m, p in planes.items() if sum(p.votos.values()) and m not in tropiezos]
    return {posibles[1]: posibles[0]} if len(posibles) > 1 else {}


def _comunes(
    planes: dict[str, PlanDeMesa], catalogo: Sequence[Demarcacion], modalidad: Modalidad
) -> dict[str, PlanDeMesa]:
    """Plans of the mesas where people vote as the convocatoria says for all."""
    de_mesa = {m.id: m.modalidad for demarcacion in catalogo for m in demarcacion.mesas}
    return {mesa: plan for mesa, plan in planes.items() if de_mesa[mesa] == modalidad}


def _planear(
    azar: random.Random,
    censo: Censo,
    catalogo: Sequence[Demarcacion],
    solares: Sequence[Solar],
    planillas: Sequence[PlanillaInventada],
    listas: dict[str, tuple[Elector, ...]],
    reglas: Reglas,
    jornada: date,
) -> Iterator[PlanDeMesa]:
    """Decide the figures of each mesa's day."""
    retiros = _retiros(azar, solares)
    unica_se_vota = reglas.planilla_unica.valor is ReglaPlanillaUnica.VOTADA
    en_fila = 3 if "fila" in reglas.mesa.valor.sustitucion else 0
    titulares = tuple(f"f{n + 1}" for n in range(len(reglas.mesa.valor.cargos)))
    suplentes = tuple(f"f{len(titulares) + n + 1}" for n in range(reglas.mesa.valor.suplentes))
    for demarcacion, solar in zip(catalogo, solares, strict=True):
        suyas = [
            p for p in planillas if p.procede and p.presentada.demarcacion == demarcacion.clave
        ]
        if len(suyas) < 2 and (not suyas or not unica_se_vota):
            continue
        votan = [
            reciben - retiros.get(mesa, 0)
            for mesa, reciben in zip(solar.mesas, solar.reciben, strict=True)
        ]
        elegir = empatar if solar.papel is Papel.EMPATE and sum(votan) > 1 else votar
        cuenta = elegir(azar, [p.clave for p in suyas], sum(votan))
        for mesa, votos in zip(demarcacion.mesas, separar(azar, cuenta, votan), strict=True):
            yield PlanDeMesa(
                mesa=mesa.id,
                lista=listas.get(mesa.id, ()),
                votos=votos,
                se_retiran=retiros.get(mesa.id, 0),
                funcionarios=(titulares, suplentes),
                reserva_de_fila=tuple(censo.nacer().nombre_completo for _ in range(en_fila)),
                representantes=tuple(_representar(azar, suyas)),
                pases=min(mesa.pases or len(listas.get(mesa.id, ())), len(listas.get(mesa.id, ()))),
                visitantes=tuple(
                    (muestra, cast(Espera, espera))
                    for muestra, espera in visitar(
                        azar, censo, mesa, listas, jornada, reglas.padron.valor.modo
                    )
                ),
                danados=int(azar.random() < 1 / 6),
                cancelados=int(azar.random() < 1 / 5),
                modo=reglas.padron.valor.modo,
                todos=solar.papel is Papel.TODOS,
            )


def _retiros(azar: random.Random, solares: Sequence[Solar]) -> dict[str, int]:
    """Choose the mesas where somebody leaves with the pase: one person in each."""
    votantes = sum(sum(solar.reciben) for solar in solares)
    posibles = [
        mesa
        for solar in solares
        if solar.papel is Papel.ORDINARIA
        for mesa, reciben in zip(solar.mesas, solar.reciben, strict=True)
        if reciben >= 5
    ]
    cuantos = min(votantes // 20, max(1, votantes // UNO_DE_CADA), len(posibles))
    return dict.fromkeys(azar.sample(posibles, cuantos), 1)


def _representar(
    azar: random.Random, planillas: Sequence[PlanillaInventada]
) -> Iterator[Representacion]:
    """Send most representatives; a few sign under protest or do not sign."""
    for planilla in planillas:
        definitiva = planilla.subsanada or planilla.presentada
        if not definitiva.representantes or azar.random() < 0.15:
            continue
        representante = azar.choice(definitiva.representantes)
        base = Representacion(
            planilla=planilla.clave,
            nombre=representante.nombre,
            calidad=representante.calidad,
            estado="firmo",
            motivo="",
        )
        suerte = azar.random()
        if suerte < 0.04:
            motivo = "La fila se detuvo unos minutos."
            yield replace(base, estado="bajo_protesta", motivo=motivo)
        elif suerte < 0.06:
            yield replace(base, estado="no_firmo", motivo="Se retiró antes de la firma.")
        else:
            yield base
