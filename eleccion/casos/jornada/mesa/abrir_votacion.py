"""Open the voting, once the instalación is signed and the urna stands at zero."""

from __future__ import annotations

from datetime import datetime

from auditoria.formatos.cabeza import CabezaCitada
from auditoria.formatos.catalogo import SinUrna
from auditoria.registro.asientos import VotacionAbierta
from auditoria.reglas.horario import exigir_apertura, hubo_reloj_ajeno
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.jornada.mesa.hojas import Diario
from eleccion.casos.jornada.mesa.lotes import asentar_lote
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.etapas import MESA
from eleccion.dominio.mesa import CapturaFaltante

HOJA_DE_URNA = "cabeza_de_urna"


def abrir_votacion(
    mesa: EquipoMesa,
    tarjetas: tuple[Tarjeta, Tarjeta],
    cabeza_de_urna: CabezaCitada | None,
    *,
    hora: datetime,
    causa: str = "",
) -> None:
    """Open.

    Args:
        cabeza_de_urna: Head of the urna's log at its opening (``abrir_urna``), read from its
            screen or paper: the acta states it. ``None`` where the mesa votes on paper only.
        causa: Why it begins late; empty when it does not.

    Raises:
        ActoFueraDeEtapa: It is open, or closed.
        AperturaTemprana: Before its hour; only by a clock that two officials went on with.
        CausaIndebida: Late and no cause, or a cause and not late.
        SinUrna: A head is given, and the mesa has no urna.
        CapturaFaltante: None is given, and it has one.
        TarjetaNoReconocida, MismaTarjeta: Not two cards of this mesa.
    """
    mesa.exigir_dos_personas(tarjetas)
    if cabeza_de_urna is None and mesa.mesa.tiene_urna:
        raise CapturaFaltante("la apertura de la urna")
    if cabeza_de_urna is not None and not mesa.mesa.tiene_urna:
        raise SinUrna(mesa.identidad)
    with mesa.almacen.escribir() as trabajo:
        trabajo.pasar_a(MESA.aplicar(trabajo.estado().etapa, "abrir_votacion"))
        ajeno = hubo_reloj_ajeno(entrada for entrada, _ in Diario.de(trabajo).pasos)
        exigir_apertura(hora, mesa.sellado.hora_de_apertura, causa or None, reloj_ajeno=ajeno)
        if cabeza_de_urna is not None:
            trabajo.guardar_hoja(HOJA_DE_URNA, cabeza_de_urna.escribir())
        trabajo.asentar(VotacionAbierta(causa=causa or None), hora)
        # A prueba pública before the opening took a pase: its count is told, not lost.
        asentar_lote(trabajo, hora)
    mesa.sellar_ahora()
