"""Several mesas opened as one: the product of their tallies, and ``conjunto.json``.

A mesa with very few ballots would tell how people voted if its total were opened. So the tallies
of several mesas of one contest are multiplied and only the product is decrypted
(docs/formato-conjunto.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import rfc8785

from boletas.cripto import canonico
from boletas.cripto.apertura import (
    REGLAS,
    Combinacion,
    ReglasDeDescifrado,
    Resultado,
    combinar,
    factores_totales,
    verificar_descifrado,
    verificar_resultado,
)
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos, leer_entero
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.descifrado import (
    LIMITE_DE_DESCIFRADO,
    Computo,
    DescifradoParcial,
    campos_de_pruebas,
    leer_matriz,
    leer_pruebas,
)
from boletas.cripto.escrutinio import sumar_computos
from boletas.cripto.grupo import leer_punto_o_identidad, texto_de_punto
from boletas.cripto.huella import b64, leer_sha256
from boletas.cripto.verificacion import ArchivoVerificado
from boletas.errores import (
    ArchivoIncompleto,
    CampoInesperado,
    ConjuntoInvalido,
    DuenoInvalido,
    FueraDeLimites,
    NumeroDeRespuestas,
)

FORMATO: Final = "eleccion-jpc/conjunto/v1"
FORMATO_DE_PARCIAL: Final = "eleccion-jpc/parcial-de-conjunto/v1"
CAMPOS_DE_PARCIAL: Final = ("formato", "conjunto", "descifrado")
CAMPOS_DE_FACTORES: Final = ("dueno", "factores", "pruebas", "segundas")


@dataclass(frozen=True, slots=True)
class MiembroDeConjunto:
    """One mesa of a set, as its verified archive proved it.

    Attributes:
        archivo: SHA-256 of the archive up to its tally, hexadecimal: it fixes every ballot.
        boletas: How many the tally holds.
    """

    definicion: Definicion
    archivo: str
    computo: Computo = field(repr=False)
    boletas: int

    @property
    def uuid(self) -> str:
        """Identifier of the mesa's election."""
        return self.definicion.uuid


@dataclass(frozen=True, slots=True)
class Conjunto:
    """A set of mesas and the product of their tallies. Only `reunir` makes one.

    Attributes:
        miembros: Ascending by uuid.
        huella: Fingerprint that every proof of its decryption hashes: of the mesas and of their
            archives, so that no proof fits another set or other ballots.
        boletas: Of all of them.
    """

    miembros: tuple[MiembroDeConjunto, ...]
    huella: str
    preguntas: tuple[Pregunta, ...]
    computo: Computo = field(repr=False)
    boletas: int


def miembro_de(archivo: ArchivoVerificado) -> MiembroDeConjunto:
    """Take a mesa into a set. Raises `ArchivoIncompleto` when it does not reach its tally."""
    if archivo.computo is None or archivo.sha256_prefijo is None:
        raise ArchivoIncompleto("el archivo no llega al cómputo cifrado")
    return MiembroDeConjunto(
        archivo.definicion, archivo.sha256_prefijo, archivo.computo, len(archivo.boletas)
    )


def reunir(miembros: Sequence[MiembroDeConjunto]) -> Conjunto:
    """Multiply the tallies of several mesas.

    Raises:
        ConjuntoInvalido: Fewer than two, one twice, or not all of one key and the same questions.
    """
    orden = tuple(sorted(miembros, key=lambda miembro: miembro.uuid))
    if len({miembro.uuid for miembro in orden}) != len(orden) or len(orden) < 2:
        raise ConjuntoInvalido("un conjunto tiene dos mesas distintas o más")
    if len({(m.definicion.llave, m.definicion.preguntas) for m in orden}) != 1:
        raise ConjuntoInvalido("las mesas del conjunto no son de la misma elección y llave")
    return Conjunto(
        orden,
        huella_de_conjunto((miembro.archivo, miembro.uuid) for miembro in orden),
        orden[0].definicion.preguntas,
        sumar_computos(miembro.computo for miembro in orden),
        sum(miembro.boletas for miembro in orden),
    )


def huella_de_conjunto(mesas: Iterable[tuple[str, str]]) -> str:
    """Fingerprint a set by (archive, uuid) of each mesa, in any order; see ``Conjunto.huella``."""
    campos = [
        {"archivo": archivo, "uuid": uuid} for archivo, uuid in sorted(mesas, key=lambda m: m[1])
    ]
    return b64(canonico.escribir({"formato": FORMATO, "mesas": campos}))


def abrir_conjunto(
    conjunto: Conjunto, custodios: ListaDeCustodios, parciales: Sequence[DescifradoParcial]
) -> Combinacion:
    """Open the product with the partial decryptions that hold; see `apertura.combinar`."""
    return combinar(conjunto, custodios, conjunto.computo, parciales, conjunto.boletas)


def escribir_conjunto(conjunto: Conjunto, combinacion: Combinacion) -> bytes:
    """Write ``conjunto.json`` in RFC 8785 form."""
    usados = sorted(combinacion.usados, key=lambda parcial: parcial.dueno)
    contenido: dict[str, object] = {
        "descifrados": [_campos_de_parcial(parcial) for parcial in usados],
        "formato": FORMATO,
        "mesas": _campos_de_mesas(conjunto.miembros),
        "resultado": [list(fila) for fila in combinacion.resultado],
    }
    return rfc8785.dumps(contenido)  # type: ignore[arg-type]  # dict[str, object] built here


def escribir_parcial_de_conjunto(conjunto: Conjunto, parcial: DescifradoParcial) -> bytes:
    """Write one custodian's whole answer for a set, the file it hands over."""
    return canonico.escribir(
        {
            "formato": FORMATO_DE_PARCIAL,
            "conjunto": conjunto.huella,
            "descifrado": _campos_de_parcial(parcial),
        }
    )


def leer_parcial_de_conjunto(texto: bytes, conjunto: Conjunto) -> DescifradoParcial:
    """Read a custodian's answer for a set (docs/formato-parcial.md); no proof is checked here.

    Raises:
        CampoInesperado: Another format.
        ConjuntoInvalido: It answers for another set.
        FueraDeLimites: Longer than 8 MiB.
        Incumplimiento: Those of text, fields, counts, scalars and points.
    """
    _exigir_limite(texto)
    campos = leer_campos(canonico.leer(texto), CAMPOS_DE_PARCIAL)
    if campos["formato"] != FORMATO_DE_PARCIAL:
        raise CampoInesperado("el archivo no es el descifrado parcial de un conjunto")
    if campos["conjunto"] != conjunto.huella:
        raise ConjuntoInvalido("el descifrado es de otras mesas o de otras boletas")
    return _leer_parcial(campos["descifrado"], conjunto)


def leer_sin_verificar(texto: bytes) -> tuple[tuple[str, ...], Resultado]:
    """Read whose set a file is, and the result it states, without proving anything.

    For who keeps a file that was proved when it was made; an auditor calls `verificar_conjunto`.

    Returns:
        Uuids of the mesas, ascending, and the result.

    Raises:
        TextoNoCanonico, CampoInesperado: Not of the form.
    """
    campos = _leer_campos_de_conjunto(texto)
    uuids = tuple(uuid for _, uuid in _leer_mesas(campos["mesas"]))
    return uuids, _leer_resultado(campos["resultado"])


def leer_huella_sin_verificar(texto: bytes) -> str:
    """Read which set a file opened, without proving anything; see `leer_sin_verificar`."""
    return huella_de_conjunto(_leer_mesas(_leer_campos_de_conjunto(texto)["mesas"]))


def verificar_conjunto(
    texto: bytes,
    conjunto: Conjunto,
    custodios: ListaDeCustodios,
    *,
    reglas: ReglasDeDescifrado = REGLAS,
) -> Resultado:
    """Verify ``conjunto.json`` against the set that the archives give, and return its result.

    Raises:
        TextoNoCanonico, CampoInesperado: Not of the form.
        ConjuntoInvalido: It is of other mesas or of other ballots.
        DuenoInvalido: Owners repeated, out of order, or none of the list.
        FaltanDescifrados, FactorFalso, SegundaPruebaFalsa: As named.
        ResultadoDistinto, ResultadoFueraDeRango: The result is not that of the product.
        FueraDeLimites: Longer than 8 MiB.
    """
    campos = _leer_campos_de_conjunto(texto)
    if _leer_mesas(campos["mesas"]) != [(m.archivo, m.uuid) for m in conjunto.miembros]:
        raise ConjuntoInvalido("el descifrado es de otras mesas o de otras boletas")
    parciales = [_leer_parcial(valor, conjunto) for valor in leer_arreglo(campos["descifrados"])]
    duenos = [parcial.dueno for parcial in parciales]
    if duenos != sorted(set(duenos)):
        raise DuenoInvalido("los custodios del descifrado se repiten o no van en orden")
    for parcial in parciales:
        verificar_descifrado(conjunto, custodios, conjunto.computo, parcial, reglas=reglas)
    resultado = _leer_resultado(campos["resultado"])
    if [len(fila) for fila in resultado] != [p.cifrados for p in conjunto.preguntas]:
        raise NumeroDeRespuestas("el resultado no tiene las filas o columnas del cómputo")
    totales = factores_totales(custodios, parciales)
    verificar_resultado(conjunto.computo, totales, resultado, conjunto.boletas)
    return resultado


def _leer_campos_de_conjunto(texto: bytes) -> dict[str, object]:
    _exigir_limite(texto)
    campos = leer_campos(canonico.leer(texto), ("descifrados", "formato", "mesas", "resultado"))
    if campos["formato"] != FORMATO:
        raise CampoInesperado("el archivo no es el descifrado de un conjunto")
    return campos


def _leer_resultado(valor: object) -> Resultado:
    return tuple(tuple(leer_entero(n) for n in leer_arreglo(fila)) for fila in leer_arreglo(valor))


def _campos_de_mesas(miembros: Sequence[MiembroDeConjunto]) -> list[dict[str, str]]:
    return [{"archivo": miembro.archivo, "uuid": miembro.uuid} for miembro in miembros]


def _leer_mesas(valor: object) -> list[tuple[str, str]]:
    mesas = [leer_campos(mesa, ("archivo", "uuid")) for mesa in leer_arreglo(valor)]
    return [(leer_sha256(mesa["archivo"]), leer_cadena(mesa["uuid"])) for mesa in mesas]


def _campos_de_parcial(parcial: DescifradoParcial) -> dict[str, object]:
    return {
        "dueno": parcial.dueno,
        "factores": [[texto_de_punto(f) for f in fila] for fila in parcial.factores],
        "pruebas": campos_de_pruebas(parcial.pruebas),
        "segundas": campos_de_pruebas(parcial.segundas),
    }


def _leer_parcial(valor: object, conjunto: Conjunto) -> DescifradoParcial:
    campos = leer_campos(valor, CAMPOS_DE_FACTORES)
    factores = leer_matriz(campos["factores"], conjunto)
    return DescifradoParcial(
        leer_entero(campos["dueno"]),
        tuple(tuple(leer_punto_o_identidad(f) for f in fila) for fila in factores),
        leer_pruebas(campos["pruebas"], conjunto),
        leer_pruebas(campos["segundas"], conjunto),
    )


def _exigir_limite(texto: bytes) -> None:
    if len(texto) > LIMITE_DE_DESCIFRADO:
        raise FueraDeLimites("el descifrado del conjunto es demasiado largo")
