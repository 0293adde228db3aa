"""A machine begins as the urna of a mesa: its log, its database and what it knows.

The same at the instalación and where a machine takes over from another; what differs is what the
database already holds, and the first entry.
"""

from __future__ import annotations

from pathlib import Path

from auditoria.registro import resguardo
from auditoria.registro.resguardo import AlmacenPuntos
from boletas.cripto.boleta import largo_maximo_de_boleta
from boletas.cripto.comprobacion import largo_maximo_de_apertura
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.dominio.puertos_urna import CrearUrna, UrnaNueva


def estrenar_urna(
    dotacion: DotacionRecibida,
    llave: LlaveDeEquipo,
    *,
    carpeta: Path,
    crear: CrearUrna,
    puntos: AlmacenPuntos,
) -> EquipoUrna:
    """Make the machine of the voters, with every credential of the mesa.

    Args:
        carpeta: Where the files of its close will be written.
        crear: Makes its database; at a take-over with everything of the one before in it.
        puntos: Store of checkpoints, apart from the database.

    Raises:
        PuntoCambiado: A urna of this name was installed on this machine before.
    """
    mesa = dotacion.mesa_sellada()
    origen = llave.identidad.origen
    resguardo.estrenar(origen, llave.firma, puntos)
    almacen = crear(
        UrnaNueva(
            proceso=dotacion.sellado.proceso,
            mesa=dotacion.mesa,
            origen=origen,
            credenciales=mesa.credenciales.publicas,
            espacio=largo_maximo_de_boleta(mesa.definicion),
            espacio_de_apertura=largo_maximo_de_apertura(mesa.definicion),
        )
    )
    return EquipoUrna(
        carpeta=carpeta,
        almacen=almacen,
        llave=llave.firma,
        puntos=puntos,
        sellado=dotacion.sellado,
        mesa=mesa,
    )
