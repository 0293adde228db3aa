"""Receive the record of a mesa: once, however often it comes, and never one over another."""

from __future__ import annotations

import os
import shutil
import tempfile
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from auditoria.formatos.claves import partir_mesa
from auditoria.registro import manifiesto
from auditoria.registro.archivos import asegurar_directorio
from auditoria.registro.asientos import (
    ArchivoCitado,
    BitacoraCitada,
    BoletasTardias,
    MesaEnConflicto,
    MesaVerificada,
    RegistroRecibido,
)
from auditoria.registro.bitacora import hojear
from auditoria.registro.expediente import abrir as abrir_expediente
from auditoria.reglas.registros import contenido_firmado
from eleccion.casos.comision import Comision
from eleccion.casos.computo.acuerdos_tomados import no_instaladas
from eleccion.casos.computo.computar_demarcacion import es_firme
from eleccion.casos.computo.recibir_anuncio import (
    anunciados,
    asentar_contradiccion,
    cotejar_con_anuncios,
)
from eleccion.casos.computo.verificar_registro import (
    ContextoDeRecepcion,
    RegistroAlterado,
    RegistroVerificado,
)
from eleccion.casos.preparacion.anunciar_arranque import RUTA_DEL_ARRANQUE
from eleccion.casos.preparacion.emitir_dotacion import DOTACIONES
from eleccion.dominio.etapas import MESA, EstadoMesa, EtapaProceso
from eleccion.dominio.puertos_comision import RegistroGuardado, TrabajoDeComision

ACTOS_DE_RECEPCION: Final = ("recibir_registro", "verificar_registro")
"""Acts of a verified record where the close of the mesa was announced before."""

ACTOS_DE_LA_JORNADA: Final = (
    "instalar",
    "abrir_votacion",
    "cerrar_votacion",
    *ACTOS_DE_RECEPCION,
)
"""Acts that a verified record proves: the commission learns of the day by it."""


class Recepcion(StrEnum):
    """What became of a record that was verified."""

    RECIBIDO = "recibido"
    REPETIDO = "repetido"
    CONFLICTO = "conflicto"
    TARDIO = "tardio"


def contexto_de_recepcion(*, comision: Comision) -> ContextoDeRecepcion:
    """Gather what the verification of any record compares with.

    Raises:
        DocumentoAusente: The code of the day was not announced.
    """
    with comision.leer() as lectura:
        rutas = [r for r in lectura.documentos.rutas() if r.startswith(DOTACIONES)]
        return ContextoDeRecepcion(
            definicion=comision.carpetas.definicion,
            arranque=lectura.documentos.leer(RUTA_DEL_ARRANQUE).decode(),
            dotaciones={
                ruta.removeprefix(DOTACIONES): lectura.documentos.leer(ruta) for ruta in rutas
            },
            anunciados=anunciados(lectura),
        )


def recibir_registro(
    verificado: RegistroVerificado,
    *,
    comision: Comision,
    hora: datetime,
    via: Literal["usb", "red"] = "usb",
) -> Recepcion:
    """Keep a verified record and write down its hashes.

    A second, different, valid record of a mesa replaces nothing: both are kept and the mesa goes
    to *conflicto*, where nothing of it is decrypted. One that comes after the decryption, after an
    acuerdo declared that the mesa was not installed, or when the result is firm, is late: kept,
    written down and published, its ballots reported and never decrypted, and the result stays.
    Where an announcement stated another close, the log says so, and the record counts all the same:
    nobody but the mesa can make a record, and anybody could draw a code.

    Returns:
        ``repetido`` when this very record was received before, or one of which the mesa signed the
        same acta, close and logs; nothing changes then.

    Raises:
        RegistroAlterado: The file changed since it was verified.
        MesaNoSellada: The definition has no such mesa.
    """
    asiento = _asiento(verificado, via)
    with comision.leer() as lectura:
        if _es_repetido(lectura, asiento):
            return Recepcion.REPETIDO
    registro = _registro(verificado, via, 1)
    _guardar_archivo(verificado, comision.carpetas.registros / registro.nombre)
    with comision.abrir() as trabajo:
        estado = trabajo.estado_de_mesa(verificado.mesa, bloquear=True)
        if _es_repetido(trabajo, asiento):
            return Recepcion.REPETIDO
        anteriores = trabajo.registros(verificado.mesa)
        clave, _ = partir_mesa(verificado.mesa)
        ausente = verificado.mesa in no_instaladas(trabajo, clave)
        trabajo.guardar_registro(_registro(verificado, via, len(anteriores) + 1))
        cierres = cotejar_con_anuncios(trabajo, asiento)
        trabajo.asentar(asiento, hora)
        if cierres is not None:
            asentar_contradiccion(trabajo, cierres, verificado.mesa, hora)
        if anteriores or ausente:
            if ausente or es_firme(trabajo, clave) or not _admite_conflicto(estado):
                trabajo.asentar(
                    BoletasTardias(
                        mesa=verificado.mesa,
                        manifiesto=verificado.manifiesto,
                        boletas=verificado.boletas,
                    ),
                    hora,
                )
                return Recepcion.TARDIO
            trabajo.mover_mesa(verificado.mesa, EstadoMesa.CONFLICTO)
            todos = (*(previo.manifiesto for previo in anteriores), verificado.manifiesto)
            trabajo.asentar(MesaEnConflicto(mesa=verificado.mesa, registros=todos), hora)
            return Recepcion.CONFLICTO
        for acto in ACTOS_DE_RECEPCION if estado is EstadoMesa.RECIBIDA else ACTOS_DE_LA_JORNADA:
            estado = MESA.aplicar(estado, acto)
        trabajo.mover_mesa(verificado.mesa, estado)
        trabajo.asentar(MesaVerificada(mesa=verificado.mesa, boletas=verificado.boletas), hora)
        proceso = trabajo.proceso.leer()
        if proceso.etapa is EtapaProceso.JORNADA:
            trabajo.proceso.guardar(proceso.aplicar("iniciar_computo"))
    return Recepcion.RECIBIDO


def _admite_conflicto(estado: EstadoMesa) -> bool:
    return estado is EstadoMesa.CONFLICTO or MESA.puede(estado, "recibir_otro_registro")


def _es_repetido(lectura: TrabajoDeComision, recibido: RegistroRecibido) -> bool:
    previos = lectura.registros(recibido.mesa)
    if not previos or any(previo.manifiesto == recibido.manifiesto for previo in previos):
        return bool(previos)
    propio = contenido_firmado(recibido)
    return any(
        isinstance(previo, RegistroRecibido)
        and previo.mesa == recibido.mesa
        and contenido_firmado(previo) == propio
        for previo in (e.asiento for e in hojear(lectura.lineas(), RegistroRecibido))
    )


def _registro(verificado: RegistroVerificado, via: str, lugar: int) -> RegistroGuardado:
    return RegistroGuardado(
        manifiesto=verificado.manifiesto,
        mesa=verificado.mesa,
        lugar=lugar,
        via=via,
        depositadas=verificado.boletas,
        testigos=verificado.testigos,
        papel=verificado.papel,
        votantes=verificado.votantes,
    )


def _asiento(verificado: RegistroVerificado, via: Literal["usb", "red"]) -> RegistroRecibido:
    return RegistroRecibido(
        mesa=verificado.mesa,
        manifiesto=verificado.manifiesto,
        archivos=tuple(
            ArchivoCitado(ruta=ruta, sha256=huella) for ruta, huella in verificado.archivos
        ),
        bitacoras=tuple(
            BitacoraCitada(origen=origen, tamano=tamano, raiz=raiz)
            for origen, tamano, raiz in sorted(verificado.bitacoras)
        ),
        via=via,
    )


def _guardar_archivo(verificado: RegistroVerificado, destino: Path) -> None:
    """Copy the record under its own hash, and look at the copy: what was verified is what stays.

    Every reception has a copy of its own: the same record may come by USB and by network at once.
    """
    descriptor, temporal = tempfile.mkstemp(prefix=".", suffix=".parcial", dir=destino.parent)
    parcial = Path(temporal)
    try:
        with os.fdopen(descriptor, "wb") as escrita, verificado.ruta.open("rb") as leida:
            shutil.copyfileobj(leida, escrita)
            escrita.flush()
            os.fsync(escrita.fileno())
        with abrir_expediente(parcial) as copia:
            firmado = copia.leer(manifiesto.NOMBRE)
            leido = manifiesto.leer_sin_verificar(firmado)
            es_otro = sha256(firmado).digest() != verificado.manifiesto
            if es_otro or manifiesto.cotejar(leido, copia):
                nombre = verificado.ruta.name
                raise RegistroAlterado("cambió después de verificarlo", archivo=nombre)
        parcial.replace(destino)
    finally:
        parcial.unlink(missing_ok=True)
    asegurar_directorio(destino.parent)
