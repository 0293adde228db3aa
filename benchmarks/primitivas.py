"""What libsodium costs here, now: the yardstick every other figure is divided by."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from math import inf

from nacl import bindings

from boletas.cripto import grupo

# Names in boletas.cripto.grupo, which is the only module that calls libsodium's curve.
OPERACIONES = {
    "crypto_scalarmult_ed25519_noclamp": "multiplicaciones",
    "crypto_scalarmult_ed25519_base_noclamp": "multiplicaciones por la base",
    "crypto_core_ed25519_add": "sumas",
    "crypto_core_ed25519_sub": "restas",
    "crypto_core_ed25519_is_valid_point": "validaciones",
}


def cpu_ms(accion: Callable[[], object], veces: int) -> float:
    """Give the CPU time of one call, in ms: the best of five rounds of ``veces`` calls.

    The best and not the mean: whatever else this machine does only adds time.
    """
    return min(_ronda(accion, veces) for _ in range(5))


def _ronda(accion: Callable[[], object], veces: int) -> float:
    inicio = time.process_time_ns()
    for _ in range(veces):
        accion()
    return (time.process_time_ns() - inicio) / veces / 1e6


@dataclass(frozen=True, eq=False)
class Costo:
    """CPU time of each primitive through its Python binding, in ms."""

    por_operacion: dict[str, float]

    def de(self, cuenta: Counter[str]) -> float:
        """Give the cost of that many calls of each primitive, in ms."""
        return sum(self.por_operacion[nombre] * veces for nombre, veces in cuenta.items())

    def sin_tabla(self) -> "Costo":
        """Give the prices for whoever has no table of the base point: a multiplication is one.

        So the cost of a ballot is usually stated, as a number of scalar multiplications; libsodium
        takes a fifth of the time for those by the base.
        """
        una = self.por_operacion["crypto_scalarmult_ed25519_noclamp"]
        return Costo({**self.por_operacion, "crypto_scalarmult_ed25519_base_noclamp": una})


def medir_primitivas() -> Costo:
    """Measure each primitive, the best of five rounds."""
    return Costo({nombre: cpu_ms(accion, 400) for nombre, accion in acciones().items()})


def medir_por_turnos(accion: Callable[[], object]) -> tuple[float, Costo]:
    """Measure something and each primitive by turns, the best of thirty short rounds of each.

    What else the machine does for a while then falls on both sides of a ratio.
    """
    propio, precios = inf, dict.fromkeys(acciones(), inf)
    for _ in range(30):
        for nombre, una in acciones().items():
            precios[nombre] = min(precios[nombre], _ronda(una, 30))
        propio = min(propio, _ronda(accion, 10))
    return propio, Costo(precios)


class Precios:
    """Mean price of each primitive, taken now and then while something else goes on.

    The mean and not the best: what has to be paid for minutes is not what a quiet moment asks for.

    Args:
        reloj: Gives the seconds passed, of CPU or by the clock.
    """

    def __init__(self, reloj: Callable[[], float]) -> None:
        self._reloj = reloj
        self._sumas = dict.fromkeys(acciones(), 0.0)
        self._veces = 0

    def tomar(self, veces: int = 40) -> None:
        """Call each primitive so many times."""
        for nombre, accion in acciones().items():
            inicio = self._reloj()
            for _ in range(veces):
                accion()
            self._sumas[nombre] += self._reloj() - inicio
        self._veces += veces

    def costo(self) -> Costo:
        """Give the mean of what was taken."""
        return Costo({nombre: 1000 * s / self._veces for nombre, s in self._sumas.items()})


def medir_a_la_vez(procesos: int, segundos: float) -> Costo:
    """Give what each primitive takes by the clock while so many processes call it, in the mean.

    Processors share what they share: two that compute at once are slower than one alone, and so
    is whatever is measured against them.
    """
    with ProcessPoolExecutor(procesos) as grupo:
        tomados = list(grupo.map(_medir_durante, [segundos] * procesos))
    return promedio(tomados)


def promedio(costos: list[Costo]) -> Costo:
    """Give the mean of several prices of each primitive."""
    return Costo(
        {
            nombre: sum(costo.por_operacion[nombre] for costo in costos) / len(costos)
            for nombre in acciones()
        }
    )


def _medir_durante(segundos: float) -> Costo:
    precios, fin = Precios(time.monotonic), time.monotonic() + segundos
    while time.monotonic() < fin:
        precios.tomar()
    return precios.costo()


@cache
def acciones() -> dict[str, Callable[[], object]]:
    """Give one call of each primitive, on a random point and scalar."""
    escalar = (2**251 + 12345).to_bytes(32, "little")
    punto = bindings.crypto_scalarmult_ed25519_base_noclamp(escalar)
    otro = bindings.crypto_scalarmult_ed25519_noclamp(escalar, punto)
    return {
        "crypto_scalarmult_ed25519_noclamp": (
            lambda: bindings.crypto_scalarmult_ed25519_noclamp(escalar, punto)
        ),
        "crypto_scalarmult_ed25519_base_noclamp": (
            lambda: bindings.crypto_scalarmult_ed25519_base_noclamp(escalar)
        ),
        "crypto_core_ed25519_add": lambda: bindings.crypto_core_ed25519_add(punto, otro),
        "crypto_core_ed25519_sub": lambda: bindings.crypto_core_ed25519_sub(punto, otro),
        "crypto_core_ed25519_is_valid_point": (
            lambda: bindings.crypto_core_ed25519_is_valid_point(punto)
        ),
    }


@contextmanager
def contar() -> Iterator[Counter[str]]:
    """Count the calls to libsodium's curve while the block runs (in this process)."""
    cuenta: Counter[str] = Counter()
    originales = {nombre: getattr(grupo, nombre) for nombre in OPERACIONES}

    def contada(nombre: str) -> Callable[..., object]:
        def llamar(*argumentos: object) -> object:
            cuenta[nombre] += 1
            return originales[nombre](*argumentos)

        return llamar

    for nombre in OPERACIONES:
        setattr(grupo, nombre, contada(nombre))
    try:
        yield cuenta
    finally:
        for nombre, original in originales.items():
            setattr(grupo, nombre, original)


def decir_cuenta(cuenta: Counter[str]) -> str:
    """Spell a count for the report."""
    return ", ".join(f"{veces} {OPERACIONES[nombre]}" for nombre, veces in cuenta.items())
