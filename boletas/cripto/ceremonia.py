"""The threshold ceremony: t of n custodians make one key that none of them ever holds.

Pedersen's protocol as Belenios publishes it (docs/formato-bel.md), with commit-then-reveal of the
coefficients, so that the last to publish cannot choose bits of the key. Each custodian is a
`Ceremonista` with a store of its own; they exchange public files by whatever carries files:

``certificado-i.json``   its keys for signing and for receiving shares (i is its index, from 1)
``compromiso-i.json``    SHA-256 of the coefficients it will reveal, once all certificates are in
``coeficientes-i.json``  the coefficients, once all commitments are in
``partes-i.json``        an encrypted share for each custodian, once all coefficients are in
``llave-i.json``         its verification key, once all its shares have been checked

A message already taken is kept: another one under the same name is refused. Who holds which index
is a matter of persons: `mensajes.huella_de_certificados` is read aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

from boletas.cripto import canonico
from boletas.cripto.almacen import Almacen
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.canonico import leer_arreglo, leer_campos
from boletas.cripto.certificados import (
    Certificado,
    leer_certificado,
    leer_firmado,
    redactar_certificado,
)
from boletas.cripto.custodios import escribir_custodios, leer_custodios
from boletas.cripto.grupo import ORDEN, leer_escalar, potencia_de_g
from boletas.cripto.mensajes import (
    Revelacion,
    leer_compromiso,
    leer_parte_recibida,
    leer_revelacion,
    redactar_compromiso,
    redactar_llave,
    redactar_partes,
    redactar_revelacion,
)
from boletas.cripto.pedersen import (
    LlaveVerificada,
    Pedersen,
    exigir_umbral,
    leer_llave_verificada,
)
from boletas.errores import (
    CeremoniaIncompleta,
    FueraDeLimites,
    Incumplimiento,
    MensajeInesperado,
    NoGuardado,
)

CLASES: Final = ("certificado", "compromiso", "coeficientes", "partes", "llave")
LIMITE_DE_MENSAJE: Final = 1 << 20
_SECRETO: Final = "secreto.json"
_POLINOMIO: Final = "polinomio.json"
_REVELACION: Final = "revelacion.json"
PARTE: Final = "parte.json"
CUSTODIOS: Final = "custodios.json"

_T = TypeVar("_T")


class Ceremonista:
    """One custodian during the ceremony. It may be stopped and opened again at any point."""

    def __init__(
        self, almacen: Almacen, indice: int, umbral: int, total: int, azar: Azar = AZAR
    ) -> None:
        """Open or begin a custodian's part.

        Args:
            almacen: Its own, shared with nobody.
            indice: From 1 to ``total``.

        Raises:
            UmbralInvalido: The threshold is impossible.
            MensajeInesperado: The store began another ceremony, or the index is impossible.
        """
        exigir_umbral(umbral, total)
        if not 1 <= indice <= total:
            raise MensajeInesperado(f"no hay un custodio {indice} entre {total}")
        self._almacen = almacen
        self._indice = indice
        self._umbral = umbral
        self._total = total
        self._azar = azar

    @property
    def terminada(self) -> bool:
        """Whether this custodian holds its share and the list of trustees."""
        return self._guardado(CUSTODIOS) is not None

    def custodios(self) -> bytes:
        """The list of trustees made here. Raises `CeremoniaIncompleta`."""
        texto = self._guardado(CUSTODIOS)
        if texto is None:
            raise CeremoniaIncompleta("la ceremonia de llaves no ha terminado")
        return texto

    def paso(self, mensajes: Mapping[str, bytes]) -> dict[str, bytes]:
        """Take the public messages there are; return every one this custodian may publish by now.

        Args:
            mensajes: Contents by file name, own ones or not, from any step.

        Raises:
            MensajeInesperado: A message differs from the one already taken.
            CompromisoDistinto, ParteFalsa, FirmaDeMensajeFalsa, CertificadoInvalido and the other
            `Incumplimiento`: a message is false; ``culpables`` is the index of its sender.
        """
        if self.terminada:
            return {nombre: self._leer(nombre) for nombre in map(self._propio, CLASES)}
        self._secretos()
        publicos: dict[str, bytes] = {}
        self._emitir("certificado", self._certificar, publicos)
        certificados = self._reunir("certificado", mensajes, self._leer_certificado)
        if certificados is None:
            return publicos
        self._emitir("compromiso", lambda: self._comprometer(certificados), publicos)
        compromisos = self._reunir(
            "compromiso", mensajes, lambda i, texto: leer_compromiso(texto, certificados[i - 1])
        )
        if compromisos is None:
            return publicos
        self._emitir("coeficientes", lambda: self._leer(_REVELACION), publicos)
        revelaciones = self._reunir(
            "coeficientes",
            mensajes,
            lambda i, texto: self._leer_revelacion(i, texto, compromisos, certificados),
        )
        if revelaciones is None:
            return publicos
        self._emitir("partes", lambda: self._repartir(certificados), publicos)
        mias = self._reunir(
            "partes",
            mensajes,
            lambda i, texto: self._leer_parte(i, texto, certificados, revelaciones),
        )
        if mias is None:
            return publicos
        secreto = sum(mias) % ORDEN
        self._emitir(
            "llave", lambda: redactar_llave(secreto, self._secretos()[0], self._azar), publicos
        )
        llaves = self._reunir(
            "llave",
            mensajes,
            lambda i, texto: leer_llave_verificada(canonico.leer(texto), certificados[i - 1]),
        )
        if llaves is not None:
            self._terminar(secreto, certificados, revelaciones, llaves)
        return publicos

    # Own messages
    def _secretos(self) -> tuple[int, int]:
        """Secrets of the signing key and of the encryption key."""
        texto = self._guardado(_SECRETO)
        if texto is None:
            firma, cifrado = (1 + self._azar.menor_que(ORDEN - 1) for _ in range(2))
            contexto = [self._indice, self._umbral, self._total]
            texto = canonico.escribir(
                {"contexto": contexto, "firma": str(firma), "cifrado": str(cifrado)}
            )
            self._almacen.crear(_SECRETO, texto)
        campos = leer_campos(canonico.leer(texto), ("contexto", "firma", "cifrado"))
        if campos["contexto"] != [self._indice, self._umbral, self._total]:
            raise MensajeInesperado("este custodio comenzó otra ceremonia")
        return leer_escalar(campos["firma"]), leer_escalar(campos["cifrado"])

    def _certificar(self) -> bytes:
        firma, cifrado = self._secretos()
        firmado = redactar_certificado(
            self._indice,
            self._umbral,
            self._total,
            (firma, potencia_de_g(firma)),
            potencia_de_g(cifrado),
            self._azar,
        )
        return canonico.escribir(firmado.campos())

    def _comprometer(self, certificados: Sequence[Certificado]) -> bytes:
        revelacion = self._guardado(_REVELACION)
        if revelacion is None:
            revelacion = self._revelar(certificados)
            self._almacen.crear(_REVELACION, revelacion)
        return redactar_compromiso(self._indice, revelacion, self._secretos()[0], self._azar)

    def _polinomio(self) -> list[int]:
        texto = self._guardado(_POLINOMIO)
        if texto is None:
            coeficientes = [self._azar.menor_que(ORDEN) for _ in range(self._umbral)]
            texto = canonico.escribir([str(a) for a in coeficientes])
            self._almacen.crear(_POLINOMIO, texto)
        return [leer_escalar(valor) for valor in leer_arreglo(canonico.leer(texto), self._umbral)]

    def _revelar(self, certificados: Sequence[Certificado]) -> bytes:
        firma, _ = self._secretos()
        return redactar_revelacion(self._polinomio(), certificados, firma, self._azar)

    def _repartir(self, certificados: Sequence[Certificado]) -> bytes:
        firma, _ = self._secretos()
        return redactar_partes(self._indice, self._polinomio(), certificados, firma, self._azar)

    # Everybody's messages
    def _leer_certificado(self, indice: int, texto: bytes) -> Certificado:
        firmado = leer_firmado(canonico.leer(texto))
        return leer_certificado(firmado, indice, self._umbral, self._total)

    def _leer_revelacion(
        self,
        indice: int,
        texto: bytes,
        compromisos: Sequence[str],
        certificados: Sequence[Certificado],
    ) -> Revelacion:
        propio = certificados[indice - 1]
        return leer_revelacion(texto, compromisos[indice - 1], propio, certificados, self._umbral)

    def _leer_parte(
        self,
        indice: int,
        texto: bytes,
        certificados: Sequence[Certificado],
        revelaciones: Sequence[Revelacion],
    ) -> int:
        return leer_parte_recibida(
            texto,
            certificados[indice - 1],
            revelaciones[indice - 1][1],
            (self._indice, self._total, self._secretos()[1]),
        )

    def _terminar(
        self,
        secreto: int,
        certificados: Sequence[Certificado],
        revelaciones: Sequence[Revelacion],
        llaves: Sequence[LlaveVerificada],
    ) -> None:
        elemento = Pedersen(
            self._umbral,
            tuple(certificados),
            tuple(firmado for firmado, _, _ in revelaciones),
            tuple(puntos for _, puntos, _ in revelaciones),
            tuple(conjunto for _, _, conjunto in revelaciones),
            tuple(llaves),
        )
        texto = leer_custodios(escribir_custodios([elemento])).texto
        if self._guardado(PARTE) is None:
            self._almacen.crear(PARTE, escribir_parte(secreto))
        # Whoever has the polynomial or the decryption key of the shares has the share: they go
        # before the ceremony counts as finished.
        for nombre in (_POLINOMIO, _SECRETO):
            if self._guardado(nombre) is not None:
                self._almacen.borrar(nombre)
        self._almacen.crear(CUSTODIOS, texto)

    # Store and exchange
    def _propio(self, clase: str) -> str:
        return f"{clase}-{self._indice}.json"

    def _guardado(self, nombre: str) -> bytes | None:
        try:
            return self._almacen.leer(nombre)
        except NoGuardado:
            return None

    def _leer(self, nombre: str) -> bytes:
        return self._almacen.leer(nombre)

    def _emitir(
        self, clase: str, redactar: Callable[[], bytes], publicos: dict[str, bytes]
    ) -> None:
        nombre = self._propio(clase)
        texto = self._guardado(nombre)
        if texto is None:
            texto = redactar()
            self._almacen.crear(nombre, texto)
        publicos[nombre] = texto

    def _reunir(
        self, clase: str, mensajes: Mapping[str, bytes], leer: Callable[[int, bytes], _T]
    ) -> list[_T] | None:
        """Everybody's message of a kind, checked and kept; None while one is missing."""
        reunidos: list[_T] = []
        for indice in range(1, self._total + 1):
            nombre = f"{clase}-{indice}.json"
            guardado = self._guardado(nombre)
            texto = mensajes.get(nombre, guardado)
            if texto is None:
                continue
            if guardado is not None and texto != guardado:
                raise MensajeInesperado(
                    "llegó un mensaje distinto del ya recibido", entrada=nombre, culpables=(indice,)
                )
            if len(texto) > LIMITE_DE_MENSAJE:
                raise FueraDeLimites(
                    "un mensaje de la ceremonia es demasiado largo", entrada=nombre
                )
            try:
                reunidos.append(leer(indice, texto))
            except Incumplimiento as falla:
                falla.entrada, falla.culpables = nombre, (indice,)
                raise
            if guardado is None:
                self._almacen.crear(nombre, texto)
        return reunidos if len(reunidos) == self._total else None


def escribir_parte(secreto: int) -> bytes:
    """What a custodian keeps: the secret with which it decrypts."""
    return canonico.escribir({"secreto": str(secreto)})


def leer_parte(texto: bytes) -> int:
    """Read a custodian's secret."""
    return leer_escalar(leer_campos(canonico.leer(texto), ("secreto",))["secreto"])


def celebrar_ceremonia(almacenes: Sequence[Almacen], umbral: int, azar: Azar = AZAR) -> bytes:
    """Hold a whole ceremony in one process, one store per custodian; returns the trustees' text.

    Raises:
        UmbralInvalido: The threshold is impossible.
        CeremoniaIncompleta: It did not end in as many rounds as there are kinds of message.
        Incumplimiento: Those of `Ceremonista.paso`.
    """
    total = len(almacenes)
    custodios = [
        Ceremonista(almacen, indice, umbral, total, azar)
        for indice, almacen in enumerate(almacenes, start=1)
    ]
    mensajes: dict[str, bytes] = {}
    for _ in range(len(CLASES) + 1):
        for custodio in custodios:
            mensajes |= custodio.paso(mensajes)
    return custodios[0].custodios() if custodios else escribir_custodios([])
