"""Print the head of the urna's log, on the urna's own printer."""

from __future__ import annotations

from datetime import datetime

from auditoria.registro.asientos import CabezaDeUrnaImpresa
from auditoria.registro.bitacora import Cabeza
from eleccion.casos.jornada.cabeza_en_papel import dibujar
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.documentos.cabeza import Ocasion
from eleccion.documentos.rollo import Papel
from eleccion.dominio.puertos_impresion import Impresora
from eleccion.dominio.urna import EstadoUrna, UrnaCerrada


def imprimir_cabeza_de_urna(
    urna: EquipoUrna,
    ocasion: Ocasion,
    *,
    impresora: Impresora,
    hora: datetime,
    papel: Papel = Papel.ROLLO,
) -> Cabeza:
    """Print the head as it stands; its log says that it was printed, and the paper alone when.

    Returns:
        The head on the paper: that of the log before the entry that tells of it.

    Raises:
        UrnaCerrada: Its close is its last entry, and the acta states that head.
        ImpresoraDetenida: It did not come out; the act is repeated, with the head of then.
    """
    with urna.almacen.escribir() as trabajo:
        if trabajo.etapa() is EstadoUrna.CERRADA:
            raise UrnaCerrada
        cabeza, guardados = trabajo.cabeza(), trabajo.estado().conteo.depositadas
        trabajo.asentar(CabezaDeUrnaImpresa(), None)
    urna.sellar_si_toca(trabajo.asentada())
    pdf = dibujar(
        cabeza,
        guardados,
        urna.llave,
        sellado=urna.sellado,
        mesa=urna.mesa.identidad,
        ocasion=ocasion,
        hora=hora,
        papel=papel,
    )
    impresora.imprimir("cabeza_de_urna", f"{cabeza.tamano:03d}", pdf)
    return cabeza
