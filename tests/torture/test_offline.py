"""The server dies, hangs and comes back while a kiosk goes on giving numbers and is itself killed: who holds a paper is
in the hall once, under the number on it, in the place of the true arrival."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support import wait_until
from tests.support_server import ROOT, DemoServer, ServerProcess, clean_environment, server_process

PAUSES_SEED = 20261121
CLOCKS_APART = timedelta(seconds=1)


class Street:
    """A server that goes away, and a kiosk in front of it."""

    def __init__(self, process: ServerProcess, folder: Path) -> None:
        self.process, self.folder = process, folder
        self.server: DemoServer = process.start()
        self.random = Random(PAUSES_SEED)
        self.kiosk: subprocess.Popen[bytes] | None = None
        folder.mkdir()

    def start_kiosk(self) -> None:
        command = [sys.executable, "-m", "tests.torture.lone_kiosk", self.server.url, self.server.kiosk_token]
        with (self.folder / "kiosk.log").open("ab") as log:
            environment = clean_environment()
            self.kiosk = subprocess.Popen([*command, str(self.folder)], cwd=ROOT, stderr=log, env=environment)

    def kill_kiosk(self) -> None:
        assert self.kiosk is not None
        self.kiosk.kill()
        self.kiosk.wait()

    def papers(self) -> list[dict[str, Any]]:
        path = self.folder / "papers"
        text = path.read_text("utf-8") if path.exists() else ""
        return [json.loads(line) for line in text.splitlines() if line.endswith("}")]

    def own(self) -> list[dict[str, Any]]:
        return [paper for paper in self.papers() if paper["offline"]]

    def stock(self) -> dict[str, Any]:
        path = self.folder / "stock.json"
        told: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else {"cut_off": True, "left": 0}
        return told

    def outage(self, tickets: int, *, hangs: bool) -> None:
        """The server goes away, people come, the kiosk is killed amid them, and all come back."""
        running = self.process.running()
        if hangs:
            os.kill(running.pid, signal.SIGSTOP)
        else:
            self.process.kill()
        before = len(self.own())
        killed_after = self.random.randint(1, tickets - 1)
        self._wait(lambda: len(self.own()) >= before + killed_after, "numbers of the kiosk's own")
        self.kill_kiosk()
        self.start_kiosk()
        self._wait(lambda: len(self.own()) >= before + tickets, "numbers after the kill")
        if hangs:
            os.kill(running.pid, signal.SIGCONT)
        else:
            self.process.start()
        self._wait(self.is_at_peace, "everything to be handed in")
        online = len(self.papers()) - len(self.own())
        self._wait(lambda: len(self.papers()) - len(self.own()) > online, "numbers of the server's again")

    def is_at_peace(self) -> bool:
        stock = self.stock()
        return not stock["cut_off"] and stock["unsent"] == 0 and stock["left"] > 0

    def end(self) -> None:
        (self.folder / "stop").touch()
        assert self.kiosk is not None
        assert self.kiosk.wait(20) == 0
        self.start_kiosk_once_more()
        self.process.stop()

    def start_kiosk_once_more(self) -> None:
        """What its last moments left in the ledger is handed in by the next start."""
        (self.folder / "stop").unlink()
        (self.folder / "slow").touch()
        (self.folder / "stock.json").unlink()
        self.start_kiosk()
        self._wait(self.is_at_peace, "the last hand-in")
        (self.folder / "stop").touch()
        assert self.kiosk is not None
        self.kiosk.wait(20)

    def visits(self) -> list[sqlite3.Row]:
        with closing(sqlite3.connect(self.server.data / "motcua.db")) as db:
            db.row_factory = sqlite3.Row
            return db.execute("select * from visit order by series, number").fetchall()

    def _wait(self, condition: Any, what: str) -> None:
        assert self.kiosk is not None
        wait_until(condition, 60, f"{what}: {self.stock()}, {len(self.own())} own of {len(self.papers())} papers")


def assert_everyone_with_a_paper_is_in_the_hall_once(street: Street) -> dict[str, int]:
    papers, visits = street.papers(), street.visits()
    printed = Counter(paper["ticket_number"] for paper in papers)
    assert [number for number, count in printed.items() if count > 1] == [], "one number on two papers"
    by_number = {visit["ticket_number"]: visit for visit in visits}
    assert len(by_number) == len(visits)
    lost = [number for number in printed if number not in by_number]
    assert lost == [], "a paper without a visit"
    assert [number for number in printed if by_number[number]["state"] != "waiting"] == []
    # Somebody without a paper: taken in the moment of a kill, or counted by the server without the kiosk hearing of it.
    unseen = [visit for visit in visits if visit["ticket_number"] not in printed]
    replaced = [visit for visit in unseen if visit["state"] == "cancelled"]
    assert all(visit["request_id"].endswith(".unseen") for visit in replaced)
    services = {paper["ticket_number"]: paper["service"] for paper in papers}
    assert_true_times(street, by_number)
    assert_in_order(visits)
    with closing(sqlite3.connect(street.server.data / "motcua.db")) as db:
        legs = dict(db.execute("select ticket_number, service_id from visit join leg using (visit_id)").fetchall())
    assert {number: legs[number] for number in services} == services
    return {
        "papers": len(papers), "own": len(street.own()), "visits": len(visits),
        "replaced": len(replaced), "without paper": len(unseen) - len(replaced),
    }  # fmt: skip


def assert_true_times(street: Street, by_number: dict[str, Any]) -> None:
    """The arrival of each lies between the wish and its paper, however late it was handed in."""
    for paper in street.own():
        arrived_at = moment(by_number[paper["ticket_number"]]["arrived_at"])
        assert moment(paper["asked_at"]) - CLOCKS_APART < arrived_at < moment(paper["at"]) + CLOCKS_APART


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def assert_in_order(visits: list[Any]) -> None:
    own = [visit for visit in visits if visit["channel"] == "offline"]
    assert all(one["order_at"] < other["order_at"] for one, other in pairwise(own)), "the order of the numbers"


def through_outages(tmp_path: Path, outages: int, tickets: int) -> dict[str, int]:
    with server_process(tmp_path / "server") as process:
        street = Street(process, tmp_path / "kiosk")
        street.start_kiosk()
        try:
            wait_until(street.is_at_peace, 30, "the first lease")
            for number in range(outages):
                street.outage(tickets, hangs=number % 2 == 1)
            street.end()
        finally:
            street.kill_kiosk()
        told = assert_everyone_with_a_paper_is_in_the_hall_once(street)
        assert told["own"] >= outages * tickets
        # At most one at each kill of the kiosk: between its line in the ledger, or its answer, and its paper.
        assert told["without paper"] <= outages + 1
        return told


def test_people_are_neither_lost_nor_doubled_in_two_outages_with_two_kills(tmp_path: Path) -> None:
    through_outages(tmp_path, outages=2, tickets=8)


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_five_hundred_numbers_over_twenty_outages_and_twenty_kills(tmp_path: Path, record_property: Any) -> None:
    told = through_outages(tmp_path, outages=20, tickets=26)
    assert told["own"] >= 500
    record_property("what there was at the end", json.dumps(told))
