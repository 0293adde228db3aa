"""The public messages of the threshold ceremony: how each is written and what it must satisfy."""

from __future__ import annotations

from collections.abc import Sequence

from boletas.cripto import canonico, partes
from boletas.cripto.azar import Azar
from boletas.cripto.canonico import leer_arreglo, leer_campos, leer_entero
from boletas.cripto.certificados import (
    Certificado,
    MensajeFirmado,
    leer_coeficientes,
    leer_firmado,
    texto_de_certificados,
    texto_de_coeficientes,
)
from boletas.cripto.grupo import ORDEN, Punto, PuntoRecibido, potencia_de_g, texto_de_punto
from boletas.cripto.huella import leer_sha256, sha256_hex
from boletas.cripto.pedersen import LlaveVerificada, escribir_revelacion, evaluar_en_exponente
from boletas.cripto.pruebas import (
    Prueba,
    firmar_mensaje,
    leer_prueba,
    probar_conocimiento,
    verificar_mensaje,
)
from boletas.errores import CampoInesperado, CompromisoDistinto, ParteFalsa

Revelacion = tuple[MensajeFirmado, tuple[Punto, ...], Prueba]
"""Signed coefficients, their points, and the signature of all the certificates with them."""


def huella_de_certificados(certificados: Sequence[bytes]) -> str:
    """SHA-256 over the certificates in order of index, which the custodians read aloud."""
    return sha256_hex(b"\n".join(certificados))


def _firmar(mensaje: str, secreto: int, azar: Azar) -> MensajeFirmado:
    return MensajeFirmado(mensaje, firmar_mensaje(mensaje, secreto, azar))


def _abrir(texto: bytes, certificado: Certificado) -> object:
    """Read a signed message by the trustee of ``certificado``."""
    firmado = leer_firmado(canonico.leer(texto))
    verificar_mensaje(firmado.mensaje, PuntoRecibido(certificado.verificacion), firmado.firma)
    return canonico.leer(firmado.mensaje.encode())


def redactar_compromiso(indice: int, revelacion: bytes, secreto: int, azar: Azar) -> bytes:
    """Sign the hash of what will be revealed."""
    campos = {"compromiso": indice, "sha256": sha256_hex(revelacion)}
    return canonico.escribir(_firmar(canonico.escribir(campos).decode(), secreto, azar).campos())


def leer_compromiso(texto: bytes, certificado: Certificado) -> str:
    """Check a commitment and return its hash. Raises `CampoInesperado`, `FirmaDeMensajeFalsa`."""
    campos = leer_campos(_abrir(texto, certificado), ("compromiso", "sha256"))
    if leer_entero(campos["compromiso"]) != certificado.indice:
        raise CampoInesperado("el compromiso es de otro custodio")
    return leer_sha256(campos["sha256"])


def redactar_revelacion(
    polinomio: Sequence[int], certificados: Sequence[Certificado], secreto: int, azar: Azar
) -> bytes:
    """Sign the coefficients of a polynomial, and all the certificates with them."""
    puntos = [potencia_de_g(a) for a in polinomio]
    firmado = _firmar(texto_de_coeficientes(puntos), secreto, azar)
    conjunto = firmar_mensaje(texto_de_certificados(certificados, puntos), secreto, azar)
    return escribir_revelacion(firmado, conjunto)


def leer_revelacion(
    texto: bytes,
    compromiso: str,
    certificado: Certificado,
    certificados: Sequence[Certificado],
    umbral: int,
) -> Revelacion:
    """Check revealed coefficients against their commitment, signatures and group.

    Raises:
        CompromisoDistinto: They are not those committed to.
        Incumplimiento: Those of `certificados.leer_coeficientes`.
    """
    if sha256_hex(texto) != compromiso:
        raise CompromisoDistinto("los coeficientes no son los que se comprometieron")
    campos = leer_campos(canonico.leer(texto), ("coefexps", "signature"))
    firmado, conjunto = leer_firmado(campos["coefexps"]), leer_prueba(campos["signature"])
    puntos = leer_coeficientes(firmado, certificado, umbral)
    todos = texto_de_certificados(certificados, puntos)
    verificar_mensaje(todos, PuntoRecibido(certificado.verificacion), conjunto)
    return firmado, puntos, conjunto


def redactar_partes(
    indice: int,
    polinomio: Sequence[int],
    certificados: Sequence[Certificado],
    secreto: int,
    azar: Azar,
) -> bytes:
    """Encrypt to each custodian j the value at j of a polynomial, and sign them together."""
    cerradas = [
        partes.cerrar_parte(
            sum(a * pow(j, k, ORDEN) for k, a in enumerate(polinomio)) % ORDEN,
            indice,
            j,
            certificado.cifrado,
            azar,
        )
        for j, certificado in enumerate(certificados, start=1)
    ]
    texto = canonico.escribir({"de": indice, "partes": cerradas}).decode()
    return canonico.escribir(_firmar(texto, secreto, azar).campos())


def leer_partes(texto: bytes, certificado: Certificado, total: int) -> list[object]:
    """Check who sent the shares, and that there is one for each; they stay closed.

    Raises:
        CampoInesperado, FirmaDeMensajeFalsa: Not of this custodian, or not so many.
    """
    campos = leer_campos(_abrir(texto, certificado), ("de", "partes"))
    if leer_entero(campos["de"]) != certificado.indice:
        raise CampoInesperado("las partes dicen venir de otro custodio")
    return leer_arreglo(campos["partes"], total)


def leer_parte_recibida(
    texto: bytes,
    certificado: Certificado,
    coeficientes: Sequence[Punto],
    mio: tuple[int, int, int],
) -> int:
    """Open the share that is for one and check it against its sender's coefficients.

    Args:
        mio: Own index, number of custodians, secret of the encryption key.

    Raises:
        ParteFalsa: It does not open, or is not the polynomial's value.
        Incumplimiento: Those of form and signature.
    """
    indice, total, secreto = mio
    cerrada = leer_partes(texto, certificado, total)[indice - 1]
    parte = partes.abrir_parte(cerrada, certificado.indice, indice, secreto)
    if potencia_de_g(parte) != evaluar_en_exponente(coeficientes, indice):
        raise ParteFalsa("la parte recibida no es la de los coeficientes publicados")
    return parte


def redactar_llave(parte: int, secreto: int, azar: Azar) -> bytes:
    """Publish the key of a share, proved and signed."""
    llave = potencia_de_g(parte)
    firma = firmar_mensaje(texto_de_punto(llave), secreto, azar)
    return canonico.escribir(
        LlaveVerificada(llave, probar_conocimiento(parte, azar), firma).campos()
    )
