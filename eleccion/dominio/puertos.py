"""What every part of the election asks of the world outside: an hour and true randomness.

The ports of each store stand in a module of their own, so that the one of the roll and the one of
the urna never meet in one import.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeAlias

Azar: TypeAlias = Callable[[int], bytes]
"""Gives that many unpredictable bytes: ``os.urandom`` always, fixed bytes only inside tests."""


class Reloj(Protocol):
    """The clock of a machine."""

    def ahora(self) -> datetime:
        """Give this moment, aware, in UTC, in whole seconds."""
