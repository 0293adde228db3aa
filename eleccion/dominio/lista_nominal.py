"""Check-in at the table: the slice of the roll a mesa holds, and what it answers.

The answer is always one of a few values, each with its reason in the convocatoria's catalogue, so
that nobody is sent away with an empty list. The slice holds only what is needed to recognise the
person: the first ten characters of the clave, never the whole.

Source: docs/formato-tablas.md#lista-nominal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeAlias

from eleccion.dominio.identidad import normalizar_clave, normalizar_nombre
from eleccion.dominio.lista_ocr import RenglonOcr, indice_de_numero
from eleccion.dominio.padron import Elector
from eleccion.dominio.territorio import MesaReceptora, Territorio
from eleccion.errores import ActoIndebido

LARGO_CLAVE = 10
"""Characters of the clave the official types: six letters and the first four of the date."""


class ConsultaVacia(ActoIndebido):
    """The look-up names nobody: no clave, no CURP, and no name with birth date."""

    explicacion: ClassVar[str] = "Falta con qué buscar a la persona"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenglonLista:
    """One row of the slice of the roll that travels to a mesa.

    Attributes:
        numero: Consecutive in the mesa, from 1.
        clave10: First ten characters of the clave de elector.
        vigencia: Last valid year of the card when the roll was cut; the card shown prevails.
    """

    numero: int
    apellido_paterno: str
    apellido_materno: str
    nombre: str
    clave10: str
    curp: str
    nacimiento: date
    seccion: int
    vigencia: int

    @property
    def nombre_completo(self) -> str:
        """Surnames first, as the list is printed."""
        partes = (self.apellido_paterno, self.apellido_materno, self.nombre)
        return " ".join(parte for parte in partes if parte)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulta:
    """What the official typed from the card in front of them.

    Attributes:
        clave10: First ten characters of the clave.
        curp: Whole CURP.
        nombre: Surnames and names as on the card; needs ``nacimiento``.
        nacimiento: Date of birth.
        seccion: Sección printed on the card: says where else the person may belong.
        vigencia: Last valid year printed on the card.
        numero: OCR or CIC, where the list is of such numbers; nothing else is looked for then.
    """

    clave10: str | None = None
    curp: str | None = None
    nombre: str | None = None
    nacimiento: date | None = None
    seccion: int | None = None
    vigencia: int | None = None
    numero: str | None = None

    def indices(self) -> tuple[str, ...]:
        """Give the look-up keys of this query, the most exact first.

        Raises:
            ConsultaVacia: There is nothing to look for.
        """
        llaves = []
        if self.curp:
            llaves.append(_indice_curp(self.curp))
        if self.clave10:
            llaves.append(_indice_clave(self.clave10))
        if self.nombre and self.nacimiento is not None:
            llaves.append(_indice_nombre(self.nombre, self.nacimiento))
        if not llaves:
            raise ConsultaVacia("escriba la clave, la CURP, o el nombre con su fecha de nacimiento")
        return tuple(llaves)


Renglon: TypeAlias = RenglonLista | RenglonOcr
"""A row of the list of a mesa, with a name or without one."""


@dataclass(frozen=True, slots=True)
class PuedeVotar:
    """The person is on the list of this mesa, without mark."""

    renglon: Renglon
    motivo: ClassVar[str] = "en_lista"


@dataclass(frozen=True, slots=True)
class YaMarcada:
    """The list already carries the mark of this person."""

    renglon: Renglon
    motivo: ClassVar[str] = "ya_marcada"


@dataclass(frozen=True, slots=True)
class OtraMesa:
    """Not on this list; people of the card's sección vote at these mesas.

    Attributes:
        mesas: At least one, none of them this mesa; each with place and address to tell.
    """

    mesas: tuple[MesaReceptora, ...]
    motivo: ClassVar[str] = "otra_mesa"


@dataclass(frozen=True, slots=True)
class NoAparece:
    """Neither on this list nor of a sección of another mesa."""

    motivo: ClassVar[str] = "no_aparece"


@dataclass(frozen=True, slots=True)
class CredencialNoVigente:
    """The card shown expired before election day.

    Attributes:
        vigencia: Last valid year printed on it.
    """

    vigencia: int
    motivo: ClassVar[str] = "credencial_no_valida"


@dataclass(frozen=True, slots=True)
class EligePersona:
    """Several people answer to what was typed; the official looks at the card and asks again.

    Attributes:
        renglones: Two or more, by number.
    """

    renglones: tuple[Renglon, ...]
    motivo: ClassVar[str] = "decide_la_mesa"


Respuesta: TypeAlias = (
    PuedeVotar | YaMarcada | OtraMesa | NoAparece | CredencialNoVigente | EligePersona
)


def rebanar(electores: Sequence[Elector]) -> tuple[RenglonLista, ...]:
    """Reduce the people of one mesa to what its slice of the roll may hold, in the same order."""
    return tuple(
        RenglonLista(
            numero=elector.numero,
            apellido_paterno=elector.apellido_paterno,
            apellido_materno=elector.apellido_materno,
            nombre=elector.nombre,
            clave10=elector.clave_elector[:LARGO_CLAVE],
            curp=elector.curp,
            nacimiento=elector.nacimiento,
            seccion=elector.seccion,
            vigencia=elector.vigencia,
        )
        for elector in electores
    )


def indices_de(renglon: Renglon) -> tuple[str, ...]:
    """Give the keys under which a row is found; ``Consulta.indices`` gives the same ones."""
    if isinstance(renglon, RenglonOcr):
        return tuple(indice_de_numero(huella) for huella in renglon.huellas)
    llaves = (_indice_clave(renglon.clave10), _indice_nombre_de(renglon))
    return (_indice_curp(renglon.curp), *llaves) if renglon.curp else llaves


def responder(
    consulta: Consulta,
    hallados: Sequence[Renglon],
    *,
    marcada: Callable[[int], bool],
    mesa: MesaReceptora,
    territorio: Territorio,
    jornada: date,
) -> Respuesta:
    """Answer a look-up at the table.

    A mark on the list is told before anything else about the card: it is the answer that needs a
    second look by the whole mesa. The card's own year prevails over the roll's, which was cut
    weeks before and does not know cards renewed since.

    Args:
        consulta: What was typed.
        hallados: Rows of this mesa that the look-up found, each once.
        marcada: Whether the row of that number carries the mark.
        mesa: This mesa.
        territorio: Public catalogue: where people of other secciones vote.
        jornada: Election day.

    Returns:
        One of the answers of the catalogue, as a value.
    """
    if len(hallados) > 1:
        return EligePersona(tuple(sorted(hallados, key=lambda renglon: renglon.numero)))
    if hallados:
        renglon = hallados[0]
        if marcada(renglon.numero):
            return YaMarcada(renglon)
        vigencia = renglon.vigencia if consulta.vigencia is None else consulta.vigencia
        if vigencia < jornada.year:
            return CredencialNoVigente(vigencia)
        return PuedeVotar(renglon)
    if consulta.vigencia is not None and consulta.vigencia < jornada.year:
        return CredencialNoVigente(consulta.vigencia)
    if consulta.seccion is None:
        return NoAparece()
    otras = tuple(m for m in territorio.mesas_de_seccion(consulta.seccion) if m.id != mesa.id)
    return OtraMesa(otras) if otras else NoAparece()


def _indice_clave(clave: str) -> str:
    return f"clave:{normalizar_clave(clave)[:LARGO_CLAVE]}"


def _indice_curp(curp: str) -> str:
    return f"curp:{normalizar_clave(curp)}"


def _indice_nombre(nombre: str, nacimiento: date) -> str:
    return f"nombre:{normalizar_nombre(nombre)}|{nacimiento:%Y%m%d}"


def _indice_nombre_de(renglon: RenglonLista) -> str:
    return _indice_nombre(renglon.nombre_completo, renglon.nacimiento)
