"""Write the public record of the process as a directory that anybody verifies offline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias

from auditoria.formatos.claves import id_de_mesa, partir_mesa, ruta_de_mesa
from auditoria.formatos.paquete import ARCHIVO as ARCHIVO_DE_PAQUETE
from auditoria.formatos.recuento import Recuento
from auditoria.papeles import (
    redibujar_acuerdo,
    redibujar_demarcacion,
    redibujar_paquete,
    redibujar_recuento,
    redibujar_resello,
)
from auditoria.papeles.redibujo import carpeta_de_registro
from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.reglas.contienda import HUELLA, archivos_de_resello
from auditoria.verificador.emblemas import rutas_de_emblemas
from auditoria.verificador.sellado import Sellado
from eleccion.casos.comision import Comision
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.computo.asentar_tanda import leer_descifrado
from eleccion.casos.computo.figuras import ruta_de_recuento
from eleccion.casos.computo.fotografiar_hoja import leer_fotos
from eleccion.casos.computo.publicar_resultados import RUTA_DE_CSV, RUTA_DE_RESULTADOS
from eleccion.casos.sellado import FORMATOS_SELLADOS, leer_sellado_en
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido

Mapa: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""The builtin ``map``, or that of a pool of processes."""

BITACORA, PUNTO = "comision.bitacora", "comision.punto"


class DestinoOcupado(ActoIndebido):
    """A record is written in a new directory: nothing of another one may be in it."""

    explicacion: ClassVar[str] = "La carpeta de destino no está vacía"


class ActaRecontadaAusente(ActoIndebido):
    """No record of the mesa holds the acta that the recount names."""

    explicacion: ClassVar[str] = "Ningún registro de la mesa trae el acta que se recontó"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDePapeles:
    """What is needed to draw the papers of one demarcación, anywhere.

    Attributes:
        documentos: Files of the cómputo under the demarcación, by path.
        recontadas: Per mesa counted again, the number of the record whose acta it was, and that
            acta.
    """

    definicion: Path
    clave: str
    documentos: Mapping[str, bytes]
    recontadas: Mapping[str, tuple[int, bytes]]


def dibujar_papeles_de_demarcacion(orden: OrdenDePapeles) -> dict[str, bytes]:
    """Draw the acta de cómputo, what else the documents ask for, and the constancia; by path."""
    sellado = leer_sellado_en(orden.definicion)
    archivos = dict(orden.documentos)
    contexto = sellado.que_cubre(orden.clave).contexto
    papeles = redibujar_demarcacion(contexto, archivos.__getitem__, orden.clave)
    for ruta in orden.documentos:
        if hallado := _ACUERDO.fullmatch(ruta):
            numero = int(hallado[1])
            papeles |= redibujar_acuerdo(contexto, archivos.__getitem__, orden.clave, numero)
        if hallado := _PAQUETE.fullmatch(ruta):
            papeles |= redibujar_paquete(contexto, archivos.__getitem__, orden.clave, hallado[1])
    for mesa, (registro, acta) in orden.recontadas.items():
        archivos[f"{carpeta_de_registro(ruta_de_mesa(mesa), registro)}/acta.json"] = acta
        papeles |= redibujar_recuento(
            contexto, archivos.__getitem__, *partir_mesa(mesa), registro=registro
        )
    return papeles


def publicar_expediente(destino: Path, *, comision: Comision, mapa: Mapa = map) -> Path:
    """Write the expediente; ``MANIFIESTO`` comes last, so half a record is never taken for one.

    Args:
        destino: New or empty directory.
        mapa: How the papers of the demarcaciones are drawn.

    Raises:
        DestinoOcupado: There is something in it.
        DocumentoAusente: The results were not published.
        DescifradoAlterado: The files of a decryption are not those of the log.
        FotoAlterada: The picture of a signed sheet is not that of the log.
    """
    if destino.exists() and any(destino.iterdir()):
        raise DestinoOcupado(archivo=destino.name)
    destino.mkdir(parents=True, exist_ok=True)
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado_en(carpeta)
    with comision.leer() as lectura:
        for nombre in (*FORMATOS_SELLADOS, HUELLA):
            for ruta in (nombre, f"{nombre}.firma"):
                _poner(destino, ruta, (carpeta / ruta).read_bytes())
        for ruta in rutas_de_emblemas(sellado.catalogos):
            _poner(destino, ruta, (carpeta / ruta).read_bytes())
        for siguiente in sellado.cadena[1:]:
            for ruta in archivos_de_resello(siguiente.numero):
                _poner(destino, ruta, (carpeta / ruta).read_bytes())
            leer = partial(_leer_en, carpeta)
            papeles = redibujar_resello(siguiente.contexto, leer, siguiente.numero)
            for ruta, octetos in papeles.items():
                _poner(destino, ruta, octetos)
        for ruta in filter(_DE_SELLO_REVOCADO.fullmatch, lectura.documentos.rutas()):
            _poner(destino, ruta, lectura.documentos.leer(ruta))
        for nombre in (RUTA_DE_RESULTADOS, f"{RUTA_DE_RESULTADOS}.firma", RUTA_DE_CSV):
            _poner(destino, nombre, lectura.documentos.leer(nombre))
        lineas = b"".join(linea + b"\n" for linea in lectura.lineas())
        _poner(destino, BITACORA, lineas)
        _poner(destino, PUNTO, comision.sellar_punto())
        for demarcacion in sellado.catalogo.demarcaciones:
            ausentes = no_instaladas(lectura, demarcacion.clave)
            for mesa in demarcacion.mesas:
                identidad = id_de_mesa(demarcacion.clave, mesa.clave)
                _poner_mesa(
                    destino, comision, lectura, identidad, instalada=identidad not in ausentes
                )
        for nombre, octetos in leer_fotos(comision, lectura):
            _poner(destino, nombre, octetos)
        ordenes = tuple(_ordenes_de_papeles(sellado, comision, lectura))
    for orden, papeles in zip(ordenes, mapa(dibujar_papeles_de_demarcacion, ordenes), strict=True):
        for nombre, octetos in {**orden.documentos, **papeles}.items():
            _poner(destino, nombre, octetos)
    with abrir_expediente(destino) as abierto:
        firmado = manifiesto.hacer(abierto, comision.proceso, [comision.llave])
    escribir_archivo(destino / manifiesto.NOMBRE, firmado)
    return destino


def _poner_mesa(
    destino: Path,
    comision: Comision,
    lectura: TrabajoDeComision,
    mesa: str,
    *,
    instalada: bool,
) -> None:
    """The records that came: the first in the folder of the mesa, every other one below it.

    The final archive stands in place of its prefix only where the mesa was decrypted. Of a mesa
    declared not installed even the first record is a late one.
    """
    for lugar, registro in enumerate(lectura.registros(mesa), 1 if instalada else 2):
        carpeta = carpeta_de_registro(ruta_de_mesa(mesa), lugar)
        with abrir_expediente(comision.carpetas.registros / registro.nombre) as abierto:
            for nombre in abierto.nombres():
                if nombre != manifiesto.NOMBRE:
                    propio = nombre.removeprefix(f"{ruta_de_mesa(mesa)}/")
                    _poner(destino, f"{carpeta}/{propio}", abierto.leer(nombre, _LIMITE))
    guardado = lectura.descifrado(mesa)
    if guardado is not None:
        for nombre, octetos in leer_descifrado(comision, guardado):
            _poner(destino, f"{ruta_de_mesa(mesa)}/{nombre}", octetos)


def _ordenes_de_papeles(
    sellado: Sellado, comision: Comision, lectura: TrabajoDeComision
) -> Iterable[OrdenDePapeles]:
    rutas = [ruta for ruta in lectura.documentos.rutas() if _DE_DEMARCACION.match(ruta)]
    for demarcacion in sellado.catalogo.demarcaciones:
        clave = demarcacion.clave
        documentos = {
            ruta: lectura.documentos.leer(ruta) for ruta in rutas if ruta.startswith(f"{clave}/")
        }
        yield OrdenDePapeles(
            definicion=comision.carpetas.definicion,
            clave=clave,
            documentos=documentos,
            recontadas=dict(
                _recontada(comision, lectura, id_de_mesa(clave, mesa.clave), documentos)
                for mesa in demarcacion.mesas
                if ruta_de_recuento(id_de_mesa(clave, mesa.clave)) in documentos
            ),
        )


def _recontada(
    comision: Comision, lectura: TrabajoDeComision, mesa: str, documentos: Mapping[str, bytes]
) -> tuple[str, tuple[int, bytes]]:
    """The acta that a recount counted again, and in which of the records it stands."""
    recuento = Recuento.leer(documentos[ruta_de_recuento(mesa)])
    for registro in lectura.registros(mesa):
        with abrir_expediente(comision.carpetas.registros / registro.nombre) as abierto:
            acta = abierto.leer(f"{ruta_de_mesa(mesa)}/acta.json")
        if sha256(acta).digest() == recuento.acta:
            return mesa, (registro.lugar, acta)
    raise ActaRecontadaAusente(mesa)


def _leer_en(carpeta: Path, nombre: str) -> bytes:
    return (carpeta / nombre).read_bytes()


def _poner(destino: Path, nombre: str, octetos: bytes) -> None:
    ruta = destino / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(octetos)


_DE_DEMARCACION: Final = re.compile(r"D[0-9]{3}/")
_DE_SELLO_REVOCADO: Final = re.compile(
    r"(huella-revocada-[0-9]+\.txt(\.firma)?|llaves-revocada-[0-9]+\.json)"
)
_ACUERDO: Final = re.compile(r"D[0-9]{3}/acuerdo-([0-9]+)\.json")
_PAQUETE: Final = re.compile(rf"D[0-9]{{3}}/(M[0-9]+)/{re.escape(ARCHIVO_DE_PAQUETE)}")
_LIMITE: Final = 512 * 1024 * 1024
"""Bytes of a file of a record."""
