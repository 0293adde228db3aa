"""Look at the clock of the urna before its opening, and go on with an hour that does not fit.

The opening states an hour, and after it nothing of the urna does: it is then that it is looked at.

Page: docs/durabilidad.md#clock.
"""

from __future__ import annotations

from datetime import datetime

from auditoria.registro import relevo
from auditoria.registro.asientos import RelojDeUrnaAceptado
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.puertos_urna import TrabajoDeUrna
from eleccion.dominio.reloj import Desfase, RelojEnHora, hallar_desfase
from eleccion.dominio.urna import EstadoUrna, exigir_por_abrir


def desfase_por_aceptar(urna: EquipoUrna, *, hora: datetime) -> Desfase | None:
    """Say how the clock does not fit, until two officials accept it or the urna is opened."""
    with urna.almacen.leer() as lectura:
        if lectura.etapa() is not EstadoUrna.INSTALADA:
            return None
        return _desfase(urna, lectura, hora)


def aceptar_reloj_de_urna(
    urna: EquipoUrna, tarjetas: tuple[Tarjeta, Tarjeta], *, hora: datetime
) -> Desfase:
    """Write down that two officials compared the clock with theirs and went on with it.

    Args:
        hora: What the clock says.

    Returns:
        What was accepted; it is for every hour that does not fit in that same way.

    Raises:
        UrnaYaAbierta, UrnaCerrada: Nothing of it waits for an hour any more.
        RelojEnHora: The hour fits, or was accepted.
        TarjetaNoReconocida, MismaTarjeta, TarjetaSinFunciones: Not two cards that act here.
    """
    urna.exigir_dos_personas(tarjetas)
    with urna.almacen.escribir() as trabajo:
        exigir_por_abrir(trabajo.etapa())
        desfase = _desfase(urna, trabajo, hora)
        if desfase is None:
            raise RelojEnHora
        otro_dia = desfase is Desfase.OTRO_DIA
        trabajo.asentar(RelojDeUrnaAceptado(causa="otro_dia" if otro_dia else "retroceso"), None)
    urna.sellar_si_toca(trabajo.asentada())
    return desfase


def _desfase(urna: EquipoUrna, lectura: TrabajoDeUrna, hora: datetime) -> Desfase | None:
    entradas = [entrada for entrada, _ in relevo.leer_historia(lectura.historia()).pasos]
    aceptados = {
        entrada.asiento.causa
        for entrada in entradas
        if isinstance(entrada.asiento, RelojDeUrnaAceptado)
    }
    horas = [entrada.hora for entrada in entradas if entrada.hora is not None]
    desfase = hallar_desfase(hora, urna.sellado.catalogo.proceso.jornada, horas[-1])
    return None if desfase in aceptados else desfase
