"""Verifiers weakened at one point each: what shows that a refusal is that check's and no other's.

Every class overrides one rule, or the rules through which one and the same thing is checked. They
live here alone: the program has no way to take any of them.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Any

from boletas.cripto import boleta, canonico
from boletas.cripto.apertura import ReglasDeDescifrado, Resultado
from boletas.cripto.boleta import BoletaRecibida, BoletaVerificada, ReglasDeBoleta
from boletas.cripto.certificados import (
    Certificado,
    MensajeFirmado,
    leer_certificado,
    leer_firmado,
)
from boletas.cripto.cifrado import Cifrado
from boletas.cripto.custodios import ListaDeCustodios
from boletas.cripto.definicion import Definicion, Pregunta
from boletas.cripto.descifrado import Computo, DescifradoParcial
from boletas.cripto.grupo import (
    GENERADOR,
    Punto,
    PuntoRecibido,
    cociente,
    leer_punto,
    probar_punto,
)
from boletas.cripto.pedersen import LlaveVerificada, ReglasDeCustodios
from boletas.cripto.pruebas import Prueba, verificar_bit, verificar_disyuncion
from boletas.cripto.registros import Registro
from boletas.cripto.reglas_de_archivo import Etapa, ReglasDeArchivo
from boletas.cripto.respuesta import RespuestaRecibida
from boletas.cripto.sucesos import ReglasDeSucesos, Suceso, Tipo
from boletas.errores import PruebaGlobalFalsa, PruebaIndividualFalsa, PuntoInvalido


# Ballots
class SinEleccion(ReglasDeBoleta):
    """Takes ballots of any election."""

    def exigir_eleccion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """Nothing."""


class SinDefinicion(ReglasDeBoleta):
    """Takes ballots of any definition."""

    def exigir_definicion(self, boleta: BoletaRecibida, definicion: Definicion) -> None:
        """Nothing."""


class SinLista(ReglasDeBoleta):
    """Takes any credential."""

    def exigir_credencial(self, boleta: BoletaRecibida, credenciales: Container[str]) -> None:
        """Nothing."""


class SinHash(ReglasDeBoleta):
    """Takes the signature of any hash."""

    def exigir_hash(self, boleta: BoletaRecibida) -> None:
        """Nothing."""


class SinFirma(ReglasDeBoleta):
    """Takes any signature."""

    def exigir_firma(self, boleta: BoletaRecibida) -> None:
        """Nothing."""


class FirmaOptativa(ReglasDeBoleta):
    """Takes an unsigned ballot, reading it with a signature lent by another one."""

    def __init__(self, prestada: object) -> None:
        self._prestada = prestada

    def leer(self, texto: bytes, definicion: Definicion) -> BoletaRecibida:
        """Lend the signature."""
        campos: Any = canonico.leer(texto)
        firmada = canonico.escribir(campos | {"signature": self._prestada})
        return boleta.recibir_boleta(firmada, definicion)

    def exigir_hash(self, boleta: BoletaRecibida) -> None:
        """Nothing: there was none."""

    def exigir_firma(self, boleta: BoletaRecibida) -> None:
        """Nothing: there was none."""


class ConContexto(ReglasDeBoleta):
    """Takes proofs bound to another election or voter; with "", to none."""

    def __init__(self, contexto: str) -> None:
        self._contexto = contexto

    def contexto(self, boleta: BoletaRecibida, definicion: Definicion) -> str:
        """The one given."""
        return self._contexto


class SinIndividuales(ReglasDeBoleta):
    """Takes ciphertexts of any number."""

    def exigir_individuales(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida
    ) -> tuple[Cifrado, ...]:
        """Membership alone."""
        return tuple(
            Cifrado(probar_punto(c.alpha), probar_punto(c.beta)) for c in recibida.cifrados
        )


class SinGlobales(ReglasDeBoleta):
    """Takes any number of marks."""

    def exigir_globales(
        self,
        llave: Punto,
        contexto: str,
        pregunta: Pregunta,
        recibida: RespuestaRecibida,
        cifrados: Sequence[Cifrado],
    ) -> None:
        """Nothing."""


class SinBlanco(ReglasDeBoleta):
    """Takes a blank vote with marks."""

    def exigir_blanco(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida, cifrados: Sequence[Cifrado]
    ) -> None:
        """Nothing."""


class OlvidaElEnunciado(ReglasDeBoleta):
    """Weak Fiat-Shamir: the hash takes the context and the commitments, not what is proved.

    For questions of one answer, without blank vote: there both proofs have the same branches.
    """

    def exigir_individuales(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida
    ) -> tuple[Cifrado, ...]:
        """Without the ciphertext in the hash."""
        return tuple(
            verificar_bit(f"prove|{contexto}|", llave, cifrado, par, PruebaIndividualFalsa)
            for cifrado, par in zip(recibida.cifrados, recibida.individuales, strict=True)
        )

    def exigir_globales(
        self,
        llave: Punto,
        contexto: str,
        pregunta: Pregunta,
        recibida: RespuestaRecibida,
        cifrados: Sequence[Cifrado],
    ) -> None:
        """Without the ciphertexts nor their sum in the hash."""
        (unico,) = cifrados
        ramas = (unico, Cifrado(unico.alpha, cociente(unico.beta, GENERADOR)))
        etiqueta = f"prove|{contexto}|"
        verificar_disyuncion(etiqueta, llave, ramas, recibida.globales, PruebaGlobalFalsa)


class OlvidaTodo(OlvidaElEnunciado):
    """The hash takes the commitments alone: neither what is proved, nor where, nor by whom."""

    def contexto(self, boleta: BoletaRecibida, definicion: Definicion) -> str:
        """None."""
        return ""


class SinPertenencia(ReglasDeBoleta):
    """Takes points with a part of order 2, as a library that clears the cofactor does.

    ``torsion`` is that part: it is taken away before the equations, which the forger makes hold
    for both, and the hash still takes the points as they came.
    """

    def __init__(self, torsion: Punto) -> None:
        self._torsion = torsion

    def exigir_individuales(
        self, llave: Punto, contexto: str, recibida: RespuestaRecibida
    ) -> tuple[Cifrado, ...]:
        """Over the points made straight, with the received texts in the hash."""
        rectos = []
        for cifrado, par in zip(recibida.cifrados, recibida.individuales, strict=True):
            recto = type(cifrado)(
                self._enderezar(cifrado.alpha), self._enderezar(cifrado.beta), cifrado.texto
            )
            etiqueta = f"prove|{contexto}|{cifrado.texto}|"
            rectos.append(verificar_bit(etiqueta, llave, recto, par, PruebaIndividualFalsa))
        return tuple(rectos)

    def _enderezar(self, punto: PuntoRecibido) -> PuntoRecibido:
        try:
            return PuntoRecibido(probar_punto(punto))
        except PuntoInvalido:
            return PuntoRecibido(cociente(Punto(punto), self._torsion))


# The chain
class SinCadena(ReglasDeSucesos):
    """Takes events in any chain."""

    def exigir_cadena(self, suceso: Suceso, previo: Suceso | None) -> None:
        """Nothing."""


class SinNombre(ReglasDeSucesos):
    """Takes records under any name."""

    def exigir_nombre(self, registro: Registro, sufijo: str) -> None:
        """Nothing."""


class SinCarga(ReglasDeSucesos):
    """Takes events that announce anything."""

    def exigir_carga(self, suceso: Suceso) -> None:
        """Nothing."""


class SinRegistros(ReglasDeSucesos):
    """Takes any number of data before an event."""

    def exigir_registros(self, suceso: Suceso) -> None:
        """Nothing."""


# The archive
class SinOrden(ReglasDeArchivo):
    """Takes events in any order."""

    def exigir_orden(self, etapa: Etapa, tipo: Tipo) -> None:
        """Nothing."""


class SinLlave(ReglasDeArchivo):
    """Takes an election key of anybody's."""

    def exigir_llave(self, definicion: Definicion, custodios: ListaDeCustodios) -> None:
        """Nothing."""


class ConRepetidas(ReglasDeArchivo):
    """Takes the same ballot twice."""

    def exigir_boleta_nueva(self, sha256: str, anteriores: Container[str]) -> None:
        """Nothing."""


class ConRevoto(ReglasDeArchivo):
    """Takes two ballots of one credential, and counts both."""

    def exigir_credencial_libre(self, boleta: BoletaVerificada, usadas: Container[str]) -> None:
        """Nothing."""


class SinCuentas(ReglasDeArchivo):
    """Takes any number for the number of ballots."""

    def exigir_cuentas(self, anunciadas: int, peso: int, contadas: int) -> None:
        """Nothing."""


class SinComputo(ReglasDeArchivo):
    """Takes any tally for the product of the ballots."""

    def exigir_computo(self, publicado: Computo, recalculado: Computo) -> None:
        """Nothing."""


class ConDuenosRepetidos(ReglasDeArchivo):
    """Takes two partial decryptions of one trustee."""

    def exigir_dueno_nuevo(self, dueno: int, anteriores: Container[int]) -> None:
        """Nothing."""


class SinResultado(ReglasDeArchivo):
    """Takes any result."""

    def exigir_resultado(
        self,
        computo: Computo,
        totales: Sequence[Sequence[Punto]],
        resultado: Resultado,
        boletas: int,
    ) -> None:
        """Nothing."""


class SinFin(ReglasDeArchivo):
    """Takes an archive that ends anywhere."""

    def exigir_fin(self, etapa: Etapa, en_curso: bool) -> None:
        """Nothing."""


# Decryption
class SinV1(ReglasDeDescifrado):
    """Does not look at the proofs inside the archive."""

    def exigir_v1(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


class SinSegunda(ReglasDeDescifrado):
    """Takes any second proof."""

    def exigir_segunda(
        self, huella: str, llave: Punto, alpha: Punto, factor: Punto, prueba: Prueba
    ) -> None:
        """Nothing."""


class SegundaOptativa(ReglasDeDescifrado):
    """Takes factors that come without second proofs."""

    def exigir_que_traiga_segundas(self, parcial: DescifradoParcial) -> None:
        """Nothing."""


# Trustees
class ConContextoPropio(ReglasDeCustodios):
    """Takes a certificate for whatever place it says it is for."""

    def leer_certificado(self, valor: object, indice: int, umbral: int, total: int) -> Certificado:
        """With the context that it states."""
        firmado = leer_firmado(valor)
        campos: Any = canonico.leer(firmado.mensaje.encode())
        c = campos["context"]
        suyo = leer_certificado(firmado, c["index"], c["threshold"], c["size"])
        return Certificado(suyo.firmado, indice, suyo.verificacion, suyo.cifrado)


class CoeficientesSinFirma(ReglasDeCustodios):
    """Takes coefficients that nobody signed."""

    def leer_coeficientes(
        self, firmado: MensajeFirmado, certificado: Certificado, umbral: int
    ) -> tuple[Punto, ...]:
        """The points alone."""
        campos: Any = canonico.leer(firmado.mensaje.encode())
        return tuple(leer_punto(texto) for texto in campos["coefexps"])


class SinFirmaDelConjunto(ReglasDeCustodios):
    """Takes trustees who did not sign the same certificates."""

    def exigir_firma(
        self,
        firma: Prueba,
        certificados: Sequence[Certificado],
        certificado: Certificado,
        coeficientes: Sequence[Punto],
    ) -> None:
        """Nothing."""


class SinConocimiento(ReglasDeCustodios):
    """Takes a key whose secret nobody need know."""

    def exigir_conocimiento(self, llave: PuntoRecibido, prueba: Prueba) -> Punto:
        """Membership alone."""
        return probar_punto(llave)


class SinLlaveDerivada(ReglasDeCustodios):
    """Takes verification keys that do not follow from the coefficients."""

    def exigir_llave(self, verificada: LlaveVerificada, esperada: Punto, indice: int) -> None:
        """Nothing."""
