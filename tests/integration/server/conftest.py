"""One server for the folder, emptied before each test; and a server of its own for a test that stops or starves it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.server.hall import Hall
from tests.support_server import DemoServer, ServerProcess, demo_server, server_process


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with demo_server(tmp_path_factory.mktemp("shared") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def shared_hall(shared_server: DemoServer) -> Hall:
    return Hall(shared_server)


@pytest.fixture
def hall(shared_hall: Hall) -> Hall:
    """The demo office, empty."""
    shared_hall.empty()
    return shared_hall


@pytest.fixture
def process(tmp_path: Path) -> Iterator[ServerProcess]:
    """A demo server for one test alone, not started yet."""
    with server_process(tmp_path / "data") as one:
        yield one
