"""The two Mexican identity keys, CURP and clave de elector, and how far they agree.

Source: docs/formato-tablas.md#identidad; the CURP's check digit is that of the RENAPO instructivo.
The clave's last digits have no published algorithm, so only its shape is checked.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from eleccion.errores import ActoIndebido

# fmt: off
ENTIDADES = frozenset((
    "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC", "MN",
    "MS", "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ", "YN", "ZS",
    "NE",
))
# fmt: on
"""Two-letter codes of a CURP: the 32 states (SP is San Luis Potosí, SL Sinaloa) and NE, abroad."""

ENTIDADES_CLAVE = frozenset({*(f"{n:02d}" for n in range(1, 33)), "87", "88"})
"""Two-digit codes of a clave: the 32 states (24 is San Luis Potosí), 87 and 88 born abroad."""

_ALFABETO = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
_VALOR = {caracter: valor for valor, caracter in enumerate(_ALFABETO)}
_MARCAS = dict.fromkeys(range(0x0300, 0x0370))
_CURP = re.compile(
    r"([A-Z][AEIOUX][A-Z]{2})([0-9]{6})([HMX])([A-Z]{2})([B-DF-HJ-NP-TV-Z]{3})([0-9A-Z])([0-9])"
)
_CLAVE = re.compile(r"([A-Z]{6})([0-9]{6})([0-9]{2})([HMX])([0-9]{3})")


class Sexo(StrEnum):
    """What the card says under *sexo*: H hombre, M mujer, X persona no binaria."""

    H = "H"
    M = "M"
    X = "X"


class IdentidadInvalida(ActoIndebido):
    """A key of identity does not have the form that the law gives it.

    Attributes:
        motivo: Which rule failed: ``forma``, ``fecha``, ``entidad`` or ``digito``.
    """

    explicacion: ClassVar[str] = "La clave de identidad no es válida"

    def __init__(self, motivo: str, hecho: str) -> None:
        super().__init__(hecho)
        self.motivo = motivo


class CurpInvalida(IdentidadInvalida):
    """The text is no CURP."""

    explicacion = "La CURP no es válida"


class ClaveElectorInvalida(IdentidadInvalida):
    """The text is no clave de elector."""

    explicacion = "La clave de elector no es válida"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curp:
    """A CURP whose form, date, state and check digit hold.

    Attributes:
        texto: The 18 characters.
        sexo: Position 11.
        nacimiento: Date of birth; the century comes from position 17, a digit before 2000.
        entidad: Two letters, one of ``ENTIDADES``.
    """

    texto: str
    sexo: Sexo
    nacimiento: date
    entidad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaveElector:
    """A clave de elector of the right shape; it has no check that can be recomputed.

    Attributes:
        texto: The 18 characters.
        sexo: Position 15.
        dia: ``AAMMDD`` of birth as written: the clave does not say the century.
        entidad: Two digits, one of ``ENTIDADES_CLAVE``.
    """

    texto: str
    sexo: Sexo
    dia: str
    entidad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertencia:
    """Two documents of one person say different things; a person looks at it, nothing is refused.

    Attributes:
        clave: Which comparison: ``sexo``, ``nacimiento``, ``sexo_clave``, ``nacimiento_clave``.
        texto: What differs, in Spanish, without repeating the person's data.
    """

    clave: str
    texto: str


def normalizar_clave(texto: str) -> str:
    """Bring a typed CURP or clave to its one spelling: upper case, no spaces or hyphens."""
    return re.sub(r"[\s\-]", "", texto).upper()


def quitar_acentos(texto: str) -> str:
    """Remove every mark from the letters, that of Ñ included."""
    if texto.isascii():
        return texto
    return unicodedata.normalize("NFD", texto).translate(_MARCAS)


def normalizar_nombre(texto: str) -> str:
    """Bring a typed name to the form in which names are compared.

    Upper case, no accents (``Ñ`` stays a letter of its own), single spaces.
    """
    compuesto = unicodedata.normalize("NFC", texto).upper()
    plano = quitar_acentos(compuesto.replace("Ñ", "\0")).replace("\0", "Ñ")
    return " ".join(plano.split())


def calcular_digito(primeros: str) -> str:
    """Compute the check digit of a CURP.

    Args:
        primeros: The first 17 characters, from the alphabet with Ñ between N and O.

    Returns:
        One digit: (10 - sum of value(c_i) * (18 - i) mod 10) mod 10.

    Raises:
        CurpInvalida: Not 17 characters of the alphabet.
    """
    if len(primeros) != 17 or any(c not in _VALOR for c in primeros):
        raise CurpInvalida("forma", "deben ser 17 letras o números antes del dígito verificador")
    suma = sum(_VALOR[c] * (18 - i) for i, c in enumerate(primeros))
    return str(-suma % 10)


def leer_curp(texto: str) -> Curp:
    """Read a CURP strictly, in its one spelling.

    The letters are not recomputed from the person's name: the rules for *José*, *María* and
    inconvenient words have exceptions that the registry itself granted.

    Raises:
        CurpInvalida: Wrong form, impossible date, unknown state or wrong check digit.
    """
    partes = _CURP.fullmatch(texto)
    if partes is None:
        raise CurpInvalida("forma", "deben ser 18 caracteres: 4 letras, 6 números, H, M o X, …")
    _, dia, sexo, entidad, _, homonimia, digito = partes.groups()
    siglo = 1900 if homonimia.isdigit() else 2000
    nacimiento = _fecha(siglo, dia)
    if nacimiento is None:
        raise CurpInvalida("fecha", "la fecha de nacimiento que contiene no existe")
    if entidad not in ENTIDADES:
        raise CurpInvalida("entidad", f"no hay entidad con las letras {entidad}")
    if calcular_digito(texto[:17]) != digito:
        raise CurpInvalida("digito", "el último dígito no corresponde: algún carácter está mal")
    return Curp(texto=texto, sexo=Sexo(sexo), nacimiento=nacimiento, entidad=entidad)


def leer_clave_elector(texto: str) -> ClaveElector:
    """Read a clave de elector strictly, in its one spelling.

    Raises:
        ClaveElectorInvalida: Wrong form, a date that exists in no century, or unknown state.
    """
    partes = _CLAVE.fullmatch(texto)
    if partes is None:
        raise ClaveElectorInvalida(
            "forma", "deben ser 18 caracteres: 6 letras, 8 números, H, M o X y 3 números"
        )
    _, dia, entidad, sexo, _ = partes.groups()
    if _fecha(1900, dia) is None and _fecha(2000, dia) is None:
        raise ClaveElectorInvalida("fecha", "la fecha de nacimiento que contiene no existe")
    if entidad not in ENTIDADES_CLAVE:
        raise ClaveElectorInvalida("entidad", f"no hay entidad con el número {entidad}")
    return ClaveElector(texto=texto, sexo=Sexo(sexo), dia=dia, entidad=entidad)


def cotejar_identidad(
    *, curp: Curp, clave: ClaveElector, sexo: Sexo, nacimiento: date
) -> tuple[Advertencia, ...]:
    """Compare what the two keys and the file itself say about one person.

    A difference is a warning and never a refusal: cards and CURPs are corrected at different
    times, and the law does not make either prevail.

    Returns:
        One warning per pair that differs, in a fixed order; empty when all agree.
    """
    pares = (
        ("sexo", curp.sexo == sexo, "el sexo anotado no es el de la CURP"),
        ("nacimiento", curp.nacimiento == nacimiento, "la fecha anotada no es la de la CURP"),
        ("sexo_clave", clave.sexo == curp.sexo, "la clave de elector y la CURP difieren en sexo"),
        (
            "nacimiento_clave",
            clave.dia == curp.texto[4:10],
            "la clave de elector y la CURP difieren en la fecha de nacimiento",
        ),
    )
    return tuple(Advertencia(clave=c, texto=t) for c, iguales, t in pares if not iguales)


def calcular_edad(nacimiento: date, dia: date) -> int:
    """Count the years a person has completed on a day; the birthday itself counts.

    Who was born on 29 February completes the year on 1 March of a common year.
    """
    cumplio = (dia.month, dia.day) >= (nacimiento.month, nacimiento.day)
    return dia.year - nacimiento.year - (0 if cumplio else 1)


def _fecha(siglo: int, aammdd: str) -> date | None:
    try:
        return date(siglo + int(aammdd[:2]), int(aammdd[2:4]), int(aammdd[4:6]))
    except ValueError:
        return None
