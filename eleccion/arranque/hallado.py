"""Look at a machine that was found after its urna was closed, as it came to the commission."""

from __future__ import annotations

from pathlib import Path

from auditoria.registro.resguardo import AlmacenArchivos
from eleccion.arranque.central import Central
from eleccion.arranque.reapertura import esta_instalada
from eleccion.arranque.reserva import CarpetaIncompleta
from eleccion.arranque.reunion import abierta, copia_de, leer_sobre
from eleccion.casos.computo.asentar_hallado import (
    HalladoRevisado,
    reconocer_hallado,
    revisar_hallado,
)
from eleccion.casos.jornada.llaves_de_equipo import Identidad
from eleccion.persistencia.urna.trabajo import BaseDeUrna


def revisar_equipo_hallado(equipo: Path, *, comision: Central) -> HalladoRevisado:
    """Prove what the urna of a machine held, from a copy of its folder; nothing is written.

    No card is needed: what an urna keeps is encrypted to the custodians, not to its officials.

    Args:
        equipo: Folder of its station, or that of its data with the station in it.

    Raises:
        CarpetaIncompleta: No urna was installed there.
        The errors of ``reconocer_hallado`` and ``revisar_hallado``.
    """
    lugares = [c for c in (equipo, equipo / "estacion") if esta_instalada(c, "urna")]
    if not lugares:
        raise CarpetaIncompleta(archivo=equipo.name)
    with copia_de(lugares[0], "urna", comision.carpeta) as lugar:
        sobre = leer_sobre(lugar)
        propia = reconocer_hallado(sobre, comision=comision)
        origen = Identidad(sobre.proceso, sobre.mesa, "urna", sobre.generacion).origen
        with abierta(BaseDeUrna.abrir(lugar.base, origen)) as base:
            firmado = AlmacenArchivos(lugar.puntos).leer(origen)
            return revisar_hallado(propia, base, firmado, comision=comision)
