"""Take the close of a mesa from the code of its acta, photographed before its record came.

It counts as *recibida* and no more: what is decrypted and added up comes from records alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Final

from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.resultados import CierreAnunciado
from auditoria.registro import bitacora
from auditoria.registro.asientos import AnuncioRecibido, CierreContradicho, RegistroRecibido
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.reglas.anuncios import ActoDeCierre, CierresDeMesa
from auditoria.verificador.anuncios import (
    cierres_sin_registro,
    leer_anuncio,
    llaves_de_registros,
)
from auditoria.verificador.codigo_fotografiado import CierreFotografiado, leer_codigo
from eleccion.casos.comision import Comision
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.preparacion.anunciar_arranque import RUTA_DEL_ARRANQUE
from eleccion.casos.sellado import leer_sellado_en
from eleccion.dominio.etapas import MESA, EstadoMesa
from eleccion.dominio.puertos_comision import TrabajoDeComision

ACTOS_ANUNCIADOS: Final = ("instalar", "abrir_votacion", "cerrar_votacion", "recibir_anuncio")
"""Acts of the day that a close tells of, before any record does."""

_ANUNCIOS: Final = "anuncios/"
"""Where the commission keeps which mesas were announced; the log publishes the codes themselves."""


class Anuncio(StrEnum):
    """What became of an announcement."""

    RECIBIDO = "recibido"
    REPETIDO = "repetido"
    COINCIDE = "coincide"
    CONTRADICE = "contradice"


@dataclass(frozen=True, slots=True)
class AnuncioTomado:
    """An announcement as it was taken.

    Attributes:
        leido: What its code says, the seal checked.
        llave_ajena: Whether the key that sealed it is none of the machines of the mesa's records;
            ``None`` while none came, and nobody can tell.
    """

    leido: CierreFotografiado
    hecho: Anuncio
    llave_ajena: bool | None = None


def recibir_anuncio(codigo: str, *, comision: Comision, hora: datetime) -> AnuncioTomado:
    """Write down the close that a code states, once, and whether another one contradicts it.

    Nothing is replaced: closes that contradict each other all stay in the log, which says so, and
    the records alone say what is counted. The same close again changes nothing.

    Args:
        codigo: Text of the code, as a reader of codes gives it.

    Raises:
        NoEsCodigoDeActa, ResumenIlegible, FirmaFalsa, AnuncioAjeno, AnuncioExcedido: See
            ``leer_anuncio``.
        DocumentoAusente: The code of the day was not announced.
        ActoFueraDeEtapa: The results were published.
    """
    leido = leer_anuncio(codigo, leer_sellado_en(comision.carpetas.definicion))
    mesa = leido.cierre.mesa
    with comision.abrir() as trabajo:
        trabajo.documentos.leer(RUTA_DEL_ARRANQUE)
        estado = trabajo.estado_de_mesa(mesa, bloquear=True)
        conocidos = _cierres_de(trabajo, mesa)
        llaves = _llaves_de(comision, trabajo, mesa) if conocidos.entregados else None
        ajena = None if llaves is None else leido.llave not in llaves
        if leido.huella in conocidos.anunciados:
            return AnuncioTomado(leido, Anuncio.REPETIDO, ajena)
        trabajo.documentos.guardar(f"{_ANUNCIOS}{mesa}", leido.huella)
        acto = AnuncioRecibido(mesa=mesa, cierre=leido.huella, codigo=codigo)
        trabajo.asentar(acto, hora)
        contradice = asentar_contradiccion(trabajo, conocidos.tras(acto), mesa, hora)
        ausente = mesa in no_instaladas(trabajo, partir_mesa(mesa)[0])
        if estado is EstadoMesa.NO_INSTALADA and not ausente:
            for paso in ACTOS_ANUNCIADOS:
                estado = MESA.aplicar(estado, paso)
            trabajo.mover_mesa(mesa, estado)
    if contradice:
        return AnuncioTomado(leido, Anuncio.CONTRADICE, ajena)
    hecho = Anuncio.COINCIDE if leido.huella in conocidos.entregados else Anuncio.RECIBIDO
    return AnuncioTomado(leido, hecho, ajena)


def cotejar_con_anuncios(
    trabajo: TrabajoDeComision, recibido: RegistroRecibido
) -> CierresDeMesa | None:
    """Say what is known of the closes of a mesa once its record is in; ``None`` if unannounced.

    It is read before the entry of the record is written.
    """
    if not trabajo.documentos.tiene(f"{_ANUNCIOS}{recibido.mesa}"):
        return None
    return _cierres_de(trabajo, recibido.mesa).tras(recibido)


def asentar_contradiccion(
    trabajo: TrabajoDeComision, conocidos: CierresDeMesa, mesa: str, hora: datetime
) -> bool:
    """Write down that closes of a mesa contradict each other, where it is not written yet."""
    if not conocidos.por_asentar:
        return False
    trabajo.asentar(CierreContradicho(mesa=mesa, cierres=conocidos.por_asentar), hora)
    return True


def anunciados(lectura: TrabajoDeComision) -> dict[str, tuple[CierreFotografiado, ...]]:
    """Give the closes that were announced, by mesa, in the order they came."""
    leidos: dict[str, tuple[CierreFotografiado, ...]] = {}
    if not lectura.documentos.rutas(_ANUNCIOS):
        return leidos
    for entrada in bitacora.hojear(lectura.lineas(), AnuncioRecibido):
        if isinstance(entrada.asiento, AnuncioRecibido):
            leido = leer_codigo(entrada.asiento.codigo)
            leidos[leido.cierre.mesa] = (*leidos.get(leido.cierre.mesa, ()), leido)
    return leidos


def anunciados_aparte(
    lectura: TrabajoDeComision, comision: Comision
) -> tuple[CierreAnunciado, ...]:
    """Give the closes that were announced and that no record received holds."""
    if not lectura.documentos.rutas(_ANUNCIOS):
        return ()
    entradas = bitacora.hojear(lectura.lineas(), AnuncioRecibido, RegistroRecibido)
    return cierres_sin_registro(
        (entrada.asiento for entrada in entradas), partial(_llaves_de, comision, lectura)
    )


def _llaves_de(comision: Comision, lectura: TrabajoDeComision, mesa: str) -> frozenset[str]:
    """Short codes of the keys of a mesa's machines, by every record of it that was kept."""
    llaves: frozenset[str] = frozenset()
    for registro in lectura.registros(mesa):
        with abrir_expediente(comision.carpetas.registros / registro.nombre) as abierto:
            llaves |= llaves_de_registros(abierto, mesa)
    return llaves


def _cierres_de(trabajo: TrabajoDeComision, mesa: str) -> CierresDeMesa:
    conocidos = CierresDeMesa()
    tipos = (AnuncioRecibido, RegistroRecibido, CierreContradicho)
    for entrada in bitacora.hojear(trabajo.lineas(), *tipos):
        acto = entrada.asiento
        if isinstance(acto, ActoDeCierre) and acto.mesa == mesa:
            conocidos = conocidos.tras(acto)
    return conocidos
