from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware.virtual import VirtualPrinter


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    """A virtual printer whose pictures lie in `tmp_path / "paper"`."""
    with VirtualPrinter(tmp_path / "paper") as printer:
        yield printer
