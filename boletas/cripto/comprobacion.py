"""The comprobación: a ballot opened to see that it holds what the voter chose.

A kiosk cannot know whether the ballot it just made will be cast or opened, so one that encrypts
something else is caught each time somebody opens (Benaloh's challenge). Page:
docs/formato-comprobacion.md.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from boletas.cripto import canonico
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.boleta import (
    BLANCO,
    BoletaEmitida,
    BoletaVerificada,
    ReglasDeBoleta,
    Voto,
    emitir_abierta,
    verificar_boleta,
)
from boletas.cripto.boleta import (
    REGLAS as REGLAS_DE_BOLETA,
)
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.credencial import Credencial
from boletas.cripto.definicion import Definicion, Pregunta, es_uuid
from boletas.cripto.grupo import ORDEN, Punto, leer_escalar
from boletas.cripto.huella import leer_sha256
from boletas.cripto.respuesta import RespuestaAbierta, cifrar, vector_de
from boletas.errores import (
    AperturaAjena,
    AperturaFalsa,
    AperturaIncompleta,
    CampoInesperado,
    FueraDeLimites,
)

FORMATO: Final = "eleccion-jpc/apertura/v1"
LIMITE_DE_APERTURA: Final = 1 << 16
_CAMPOS: Final = ("boleta", "formato", "respuestas", "uuid")
"""In the order of RFC 8785, which for these names and values is all that it asks."""


@dataclass(frozen=True, slots=True)
class Apertura:
    """What opens one ballot and no other.

    Attributes:
        uuid: Election of the ballot.
        boleta: SHA-256 of its text, hexadecimal.
        respuestas: One per question.
    """

    uuid: str
    boleta: str
    respuestas: tuple[RespuestaAbierta, ...]


@dataclass(frozen=True, slots=True)
class BoletaComprobada:
    """What an opened ballot proved: that it is a whole ballot, and what it said.

    Attributes:
        votos: One per question, as `emitir_boleta` takes them.
    """

    boleta: BoletaVerificada
    votos: tuple[Voto, ...]

    def elegidas(self, definicion: Definicion) -> tuple[tuple[str, ...], ...]:
        """Name what was chosen: per question, its answers in ballot order; blank is none."""
        return tuple(
            () if voto is BLANCO else tuple(pregunta.respuestas[i] for i in sorted(voto))
            for pregunta, voto in zip(definicion.preguntas, self.votos, strict=True)
        )


def emitir_comprobable(
    definicion: Definicion, credencial: Credencial, votos: Sequence[Voto], azar: Azar = AZAR
) -> tuple[BoletaEmitida, Apertura]:
    """Make a ballot and keep what opens it, until the voter decides to cast it or to open it.

    Whoever holds the opening of a ballot that was cast can prove how its voter voted: the caller
    forgets it before the ballot is deposited.

    Raises:
        VotoFueraDeRango: The choices do not fit the questions.
    """
    emitida, respuestas = emitir_abierta(definicion, credencial, votos, azar)
    return emitida, Apertura(definicion.uuid, emitida.sha256, respuestas)


class ReglasDeComprobacion:
    """Every check of an opening, one method each, so that a test can show what each one stops.

    The program uses `REGLAS` alone; there is no setting that replaces it.
    """

    boleta: ReglasDeBoleta = REGLAS_DE_BOLETA

    def exigir_propia(self, apertura: Apertura, boleta: BoletaVerificada, uuid: str) -> None:
        """The opening is of this ballot."""
        if (apertura.uuid, apertura.boleta) != (uuid, boleta.sha256):
            raise AperturaAjena("la apertura es de otra boleta")

    def exigir_completa(self, apertura: Apertura, preguntas: Sequence[Pregunta]) -> None:
        """One answer per question, and in it one mark and one exponent per ciphertext."""
        if len(apertura.respuestas) != len(preguntas):
            raise AperturaIncompleta("la apertura no tiene una respuesta por pregunta")
        for abierta, pregunta in zip(apertura.respuestas, preguntas, strict=True):
            if {len(abierta.vector), len(abierta.azares)} != {pregunta.cifrados}:
                raise AperturaIncompleta("la apertura no tiene un azar por cada opción")

    def exigir_cifrado(
        self, llave: Punto, abierta: RespuestaAbierta, cifrados: Sequence[Cifrado], numero: int
    ) -> None:
        """Each ciphertext is what its mark and its exponent give."""
        partes = zip(abierta.vector, abierta.azares, cifrados, strict=True)
        for lugar, (marca, azar, cifrado) in enumerate(partes, 1):
            if cifrar(llave, azar, marca) != cifrado:
                raise AperturaFalsa(
                    "la boleta no contiene lo que dice su apertura",
                    entrada=f"pregunta {numero}, opción {lugar}",
                )

    def voto_de(self, pregunta: Pregunta, vector: Sequence[int]) -> Voto:
        """Read the vote; the proofs of the ballot already bound it, and it is demanded again."""
        en_blanco = pregunta.blanco and vector[0] == 1
        opciones = vector[1:] if pregunta.blanco else vector
        voto: Voto = BLANCO if en_blanco else tuple(i for i, m in enumerate(opciones) if m)
        if vector_de(pregunta, voto) != list(vector):
            raise AperturaFalsa("la apertura no dice un voto posible")
        return voto


REGLAS: Final = ReglasDeComprobacion()


def comprobar_boleta(
    texto: bytes,
    definicion: Definicion,
    credenciales: Container[str],
    apertura: Apertura,
    *,
    reglas: ReglasDeComprobacion = REGLAS,
) -> BoletaComprobada:
    """Verify a ballot whole, encrypt again what its opening says, and return what it held.

    Args:
        texto: The ballot, exact bytes.
        credenciales: Public credentials that may vote, as 64 hexadecimal digits.

    Raises:
        AperturaAjena, AperturaIncompleta, AperturaFalsa: See each.
        VotoFueraDeRango: The marks are no lawful vote.
        Incumplimiento: The ballot itself fails; the class says which check.
    """
    boleta = verificar_boleta(texto, definicion, credenciales, reglas=reglas.boleta)
    reglas.exigir_propia(apertura, boleta, definicion.uuid)
    reglas.exigir_completa(apertura, definicion.preguntas)
    for numero, (abierta, cifrados) in enumerate(
        zip(apertura.respuestas, boleta.cifrados, strict=True), 1
    ):
        reglas.exigir_cifrado(definicion.llave, abierta, cifrados, numero)
    votos = tuple(
        reglas.voto_de(pregunta, abierta.vector)
        for pregunta, abierta in zip(definicion.preguntas, apertura.respuestas, strict=True)
    )
    return BoletaComprobada(boleta, votos)


def largo_maximo_de_apertura(definicion: Definicion) -> int:
    """Bytes of the longest opening of a ballot: each exponent has as many digits as it may."""
    respuestas = tuple(
        RespuestaAbierta((0,) * pregunta.cifrados, (ORDEN - 1,) * pregunta.cifrados)
        for pregunta in definicion.preguntas
    )
    return len(escribir_apertura(Apertura(definicion.uuid, "0" * 64, respuestas)))


def escribir_apertura(apertura: Apertura) -> bytes:
    """Write the opening's file in its one spelling."""
    return canonico.escribir(
        {
            "boleta": apertura.boleta,
            "formato": FORMATO,
            "respuestas": [
                {"azares": [str(azar) for azar in r.azares], "vector": list(r.vector)}
                for r in apertura.respuestas
            ],
            "uuid": apertura.uuid,
        }
    )


def leer_apertura(texto: bytes) -> Apertura:
    """Read an opening's file strictly; nothing is compared with a ballot here.

    Raises:
        FueraDeLimites: Longer than 64 KiB.
        TextoNoCanonico, CampoInesperado, EscalarNoCanonico: Not the one spelling of an opening.
    """
    if len(texto) > LIMITE_DE_APERTURA:
        raise FueraDeLimites("la apertura es demasiado larga")
    campos = leer_campos(canonico.leer(texto), _CAMPOS)
    uuid = leer_cadena(campos["uuid"])
    if campos["formato"] != FORMATO or not es_uuid(uuid):
        raise CampoInesperado("no es la apertura de una boleta")
    return Apertura(
        uuid,
        leer_sha256(campos["boleta"]),
        tuple(_leer_respuesta(valor) for valor in leer_arreglo(campos["respuestas"])),
    )


def _leer_respuesta(valor: object) -> RespuestaAbierta:
    campos = leer_campos(valor, ("azares", "vector"))
    return RespuestaAbierta(
        vector=tuple(_leer_marca(marca) for marca in leer_arreglo(campos["vector"])),
        azares=tuple(leer_escalar(azar) for azar in leer_arreglo(campos["azares"])),
    )


def _leer_marca(valor: object) -> int:
    if type(valor) is not int or valor not in (0, 1):
        raise CampoInesperado("una opción no está marcada con 0 o con 1")
    return valor
