"""Open the sealed envelope of paper ballots: from here on the mesa votes in paper."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from auditoria.formatos.dia import Contingencia
from auditoria.registro.asientos import ContingenciaAbierta
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import ContingenciaYaAbierta, SinSobre
from eleccion.dominio.etapas import EstadoMesa
from eleccion.dominio.mesa import CifraImposible, VotacionNoAbierta
from eleccion.dominio.puertos_mesa import TrabajoDeMesa

HOJA_DE_CONTINGENCIA: Final = "contingencia"


def abrir_contingencia(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    boletas: int,
    causa: str,
    *,
    hora: datetime,
) -> Contingencia:
    """Open the envelope. Votes already in the urna stay in it, and are counted with it.

    Args:
        boletas: Paper ballots counted in the envelope before anybody takes one.
        causa: Why; it is published.

    Raises:
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
        VotacionNoAbierta: Not the moment.
        SinSobre, ContingenciaYaAbierta: See each.
        CifraImposible: More ballots than were printed.
        FormatoInvalido: The cause is empty or too long.
    """
    mesa.exigir_dos_personas(tarjetas)
    impresas = mesa.mesa.boletas
    if impresas is None or not tiene_sobre(mesa):
        raise SinSobre(mesa.identidad)
    if type(boletas) is not int or not 0 <= boletas <= impresas.cantidad:
        raise CifraImposible(f"{boletas} boletas; se imprimieron {impresas.cantidad}")
    abierta = Contingencia(hora=hora, boletas=boletas, causa=causa)
    contenido = abierta.escribir()
    with mesa.almacen.escribir() as trabajo:
        etapa = trabajo.estado().etapa
        if etapa is not EstadoMesa.ABIERTA:
            raise VotacionNoAbierta(f"la mesa está {etapa}")
        if leer_contingencia(trabajo) is not None:
            raise ContingenciaYaAbierta
        trabajo.guardar_hoja(HOJA_DE_CONTINGENCIA, contenido)
        trabajo.asentar(ContingenciaAbierta(causa=causa, boletas=boletas), hora)
    mesa.sellar_ahora()
    return abierta


def tiene_sobre(mesa: EquipoMesa) -> bool:
    """Tell whether the mesa got paper ballots in a sealed envelope, and not to hand out at once."""
    return mesa.mesa.boletas is not None and not mesa.mesa.admite_papel


def leer_contingencia(lectura: TrabajoDeMesa) -> Contingencia | None:
    """Give the opening of the envelope; ``None`` while it is sealed."""
    contenido = lectura.hoja(HOJA_DE_CONTINGENCIA)
    return None if contenido is None else Contingencia.leer(contenido)
