"""Install the urna: every credential free, and the first entry of its log."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from auditoria.formatos.catalogo import SinUrna
from auditoria.registro import resguardo
from auditoria.registro.asientos import UrnaInstalada
from auditoria.registro.resguardo import AlmacenPuntos
from boletas.cripto.boleta import largo_maximo_de_boleta
from boletas.cripto.comprobacion import largo_maximo_de_apertura
from eleccion.casos.jornada.dotacion_recibida import DotacionRecibida
from eleccion.casos.jornada.equipo_urna import EquipoUrna
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo, Reconocimiento
from eleccion.dominio.puertos_urna import CrearUrna, UrnaNueva


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
    mesa = dotacion.mesa_sellada()
    if reconocimiento.llave_urna is None:
        raise SinUrna(dotacion.mesa)
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
    equipo = EquipoUrna(
        carpeta=carpeta,
        almacen=almacen,
        llave=llave.firma,
        puntos=puntos,
        sellado=dotacion.sellado,
        mesa=mesa,
    )
    with almacen.escribir() as trabajo:
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
