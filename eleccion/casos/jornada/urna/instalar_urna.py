"""Install the urna: every credential free, and the first entry of its log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from auditoria.formatos.catalogo import SinUrna
from auditoria.registro.asientos import UrnaInstalada
from auditoria.registro.resguardo import AlmacenPuntos
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo, Reconocimiento
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.estrenar_urna import estrenar_urna
from eleccion.dominio.puertos_urna import CrearUrna


def instalar_urna(
    dotacion: DotacionRecibida,
    llave: LlaveDeEquipo,
    reconocimiento: Reconocimiento,
    *,
    arranque: str,
    carpeta: Path,
    crear: CrearUrna,
    puntos: AlmacenPuntos,
    hora: datetime,
) -> EquipoUrna:
    """Make the urna of a mesa from its dotación.

    Args:
        arranque: Code announced in public this morning.
        carpeta: Where the files of its close will be written.
        crear: Makes its database.
        puntos: Store of checkpoints, apart from the database.

    Raises:
        SinUrna: Nobody vouched for a key of the urna.
        PuntoCambiado: A urna of this name was installed on this machine before.
    """
    if reconocimiento.llave_urna is None:
        raise SinUrna(dotacion.mesa)
    equipo = estrenar_urna(dotacion, llave, carpeta=carpeta, crear=crear, puntos=puntos)
    with equipo.almacen.escribir() as trabajo:
        trabajo.asentar(
            UrnaInstalada(
                huella=dotacion.sellado.huella,
                arranque=arranque,
                llave_mesa=reconocimiento.llave_mesa,
                llave_urna=reconocimiento.llave_urna,
                firmas=reconocimiento.firmas,
                red_mesa=reconocimiento.red.mesa,
                red_urna=reconocimiento.red.urna,
            ),
            hora,
        )
    return equipo
