"""A kiosk that dies, hangs or cannot start, and the watchdog that looks after it: real processes, really stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.watchdog import Patience, Watchdog
from tests.integration.kiosk.driver import SCREENS
from tests.support import wait_until
from tests.support_server import ROOT, DemoServer

BEATING = """
import os, sys, time
from kiosk.heart import Heart
heart = Heart(os.environ)
with open(sys.argv[1], "a") as lives:
    lives.write(f"{os.getpid()} {os.environ['MOTCUA_RESTARTS']}\\n")
while heart.beat():
    time.sleep(0.05)
sys.exit(7)
"""


class Lives:
    """What each start of a small child noted: its process id, and how many starts were before it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> list[tuple[int, int]]:
        text = self.path.read_text() if self.path.exists() else ""
        return [(int(pid), int(restarts)) for pid, restarts in (line.split() for line in text.splitlines())]

    def wait_for(self, count: int) -> int:
        wait_until(lambda: len(self.all()) >= count, 20, f"start number {count}")
        return self.all()[count - 1][0]


@contextmanager
def watching(lives: Lives, code: str = BEATING) -> Iterator[subprocess.Popen[bytes]]:
    script = (
        "import signal, sys\n"
        "from kiosk.watchdog import Patience, Watchdog\n"
        f"dog = Watchdog([sys.executable, '-c', {code!r}, {str(lives.path)!r}],"
        " Patience(start=10, hung=1.0, end=2.0, first_pause=0.05))\n"
        "signal.signal(signal.SIGTERM, dog.end)\n"
        "sys.exit(dog.run())\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_child_that_is_killed_or_hangs_is_started_again(tmp_path: Path) -> None:
    lives = Lives(tmp_path / "lives")
    with watching(lives) as dog:
        first = lives.wait_for(1)
        os.kill(first, signal.SIGKILL)
        second = lives.wait_for(2)
        os.kill(second, signal.SIGSTOP)
        third = lives.wait_for(3)
        assert not is_alive(second)
        assert [restarts for _, restarts in lives.all()] == [0, 1, 2]
        dog.send_signal(signal.SIGTERM)
        assert dog.wait(10) == 0
        assert not is_alive(third)


def test_a_child_whose_watchdog_is_gone_ends_by_itself(tmp_path: Path) -> None:
    lives = Lives(tmp_path / "lives")
    with watching(lives) as dog:
        child = lives.wait_for(1)
        dog.kill()
        wait_until(lambda: not is_alive(child), 10, "the child to end")


@pytest.mark.parametrize("status", [0, 2])
def test_an_end_that_another_start_would_not_mend_is_the_end(tmp_path: Path, status: int) -> None:
    dog = Watchdog([sys.executable, "-c", f"raise SystemExit({status})"], Patience())
    assert dog.run() == status


def test_pauses_between_starts_grow_to_their_limit() -> None:
    patience = Patience(first_pause=1, longest_pause=30)
    assert [patience.pause_after(failures) for failures in (0, 1, 2, 10, 10_000)] == [1, 2, 4, 30, 30]


def test_a_kiosk_whose_screen_hangs_is_back_within_seconds(server: DemoServer, tmp_path: Path) -> None:
    screen_map, log = tmp_path / "map.json", tmp_path / "log"
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    data = ["--data", str(tmp_path / "data"), "--printer", f"virtual:{tmp_path / 'printer'}", "--windowed"]
    command = [sys.executable, "-m", "kiosk", "watch", "--hung-after", "2", "--server", server.url, "--demo-data"]
    with log.open("wb") as file:
        dog = subprocess.Popen(
            [*command, str(server.data), *data, "--screen-map", str(screen_map)], cwd=ROOT, env=environment, stderr=file
        )
    try:
        wait_until(lambda: screen_map.exists() and "attract" in screen_map.read_text(), 60, "the first screen")
        screen_map.unlink()
        os.kill(child_of(dog.pid), signal.SIGSTOP)
        wait_until(lambda: screen_map.exists() and "attract" in screen_map.read_text(), 60, "the screen to be back")
        assert "hangs and is killed" in log.read_text()
        dog.send_signal(signal.SIGTERM)
        assert dog.wait(20) == 0
    finally:
        dog.kill()
        dog.wait()


def child_of(pid: int) -> int:
    found = re.findall(r"\d+", Path(f"/proc/{pid}/task/{pid}/children").read_text())
    return int(found[0])
