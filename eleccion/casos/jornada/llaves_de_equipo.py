"""The keys of a station's two parts: born at the instalación, vouched for by two cards.

Each part keeps its key under a local secret, and the secret in envelopes that any two cards of the
mesa open: after a power cut two officials, whichever they are, go on. Nothing of it travels.

Page: docs/formato-bitacora.md, keys of the machines.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from auditoria.formatos.claves import ClaveProceso, IdMesa, partir_mesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import bitacora, firma, nota
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.esquema import Formato, Huella, Octetos, Rango, Texto
from auditoria.registro.llave import LlavePrivada, nombre
from auditoria.verificador.diario import FORMATO_DE_LLAVES, declarar_llaves
from eleccion.casos.sobres import Destino, SobreAjeno, Sobres, abrir_sobre, cerrar_sobres
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas, ordenar_tarjetas
from eleccion.dominio.puertos import Azar

Parte: TypeAlias = Literal["mesa", "urna"]

PRIMERA: Final = 1
"""Generation of the keys born at the instalación; those of a take-over are the next."""

Generacion: TypeAlias = Annotated[int, Rango(1, 99)]

_NONCE = bytes(12)


@dataclass(frozen=True, slots=True, kw_only=True)
class SobreDeEquipo(Formato):
    """What a part keeps beside its database: its key under its secret, and the envelopes."""

    formato: ClassVar[str] = "equipo"

    proceso: ClaveProceso
    mesa: IdMesa
    parte: Literal["mesa", "urna"]
    generacion: Generacion
    huella: Huella
    sobres: Sobres
    llave: Annotated[bytes, Octetos(48)]


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaDeMemoria(Formato):
    """What lies in a memory beside the copy of one part: whose it is, and how two cards read it.

    The envelopes open the secret that rows rest under. The key that signs is not here: whoever
    holds a memory can take over from a machine, and never speak as it.
    """

    formato: ClassVar[str] = "memoria"

    proceso: ClaveProceso
    mesa: IdMesa
    parte: Literal["mesa", "urna"]
    generacion: Generacion
    huella: Huella
    llave: Texto
    sobres: Sobres


@dataclass(frozen=True, slots=True)
class Identidad:
    """Which part of which station this is."""

    proceso: str
    mesa: str
    parte: Parte
    generacion: int = PRIMERA

    @property
    def origen(self) -> str:
        """Name of its log."""
        return bitacora.origen(self.proceso, *partir_mesa(self.mesa), self._propio)

    @property
    def nombre_de_llave(self) -> str:
        """Name of its key."""
        return nombre(self.proceso, *partir_mesa(self.mesa), self._propio)

    @property
    def _propio(self) -> str:
        return f"{self.parte}-{self.generacion}"

    def destino(self) -> Destino:
        """Say what the envelopes of its secret are for."""
        return Destino(self.proceso, self.mesa, f"equipo-{self._propio}")


@dataclass(frozen=True, slots=True)
class LlaveDeEquipo:
    """A part's key, and the secret it and its data rest under."""

    identidad: Identidad
    firma: LlavePrivada = field(repr=False)
    secreto: bytes = field(repr=False)

    @property
    def vkey(self) -> str:
        """Its public key."""
        return self.firma.publica.vkey


@dataclass(frozen=True, slots=True)
class LlavesDeRed:
    """Fingerprints of the keys with which the parts serve on the wired network of the station.

    Attributes:
        mesa, urna: SHA-256 of the SubjectPublicKeyInfo; ``None`` where a part does not serve there.
    """

    mesa: bytes | None = None
    urna: bytes | None = None


FUERA_DE_RED: Final = LlavesDeRed()
"""Both parts answer on their own machine alone."""


@dataclass(frozen=True, slots=True)
class Reconocimiento:
    """Public keys of the parts, and the lines with which two officials vouch for them, by card."""

    llave_mesa: str
    llave_urna: str | None
    firmas: tuple[str, ...]
    red: LlavesDeRed


def generar_llave(identidad: Identidad, azar: Azar) -> LlaveDeEquipo:
    """Draw the key and the secret of one part."""
    return LlaveDeEquipo(identidad, LlavePrivada(identidad.nombre_de_llave, azar(32)), azar(32))


def reconocer_llaves(
    tarjetas: tuple[Tarjeta, Tarjeta],
    identidad: Identidad,
    llave_mesa: str,
    llave_urna: str | None,
    red: LlavesDeRed,
) -> Reconocimiento:
    """Vouch with two cards for the keys of the parts.

    Args:
        identidad: Of either part: mesa and generation.
        llave_mesa, llave_urna: Public keys, as vkey; no urna where the mesa votes on paper only.
    """
    declaracion = declarar_llaves(
        identidad.mesa,
        identidad.generacion,
        llave_mesa=llave_mesa,
        llave_urna=llave_urna,
        red_mesa=red.mesa,
        red_urna=red.urna,
    )
    texto = firma.texto(FORMATO_DE_LLAVES, identidad.proceso, declaracion)
    lineas = (nota.firma_de(texto, llave).linea() for llave in ordenar_tarjetas(tarjetas))
    return Reconocimiento(llave_mesa, llave_urna, tuple(lineas), red)


def guardar_llave(
    ruta: Path, llave: LlaveDeEquipo, llaves: Llaves, huella: bytes, azar: Azar
) -> None:
    """Keep a part's key so that any two cards of its mesa open it."""
    identidad = llave.identidad
    tarjetas = {f.clave: f.octetos_cifrado for f in llaves.de_mesa(identidad.mesa)}
    sobre = SobreDeEquipo(
        proceso=identidad.proceso,
        mesa=identidad.mesa,
        parte=identidad.parte,
        generacion=identidad.generacion,
        huella=huella,
        sobres=cerrar_sobres(llave.secreto, tarjetas, identidad.destino(), azar),
        llave=_cifra(llave.secreto).encrypt(_NONCE, llave.firma.semilla, identidad.origen.encode()),
    )
    escribir_archivo(ruta, sobre.escribir(), 0o600)


def recuperar_llave(
    sobre: SobreDeEquipo, tarjetas: tuple[Tarjeta, Tarjeta], llaves: Llaves
) -> LlaveDeEquipo:
    """Open a part's key with two cards.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        SobreAjeno: The envelope was altered.
    """
    exigir_tarjetas(tarjetas, llaves, sobre.mesa)
    identidad, secreto = _abrir(sobre, tarjetas)
    try:
        semilla = _cifra(secreto).decrypt(_NONCE, sobre.llave, identidad.origen.encode())
    except InvalidTag as falla:
        raise SobreAjeno(sobre.parte) from falla
    return LlaveDeEquipo(identidad, LlavePrivada(identidad.nombre_de_llave, semilla), secreto)


def hoja_de_memoria(sobre: SobreDeEquipo, llave: LlaveDeEquipo) -> HojaDeMemoria:
    """Say of whom a memory is, without the key that signs."""
    return HojaDeMemoria(
        proceso=sobre.proceso,
        mesa=sobre.mesa,
        parte=sobre.parte,
        generacion=sobre.generacion,
        huella=sobre.huella,
        llave=llave.vkey,
        sobres=sobre.sobres,
    )


def abrir_memoria(
    hoja: HojaDeMemoria, tarjetas: tuple[Tarjeta, Tarjeta], llaves: Llaves
) -> tuple[Identidad, bytes]:
    """Open with two cards what the rows of a memory rest under.

    Returns:
        Whose copy it is, and the secret of its rows.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
        SobreAjeno: The envelope was altered.
    """
    exigir_tarjetas(tarjetas, llaves, hoja.mesa)
    return _abrir(hoja, tarjetas)


def _abrir(
    sobre: SobreDeEquipo | HojaDeMemoria, tarjetas: tuple[Tarjeta, Tarjeta]
) -> tuple[Identidad, bytes]:
    identidad = Identidad(sobre.proceso, sobre.mesa, sobre.parte, sobre.generacion)
    abiertas = {tarjeta.clave: tarjeta.cifrado for tarjeta in tarjetas}
    return identidad, abrir_sobre(sobre.sobres, abiertas, identidad.destino())


def _cifra(secreto: bytes) -> AESGCM:
    """Cipher of the one key a secret wraps: the nonce may be fixed."""
    info = b"eleccion-jpc/equipo/llave/v1"
    return AESGCM(HKDF(SHA256(), length=32, salt=None, info=info).derive(secreto))
