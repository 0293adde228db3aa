"""Somebody photographs the code of an acta on the night, and its text comes before the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from auditoria.formatos.cierre import Cierre
from auditoria.formatos.claves import ruta_de_mesa
from auditoria.papeles import resumen
from auditoria.registro.asientos import MesaInstalada
from auditoria.registro.bitacora import hojear
from auditoria.registro.expediente import abrir
from auditoria.registro.llave import LlavePublica
from eleccion.casos.comision import Comision
from eleccion.casos.computo.recibir_anuncio import Anuncio, recibir_anuncio
from eleccion.simulacion.caminos import Camino
from eleccion.simulacion.orden_de_dia import DiaVivido, GuionIncumplido
from eleccion.simulacion.tropiezos import Tropiezo

_CUANTAS: Final = 2
_ESPERADAS: Final = frozenset({Tropiezo.MESA_TARDIA, Tropiezo.CONFLICTO})
"""Mesas whose close somebody photographs because of what goes wrong there."""


def anunciar_cierres(
    dias: Sequence[DiaVivido],
    tropiezos: Mapping[str, Tropiezo],
    caminos: Mapping[str, Camino],
    comision: Comision,
    hora: datetime,
) -> tuple[str, ...]:
    """Announce the close of some mesas where nothing else happens, and of each that comes late.

    So is the first of the two closes of a mesa in conflict, which the second record contradicts.

    In a town of a few demarcaciones, where there are no roads, it is done of none.

    Args:
        caminos: What happened at a mesa, perhaps to the machine that was to close it.

    Returns:
        Their mesas.
    """
    if not caminos:
        return ()
    en_paz = (dia for dia in dias if dia.mesa not in {*tropiezos, *caminos})
    esperadas = (dia for dia in dias if tropiezos.get(dia.mesa) in _ESPERADAS)
    return tuple(_anunciar((*islice(en_paz, _CUANTAS), *esperadas), comision, hora))


def _anunciar(dias: Iterable[DiaVivido], comision: Comision, hora: datetime) -> Iterator[str]:
    for dia in dias:
        tomado = recibir_anuncio(_leer_codigo(dia.registro, dia.mesa), comision=comision, hora=hora)
        if (tomado.hecho, tomado.leido.cierre.mesa) != (Anuncio.RECIBIDO, dia.mesa):
            raise GuionIncumplido(f"{dia.mesa}: su anuncio, {tomado.hecho}")
        yield dia.mesa


def _leer_codigo(registro: Path, mesa: str) -> str:
    """Give what a reader of codes reads from the acta of escrutinio of that record."""
    ruta = ruta_de_mesa(mesa)
    with abrir(registro) as e:
        cierre = Cierre.leer(e.leer(f"{ruta}/cierre.json"))
        firmado = e.leer(f"{ruta}/cierre.json.firma")
        lineas = e.leer(f"{ruta}/mesa-1.bitacora").splitlines()
    for entrada in hojear(lineas, MesaInstalada):
        if isinstance(entrada.asiento, MesaInstalada):
            llave = LlavePublica.desde_vkey(entrada.asiento.llave_mesa)
            return resumen.codificar(resumen.resumir(cierre, firmado, llave))
    raise GuionIncumplido(f"{mesa}: no dice su llave")
