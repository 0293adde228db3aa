"""What a convocatoria lets happen in a town, and why the rest cannot.

A process has one set of rules: a road that is not taken is one that they leave no place for, or one
for which the town was too small, and the summary says which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeVar

from auditoria.formatos.catalogo import Modalidad
from auditoria.formatos.reglas import ModoPadron, Prevalece, ReglaEmpate, Reglas
from auditoria.reglas.padron import lleva_lista
from eleccion.simulacion.caminos import SE_HALLA, Camino
from eleccion.simulacion.litigios import Litigio
from eleccion.simulacion.tropiezos import MOTIVO_DE_PERDIDA, MOTIVO_DE_RESPALDO, Tropiezo

REPETIDA: Final = "registrada_en_dos_mesas"
ANTICIPADO: Final = "cierre_anticipado"
CONJUNTO: Final = "mesas_en_conjunto"
SIN_CONTAR: Final = "votos_sin_contar"
AUSENTE: Final = "custodio_ausente"
FOTOGRAFIADA: Final = "hoja_fotografiada"
ANUNCIADA: Final = "cierre_anunciado"
APARTE: Final = "custodios_aparte"
RESELLADO: Final = "resellado"
POR_VIA: Final = {via: f"empate_por_{via}" for via in ReglaEmpate}
"""A tie by what the convocatoria lets resolve it."""
POR_MODO: Final = {modo: f"padron_{modo}" for modo in ModoPadron}
"""The whole town by how a mesa knows who votes."""
SIN_TESTIGO: Final = "escrutinio_sin_testigo"

_DE_URNA: Final = SE_HALLA | {
    Camino.RESERVA,
    Camino.TARJETA_RETIRADA,
    Camino.PRUEBA_CORTADA,
    Camino.RECIBO_REPETIDO,
    Camino.DOS_EQUIPOS,
    Camino.SIN_SALIR,
    Camino.SIN_PRUEBA,
    Tropiezo.ERROR_AL_CONTAR,
    Tropiezo.TESTIGO_PERDIDO,
    Tropiezo.BOLETAS_TARDIAS,
    Tropiezo.CUSTODIO_FALSO,
    Tropiezo.CONTINGENCIA,
    "pase_inutilizado",
    "testigo_cancelado",
    "comprobacion",
    "prueba_publica",
    CONJUNTO,
    AUSENTE,
    APARTE,
    SIN_CONTAR,
    SIN_TESTIGO,
    "modalidad_mixta",
}
_DE_TESTIGO: Final = frozenset(
    {
        Camino.SIN_SALIR,
        Tropiezo.ERROR_AL_CONTAR,
        Tropiezo.TESTIGO_PERDIDO,
        Tropiezo.CONFLICTO,
        "testigo_cancelado",
    }
)
"""Roads that end well only where votes are counted by their papers too."""

_DE_LA_COMISION: Final = (
    "sin_planillas", "planilla_unica", "planilla_subsanada", "planilla_improcedente", "cero_votos",
    "empate", "varias_mesas", "seccion_compartida", "modalidad_papel", "modalidad_mixta", "acuerdo",
    "sello_revocado", RESELLADO, FOTOGRAFIADA, ANUNCIADA, CONJUNTO, SIN_CONTAR, AUSENTE, APARTE,
    REPETIDA, *POR_VIA.values(), *POR_MODO.values(), SIN_TESTIGO,
)  # fmt: skip
_DEL_DIA: Final = (
    "apertura_tardia", ANTICIPADO, "cierre_con_fila", "constancia_de_no_inclusion", "incidente",
    "firma_bajo_protesta", "sin_firma", "escrito_recibido", "copia_recibida", "comprobacion",
    "suplente_en_el_cargo", "fila_en_el_cargo", "pase_inutilizado", "boleta_inutilizada",
    "testigo_cancelado", "prueba_publica", "diferencia", "diferencia_explicada",
)  # fmt: skip
CASOS: Final = frozenset({*map(str, (*Camino, *Tropiezo, *Litigio)), *_DE_LA_COMISION, *_DEL_DIA})
"""Everything that a summary may list."""

C = TypeVar("C", Camino, Tropiezo, Litigio)


class Permitidos:
    """What one convocatoria leaves room for.

    Attributes:
        causas: Per case that cannot happen under it, why not; in Spanish.
    """

    def __init__(self, reglas: Reglas) -> None:
        """Read the rules."""
        self.causas: Mapping[str, str] = {
            str(caso): causa for casos, causa in _vedas(reglas) for caso in casos
        }

    def de(self, clase: type[C]) -> tuple[C, ...]:
        """Give the roads of a kind that are possible, in their order."""
        return tuple(camino for camino in clase if str(camino) not in self.causas)


def _vedas(reglas: Reglas) -> Iterator[tuple[frozenset[str], str]]:
    """Cases that a rule leaves no place for; the last reason given is the one that stands."""
    yield from _de_las_personas(reglas)
    yield from _del_computo(reglas)
    modalidad = reglas.modalidad.valor
    if modalidad is Modalidad.MIXTA:
        dos = frozenset({"modalidad_papel", Tropiezo.CONTINGENCIA})
        yield dos, "en toda mesa se vota de las dos maneras"
    if modalidad is Modalidad.PAPEL:
        yield frozenset(_DE_URNA), "en toda mesa se vota en papel"


def _de_las_personas(reglas: Reglas) -> Iterator[tuple[frozenset[str], str]]:
    modo = reglas.padron.valor.modo
    otros = frozenset(caso for otro, caso in POR_MODO.items() if otro is not modo)
    yield otros, f"el proceso tiene un modo de lista: {modo}"
    if lleva_lista(reglas):
        yield frozenset({REPETIDA, Camino.DECIDE_LA_MESA}), "cada mesa tiene su lista"
    else:
        yield frozenset({ANTICIPADO}), "no hay lista que se agote"
    mesa = reglas.mesa.valor
    if "fila" not in mesa.sustitucion:
        fila = {"fila_en_el_cargo", Camino.SUSTITUCION, Camino.TARJETA_RETIRADA}
        yield frozenset(fila), "de la fila no se toma a nadie"
    if not mesa.suplentes or "suplente" not in mesa.sustitucion:
        yield frozenset({"suplente_en_el_cargo"}), "las mesas no tienen suplentes"


def _del_computo(reglas: Reglas) -> Iterator[tuple[frozenset[str], str]]:
    testigo, custodia = reglas.testigo.valor, reglas.custodia.valor
    motivos = reglas.claves_de_diferencia
    if MOTIVO_DE_PERDIDA not in motivos:
        yield frozenset({Tropiezo.TESTIGO_PERDIDO}), "ningún motivo explica un testigo perdido"
    if MOTIVO_DE_RESPALDO not in motivos:
        yield frozenset(SE_HALLA), "ningún motivo explica lo que contó un equipo de respaldo"
    if testigo.prevalece is Prevalece.PAPEL:
        dos = frozenset({Tropiezo.TESTIGO_PERDIDO, SIN_CONTAR})
        yield dos, "si las dos cuentas difieren, prevalece el papel"
    if testigo.activo:
        yield frozenset({SIN_TESTIGO}), "cada voto deja su testigo"
    else:
        yield _DE_TESTIGO, "los votos no dejan testigo"
    if custodia.umbral == custodia.total:
        yield frozenset({AUSENTE}), "hacen falta todas las personas custodias"
    if custodia.total - 1 <= custodia.umbral:
        falso = frozenset({Tropiezo.CUSTODIO_FALSO})
        yield falso, "sin quien responde en falso no alcanzan las personas custodias"
    if reglas.minimo_por_mesa.valor < 2:
        yield frozenset({CONJUNTO}), "toda mesa se descifra sola"
    via = reglas.empate.valor
    otras = frozenset(caso for regla, caso in POR_VIA.items() if regla is not via)
    yield otras, f"un empate se resuelve por {via}"
