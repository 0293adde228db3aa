"""The key with which a part serves on the wired network of its station, and its certificate.

It is born on the machine on the morning of the instalación, before the first screen, and two cards
vouch for it there: the acta de inicio prints the fingerprint. Browsers trust that key and no
authority. It rests on the disk, because the page that asks for the cards is served under it.
"""

from __future__ import annotations

import base64
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from auditoria.registro import bitacora
from auditoria.registro.archivos import escribir_archivo, leer_archivo
from eleccion.casos.jornada.llaves_de_equipo import Parte
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.errores import ActoIndebido, EntradaIlegible, OrdenMalDada

_ANTES: Final = timedelta(days=2)
_DESPUES: Final = timedelta(days=60)


class RedAjena(OrdenMalDada):
    """The address is of no wired network of a station: public, of every interface, or not one."""

    explicacion: ClassVar[str] = "Esa no es la dirección de este equipo en una red local"


class RedSinInstalar(ActoIndebido):
    """The station was installed without the network: nobody vouched for a key."""

    explicacion: ClassVar[str] = "La red de la estación se decide al instalarla, y aquí no se hizo"


class RedDistinta(ActoIndebido):
    """It serves on the network with another key than its log says: browsers trust somebody else."""

    explicacion: ClassVar[str] = "La llave de red de este equipo no es la que se instaló"


class LlaveDeRedIlegible(EntradaIlegible):
    """The file with the key and its certificate is damaged or of something else."""

    explicacion: ClassVar[str] = "No se puede leer la llave de red de este equipo"


@dataclass(frozen=True, slots=True)
class LlaveDeRed:
    """Key and certificate of one part.

    Attributes:
        ruta: PEM file with both, private to its owner.
        huella: SHA-256 of the SubjectPublicKeyInfo.
    """

    ruta: Path
    huella: bytes

    @property
    def para_navegador(self) -> str:
        """The fingerprint as Chromium takes it, base 64."""
        return base64.b64encode(self.huella).decode()


def exigir_direccion_local(texto: str) -> str:
    """Take the address of this machine on a private network, or its loopback (``RedAjena``)."""
    try:
        direccion = ipaddress.ip_address(texto)
    except ValueError as falla:
        raise RedAjena(texto) from falla
    if direccion.version != 4 or not direccion.is_private or _no_es_de_un_equipo(direccion):
        raise RedAjena(texto)
    return str(direccion)


def _no_es_de_un_equipo(direccion: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return direccion.is_unspecified or direccion.is_reserved or direccion.is_multicast


def asegurar_llave_de_red(
    carpeta: Path, parte: str, anfitriones: tuple[str, ...], *, ahora: datetime, instalada: bool
) -> LlaveDeRed:
    """Give the key of a part, drawn here once before its instalación.

    Args:
        carpeta: Folder of the keys of this machine; made here.
        anfitriones: Host names of the part.
        ahora: The certificate is good from two days before to sixty after, for clocks that err.
        instalada: Whether the part is installed.

    Raises:
        RedSinInstalar, LlaveDeRedIlegible: See the classes.
    """
    ruta = carpeta / f"{parte}.pem"
    if ruta.is_file():
        return LlaveDeRed(ruta, _leer_huella(ruta))
    if instalada:
        raise RedSinInstalar(parte)
    carpeta.mkdir(mode=0o700, parents=True, exist_ok=True)
    llave = ec.generate_private_key(ec.SECP256R1())
    privada = llave.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    certificado = _certificar(llave, anfitriones, ahora)
    escribir_archivo(
        ruta, privada + certificado.public_bytes(serialization.Encoding.PEM), modo=0o600
    )
    return LlaveDeRed(ruta, _leer_huella(ruta))


def _certificar(
    llave: ec.EllipticCurvePrivateKey, anfitriones: tuple[str, ...], ahora: datetime
) -> x509.Certificate:
    nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, anfitriones[0])])
    return (
        x509.CertificateBuilder()
        .subject_name(nombre)
        .issuer_name(nombre)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(ahora - _ANTES)
        .not_valid_after(ahora + _DESPUES)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(a) for a in anfitriones]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(llave, hashes.SHA256())
    )


def _leer_huella(ruta: Path) -> bytes:
    """Give the fingerprint of a file whose key is the one of its certificate."""
    try:
        datos = leer_archivo(ruta)
        llave = serialization.load_pem_private_key(datos, None)
        certificado = x509.load_pem_x509_certificate(datos)
    except (OSError, ValueError, TypeError) as falla:
        raise LlaveDeRedIlegible(archivo=ruta.name) from falla
    publicas = [
        publica.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        for publica in (llave.public_key(), certificado.public_key())
    ]
    if publicas[0] != publicas[1]:
        raise LlaveDeRedIlegible(archivo=ruta.name)
    return sha256(publicas[0]).digest()


def exigir_red(equipo: EquipoMesa | EquipoUrna, parte: Parte, propia: bytes | None) -> None:
    """Demand that a part serves with the network key that two officials vouched for.

    Args:
        propia: Fingerprint of the key it serves with; ``None`` where it serves on no network.

    Raises:
        RedDistinta: See the class.
    """
    if propia is None:
        return
    with equipo.almacen.leer() as lectura:
        origen, lineas = lectura.historia()[-1]
    primera, _ = next(bitacora.recorrer(lineas, origen))
    if getattr(primera.asiento, f"red_{parte}") != propia:
        raise RedDistinta(parte)
