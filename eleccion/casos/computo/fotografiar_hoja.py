"""Keep the picture of a sheet signed with ink, so that anybody sees the original."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

from auditoria.formatos.claves import partir_mesa, ruta_de_mesa
from auditoria.formatos.computo import Computo
from auditoria.formatos.foto import FotoLimpia
from auditoria.papeles.constancia_mayoria import procede_constancia
from auditoria.registro import bitacora
from auditoria.registro.archivos import asegurar_directorio, escribir_archivo
from auditoria.registro.asientos import HojaFotografiada
from auditoria.reglas.firmadas import (
    QUE_HACEN_PAPELES,
    Hoja,
    HojasFotografiadas,
    PapelSinFoto,
    es_papel_publico,
    exigir_cabida,
    hoja_de,
    papeles_publicos,
    ruta_de_foto,
)
from eleccion.casos.comision import Comision
from eleccion.casos.computo.computar_demarcacion import ruta_de_computo
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.puertos_comision import TrabajoDeComision
from eleccion.errores import ActoIndebido


class PapelReservado(ActoIndebido):
    """The paper names people who are not public: nothing of it enters the expediente."""

    explicacion: ClassVar[str] = (
        "Ese papel nombra a personas o es reservado: su foto no se publica; va aparte, al tribunal,"
        " con eleccion publicar --papeles DIR --reservado DIR"
    )


class PapelDesconocido(ActoIndebido):
    """No public paper has that name."""

    explicacion: ClassVar[str] = "Ningún papel público de ahí se llama así"


class FotoDeOtraHoja(ActoIndebido):
    """The same picture was kept as that of another sheet."""

    explicacion: ClassVar[str] = "Esa misma foto ya se asentó como de otra hoja"


class FotoAlterada(ActoIndebido):
    """A picture in the commission's folder is not the one that it kept."""

    explicacion: ClassVar[str] = "La foto guardada cambió o falta; dé otra vez la original"


RESERVADOS: Final = (
    "no_inclusion",
    "constancia",
    "incidente",
    "escrito",
    "acuse",
    "lista",
    "cuadernillo",
    "padron",
    "personas_registradas",
    "registro_en_blanco",
    "registradas",
    "tarjeta",
    "pase",
    "talonario",
    "testigo",
    "boleta",
    "credencial",
)
"""How the names of papers begin that never enter the expediente: they name people, or are votes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDeFotos:
    """Pictures of one paper, one of each sheet, in order.

    Attributes:
        lugar: ``D001-M1``, or ``D001`` where the paper is of the demarcación.
        papel: Name of its file without ending: ``acta_escrutinio``, ``acuerdo-1``.
        desde: Sheet that the first picture shows, from 1.
        fotos: Clean.
    """

    lugar: str
    papel: str
    desde: int
    fotos: Sequence[FotoLimpia]


@dataclass(frozen=True, slots=True)
class FotoAsentada:
    """What became of one picture. ``es_nueva``: it was not in the log before."""

    asiento: HojaFotografiada
    es_nueva: bool

    @property
    def ruta(self) -> str:
        """Where it is published."""
        return ruta_de_foto(self.asiento)


def exigir_publico(lugar: str, papel: str) -> None:
    """Refuse what names people before anything else is looked at.

    Raises:
        PapelReservado, PapelDesconocido: See each.
    """
    de_mesa = "-" in lugar
    if es_papel_publico(papel, de_mesa=de_mesa):
        return
    de_otro_lugar = es_papel_publico(papel, de_mesa=not de_mesa)
    if not de_otro_lugar and papel.lower().replace("-", "_").startswith(RESERVADOS):
        raise PapelReservado(papel)
    raise PapelDesconocido(f"{papel}; hay {', '.join(papeles_publicos(de_mesa=de_mesa))}")


def fotografiar_hojas(
    orden: OrdenDeFotos, *, comision: Comision, hora: datetime, destino: Path | None = None
) -> tuple[FotoAsentada, ...]:
    """Keep the pictures of a paper's sheets: each an entry of the log, all of them or none.

    A picture of a sheet that has one already is its next version, and both stay. A picture that is
    there already changes nothing. The file is written before its entry is kept: what is written
    down is there, and a file without an entry is published nowhere.

    Args:
        destino: Where the files stay: with the commission, or elsewhere in a dry run.

    Raises:
        PapelReservado, PapelDesconocido, FotoDeOtraHoja: See each.
        ClaveAusente: The definition has no such mesa or demarcación.
        PapelSinFoto: Its paper was not made yet.
        HojaFueraDeOrden: Too many sheets, or too many pictures of one.
        FotosDeMas: The record would not open with them.
        ActoFueraDeEtapa: The results are published: the log is closed.
    """
    exigir_publico(orden.lugar, orden.papel)
    _exigir_lugar(orden.lugar, comision)
    carpeta = destino or _carpeta(comision)
    hechas: list[FotoAsentada] = []
    with comision.abrir() as trabajo:
        # Whoever else writes down a picture waits here: their numbers follow one another.
        trabajo.cabeza(bloquear=True)
        hojas = _hojas(trabajo)
        _exigir_cabida(orden, hojas, comision)
        if orden.papel == "constancia_mayoria":
            _exigir_constancia(trabajo, orden.lugar)
        for numero, foto in enumerate(orden.fotos, orden.desde):
            hecha = _siguiente(orden, numero, foto, hojas)
            if hecha.es_nueva:
                hojas.tomar(hecha.asiento)
                trabajo.asentar(hecha.asiento, hora)
                escribir_archivo(carpeta / _archivo(hecha.asiento), foto.contenido, 0o600)
            hechas.append(hecha)
    return tuple(hechas)


def leer_fotos(comision: Comision, lectura: TrabajoDeComision) -> Iterator[tuple[str, bytes]]:
    """Give every picture that the log tells of, with its path in the expediente.

    Raises:
        FotoAlterada: One is not there, or is another.
    """
    for asiento in _hojas(lectura).fotos():
        archivo = _carpeta(comision) / _archivo(asiento)
        contenido = archivo.read_bytes() if archivo.is_file() else b""
        if sha256(contenido).digest() != asiento.foto:
            raise FotoAlterada(archivo=ruta_de_foto(asiento))
        yield ruta_de_foto(asiento), contenido


def _siguiente(
    orden: OrdenDeFotos, numero: int, foto: FotoLimpia, hojas: HojasFotografiadas
) -> FotoAsentada:
    huella = sha256(foto.contenido).digest()
    hoja = Hoja(ruta_de_mesa(orden.lugar), orden.papel, numero)
    anterior = hojas.con(huella)
    if anterior is not None:
        if hoja_de(anterior) != hoja:
            raise FotoDeOtraHoja(ruta_de_foto(anterior))
        return FotoAsentada(anterior, es_nueva=False)
    asiento = HojaFotografiada(
        demarcacion=partir_mesa(orden.lugar)[0],
        mesa=orden.lugar if "-" in orden.lugar else None,
        papel=orden.papel,
        hoja=numero,
        version=hojas.siguiente(hoja),
        clase=foto.clase,
        foto=huella,
    )
    return FotoAsentada(asiento, es_nueva=True)


def _hojas(lectura: TrabajoDeComision) -> HojasFotografiadas:
    """What the log says of papers and pictures so far."""
    hojas = HojasFotografiadas()
    for entrada in bitacora.hojear(lectura.lineas(), *QUE_HACEN_PAPELES, HojaFotografiada):
        hojas.tomar(entrada.asiento)
    return hojas


def _exigir_cabida(orden: OrdenDeFotos, hojas: HojasFotografiadas, comision: Comision) -> None:
    """Weigh what is kept and what comes: one that is there already takes no more room."""
    nuevas = [f for f in orden.fotos if hojas.con(sha256(f.contenido).digest()) is None]
    guardadas = [_carpeta(comision) / _archivo(asiento) for asiento in hojas.fotos()]
    octetos = sum(archivo.stat().st_size for archivo in guardadas if archivo.is_file())
    octetos += sum(len(foto.contenido) for foto in nuevas)
    exigir_cabida(len(guardadas) + len(nuevas), octetos)


def _exigir_lugar(lugar: str, comision: Comision) -> None:
    catalogo = leer_sellado_en(comision.carpetas.definicion).catalogo
    if "-" in lugar:
        catalogo.ubicar(lugar)
    else:
        catalogo.demarcacion(lugar)


def _exigir_constancia(lectura: TrabajoDeComision, clave: str) -> None:
    """Firm is not won: a contest that nobody won ends without a constancia."""
    ruta = ruta_de_computo(clave)
    if not lectura.documentos.tiene(ruta) or not procede_constancia(
        Computo.leer(lectura.documentos.leer(ruta))
    ):
        raise PapelSinFoto(f"{clave}, constancia_mayoria")


def _carpeta(comision: Comision) -> Path:
    """The folder of the pictures; the commission's own may be from before there were any."""
    carpeta = comision.carpetas.firmadas
    if not carpeta.exists():
        carpeta.mkdir(mode=0o700)
        asegurar_directorio(carpeta.parent)
    return carpeta


def _archivo(asiento: HojaFotografiada) -> str:
    """Its name there: its hash, so that one picture never takes the place of another."""
    return f"{asiento.foto.hex()}.{asiento.clase}"
