"""A real server, an office for odd cases, and kiosks of any size in processes of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.stand_in import StandInOffice, service
from tests.support_server import DemoServer, demo_server

StartKiosk = Callable[..., KioskDriver]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    """The demo office, behind the real server."""
    with demo_server(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def one_kiosk(server: DemoServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KioskDriver]:
    with KioskDriver(tmp_path_factory.mktemp("kiosk"), server.url, "--demo-data", str(server.data)) as kiosk:
        yield kiosk


@pytest.fixture
def kiosk(one_kiosk: KioskDriver) -> KioskDriver:
    """A standing kiosk at the demo office, at its first screen, as the last citizen left it."""
    one_kiosk.break_printer("")
    one_kiosk.go_home()
    return one_kiosk


@pytest.fixture
def start_kiosk(tmp_path: Path) -> Iterator[StartKiosk]:
    """Start a kiosk at this address, alone; the same `name` again is the same kiosk with its data."""
    token = tmp_path / "token"
    token.write_text("stand-in-token")
    with ExitStack() as stack:

        def start(url: str, *arguments: str, demo: Path | None = None, name: str = "kiosk") -> KioskDriver:
            credentials = ("--demo-data", str(demo)) if demo else ("--token-file", str(token))
            return stack.enter_context(KioskDriver(tmp_path / name, url, *credentials, *arguments))

        yield start


@pytest.fixture
def office() -> Iterator[StandInOffice]:
    """An office that does as the test tells it."""
    services = [service("khai-sinh", "ho-tich", "Khai sinh"), service("ban-sao", "chung-thuc", "Chứng thực bản sao")]
    stand_in = StandInOffice(services)
    yield stand_in
    stand_in.stop()
