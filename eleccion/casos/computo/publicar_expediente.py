"""Write the public record of the process as a directory that anybody verifies offline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, TypeAlias

from auditoria.formatos.claves import id_de_mesa, ruta_de_mesa
from auditoria.papeles import Contexto, redibujar_demarcacion
from auditoria.registro import manifiesto
from auditoria.registro.archivos import escribir_archivo
from auditoria.registro.expediente import abrir as abrir_expediente
from eleccion.casos.comision import Comision
from eleccion.casos.computo.computar_demarcacion import ruta_de_computo
from eleccion.casos.computo.publicar_resultados import RUTA_DE_CSV, RUTA_DE_RESULTADOS
from eleccion.casos.sellado import FORMATOS_SELLADOS, HUELLA, Sellado, leer_sellado
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido

Mapa: TypeAlias = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""The builtin ``map``, or that of a pool of processes."""

BITACORA, PUNTO = "comision.bitacora", "comision.punto"


class DestinoOcupado(ActoIndebido):
    """A record is written in a new directory: nothing of another one may be in it."""

    explicacion: ClassVar[str] = "La carpeta de destino no está vacía"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDePapeles:
    """What is needed to draw the papers of one demarcación, anywhere."""

    definicion: Path
    clave: str
    computo: bytes
    firma: bytes


def dibujar_papeles_de_demarcacion(orden: OrdenDePapeles) -> dict[str, bytes]:
    """Draw the acta de cómputo, and the constancia when the contest is firm; by path."""
    sellado = leer_sellado(lambda nombre: (orden.definicion / nombre).read_bytes())
    ruta = ruta_de_computo(orden.clave)
    archivos = {ruta: orden.computo, f"{ruta}.firma": orden.firma}
    contexto = Contexto(sellado.catalogo, sellado.reglas, sellado.huella)
    return redibujar_demarcacion(contexto, archivos.__getitem__, orden.clave)


def publicar_expediente(destino: Path, *, comision: Comision, mapa: Mapa = map) -> Path:
    """Write the expediente; ``MANIFIESTO`` comes last, so half a record is never taken for one.

    Args:
        destino: New or empty directory.
        mapa: How the papers of the demarcaciones are drawn.

    Raises:
        DestinoOcupado: There is something in it.
        DocumentoAusente: The results were not published.
    """
    if destino.exists() and any(destino.iterdir()):
        raise DestinoOcupado(archivo=destino.name)
    destino.mkdir(parents=True, exist_ok=True)
    carpeta = comision.carpetas.definicion
    sellado = leer_sellado(lambda nombre: (carpeta / nombre).read_bytes())
    with comision.leer() as lectura:
        for nombre in (*FORMATOS_SELLADOS, HUELLA):
            for ruta in (nombre, f"{nombre}.firma"):
                _poner(destino, ruta, (carpeta / ruta).read_bytes())
        for nombre in (RUTA_DE_RESULTADOS, f"{RUTA_DE_RESULTADOS}.firma", RUTA_DE_CSV):
            _poner(destino, nombre, lectura.documentos.leer(nombre))
        lineas = b"".join(linea + b"\n" for linea in lectura.lineas())
        _poner(destino, BITACORA, lineas)
        _poner(destino, PUNTO, comision.sellar_punto())
        for demarcacion, mesa in sellado.catalogo.mesas():
            _poner_mesa(destino, comision, lectura, id_de_mesa(demarcacion.clave, mesa.clave))
        ordenes = tuple(_ordenes_de_papeles(sellado, carpeta, lectura))
    for orden, papeles in zip(ordenes, mapa(dibujar_papeles_de_demarcacion, ordenes), strict=True):
        ruta = ruta_de_computo(orden.clave)
        computo = {ruta: orden.computo, f"{ruta}.firma": orden.firma}
        for nombre, octetos in {**computo, **papeles}.items():
            _poner(destino, nombre, octetos)
    with abrir_expediente(destino) as abierto:
        firmado = manifiesto.hacer(abierto, comision.proceso, [comision.llave])
    escribir_archivo(destino / manifiesto.NOMBRE, firmado)
    return destino


def _poner_mesa(destino: Path, comision: Comision, lectura: TrabajoDeComision, mesa: str) -> None:
    """The record that counts, with the final archive in place of its prefix."""
    ruta, hecho = ruta_de_mesa(mesa), comision.carpetas.descifrados / mesa
    registro = lectura.registros(mesa)[0]
    with abrir_expediente(comision.carpetas.registros / registro.nombre) as abierto:
        for nombre in abierto.nombres():
            if nombre != manifiesto.NOMBRE and not nombre.endswith(".bel"):
                _poner(destino, nombre, abierto.leer(nombre))
    for archivo in sorted(hecho.iterdir()):
        _poner(destino, f"{ruta}/{archivo.name}", archivo.read_bytes())


def _ordenes_de_papeles(
    sellado: Sellado, carpeta: Path, lectura: TrabajoDeComision
) -> Iterable[OrdenDePapeles]:
    for demarcacion in sellado.catalogo.demarcaciones:
        ruta = ruta_de_computo(demarcacion.clave)
        yield OrdenDePapeles(
            definicion=carpeta,
            clave=demarcacion.clave,
            computo=lectura.documentos.leer(ruta),
            firma=lectura.documentos.leer(f"{ruta}.firma"),
        )


def _poner(destino: Path, nombre: str, octetos: bytes) -> None:
    ruta = destino / nombre
    ruta.parent.mkdir(parents=True, exist_ok=True)
    ruta.write_bytes(octetos)
