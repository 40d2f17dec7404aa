"""Alerts sent to a receiver that refuses, hangs or is away, by a server that is killed: signed, in order, none lost."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from queue_server.config import DEMO_OFFICE
from tests.integration.server.hall import BIRTHS, LAND, MINE, Hall, done
from tests.support import wait_until
from tests.support_receiver import Hooks, receiving
from tests.support_server import ServerProcess, free_port, server_process

SOON = 25.0
SECRET = b"a secret of the receiver's own"
RAISED, CLEARED = ("alert.raised", "visit_nearly_late"), ("alert.cleared", "visit_nearly_late")


@pytest.fixture
def hooks() -> Hooks:
    return Hooks(SECRET, free_port())


@contextmanager
def telling(folder: Path, hooks: Hooks) -> Iterator[ServerProcess]:
    """A server that tells this receiver of alerts; in its office everybody who waits is about to wait too long."""
    (folder / "secret").write_bytes(SECRET + b"\n")
    office = folder / "office.toml"
    office.write_text(DEMO_OFFICE.read_text("utf-8") + "\n[alerts]\nnearly_late_minutes = 60\n", encoding="utf-8")
    settings = folder / "server.toml"
    settings.write_text(f'webhook_url = "{hooks.url}"\nwebhook_secret_file = "secret"\n', encoding="utf-8")
    arguments = ("--config", str(settings), "--office", str(office))
    with server_process(folder / "data", *arguments) as process:
        yield process


def test_what_a_receiver_refuses_is_sent_again_until_it_is_taken_and_in_order(tmp_path: Path, hooks: Hooks):
    hooks.refuse = [500, 302, 429]
    with telling(tmp_path, hooks) as process, receiving(hooks):
        hall = Hall(process.start())
        hall.open(MINE)
        number = hall.ticket(BIRTHS)["ticket_number"]
        wait_until(lambda: RAISED in hooks.events(), SOON, "the alert at the receiver")
        hall.call_next()
        wait_until(lambda: CLEARED in hooks.events(), SOON, "its end at the receiver")
        process.stop()
        problems = [record["problem"] for record in process.records() if record["event"] == "webhook_failed"]
        log = process.log.read_text("utf-8")
    assert hooks.events() == [RAISED, CLEARED]
    assert [one["delivery"] for one in hooks.came][:4] == [hooks.taken[0]["delivery"]] * 4
    assert hooks.complaints == []
    assert f"Số {number} đã chờ" in hooks.taken[0]["text"]["vi"]
    assert f"{number} has waited" in hooks.taken[0]["text"]["en"]
    assert problems == ["HTTP 500", "HTTP 302", "HTTP 429"]
    assert SECRET.decode() not in log
    assert "of-the-receiver" not in log


def test_nothing_is_lost_when_the_receiver_is_away_and_the_server_is_killed(tmp_path: Path, hooks: Hooks):
    with telling(tmp_path, hooks) as process:
        hall = Hall(process.start())
        hall.open(MINE)
        hall.open("6", "supervisor")
        hall.ticket(BIRTHS)
        hall.ticket(LAND)
        wait_until(lambda: len(done(hall.supervisor.get("/alerts"))["alerts"]) >= 2, SOON, "two alerts")
        process.kill()
        hall = Hall(process.start())
        with receiving(hooks):
            wait_until(lambda: hooks.events().count(RAISED) == 2, SOON, "both at the receiver")
            process.kill()
            process.start()
            hall.call_next()
            wait_until(lambda: CLEARED in hooks.events(), SOON, "the end of one of them")
        seqs = [one["event"]["seq"] for one in hooks.taken]
        told = {e["seq"] for e in hall.events_after(0) if e["name"].startswith("alert.")}
        data = process.data
    assert seqs == sorted(seqs)
    assert {seq for seq in told if seq <= seqs[-1]} == set(seqs)
    assert hooks.complaints == []
    kept = b"".join(path.read_bytes() for path in data.glob("motcua.db*"))
    assert SECRET not in kept
    assert b"of-the-receiver" not in kept


def test_a_receiver_that_hangs_delays_no_ticket_and_no_end_of_the_server(tmp_path: Path, hooks: Hooks):
    hooks.hang = Event()
    with telling(tmp_path, hooks) as process, receiving(hooks):
        hall = Hall(process.start())
        hall.ticket(BIRTHS)
        wait_until(lambda: hooks.came, SOON, "a message under way")
        began = time.monotonic()
        for _ in range(5):
            hall.ticket(BIRTHS)
        assert time.monotonic() - began < 3
        process.stop()
        hooks.hang.set()
