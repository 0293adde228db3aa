"""The catalogue of public papers, and how anybody draws them again from a record.

A paper is a pure function of the sealed definition and of files of the record, so the same record
and program version give the same bytes on any machine: whoever publishes another PDF is found out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import id_de_mesa
from auditoria.formatos.paquete import ARCHIVO as ARCHIVO_DE_PAQUETE
from auditoria.papeles import (
    acta_acuerdo,
    acta_computo,
    acta_escrutinio,
    acta_inicio,
    acta_jornada,
    acta_recuento,
    acta_resello,
    cartel,
    constancia_mayoria,
    recibo_paquete,
)
from auditoria.papeles.contexto import Contexto, Lector
from auditoria.papeles.datos import (
    DatosDeActa,
    DatosDeAcuerdo,
    DatosDeComputo,
    DatosDePaquete,
    DatosDeRecuento,
    DatosDeResello,
)
from auditoria.papeles.errores import InicioIncompleto, PapelDesconocido
from auditoria.papeles.inicio import (
    Inicio,
    leer_inicio,
    leer_llave_de_relevo,
    lineas_de_apertura,
)
from auditoria.reglas.contienda import ruta_de_resello, ruta_de_sello
from boletas.impresion.documento import Documento
from boletas.impresion.hipertexto import hipertexto
from boletas.impresion.lienzo import Adjunto, imprimir

ADJUNTO: Final = "acta.json"
_DE_RELEVO: Final = re.compile(r"mesa-(?:[2-9]|[1-9][0-9])")
_DE_URNA_RELEVADA: Final = re.compile(r"urna-([2-9]|[1-9][0-9])")

DatosDePapel: TypeAlias = (
    Inicio
    | DatosDeActa
    | DatosDeComputo
    | DatosDeRecuento
    | DatosDeAcuerdo
    | DatosDePaquete
    | DatosDeResello
)
"""Whatever some paper is drawn from."""

DE_INICIO: Final[Mapping[str, Callable[[Contexto, Inicio], Documento]]] = MappingProxyType(
    {"acta_inicio": acta_inicio.documento}
)
DE_CIERRE: Final[Mapping[str, Callable[[Contexto, DatosDeActa], Documento]]] = MappingProxyType(
    {
        "acta_jornada": acta_jornada.documento,
        "acta_escrutinio": acta_escrutinio.documento,
        "cartel": cartel.documento,
    }
)
DE_COMPUTO: Final[Mapping[str, Callable[[Contexto, DatosDeComputo], Documento]]] = MappingProxyType(
    {
        "acta_computo": acta_computo.documento,
        "constancia_mayoria": constancia_mayoria.documento,
    }
)
DE_RECUENTO: Final[Mapping[str, Callable[[Contexto, DatosDeRecuento], Documento]]] = (
    MappingProxyType({"acta_recuento": acta_recuento.documento})
)
DE_ACUERDO: Final[Mapping[str, Callable[[Contexto, DatosDeAcuerdo], Documento]]] = MappingProxyType(
    {"acuerdo": acta_acuerdo.documento}
)
DE_PAQUETE: Final[Mapping[str, Callable[[Contexto, DatosDePaquete], Documento]]] = MappingProxyType(
    {"recibo_paquete": recibo_paquete.documento}
)
DE_RESELLO: Final[Mapping[str, Callable[[Contexto, DatosDeResello], Documento]]] = MappingProxyType(
    {"acta_resello": acta_resello.documento}
)
PAPELES_DE_MESA: Final = (*DE_INICIO, *DE_CIERRE)


def componer_papel(nombre: str, contexto: Contexto, datos: DatosDePapel) -> Documento:
    """Lay out a paper by its name.

    Raises:
        PapelDesconocido: There is no such paper, or it is drawn from other data.
    """
    if isinstance(datos, Inicio) and nombre in DE_INICIO:
        return DE_INICIO[nombre](contexto, datos)
    if isinstance(datos, DatosDeActa) and nombre in DE_CIERRE:
        return DE_CIERRE[nombre](contexto, datos)
    if isinstance(datos, DatosDeComputo) and nombre in DE_COMPUTO:
        return DE_COMPUTO[nombre](contexto, datos)
    if isinstance(datos, DatosDeRecuento) and nombre in DE_RECUENTO:
        return DE_RECUENTO[nombre](contexto, datos)
    if isinstance(datos, DatosDeAcuerdo) and nombre in DE_ACUERDO:
        return DE_ACUERDO[nombre](contexto, datos)
    if isinstance(datos, DatosDePaquete) and nombre in DE_PAQUETE:
        return DE_PAQUETE[nombre](contexto, datos)
    if isinstance(datos, DatosDeResello) and nombre in DE_RESELLO:
        return DE_RESELLO[nombre](contexto, datos)
    raise PapelDesconocido(nombre)


def dibujar_pdf(nombre: str, contexto: Contexto, datos: DatosDePapel) -> bytes:
    """Draw a paper as PDF, with the data it was drawn from attached as ``acta.json``."""
    contenido = datos.escribir() if isinstance(datos, Inicio) else datos.contenido
    return imprimir(componer_papel(nombre, contexto, datos), (Adjunto(ADJUNTO, contenido),))


def dibujar_html(nombre: str, contexto: Contexto, datos: DatosDePapel) -> bytes:
    """Draw a paper as one HTML page that a screen reader can follow."""
    return hipertexto(componer_papel(nombre, contexto, datos))


def redibujar_mesa(
    contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
) -> dict[str, bytes]:
    """Draw every public paper of a mesa, by its path in the record.

    Args:
        leer: Gives the files of the record.
        demarcacion, mesa: Keys, ``D001`` and ``M1``.
    """
    carpeta = f"{demarcacion}/{mesa}"
    _, del_catalogo = contexto.catalogo.ubicar(id_de_mesa(demarcacion, mesa))
    inicio = leer_inicio(
        contexto.catalogo.proceso.id,
        id_de_mesa(demarcacion, mesa),
        _lineas(leer(f"{carpeta}/mesa-1.bitacora")),
        _de_la_urna(leer, carpeta) if del_catalogo.tiene_urna else (),
    )
    cierre = DatosDeActa.de_archivos(
        leer(f"{carpeta}/acta.json"),
        leer(f"{carpeta}/cierre.json"),
        leer(f"{carpeta}/cierre.json.firma"),
        _llave_al_cierre(leer, carpeta, inicio),
    )
    papeles: dict[str, bytes] = {}
    for nombre in DE_INICIO:
        papeles |= _dos_formas(f"{carpeta}/{nombre}", nombre, contexto, inicio)
    for nombre in DE_CIERRE:
        papeles |= _dos_formas(f"{carpeta}/{nombre}", nombre, contexto, cierre)
    return papeles


def redibujar_demarcacion(contexto: Contexto, leer: Lector, demarcacion: str) -> dict[str, bytes]:
    """Draw the public papers of a demarcación: the constancia only where it may be issued."""
    datos = DatosDeComputo.de_archivos(
        leer(f"{demarcacion}/computo.json"), leer(f"{demarcacion}/computo.json.firma")
    )
    papeles: dict[str, bytes] = {}
    for nombre in DE_COMPUTO:
        procede = constancia_mayoria.procede_constancia(datos.computo)
        if nombre != "constancia_mayoria" or procede:
            papeles |= _dos_formas(f"{demarcacion}/{nombre}", nombre, contexto, datos)
    return papeles


def redibujar_recuento(
    contexto: Contexto, leer: Lector, demarcacion: str, mesa: str, registro: int = 1
) -> dict[str, bytes]:
    """Draw the acta de recuento of a mesa.

    Args:
        registro: Which of its records holds the acta counted again; the first, but in a conflict.
    """
    carpeta = f"{demarcacion}/{mesa}"
    datos = DatosDeRecuento.de_archivos(
        leer(f"{carpeta}/recuento.json"),
        leer(f"{carpeta_de_registro(carpeta, registro)}/acta.json"),
    )
    return _dos_formas(f"{carpeta}/acta_recuento", "acta_recuento", contexto, datos)


def carpeta_de_registro(carpeta: str, registro: int) -> str:
    """Where the files of a record of a mesa stand: the first in its folder, others below it."""
    return carpeta if registro == 1 else f"{carpeta}/registro-{registro}"


def redibujar_acuerdo(
    contexto: Contexto, leer: Lector, demarcacion: str, numero: int
) -> dict[str, bytes]:
    """Draw the paper of an acuerdo of a demarcación."""
    ruta = f"{demarcacion}/acuerdo-{numero}"
    return _dos_formas(ruta, "acuerdo", contexto, DatosDeAcuerdo.de_archivo(leer(f"{ruta}.json")))


def redibujar_resello(contexto: Contexto, leer: Lector, numero: int) -> dict[str, bytes]:
    """Draw the acta of a re-sellado.

    Args:
        contexto: That of the seal that it makes.
        leer: Gives its file and the catalogue of the seal before it.
    """
    ruta = ruta_de_resello(numero)
    catalogo = ruta_de_sello("catalogo.json", numero - 1)
    datos = DatosDeResello.de_archivos(leer(ruta), leer(catalogo))
    return _dos_formas(ruta.removesuffix(".json"), "acta_resello", contexto, datos)


def redibujar_paquete(
    contexto: Contexto, leer: Lector, demarcacion: str, mesa: str
) -> dict[str, bytes]:
    """Draw the receipt of the packet of a mesa."""
    carpeta = f"{demarcacion}/{mesa}"
    datos = DatosDePaquete.de_archivo(leer(f"{carpeta}/{ARCHIVO_DE_PAQUETE}"))
    return _dos_formas(f"{carpeta}/recibo_paquete", "recibo_paquete", contexto, datos)


def _de_la_urna(leer: Lector, carpeta: str) -> Sequence[bytes]:
    """The log in which the urna was opened; the close says how many machines it had."""
    cerrada = Cierre.leer(leer(f"{carpeta}/cierre.json")).urna
    nombre = "" if cerrada is None else cerrada.bitacora.origen.rpartition("/")[2]
    ultima = _DE_URNA_RELEVADA.fullmatch(nombre)
    generaciones = 1 if ultima is None else int(ultima[1])
    return lineas_de_apertura(
        [
            _lineas(leer(f"{carpeta}/urna-{generacion}.bitacora"))
            for generacion in range(1, generaciones + 1)
        ]
    )


def _llave_al_cierre(leer: Lector, carpeta: str, inicio: Inicio) -> str:
    """Key of the machine that drew the acta up: the first one's, or of who took over from it."""
    origen = Cierre.leer(leer(f"{carpeta}/cierre.json")).bitacora_mesa.origen
    if origen == inicio.cabeza_mesa.origen:
        return inicio.llave_mesa
    propio = inicio.cabeza_mesa.origen.rpartition("/")[0]
    carpeta_citada, _, nombre = origen.rpartition("/")
    if carpeta_citada != propio or not _DE_RELEVO.fullmatch(nombre):
        raise InicioIncompleto(f"el cierre cita {origen}")
    return leer_llave_de_relevo(origen, _lineas(leer(f"{carpeta}/{nombre}.bitacora")))


def _dos_formas(
    ruta: str, nombre: str, contexto: Contexto, datos: DatosDePapel
) -> dict[str, bytes]:
    return {
        f"{ruta}.pdf": dibujar_pdf(nombre, contexto, datos),
        f"{ruta}.html": dibujar_html(nombre, contexto, datos),
    }


def _lineas(contenido: bytes) -> list[bytes]:
    return contenido.split(b"\n")[:-1]
