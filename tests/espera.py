"""Waiting for another program, which says nothing when it is ready."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

LIMITE_S: Final = 60
_PAUSA_S: Final = 0.02


def esperar(cierto: Callable[[], bool], que: str) -> None:
    """Ask again and again until something is true.

    Args:
        que: What is waited for, to be read when it never comes.

    Raises:
        TimeoutError: It was not true within a minute. That is a failure everywhere, and no reason
            to leave a test out.
    """
    limite = time.monotonic() + LIMITE_S
    while not cierto():
        if time.monotonic() > limite:
            raise TimeoutError(f"en un minuto no: {que}")
        time.sleep(_PAUSA_S)
