"""Read cards from a form: the text of the code, by scanner, camera or hand, and the NIP."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import ClassVar, Final, TypeVar

from flask import g, request

from auditoria.errores import ErrorAuditoria
from eleccion.casos.tarjetas import Tarjeta, TarjetaNoReconocida, leer_tarjeta
from eleccion.errores import ActoIndebido
from eleccion.web.acceso import Rol
from eleccion.web.ficha import navegador

_PROPIA: Final = "127.0.0.1"

TOLERADOS: Final = 5
"""Wrong cards or NIPs in a row before each next try has to wait."""

ESPERA_INICIAL_S: Final = 5.0
ESPERA_MAXIMA_S: Final = 300.0

T = TypeVar("T")


class DemasiadosIntentos(ActoIndebido):
    """Too many wrong NIPs in a row; voters are not touched by it."""

    explicacion: ClassVar[str] = "Hubo varios intentos con tarjeta o NIP equivocados"


class CodigoSinTarjeta(ActoIndebido):
    """What was scanned or pasted is not a card's code."""

    explicacion: ClassVar[str] = "Eso no es el código de una tarjeta de la mesa"
    que_hacer: ClassVar[str] = (
        "Pase por el lector el cuadro negro de la tarjeta; el NIP va en el otro campo."
    )


class Intentos:
    """Counts what failed in a row at one part; the wait doubles with each further failure.

    Whoever is known there, a kiosk or somebody who gave a card, has a count of their own, and so
    has the machine's own screen. All the rest of a network has one: with as many addresses as it
    likes it tries no more NIPs, and it makes nobody wait who opens or closes the urna.
    """

    def __init__(self, reloj: Callable[[], float] = monotonic) -> None:
        self._reloj = reloj
        self._cuentas: dict[str, tuple[int, float]] = {}
        self._candado = Lock()

    def probar(self, acto: Callable[[], T]) -> T:
        """Do something that opens cards, unless it is still time to wait.

        Raises:
            DemasiadosIntentos: It is.
            TarjetaNoReconocida: From the act, counted here.
        """
        quien = _quien()
        with self._candado:
            _, hasta = self._cuentas.get(quien, _NINGUNO)
        falta = hasta - self._reloj()
        if falta > 0:
            raise DemasiadosIntentos(f"espere {int(falta) + 1} segundos")
        try:
            resultado = acto()
        except TarjetaNoReconocida:
            self._anotar_falla(quien)
            raise
        with self._candado:
            self._cuentas.pop(quien, None)
        return resultado

    def _anotar_falla(self, quien: str) -> None:
        with self._candado:
            fallidos, hasta = self._cuentas.get(quien, _NINGUNO)
            de_mas = fallidos + 1 - TOLERADOS
            if de_mas >= 0:
                hasta = self._reloj() + min(ESPERA_INICIAL_S * 2.0**de_mas, ESPERA_MAXIMA_S)
            self._cuentas[quien] = fallidos + 1, hasta


_NINGUNO: Final = (0, 0.0)


def _quien() -> str:
    """Say whose count it is: a browser that the part knows, its own screen, or anybody else."""
    if g.rol is not Rol.NADIE:
        return navegador()
    return "pantalla" if request.remote_addr == _PROPIA else "red"


def leer_una(formulario: Mapping[str, str], numero: int = 1) -> Tarjeta:
    """Read the card of the fields ``tarjeta_1`` and ``nip_1``.

    Raises:
        CodigoSinTarjeta: The text is not a card's.
        PinMalEscrito: The NIP is not six digits.
    """
    texto = formulario.get(f"tarjeta_{numero}", "").strip()
    try:
        return leer_tarjeta(texto.encode(), formulario.get(f"nip_{numero}", "").strip())
    except ErrorAuditoria as falla:
        # Its own message would quote the secret of whatever was scanned.
        raise CodigoSinTarjeta from falla


def leer_dos(formulario: Mapping[str, str]) -> tuple[Tarjeta, Tarjeta]:
    """Read two cards of a form; whether they are of this mesa is for the use case to demand.

    Raises:
        CodigoSinTarjeta, PinMalEscrito: See ``leer_una``.
    """
    return leer_una(formulario, 1), leer_una(formulario, 2)
