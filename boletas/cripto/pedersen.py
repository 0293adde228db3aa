"""n trustees of whom any t decrypt, as published in an election (docs/formato-bel.md, Setup)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

from boletas.cripto.canonico import escribir, leer_arreglo, leer_campos, leer_entero
from boletas.cripto.certificados import (
    Certificado,
    MensajeFirmado,
    leer_certificado,
    leer_coeficientes,
    leer_firmado,
    texto_de_certificados,
)
from boletas.cripto.grupo import (
    IDENTIDAD,
    Punto,
    PuntoRecibido,
    potencia,
    producto,
    recibir_punto,
    texto_de_punto,
)
from boletas.cripto.huella import sha256_hex
from boletas.cripto.pruebas import (
    Prueba,
    campos_de_prueba,
    leer_prueba,
    verificar_conocimiento,
    verificar_mensaje,
)
from boletas.errores import LlaveDeVerificacionDistinta, UmbralInvalido


@dataclass(frozen=True, slots=True)
class LlaveVerificada:
    """The public half of a share: key, proof of knowledge, signature by its trustee."""

    llave: Punto
    conocimiento: Prueba
    firma: Prueba

    def campos(self) -> dict[str, object]:
        """The canonical object."""
        return {
            "pok": campos_de_prueba(self.conocimiento),
            "public_key": texto_de_punto(self.llave),
            "signature": campos_de_prueba(self.firma),
        }


def escribir_revelacion(coeficientes: MensajeFirmado, conjunto: Prueba) -> bytes:
    """Write what a trustee reveals in the ceremony: its coefficients, and its signature of all."""
    return escribir({"coefexps": coeficientes.campos(), "signature": campos_de_prueba(conjunto)})


@dataclass(frozen=True, slots=True)
class Pedersen:
    """n trustees of whom any ``umbral`` decrypt. ``coeficientes[i][k]`` is g^a_ik."""

    umbral: int
    certificados: tuple[Certificado, ...] = field(repr=False)
    revelados: tuple[MensajeFirmado, ...] = field(repr=False)
    coeficientes: tuple[tuple[Punto, ...], ...] = field(repr=False)
    firmas: tuple[Prueba, ...] = field(repr=False)
    verificadas: tuple[LlaveVerificada, ...] = field(repr=False)

    @property
    def llaves(self) -> tuple[Punto, ...]:
        """Verification keys, in order of index."""
        return tuple(verificada.llave for verificada in self.verificadas)

    @property
    def llave(self) -> Punto:
        """The element's part of the election key."""
        return reduce(producto, (puntos[0] for puntos in self.coeficientes))

    @property
    def compromisos(self) -> tuple[str, ...]:
        """What each trustee committed to before anybody revealed: SHA-256 in hex, by index."""
        return tuple(
            sha256_hex(escribir_revelacion(revelado, firma))
            for revelado, firma in zip(self.revelados, self.firmas, strict=True)
        )

    def campos(self) -> list[object]:
        """The canonical element."""
        return [
            "Pedersen",
            {
                "threshold": self.umbral,
                "certs": [certificado.firmado.campos() for certificado in self.certificados],
                "coefexps": [revelado.campos() for revelado in self.revelados],
                "signatures": [campos_de_prueba(firma) for firma in self.firmas],
                "verification_keys": [verificada.campos() for verificada in self.verificadas],
            },
        ]


class ReglasDeCustodios:
    """Every check of a trustee, one method each; the program uses `REGLAS` alone."""

    def leer_certificado(self, valor: object, indice: int, umbral: int, total: int) -> Certificado:
        """Right context, both points in the group, signed by the key it contains."""
        firmado = leer_firmado(valor)
        return leer_certificado(firmado, indice, umbral, total)

    def leer_coeficientes(
        self, firmado: MensajeFirmado, certificado: Certificado, umbral: int
    ) -> tuple[Punto, ...]:
        """Signed by its trustee, ``umbral`` points, all in the group."""
        return leer_coeficientes(firmado, certificado, umbral)

    def exigir_firma(
        self,
        firma: Prueba,
        certificados: Sequence[Certificado],
        certificado: Certificado,
        coeficientes: Sequence[Punto],
    ) -> None:
        """The trustee signed the whole set of certificates together with its coefficients."""
        texto = texto_de_certificados(certificados, coeficientes)
        verificar_mensaje(texto, PuntoRecibido(certificado.verificacion), firma)

    def exigir_conocimiento(self, llave: PuntoRecibido, prueba: Prueba) -> Punto:
        """A mandatory trustee knows the secret of its key, whose point this proves."""
        return verificar_conocimiento(llave, prueba)

    def leer_llave(self, valor: object, certificado: Certificado) -> LlaveVerificada:
        """A verification key proved, and signed by its trustee."""
        return leer_llave_verificada(valor, certificado)

    def exigir_llave(self, verificada: LlaveVerificada, esperada: Punto, indice: int) -> None:
        """The verification key follows from everybody's coefficients."""
        if verificada.llave != esperada:
            raise LlaveDeVerificacionDistinta(
                f"la llave del custodio {indice} no se sigue de los coeficientes publicados",
                culpables=(indice,),
            )


REGLAS: Final = ReglasDeCustodios()


def sumar_coeficientes(coeficientes: Sequence[Sequence[Punto]]) -> tuple[Punto, ...]:
    """g^(sum over i of a_ik) for each k: the joint polynomial in the exponent."""
    return tuple(reduce(producto, columna) for columna in zip(*coeficientes, strict=True))


def evaluar_en_exponente(coeficientes: Sequence[Punto], x: int) -> Punto:
    """g^f(x) from the g^a_k, by Horner's rule."""
    valor = IDENTIDAD
    for punto in reversed(coeficientes):
        valor = producto(potencia(valor, x), punto)
    return valor


def leer_llave_verificada(valor: object, certificado: Certificado) -> LlaveVerificada:
    """Read a verification key; checks its proof of knowledge and its trustee's signature.

    Raises:
        PruebaDeConocimientoFalsa, FirmaDeMensajeFalsa: As named.
        Incumplimiento: Those of fields, scalars and points.
    """
    campos = leer_campos(valor, ("pok", "public_key", "signature"))
    recibida = recibir_punto(campos["public_key"])
    conocimiento, firma = leer_prueba(campos["pok"]), leer_prueba(campos["signature"])
    llave = verificar_conocimiento(recibida, conocimiento)
    firmante = PuntoRecibido(certificado.verificacion)
    verificar_mensaje(texto_de_punto(llave), firmante, firma)
    return LlaveVerificada(llave, conocimiento, firma)


def exigir_umbral(umbral: int, total: int) -> None:
    """1 <= t <= n. Raises `UmbralInvalido`."""
    if not 1 <= umbral <= total:
        raise UmbralInvalido(f"no puede haber un umbral de {umbral} entre {total} custodios")


def leer_pedersen(valor: object, reglas: ReglasDeCustodios = REGLAS) -> Pedersen:
    """Read a threshold element and check everything in it.

    Raises:
        UmbralInvalido: Impossible threshold, or lists of different lengths.
        Incumplimiento: Those of the checks of `ReglasDeCustodios`.
    """
    campos = leer_campos(
        valor, ("threshold", "certs", "coefexps", "signatures", "verification_keys")
    )
    umbral = leer_entero(campos["threshold"])
    listas = [leer_arreglo(campos[nombre]) for nombre in tuple(campos)[1:]]
    total = len(listas[0])
    exigir_umbral(umbral, total)
    if any(len(lista) != total for lista in listas):
        raise UmbralInvalido("las listas de la ceremonia no tienen el mismo largo")
    certificados = tuple(
        reglas.leer_certificado(v, i, umbral, total) for i, v in enumerate(listas[0], start=1)
    )
    revelados = tuple(leer_firmado(v) for v in listas[1])
    coeficientes = tuple(
        reglas.leer_coeficientes(revelado, certificado, umbral)
        for revelado, certificado in zip(revelados, certificados, strict=True)
    )
    firmas = tuple(leer_prueba(v) for v in listas[2])
    for firma, certificado, propios in zip(firmas, certificados, coeficientes, strict=True):
        reglas.exigir_firma(firma, certificados, certificado, propios)
    conjunto = sumar_coeficientes(coeficientes)
    verificadas = []
    for certificado, v in zip(certificados, listas[3], strict=True):
        verificada = reglas.leer_llave(v, certificado)
        esperada = evaluar_en_exponente(conjunto, certificado.indice)
        reglas.exigir_llave(verificada, esperada, certificado.indice)
        verificadas.append(verificada)
    return Pedersen(umbral, certificados, revelados, coeficientes, firmas, tuple(verificadas))
