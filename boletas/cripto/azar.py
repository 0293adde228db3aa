"""The port through which randomness comes in, and the only real source behind it."""

from __future__ import annotations

import secrets
from typing import Final, Protocol


class Azar(Protocol):
    """A source of secrets.

    Contract: every call is independent and uniform; an adapter that repeats or predicts a value
    reveals votes and keys, so only tests may inject another one.
    """

    def menor_que(self, n: int) -> int:
        """Draw uniformly from ``[0, n)``; ``n`` is positive."""
        ...


class AzarDelSistema:
    """The operating system's generator, by rejection: no bias modulo the order of the group."""

    def menor_que(self, n: int) -> int:
        """Draw uniformly from ``[0, n)``."""
        return secrets.randbelow(n)


AZAR: Final[Azar] = AzarDelSistema()
