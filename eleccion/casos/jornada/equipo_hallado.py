"""What a machine found again wrote after the memory that its relief went on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from auditoria.errores import ErrorAuditoria
from auditoria.registro import bitacora, punto, relevo
from auditoria.registro.bitacora import Cabeza, Entrada
from auditoria.registro.llave import LlavePublica
from auditoria.registro.relevo import Paso
from eleccion.dominio.relevo import EquipoNoHallado, HistoriaAparte

Historia: TypeAlias = tuple[tuple[str, tuple[bytes, ...]], ...]
"""Origin and lines of every generation's log, oldest first."""


@dataclass(frozen=True, slots=True)
class ColaHallada:
    """The end of a log that this machine does not hold.

    Attributes:
        generacion: Of the machine found again, from 1.
        lineas: Those that are missing here, in order; may be none.
        pasos: The same, read.
        cabeza: Head of the whole log as found.
    """

    origen: str
    generacion: int
    lineas: tuple[bytes, ...]
    pasos: tuple[Paso, ...]
    cabeza: Cabeza


def leer_cola(propia: Historia, hallada: Historia, firmado: bytes) -> ColaHallada:
    """Find what a machine wrote at its end, once its log goes on from what is here of it.

    Args:
        propia: Logs that this machine holds, its own last.
        hallada: Logs that the machine found again holds, its own last.
        firmado: Last checkpoint that it signed.

    Raises:
        EquipoNoHallado: It is not one that this machine, or one before it, took over from.
        HistoriaAparte: Its log lacks what is here of it, or what it signed.
    """
    origen, lineas = hallada[-1]
    anteriores = dict(propia[:-1])
    if origen not in anteriores:
        raise EquipoNoHallado(origen)
    nuestras = anteriores[origen]
    if lineas[: len(nuestras)] != nuestras:
        raise HistoriaAparte("a su bitácora le falta lo que quedó en la memoria")
    try:
        pasos = tuple(bitacora.recorrer(lineas, origen))
        _exigir_punto(pasos, origen, firmado)
    except ErrorAuditoria as falla:
        raise HistoriaAparte(str(falla)) from falla
    generacion = [o for o, _ in propia].index(origen) + relevo.PRIMERA
    sobra = len(nuestras)
    return ColaHallada(origen, generacion, lineas[sobra:], pasos[sobra:], pasos[-1][1])


def _exigir_punto(pasos: Sequence[tuple[Entrada, Cabeza]], origen: str, firmado: bytes) -> None:
    """The log passes through the checkpoint, which its own key signed."""
    primera = pasos[0][0].asiento
    es_de_mesa = origen.rpartition("/")[2].startswith("mesa")
    vkey = getattr(primera, "llave_mesa" if es_de_mesa else "llave_urna", None)
    if vkey is None:
        raise HistoriaAparte(primera.tipo)
    sellado = punto.verificar(firmado, origen, LlavePublica.desde_vkey(vkey)).punto
    if sellado not in (cabeza.punto() for _, cabeza in pasos):
        raise HistoriaAparte("no pasa por lo último que firmó")
