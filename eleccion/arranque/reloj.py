"""The clock of this machine."""

from __future__ import annotations

from datetime import UTC, datetime


class RelojDelEquipo:
    """Implements ``Reloj`` with the operating system's hour."""

    def ahora(self) -> datetime:
        """Give this moment, in UTC, in whole seconds."""
        return datetime.now(UTC).replace(microsecond=0)
