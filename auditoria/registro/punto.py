"""Checkpoints of a log and their cosignatures: C2SP tlog-checkpoint, tlog-cosignature.

Page: docs/formato-punto.md. A checkpoint says which log, how many entries and which root,
under the signature of the log; a cosignature says that an observer saw the log only grow.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from auditoria.errores import ReglaRota
from auditoria.registro import arbol, nota
from auditoria.registro.llave import LlavePrivada, LlavePublica, hora_de_cofirma

LIMITE = 64 * 1024
"""Bytes of a checkpoint file; a hundred cosignatures take 20 KiB."""

_TEXTO = re.compile(r"([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\n")


class PuntoInvalido(ReglaRota):
    """The text of a note is not a checkpoint in its one spelling."""

    explicacion = "El punto de control no se puede leer"


class PuntoDeOtroRegistro(ReglaRota):
    """The checkpoint is of another log."""

    explicacion = "El punto de control es de otra bitácora"


class Bifurcacion(ReglaRota):
    """One log signed two roots for one size. The two notes prove it to anybody.

    Attributes:
        notas: The two signed checkpoints.
    """

    explicacion = "La bitácora firmó dos historias distintas"

    def __init__(self, hecho: str, notas: tuple[bytes, bytes]) -> None:
        super().__init__(hecho)
        self.notas = notas
        # What pickle builds it from again, in the process that asked.
        self.args = (hecho, notas)


@dataclass(frozen=True, slots=True)
class Punto:
    """Size and root of one log.

    Attributes:
        origen: The log, such as ``eleccion-jpc/slp-2026/D001/M1/mesa-1``.
        tamano: Entries, from 0.
        raiz: RFC 6962 root over them.
    """

    origen: str
    tamano: int
    raiz: bytes

    def __post_init__(self) -> None:
        if len(self.raiz) != 32 or (self.tamano == 0 and self.raiz != arbol.VACIO):
            raise PuntoInvalido(f"{self.origen}, {self.tamano} asientos")

    def texto(self) -> str:
        """The three lines that are signed."""
        return f"{self.origen}\n{self.tamano}\n{base64.b64encode(self.raiz).decode()}\n"

    @classmethod
    def desde_texto(cls, texto: str) -> Punto:
        """Read the three lines; extension lines and second spellings are refused."""
        partes = _TEXTO.fullmatch(texto)
        if partes is None:
            raise PuntoInvalido()
        try:
            punto = cls(partes[1], int(partes[2]), base64.b64decode(partes[3], validate=True))
        except binascii.Error as fallo:
            raise PuntoInvalido() from fallo
        if punto.texto() != texto:
            raise PuntoInvalido()
        return punto


@dataclass(frozen=True, slots=True)
class Cofirma:
    """Who saw a checkpoint, and when (UTC, seconds)."""

    llave: LlavePublica
    hora: datetime


@dataclass(frozen=True, slots=True)
class PuntoFirmado:
    """A checkpoint whose signatures were verified."""

    punto: Punto
    cofirmas: tuple[Cofirma, ...]


def firmar(punto: Punto, llave: LlavePrivada) -> bytes:
    """Write the signed checkpoint. Whoever calls answers for never signing two histories."""
    return nota.firmar(punto.texto(), [llave])


def verificar(
    datos: bytes,
    origen: str,
    llave: LlavePublica,
    cofirmantes: Sequence[LlavePublica] = (),
) -> PuntoFirmado:
    """Verify a checkpoint of ours: the log's signature, then known cosigners in order.

    Raises:
        NoEsNota, PuntoInvalido: Not of the form.
        FirmanteInesperado, FirmaFalsa: A signature is not one it must or may carry.
        PuntoDeOtroRegistro: Signed, but of another log.
    """
    verificada = nota.verificar(datos, [llave], cofirmantes, LIMITE)
    punto = Punto.desde_texto(verificada.texto)
    if punto.origen != origen:
        raise PuntoDeOtroRegistro(f"se espera {origen} y es {punto.origen}")
    pares = zip(verificada.firmantes[1:], verificada.firmas[1:], strict=True)
    return PuntoFirmado(
        punto,
        tuple(
            Cofirma(cofirmante, datetime.fromtimestamp(hora_de_cofirma(firma.octetos), UTC))
            for cofirmante, firma in pares
        ),
    )


def cofirmar(datos: bytes, llave: LlavePrivada, hora: datetime) -> bytes:
    """Add one cosignature line to a signed checkpoint.

    Only ``Observador.ver`` may decide to: a cosignature states that consistency was checked.
    """
    leida = nota.leer(datos, LIMITE)
    octetos = llave.cofirmar(leida.texto.encode(), int(hora.timestamp()))
    firma = nota.Firma(llave.nombre, llave.publica.id, octetos)
    return nota.Nota(leida.texto, (*leida.firmas, firma)).escribir()


@dataclass(frozen=True, slots=True)
class Visto:
    """The last checkpoint an observer accepted of one log, and its bytes."""

    punto: Punto
    nota: bytes


@dataclass(frozen=True, slots=True)
class Observador:
    """A witness: remembers the last checkpoint of each log and cosigns only growth.

    Attributes:
        llave: For cosignatures.
        vistos: By origin. Whoever loses this memory starts under a new key.
    """

    llave: LlavePrivada
    vistos: Mapping[str, Visto] = field(default_factory=dict)

    def ver(
        self,
        datos: bytes,
        origen: str,
        llave_bitacora: LlavePublica,
        prueba: Sequence[bytes],
        hora: datetime,
    ) -> tuple[bytes, Observador]:
        """Check that a log grew from what was seen, and cosign.

        Args:
            datos: Checkpoint signed by the log, with or without earlier cosignatures.
            origen: The log the observer follows.
            llave_bitacora: The log's key.
            prueba: RFC 6962 consistency proof from the last size seen; empty at first.
            hora: Time of the cosignature.

        Returns:
            The checkpoint with one more line, and the observer that remembers it.

        Raises:
            Bifurcacion: The log signed two roots for one size.
            ConsistenciaFalsa: The log shrank, or growth is not shown.
            PuntoDeOtroRegistro, PuntoInvalido, FirmaFalsa, SinFirmaConocida: As above.

        Source: C2SP tlog-cosignature; rule of tlog-witness.
        """
        punto = Punto.desde_texto(nota.verificar_ajena(datos, [llave_bitacora]).texto)
        if punto.origen != origen:
            raise PuntoDeOtroRegistro(f"se espera {origen} y es {punto.origen}")
        anterior = self.vistos.get(origen)
        if anterior is not None:
            viejo = anterior.punto
            if viejo.tamano == punto.tamano and viejo.raiz != punto.raiz:
                raise Bifurcacion(f"{origen}, {punto.tamano} asientos", (anterior.nota, datos))
            arbol.verificar_consistencia(viejo.tamano, viejo.raiz, punto.tamano, punto.raiz, prueba)
        memoria = {**self.vistos, origen: Visto(punto, datos)}
        return cofirmar(datos, self.llave, hora), replace(self, vistos=memoria)
