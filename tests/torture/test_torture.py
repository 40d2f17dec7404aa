"""A crowd, and kills at the worst moment: no number doubled or skipped, nobody called twice, no answer gone back on."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from queue_server.client import QueueClient
from tests.support import wait_until
from tests.support_server import ROOT, DemoServer, ServerProcess, server_process
from tests.torture.books import Books, read_books

CROWDS = 2
ISSUERS = 16
COUNTERS = tuple("12345678")
BETWEEN_KILLS = 40
"""Answers that must have come since the start before the next kill: the server is at work then."""


@dataclass
class Torture:
    """Crowds at a server, and what they wrote down."""

    server: DemoServer
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    outs: list[Path] = field(default_factory=list)

    @property
    def stop_file(self) -> Path:
        return self.folder / "stop"

    @property
    def last_file(self) -> Path:
        return self.folder / "last"

    def send(self, name: str, *, issuers: int = 0, tickets: int = 0, desks: list[dict[str, str]] | None = None) -> None:
        """Let a crowd of this name loose."""
        out, plan = self.folder / f"{name}.out", self.folder / f"{name}.json"
        ends = {"out": str(out), "stop": str(self.stop_file), "last": str(self.last_file)}
        whole = {"name": name, "url": self.server.url, "token": self.server.kiosk_token, "issuers": issuers}
        plan.write_text(json.dumps(whole | {"tickets": tickets, "desks": desks or []} | ends))
        self.outs.append(out)
        command = [sys.executable, "-m", "tests.torture.load", str(plan)]
        self.processes.append(subprocess.Popen(command, cwd=ROOT))

    def answers(self) -> int:
        return sum(out.read_bytes().count(b"\n") for out in self.outs if out.exists())

    def wait(self, *processes: subprocess.Popen[bytes], seconds: float = 300) -> None:
        for process in processes or self.processes:
            assert process.wait(seconds) == 0

    def books(self) -> Books:
        return read_books(self.server.data / "motcua.db", *self.outs)


@contextmanager
def torture(process: ServerProcess, folder: Path) -> Iterator[Torture]:
    one = Torture(process.start(), folder)
    try:
        yield one
    finally:
        one.stop_file.touch()
        for crowd in one.processes:
            crowd.kill()
            crowd.wait()


def desks_of(server: DemoServer) -> list[dict[str, str]]:
    """Eight people, each at a counter of their own."""
    accounts = [*server.credentials["clerks"], server.credentials["supervisor"], server.credentials["admin"]]
    with QueueClient(server.url) as client:
        return [
            {"counter": counter, "token": client.sign_in(**account).token}
            for counter, account in zip(COUNTERS, accounts, strict=True)
        ]


def crowd_and_counters(tmp_path: Path, tickets: int) -> Books:
    """`tickets` taken by 32 clients while eight counters call, serve and complete until nobody waits."""
    with server_process(tmp_path / "data") as process, torture(process, tmp_path) as running:
        for at in range(CROWDS):
            running.send(f"crowd-{at}", issuers=ISSUERS, tickets=tickets // CROWDS)
        issuers = list(running.processes)
        running.send("desks", desks=desks_of(running.server))
        running.wait(*issuers)
        running.last_file.touch()
        running.wait()
        process.stop()
        return running.books()


def killed(tmp_path: Path, kills: int, module: str = "queue_server") -> Books:
    """32 clients take tickets while the server is killed again and again and started again."""
    with server_process(tmp_path / "data", module=module) as process, torture(process, tmp_path) as running:
        for at in range(CROWDS):
            running.send(f"crowd-{at}", issuers=ISSUERS)
        for _ in range(kills):
            before = running.answers()
            wait_until(lambda before=before: running.answers() > before + BETWEEN_KILLS, 60, "answers")
            process.kill()
            process.start()
        before = running.answers()
        wait_until(lambda: running.answers() > before + BETWEEN_KILLS, 60, "answers after the last kill")
        running.stop_file.touch()
        running.wait(seconds=60)
        process.stop()
        return running.books()


def assert_all_is_well(books: Books) -> None:
    assert books.lost() == []
    assert books.doubled() == []
    assert books.skipped() == []
    assert books.called_twice() == []
    assert books.faults() == []


def assert_everyone_was_served(books: Books, tickets: int) -> None:
    assert_all_is_well(books)
    assert len(books.acknowledged) == len(books.visits) == tickets
    assert sum(books.calls.values()) == tickets
    assert sum(one["kind"] == "complete" and one["status"] == 200 for one in books.answered) == tickets


def test_a_crowd_at_eight_counters_gets_each_number_once_and_is_called_once(tmp_path: Path):
    assert_everyone_was_served(crowd_and_counters(tmp_path, 320), 320)


def test_three_kills_lose_no_ticket_that_was_answered(tmp_path: Path):
    books = killed(tmp_path, kills=3)
    assert_all_is_well(books)
    assert len(books.acknowledged) > 3 * BETWEEN_KILLS


def test_a_server_that_answers_before_it_commits_is_caught_by_the_same_check(tmp_path: Path):
    books = killed(tmp_path, kills=2, module="tests.torture.hasty_server")
    assert books.lost()


@pytest.mark.long
@pytest.mark.timeout(600)
def test_two_thousand_people_at_eight_counters_get_each_number_once_and_are_called_once(tmp_path: Path):
    assert_everyone_was_served(crowd_and_counters(tmp_path, 2000), 2000)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_twenty_kills_lose_no_ticket_that_was_answered(tmp_path: Path):
    books = killed(tmp_path, kills=20)
    assert_all_is_well(books)
    assert len(books.acknowledged) > 20 * BETWEEN_KILLS
