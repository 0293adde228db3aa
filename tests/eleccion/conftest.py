"""Where tests that kill, cut and fill keep their stations."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture
def en_memoria(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a death of a process loses nothing of it either."""
    memoria = Path("/dev/shm")
    with TemporaryDirectory(dir=memoria if memoria.is_dir() else tmp_path) as temporal:
        yield Path(temporal)
