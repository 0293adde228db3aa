"""The roll, the rows that the import must reject, and the officials of the invented town."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from auditoria.formatos.reglas import ModoPadron
from eleccion.dominio.lista_nominal import Consulta
from eleccion.dominio.padron import Elector, MotivoRechazo
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.dominio.territorio import Demarcacion, Manzana, MesaReceptora, Territorio
from eleccion.simulacion.guion import Mostrado, mostrar
from eleccion.simulacion.nombres import CALLES
from eleccion.simulacion.personas import Censo, Vecina, numeros_de_credencial
from eleccion.simulacion.terreno import Solar

SECCION_AJENA = 9001
"""Of another municipality: no demarcación of the town has it."""


MANZANAS_POR_SECCION = 60

SOLO_CON_NOMBRE = (MotivoRechazo.MENOR_DE_EDAD, MotivoRechazo.CURP_INVALIDA)
"""What a roll of card numbers cannot show."""


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
        manzana=f"{azar.randint(1, MANZANAS_POR_SECCION):04d}",
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
    modo: ModoPadron = ModoPadron.LISTA_NOMINAL,
) -> Iterator[tuple[Mostrado, str]]:
    """Bring people who do not belong to a mesa, each with the answer that it must give."""
    ajenas = [nombre for nombre in listas if not nombre.startswith(f"{mesa.demarcacion}-")]
    if ajenas and azar.random() < 0.6:
        vecina = azar.choice(listas[azar.choice(ajenas)])
        consulta = Consulta(
            clave10=vecina.clave_elector[:10], seccion=vecina.seccion, vigencia=vecina.vigencia
        )
        con_lista = modo is ModoPadron.LISTA_NOMINAL
        yield consulta if con_lista else mostrar(azar, vecina, modo), "otra_mesa"
    if azar.random() < 0.4:
        forastera, vigencia = censo.nacer(), jornada.year + azar.randint(0, 9)
        yield _de_fuera(forastera, vigencia, modo), "no_aparece"


def _de_fuera(forastera: Vecina, vigencia: int, modo: ModoPadron) -> Mostrado:
    """What is typed of the card of somebody of another municipality."""
    if modo is ModoPadron.REGISTRO_EN_MESA:
        clave = forastera.clave_elector
        return CredencialExhibida(clave=clave, seccion=SECCION_AJENA, vigencia=vigencia)
    if modo is ModoPadron.OCR:
        numero, _ = numeros_de_credencial(forastera.clave_elector, SECCION_AJENA)
        return Consulta(numero=numero, seccion=SECCION_AJENA, vigencia=vigencia)
    return Consulta(curp=forastera.curp, seccion=SECCION_AJENA, vigencia=vigencia)


def repartir_manzanas(demarcaciones: Sequence[Demarcacion]) -> tuple[Demarcacion, ...]:
    """Give each mesa its blocks of the secciones that others serve too, in a row."""
    territorio = Territorio(tuple(demarcaciones))

    def repartir(mesa: MesaReceptora, secciones: Sequence[int]) -> MesaReceptora:
        suyas = []
        for seccion in secciones:
            claves = [m.id for m in territorio.mesas_de_seccion(seccion)]
            if len(claves) > 1:
                turno, parte = claves.index(mesa.id), MANZANAS_POR_SECCION // len(claves)
                suyas += [Manzana(seccion, turno * parte + n + 1) for n in range(parte)]
        return replace(mesa, manzanas=tuple(suyas))

    return tuple(
        replace(d, mesas=tuple(repartir(mesa, d.secciones_de(mesa)) for mesa in d.mesas))
        for d in demarcaciones
    )


def mudar_de_manzana(
    azar: random.Random,
    listas: dict[str, tuple[Elector, ...]],
    demarcaciones: Sequence[Demarcacion],
) -> dict[str, tuple[Elector, ...]]:
    """Let everybody of a sección that is cut live in a block of their own mesa."""
    mesas = {mesa.id: mesa for d in demarcaciones for mesa in d.mesas}

    def mudar(elector: Elector, mesa: MesaReceptora) -> Elector:
        suyas = [m for m in mesa.manzanas if m.seccion == elector.seccion]
        if not suyas or Manzana(elector.seccion, int(elector.manzana)) in suyas:
            return elector
        return replace(elector, manzana=f"{azar.choice(suyas).numero:04d}")

    return {
        nombre: tuple(mudar(elector, mesas[nombre]) for elector in lista)
        for nombre, lista in listas.items()
    }
