"""Write the sheet with which an urna on another machine tells its mesa that it is open at zero."""

from __future__ import annotations

from eleccion.casos.jornada.pliegos import PliegoDeUrna, firmar_pliego
from eleccion.casos.jornada.urna.abrir_urna import releer_apertura
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna


def entregar_apertura(urna: EquipoUrna) -> bytes:
    """Give the sheet; asked again, the same bytes.

    Raises:
        UrnaSinAbrir: It was not opened.
    """
    apertura = releer_apertura(urna)
    pliego = PliegoDeUrna(
        proceso=urna.proceso,
        mesa=urna.mesa.identidad,
        huella=urna.sellado.huella,
        lineas=tuple(linea.decode() for linea in apertura.lineas),
    )
    return firmar_pliego(pliego, [urna.llave])
