"""The roll: who may vote at which mesa, checked before anybody relies on it.

A roll row is admitted or rejected, with reasons that the office can act on; a rejected row never
stops the others. Nothing of this module and nothing of the urna meet: neither imports the other.

Source: docs/formato-tablas.md#padron.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from eleccion.dominio.identidad import (
    ClaveElectorInvalida,
    CurpInvalida,
    Sexo,
    calcular_edad,
    leer_clave_elector,
    leer_curp,
    normalizar_nombre,
)
from eleccion.dominio.territorio import Demarcacion, Territorio

MAYORIA_DE_EDAD = 18
"""Years that citizenship asks for; Constitution, article 34."""


class MotivoRechazo(StrEnum):
    """Why a row of the roll is not admitted; the value is what the report prints."""

    CLAVE_INVALIDA = "la clave de elector no es válida"
    CURP_INVALIDA = "la CURP no es válida"
    NUMERO_INVALIDO = "el OCR (12 o 13 cifras) o el CIC (9) no es válido"
    REPETIDA = "la persona ya está en otro renglón"
    EN_DOS_MESAS = "la persona está en dos mesas: corrija en cuál vota"
    MENOR_DE_EDAD = "no cumple la edad el día de la jornada"
    NO_VIGENTE = "su credencial no está vigente el día de la jornada"
    ESTATUS = "su estatus en la lista no es vigente"
    DEMARCACION = "no hay una demarcación con esa clave"
    SECCION = "su sección no pertenece a la demarcación"
    MESA = "no hay una mesa con esa clave en la demarcación"
    MESA_AJENA = "su sección vota en otra mesa"
    SIN_MESA = "la demarcación tiene varias mesas y no se dice en cuál vota"


@dataclass(frozen=True, slots=True, kw_only=True)
class Elector:
    """A person on the roll, as the office gives it.

    Attributes:
        numero: Consecutive in the lista nominal of the mesa, from 1; 0 while not assigned.
        clave_elector: 18 characters. With it one person is one row: a new card changes its other
            numbers, not this one.
        curp: 18 characters, or empty when the roll does not bring it.
        apellido_paterno: May be empty for who has only one surname.
        apellido_materno: May be empty.
        nombre: Given names.
        sexo: As on the card.
        nacimiento: Date of birth.
        seccion: Sección electoral, 1 to 9999.
        localidad: As in the roll; may be empty.
        manzana: As in the roll; may be empty.
        demarcacion: ``D001``.
        mesa: ``M1``; empty in the file when the demarcación has only one.
        emision: Number of issue of the card; may be empty.
        vigencia: Last year in which the card is valid, inclusive.
    """

    numero: int = 0
    clave_elector: str
    curp: str
    apellido_paterno: str
    apellido_materno: str
    nombre: str
    sexo: Sexo
    nacimiento: date
    seccion: int
    localidad: str
    manzana: str
    demarcacion: str
    mesa: str
    emision: str
    vigencia: int

    @property
    def mesa_id(self) -> str:
        """Key of the mesa in the process: ``D001-M1``."""
        return f"{self.demarcacion}-{self.mesa}"

    @property
    def orden(self) -> tuple[int, str, str, str, str]:
        """Place in the lista nominal: sección, then the alphabet as people read it."""
        return (
            self.seccion,
            _alfabeto(self.apellido_paterno),
            _alfabeto(self.apellido_materno),
            _alfabeto(self.nombre),
            self.clave_elector,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonPadron:
    """A row of the file: the person, the line it stands on and the status the roll gives it."""

    linea: int
    elector: Elector
    vigente: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rechazo:
    """A row that is not admitted. It names the line, never the person.

    Attributes:
        linea: Line of the file.
        motivos: At least one, in the order of ``MotivoRechazo``.
        otra_linea: Line of the row it repeats; 0 when it repeats none.
    """

    linea: int
    motivos: tuple[MotivoRechazo, ...]
    otra_linea: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PadronRevisado:
    """The outcome of checking a whole roll.

    Attributes:
        admitidos: By mesa and then in the order of the lista nominal, numbered from 1 per mesa.
        rechazos: By line.
    """

    admitidos: tuple[Elector, ...]
    rechazos: tuple[Rechazo, ...]


def revisar_padron(
    renglones: Iterable[RenglonPadron],
    *,
    territorio: Territorio,
    jornada: date,
) -> PadronRevisado:
    """Check every row of a roll and put the admitted ones in the order of the lista nominal.

    Who appears twice at the same mesa is admitted once. Who appears at two mesas is admitted at
    neither until the office says which: the mesas have no network to notice a second vote.

    Args:
        renglones: Rows as read, in the order of the file.
        territorio: Catalogue of demarcaciones and mesas.
        jornada: Election day; age and validity of the card are those of that day.

    Returns:
        Admitted people and rejected rows; each row of the file is in exactly one of both.
    """
    demarcaciones = {d.clave: d for d in territorio.demarcaciones}
    sanos: list[RenglonPadron] = []
    rechazos: list[Rechazo] = []
    for renglon in renglones:
        asignado = _asignar_mesa(renglon, demarcaciones)
        motivos = _revisar_renglon(asignado, demarcaciones, jornada)
        if motivos:
            rechazos.append(Rechazo(linea=renglon.linea, motivos=motivos))
        else:
            sanos.append(asignado)
    unicos, repetidos = _apartar_repetidos(sanos)
    rechazos.extend(repetidos)
    return PadronRevisado(
        admitidos=_numerar(unicos),
        rechazos=tuple(sorted(rechazos, key=lambda rechazo: rechazo.linea)),
    )


def _asignar_mesa(renglon: RenglonPadron, demarcaciones: dict[str, Demarcacion]) -> RenglonPadron:
    """Fill an empty mesa when the sección leaves only one possible."""
    elector = renglon.elector
    demarcacion = demarcaciones.get(elector.demarcacion)
    if elector.mesa or demarcacion is None:
        return renglon
    unica = mesa_unica(elector.seccion, demarcacion)
    return replace(renglon, elector=replace(elector, mesa=unica))


def mesa_unica(seccion: int, demarcacion: Demarcacion) -> str:
    """Give the only mesa of a demarcación that a sección leaves possible; empty when not one."""
    posibles = [m.clave for m in demarcacion.mesas if seccion in demarcacion.secciones_de(m)]
    return posibles[0] if len(posibles) == 1 else ""


def _revisar_renglon(
    renglon: RenglonPadron,
    demarcaciones: dict[str, Demarcacion],
    jornada: date,
) -> tuple[MotivoRechazo, ...]:
    elector = renglon.elector
    motivos: list[MotivoRechazo] = []
    try:
        leer_clave_elector(elector.clave_elector)
    except ClaveElectorInvalida:
        motivos.append(MotivoRechazo.CLAVE_INVALIDA)
    if elector.curp:
        try:
            leer_curp(elector.curp)
        except CurpInvalida:
            motivos.append(MotivoRechazo.CURP_INVALIDA)
    if calcular_edad(elector.nacimiento, jornada) < MAYORIA_DE_EDAD:
        motivos.append(MotivoRechazo.MENOR_DE_EDAD)
    if elector.vigencia < jornada.year:
        motivos.append(MotivoRechazo.NO_VIGENTE)
    if not renglon.vigente:
        motivos.append(MotivoRechazo.ESTATUS)
    demarcacion = demarcaciones.get(elector.demarcacion)
    motivos.extend(revisar_lugar(elector.seccion, elector.mesa, demarcacion))
    return tuple(motivos)


def revisar_lugar(
    seccion: int, clave: str, demarcacion: Demarcacion | None
) -> tuple[MotivoRechazo, ...]:
    """Say why a row cannot vote where it says, one reason at most.

    Args:
        clave: Of its mesa; empty when the row does not say.
        demarcacion: ``None`` when no demarcación has the key of the row.
    """
    if demarcacion is None:
        return (MotivoRechazo.DEMARCACION,)
    if seccion not in demarcacion.secciones:
        return (MotivoRechazo.SECCION,)
    if not clave:
        return (MotivoRechazo.SIN_MESA,)
    mesas = {mesa.clave: mesa for mesa in demarcacion.mesas}
    if clave not in mesas:
        return (MotivoRechazo.MESA,)
    if seccion not in demarcacion.secciones_de(mesas[clave]):
        return (MotivoRechazo.MESA_AJENA,)
    return ()


def _apartar_repetidos(
    renglones: list[RenglonPadron],
) -> tuple[list[RenglonPadron], list[Rechazo]]:
    """Leave one row per person; a person is known by clave and, when present, by CURP.

    Rows are gathered by the keys they share, directly or through another row, so that the order
    of the file decides nothing but which of several equal rows stays.
    """
    fuera: dict[int, Rechazo] = {}
    for grupo in _agrupar(renglones):
        primero = grupo[0]
        if len({renglon.elector.mesa_id for renglon in grupo}) > 1:
            motivo, quedan = MotivoRechazo.EN_DOS_MESAS, []
        elif _es_una_persona(grupo):
            motivo, quedan = MotivoRechazo.REPETIDA, [primero]
        else:
            # The clave of one person with the CURP of another: nobody can tell whose row it is.
            motivo, quedan = MotivoRechazo.REPETIDA, []
        for renglon in grupo:
            if renglon not in quedan:
                otra = primero if renglon is not primero else grupo[1]
                fuera[renglon.linea] = Rechazo(
                    linea=renglon.linea, motivos=(motivo,), otra_linea=otra.linea
                )
    return [r for r in renglones if r.linea not in fuera], list(fuera.values())


def _agrupar(renglones: list[RenglonPadron]) -> list[list[RenglonPadron]]:
    """Gather the rows that share a key; groups of one are left out."""
    grupo_de: dict[str, list[RenglonPadron]] = {}
    for renglon in renglones:
        llaves = _llaves(renglon.elector)
        junto = [renglon]
        for otro in {id(g): g for llave in llaves if (g := grupo_de.get(llave))}.values():
            junto.extend(otro)
        for llave in llaves if len(junto) == 1 else {k for r in junto for k in _llaves(r.elector)}:
            grupo_de[llave] = junto
    grupos = {id(grupo): grupo for grupo in grupo_de.values() if len(grupo) > 1}
    return [sorted(grupo, key=lambda renglon: renglon.linea) for grupo in grupos.values()]


def _es_una_persona(grupo: list[RenglonPadron]) -> bool:
    """Tell whether all rows of a group carry one clave, or one CURP."""
    claves = {renglon.elector.clave_elector for renglon in grupo}
    curps = {renglon.elector.curp for renglon in grupo}
    return len(claves) == 1 or (len(curps) == 1 and "" not in curps)


def _llaves(elector: Elector) -> tuple[str, ...]:
    return (elector.clave_elector, elector.curp) if elector.curp else (elector.clave_elector,)


def _numerar(renglones: list[RenglonPadron]) -> tuple[Elector, ...]:
    """Sort by mesa and lista nominal, and number each mesa from 1."""
    ordenados = sorted(
        (renglon.elector for renglon in renglones),
        key=lambda e: (e.demarcacion, int(e.mesa[1:]), e.orden),
    )
    siguiente: Counter[str] = Counter()
    numerados = []
    for elector in ordenados:
        siguiente[elector.mesa_id] += 1
        numerados.append(replace(elector, numero=siguiente[elector.mesa_id]))
    return tuple(numerados)


@lru_cache(maxsize=50_000)
def _alfabeto(texto: str) -> str:
    """Sort key of the Spanish alphabet: Ñ after N, accents do not count."""
    return normalizar_nombre(texto).replace("Ñ", "N\uffff")
