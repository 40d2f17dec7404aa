"""Pictures of every screen of the kiosk, in both orientations and both languages, with a real server behind it."""

from __future__ import annotations

import json
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.clock import MachineClock
from kiosk.operator.pin import PIN_FILE, PinLock
from tests.integration.kiosk.driver import KioskDriver
from tests.support_server import ServerProcess, server_process

SIZES = {"portrait": "1080x1920", "landscape": "1920x1080"}
LANGUAGES = ("vi", "en")
IDLE = ("--idle-seconds", "8", "--warning-seconds", "20")

PIN = "482915"

Take = Callable[[str], None]


def shoot(folder: Path) -> None:
    """Write `kiosk-<language>-<orientation>-<number>-<state>.png` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for orientation, size in SIZES.items():
        for language in LANGUAGES:
            with tempfile.TemporaryDirectory() as scratch, server_process(Path(scratch) / "server") as server:
                server.start()
                demo = ("--demo-data", str(server.data))
                with KioskDriver(Path(scratch) / "kiosk", server.url, *demo, "--size", size, *IDLE) as kiosk:
                    _one_visitor_after_another(kiosk, server, language, folder / f"kiosk-{language}-{orientation}")


def _one_visitor_after_another(kiosk: KioskDriver, server: ServerProcess, language: str, prefix: Path) -> None:
    numbers = iter(range(1, 100))

    def take(state: str) -> None:
        kiosk.shot(prefix.parent / f"{prefix.name}-{next(numbers):02d}-{state}.png")

    def begin() -> None:
        kiosk.wait("attract")
        kiosk.tap(f"language:{language}")

    begin()
    _a_ticket_on_paper(kiosk, server, take)
    begin()
    _a_ticket_without_paper(kiosk, "stall 4096", take, printing="printing", failed="unconfirmed")
    begin()
    _a_ticket_without_paper(kiosk, "paper_out", take, printing="", failed="paper-out")
    begin()
    _nobody_there(kiosk, take)
    begin()
    _cut_off(kiosk, server, take)
    _operator(kiosk, server, language, take)


def _a_ticket_on_paper(kiosk: KioskDriver, server: ServerProcess, take: Take) -> None:
    kiosk.wait("attract")
    take("attract")
    kiosk.tap("start")
    kiosk.wait("groups")
    take("groups")
    kiosk.tap("group:ho-tich")
    kiosk.wait("services")
    take("services")
    kiosk.tap("service:khai-sinh")
    kiosk.wait("priority")
    take("priority")
    kiosk.tap("priority:elderly_75")
    kiosk.wait("outlook")
    take("outlook")
    with _frozen(server):
        kiosk.tap("take")
        kiosk.wait("issuing")
        take("issuing")
    _wait_for_paper(kiosk)
    take("ticket")
    kiosk.tap("done")


def _a_ticket_without_paper(kiosk: KioskDriver, trouble: str, take: Take, *, printing: str, failed: str) -> None:
    kiosk.break_printer(trouble)
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao")
    kiosk.tap("take")
    kiosk.wait("ticket")
    if printing:
        take(f"ticket-{printing}")
    _wait_for_paper(kiosk)
    take(f"ticket-{failed}")
    kiosk.break_printer("")
    kiosk.tap("done")


def _nobody_there(kiosk: KioskDriver, take: Take) -> None:
    kiosk.wait("attract")
    kiosk.tap("start")
    kiosk.wait("idle_warning", seconds=30)
    take("idle-warning")
    kiosk.tap("stay")
    kiosk.wait("groups")
    kiosk.tap("home")


def _cut_off(kiosk: KioskDriver, server: ServerProcess, take: Take) -> None:
    """The server goes away in the middle of a visit, and the next one begins without it."""
    kiosk.choose("ho-tich", "ket-hon")
    server.stop()
    language = kiosk.look()["language"]
    kiosk.tap("take")
    kiosk.wait("ticket")
    _wait_for_paper(kiosk)
    take("ticket-cut-off")
    kiosk.tap("done")
    kiosk.wait("attract")
    kiosk.tap(f"language:{language}")
    kiosk.wait("attract")
    take("attract-cut-off")
    kiosk.choose("ho-tich", "ket-hon")
    take("outlook-cut-off")
    kiosk.tap("home")


def _operator(kiosk: KioskDriver, server: ServerProcess, language: str, take: Take) -> None:
    token = json.loads((server.data / "demo-credentials.json").read_text("utf-8"))["kiosk_token"]
    kiosk.wait("attract")
    kiosk.tap(f"language:{language}")
    kiosk.hold_corner()
    kiosk.wait("pin")
    take("pin-not-set")
    kiosk.tap("home")
    PinLock(kiosk.data / PIN_FILE, token, MachineClock()).set(PIN)
    kiosk.wait("attract")
    kiosk.tap(f"language:{language}")
    kiosk.hold_corner()
    kiosk.wait("pin")
    for digit in PIN:
        kiosk.tap(f"pin:{digit}")
    take("pin")
    kiosk.tap("pin:enter")
    kiosk.wait_for("operator:look")
    take("operator")


def _wait_for_paper(kiosk: KioskDriver) -> None:
    """Until the ticket's screen offers its button: the printer has answered, or has failed to."""
    kiosk.wait_for("done", seconds=40)


@contextmanager
def _frozen(server: ServerProcess) -> Iterator[None]:
    """A server that takes its time."""
    process = server.running()
    os.kill(process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(process.pid, signal.SIGCONT)
