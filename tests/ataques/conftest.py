"""Where attacks that only look at bytes do their work."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture
def carpeta(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: places in a file do not depend on the disk."""
    memoria = Path("/dev/shm")
    with TemporaryDirectory(dir=memoria if memoria.is_dir() else tmp_path) as temporal:
        yield Path(temporal)
