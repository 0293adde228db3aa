"""The reserved part of one mesa on its way to the commission: papers that two of its cards open.

Page: docs/formato-reservado-de-mesa.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, ClassVar, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from auditoria.formatos.claves import ClaveProceso, IdMesa
from auditoria.formatos.llaves import Llaves
from auditoria.registro import canonico, firma, nota
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.esquema import Formato, Huella, Ordenada, Patron, identificador
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.firma import OtroProceso
from auditoria.registro.llave import LlavePublica
from auditoria.registro.paquete import empaquetar
from eleccion.casos.paquetes import abrir_paquete
from eleccion.casos.sobres import Destino, Sobres, abrir_sobre, cerrar_sobres
from eleccion.casos.tarjetas import MismaTarjeta, Tarjeta, TarjetaNoReconocida, ordenar_tarjetas
from eleccion.dominio.puertos import Azar
from eleccion.errores import EntradaIlegible

HOJA: Final = "reservado.json"
FIRMA: Final = f"{HOJA}.firma"
COLA: Final = ".cifrado"
_FIRMAN: Final = 2


class ReservadoIlegible(EntradaIlegible):
    """It is no reserved part of a mesa, or something of it was changed on its way."""

    explicacion: ClassVar[str] = "La parte reservada de la mesa no está completa o no es la suya"


@dataclass(frozen=True, slots=True, kw_only=True)
class PapelCerrado(Formato):
    """One paper: its name, and the hash of its encrypted file."""

    nombre: Annotated[str, Patron(r"[a-z][a-z_0-9]*\.pdf")]
    cifrado: Huella


@dataclass(frozen=True, slots=True, kw_only=True)
class HojaReservada(Formato):
    """What the file says of itself, signed by two officials. ``sobres``: the key of the papers."""

    formato: ClassVar[str] = "reservado-de-mesa"

    proceso: ClaveProceso
    mesa: IdMesa
    sobres: Sobres
    papeles: Annotated[tuple[PapelCerrado, ...], Ordenada(por="nombre")]


def archivo_reservado(mesa: str) -> str:
    """Name of the file in the memory: ``reservado-D001-M1.zip``."""
    return f"reservado-{mesa}.zip"


def cerrar_reservado(
    papeles: Mapping[str, bytes],
    llaves: Llaves,
    mesa: str,
    tarjetas: tuple[Tarjeta, Tarjeta],
    ruta: Path,
    *,
    azar: Azar,
) -> None:
    """Write the papers, so that any two cards of the mesa open them, and nobody else.

    Args:
        papeles: Bytes of each, by its name: ``incidentes.pdf``.
        tarjetas: Of the two officials who sign.
        ruta: The zip.
    """
    secreto = azar(32)
    publicas = {f.clave: f.octetos_cifrado for f in llaves.de_mesa(mesa)}
    destino = _destino(llaves.proceso, mesa)
    cerrados = {
        nombre: AESGCM(secreto).encrypt(_nonce(numero), papeles[nombre], _ligadura(destino, nombre))
        for numero, nombre in enumerate(sorted(papeles))
    }
    hoja = HojaReservada(
        proceso=llaves.proceso,
        mesa=mesa,
        sobres=cerrar_sobres(secreto, publicas, destino, azar),
        papeles=tuple(
            PapelCerrado(nombre=nombre, cifrado=sha256(octetos).digest())
            for nombre, octetos in cerrados.items()
        ),
    )
    escrita = hoja.escribir()
    firmada = firma.firmar(hoja.formato, hoja.proceso, escrita, ordenar_tarjetas(tarjetas))
    archivos = {HOJA: escrita, FIRMA: firmada}
    archivos |= {f"{nombre}{COLA}": octetos for nombre, octetos in cerrados.items()}
    with tempfile.TemporaryDirectory(prefix=".reservado-") as temporal:
        for nombre, octetos in archivos.items():
            escribir_archivo(Path(temporal) / nombre, octetos, 0o600)
        with abrir_expediente(Path(temporal)) as abierto:
            empaquetar(abierto, ruta)


def abrir_reservado(
    ruta: Path, llaves: Llaves, tarjetas: tuple[Tarjeta, Tarjeta]
) -> tuple[str, Mapping[str, bytes]]:
    """Open the reserved part of a mesa with two of its cards; gives the mesa and its papers.

    Raises:
        ReservadoIlegible: A file is missing, is one too many, or is not the one that was signed.
        TarjetaNoReconocida, FirmaFalsa, FirmanteInesperado: Two officials of that mesa did not
            sign it.
        OtroProceso: It is of another election.
        MismaTarjeta, SobreAjeno: Not two cards of that mesa.
    """
    una, otra = tarjetas
    if una.clave == otra.clave:
        raise MismaTarjeta
    with abrir_paquete(ruta) as abierto:
        if not {HOJA, FIRMA} <= set(abierto.nombres()):
            raise ReservadoIlegible
        escrita, firmada = abierto.leer(HOJA), abierto.leer(FIRMA)
        hoja = HojaReservada.leer(escrita)
        if hoja.proceso != llaves.proceso:
            raise OtroProceso(hoja.proceso)
        firmantes = _firmantes(firmada, llaves, hoja.mesa)
        firma.verificar(firmada, escrita, hoja.formato, hoja.proceso, firmantes)
        cerrados = {f"{papel.nombre}{COLA}": papel.cifrado for papel in hoja.papeles}
        if set(abierto.nombres()) != {HOJA, FIRMA, *cerrados}:
            raise ReservadoIlegible
        leidos = {nombre: abierto.leer(nombre) for nombre in cerrados}
    for nombre, octetos in leidos.items():
        if sha256(octetos).digest() != cerrados[nombre]:
            raise ReservadoIlegible(archivo=nombre)
    destino = _destino(hoja.proceso, hoja.mesa)
    secreto = abrir_sobre(hoja.sobres, {t.clave: t.cifrado for t in tarjetas}, destino)
    try:
        return hoja.mesa, {
            papel.nombre: AESGCM(secreto).decrypt(
                _nonce(numero),
                leidos[f"{papel.nombre}{COLA}"],
                _ligadura(destino, papel.nombre),
            )
            for numero, papel in enumerate(hoja.papeles)
        }
    except InvalidTag as falla:
        raise ReservadoIlegible from falla


def _firmantes(firmada: bytes, llaves: Llaves, mesa: str) -> list[LlavePublica]:
    """Give the keys of the two officials whose names stand below; any other name is refused."""
    publicas = [f.llave_publica for f in llaves.de_mesa(mesa)]
    nombres = {f.nombre for f in nota.leer(firmada, firma.LIMITE).firmas}
    firmantes = [publica for publica in publicas if publica.nombre in nombres]
    if len(firmantes) != _FIRMAN:
        raise TarjetaNoReconocida
    return firmantes


def _destino(proceso: str, mesa: str) -> Destino:
    return Destino(proceso, mesa, "reservado")


def _ligadura(destino: Destino, nombre: str) -> bytes:
    """Bind a paper to its name, mesa and process."""
    return canonico.escribir(
        {
            "formato": identificador(HojaReservada.formato),
            "proceso": destino.proceso,
            "mesa": destino.mesa,
            "papel": nombre,
        }
    )


def _nonce(numero: int) -> bytes:
    """Each key encrypts these papers and no others, each under its place."""
    return numero.to_bytes(12)
