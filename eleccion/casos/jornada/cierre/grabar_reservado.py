"""Write the papers that may name people to a memory of their own, once the record was written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from auditoria.formatos.acta import Acta
from boletas.impresion.lienzo import imprimir
from eleccion.casos.jornada.cierre.clausurar_mesa import ACTA
from eleccion.casos.jornada.lista.entregar_constancia import (
    NO_INCLUSION,
    dibujar_constancia,
    leer_constancias,
)
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import HOJA_DE_REMITIDO
from eleccion.casos.jornada.mesa.imprimir_actas import clave_de_copias
from eleccion.casos.jornada.mesa.recibir_escrito import ACUSE, dibujar_acuse, leer_escritos
from eleccion.casos.reservado import abrir_reservado, archivo_reservado, cerrar_reservado
from eleccion.casos.tarjetas import Tarjeta
from eleccion.documentos import acuse, no_inclusion
from eleccion.documentos.incidentes import documento_de_incidentes
from eleccion.dominio.mesa import ActaAusente
from eleccion.dominio.puertos import Azar
from eleccion.errores import ActoIndebido

HOJA_DE_RESERVADO: Final = "reservado"
"""That the reserved part was written and read back."""


class ReservadoMalEscrito(ActoIndebido):
    """What was read back is not what was written: the medium is bad, use another."""

    explicacion: ClassVar[str] = "La parte reservada no se grabó bien; use otra memoria"


class SinPapelesReservados(ActoIndebido):
    """No paper of this mesa may name anybody: there is nothing to write."""

    explicacion: ClassVar[str] = "Esta mesa no tiene papeles reservados"


def grabar_reservado(
    mesa: EquipoMesa, destino: Path, tarjetas: tuple[Tarjeta, Tarjeta], *, azar: Azar
) -> Path:
    """Write the reserved part of the mesa, closed for its cards, and open it again to compare.

    The list of people registered is not in it: no clave leaves the machine but on paper.

    Args:
        destino: Folder of a memory, other than that of the registro.

    Raises:
        ActaAusente: The registro was not written yet.
        SinPapelesReservados, ReservadoMalEscrito: See the classes.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    with mesa.almacen.leer() as lectura:
        if lectura.hoja(HOJA_DE_REMITIDO) is None:
            raise ActaAusente("el registro de la mesa")
    papeles, llaves = papeles_reservados(mesa), mesa.sellado.llaves
    if not papeles:
        raise SinPapelesReservados
    ruta = destino / archivo_reservado(mesa.identidad)
    cerrar_reservado(papeles, llaves, mesa.identidad, tarjetas, ruta, azar=azar)
    if abrir_reservado(ruta, llaves, tarjetas) != (mesa.identidad, papeles):
        raise ReservadoMalEscrito(archivo=ruta.name)
    with mesa.almacen.escribir() as trabajo:
        trabajo.guardar_hoja(HOJA_DE_RESERVADO, b"grabado")
    return ruta


def papeles_reservados(mesa: EquipoMesa) -> Mapping[str, bytes]:
    """Draw the papers of this mesa that may name people, by name, as they were printed for it."""
    ruta = mesa.carpeta / ACTA
    if not ruta.exists():
        raise ActaAusente
    acta = Acta.leer(ruta.read_bytes())
    with mesa.almacen.leer() as lectura:
        constancias, escritos = leer_constancias(lectura), leer_escritos(lectura)
    papeles = {
        f"{clave_de_copias(NO_INCLUSION, c.folio)}.pdf": dibujar_constancia(
            mesa, c, no_inclusion.COPIAS[-1]
        )
        for c in constancias
    }
    papeles |= {
        f"{clave_de_copias(ACUSE, e.folio)}.pdf": dibujar_acuse(mesa, e, acuse.COPIAS[-1])
        for e in escritos
    }
    if acta.incidentes:
        papeles["incidentes.pdf"] = imprimir(
            documento_de_incidentes(mesa.sellado.contexto, mesa.identidad, acta.incidentes)
        )
    return papeles
