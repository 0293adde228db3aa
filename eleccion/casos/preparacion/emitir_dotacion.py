"""Send out to each mesa the one signed file that it works with.

It holds the sealed definition, and the slice of the roll under a key that any two cards of the
mesa open. No private key travels.

Page: docs/formato-dotacion.md.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from auditoria.formatos.claves import ruta_de_mesa
from auditoria.formatos.emblema import ruta_de_emblema
from auditoria.formatos.reglas import ModoPadron
from auditoria.registro import manifiesto
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.asientos import DotacionEmitida
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.registro.llave import LlavePrivada
from auditoria.registro.paquete import empaquetar
from auditoria.reglas.contienda import HUELLA, RUTAS_DE_MESA, ruta_de_resello, ruta_de_sello
from auditoria.verificador.sellado import Sellado
from eleccion.casos.comision import Comision
from eleccion.casos.dotacion import (
    HOJA,
    LISTA_SELLADA,
    NONCE_DE_LISTA,
    HojaDeDotacion,
    MesaCercana,
    destino_de_lista,
)
from eleccion.casos.registradas import llave_de_cotejo
from eleccion.casos.sellado import FORMATOS_SELLADOS, archivo_de_mesa, leer_sellado_en
from eleccion.casos.sobres import cerrar_sobres
from eleccion.dominio.idiomas import es_de_otra, leer_idiomas
from eleccion.dominio.lista_nominal import RenglonLista, rebanar
from eleccion.dominio.lista_ocr import LARGO_DE_SAL, CredencialEnPadron, enlistar
from eleccion.dominio.lista_sellada import ListaSellada, NumerosSellados, sellar_renglon
from eleccion.dominio.puertos import Azar
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.dominio.territorio import Territorio
from eleccion.errores import ActoIndebido

DOTACIONES = "dotaciones/"
"""Under it the commission keeps the identity of the dotación of each mesa."""

SIN_EFECTO = b""
"""Stands in its place where the seal that it went out under was taken back."""


class DotacionYaEmitida(ActoIndebido):
    """A mesa has one dotación under one fingerprint."""

    explicacion: ClassVar[str] = "La dotación de la mesa ya se emitió"


class ReselloInconcluso(ActoIndebido):
    """The log tells of a re-sellado, and the definition at hand is that of before."""

    explicacion: ClassVar[str] = (
        "Un re-sellado quedó a medias: dé otra vez «eleccion resellar» con la misma hoja"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeDotacion:
    """What is needed to make the dotación of one mesa, anywhere.

    Attributes:
        definicion: Folder with the sealed public files; only read.
        llave: The commission's key, which signs the manifest.
        emblemas: Hashes of the emblems of its demarcación.
        tiene_urna: Whether it travels with an election and its credential list.
        lleva_lista: Whether the mesa has a list; else people register at it.
        lista: Slice of the roll, by number; empty where there is none.
        credenciales: Cards of a roll without names; they leave as hashes.
        cercanas: Mesas where a person of some sección may belong instead.
        idiomas: Folder with catalogues and recordings of more languages; only read.
        sello: Number of the seal in force for the mesa.
    """

    proceso: str
    mesa: str
    definicion: Path
    sello: int
    llave: LlavePrivada
    llaves: tuple[tuple[str, bytes], ...]
    emblemas: tuple[bytes, ...]
    tiene_urna: bool
    lleva_lista: bool
    lista: tuple[RenglonLista, ...]
    credenciales: tuple[CredencialEnPadron, ...]
    cercanas: tuple[MesaCercana, ...]
    idiomas: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class DotacionArmada:
    """A dotación made. ``manifiesto`` is the SHA-256 of its MANIFIESTO: its identity."""

    mesa: str
    ruta: Path
    manifiesto: bytes


def ordenes_de_dotacion(*, comision: Comision) -> tuple[OrdenDeDotacion, ...]:
    """Order the dotación of every mesa of the sealed definition.

    Raises:
        OSError: The definition is not sealed.
        ReselloInconcluso: A re-sellado was cut before its files were written.
    """
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado_en(carpeta)
    llaves, catalogo = sellado.llaves, sellado.catalogo
    modo = sellado.reglas.padron.valor.modo
    con_nombres, de_numeros = modo is ModoPadron.LISTA_NOMINAL, modo is ModoPadron.OCR
    tarjetas: dict[str, list[tuple[str, bytes]]] = {}
    for f in llaves.funcionarios:
        tarjetas.setdefault(f.mesa, []).append((f.clave, f.octetos_cifrado))
    with comision.leer() as lectura:
        exigir_concluido(lectura, sellado)
        cercanas = _mesas_cercanas(lectura.territorio.leer())
        return tuple(
            OrdenDeDotacion(
                proceso=comision.proceso,
                mesa=mesa,
                definicion=carpeta,
                sello=sellado.que_cubre(mesa).numero,
                llave=comision.llave,
                llaves=tuple(tarjetas.get(mesa, ())),
                emblemas=catalogo.ubicar(mesa)[0].emblemas,
                tiene_urna=catalogo.ubicar(mesa)[1].tiene_urna,
                lleva_lista=con_nombres or de_numeros,
                lista=rebanar(lectura.padron.de_mesa(mesa)) if con_nombres else (),
                credenciales=lectura.padron.credenciales_de_mesa(mesa) if de_numeros else (),
                cercanas=cercanas,
                idiomas=comision.carpetas.idiomas,
            )
            for mesa in lectura.estados_de_mesas()
        )


def mesas_con_dotacion(*, comision: Comision) -> frozenset[str]:
    """Give the mesas to which a dotación went out: none is made for them again."""
    with comision.leer() as lectura:
        estados = lectura.estados_de_mesas()
        return frozenset(mesa for mesa in estados if _esta_emitida(lectura, _ruta(mesa)))


def armar_dotacion(orden: OrdenDeDotacion, destino: Path, *, azar: Azar) -> DotacionArmada:
    """Make the dotación of one mesa as ``dotacion-<mesa>.zip``.

    Args:
        destino: Folder for the zip, until ``asentar_dotaciones`` brings it to its place.

    Raises:
        CatalogoIlegible, ArchivoDeIdiomaAjeno: Something among the languages is none.
    """
    llave = azar(32)
    lista = _armar_lista(orden, azar)
    sobres = cerrar_sobres(
        llave, dict(orden.llaves), destino_de_lista(orden.proceso, orden.mesa), azar
    )
    hoja = HojaDeDotacion(
        proceso=orden.proceso,
        mesa=orden.mesa,
        electores=len(lista.abrir()) if orden.lleva_lista else None,
        sobres=sobres,
        cercanas=orden.cercanas,
    )
    propios = {"catalogo.json", HUELLA}
    de_proceso = [
        ruta_de_sello(ruta, orden.sello) if ruta in propios else ruta
        for ruta in (*FORMATOS_SELLADOS, HUELLA)
    ]
    contenido = {
        ruta: (orden.definicion / ruta).read_bytes()
        for nombre in de_proceso
        for ruta in (nombre, f"{nombre}.firma")
    }
    for emblema in map(ruta_de_emblema, orden.emblemas):
        contenido[emblema] = (orden.definicion / emblema).read_bytes()
    de_mesa = orden.definicion / ruta_de_mesa(orden.mesa)
    for nombre in RUTAS_DE_MESA if orden.tiene_urna else ():
        contenido[nombre] = (de_mesa / archivo_de_mesa(nombre, orden.sello)).read_bytes()
    if orden.tiene_urna:
        contenido |= idiomas_de(orden)
    contenido[HOJA] = escrita = hoja.escribir()
    contenido[LISTA_SELLADA] = AESGCM(llave).encrypt(NONCE_DE_LISTA, lista.escribir(), escrita)
    ruta = destino / f"dotacion-{orden.mesa}.zip"
    return DotacionArmada(mesa=orden.mesa, ruta=ruta, manifiesto=_empacar(contenido, ruta, orden))


def _armar_lista(orden: OrdenDeDotacion, azar: Azar) -> ListaSellada:
    """Make the slice. The salt of a list of numbers is born here and kept nowhere else."""
    numeros = None
    if orden.credenciales:
        sal = azar(LARGO_DE_SAL)
        renglones = tuple(sellar_renglon(r) for r in enlistar(orden.credenciales, sal))
        numeros = NumerosSellados(sal=sal, renglones=renglones)
    return ListaSellada(
        proceso=orden.proceso,
        mesa=orden.mesa,
        renglones=tuple(sellar_renglon(renglon) for renglon in orden.lista),
        numeros=numeros,
        cotejo=None if orden.lleva_lista else llave_de_cotejo(orden.llave),
    )


def asentar_dotaciones(
    armadas: Iterable[DotacionArmada], *, comision: Comision, hora: datetime
) -> tuple[DotacionArmada, ...]:
    """Write down which dotaciones went out, and bring them to the folder of those that did.

    Each has keys of its own: one made later in the place of another would not be of the log, and
    the record of its mesa would be refused at night.

    Returns:
        Each where it lies now.

    Raises:
        DotacionYaEmitida: A different one went out to the same mesa.
    """
    emitidas = []
    with comision.abrir() as trabajo:
        for armada in armadas:
            ruta = _ruta(armada.mesa)
            if _esta_emitida(trabajo, ruta):
                raise DotacionYaEmitida(armada.mesa)
            trabajo.documentos.guardar(ruta, armada.manifiesto)
            lugar = comision.carpetas.dotaciones / armada.ruta.name
            armada.ruta.replace(lugar)
            emitidas.append(replace(armada, ruta=lugar))
            trabajo.asentar(DotacionEmitida(mesa=armada.mesa, manifiesto=armada.manifiesto), hora)
        asegurar_directorio(comision.carpetas.dotaciones)
    return tuple(emitidas)


def exigir_concluido(lectura: TrabajoDeComision, sellado: Sellado) -> None:
    """Demand that the definition at hand is the last one that was sealed.

    Raises:
        ReselloInconcluso: Nothing may go out under the one before.
    """
    if lectura.documentos.tiene(ruta_de_resello(sellado.numero + 1)):
        raise ReselloInconcluso


def _esta_emitida(lectura: TrabajoDeComision, ruta: str) -> bool:
    """Whether one went out, and under the seal that stands."""
    return lectura.documentos.tiene(ruta) and lectura.documentos.leer(ruta) != SIN_EFECTO


def _ruta(mesa: str) -> str:
    """Document that holds the manifest of the dotación that went out to a mesa."""
    return f"{DOTACIONES}{mesa}"


def _empacar(contenido: dict[str, bytes], ruta: Path, orden: OrdenDeDotacion) -> bytes:
    with tempfile.TemporaryDirectory(dir=ruta.parent, prefix=".dotacion-") as temporal:
        carpeta = Path(temporal)
        for nombre, octetos in contenido.items():
            (carpeta / nombre).parent.mkdir(parents=True, exist_ok=True)
            (carpeta / nombre).write_bytes(octetos)
        with abrir_expediente(carpeta) as abierto:
            firmado = manifiesto.hacer(abierto, orden.proceso, [orden.llave])
        escribir_archivo(carpeta / manifiesto.NOMBRE, firmado)
        with abrir_expediente(carpeta) as abierto:
            empaquetar(abierto, ruta)
    return sha256(firmado).digest()


def idiomas_de(orden: OrdenDeDotacion) -> dict[str, bytes]:
    """Read the languages that go to a mesa, by name; of the recordings of planillas, only its own.

    Raises:
        CatalogoIlegible, ArchivoDeIdiomaAjeno: Something among them is none.
    """
    raiz = orden.idiomas
    demarcacion = orden.mesa.partition("-")[0]
    nombres = {
        f"idiomas/{ruta.relative_to(raiz).as_posix()}": ruta
        for ruta in raiz.rglob("*")
        if ruta.is_file()
    }
    propios = {
        nombre: ruta.read_bytes()
        for nombre, ruta in nombres.items()
        if not es_de_otra(nombre, demarcacion)
    }
    leer_idiomas(propios)
    return propios


def _mesas_cercanas(territorio: Territorio) -> tuple[MesaCercana, ...]:
    return tuple(
        MesaCercana(
            mesa=mesa.id,
            lugar=mesa.lugar,
            domicilio=mesa.domicilio,
            modalidad=mesa.modalidad,
            secciones=demarcacion.secciones_de(mesa),
            manzanas=tuple(str(manzana) for manzana in mesa.manzanas) or None,
        )
        for demarcacion in territorio.demarcaciones
        for mesa in demarcacion.mesas
    )
