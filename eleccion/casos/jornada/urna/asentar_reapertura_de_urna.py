"""Write in the urna's log that two cards opened its machine again: that it was, and never when.

Page: docs/durabilidad.md, what the log says of a machine that stopped.
"""

from __future__ import annotations

from auditoria.registro.asientos import EquipoDeUrnaReabierto
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.urna import EstadoUrna


def asentar_reapertura_de_urna(urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta]) -> None:
    """Write the opening down, once for each; a log that was closed says nothing more.

    While its log has only its first entry nothing was done there: an urna that the mesa's screen
    installed, or a take-over, is then opened for the first time.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that act here.
        RespaldoFaltante: No act is done without its memory.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
        if lectura.etapa() is EstadoUrna.CERRADA or cabeza.tamano == 1:
            return
    with urna.almacen.escribir() as trabajo:
        trabajo.asentar(EquipoDeUrnaReabierto(), None)
    with urna.almacen.leer() as lectura:
        cabeza = lectura.cabeza()
    urna.sellar_punto(cabeza)
