"""The day of a mesa as its log tells it: what the acta has to say, made from the entries alone.

The mesa writes its acta with these functions and whoever checks it uses them again.

Page: docs/formato-acta.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from auditoria.errores import ReglaRota
from auditoria.formatos.acta import Suspension
from auditoria.registro import asientos
from auditoria.registro.bitacora import Entrada


class PausaRota(ReglaRota):
    """The voting was suspended twice, resumed without a suspension, or went on during one."""

    explicacion = "Las suspensiones de la votación no concuerdan con la jornada"


_EN_PAUSA_NO = frozenset(
    {
        "FilaCerrada",
        "PruebaPublicaHecha",
        "BoletaDepositada",
        "BoletaComprobada",
        "PaseInutilizado",
    }
)
_PAUSAS = {
    "VotacionSuspendida": True,
    "VotacionReanudada": False,
    "UrnaSuspendida": True,
    "UrnaReanudada": False,
}


def exigir_pausas(entradas: Iterable[Entrada]) -> None:
    """Demand that pauses begin and end in turn, and that nothing of the voting happens in them.

    A pause that is never ended is one that the close ended. The last batch of marks, which a close
    tells, is of before the pause.

    Raises:
        PausaRota: With the entry.
    """
    en_pausa = por_cerrar = False
    for entrada in entradas:
        tipo = entrada.asiento.tipo
        mal = (tipo in _PAUSAS and _PAUSAS[tipo] is en_pausa) or (en_pausa and tipo in _EN_PAUSA_NO)
        if mal or (por_cerrar and tipo != "VotacionCerrada"):
            raise PausaRota(tipo, entrada=f"asiento {entrada.secuencia}")
        por_cerrar = en_pausa and tipo == "MarcasRegistradas"
        en_pausa = _PAUSAS.get(tipo, en_pausa)


def suspensiones(entradas: Iterable[Entrada]) -> tuple[Suspension, ...]:
    """Give the suspensions of the voting; one that did not end, ended with the close.

    Raises:
        PausaRota: Begun twice, or ended without a beginning.
    """
    halladas: list[Suspension] = []
    abierta: tuple[datetime, str] | None = None
    for entrada in entradas:
        hecho, hora = entrada.asiento, entrada.hora
        if isinstance(hecho, asientos.VotacionSuspendida) and hora is not None:
            if abierta is not None:
                raise PausaRota(hecho.tipo, entrada=f"asiento {entrada.secuencia}")
            abierta = hora, hecho.causa
        elif isinstance(hecho, asientos.VotacionReanudada | asientos.VotacionCerrada):
            if abierta is not None and hora is not None:
                inicio, causa = abierta
                halladas.append(Suspension(inicio=inicio, fin=hora, causa=causa))
                abierta = None
            elif isinstance(hecho, asientos.VotacionReanudada):
                raise PausaRota(hecho.tipo, entrada=f"asiento {entrada.secuencia}")
    return tuple(halladas)
