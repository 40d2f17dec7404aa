"""./run demo-day against a real server: a whole day, a day that is stopped, and a hall with somebody else in it."""

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from queue_server.client import QueueClient
from queue_server.contract.common import CounterState
from queue_server.contract.events import EventName
from tests.support import wait_until
from tests.support_server import ROOT, DemoServer, demo_server

DAY = (sys.executable, "-m", "queue_server.demo_day")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[DemoServer]:
    with demo_server(tmp_path / "demo") as running:
        yield running


def options(server: DemoServer, *more: str) -> list[str]:
    return [*DAY, "--server", server.url, "--data", str(server.data), *more]


def play(server: DemoServer, *more: str) -> str:
    done = subprocess.run(options(server, *more), check=False, cwd=ROOT, capture_output=True, text=True, timeout=90)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def journal(client: QueueClient) -> list:
    events, after = [], 0
    while page := client.journal(after).events:
        events += page
        after = page[-1].seq
    return events


def assert_hall_is_empty_and_closed(client: QueueClient) -> None:
    assert client.visits().visits == []
    assert {counter.state for counter in client.counters()} == {CounterState.CLOSED}


def test_a_whole_day_is_played_and_every_kind_of_thing_happens_in_it(server):
    told = play(server, "--speed", "12000", "--visits", "150", "--seed", "3")
    assert "150 tickets" in told
    assert "Mở 8 quầy" in told
    client, _ = server.signed_in()
    with client:
        assert_hall_is_empty_and_closed(client)
        happened = Counter(event.name for event in journal(client))
    assert happened[EventName.VISIT_STARTED] == 150
    assert happened[EventName.VISIT_COMPLETED] > 120
    for name in (
        EventName.VISIT_RECALLED,
        EventName.VISIT_HELD,
        EventName.VISIT_RESUMED,
        EventName.VISIT_TRANSFERRED,
        EventName.VISIT_MARKED_NO_SHOW,
        EventName.COUNTER_PAUSED,
    ):
        assert happened[name], f"nothing of the kind {name} happened"


def test_ctrl_c_ends_the_day_and_leaves_the_hall_empty_and_closed(server):
    day = subprocess.Popen(options(server, "--speed", "600"), cwd=ROOT, stdout=subprocess.PIPE, text=True)
    client, _ = server.signed_in()
    with client:
        wait_until(lambda: len(client.board().calls) >= 3, 30, "three calls on the board")
        day.send_signal(signal.SIGINT)
        told, _ = day.communicate(timeout=30)
        assert day.returncode == 0, told
        assert "Chờ trung bình" in told
        assert_hall_is_empty_and_closed(client)


def test_what_a_killed_day_left_behind_is_cleared_by_the_next(server):
    day = subprocess.Popen(options(server, "--speed", "600"), cwd=ROOT, stdout=subprocess.DEVNULL)
    client, _ = server.signed_in()
    with client:
        wait_until(lambda: len(client.visits().visits) >= 10, 30, "ten people in the hall")
        day.kill()
        day.wait()
        assert "20 tickets" in play(server, "--speed", "30000", "--visits", "20")
        assert_hall_is_empty_and_closed(client)


def test_a_counter_that_somebody_else_holds_is_left_to_them(server):
    clerk, _ = server.signed_in("clerk")
    with clerk:
        clerk.counter_verb("3", "open")
        assert "Mở 7 quầy" in play(server, "--speed", "30000", "--visits", "10")
        states = {counter.id: counter.state for counter in clerk.counters()}
    assert states.pop("3") is CounterState.OPEN
    assert set(states.values()) == {CounterState.CLOSED}


def test_without_a_demo_it_says_what_to_do(tmp_path):
    done = subprocess.run(
        [*DAY, "--data", str(tmp_path)], check=False, cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert done.returncode == 1
    assert "hãy chạy ./run trước" in done.stdout


def test_a_server_that_is_not_there_is_told_in_a_sentence(tmp_path):
    people = '{"supervisor": {"username": "a", "password": "b"}, "kiosk_token": "c"}'
    (tmp_path / "demo-credentials.json").write_text(people, encoding="utf-8")
    command = [*DAY, "--server", "http://127.0.0.1:9", "--data", str(tmp_path)]
    done = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=30)
    assert done.returncode == 1
    assert "Máy chủ http://127.0.0.1:9 không trả lời được" in done.stdout
