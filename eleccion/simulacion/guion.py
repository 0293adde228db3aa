"""The day of one mesa: who comes, in what order, what each one does, and what goes wrong."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from auditoria.formatos.reglas import ModoPadron
from eleccion.dominio.lista_nominal import Consulta
from eleccion.dominio.padron import Elector
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.simulacion.nombres import CAUSAS_DE_RETRASO, INCIDENTES
from eleccion.simulacion.personas import numeros_de_credencial

Espera: TypeAlias = Literal[
    "en_lista", "ya_marcada", "otra_mesa", "no_aparece", "credencial_no_valida", "decide_la_mesa"
]
Mostrado: TypeAlias = Consulta | CredencialExhibida
Conducta: TypeAlias = Literal["vota", "se_retira_con_pase", "no_recibe_pase"]

MINUTOS = 600
"""From opening to closing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Llegada:
    """Somebody comes to the table.

    Attributes:
        minuto: Since the opening, 0 to ``MINUTOS``.
        muestra: What the official types from the card.
        espera: Key of the answer the mesa must give.
        conducta: What the person does then.
        opcion: Key of the planilla, or ``nulo``; empty when no vote is cast.
        testigo_cancelado: The paper does not say what the person chose: nothing is stored, the
            paper goes to its envelope, and the person chooses again.
        pase_danado: The first slip cannot be read: it is cancelled and another one is drawn.
        comprueba: The person opens the first ballot to check the machine, and votes with another
            pase.
    """

    minuto: int
    muestra: Mostrado
    espera: Espera
    conducta: Conducta
    opcion: str = ""
    testigo_cancelado: bool = False
    pase_danado: bool = False
    comprueba: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Prueba:
    """A prueba pública: the machine is checked before everybody.

    Attributes:
        minuto: Since the opening.
        solicitante: Who asks for it.
    """

    minuto: int
    solicitante: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Percance:
    """Something the secretaría writes down."""

    minuto: int
    momento: Literal["instalacion", "votacion", "cierre", "escrutinio"]
    descripcion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Representacion:
    """A planilla's representative at this mesa, and how they sign.

    Attributes:
        planilla: Key, ``D001-P1``.
        estado: State of the signature on the acta.
        motivo: Reason, when the state needs one.
    """

    planilla: str
    nombre: str
    calidad: Literal["propietaria", "suplente"]
    estado: Literal["firmo", "bajo_protesta", "no_firmo", "ausente"]
    motivo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuionDeMesa:
    """The whole day of one mesa.

    Attributes:
        mesa: ``D001-M1``.
        presentes: Keys of the designated officials who come.
        fila: Names of people of the queue ready to serve.
        retraso: Minutes after the official hour at which voting opens.
        causa_retraso: Why; empty when it opens on time.
        representaciones: Who is there, one per planilla at most.
        llegadas: By minute.
        percances: By minute.
        en_fila: How many of the last arrivals were waiting at closing time.
        pruebas: By minute.
        anticipado: Whether it closes with the last of its list, before the hour.
    """

    mesa: str
    presentes: tuple[str, ...]
    fila: tuple[str, ...]
    retraso: int
    causa_retraso: str
    representaciones: tuple[Representacion, ...]
    llegadas: tuple[Llegada, ...]
    percances: tuple[Percance, ...]
    en_fila: int
    pruebas: tuple[Prueba, ...]
    anticipado: bool = False

    @property
    def votos(self) -> dict[str, int]:
        """Count the votes cast per option; options that nobody chose are absent."""
        return dict(Counter(ll.opcion for ll in self.llegadas if ll.conducta == "vota"))

    @property
    def recibieron_pase(self) -> int:
        """Count the people who received a pase, spoiled ones replaced not counted twice."""
        return sum(llegada.conducta != "no_recibe_pase" for llegada in self.llegadas)

    @property
    def negativas(self) -> dict[str, int]:
        """Count the people turned away per key of the answer."""
        rechazadas = (ll for ll in self.llegadas if ll.conducta == "no_recibe_pase")
        return dict(Counter(llegada.espera for llegada in rechazadas))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDeMesa:
    """What the town decided for a mesa; from it the script follows.

    Attributes:
        mesa: ``D001-M1``.
        lista: Its people.
        votos: Votes cast per option, every option of the ballot present, ``nulo`` last.
        se_retiran: People who leave with the pase without voting.
        funcionarios: Keys of titulares and of suplentes.
        reserva_de_fila: Names of people who could serve from the queue.
        representantes: Per planilla on the ballot, its representative here.
        pases: Slips for the day: no more are spoiled or opened than those who vote leave over.
        visitantes: Cards of people of other mesas, with the answer they get.
        danados: Slips that cannot be read.
        cancelados: Testigos that voters reject.
        modo: Kind of roll, which says what is typed of a card.
        todos: Whether everybody on its list votes, and the mesa closes with the last of them.
    """

    mesa: str
    lista: tuple[Elector, ...]
    votos: dict[str, int]
    se_retiran: int
    funcionarios: tuple[tuple[str, ...], tuple[str, ...]]
    reserva_de_fila: tuple[str, ...]
    representantes: tuple[Representacion, ...]
    pases: int
    visitantes: tuple[tuple[Mostrado, Espera], ...]
    danados: int
    cancelados: int
    modo: ModoPadron = ModoPadron.LISTA_NOMINAL
    todos: bool = False


def escribir_guion(plan: PlanDeMesa, azar: random.Random, vigencia_pasada: int) -> GuionDeMesa:
    """Write the day of a mesa from its plan.

    Args:
        plan: Figures the day must add up to.
        azar: Chance of this mesa's day.
        vigencia_pasada: Year of a card that expired before the election.
    """
    eligen = [opcion for opcion, cantidad in plan.votos.items() for _ in range(cantidad)]
    eligen += [""] * plan.se_retiran
    azar.shuffle(eligen)
    reciben = len(eligen)
    vecinos = azar.sample(plan.lista, len(plan.lista))
    con_pase, ausentes = vecinos[:reciben], vecinos[reciben:]
    minutos = sorted(_minuto(azar) for _ in con_pase)
    llegadas = [
        _llega(azar, minuto, elector, opcion, plan.modo)
        for minuto, elector, opcion in zip(minutos, con_pase, eligen, strict=True)
    ]
    votantes = [lugar for lugar, opcion in enumerate(eligen) if opcion]
    libres = max(0, plan.pases - reciben)
    danados = min(plan.danados, len(votantes), libres)
    for lugar in azar.sample(votantes, danados):
        llegadas[lugar] = replace(llegadas[lugar], pase_danado=True)
    for lugar in azar.sample(votantes, min(plan.cancelados, len(votantes))):
        llegadas[lugar] = replace(llegadas[lugar], testigo_cancelado=True)
    llegadas += _rechazar(azar, plan, con_pase, ausentes, minutos, vigencia_pasada)
    llegadas.sort(key=lambda llegada: llegada.minuto)
    titulares, suplentes = plan.funcionarios
    faltan = _faltar(azar, titulares, suplentes, hay_fila=bool(plan.reserva_de_fila))
    retraso = azar.choice((7, 12, 18)) if faltan or azar.random() < 0.05 else 0
    guion = GuionDeMesa(
        mesa=plan.mesa,
        presentes=tuple(c for c in (*titulares, *suplentes) if c not in faltan),
        fila=plan.reserva_de_fila,
        retraso=retraso,
        causa_retraso=azar.choice(CAUSAS_DE_RETRASO) if retraso else "",
        representaciones=plan.representantes,
        llegadas=tuple(llegadas),
        percances=_percances(azar),
        en_fila=azar.randint(1, 4) if reciben > 20 and azar.random() < 0.2 else 0,
        pruebas=(),
    )
    guion = _comprobar(azar, guion, libres - danados)
    return _anticipar(guion) if plan.todos else guion


def _anticipar(guion: GuionDeMesa) -> GuionDeMesa:
    """Let the last of the list come before the hour; whoever would come later finds it closed."""
    llegadas = [replace(ll, minuto=ll.minuto * 5 // 6) for ll in guion.llegadas]
    while llegadas and llegadas[-1].conducta == "no_recibe_pase":
        llegadas.pop()
    ultimo = llegadas[-1].minuto if llegadas else 0
    return replace(
        guion,
        llegadas=tuple(llegadas),
        percances=tuple(p for p in guion.percances if p.minuto <= ultimo),
        en_fila=0,
        anticipado=True,
    )


def _comprobar(azar: random.Random, guion: GuionDeMesa, libres: int) -> GuionDeMesa:
    """At some mesas a voter tests the machine, and at some it is tested before everybody."""
    llegadas = list(guion.llegadas)
    votantes = [lugar for lugar, llegada in enumerate(llegadas) if llegada.conducta == "vota"]
    if votantes and libres and azar.random() < 0.3:
        libres -= 1
        lugar = azar.choice(votantes)
        llegadas[lugar] = replace(llegadas[lugar], comprueba=True)
    pruebas: tuple[Prueba, ...] = ()
    if libres and azar.random() < 0.4:
        quienes = ["Presidencia de la mesa, al abrir", "Hora sorteada por la comisión"]
        quienes += ["Representación de una planilla"] * len(guion.representaciones)
        quien = azar.choice(quienes)
        minuto = 0 if quien is quienes[0] else azar.randrange(30, MINUTOS - 30)
        pruebas = (Prueba(minuto=minuto, solicitante=quien),)
    return replace(guion, llegadas=tuple(llegadas), pruebas=pruebas)


def _minuto(azar: random.Random) -> int:
    """Mornings are busier, and there is a small rush at the end."""
    return min(MINUTOS - 1, int(MINUTOS * azar.betavariate(1.3, 1.8)))


def _llega(
    azar: random.Random, minuto: int, elector: Elector, opcion: str, modo: ModoPadron
) -> Llegada:
    return Llegada(
        minuto=minuto,
        muestra=mostrar(azar, elector, modo),
        espera="en_lista",
        conducta="vota" if opcion else "se_retira_con_pase",
        opcion=opcion,
    )


def mostrar(
    azar: random.Random, elector: Elector, modo: ModoPadron, vigencia: int | None = None
) -> Mostrado:
    """Say what an official types of a person's card under a kind of roll."""
    if modo is ModoPadron.REGISTRO_EN_MESA:
        return CredencialExhibida(
            clave=elector.clave_elector,
            seccion=elector.seccion,
            vigencia=vigencia or elector.vigencia,
            manzana=int(elector.manzana),
        )
    if modo is ModoPadron.OCR:
        numeros = numeros_de_credencial(elector.clave_elector, elector.seccion)
        return Consulta(
            numero=numeros[azar.random() < 0.3],
            seccion=elector.seccion,
            vigencia=vigencia or elector.vigencia,
        )
    return consultar_por(azar, elector, vigencia)


def consultar_por(azar: random.Random, elector: Elector, vigencia: int | None = None) -> Consulta:
    """Look a person up as an official would: mostly the first ten characters of the clave."""
    vigencia = vigencia or elector.vigencia
    suerte = azar.random()
    if suerte < 0.75:
        return Consulta(
            clave10=elector.clave_elector[:10], seccion=elector.seccion, vigencia=vigencia
        )
    if suerte < 0.9 and elector.curp:
        return Consulta(curp=elector.curp, seccion=elector.seccion, vigencia=vigencia)
    partes = (elector.apellido_paterno, elector.apellido_materno, elector.nombre)
    return Consulta(
        nombre=" ".join(parte for parte in partes if parte).upper(),
        nacimiento=elector.nacimiento,
        seccion=elector.seccion,
        vigencia=vigencia,
    )


def _rechazar(
    azar: random.Random,
    plan: PlanDeMesa,
    con_pase: Sequence[Elector],
    ausentes: Sequence[Elector],
    minutos: Sequence[int],
    vigencia_pasada: int,
) -> list[Llegada]:
    """People turned away: about one in fifty, and every visitor of the plan."""
    rechazadas = [
        Llegada(minuto=_minuto(azar), muestra=muestra, espera=espera, conducta="no_recibe_pase")
        for muestra, espera in plan.visitantes
    ]
    vueltas = sum(azar.random() < 0.01 for _ in con_pase)
    for lugar in azar.sample(range(len(con_pase)), vueltas):
        rechazadas.append(
            Llegada(
                minuto=azar.randint(minutos[lugar] + 1, MINUTOS),
                muestra=mostrar(azar, con_pase[lugar], plan.modo),
                espera="ya_marcada",
                conducta="no_recibe_pase",
            )
        )
    vencidas = sum(azar.random() < 0.03 for _ in ausentes)
    for elector in ausentes[:vencidas]:
        rechazadas.append(
            Llegada(
                minuto=_minuto(azar),
                muestra=mostrar(azar, elector, plan.modo, vigencia_pasada),
                espera="credencial_no_valida",
                conducta="no_recibe_pase",
            )
        )
    return rechazadas


def _faltar(
    azar: random.Random,
    titulares: tuple[str, ...],
    suplentes: tuple[str, ...],
    *,
    hay_fila: bool,
) -> frozenset[str]:
    """Sometimes somebody does not come; rarely, so many that the queue has to help."""
    suerte = azar.random()
    if suerte < 0.8 or not (suplentes or hay_fila):
        return frozenset()
    if suerte < 0.96 or not hay_fila:
        return frozenset((azar.choice(titulares),))
    return frozenset((azar.choice(titulares), *suplentes))


def _percances(azar: random.Random) -> tuple[Percance, ...]:
    if azar.random() > 0.15:
        return ()
    return (
        Percance(
            minuto=azar.randrange(30, MINUTOS - 30),
            momento="votacion",
            descripcion=azar.choice(INCIDENTES),
        ),
    )
