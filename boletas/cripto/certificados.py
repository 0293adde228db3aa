"""What a trustee publishes in a ceremony before there are shares (docs/formato-bel.md, Setup)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from boletas.cripto import canonico
from boletas.cripto.azar import Azar
from boletas.cripto.canonico import leer_arreglo, leer_cadena, leer_campos
from boletas.cripto.grupo import Punto, PuntoRecibido, leer_punto, recibir_punto, texto_de_punto
from boletas.cripto.pruebas import (
    Prueba,
    campos_de_prueba,
    firmar_mensaje,
    leer_prueba,
    verificar_mensaje,
)
from boletas.errores import CertificadoInvalido, UmbralInvalido


@dataclass(frozen=True, slots=True)
class MensajeFirmado:
    """A text signed by a trustee's ceremony key."""

    mensaje: str
    firma: Prueba

    def campos(self) -> dict[str, object]:
        """The canonical object."""
        return {"message": self.mensaje, "signature": campos_de_prueba(self.firma)}


@dataclass(frozen=True, slots=True)
class Certificado:
    """A trustee's two ceremony keys, proved points: for signatures and for messages to it."""

    firmado: MensajeFirmado = field(repr=False)
    indice: int
    verificacion: Punto = field(repr=False)
    cifrado: Punto = field(repr=False)


def leer_firmado(valor: object) -> MensajeFirmado:
    """Read the form of a signed message; the signature is not checked."""
    campos = leer_campos(valor, ("message", "signature"))
    return MensajeFirmado(leer_cadena(campos["message"]), leer_prueba(campos["signature"]))


def redactar_certificado(
    indice: int, umbral: int, total: int, firma: tuple[int, Punto], cifrado: Punto, azar: Azar
) -> MensajeFirmado:
    """Write and sign a certificate; ``firma`` is the signing pair (secret, public)."""
    mensaje = canonico.escribir(
        {
            "context": _contexto(indice, umbral, total),
            "verification": texto_de_punto(firma[1]),
            "encryption": texto_de_punto(cifrado),
        }
    ).decode()
    return MensajeFirmado(mensaje, firmar_mensaje(mensaje, firma[0], azar))


def _contexto(indice: int, umbral: int, total: int) -> dict[str, object]:
    return {"group": "Ed25519", "size": total, "threshold": umbral, "index": indice}


def leer_certificado(firmado: MensajeFirmado, indice: int, umbral: int, total: int) -> Certificado:
    """Check a certificate whole: canonical text, context, both points, its own signature.

    Raises:
        CertificadoInvalido: It states another group, size, threshold or index.
        FirmaDeMensajeFalsa: The signature is not by the key inside.
        Incumplimiento: Those of text, fields and points.
    """
    campos = leer_campos(
        canonico.leer(firmado.mensaje.encode()), ("context", "verification", "encryption")
    )
    # Compared as text: in Python True equals 1, and the context of one of one would have two forms.
    esperado = canonico.escribir(_contexto(indice, umbral, total))
    if canonico.escribir(campos["context"]) != esperado:
        raise CertificadoInvalido(
            f"el certificado no es el del custodio {indice} de {total} con umbral {umbral}",
            culpables=(indice,),
        )
    verificacion = recibir_punto(campos["verification"])
    return Certificado(
        firmado,
        indice,
        verificar_mensaje(firmado.mensaje, verificacion, firmado.firma),
        leer_punto(campos["encryption"]),
    )


def texto_de_coeficientes(coeficientes: Sequence[Punto]) -> str:
    """The message by which a trustee reveals its coefficients."""
    return canonico.escribir({"coefexps": [texto_de_punto(p) for p in coeficientes]}).decode()


def leer_coeficientes(
    firmado: MensajeFirmado, certificado: Certificado, umbral: int
) -> tuple[Punto, ...]:
    """Check revealed coefficients: signature, count, membership.

    Raises:
        UmbralInvalido: Not as many as the threshold.
        FirmaDeMensajeFalsa: Not signed by the trustee of ``certificado``.
        Incumplimiento: Those of text, fields and points.
    """
    llave = PuntoRecibido(certificado.verificacion)
    verificar_mensaje(firmado.mensaje, llave, firmado.firma)
    campos = leer_campos(canonico.leer(firmado.mensaje.encode()), ("coefexps",))
    textos = leer_arreglo(campos["coefexps"])
    if len(textos) != umbral:
        raise UmbralInvalido("el número de coeficientes no es el umbral")
    return tuple(leer_punto(texto) for texto in textos)


def texto_de_certificados(
    certificados: Sequence[Certificado], coeficientes: Sequence[Punto]
) -> str:
    """What a trustee signs to fix all certificates and its own coefficients."""
    campos = {
        "certs": [certificado.firmado.campos() for certificado in certificados],
        "coefexps": [texto_de_punto(punto) for punto in coeficientes],
    }
    return "certs_sig|" + canonico.escribir(campos).decode()
