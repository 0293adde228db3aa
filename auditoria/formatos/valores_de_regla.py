"""Values that the rules of a convocatoria take: terms, hours, cargos, reasons, choices.

Page: docs/formato-reglas.md. ``reglas`` puts each under its rule, with citation and standing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from auditoria.errores import ReglaRota
from auditoria.formatos.claves import ClaveLlana, Nombre, exigir_distintas
from auditoria.registro.esquema import Formato, Largo, Patron, Rango, Texto


class PlazoInvertido(ReglaRota):
    """A period that ends before it begins."""

    explicacion = "El periodo termina antes de empezar"


class UmbralImposible(ReglaRota):
    """A custody that no group of custodians could open, or that two groups could, each apart."""

    explicacion = "El umbral de custodia no es posible"


class ConteoSinAnunciar(ReglaRota):
    """Votes that leave no testigo are counted elsewhere, and people must know where and when."""

    explicacion = "Sin testigo, la convocatoria dice dónde y cuándo se cuenta; con testigo, no"


class ComputoDias(StrEnum):
    """How the days of a term are counted."""

    HABILES = "habiles"
    NATURALES = "naturales"


class ModoPadron(StrEnum):
    """What the roll of a mesa is made of."""

    LISTA_NOMINAL = "lista_nominal"
    OCR = "ocr"
    REGISTRO_EN_MESA = "registro_en_mesa"


class ResultadoMotivo(StrEnum):
    """What follows from a reason given at check-in."""

    VOTA = "vota"
    NO_VOTA = "no_vota"
    DECIDE_LA_MESA = "decide_la_mesa"


class Prevalece(StrEnum):
    """What decides when the testigos and the decryption differ."""

    RESOLUCION = "resolucion"
    PAPEL = "papel"
    DIGITAL = "digital"


class ReglaEmpate(StrEnum):
    """How a tie is resolved; never by the program on its own."""

    EXTRAORDINARIA = "extraordinaria"
    SORTEO = "sorteo"
    RESOLUCION = "resolucion"


class ReglaPlanillaUnica(StrEnum):
    """Whether a single planilla is voted on or declared elected."""

    VOTADA = "votada"
    DECLARADA = "declarada"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo(Formato):
    """A cargo of the Junta. ``suplente`` says whether it has one."""

    clave: ClaveLlana
    nombre: Nombre
    suplente: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paridad(Formato):
    """What parity asks of a planilla.

    Attributes:
        alternancia: Sexes alternate in the order of the cargos.
        mayoria_de_mujeres: A majority of women satisfies parity in place of alternation.
        suplente_mismo_sexo: A suplente has the sex of the propietaria.
        horizontal: Presidencias headed by women over the whole process: reported only.
    """

    alternancia: bool
    mayoria_de_mujeres: bool
    suplente_mismo_sexo: bool
    horizontal: Literal["informar"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ventana(Formato):
    """Days from one to another, both included."""

    inicio: date
    fin: date

    def __post_init__(self) -> None:
        if self.fin < self.inicio:
            raise PlazoInvertido(f"{self.inicio} a {self.fin}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Requisito(Formato):
    """A requirement of a planilla or of its members."""

    clave: ClaveLlana
    texto: Texto
    subsanable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plazo(Formato):
    """A term in days, counted from the day after the act that starts it."""

    dias: Annotated[int, Rango(1, 365)]
    computo: ComputoDias


@dataclass(frozen=True, slots=True, kw_only=True)
class Horario(Formato):
    """Hours of voting, local time."""

    apertura: Annotated[str, Patron(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")]
    cierre: Annotated[str, Patron(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")]

    def __post_init__(self) -> None:
        if self.cierre <= self.apertura:
            raise PlazoInvertido(f"{self.apertura} a {self.cierre}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CargoMesa(Formato):
    """A function of the mesa directiva."""

    clave: ClaveLlana
    nombre: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class MesaDirectiva(Formato):
    """Who integrates a mesa, how many stand in, and in which order absences are filled."""

    cargos: Annotated[tuple[CargoMesa, ...], Largo(2, 9)]
    suplentes: Annotated[int, Rango(0, 9)]
    sustitucion: Annotated[tuple[Literal["suplente", "fila"], ...], Largo(1, 2)]

    def __post_init__(self) -> None:
        exigir_distintas((cargo.clave for cargo in self.cargos), "cargos de mesa")
        exigir_distintas(self.sustitucion, "orden de sustitución")


@dataclass(frozen=True, slots=True, kw_only=True)
class Padron(Formato):
    """Mode of the roll, its cutoff day, and whether a printed list runs in parallel."""

    modo: ModoPadron
    corte: date
    lista_impresa: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Motivo(Formato):
    """An answer of the check-in.

    Attributes:
        texto: What the official reads aloud to the voter, in plain words.
        ley: What the rule says and where it stands.
        queja: Where and until when the voter may complain.
    """

    clave: ClaveLlana
    resultado: ResultadoMotivo
    texto: Texto
    ley: Texto
    queja: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class Testigo(Formato):
    """The printed witness of each vote, and what prevails over it.

    Attributes:
        activo: Without it the mesa counts no electronic vote: the decryption is the first count.
        conteo: Where and when that count is done, as the acta de cierre announces it; only then.
    """

    activo: bool
    prevalece: Prevalece
    conteo: Texto | None = None

    def __post_init__(self) -> None:
        if self.activo != (self.conteo is None):
            raise ConteoSinAnunciar


@dataclass(frozen=True, slots=True, kw_only=True)
class Custodia(Formato):
    """How many custodians of the decryption key there are, and how many open it.

    More than half: each of them decrypts one set of ballots per mesa, ever, and two groups without
    anybody in common would open two, the small mesa alone and inside of its set.
    """

    umbral: Annotated[int, Rango(1, 20)]
    total: Annotated[int, Rango(1, 20)]

    def __post_init__(self) -> None:
        if not 2 <= self.umbral <= self.total < 2 * self.umbral:
            raise UmbralImposible(f"{self.umbral} de {self.total}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copias(Formato):
    """Printed copies of each acta of the mesa, besides the original."""

    comision: Annotated[int, Rango(0, 9)]
    por_representante: Annotated[int, Rango(0, 9)]
    exterior: Annotated[int, Rango(0, 9)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Impugnacion(Formato):
    """Term to challenge a cómputo, and before whom."""

    dias: Annotated[int, Rango(1, 365)]
    computo: ComputoDias
    autoridad: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class AvisoDePrivacidad(Formato):
    """What whoever votes is told of their data before the mesa takes any.

    Attributes:
        responsable: Who answers for the data.
        domicilio: Its address.
        derechos: How and where access, rectification, cancellation and opposition are asked for.
        conservacion: How long the data are kept, and what becomes of them then.
        bloqueo_dias: Days after the results are published for which they stay blocked, and nobody
            deletes them: only a tribunal or an authority that resolves asks for them.
        integral: Where the whole notice can be read.
    """

    responsable: Nombre
    domicilio: Nombre
    derechos: Texto
    conservacion: Texto
    bloqueo_dias: Annotated[int, Rango(0, 3650)]
    integral: Texto


@dataclass(frozen=True, slots=True, kw_only=True)
class MotivoDiferencia(Formato):
    """A reason that the officials may give for a difference of the balance."""

    clave: ClaveLlana
    texto: Nombre


@dataclass(frozen=True, slots=True, kw_only=True)
class DotacionPases(Formato):
    """Pases printed per mesa: a share of the roll, at least a minimum, and a reserve."""

    por_mil: Annotated[int, Rango(1, 2000)]
    minimo: Annotated[int, Rango(1, 5000)]
    reserva_por_mil: Annotated[int, Rango(0, 2000)]
    reserva_minima: Annotated[int, Rango(0, 5000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DotacionBoletas(Formato):
    """Paper ballots printed per mesa: where people vote on them, and for the sealed envelope.

    A share of the roll and at least a minimum, for each. An envelope of zero is none.
    """

    por_mil: Annotated[int, Rango(1, 2000)]
    minimo: Annotated[int, Rango(1, 5000)]
    contingencia_por_mil: Annotated[int, Rango(0, 2000)]
    contingencia_minimo: Annotated[int, Rango(0, 5000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodo(Formato):
    """Term of office of the Junta, and the day its members take the oath."""

    inicio: date
    fin: date
    protesta: date

    def __post_init__(self) -> None:
        if not self.inicio <= self.fin or self.protesta > self.fin:
            raise PlazoInvertido(f"{self.inicio} a {self.fin}, protesta {self.protesta}")
