"""Open the dotación at the station and refuse any that is not this mesa's, whole and announced."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from auditoria.errores import ErrorAuditoria
from auditoria.formatos.catalogo import Catalogo, Demarcacion, Reparto, SinUrna
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.emblema import (
    CARPETA_DE_EMBLEMAS,
    LIMITE_DE_EMBLEMA,
    exigir_emblema,
    ruta_de_emblema,
)
from auditoria.registro import manifiesto
from auditoria.registro.expediente import Expediente
from auditoria.reglas.contienda import HUELLA, MAXIMO_DE_SELLOS, RUTAS_DE_MESA, ruta_de_sello
from auditoria.verificador.sellado import Sellado
from eleccion.casos.dotacion import (
    HOJA,
    LISTA_SELLADA,
    NONCE_DE_LISTA,
    HojaDeDotacion,
    destino_de_lista,
)
from eleccion.casos.paquetes import abrir_paquete, exigir_completo
from eleccion.casos.sellado import (
    MesaSellada,
    leer_huellas,
    leer_mesa_sellada,
    leer_sellado,
)
from eleccion.casos.sobres import abrir_sobre
from eleccion.casos.tarjetas import Tarjeta, exigir_tarjetas
from eleccion.dominio.idiomas import es_de_idiomas, leer_idiomas
from eleccion.errores import ActoIndebido


class DotacionAlterada(ActoIndebido):
    """The dotación is not what the commission signed."""

    explicacion: ClassVar[str] = (
        "La dotación fue alterada o está incompleta; pida otra copia a la comisión"
    )


class DotacionAjena(ActoIndebido):
    """The dotación is of another process, or of another mesa than its cards."""

    explicacion: ClassVar[str] = "La dotación no es de esta mesa; pida la suya a la comisión"


@dataclass(frozen=True, slots=True)
class DotacionRecibida:
    """A dotación checked whole. ``manifiesto`` is the SHA-256 of its MANIFIESTO.

    Attributes:
        lista_sellada: The slice of the roll, still encrypted.
        hoja_escrita: The sheet as it came, which the slice is bound to.
        textos: Election and credential list; empty where the mesa votes on paper only.
        idiomas: Catalogues and recordings by name, ``idiomas/hus.toml``.
        emblemas: Pictures of the planillas of its ballot, by hash.
    """

    sellado: Sellado
    hoja: HojaDeDotacion
    manifiesto: bytes
    electores: int | None
    lista_sellada: bytes = field(repr=False)
    hoja_escrita: bytes = field(repr=False)
    textos: Mapping[str, bytes] = field(repr=False)
    idiomas: Mapping[str, bytes] = field(repr=False)
    emblemas: Mapping[bytes, bytes] = field(repr=False)

    @property
    def mesa(self) -> str:
        """Mesa it is for, ``D001-M1``."""
        return self.hoja.mesa

    def mesa_sellada(self) -> MesaSellada:
        """Read election and credential list, which only the urna needs.

        Raises:
            SinUrna: The mesa votes on paper only.
        """
        if not self.tiene_urna:
            raise SinUrna(self.mesa)
        return leer_mesa_sellada(self.sellado, self.mesa, self.textos.__getitem__)

    @property
    def tiene_urna(self) -> bool:
        """Whether the mesa has an urna electrónica, by the sealed catalogue."""
        return self.sellado.catalogo.ubicar(self.mesa)[1].tiene_urna

    def abrir_lista(self, tarjetas: tuple[Tarjeta, Tarjeta]) -> bytes:
        """Decrypt the slice of the roll with two cards; only the mesa does this.

        Raises:
            TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa with their PINs.
            SobreAjeno, DotacionAlterada: The slice does not open.
        """
        exigir_tarjetas(tarjetas, self.sellado.llaves, self.mesa)
        llave = abrir_sobre(
            self.hoja.sobres,
            {tarjeta.clave: tarjeta.cifrado for tarjeta in tarjetas},
            destino_de_lista(self.sellado.proceso, self.mesa),
        )
        try:
            return AESGCM(llave).decrypt(NONCE_DE_LISTA, self.lista_sellada, self.hoja_escrita)
        except InvalidTag as falla:
            raise DotacionAlterada(archivo=LISTA_SELLADA) from falla


def revisar_dotacion(ruta: Path) -> DotacionRecibida:
    """Check a dotación against the fingerprint it carries itself: whole, and not yet believed.

    It tells an altered file, another version or a foreign one before anybody types a code; only
    ``recibir_dotacion`` installs.

    Raises:
        The errors of ``recibir_dotacion``, without ``HuellaAjena``.
    """
    with abrir_paquete(ruta) as abierta:
        lista = ruta_de_sello(HUELLA, _sello(abierta))
        propia = leer_huellas(abierta.leer(lista)).corta
    return recibir_dotacion(ruta, propia)


def recibir_dotacion(ruta: Path, ancla: str) -> DotacionRecibida:
    """Open a dotación and check every byte of it.

    Args:
        ruta: The zip.
        ancla: Short fingerprint as the commission announced it; typed from paper.

    Raises:
        HuellaAjena, OtraVersion, ArchivoNoSellado: It is not the definition announced.
        DotacionAlterada: A file is not the one in the signed manifest.
        DotacionAjena: Its sheet is of another process or mesa.
        CatalogoIlegible, ArchivoDeIdiomaAjeno: Something among its languages is none.
        EmblemaDistinto, EmblemaIndebido, FotoSinLimpiar, FotoIlegible: An emblem is not the sealed
            one, or nothing that may be shown.
        PaqueteDesempacado, NoAbre: It is no dotación.
        ReglaRota: A format or a signature in it is not correct.
    """
    with abrir_paquete(ruta) as abierta:
        firmado = exigir_completo(abierta, DotacionAlterada)
        sellado = leer_sellado(abierta.leer, numero=_sello(abierta), ancla=ancla)
        manifiesto.verificar(firmado, sellado.proceso, [sellado.llaves.llave_comision])
        escrita = abierta.leer(HOJA)
        hoja = _leer_hoja(escrita)
        if hoja.proceso != sellado.proceso:
            raise DotacionAjena(hoja.proceso)
        demarcacion, mesa = sellado.catalogo.ubicar(hoja.mesa)
        if hoja.electores != mesa.electores:
            raise DotacionAlterada("su lista no tiene las personas del catálogo")
        if mesa.reparto is not None and _mapa(hoja) != _mapa_sellado(sellado.catalogo, hoja):
            raise DotacionAlterada("su mapa no es el del catálogo")
        idiomas = {n: abierta.leer(n) for n in abierta.nombres() if es_de_idiomas(n)}
        leer_idiomas(idiomas)
        return DotacionRecibida(
            sellado=sellado,
            hoja=hoja,
            manifiesto=sha256(firmado).digest(),
            electores=hoja.electores,
            lista_sellada=abierta.leer(LISTA_SELLADA),
            hoja_escrita=escrita,
            idiomas=idiomas,
            emblemas=_leer_emblemas(abierta, demarcacion),
            textos={n: abierta.leer(n) for n in RUTAS_DE_MESA if mesa.tiene_urna},
        )


def _sello(abierta: Expediente) -> int:
    """Number of the seal that it went out under, by the name of its list."""
    numeros = [n for n in range(1, MAXIMO_DE_SELLOS) if abierta.tiene(ruta_de_sello(HUELLA, n))]
    if len(numeros) > 1:
        raise DotacionAlterada(
            "trae dos listas de huellas", archivo=ruta_de_sello(HUELLA, numeros[1])
        )
    return numeros[0] if numeros else 1


def _leer_emblemas(abierta: Expediente, demarcacion: Demarcacion) -> dict[bytes, bytes]:
    """The emblems that the sealed catalogue names, and no other picture beside them."""
    emblemas = {}
    for huella in demarcacion.emblemas:
        ruta = ruta_de_emblema(huella)
        emblemas[huella] = datos = abierta.leer(ruta, LIMITE_DE_EMBLEMA)
        try:
            exigir_emblema(datos, huella)
        except ErrorAuditoria as falla:
            raise falla.en(ruta) from None
    propias = {ruta_de_emblema(huella) for huella in emblemas}
    for nombre in abierta.nombres():
        if nombre.startswith(CARPETA_DE_EMBLEMAS) and nombre not in propias:
            raise DotacionAlterada("trae un emblema que no es de su boleta", archivo=nombre)
    return emblemas


# The sheet holds the map of the whole process, and a station opens its dotación more than once.
@lru_cache(maxsize=1)
def _leer_hoja(escrita: bytes) -> HojaDeDotacion:
    return HojaDeDotacion.leer(escrita)


def _mapa(hoja: HojaDeDotacion) -> dict[str, Reparto]:
    return {
        cercana.mesa: Reparto(secciones=cercana.secciones, manzanas=cercana.manzanas)
        for cercana in hoja.cercanas
    }


def _mapa_sellado(catalogo: Catalogo, hoja: HojaDeDotacion) -> dict[str, Reparto]:
    """The sealed map; mesas where nobody votes stand in the dotación alone."""
    sellado = {
        id_de_mesa(demarcacion.clave, mesa.clave): mesa.reparto
        for demarcacion, mesa in catalogo.mesas()
        if mesa.reparto is not None
    }
    return _mapa(hoja) | sellado
