"""The ballot: making one, and verifying one whole (docs/formato-bel.md, Ballot)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from boletas.cripto import canonico, respuesta
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.credencial import Credencial
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.grupo import ORDEN, Punto, PuntoRecibido, recibir_punto
from boletas.cripto.huella import b64, sha256_hex
from boletas.cripto.pruebas import (
    Prueba,
    campos_de_prueba,
    firmar_boleta,
    leer_prueba,
    verificar_firma,
)
from boletas.cripto.respuesta import (
    BLANCO,
    Blanco,
    RespuestaAbierta,
    RespuestaRecibida,
    Voto,
    cifrar_respuesta,
    recibir_respuesta,
)
from boletas.errores import (
    BoletaDeOtraDefinicion,
    BoletaDeOtraEleccion,
    BoletaSinFirma,
    CredencialNoListada,
    FueraDeLimites,
    HashDeBoletaDistinto,
    NumeroDeRespuestas,
    VotoFueraDeRango,
)

__all__ = [
    "BLANCO",
    "REGLAS",
    "Blanco",
    "BoletaEmitida",
    "BoletaVerificada",
    "ReglasDeBoleta",
    "Voto",
    "clave_verificada",
    "emitir_abierta",
    "emitir_boleta",
    "largo_maximo_de_boleta",
    "limite_de_boleta",
    "verificar_boleta",
]

_CAMPOS: Final = ("election_uuid", "election_hash", "credential", "answers")


@dataclass(frozen=True, slots=True)
class BoletaEmitida:
    """A ballot just made; nothing in it opens it."""

    texto: bytes = field(repr=False)
    sha256: str
    rastreador: str
    """Smart ballot tracker: SHA-256 of the text in Base64."""
    credencial: str


@dataclass(frozen=True, slots=True)
class BoletaVerificada:
    """What a ballot proved: one listed credential and one valid answer per question."""

    credencial: str
    sha256: str
    rastreador: str
    cifrados: tuple[tuple[Cifrado, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class BoletaRecibida:
    """A ballot as it came: canonical, every field and count right, nothing proved."""

    uuid: str
    huella: str
    credencial: str
    punto: PuntoRecibido
    hash_firmado: str
    hash_real: str
    firma: Prueba
    respuestas: tuple[RespuestaRecibida, ...]


def contexto_de_boleta(definicion: Definicion, credencial: str) -> str:
    """S0: what binds every proof to this election and this voter."""
    return f"{definicion.huella}|{credencial}"


def clave_verificada(definicion: Definicion, texto: bytes) -> bytes:
    """What remembers that the proofs of these bytes hold under this definition."""
    return sha256(bytes.fromhex(definicion.sha256) + sha256(texto).digest()).digest()


def limite_de_boleta(definicion: Definicion) -> int:
    """An upper bound, in bytes, for any ballot of this election: at least twice its real length."""
    pruebas = sum(2 * p.cifrados + p.maximo - p.minimo + 4 for p in definicion.preguntas)
    cifrados = sum(p.cifrados for p in definicion.preguntas)
    return 4096 + 2 * (200 * pruebas + 170 * cifrados)


def largo_maximo_de_boleta(definicion: Definicion) -> int:
    """Bytes of the longest ballot that can be verified: each scalar has as many digits as it may.

    Everything else in a ballot of one election has a fixed length.
    """
    prueba = {"challenge": str(ORDEN - 1), "response": str(ORDEN - 1)}
    punto = "0" * 64
    respuestas = [
        {
            "choices": [{"alpha": punto, "beta": punto}] * pregunta.cifrados,
            "individual_proofs": [[prueba] * 2] * pregunta.cifrados,
            "overall_proof": [prueba] * (pregunta.maximo - pregunta.minimo + 1 + pregunta.blanco),
        }
        | ({"blank_proof": [prueba] * 2} if pregunta.blanco else {})
        for pregunta in definicion.preguntas
    ]
    campos = {
        "election_uuid": definicion.uuid,
        "election_hash": definicion.huella,
        "credential": punto,
        "answers": respuestas,
        "signature": {"hash": definicion.huella, "proof": prueba},
    }
    return len(canonico.escribir(campos))


def emitir_boleta(
    definicion: Definicion, credencial: Credencial, votos: Sequence[Voto], azar: Azar = AZAR
) -> BoletaEmitida:
    """Encrypt, prove and sign a vote: one `Voto` per question, in the definition's order.

    Raises:
        VotoFueraDeRango: The choices do not fit the questions.
    """
    return emitir_abierta(definicion, credencial, votos, azar)[0]


def emitir_abierta(
    definicion: Definicion, credencial: Credencial, votos: Sequence[Voto], azar: Azar = AZAR
) -> tuple[BoletaEmitida, tuple[RespuestaAbierta, ...]]:
    """Make a ballot as `emitir_boleta` does, and keep what opens it: one answer per question.

    `boletas.cripto.comprobacion.emitir_comprobable` is how a kiosk asks for it.
    """
    if len(votos) != len(definicion.preguntas):
        raise VotoFueraDeRango("no hay exactamente un voto por pregunta")
    contexto = contexto_de_boleta(definicion, credencial.publica)
    cifradas = [
        cifrar_respuesta(definicion.llave, contexto, pregunta, voto, azar)
        for pregunta, voto in zip(definicion.preguntas, votos, strict=True)
    ]
    campos: dict[str, object] = {
        "election_uuid": definicion.uuid,
        "election_hash": definicion.huella,
        "credential": credencial.publica,
        "answers": [respuesta for respuesta, _ in cifradas],
    }
    hash_b64 = b64(canonico.escribir(campos))
    firma = firmar_boleta(hash_b64, credencial.exponente, azar)
    texto = canonico.escribir(
        campos | {"signature": {"hash": hash_b64, "proof": campos_de_prueba(firma)}}
    )
    emitida = BoletaEmitida(texto, sha256_hex(texto), b64(texto), credencial.publica)
    return emitida, tuple(abierta for _, abierta in cifradas)


class ReglasDeBoleta:
    """Every check of a ballot, one method each, so that a test can show what each one stops.

    The program uses `REGLAS` alone; there is no setting that replaces it.
    """

    def leer(self, texto: bytes, definicion: Definicion) -> BoletaRecibida:
        """Canonical text, exact fields, exact counts."""
        return recibir_boleta(texto, definicion)

    def exigir_eleccion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """The uuid is this election's."""
        if boleta.uuid != definicion.uuid:
            raise BoletaDeOtraEleccion("la boleta es de otra elección")

    def exigir_definicion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """The fingerprint is this definition's."""
        if boleta.huella != definicion.huella:
            raise BoletaDeOtraDefinicion("la boleta se hizo con otra definición de la elección")

    def exigir_credencial(self, boleta: BoletaRecibida, credenciales: Container[str]) -> None:
        """The credential is listed."""
        if boleta.credencial not in credenciales:
            raise CredencialNoListada("la credencial de la boleta no está en la lista publicada")

    def exigir_hash(self, boleta: BoletaRecibida) -> None:
        """The hash signed is that of the ballot."""
        if boleta.hash_firmado != boleta.hash_real:
            raise HashDeBoletaDistinto("el hash firmado no es el de la boleta")

    def exigir_firma(self, boleta: BoletaRecibida) -> None:
        """The signature is by the credential, whose point this proves."""
        verificar_firma(boleta.hash_firmado, boleta.punto, boleta.firma)

    def contexto(self, boleta: BoletaRecibida, definicion: Definicion) -> str:
        """What every proof must be bound to."""
        return contexto_de_boleta(definicion, boleta.credencial)

    def exigir_individuales(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida
    ) -> tuple[Cifrado, ...]:
        """Every ciphertext holds 0 or 1; their points are proved on return."""
        return respuesta.verificar_individuales(llave, contexto, recibida)

    def exigir_globales(
        self,
        llave: Punto,
        contexto: str,
        pregunta: Pregunta,
        recibida: RespuestaRecibida,
        cifrados: Sequence[Cifrado],
    ) -> None:
        """The number of marks is lawful."""
        respuesta.verificar_globales(llave, contexto, pregunta, recibida, cifrados)

    def exigir_blanco(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida, cifrados: Sequence[Cifrado]
    ) -> None:
        """A blank vote marks nothing."""
        respuesta.verificar_blanco(llave, contexto, recibida, cifrados)


REGLAS: Final = ReglasDeBoleta()


def recibir_boleta(texto: bytes, definicion: Definicion) -> BoletaRecibida:
    """Read a ballot strictly; no proof is checked here.

    Raises:
        FueraDeLimites: Longer than any ballot of this election.
        BoletaSinFirma: All the fields but the signature.
        Incumplimiento: Those of text, fields, counts, scalars and points.
    """
    if len(texto) > limite_de_boleta(definicion):
        raise FueraDeLimites("la boleta es más larga que cualquier boleta de esta elección")
    valor = canonico.leer(texto)
    if type(valor) is dict and tuple(valor) == _CAMPOS:
        raise BoletaSinFirma("la boleta no está firmada")
    campos = leer_campos(valor, (*_CAMPOS, "signature"))
    firma = leer_campos(campos["signature"], ("hash", "proof"))
    respuestas = leer_arreglo(campos["answers"])
    if len(respuestas) != len(definicion.preguntas):
        raise NumeroDeRespuestas("la boleta no tiene una respuesta por pregunta")
    credencial = leer_cadena(campos["credential"])
    # The text is canonical and the signature its last field: what was signed is what precedes it.
    sin_firma = texto[: texto.rindex(b',"signature":')] + b"}"
    return BoletaRecibida(
        uuid=leer_cadena(campos["election_uuid"]),
        huella=leer_cadena(campos["election_hash"]),
        credencial=credencial,
        punto=recibir_punto(credencial),
        hash_firmado=leer_cadena(firma["hash"]),
        hash_real=b64(sin_firma),
        firma=leer_prueba(firma["proof"]),
        respuestas=tuple(
            recibir_respuesta(valor, pregunta)
            for valor, pregunta in zip(respuestas, definicion.preguntas, strict=True)
        ),
    )


def verificar_boleta(
    texto: bytes,
    definicion: Definicion,
    credenciales: Container[str],
    *,
    verificadas: set[bytes] | None = None,
    reglas: ReglasDeBoleta = REGLAS,
) -> BoletaVerificada:
    """Verify one ballot whole and return what it proved.

    Args:
        credenciales: Public credentials that may vote, as 64 hexadecimal digits.
        verificadas: `clave_verificada` of ballots whose proofs were checked earlier in this same
            process. A ballot found there has its form, election and credential checked again and
            its proofs not; one that passes is added. Never to be stored or received.

    Raises:
        Incumplimiento: The class says which check failed.
        FueraDeLimites: The text is longer than any ballot of this election.
    """
    boleta = reglas.leer(texto, definicion)
    reglas.exigir_eleccion(boleta, definicion)
    reglas.exigir_definicion(boleta, definicion)
    reglas.exigir_credencial(boleta, credenciales)
    clave = clave_verificada(definicion, texto)
    if verificadas is not None and clave in verificadas:
        cifrados = tuple(_sin_repetir_pruebas(r) for r in boleta.respuestas)
    else:
        reglas.exigir_hash(boleta)
        reglas.exigir_firma(boleta)
        contexto = reglas.contexto(boleta, definicion)
        cifrados = tuple(
            _verificar_respuesta(definicion.llave, contexto, pregunta, recibida, reglas)
            for pregunta, recibida in zip(definicion.preguntas, boleta.respuestas, strict=True)
        )
        if verificadas is not None:
            verificadas.add(clave)
    return BoletaVerificada(boleta.credencial, sha256_hex(texto), b64(texto), cifrados)


def _verificar_respuesta(
    llave: Punto,
    contexto: str,
    pregunta: Pregunta,
    recibida: RespuestaRecibida,
    reglas: ReglasDeBoleta,
) -> tuple[Cifrado, ...]:
    cifrados = reglas.exigir_individuales(llave, contexto, recibida)
    reglas.exigir_globales(llave, contexto, pregunta, recibida, cifrados)
    if pregunta.blanco:
        reglas.exigir_blanco(llave, contexto, recibida, cifrados)
    return cifrados


def _sin_repetir_pruebas(recibida: RespuestaRecibida) -> tuple[Cifrado, ...]:
    """Take points as proved: these same bytes passed every proof earlier in this process."""
    return tuple(Cifrado(Punto(c.alpha), Punto(c.beta)) for c in recibida.cifrados)
