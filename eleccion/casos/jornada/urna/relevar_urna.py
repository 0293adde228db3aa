"""Take over the ballots from a machine that died, under a new log that cites the old one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from auditoria.formatos.catalogo import SinUrna
from auditoria.registro import relevo
from auditoria.registro.asientos import UrnaInstalada, UrnaRelevada
from auditoria.registro.resguardo import AlmacenPuntos
from eleccion.casos.jornada.dotacion_recibida import DotacionAjena, DotacionRecibida
from eleccion.casos.jornada.llaves_de_equipo import LlaveDeEquipo, Reconocimiento
from eleccion.casos.jornada.urna.equipo_urna import EquipoUrna
from eleccion.casos.jornada.urna.estrenar_urna import estrenar_urna
from eleccion.casos.jornada.urna.revisar_urna import probar_urna, revisar_urna
from eleccion.dominio.puertos_urna import CrearUrna


def relevar_urna(
    dotacion: DotacionRecibida,
    llave: LlaveDeEquipo,
    reconocimiento: Reconocimiento,
    *,
    carpeta: Path,
    crear: CrearUrna,
    puntos: AlmacenPuntos,
    hora: datetime,
) -> EquipoUrna:
    """Make the urna from what the memory holds of the one before.

    Args:
        crear: Makes its database, with everything of the one before already in it.

    Raises:
        SinUrna: Nobody vouched for a key of the urna.
        UrnaAlterada: What the memory holds contradicts its own log, or is no ballot of this mesa.
        RelevoRoto, BitacoraBifurcada: Its logs are not those of this urna.
    """
    if reconocimiento.llave_urna is None:
        raise SinUrna(dotacion.mesa)
    equipo = estrenar_urna(dotacion, llave, carpeta=carpeta, crear=crear, puntos=puntos)
    with equipo.almacen.escribir(sin_memoria=True) as trabajo:
        *anteriores, _ = trabajo.historia()
        historia = relevo.leer_historia(anteriores)
        primero = historia.pasos[0][0].asiento
        if not isinstance(primero, UrnaInstalada):
            raise DotacionAjena(primero.tipo)
        cuentas = relevo.contar(historia.pasos)
        trabajo.asentar(
            UrnaRelevada(
                huella=dotacion.sellado.huella,
                arranque=primero.arranque,
                generacion=llave.identidad.generacion,
                llave_mesa=reconocimiento.llave_mesa,
                llave_urna=reconocimiento.llave_urna,
                firmas=reconocimiento.firmas,
                red_mesa=reconocimiento.red.mesa,
                red_urna=reconocimiento.red.urna,
                anterior=relevo.citar(historia.tramos[-1].cabeza),
                depositadas=cuentas.depositadas,
                comprobadas=cuentas.comprobadas,
                inutilizadas=cuentas.inutilizadas,
            ),
            hora,
        )
    with equipo.almacen.leer() as lectura:
        revisar_urna(lectura, len(equipo.mesa.credenciales.publicas))
        probar_urna(lectura, equipo.mesa)
    return equipo
