"""The code of an acta or a cartel, as a telephone read it: what was closed that night, and by whom.

Whoever kept a photograph needs nothing else to know that its figures are those that the mesa's
machine sealed; with the published record beside it, that they are still the same.

Page: docs/formato-qr-acta.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from auditoria.errores import NoAbre, ReglaRota
from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.papeles import resumen
from auditoria.papeles.contexto import codigo_de_llave
from auditoria.registro.archivos import leer_archivo
from auditoria.registro.expediente import abrir
from boletas.impresion.codigos import huella_corta

LIMITE: Final = 8_192
"""Twice what the largest code holds."""


class NoEsCodigoDeActa(NoAbre):
    """The text is not that of the code of an acta de escrutinio or a cartel."""

    explicacion = (
        "No es el texto del código de un acta de escrutinio ni de un cartel; fotografíelo de nuevo"
    )


class CierreDistinto(ReglaRota):
    """The record says something else of that mesa than the paper that was photographed."""

    explicacion = "El registro publicado no tiene el cierre que está en el papel"


@dataclass(frozen=True, slots=True)
class CierreFotografiado:
    """What the code says, its seal checked.

    Attributes:
        cierre: The figures.
        octetos: ``cierre.json``, rebuilt byte for byte.
        llave: Short code of the key that sealed it. That the key is the mesa's is for a person to
            compare with the acta de inicio.
    """

    cierre: Cierre
    octetos: bytes
    llave: str

    @property
    def ruta(self) -> str:
        """Name of the file in a record."""
        return f"{ruta_de_mesa(self.cierre.mesa)}/cierre.json"

    @property
    def huella(self) -> bytes:
        """SHA-256 of the file; its short form stands under the code on paper."""
        return sha256(self.octetos).digest()

    def decir(self) -> Iterator[str]:
        """Tell a person the figures, line by line, as the acta has them."""
        cierre = self.cierre
        yield f"Proceso {cierre.proceso}, mesa {cierre.mesa}."
        yield f"Huella: {huella_corta(cierre.huella)}"
        if cierre.testigos is not None:
            yield f"Testigos contados: {_por_opcion(cierre.contados)}."
        if cierre.papel:
            yield f"Boletas de papel: {_por_opcion(cierre.papel)}."
        if cierre.urna is not None:
            yield (
                f"Boletas en la urna: {cierre.urna.depositadas}; abiertas en pruebas:"
                f" {cierre.urna.comprobadas}; pases inutilizados: {cierre.urna.inutilizadas}."
            )
            yield f"Raíz de la urna: {huella_corta(cierre.urna.raiz)}"
            yield f"Archivo de boletas al cierre: {huella_corta(cierre.urna.archivo.sha256)}"
        yield f"Código de cierre.json, debajo del QR: {huella_corta(self.huella)}"
        yield f"Llave del equipo de la mesa: {self.llave}. Compárela con la del acta de inicio."


def leer_fotografiado(archivo: Path) -> CierreFotografiado:
    """Read the text of a code from a file, and check its seal; raises as ``leer_codigo``."""
    texto = leer_texto(archivo)
    try:
        return leer_codigo(texto)
    except NoEsCodigoDeActa as otro:
        raise otro.en(archivo.name) from None


def leer_texto(archivo: Path) -> str:
    """Give the text of a code from a file, as a reader of codes writes it.

    Raises:
        NoEsCodigoDeActa: It is no text of a code.
    """
    try:
        return leer_archivo(archivo, LIMITE).decode("ascii").rstrip("\r\n")
    except UnicodeDecodeError:
        raise NoEsCodigoDeActa(archivo=archivo.name) from None


def leer_codigo(texto: str) -> CierreFotografiado:
    """Read the text of a code and check its seal.

    Raises:
        NoEsCodigoDeActa: Another text.
        ResumenIlegible: It begins as one and is not whole, or not in its one spelling.
        FirmaFalsa: The key in it did not sign these figures.
    """
    if not texto.startswith((resumen.PREFIJO, resumen.PREFIJO_PARCIAL)):
        raise NoEsCodigoDeActa
    leido = resumen.decodificar(texto)
    return CierreFotografiado(leido.cierre, leido.verificar(), codigo_de_llave(leido.llave.vkey))


def exigir_publicado(fotografiado: CierreFotografiado, expediente: Path) -> None:
    """Demand that a record has this close of its mesa, byte for byte.

    Raises:
        CierreDistinto: It has another one, or none.
    """
    with abrir(expediente) as publico:
        ruta = fotografiado.ruta
        if not publico.tiene(ruta) or publico.huella(ruta) != fotografiado.huella:
            raise CierreDistinto(archivo=ruta)


def _por_opcion(votos: tuple[int, ...]) -> str:
    *planillas, nulos = votos
    partes = [f"planilla {lugar}, {votos}" for lugar, votos in enumerate(planillas, 1)]
    return "; ".join((*partes, f"nulos, {nulos}"))
