"""Whether the convocatoria lets a planilla stand: what it lacks is a value, a ``Causa``.

The law gives days to cure what a slate lacks. Rules that an observer recomputes (parity, terms)
are those of ``auditoria.reglas`` and are not written again here.

Source: docs/formato-tablas.md#planillas; the convocatoria, with the citation of each rule.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from auditoria.formatos.reglas import Cargo, Reglas
from auditoria.reglas.paridad import paridad_de
from eleccion.dominio.identidad import (
    Advertencia,
    ClaveElectorInvalida,
    CurpInvalida,
    calcular_edad,
    cotejar_identidad,
    leer_clave_elector,
    leer_curp,
    normalizar_nombre,
    quitar_acentos,
)
from eleccion.dominio.planilla import Calidad, Planilla, publicar_planilla


class ClaveCausa(StrEnum):
    """Why a slate cannot be admitted as it is; the value is what the log keeps."""

    FUERA_DE_PLAZO = "fuera_de_plazo"
    NOMBRE_REPETIDO = "nombre_repetido"
    NOMBRE_RESERVADO = "nombre_reservado"
    CARGO_DESCONOCIDO = "cargo_desconocido"
    CARGO_FALTANTE = "cargo_faltante"
    CARGO_REPETIDO = "cargo_repetido"
    SUPLENTE_FALTANTE = "suplente_faltante"
    SUPLENTE_SOBRANTE = "suplente_sobrante"
    REPRESENTANTE_FALTANTE = "representante_faltante"
    CURP_INVALIDA = "curp_invalida"
    CLAVE_INVALIDA = "clave_invalida"
    EDAD = "edad"
    PERSONA_REPETIDA = "persona_repetida"
    PERSONA_EN_DOS_PLANILLAS = "persona_en_dos_planillas"
    PARIDAD = "paridad"
    SUPLENTE_DE_OTRO_SEXO = "suplente_de_otro_sexo"
    ASIENTO_INDIGENA = "asiento_indigena"


INSUBSANABLES = frozenset({ClaveCausa.FUERA_DE_PLAZO})
"""Causes that no new document can cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Causa:
    """One thing a slate lacks.

    Attributes:
        clave: Kind.
        texto: In Spanish, for the notice; names the cargo, never a personal key.
        cargo: Cargo it concerns; empty when it is the whole slate.
        calidad: Quality it concerns; empty when it does not apply.
    """

    clave: ClaveCausa
    texto: str
    cargo: str = ""
    calidad: Calidad | Literal[""] = ""

    @property
    def es_subsanable(self) -> bool:
        """Tell whether the days of the cure period can be of use."""
        return self.clave not in INSUBSANABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The outcome of reviewing a slate: causes stop it, warnings are for a person to look at."""

    causas: tuple[Causa, ...]
    advertencias: tuple[Advertencia, ...]


@dataclass(frozen=True, slots=True)
class Ajenas:
    """What the rest of the process says, for the rules that look beyond one slate.

    Attributes:
        nombres: Names of the other slates of the same demarcación, as ``leer_de_lejos`` gives.
        personas: For each CURP and clave found in another slate, the key of one of them.
    """

    nombres: frozenset[str] = frozenset()
    personas: Mapping[str, str] | None = None


def leer_de_lejos(nombre: str) -> str:
    """Give what a voter in a hurry reads of the name of a slate: its letters and figures alone.

    «Voto nulo.», or the name of another slate with a full stop or a blank more, would take votes
    that were meant for something else.

    Returns:
        In upper case, without accents, blanks or signs.
    """
    letras = normalizar_nombre(quitar_acentos(unicodedata.normalize("NFKC", nombre)))
    return "".join(letra for letra in letras if letra.isalnum())


def _es_de_otro_alfabeto(letra: str) -> bool:
    """Tell of a letter that may only look like one of ours; a saltillo is one of ours."""
    propias = ("LATIN ", "MODIFIER LETTER ")
    return letra.isalpha() and not unicodedata.name(letra, "").startswith(propias)


def revisar_planilla(
    planilla: Planilla,
    *,
    reglas: Reglas,
    jornada: date,
    comunidad_indigena: bool,
    presentada: date,
    ajenas: Ajenas,
) -> Revision:
    """Check a slate against the convocatoria.

    Args:
        planilla: As filed or as cured.
        reglas: Rules of the convocatoria.
        jornada: Election day: ages are those of that day.
        comunidad_indigena: Whether the demarcación has an indigenous community.
        presentada: Local day on which it was first filed.
        ajenas: Names and people of the other slates.

    Returns:
        Causes in a fixed order (slate, cargos, people, composition); no causes means it proceeds.
    """
    cargos = reglas.cargos.valor
    de_cargos = tuple(_revisar_cargos(planilla, cargos))
    causas = [
        *_revisar_presentacion(planilla, reglas, presentada, ajenas),
        *de_cargos,
        *_revisar_personas(planilla, reglas.edad_minima.valor, jornada),
        *_revisar_repetidas(planilla, ajenas),
    ]
    if not de_cargos:
        # Parity of an incomplete slate says nothing: the missing person decides it.
        causas.extend(_revisar_composicion(planilla, reglas, comunidad_indigena))
    return Revision(causas=tuple(causas), advertencias=tuple(_advertir(planilla)))


def _revisar_presentacion(
    planilla: Planilla, reglas: Reglas, presentada: date, ajenas: Ajenas
) -> Iterator[Causa]:
    ventana = reglas.registro.valor
    if not ventana.inicio <= presentada <= ventana.fin:
        yield Causa(
            clave=ClaveCausa.FUERA_DE_PLAZO,
            texto="La solicitud se presentó fuera del periodo de registro.",
        )
    nombre = leer_de_lejos(planilla.nombre)
    if nombre in ajenas.nombres:
        yield Causa(
            clave=ClaveCausa.NOMBRE_REPETIDO,
            texto="Otra planilla de la demarcación ya tiene ese nombre.",
        )
    if nombre in ("VOTONULO", "NULO", ""):
        yield Causa(
            clave=ClaveCausa.NOMBRE_RESERVADO,
            texto="Ese nombre se confunde con la opción de anular el voto.",
        )
    elif any(map(_es_de_otro_alfabeto, unicodedata.normalize("NFKC", planilla.nombre))):
        yield Causa(
            clave=ClaveCausa.NOMBRE_RESERVADO,
            texto="El nombre lleva letras de otro alfabeto, que se confunden con las nuestras.",
        )
    if not planilla.representantes:
        yield Causa(
            clave=ClaveCausa.REPRESENTANTE_FALTANTE,
            texto="Falta nombrar a quien represente a la planilla y reciba las notificaciones.",
        )


def _revisar_cargos(planilla: Planilla, cargos: tuple[Cargo, ...]) -> Iterator[Causa]:
    nombres = {cargo.clave: cargo.nombre for cargo in cargos}
    ocupados = Counter((i.cargo, i.calidad) for i in planilla.integrantes)
    for clave in dict.fromkeys(i.cargo for i in planilla.integrantes):
        if clave not in nombres:
            yield Causa(
                clave=ClaveCausa.CARGO_DESCONOCIDO,
                texto=f"La convocatoria no tiene el cargo «{clave}».",
                cargo=clave,
            )
    for cargo in cargos:
        for calidad in ("propietaria", "suplente"):
            veces = ocupados[cargo.clave, calidad]
            hallada = _juzgar_cargo(cargo, calidad == "suplente", veces)
            if hallada is not None:
                yield Causa(
                    clave=hallada[0],
                    texto=hallada[1],
                    cargo=cargo.clave,
                    calidad="suplente" if calidad == "suplente" else "propietaria",
                )


def _juzgar_cargo(cargo: Cargo, es_suplente: bool, veces: int) -> tuple[ClaveCausa, str] | None:
    if veces > 1:
        return ClaveCausa.CARGO_REPETIDO, f"Hay {veces} personas para {cargo.nombre}."
    if es_suplente and veces and not cargo.suplente:
        return ClaveCausa.SUPLENTE_SOBRANTE, f"{cargo.nombre} no lleva suplente."
    if es_suplente and not veces and cargo.suplente:
        return ClaveCausa.SUPLENTE_FALTANTE, f"Falta suplente de {cargo.nombre}."
    if not es_suplente and not veces:
        return ClaveCausa.CARGO_FALTANTE, f"Falta la persona propietaria de {cargo.nombre}."
    return None


def _revisar_personas(planilla: Planilla, edad_minima: int, jornada: date) -> Iterator[Causa]:
    for integrante in planilla.integrantes:
        persona, donde = integrante.persona, (integrante.cargo, integrante.calidad)
        try:
            leer_curp(persona.curp)
        except CurpInvalida as error:
            yield _causa(ClaveCausa.CURP_INVALIDA, f"La CURP no es válida: {error.hecho}.", donde)
        try:
            leer_clave_elector(persona.clave_elector)
        except ClaveElectorInvalida as error:
            yield _causa(
                ClaveCausa.CLAVE_INVALIDA,
                f"La clave de elector no es válida: {error.hecho}.",
                donde,
            )
        if calcular_edad(persona.nacimiento, jornada) < edad_minima:
            yield _causa(
                ClaveCausa.EDAD,
                f"No cumple {edad_minima} años a más tardar el día de la jornada.",
                donde,
            )


def _revisar_repetidas(planilla: Planilla, ajenas: Ajenas) -> Iterator[Causa]:
    vistas: set[str] = set()
    otras = ajenas.personas or {}
    for integrante in planilla.integrantes:
        donde = (integrante.cargo, integrante.calidad)
        llaves = {integrante.persona.curp, integrante.persona.clave_elector} - {""}
        if llaves & vistas:
            yield _causa(
                ClaveCausa.PERSONA_REPETIDA, "La persona ocupa dos lugares de la planilla.", donde
            )
        vistas |= llaves
        otra = next((otras[llave] for llave in sorted(llaves) if llave in otras), None)
        if otra is not None:
            yield _causa(
                ClaveCausa.PERSONA_EN_DOS_PLANILLAS,
                f"La persona también está en la planilla {otra}.",
                donde,
            )


def _revisar_composicion(
    planilla: Planilla, reglas: Reglas, comunidad_indigena: bool
) -> Iterator[Causa]:
    cargos, paridad = reglas.cargos.valor, reglas.paridad.valor
    publica = publicar_planilla(f"{planilla.demarcacion}-P1", planilla, cargos)
    # The rule is judged twice to say which half of it fails; it is written in one place only.
    if not paridad_de(publica, replace(paridad, suplente_mismo_sexo=False)).cumple:
        yield Causa(
            clave=ClaveCausa.PARIDAD,
            texto="Los cargos no alternan mujeres y hombres ni hay mayoría de mujeres.",
        )
    elif not paridad_de(publica, paridad).cumple:
        yield Causa(
            clave=ClaveCausa.SUPLENTE_DE_OTRO_SEXO,
            texto="Una persona suplente no es del sexo que pide la regla de paridad.",
        )
    indigenas = sum(i.persona.indigena for i in planilla.integrantes)
    minimo = reglas.asiento_indigena.valor if comunidad_indigena else 0
    if indigenas < minimo:
        yield Causa(
            clave=ClaveCausa.ASIENTO_INDIGENA,
            texto=f"La demarcación pide al menos {minimo} integrante de su comunidad indígena.",
        )


def _advertir(planilla: Planilla) -> Iterator[Advertencia]:
    for integrante in planilla.integrantes:
        persona = integrante.persona
        try:
            curp, clave = leer_curp(persona.curp), leer_clave_elector(persona.clave_elector)
        except (CurpInvalida, ClaveElectorInvalida):
            continue  # Already a cause: there is nothing to compare.
        for advertencia in cotejar_identidad(
            curp=curp, clave=clave, sexo=persona.sexo, nacimiento=persona.nacimiento
        ):
            yield Advertencia(
                clave=advertencia.clave,
                texto=f"{integrante.cargo}, {integrante.calidad}: {advertencia.texto}",
            )


def _causa(clave: ClaveCausa, texto: str, donde: tuple[str, Calidad]) -> Causa:
    return Causa(clave=clave, texto=texto, cargo=donde[0], calidad=donde[1])
