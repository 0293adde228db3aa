"""The roll, the rows that the import must reject, and the officials of the invented town."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from eleccion.dominio.lista_nominal import Consulta
from eleccion.dominio.padron import Elector, MotivoRechazo
from eleccion.dominio.territorio import Demarcacion, MesaReceptora
from eleccion.simulacion.nombres import CALLES
from eleccion.simulacion.personas import Censo, Vecina
from eleccion.simulacion.terreno import Solar

SECCION_AJENA = 9001
"""Of another municipality: no demarcación of the town has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechazable:
    """A row of the roll's file that must be rejected, and why.

    Attributes:
        elector: As written.
        vigente: What its column of status says.
        motivo: The reason the report must give.
    """

    elector: Elector
    vigente: bool
    motivo: MotivoRechazo


@dataclass(frozen=True, slots=True, kw_only=True)
class Designada:
    """An official of the town, as written in funcionarios.csv."""

    mesa: MesaReceptora
    cargo: str
    suplente: bool
    vecina: Vecina


def avecindar(
    azar: random.Random,
    censo: Censo,
    demarcaciones: Sequence[Demarcacion],
    solares: Sequence[Solar],
    jornada: date,
) -> dict[str, tuple[Elector, ...]]:
    """Put on the roll as many people as each mesa has.

    Returns:
        Per mesa ``D001-M1``, its people in the order of the file; a mesa without roll is absent.
    """
    listas = {}
    for demarcacion, solar in zip(demarcaciones, solares, strict=True):
        for mesa, cantidad in zip(demarcacion.mesas, solar.electores, strict=True):
            secciones = demarcacion.secciones_de(mesa)
            if cantidad:
                listas[mesa.id] = tuple(
                    empadronar(azar, censo.nacer(), mesa, azar.choice(secciones), jornada)
                    for _ in range(cantidad)
                )
    return listas


def empadronar(
    azar: random.Random, vecina: Vecina, mesa: MesaReceptora, seccion: int, jornada: date
) -> Elector:
    """Write a person of the town on the roll, with a card that is valid on election day."""
    return Elector(
        clave_elector=vecina.clave_elector,
        # Some rolls bring no CURP for a few people.
        curp="" if azar.random() < 0.02 else vecina.curp,
        apellido_paterno=vecina.paterno,
        apellido_materno=vecina.materno,
        nombre=vecina.nombre,
        sexo=vecina.sexo,
        nacimiento=vecina.nacimiento,
        seccion=seccion,
        localidad=f"Calle {azar.choice(CALLES)} {azar.randint(1, 400)}",
        manzana=f"{azar.randint(1, 60):04d}",
        demarcacion=mesa.demarcacion,
        mesa=mesa.clave,
        emision=f"{azar.randint(0, 5):02d}",
        vigencia=jornada.year + azar.randint(0, 9),
    )


def manchar(
    azar: random.Random,
    censo: Censo,
    listas: dict[str, tuple[Elector, ...]],
    demarcaciones: Sequence[Demarcacion],
    jornada: date,
) -> tuple[Rechazable, ...]:
    """Make the rows that the import must reject, one of each kind.

    Those of a person in two mesas are new people, so that nobody of the roll loses a place.
    """
    if not listas:
        return ()
    mesas = {mesa.id: mesa for demarcacion in demarcaciones for mesa in demarcacion.mesas}
    nombres = sorted(listas)
    mesa = mesas[azar.choice(nombres)]
    seccion = listas[mesa.id][0].seccion

    def nacer(nacimiento: date | None = None) -> Elector:
        vecina = censo.nacer(None, nacimiento)
        return replace(empadronar(azar, vecina, mesa, seccion, jornada), curp=vecina.curp)

    def uno(motivo: MotivoRechazo, elector: Elector, vigente: bool = True) -> Rechazable:
        return Rechazable(elector=elector, vigente=vigente, motivo=motivo)

    curp_mala = nacer()
    digito = (int(curp_mala.curp[-1]) + 1) % 10
    filas = [
        uno(MotivoRechazo.REPETIDA, azar.choice(listas[azar.choice(nombres)])),
        uno(MotivoRechazo.MENOR_DE_EDAD, nacer(date(jornada.year - 17, 1, 1))),
        uno(MotivoRechazo.NO_VIGENTE, replace(nacer(), vigencia=jornada.year - 1)),
        uno(MotivoRechazo.ESTATUS, nacer(), vigente=False),
        uno(MotivoRechazo.SECCION, replace(nacer(), seccion=SECCION_AJENA)),
        uno(MotivoRechazo.DEMARCACION, replace(nacer(), demarcacion="D999")),
        uno(MotivoRechazo.CURP_INVALIDA, replace(curp_mala, curp=f"{curp_mala.curp[:-1]}{digito}")),
    ]
    otra = next((mesas[nombre] for nombre in nombres if nombre != mesa.id), None)
    if otra is not None:
        doble = nacer()
        alla = listas[otra.id][0].seccion
        segunda = replace(doble, demarcacion=otra.demarcacion, mesa=otra.clave, seccion=alla)
        filas += [uno(MotivoRechazo.EN_DOS_MESAS, e) for e in (doble, segunda)]
    return tuple(filas)


def designar(
    censo: Censo, demarcaciones: Sequence[Demarcacion], cargos: Sequence[str], suplentes: int
) -> tuple[Designada, ...]:
    """Designate the officials of every mesa: one per cargo and the suplentes."""
    return tuple(
        Designada(mesa=mesa, cargo=cargo, suplente=suplente, vecina=censo.nacer())
        for demarcacion in demarcaciones
        for mesa in demarcacion.mesas
        for cargo, suplente in (
            *((cargo, False) for cargo in cargos),
            *(("suplente", True) for _ in range(suplentes)),
        )
    )


def visitar(
    azar: random.Random,
    censo: Censo,
    mesa: MesaReceptora,
    listas: dict[str, tuple[Elector, ...]],
    jornada: date,
) -> Iterator[tuple[Consulta, str]]:
    """Bring people who do not belong to a mesa, each with the answer that it must give."""
    ajenas = [nombre for nombre in listas if not nombre.startswith(f"{mesa.demarcacion}-")]
    if ajenas and azar.random() < 0.6:
        vecina = azar.choice(listas[azar.choice(ajenas)])
        yield (
            Consulta(
                clave10=vecina.clave_elector[:10], seccion=vecina.seccion, vigencia=vecina.vigencia
            ),
            "otra_mesa",
        )
    if azar.random() < 0.4:
        forastera = censo.nacer()
        yield (
            Consulta(
                curp=forastera.curp,
                seccion=SECCION_AJENA,
                vigencia=jornada.year + azar.randint(0, 9),
            ),
            "no_aparece",
        )
