from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support_office import SmallOffice


@pytest.fixture
def office(tmp_path: Path) -> Iterator[SmallOffice]:
    opened = SmallOffice(tmp_path)
    yield opened
    opened.close()
