"""A machine begins as the table of a mesa: its log, its database and what it knows.

The same at the instalación and where a machine takes over from another; what differs is what the
database already holds, and the first entry.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from auditoria.registro import resguardo
from auditoria.registro.resguardo import AlmacenPuntos
from eleccion.casos.jornada.dotacion_recibida import DotacionAjena, DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo
from eleccion.casos.jornada.mesa.equipo_mesa import EquipoMesa
from eleccion.casos.tarjetas import Tarjeta
from eleccion.dominio.lista_sellada import ListaSellada
from eleccion.dominio.puertos_mesa import CrearMesa, MesaNueva
from eleccion.dominio.registro_en_mesa import cupo_de_registro


def estrenar_mesa(
    dotacion: DotacionRecibida,
    tarjetas: tuple[Tarjeta, Tarjeta],
    llave: LlaveDeEquipo,
    *,
    desde: datetime,
    carpeta: Path,
    crear: CrearMesa,
    puntos: AlmacenPuntos,
) -> EquipoMesa:
    """Open the roll with two cards and make the machine of the officials.

    Args:
        desde: Since when its batch of marks runs.
        carpeta: Where the files of its close will be written.
        crear: Makes its database; at a take-over with everything of the one before in it.
        puntos: Store of checkpoints, apart from the database.

    Raises:
        TarjetaNoReconocida, MismaTarjeta, SobreAjeno: The cards do not open the roll.
        DotacionAjena: The roll inside is of another mesa.
        PuntoCambiado: A mesa of this name was installed on this machine before.
    """
    lista = ListaSellada.leer(dotacion.abrir_lista(tarjetas))
    if (lista.proceso, lista.mesa) != (dotacion.sellado.proceso, dotacion.mesa):
        raise DotacionAjena(lista.mesa)
    _, mesa = dotacion.sellado.catalogo.ubicar(dotacion.mesa)
    origen = llave.identidad.origen
    resguardo.estrenar(origen, llave.firma, puntos)
    almacen = crear(
        MesaNueva(
            proceso=lista.proceso,
            mesa=lista.mesa,
            origen=origen,
            desde=desde,
            secreto=llave.secreto,
            lista=lista.abrir(),
            sal=lista.sal,
            cotejo=lista.cotejo or b"",
            cupo=cupo_de_registro(mesa, dotacion.sellado.reglas),
        )
    )
    return EquipoMesa(
        carpeta=carpeta,
        almacen=almacen,
        llave=llave.firma,
        puntos=puntos,
        sellado=dotacion.sellado,
        identidad=dotacion.mesa,
        territorio=dotacion.hoja.territorio(),
    )
