"""Whose answer a file is: of which custodian, and to the decryption of what.

For whoever receives the files that ``boletas custodio descifrar`` writes and has to put each with
the archive it answers to (docs/formato-parcial.md). Nothing is proved here.
"""

from __future__ import annotations

from dataclasses import dataclass

from boletas.cripto import canonico, conjunto
from boletas.cripto.canonico import leer_cadena, leer_campos, leer_entero
from boletas.cripto.descifrado import (
    CAMPOS_DE_PARCIAL,
    FORMATO_DE_PARCIAL,
    LIMITE_DE_DESCIFRADO,
)
from boletas.errores import CampoInesperado, FueraDeLimites


@dataclass(frozen=True, slots=True)
class Remitente:
    """What an answer says of itself.

    Attributes:
        asunto: uuid of the mesa's election, or fingerprint of the set; no string is both.
        dueno: Owner number of the custodian.
    """

    asunto: str
    dueno: int


def leer_remitente(texto: bytes) -> Remitente:
    """Read what an answer says of itself; the factors and proofs are not looked at.

    Raises:
        FueraDeLimites: Longer than 8 MiB.
        TextoNoCanonico, CampoInesperado: It is no answer, whole and in its one spelling.
    """
    if len(texto) > LIMITE_DE_DESCIFRADO:
        raise FueraDeLimites("la respuesta es demasiado larga")
    valor = canonico.leer(texto)
    if type(valor) is dict and valor.get("formato") == conjunto.FORMATO_DE_PARCIAL:
        campos = leer_campos(valor, conjunto.CAMPOS_DE_PARCIAL)
        suyo = leer_campos(campos["descifrado"], conjunto.CAMPOS_DE_FACTORES)
        return Remitente(leer_cadena(campos["conjunto"]), leer_entero(suyo["dueno"]))
    campos = leer_campos(valor, CAMPOS_DE_PARCIAL)
    if campos["formato"] != FORMATO_DE_PARCIAL:
        raise CampoInesperado("el archivo no es el descifrado parcial de un custodio")
    return Remitente(leer_cadena(campos["uuid"]), leer_entero(campos["dueno"]))
