"""The invented map: which demarcaciones there are, what happens in each, and their mesas."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eleccion.dominio.territorio import Demarcacion, MesaReceptora
from eleccion.simulacion.nombres import (
    CALLES,
    DELEGACIONES,
    LUGARES_DE_COLONIA,
    PLANTELES,
    TIPOS_DE_COLONIA,
)
from eleccion.simulacion.reparto import repartir

MAX_DEMARCACIONES = len(TIPOS_DE_COLONIA) * len(LUGARES_DE_COLONIA)


CON_TROPIEZOS = 12
"""Demarcaciones from which on a town has a mesa too small to be opened alone, and another that
nobody installs."""


_ORDINARIAS = 5
"""Demarcaciones where nothing else happens, below which nobody calls a whole list."""

_BASTANTES = 5
"""People on a list that is spent, at least."""


class Papel(StrEnum):
    """What a demarcación is in the town for."""

    ORDINARIA = "ordinaria"
    SIN_PLANILLAS = "sin_planillas"
    UNICA = "planilla_unica"
    EMPATE = "empate"
    SIN_VOTOS = "cero_votos"
    TODOS = "cierre_anticipado"


@dataclass(frozen=True, slots=True, kw_only=True)
class Solar:
    """The place of a demarcación in the plan of the town.

    Attributes:
        numero: From 1.
        papel: What it is there for.
        reciben: People who receive a pase, per mesa.
        electores: People on the roll, per mesa.
    """

    numero: int
    papel: Papel
    reciben: tuple[int, ...]
    electores: tuple[int, ...]

    @property
    def clave(self) -> str:
        """``D001``."""
        return f"D{self.numero:03d}"

    @property
    def mesas(self) -> tuple[str, ...]:
        """``D001-M1``, …"""
        return tuple(f"{self.clave}-M{numero + 1}" for numero in range(len(self.reciben)))


def trazar(
    azar: random.Random,
    demarcaciones: int,
    votantes: int,
    *,
    unica_se_vota: bool,
    minimo: int = 1,
    hay_lista: bool = True,
) -> tuple[Solar, ...]:
    """Decide what each demarcación is for and how many people each mesa has.

    With 5 or more demarcaciones one has no planilla, with 8 or more one receives nobody; ties and
    single planillas are about one in twenty each; one in thirty has two mesas. From
    ``CON_TROPIEZOS`` on, one of those has a mesa with fewer people than may be decrypted alone, and
    another one a mesa that nobody installs. Where ordinary ones are left over and there is a list,
    everybody on one of these lists comes.

    Args:
        unica_se_vota: Whether a single planilla is voted on; else it is declared and nobody comes.
        minimo: Ballots below which a mesa is not decrypted alone.
        hay_lista: Whether mesas have a list, which can be spent.

    Returns:
        In order of key. People who receive a pase sum ``votantes``; the roll sums 1.25 times as
        much, rounded up, or more where that would leave a mesa without anybody on its list.
    """
    papeles = _repartir_papeles(azar, demarcaciones)
    ordinarias = [i for i, papel in enumerate(papeles) if papel is Papel.ORDINARIA]
    cuantas = -(-demarcaciones // 30)
    if demarcaciones >= CON_TROPIEZOS:
        cuantas = max(2, cuantas)
    elegidas = azar.sample(ordinarias, min(len(ordinarias), cuantas))
    dobles = set(elegidas) if demarcaciones >= 6 else set()
    lugares = [(i, mesa) for i in range(demarcaciones) for mesa in range(1 + (i in dobles))]
    pesos = [azar.uniform(0.6, 1.4) for _ in lugares]
    sin_mesa = {Papel.SIN_PLANILLAS} | (set() if unica_se_vota else {Papel.UNICA})
    con_lista = [
        0.0 if papeles[i] in sin_mesa else peso for (i, _), peso in zip(lugares, pesos, strict=True)
    ]
    con_votos = [
        0.0 if papeles[i] is Papel.SIN_VOTOS else peso
        for (i, _), peso in zip(lugares, con_lista, strict=True)
    ]
    reciben = repartir(votantes, con_votos)
    ausentes = repartir(-(-votantes // 4), con_lista)
    if demarcaciones >= CON_TROPIEZOS:
        for i, quedan in zip(elegidas, (azar.randrange(1, max(2, minimo)), 0), strict=False):
            _mudar(reciben, [j for j, (otra, _) in enumerate(lugares) if otra == i], quedan)
    _avecindar_una(reciben, ausentes, [j for j, peso in enumerate(con_lista) if peso])
    ordinarias = [i for i in ordinarias if i not in dobles]
    if hay_lista and demarcaciones >= CON_TROPIEZOS and len(ordinarias) >= _ORDINARIAS:
        solas = [(i, j) for j, (i, _) in enumerate(lugares) if i in ordinarias]
        _llamar_a_todos(papeles, solas, reciben, ausentes)
    solares = []
    for i, papel in enumerate(papeles):
        suyos = [j for j, (otra, _) in enumerate(lugares) if otra == i]
        solares.append(
            Solar(
                numero=i + 1,
                papel=papel,
                reciben=tuple(reciben[j] for j in suyos),
                electores=tuple(reciben[j] + ausentes[j] for j in suyos),
            )
        )
    return tuple(solares)


def _mudar(reciben: list[int], mesas: list[int], quedan: int) -> None:
    """Leave few people, or nobody, at the second of two mesas; the others go to the first."""
    primera, segunda = mesas
    sobran = max(0, reciben[segunda] - quedan)
    reciben[segunda] -= sobran
    reciben[primera] += sobran


def _llamar_a_todos(
    papeles: list[Papel],
    mesas: Sequence[tuple[int, int]],
    reciben: Sequence[int],
    ausentes: list[int],
) -> None:
    """Let whoever stayed at home of one mesa, the smallest where enough come, live at the largest.

    Args:
        mesas: Place of the demarcación, and of its only mesa.
    """
    posibles = [(reciben[j], i, j) for i, j in mesas if reciben[j] >= _BASTANTES]
    if len(posibles) > 1:
        _, i, j = min(posibles)
        *_, otra = max(posibles)
        ausentes[otra] += ausentes[j]
        ausentes[j], papeles[i] = 0, Papel.TODOS


def _avecindar_una(reciben: Sequence[int], ausentes: list[int], mesas: Sequence[int]) -> None:
    """Let somebody who stays at home live where nobody does: no list of a mesa is empty."""
    for vacia in mesas:
        if reciben[vacia] + ausentes[vacia]:
            continue
        con_mas = max(mesas, key=lambda j: (reciben[j] + ausentes[j] > 1, ausentes[j]))
        if ausentes[con_mas] and reciben[con_mas] + ausentes[con_mas] > 1:
            ausentes[con_mas] -= 1
        ausentes[vacia] += 1


def _repartir_papeles(azar: random.Random, demarcaciones: int) -> list[Papel]:
    cuantos = {
        Papel.SIN_PLANILLAS: int(demarcaciones >= 5),
        Papel.SIN_VOTOS: int(demarcaciones >= 8),
        Papel.UNICA: -(-demarcaciones // 20) if demarcaciones >= 4 else 0,
        Papel.EMPATE: -(-demarcaciones // 20) if demarcaciones >= 3 else 0,
    }
    especiales = [papel for papel, cuantas in cuantos.items() for _ in range(cuantas)]
    papeles = especiales + [Papel.ORDINARIA] * (demarcaciones - len(especiales))
    azar.shuffle(papeles)
    return papeles


def levantar(
    azar: random.Random, solares: Sequence[Solar], modalidad: str
) -> tuple[Demarcacion, ...]:
    """Name the demarcaciones, number their secciones and place their mesas."""
    nombres = [
        f"{tipo} {lugar}".replace(" de el ", " del ")
        for tipo in TIPOS_DE_COLONIA
        for lugar in LUGARES_DE_COLONIA
    ]
    azar.shuffle(nombres)
    siguiente = 701
    demarcaciones: list[Demarcacion] = []
    for solar, nombre in zip(solares, nombres, strict=False):
        propias = max(len(solar.reciben), azar.choice((1, 1, 2, 3)))
        secciones = list(range(siguiente, siguiente + propias))
        siguiente += propias
        if solar.numero % 9 == 6 and len(solar.reciben) == 1:
            # A sección cut by two demarcaciones: the roll says on which side each person lives.
            secciones.insert(0, demarcaciones[-1].secciones[-1])
        demarcaciones.append(
            Demarcacion(
                clave=solar.clave,
                nombre=nombre,
                delegacion=azar.choice(DELEGACIONES),
                secciones=tuple(secciones),
                comunidad_indigena=solar.numero % 8 == 3,
                mesas=_mesas(azar, solar, secciones, modalidad),
            )
        )
    return tuple(demarcaciones)


def _mesas(
    azar: random.Random, solar: Solar, secciones: Sequence[int], modalidad: str
) -> tuple[MesaReceptora, ...]:
    cuantas = len(solar.reciben)
    return tuple(
        MesaReceptora(
            demarcacion=solar.clave,
            clave=f"M{lugar + 1}",
            lugar=azar.choice(PLANTELES),
            domicilio=f"Calle {azar.choice(CALLES)}, núm. {azar.randint(10, 990)}",
            modalidad=modalidad,
            secciones=tuple(secciones[lugar::cuantas]) if cuantas > 1 else (),
            pases=_pases(solar.reciben[lugar], solar.electores[lugar]),
        )
        for lugar in range(cuantas)
    )


def _pases(reciben: int, electores: int) -> int:
    """Pases the office asks for: a round figure, some more than will be used."""
    return -(-max(reciben + 3, electores * 9 // 10) // 5) * 5
