"""Partial decryptions: one trustee's factors for a whole tally, with both proofs of each.

The proof of version 1, inside the archive, binds neither the ciphertext nor the factor. The second
proof binds both; it is published in ``descifrado.json`` (docs/formato-descifrado.md) and a factor
without it is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import rfc8785

from boletas.cripto import canonico
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos, leer_entero
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.grupo import Punto, leer_punto_o_identidad, potencia, texto_de_punto
from boletas.cripto.pruebas import Prueba, campos_de_prueba, leer_prueba, probar_descifrado
from boletas.errores import (
    CampoInesperado,
    DuenoInvalido,
    FactorSinSegundaPrueba,
    FueraDeLimites,
    NumeroDeRespuestas,
)

FORMATO: Final = "eleccion-jpc/descifrado/v1"
FORMATO_DE_PARCIAL: Final = "eleccion-jpc/parcial/v1"
CAMPOS_DE_PARCIAL: Final = ("formato", "uuid", "dueno", "descifrado", "segundas")
LIMITE_DE_DESCIFRADO: Final = 8 << 20

Computo = tuple[tuple[Cifrado, ...], ...]
"""An encrypted tally: one row per question, one ciphertext per entry (blank vote first)."""

Pruebas = tuple[tuple[Prueba, ...], ...]
SegundasPruebas = Mapping[int, Pruebas]
"""Second proofs by owner number, question and entry."""


@dataclass(frozen=True, slots=True)
class DescifradoParcial:
    """Factors of owner ``dueno``, rows and entries as in the tally.

    ``segundas`` is empty when they did not come: in what is read from an archive, which has no
    place for them. `combinar` refuses such a one.
    """

    dueno: int
    factores: tuple[tuple[Punto, ...], ...] = field(repr=False)
    pruebas: Pruebas = field(repr=False)
    segundas: Pruebas = field(repr=False)


class Descifrable(Protocol):
    """What a decryption is bound to: the election of one mesa, or a set of several."""

    @property
    def huella(self) -> str:
        """Fingerprint that every proof of decryption hashes."""

    @property
    def preguntas(self) -> tuple[Pregunta, ...]:
        """The questions: they give the shape of the tally."""


def descifrar_parcialmente(
    definicion: Descifrable, computo: Computo, dueno: int, secreto: int, azar: Azar = AZAR
) -> DescifradoParcial:
    """Raise every alpha of a tally to a trustee's secret, and prove it twice.

    This decrypts whatever it is given: `custodio.Custodio` decides what may be.
    """
    factores, pruebas, segundas = [], [], []
    for fila in computo:
        pares = [probar_descifrado(definicion.huella, secreto, c.alpha, azar) for c in fila]
        factores.append(tuple(potencia(c.alpha, secreto) for c in fila))
        pruebas.append(tuple(par[0] for par in pares))
        segundas.append(tuple(par[1] for par in pares))
    return DescifradoParcial(dueno, tuple(factores), tuple(pruebas), tuple(segundas))


def con_segundas(parcial: DescifradoParcial, segundas: SegundasPruebas) -> DescifradoParcial:
    """Join factors read from an archive with their second proofs.

    Raises:
        FactorSinSegundaPrueba: There are none for this owner.
    """
    if parcial.dueno not in segundas:
        raise FactorSinSegundaPrueba(
            f"el descifrado del custodio {parcial.dueno} no trae la segunda prueba",
            culpables=(parcial.dueno,),
        )
    return replace(parcial, segundas=segundas[parcial.dueno])


# Inside the archive
def escribir_factores(parcial: DescifradoParcial) -> bytes:
    """Write the factors and proofs of version 1."""
    return canonico.escribir(_campos_de_factores(parcial))


def _campos_de_factores(parcial: DescifradoParcial) -> dict[str, object]:
    return {
        "decryption_factors": [[texto_de_punto(f) for f in fila] for fila in parcial.factores],
        "decryption_proofs": campos_de_pruebas(parcial.pruebas),
    }


def leer_factores(texto: bytes, dueno: int, definicion: Definicion) -> DescifradoParcial:
    """Read the factors of version 1 and prove every point; the proofs are not checked here.

    Raises:
        NumeroDeRespuestas: Rows or entries are not those of the tally.
        Incumplimiento: Those of text, fields, scalars and points.
    """
    return _leer_factores(canonico.leer(texto), dueno, definicion)


def _leer_factores(valor: object, dueno: int, definicion: Descifrable) -> DescifradoParcial:
    campos = leer_campos(valor, ("decryption_factors", "decryption_proofs"))
    factores = leer_matriz(campos["decryption_factors"], definicion)
    return DescifradoParcial(
        dueno,
        tuple(tuple(leer_punto_o_identidad(f) for f in fila) for fila in factores),
        leer_pruebas(campos["decryption_proofs"], definicion),
        (),
    )


def campos_de_pruebas(pruebas: Pruebas) -> list[list[dict[str, object]]]:
    """The fields of a matrix of proofs."""
    return [[campos_de_prueba(prueba) for prueba in fila] for fila in pruebas]


def leer_pruebas(valor: object, definicion: Descifrable) -> Pruebas:
    """Read a matrix of proofs of the shape of the tally. Raises `NumeroDeRespuestas`."""
    filas = leer_matriz(valor, definicion)
    return tuple(tuple(leer_prueba(prueba) for prueba in fila) for fila in filas)


def leer_matriz(valor: object, definicion: Descifrable) -> list[list[object]]:
    """Take rows and entries as many as the tally has. Raises `NumeroDeRespuestas`."""
    filas = [leer_arreglo(fila) for fila in leer_arreglo(valor)]
    if [len(fila) for fila in filas] != [p.cifrados for p in definicion.preguntas]:
        raise NumeroDeRespuestas("las filas o columnas no son las del cómputo")
    return filas


# From a custodian to the commission
def escribir_parcial(uuid: str, parcial: DescifradoParcial) -> bytes:
    """Write one custodian's whole answer, the file it hands over."""
    return canonico.escribir(
        {
            "formato": FORMATO_DE_PARCIAL,
            "uuid": uuid,
            "dueno": parcial.dueno,
            "descifrado": _campos_de_factores(parcial),
            "segundas": campos_de_pruebas(parcial.segundas),
        }
    )


def leer_parcial(texto: bytes, definicion: Definicion) -> DescifradoParcial:
    """Read a custodian's answer (docs/formato-parcial.md); its proofs are not checked here.

    Raises:
        CampoInesperado: Another format.
        DuenoInvalido: It answers for another election.
        FueraDeLimites: Longer than 8 MiB.
        Incumplimiento: Those of text, fields, counts, scalars and points.
    """
    _exigir_limite(texto)
    campos = leer_campos(canonico.leer(texto), CAMPOS_DE_PARCIAL)
    if campos["formato"] != FORMATO_DE_PARCIAL:
        raise CampoInesperado("el archivo no es el descifrado parcial de una mesa")
    if leer_cadena(campos["uuid"]) != definicion.uuid:
        raise DuenoInvalido("el descifrado es de otra elección")
    parcial = _leer_factores(campos["descifrado"], leer_entero(campos["dueno"]), definicion)
    return replace(parcial, segundas=leer_pruebas(campos["segundas"], definicion))


# descifrado.json
def contenido_de_descifrado(uuid: str, parciales: Iterable[DescifradoParcial]) -> dict[str, object]:
    """The body of ``descifrado.json``: the second proofs of the factors used, by owner number."""
    return {
        "formato": FORMATO,
        "uuid": uuid,
        "descifrados": [
            {"dueno": parcial.dueno, "pruebas": campos_de_pruebas(parcial.segundas)}
            for parcial in sorted(parciales, key=lambda parcial: parcial.dueno)
        ],
    }


def leer_contenido_de_descifrado(contenido: object, definicion: Definicion) -> SegundasPruebas:
    """Read the body of ``descifrado.json``, whose fields stand in the order of RFC 8785.

    Raises:
        CampoInesperado: Another format or election, or a field that should not be.
        DuenoInvalido: Owners repeated or out of order.
        NumeroDeRespuestas: Rows or entries are not those of the tally.
    """
    campos = leer_campos(contenido, ("descifrados", "formato", "uuid"))
    if campos["formato"] != FORMATO or campos["uuid"] != definicion.uuid:
        raise CampoInesperado("el archivo de descifrado es de otro formato o de otra elección")
    segundas: dict[int, Pruebas] = {}
    anterior = 0
    for valor in leer_arreglo(campos["descifrados"]):
        propios = leer_campos(valor, ("dueno", "pruebas"))
        dueno = leer_entero(propios["dueno"])
        if dueno <= anterior:
            raise DuenoInvalido("los custodios del descifrado se repiten o no van en orden")
        anterior = dueno
        segundas[dueno] = leer_pruebas(propios["pruebas"], definicion)
    return segundas


def escribir_descifrado(uuid: str, parciales: Sequence[DescifradoParcial]) -> bytes:
    """Write ``descifrado.json`` in RFC 8785 form."""
    contenido = contenido_de_descifrado(uuid, parciales)
    return rfc8785.dumps(contenido)  # type: ignore[arg-type]  # dict[str, object] built here


def leer_descifrado(texto: bytes, definicion: Definicion) -> SegundasPruebas:
    """Read ``descifrado.json`` strictly: its one spelling is that of RFC 8785.

    Raises:
        TextoNoCanonico: Not the RFC 8785 form.
        FueraDeLimites: Longer than 8 MiB.
        Incumplimiento: Those of `leer_contenido_de_descifrado`.
    """
    _exigir_limite(texto)
    # With ASCII keys and no floats, the RFC's form is Belenios' with the fields sorted: the fields
    # are checked in that order below.
    return leer_contenido_de_descifrado(canonico.leer(texto), definicion)


def _exigir_limite(texto: bytes) -> None:
    if len(texto) > LIMITE_DE_DESCIFRADO:
        raise FueraDeLimites("el archivo de descifrado es demasiado largo")
