"""What a search field was given: a clave, a CURP, part of a name, or the code of a card of the INE.

The field takes what comes, from a scanner or from fingers, and says kindly what it cannot use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from auditoria.formatos.reglas import ModoPadron
from eleccion.dominio.identidad import CurpInvalida, leer_curp, normalizar_clave
from eleccion.dominio.lista_nominal import LARGO_CLAVE, Consulta
from eleccion.dominio.lista_ocr import leer_numero
from eleccion.dominio.registro_en_mesa import CredencialExhibida
from eleccion.errores import EntradaIlegible
from eleccion.web.mesa.formas import DatoFaltante, DatoInvalido

_CLAVE: Final = re.compile(r"[A-Z]{6}[0-9]{4,8}([0-9HMX]{0,4})")
_DE_CURP: Final = re.compile(r"[A-Z]{4}[0-9]{6}")
_CON_CIFRAS: Final = re.compile(r"[0-9]")
_DEL_INE: Final = re.compile(r"https?://|ine\.mx|^IDMEX", re.IGNORECASE)
_NOMBRE_MAS_LARGO: Final = 80
_CIFRAS: Final = re.compile(r"[0-9]{1,9}")
_DIA_MES_ANO: Final = re.compile(r"([0-9]{1,2})[-/ .]?([0-9]{1,2})[-/ .]?([0-9]{4})")


_QUE_FALTA: Final = {
    ModoPadron.LISTA_NOMINAL: "la clave, la CURP o el nombre",
    ModoPadron.OCR: "el número del reverso de la credencial, OCR o CIC",
    ModoPadron.REGISTRO_EN_MESA: "la clave de elector, sus 18 caracteres",
}


class CodigoDelIne(EntradaIlegible):
    """The card's own codes serve only the application of the INE."""

    explicacion: ClassVar[str] = (
        "Ese código de la credencial sólo lo lee la aplicación del INE; escriba lo que pide el"
        " campo, como está impreso"
    )


class ClaveIncompleta(EntradaIlegible):
    """A clave was begun and does not have the ten characters that tell people apart."""

    explicacion: ClassVar[str] = "Faltan caracteres: son los primeros diez de la clave de elector"


class CurpMalEscrita(EntradaIlegible):
    """It begins as a CURP does, and is none."""

    explicacion: ClassVar[str] = (
        "La CURP tiene dieciocho caracteres y aquí falta o sobra uno, o alguno no es el suyo;"
        " revísela, o busque por nombre"
    )


class NoEsClave(EntradaIlegible):
    """Long enough for a clave, and of another shape."""

    explicacion: ClassVar[str] = (
        "Una clave de elector empieza con seis letras y sigue con cifras; revísela, o busque por"
        " nombre"
    )


@dataclass(frozen=True, slots=True)
class Busqueda:
    """What to do with what was typed.

    Attributes:
        consulta: Look it up by exact keys. A name alone is none, and is searched instead.
        nombre: Beginnings of a name; empty for none.
        nacimiento: Of whoever has that name, as the card has it.
        vigencia: Last year of the card.
    """

    consulta: Consulta
    nombre: str = ""
    nacimiento: date | None = None
    vigencia: int | None = None


def leer_busqueda(
    forma: Mapping[str, str], modo: ModoPadron = ModoPadron.LISTA_NOMINAL
) -> Busqueda:
    """Understand the search field, and the sección and year of the card beside it.

    Args:
        modo: Where the list has no names, only the number of the card is understood.

    Raises:
        NumeroDeCredencialInvalido: Not a number of a card, where nothing else is looked for.
        CodigoDelIne, ClaveIncompleta, CurpMalEscrita, NoEsClave: See the classes.
        DatoFaltante, DatoInvalido: See the classes.
    """
    texto = forma.get("texto", "").strip()
    if not texto:
        raise DatoFaltante(_QUE_FALTA[modo])
    if _DEL_INE.search(texto) or len(texto) > _NOMBRE_MAS_LARGO:
        raise CodigoDelIne
    seccion, vigencia = _numero(forma, "seccion", 9999), _numero(forma, "vigencia", 2199)
    if modo is ModoPadron.OCR:
        if vigencia is None:
            raise DatoFaltante("el año de vigencia, como está en la credencial")
        numero = leer_numero(texto)
        return Busqueda(
            Consulta(numero=numero, seccion=seccion, vigencia=vigencia), vigencia=vigencia
        )
    plano = normalizar_clave(texto)
    if _CON_CIFRAS.search(plano):
        return Busqueda(_por_clave(plano, seccion, vigencia), vigencia=vigencia)
    nacimiento = _nacimiento(forma)
    consulta = Consulta(nombre=texto, nacimiento=nacimiento, seccion=seccion, vigencia=vigencia)
    return Busqueda(consulta, texto, nacimiento, vigencia)


def leer_credencial(forma: Mapping[str, str]) -> CredencialExhibida:
    """Understand what was typed of a card where there is no list: all of it is needed.

    Raises:
        ClaveElectorInvalida: Not the 18 characters of a clave.
        CodigoDelIne, DatoFaltante, DatoInvalido: See the classes.
    """
    texto = forma.get("texto", "").strip()
    if not texto:
        raise DatoFaltante(_QUE_FALTA[ModoPadron.REGISTRO_EN_MESA])
    if _DEL_INE.search(texto) or len(texto) > _NOMBRE_MAS_LARGO:
        raise CodigoDelIne
    seccion, vigencia = _numero(forma, "seccion", 9999), _numero(forma, "vigencia", 2199)
    if seccion is None or vigencia is None:
        raise DatoFaltante("la sección y el año de vigencia, como están en la credencial")
    return CredencialExhibida.leer(texto, seccion, vigencia)


def leer_manzana_tecleada(forma: Mapping[str, str]) -> int:
    """Read the number of a block (``DatoFaltante``, ``DatoInvalido``)."""
    numero = _numero(forma, "manzana", 9999)
    if numero is None:
        raise DatoFaltante("el número de la manzana, según el mapa")
    return numero


def _por_clave(plano: str, seccion: int | None, vigencia: int | None) -> Consulta:
    try:
        leer_curp(plano)
        return Consulta(curp=plano, seccion=seccion, vigencia=vigencia)
    except CurpInvalida:
        pass
    if _DE_CURP.match(plano):
        raise CurpMalEscrita
    if not _CLAVE.fullmatch(plano):
        raise ClaveIncompleta if len(plano) < LARGO_CLAVE else NoEsClave
    return Consulta(clave10=plano[:LARGO_CLAVE], seccion=seccion, vigencia=vigencia)


def _numero(forma: Mapping[str, str], campo: str, maximo: int) -> int | None:
    texto = forma.get(campo, "").strip()
    if not texto:
        return None
    if not _CIFRAS.fullmatch(texto) or not 1 <= int(texto) <= maximo:
        raise DatoInvalido("sección, vigencia o manzana: escriba sólo cifras")
    return int(texto)


def _nacimiento(forma: Mapping[str, str]) -> date | None:
    texto = forma.get("nacimiento", "").strip()
    if not texto:
        return None
    try:
        partes = _DIA_MES_ANO.fullmatch(texto)
        dia, mes, ano = (int(parte) for parte in partes.groups()) if partes else (0, 0, 0)
        return date(ano, mes, dia)
    except ValueError:
        raise DatoInvalido("escriba día, mes y año del nacimiento, como 15/07/1980") from None
