"""Zero-knowledge proofs and signatures of Belenios v1, and the second decryption proof.

All are Fiat-Shamir in (challenge, response) form: response = w - secret * challenge mod q. A
verifier recomputes each commitment as base^response * statement^challenge and compares hashes.
`Prueba` always means a proof here, never a test.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from boletas.cripto.azar import Azar
from boletas.cripto.canonico import leer_campos
from boletas.cripto.cifrado import Cifrado, CifradoRecibido
from boletas.cripto.grupo import (
    GENERADOR,
    ORDEN,
    Punto,
    PuntoRecibido,
    cociente,
    leer_escalar,
    potencia,
    potencia_de_g,
    probar_potencia,
    producto,
    texto_de_punto,
)
from boletas.cripto.huella import hash_a_escalar
from boletas.errores import (
    FactorFalso,
    FirmaDeBoletaFalsa,
    FirmaDeMensajeFalsa,
    Incumplimiento,
    PruebaDeConocimientoFalsa,
    SegundaPruebaFalsa,
)

DOMINIO_SEGUNDA: Final = "eleccion-jpc/descifrado/v1"


@dataclass(frozen=True, slots=True)
class Prueba:
    """Challenge and response, both 0 <= n < q."""

    reto: int
    respuesta: int


@dataclass(frozen=True, slots=True)
class Rama:
    """A branch as its prover knows it: a = g^testigo, b = y^testigo g^exceso; true if that is 0."""

    testigo: int
    exceso: int


def campos_de_prueba(prueba: Prueba) -> dict[str, object]:
    """The canonical object of a proof."""
    return {"challenge": str(prueba.reto), "response": str(prueba.respuesta)}


def leer_prueba(valor: object) -> Prueba:
    """Read a proof strictly. Raises `CampoInesperado` or `EscalarNoCanonico`."""
    campos = leer_campos(valor, ("challenge", "response"))
    return Prueba(leer_escalar(campos["challenge"]), leer_escalar(campos["response"]))


# Schnorr: one secret, one base
def _demostrar(prefijo: str, secreto: int, azar: Azar) -> Prueba:
    w = azar.menor_que(ORDEN)
    reto = hash_a_escalar(prefijo + texto_de_punto(potencia_de_g(w)))
    return Prueba(reto, (w - secreto * reto) % ORDEN)


def _reto_recalculado(prefijo: str, llave: PuntoRecibido, prueba: Prueba) -> int:
    compromiso = producto(potencia_de_g(prueba.respuesta), probar_potencia(llave, prueba.reto))
    return hash_a_escalar(prefijo + texto_de_punto(compromiso))


def _prefijo_de_conocimiento(llave: Punto | PuntoRecibido) -> str:
    return f"pok|Ed25519|{texto_de_punto(llave)}|"


def probar_conocimiento(secreto: int, azar: Azar) -> Prueba:
    """Prove knowledge of the secret of the key ``g^secreto``."""
    return _demostrar(_prefijo_de_conocimiento(potencia_de_g(secreto)), secreto, azar)


def verificar_conocimiento(llave: PuntoRecibido, prueba: Prueba) -> Punto:
    """Check a proof of knowledge and return the key, proved. Raises `PruebaDeConocimientoFalsa`."""
    if _reto_recalculado(_prefijo_de_conocimiento(llave), llave, prueba) != prueba.reto:
        raise PruebaDeConocimientoFalsa("no se prueba que alguien conozca el secreto de una llave")
    return Punto(llave)


def firmar_mensaje(mensaje: str, secreto: int, azar: Azar) -> Prueba:
    """Sign a ceremony message. It binds the text; it does not prove knowledge of the key (v1)."""
    return _demostrar(f"sigmsg|{mensaje}|", secreto, azar)


def verificar_mensaje(mensaje: str, llave: PuntoRecibido, firma: Prueba) -> Punto:
    """Check a message signature and return the key, proved. Raises `FirmaDeMensajeFalsa`."""
    if _reto_recalculado(f"sigmsg|{mensaje}|", llave, firma) != firma.reto:
        raise FirmaDeMensajeFalsa("un mensaje de la ceremonia no lleva la firma de quien lo envía")
    return Punto(llave)


def firmar_boleta(hash_b64: str, secreto: int, azar: Azar) -> Prueba:
    """Sign the hash of a ballot with the secret exponent of its credential."""
    return _demostrar(f"sig|{hash_b64}|", secreto, azar)


def verificar_firma(hash_b64: str, credencial: PuntoRecibido, firma: Prueba) -> Punto:
    """Check a ballot's signature and return its credential, proved. Raises `FirmaDeBoletaFalsa`."""
    if _reto_recalculado(f"sig|{hash_b64}|", credencial, firma) != firma.reto:
        raise FirmaDeBoletaFalsa("la boleta no está firmada con su credencial")
    return Punto(credencial)


# Disjunctions: exactly one branch is true
def probar_disyuncion(
    etiqueta: str, llave: Punto, ramas: Sequence[Rama], verdadera: int, azar: Azar
) -> tuple[Prueba, ...]:
    """Prove that one of ``ramas`` is an encryption of zero, without saying which.

    The prover knows every branch's witness, so a simulated commitment g^r_j a^c_j is computed as
    g^(r_j + testigo c_j), one multiplication instead of two; its value is the same.
    """
    pruebas: list[Prueba | None] = []
    textos: list[str] = []
    w = azar.menor_que(ORDEN)
    suma = 0
    for indice, rama in enumerate(ramas):
        if indice == verdadera:
            exponente, desvio = w, 0
            pruebas.append(None)
        else:
            reto, respuesta = azar.menor_que(ORDEN), azar.menor_que(ORDEN)
            exponente, desvio = respuesta + rama.testigo * reto, rama.exceso * reto
            suma += reto
            pruebas.append(Prueba(reto, respuesta))
        b = potencia(llave, exponente)
        if desvio:
            b = producto(b, potencia_de_g(desvio))
        textos.append(f"{texto_de_punto(potencia_de_g(exponente))},{texto_de_punto(b)}")
    reto = (hash_a_escalar(etiqueta + ",".join(textos)) - suma) % ORDEN
    propia = Prueba(reto, (w - ramas[verdadera].testigo * reto) % ORDEN)
    return tuple(propia if prueba is None else prueba for prueba in pruebas)


def _compromiso(llave: Punto, rama: Cifrado, prueba: Prueba) -> str:
    a = producto(potencia_de_g(prueba.respuesta), potencia(rama.alpha, prueba.reto))
    b = producto(potencia(llave, prueba.respuesta), potencia(rama.beta, prueba.reto))
    return f"{texto_de_punto(a)},{texto_de_punto(b)}"


def _exigir_reto(
    etiqueta: str, textos: Sequence[str], pruebas: Sequence[Prueba], falla: type[Incumplimiento]
) -> None:
    suma = sum(prueba.reto for prueba in pruebas) % ORDEN
    if hash_a_escalar(etiqueta + ",".join(textos)) != suma:
        raise falla("una prueba de la boleta no se cumple")


def verificar_bit(
    etiqueta: str,
    llave: Punto,
    recibido: CifradoRecibido,
    pruebas: Sequence[Prueba],
    falla: type[Incumplimiento],
) -> Cifrado:
    """Check that a ciphertext holds 0 or 1, and return it with both points proved.

    The powers of alpha and beta in the first branch are what proves their membership; beta / g is
    formed only afterwards.
    """
    cero, uno = pruebas
    a = producto(potencia_de_g(cero.respuesta), probar_potencia(recibido.alpha, cero.reto))
    b = producto(potencia(llave, cero.respuesta), probar_potencia(recibido.beta, cero.reto))
    cifrado = Cifrado(Punto(recibido.alpha), Punto(recibido.beta))
    menos_uno = Cifrado(cifrado.alpha, cociente(cifrado.beta, GENERADOR))
    textos = (f"{texto_de_punto(a)},{texto_de_punto(b)}", _compromiso(llave, menos_uno, uno))
    _exigir_reto(etiqueta, textos, pruebas, falla)
    return cifrado


def verificar_disyuncion(
    etiqueta: str,
    llave: Punto,
    ramas: Sequence[Cifrado],
    pruebas: Sequence[Prueba],
    falla: type[Incumplimiento],
) -> None:
    """Check that one of ``ramas`` encrypts zero; as many proofs as branches. Raises ``falla``."""
    textos = [_compromiso(llave, r, p) for r, p in zip(ramas, pruebas, strict=True)]
    _exigir_reto(etiqueta, textos, pruebas, falla)


# Equality of logarithms: a decryption factor F = alpha^x for the key X = g^x
def _prefijo_v1(huella: str, llave: Punto) -> str:
    return f"decrypt|{huella}|{texto_de_punto(llave)}|"


def _prefijo_segunda(huella: str, llave: Punto, alpha: Punto, factor: Punto) -> str:
    puntos = "|".join(texto_de_punto(punto) for punto in (llave, alpha, factor))
    return f"{DOMINIO_SEGUNDA}|{huella}|{puntos}|"


def _igualar(prefijo: str, secreto: int, alpha: Punto, azar: Azar) -> Prueba:
    w = azar.menor_que(ORDEN)
    a, b = texto_de_punto(potencia_de_g(w)), texto_de_punto(potencia(alpha, w))
    reto = hash_a_escalar(f"{prefijo}{a},{b}")
    return Prueba(reto, (w - secreto * reto) % ORDEN)


def _reto_de_igualdad(
    prefijo: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
) -> int:
    a = producto(potencia_de_g(prueba.respuesta), potencia(llave, prueba.reto))
    b = producto(potencia(alpha, prueba.respuesta), potencia(factor, prueba.reto))
    return hash_a_escalar(f"{prefijo}{texto_de_punto(a)},{texto_de_punto(b)}")


def probar_descifrado(huella: str, secreto: int, alpha: Punto, azar: Azar) -> tuple[Prueba, Prueba]:
    """Prove that alpha^secreto is the right factor: (proof of v1, second proof), fresh w each."""
    llave, factor = potencia_de_g(secreto), potencia(alpha, secreto)
    return (
        _igualar(_prefijo_v1(huella, llave), secreto, alpha, azar),
        _igualar(_prefijo_segunda(huella, llave, alpha, factor), secreto, alpha, azar),
    )


def verificar_descifrado_v1(
    huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
) -> None:
    """Check the proof of v1, which binds neither alpha nor the factor. Raises `FactorFalso`."""
    prefijo = _prefijo_v1(huella, llave)
    if _reto_de_igualdad(prefijo, llave, alpha, factor, prueba) != prueba.reto:
        raise FactorFalso("un factor de descifrado no cumple su prueba")


def verificar_segunda(
    huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
) -> None:
    """Check the second proof, which binds both. Raises `SegundaPruebaFalsa`."""
    prefijo = _prefijo_segunda(huella, llave, alpha, factor)
    if _reto_de_igualdad(prefijo, llave, alpha, factor, prueba) != prueba.reto:
        raise SegundaPruebaFalsa("un factor de descifrado no cumple su segunda prueba")
