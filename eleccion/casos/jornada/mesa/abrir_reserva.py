"""Open the sealed reserve of pases: two officials, before everybody, with its count."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import ReservaAbierta
from auditoria.reglas.jornada import reserva_abierta
from eleccion.casos.jornada.mesa.contar_papeles import exigir_escrutinio_pendiente
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.entrega import ConteoIndebido
from eleccion.dominio.mesa import ReservaYaAbierta


def abrir_reserva(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    cantidad: int,
    *,
    hora: datetime,
    causa: str,
) -> None:
    """Write down that the reserve was opened; its pases go into the mixed box.

    A reserve found open is written down too, with how it was found: without this entry, the count
    of the pases has to be that of a sealed one.

    Args:
        cantidad: Pases counted in it, whatever its label says.
        causa: Why; it is published.

    Raises:
        ReservaYaAbierta: It was.
        ConteoIndebido: The mesa votes on paper only.
        EscrutinioYaAsentado: The pases were counted.
        FormatoInvalido: There is no cause, or a figure that no count gives.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    if not mesa.mesa.tiene_urna:
        raise ConteoIndebido("reserva de pases")
    with mesa.almacen.escribir() as trabajo:
        exigir_escrutinio_pendiente(trabajo)
        if reserva_abierta(entrada for entrada, _ in Diario.de(trabajo).pasos) is not None:
            raise ReservaYaAbierta
        trabajo.asentar(ReservaAbierta(cantidad=cantidad, causa=causa), hora)
    mesa.sellar_ahora()
