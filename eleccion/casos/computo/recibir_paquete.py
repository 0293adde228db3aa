"""Receive the packet of a mesa: who brought it, at what hour, in what state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import ClassVar

from auditoria.formatos.claves import partir_mesa
from auditoria.formatos.paquete import Acompanante, Paquete, PersonaDePaquete
from auditoria.papeles import redibujar_paquete
from auditoria.papeles.imprimible import exigir_imprimibles
from auditoria.registro import firma
from auditoria.registro.asientos import PaqueteRecibido
from eleccion.casos.comision import Comision
from eleccion.casos.computo.computar_demarcacion import es_firme
from eleccion.casos.computo.figuras import paquete_de, ruta_de_paquete
from eleccion.casos.computo.recontar_mesa import ResultadoFirme
from eleccion.casos.preparacion.anunciar_arranque import RUTA_DEL_ARRANQUE
from eleccion.casos.sellado import leer_sellado_en
from eleccion.errores import ActoIndebido


class PaqueteYaRecibido(ActoIndebido):
    """A packet is received once, and its receipt is not written again."""

    explicacion: ClassVar[str] = "El paquete de la mesa ya se recibió"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDePaquete:
    """A packet at the door of the commission.

    Attributes:
        acompanantes: Planilla and name of each representative who went along.
        firmado, con_cinta, sellos_de_la_mesa: As ``Paquete``; looked at before it is opened.
        sellos: Numbers read on it.
        alteracion: Signs of alteration, in words; empty where there are none.
    """

    mesa: str
    lugar: str
    entrega: PersonaDePaquete
    recibe: PersonaDePaquete
    acompanantes: tuple[Acompanante, ...] = ()
    firmado: bool
    con_cinta: bool
    sellos: tuple[str, ...]
    sellos_de_la_mesa: bool
    alteracion: str = ""


def recibir_paquete(orden: OrdenDePaquete, *, comision: Comision, hora: datetime) -> Paquete:
    """Keep the receipt of a packet and its hash in the log.

    It comes before or after the registro de la mesa, or without one: they are two things. What it
    says of the packet's state may be a ground to count the mesa again, and changes no figure.

    Args:
        hora: When it was received, which is when the receipt is written.

    Returns:
        The receipt; the one that is kept, with its own hour, where it says the same.

    Raises:
        DocumentoAusente: The day was not announced.
        ClaveAusente: The definition has no such mesa, or no such planilla.
        PaqueteYaRecibido, ResultadoFirme: See each.
        TextoImposible, SinGlifo: A text cannot be printed.
    """
    sellado = leer_sellado_en(comision.carpetas.definicion)
    demarcacion, _ = sellado.catalogo.ubicar(orden.mesa)
    for acompanante in orden.acompanantes:
        demarcacion.planilla(acompanante.planilla)
    paquete = Paquete(
        proceso=comision.proceso,
        mesa=orden.mesa,
        huella=sellado.que_cubre(orden.mesa).huella,
        hora=hora,
        lugar=orden.lugar,
        entrega=orden.entrega,
        recibe=orden.recibe,
        acompanantes=orden.acompanantes,
        firmado=orden.firmado,
        con_cinta=orden.con_cinta,
        sellos=orden.sellos,
        sellos_de_la_mesa=orden.sellos_de_la_mesa,
        alteracion=orden.alteracion or None,
    )
    exigir_imprimibles(paquete.a_valor())
    contenido = paquete.escribir()
    ruta = ruta_de_paquete(orden.mesa)
    with comision.abrir() as trabajo:
        trabajo.documentos.leer(RUTA_DEL_ARRANQUE)
        trabajo.estado_de_mesa(orden.mesa, bloquear=True)
        guardado = paquete_de(trabajo, orden.mesa)
        if guardado is not None and replace(guardado, hora=hora) == paquete:
            return guardado
        # After the term nothing is added to what was judged.
        if es_firme(trabajo, demarcacion.clave):
            raise ResultadoFirme(demarcacion.clave)
        if guardado is not None:
            raise PaqueteYaRecibido(orden.mesa)
        trabajo.documentos.guardar(ruta, contenido)
        firmado = firma.firmar(Paquete.formato, comision.proceso, contenido, [comision.llave])
        trabajo.documentos.guardar(f"{ruta}.firma", firmado)
        trabajo.asentar(
            PaqueteRecibido(
                mesa=orden.mesa,
                paquete=sha256(contenido).digest(),
                alterado=paquete.alterado,
            ),
            hora,
        )
    return paquete


def dibujar_recibo(paquete: Paquete, *, comision: Comision) -> bytes:
    """Draw the receipt as it will be published, for whoever brought the packet."""
    sellado = leer_sellado_en(comision.carpetas.definicion)
    contexto = sellado.que_cubre(paquete.mesa).contexto
    archivos = {ruta_de_paquete(paquete.mesa): paquete.escribir()}
    papeles = redibujar_paquete(contexto, archivos.__getitem__, *partir_mesa(paquete.mesa))
    (recibo,) = (octetos for ruta, octetos in papeles.items() if ruta.endswith(".pdf"))
    return recibo
