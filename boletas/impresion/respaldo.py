"""A custodian's share on a sheet of paper: four lines that a person can copy and type.

A folder is lost with its machine; the sheet stays in a sealed envelope. A line is 13 characters of
the share and two that check it, so that a slip of the hand is found in its line. No QR code: what a
phone reads in passing is a share that somebody else has too.

Format: docs/formato-custodios.md, The sheet.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.grupo import ORDEN, texto_de_punto
from boletas.impresion.codigos import ALFABETO, agrupar, huella_corta, leer_codigo, primeros_bits
from boletas.impresion.documento import (
    Aviso,
    Campo,
    Clase,
    Destacado,
    Documento,
    Firmante,
    Firmas,
    Parrafo,
    Seccion,
)
from boletas.impresion.errores import CodigoIlegible
from boletas.impresion.lienzo import imprimir

RENGLONES: Final = 4
_PROPIOS: Final = 13
_DE_PRUEBA: Final = 2


def escribir_respaldo(secreto: int) -> tuple[str, ...]:
    """Write a share as the lines of its sheet: ``02W4Q-7TNF0-56MX0``, from the most significant."""
    largo = RENGLONES * _PROPIOS
    todo = "".join(ALFABETO[secreto >> 5 * lugar & 31] for lugar in reversed(range(largo)))
    propios = [todo[i : i + _PROPIOS] for i in range(0, largo, _PROPIOS)]
    return tuple(agrupar(texto + _prueba(n, texto)) for n, texto in enumerate(propios, 1))


def leer_respaldo(renglones: Sequence[str]) -> int:
    """Read a share from the lines of its sheet, typed as `leer_codigo` allows.

    Raises:
        CodigoIlegible: A line is missing or is not as it was printed; it says which.
    """
    if len(renglones) != RENGLONES:
        raise CodigoIlegible(f"la hoja tiene {RENGLONES} renglones y se leyeron {len(renglones)}")
    secreto = 0
    for numero, renglon in enumerate(renglones, 1):
        try:
            limpio = leer_codigo(renglon, _PROPIOS + _DE_PRUEBA)
        except CodigoIlegible as falla:
            falla.entrada = f"renglón {numero}"
            raise
        propio, prueba = limpio[:_PROPIOS], limpio[_PROPIOS:]
        if prueba != _prueba(numero, propio):
            raise CodigoIlegible("no es como está en la hoja", entrada=f"renglón {numero}")
        for caracter in propio:
            secreto = secreto << 5 | ALFABETO.index(caracter)
    if not 0 < secreto < ORDEN:
        raise CodigoIlegible("los renglones no son los de una hoja de respaldo")
    return secreto


def imprimir_respaldo(secreto: int, custodios: ListaDeCustodios, dueno: int) -> bytes:
    """Draw the sheet as PDF. It holds the share: it goes to the printer and is deleted."""
    return imprimir(maquetar_respaldo(secreto, custodios, dueno))


def maquetar_respaldo(secreto: int, custodios: ListaDeCustodios, dueno: int) -> Documento:
    """Lay out the sheet of one custodian."""
    numero = f"{dueno} de {custodios.total}"
    renglones = escribir_respaldo(secreto)
    return Documento(
        titulo="Respaldo de la parte de un custodio",
        subtitulo="SECRETO: quien lee esta hoja tiene su parte de la llave",
        proceso="Ceremonia de llaves",
        clase=Clase.INFORME,
        copia="Único ejemplar",
        datos=(
            Campo("Custodio", numero, fuerte=True),
            Campo("Lista de custodios", huella_corta(bytes.fromhex(custodios.sha256)), peso=3),
        ),
        secciones=(
            Seccion(
                "Los cuatro renglones",
                tuple(
                    Destacado(texto, rotulo=f"Renglón {n}") for n, texto in enumerate(renglones, 1)
                ),
                numerada=False,
            ),
            Seccion(
                "Qué hacer con esta hoja",
                (
                    Parrafo("1. Compruébela ahora: boletas custodio revisar --hoja."),
                    Parrafo("2. Dóblela hacia dentro, ciérrela en un sobre y firme la solapa."),
                    Parrafo("3. Guarde el sobre en otro edificio que su equipo, bajo llave."),
                    Parrafo("4. No la fotografíe, no la dicte y no la entregue a nadie."),
                    Parrafo("5. Se destruye con la carpeta, al terminar el proceso."),
                    Aviso(
                        "El papel no recuerda qué mesas se abrieron ya. Si usted contestó una"
                        " tanda y perdió su carpeta, dígalo a la comisión antes de contestar otra.",
                        titulo="Si la usa",
                    ),
                    Parrafo(
                        f"Llave de la elección: {texto_de_punto(custodios.llave)}", menudo=True
                    ),
                ),
                numerada=False,
            ),
            Seccion(
                "Quien la guarda", (Firmas((Firmante(f"Custodio {numero}"),)),), numerada=False
            ),
        ),
    )


def _prueba(numero: int, propio: str) -> str:
    digesto = sha256(f"eleccion-jpc/respaldo/v1|{numero}|{propio}".encode("ascii")).digest()
    return primeros_bits(digesto, _DE_PRUEBA)
