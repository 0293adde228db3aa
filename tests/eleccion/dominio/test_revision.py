"""The review of a slate: one change, one cause."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from eleccion.dominio.identidad import Sexo
from eleccion.dominio.planilla import Integrante, Persona, Planilla, publicar_planilla
from eleccion.dominio.revision import (
    Ajenas,
    ClaveCausa,
    Revision,
    leer_de_lejos,
    revisar_planilla,
)
from eleccion.simulacion.planillas_inventadas import postular
from tests.eleccion.dominio.estrategias import JORNADA, REGLAS, con_sexo, planilla

BUENA = planilla()
INDIGENA = planilla("D002")
DIA = date(2027, 1, 12)


def revisar(
    presentada: Planilla,
    *,
    dia: date = DIA,
    ajenas: Ajenas | None = None,
    indigena: bool = False,
) -> Revision:
    """Review under the model convocatoria."""
    return revisar_planilla(
        presentada,
        reglas=REGLAS,
        jornada=JORNADA,
        comunidad_indigena=indigena,
        presentada=dia,
        ajenas=ajenas or Ajenas(),
    )


def cambiar(lugar: int, **cambios: object) -> Planilla:
    """Change data of one person of the good slate."""
    integrantes = list(BUENA.integrantes)
    persona = replace(integrantes[lugar].persona, **cambios)  # type: ignore[arg-type]
    integrantes[lugar] = replace(integrantes[lugar], persona=persona)
    return replace(BUENA, integrantes=tuple(integrantes))


def poner(lugar: int, persona: Persona) -> Planilla:
    """Put another person in one place of the good slate."""
    integrantes = list(BUENA.integrantes)
    integrantes[lugar] = replace(integrantes[lugar], persona=persona)
    return replace(BUENA, integrantes=tuple(integrantes))


def de_sexo(sexo: Sexo) -> Persona:
    """Make a candidate of a sex."""
    return postular(con_sexo(sexo), indigena=False)


def contrario(lugar: int) -> Sexo:
    """Give the other sex than that of a place."""
    return Sexo.H if BUENA.integrantes[lugar].persona.sexo is Sexo.M else Sexo.M


def sin(*lugares: int) -> Planilla:
    """Take people out of the good slate."""
    quedan = tuple(i for n, i in enumerate(BUENA.integrantes) if n not in lugares)
    return replace(BUENA, integrantes=quedan)


def con(integrante: Integrante) -> Planilla:
    """Add somebody to the good slate."""
    return replace(BUENA, integrantes=(*BUENA.integrantes, integrante))


def hombre_de_mas() -> Persona:
    """A man nobody has seen yet."""
    return de_sexo(Sexo.H)


EXTRA = Integrante(cargo="tesoreria", calidad="propietaria", persona=hombre_de_mas())
CASOS: dict[str, tuple[Callable[[], Revision], list[ClaveCausa]]] = {
    "buena": (lambda: revisar(BUENA), []),
    "antes_de_plazo": (
        lambda: revisar(BUENA, dia=date(2027, 1, 10)),
        [ClaveCausa.FUERA_DE_PLAZO],
    ),
    "despues_de_plazo": (
        lambda: revisar(BUENA, dia=date(2027, 1, 21)),
        [ClaveCausa.FUERA_DE_PLAZO],
    ),
    "primer_dia": (lambda: revisar(BUENA, dia=date(2027, 1, 11)), []),
    "ultimo_dia": (lambda: revisar(BUENA, dia=date(2027, 1, 20)), []),
    "nombre_de_otra": (
        lambda: revisar(BUENA, ajenas=Ajenas(nombres=frozenset({"PLANILLAPLANILLA"}))),
        [ClaveCausa.NOMBRE_REPETIDO],
    ),
    "nombre_de_otra_con_punto": (
        lambda: revisar(
            replace(BUENA, nombre="«Planilla-planilla».\u200b"),
            ajenas=Ajenas(nombres=frozenset({leer_de_lejos("Planílla  Planilla")})),
        ),
        [ClaveCausa.NOMBRE_REPETIDO],
    ),
    "nombre_como_nulo_con_punto": (
        lambda: revisar(replace(BUENA, nombre="Voto-nulo.")),
        [ClaveCausa.NOMBRE_RESERVADO],
    ),
    "nombre_como_nulo_en_cirilico": (
        lambda: revisar(replace(BUENA, nombre="V\u043eto nul\u043e")),
        [ClaveCausa.NOMBRE_RESERVADO],
    ),
    "nombre_en_tenek": (lambda: revisar(replace(BUENA, nombre="Tének K\ua78cal Ñuü 2027")), []),
    "nombre_como_nulo": (
        lambda: revisar(replace(BUENA, nombre="Voto  nulo")),
        [ClaveCausa.NOMBRE_RESERVADO],
    ),
    "sin_representante": (
        lambda: revisar(replace(BUENA, representantes=())),
        [ClaveCausa.REPRESENTANTE_FALTANTE],
    ),
    "cargo_desconocido": (lambda: revisar(con(EXTRA)), [ClaveCausa.CARGO_DESCONOCIDO]),
    "cargo_repetido": (
        lambda: revisar(con(replace(EXTRA, cargo="presidencia"))),
        [ClaveCausa.CARGO_REPETIDO],
    ),
    "sin_presidencia": (lambda: revisar(sin(0)), [ClaveCausa.CARGO_FALTANTE]),
    "sin_suplente": (lambda: revisar(sin(8)), [ClaveCausa.SUPLENTE_FALTANTE]),
    "suplente_de_mas": (
        lambda: revisar(con(replace(EXTRA, cargo="presidencia", calidad="suplente"))),
        [ClaveCausa.SUPLENTE_SOBRANTE],
    ),
    "vacia": (
        lambda: revisar(replace(BUENA, integrantes=())),
        [ClaveCausa.CARGO_FALTANTE] * 3
        + [ClaveCausa.CARGO_FALTANTE, ClaveCausa.SUPLENTE_FALTANTE] * 3,
    ),
    "curp_sin_digito": (
        lambda: revisar(cambiar(1, curp=BUENA.integrantes[1].persona.curp[:-1])),
        [ClaveCausa.CURP_INVALIDA],
    ),
    "curp_vacia": (lambda: revisar(cambiar(1, curp="")), [ClaveCausa.CURP_INVALIDA]),
    "clave_vacia": (lambda: revisar(cambiar(1, clave_elector="")), [ClaveCausa.CLAVE_INVALIDA]),
    "cumple_al_dia_siguiente": (
        lambda: revisar(cambiar(2, nacimiento=date(2009, 2, 22))),
        [ClaveCausa.EDAD],
    ),
    "cumple_ese_dia": (lambda: revisar(cambiar(2, nacimiento=date(2009, 2, 21))), []),
    "en_dos_cargos": (
        lambda: revisar(poner(4, BUENA.integrantes[8].persona)),
        [ClaveCausa.PERSONA_REPETIDA],
    ),
    "en_dos_planillas": (
        lambda: revisar(
            BUENA, ajenas=Ajenas(personas={BUENA.integrantes[3].persona.curp: "D009-P1"})
        ),
        [ClaveCausa.PERSONA_EN_DOS_PLANILLAS],
    ),
    "sin_alternancia": (lambda: revisar(poner(2, de_sexo(contrario(2)))), [ClaveCausa.PARIDAD]),
    "sin_asiento": (
        lambda: revisar(BUENA, indigena=True),
        [ClaveCausa.ASIENTO_INDIGENA],
    ),
    "con_asiento": (lambda: revisar(INDIGENA, indigena=True), []),
}


@pytest.mark.parametrize("caso", CASOS)
def test_cada_falta_da_su_causa_y_ninguna_otra(caso: str) -> None:
    """The notice lists what to bring: one thing too many costs a family a day of work."""
    hacer, esperadas = CASOS[caso]
    assert [causa.clave for causa in hacer().causas] == esperadas


def test_los_casos_cubren_cada_causa() -> None:
    """A cause without a case is a rule nobody has seen work."""
    vistas = {causa for _, causas in CASOS.values() for causa in causas}
    assert vistas | {ClaveCausa.SUPLENTE_DE_OTRO_SEXO} == set(ClaveCausa)


def test_la_mayoria_de_mujeres_admite_no_alternar() -> None:
    """The convocatoria of 2022 gave both roads to parity."""
    mujeres = tuple(replace(i, persona=replace(i.persona, sexo=Sexo.M)) for i in BUENA.integrantes)
    assert revisar(replace(BUENA, integrantes=mujeres)).causas == ()


def test_una_mujer_no_tiene_a_un_hombre_de_suplente() -> None:
    """A substitute of another sex would undo parity on the first resignation."""
    lugares = [
        n
        for n, i in enumerate(BUENA.integrantes)
        if i.calidad == "suplente" and i.persona.sexo is Sexo.M
    ]
    causas = revisar(poner(lugares[0], hombre_de_mas())).causas
    assert [c.clave for c in causas] == [ClaveCausa.SUPLENTE_DE_OTRO_SEXO]


def test_las_causas_no_dicen_datos_personales() -> None:
    """The notice is posted on a wall and its keys go to the public log."""
    mala = cambiar(1, curp="XXXX", clave_elector="YYYY", nacimiento=date(2015, 5, 5))
    for causa in revisar(mala).causas:
        assert not any(dato in causa.texto for dato in ("XXXX", "YYYY", "2015"))
        assert (causa.cargo, causa.calidad) == ("vicepresidencia", "propietaria")


def test_los_documentos_que_difieren_solo_advierten() -> None:
    """Nobody loses a candidacy because two offices disagree on a date."""
    revision = revisar(cambiar(0, nacimiento=date(1970, 1, 1)))
    assert revision.causas == ()
    assert [a.clave for a in revision.advertencias] == ["nacimiento"]


def test_lo_publico_no_lleva_claves_ni_fechas() -> None:
    """The catalogue is signed and published: names and sexes, nothing else."""
    publica = publicar_planilla("D001-P1", BUENA, REGLAS.cargos.valor)
    texto = publica.a_valor()
    assert [i.cargo for i in publica.integrantes] == [c.clave for c in REGLAS.cargos.valor]
    assert [i.suplente is None for i in publica.integrantes] == [True] * 3 + [False] * 3
    for integrante in BUENA.integrantes:
        persona = integrante.persona
        for secreto in (persona.curp, persona.clave_elector, persona.nacimiento.isoformat()):
            assert secreto not in str(texto)
