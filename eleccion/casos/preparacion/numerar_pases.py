"""Give every mesa the identity of its election and the number of its pases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from auditoria.formatos.catalogo import Caracter, Modalidad
from auditoria.reglas.padron import lleva_lista
from auditoria.reglas.pases import pases_de_mesa
from boletas.cripto.azar import AZAR, Azar
from boletas.cripto.definicion import generar_uuid
from eleccion.casos.comision import Comision
from eleccion.casos.preparacion.contendientes import contendientes, hay_votacion
from eleccion.casos.registro.convocatoria_vigente import convocatoria_de
from eleccion.dominio.puertos_comision import PasesDeMesa
from eleccion.errores import ActoIndebido


class PadronAbierto(ActoIndebido):
    """The number of pases follows from the roll, which can still change."""

    explicacion: ClassVar[str] = "El padrón aún no se cierra"


class MesaSinElectores(ActoIndebido):
    """People vote in the demarcación and nobody is on the roll of one of its mesas."""

    explicacion: ClassVar[str] = "La mesa no tiene electores en su lista"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdenDePases:
    """What the credential authority needs to print the pases of one mesa.

    Attributes:
        cantidad: Pases for the day; folios from 1.
        reserva: Pases of the sealed block, whose folios follow.
    """

    proceso: str
    nombre_del_proceso: str
    caracter: Caracter
    demarcacion: str
    mesa: str
    uuid: str
    cantidad: int
    reserva: int


def numerar_pases(
    *,
    comision: Comision,
    cantidades: Mapping[str, int] | None = None,
    azar: Azar = AZAR,
) -> tuple[OrdenDePases, ...]:
    """Number the pases of every mesa where people vote with an urna electrónica.

    The quantity is the one asked here, else the catalogue's for that mesa, else the figure of the
    convocatoria over its roll; never more than people on the roll. Where people register at the
    mesa there is none, and the figure is the convocatoria's minimum.

    A mesa keeps the identifier it was given first: the pases that the authority printed for it open
    nothing under another, and its list does not say under which it was made.

    Args:
        cantidades: Pases for the day by mesa, where the commission decides another figure.

    Returns:
        One order per mesa, by demarcación and number.

    Raises:
        PadronAbierto: The roll is not closed.
        MesaSinElectores: A mesa has nobody on its roll.
        PasesYaPreparados: The list of some mesa was received.
    """
    pedidas = cantidades or {}
    with comision.abrir() as trabajo:
        proceso = trabajo.proceso.leer()
        convocatoria = convocatoria_de(proceso)
        con_lista = lleva_lista(convocatoria.reglas)
        if con_lista and (proceso.padron is None or not proceso.padron.cerrado):
            raise PadronAbierto
        grupos = contendientes(trabajo.planillas.listar())
        electores, previos = trabajo.padron.contar(), trabajo.pases()
        ordenes = []
        for demarcacion in trabajo.territorio.leer().demarcaciones:
            if not hay_votacion(len(grupos.get(demarcacion.clave, ())), convocatoria.reglas):
                continue
            for mesa in demarcacion.mesas:
                if con_lista and not electores.get(mesa.id):
                    raise MesaSinElectores(mesa.id)
                if mesa.modalidad == Modalidad.PAPEL:
                    continue
                regla, en_lista = convocatoria.reglas.pases.valor, electores.get(mesa.id)
                cantidad, reserva = pases_de_mesa(en_lista, regla)
                cantidad = pedidas.get(mesa.id, mesa.pases or cantidad)
                cantidad = cantidad if en_lista is None else min(cantidad, en_lista)
                previo = previos.get(mesa.id)
                orden = OrdenDePases(
                    proceso=proceso.id,
                    nombre_del_proceso=convocatoria.proceso.nombre,
                    caracter=proceso.caracter,
                    demarcacion=demarcacion.nombre,
                    mesa=mesa.id,
                    uuid=previo.uuid if previo else generar_uuid(azar),
                    cantidad=cantidad,
                    reserva=reserva,
                )
                trabajo.numerar_pases(
                    PasesDeMesa(mesa=mesa.id, uuid=orden.uuid, cantidad=cantidad, reserva=reserva)
                )
                ordenes.append(orden)
    return tuple(ordenes)
