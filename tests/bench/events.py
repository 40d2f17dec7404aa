"""From a clerk's touch to the wall: latency of call-next and recall to each of 200 readers of the event stream.

A clerk's POST is sent 20 times a second; the clock runs from the moment before it is sent until each reader has the
event. What the clerk's own answer took is the limit to hold it against. Beside it, in the same seconds, a probe writes
and syncs a small file on the same disk: no call can be on the wall before its own sync.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from queue_server.client import QueueClient
from queue_server.contract.commands import StartVisit
from queue_server.contract.events import Event
from tests.bench.figures import percentile
from tests.support_server import ROOT, DemoServer, demo_server

SUBSCRIBERS = 200
EVENTS_PER_SECOND = 20
SECONDS = 15.0
CALLED = ("visit.called", "visit.recalled")


def run(subscribers: int = SUBSCRIBERS, seconds: float = SECONDS) -> dict[str, Any]:
    with (
        tempfile.TemporaryDirectory(prefix="bench-events-") as folder,
        demo_server(Path(folder) / "data") as server,
    ):
        counters = fill_the_hall(server)
        with reading(server.port, subscribers) as readers, FsyncProbe(Path(folder)) as probe:
            sent, answers = call_at_a_steady_rate(server, counters, int(seconds * EVENTS_PER_SECOND))
            seen = what_they_saw(readers)
        latencies = latencies_of(sent, seen, subscribers)
        memory, most = server.memory()
    return {
        "bench": "events",
        "subscribers": subscribers,
        "events_per_second": EVENTS_PER_SECOND,
        "events": len(sent),
        "p50_ms": percentile(latencies, 50) * 1000,
        "p99_ms": percentile(latencies, 99) * 1000,
        "worst_ms": max(latencies) * 1000,
        "answer_p50_ms": percentile(answers, 50) * 1000,
        "answer_p99_ms": percentile(answers, 99) * 1000,
        "fsync_p50_ms": percentile(probe.spans, 50) * 1000,
        "fsync_p99_ms": percentile(probe.spans, 99) * 1000,
        "p50_to_answer_p50": percentile(latencies, 50) / percentile(answers, 50),
        "p99_to_answer_p99": percentile(latencies, 99) / percentile(answers, 99),
        "server_mb": memory,
        "server_most_mb": most,
    }


def fill_the_hall(server: DemoServer) -> int:
    """Two visits for each counter, so that every one has somebody to call; tells how many."""
    client, _ = server.signed_in()
    with client, QueueClient(server.url, server.kiosk_token) as kiosk:
        counters = client.counters()
        for counter in counters:
            client.counter_verb(counter.id, "open")
            for service_id in sorted(counter.services)[:2]:
                kiosk.start_visit(StartVisit(request_id=uuid4().hex, service_id=service_id))
    return len(counters)


def call_at_a_steady_rate(server: DemoServer, counters: int, events: int) -> tuple[dict[int, float], list[float]]:
    """Call somebody at each counter, then call them again, round and round.

    The moment each was sent, by the seq of its event; and the seconds until the clerk had the answer.
    """
    client, _ = server.signed_in()
    sent_at: list[float] = []
    answers: list[float] = []
    called: list[str] = []
    pause = threading.Event()
    with client:
        first_seq = client.board().seq
        ids = [counter.id for counter in client.counters()][:counters]
        began = time.monotonic()
        for turn in range(events):
            pause.wait(max(0.0, began + turn / EVENTS_PER_SECOND - time.monotonic()))
            sent_at.append(time.monotonic())
            if turn < len(ids):
                called.append(client.call_next(ids[turn]).visit.visit_id)
            else:
                client.visit_verb(called[turn % len(called)], "recall")
            answers.append(time.monotonic() - sent_at[-1])
        pause.wait(0.5)
        told = [event.seq for event in journal_after(client, first_seq) if event.name in CALLED]
    assert len(told) == len(sent_at), f"{len(sent_at)} calls, {len(told)} events"
    return dict(zip(told, sent_at, strict=True)), answers


def journal_after(client: QueueClient, seq: int) -> Iterator[Event]:
    while page := client.journal(seq).events:
        yield from page
        seq = page[-1].seq


@contextmanager
def reading(port: int, count: int) -> Iterator[subprocess.Popen[str]]:
    """The readers in a process of their own, all of them connected."""
    command = [sys.executable, "-m", "tests.bench.subscribers", str(port), str(count)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def what_they_saw(readers: subprocess.Popen[str]) -> dict[int, list[float]]:
    output, _ = readers.communicate("", timeout=30)
    return {int(seq): moments for seq, moments in json.loads(output).items()}


def latencies_of(sent: dict[int, float], seen: dict[int, list[float]], subscribers: int) -> list[float]:
    """Seconds from each sending to each reader. AssertionError if any reader missed a call or had one twice."""
    for seq in sent:
        assert len(seen.get(seq, [])) == subscribers, f"event {seq} reached {len(seen.get(seq, []))} readers"
    return [moment - sent_at for seq, sent_at in sent.items() for moment in seen[seq]]


class FsyncProbe:
    """Writes and syncs 4 KiB as often as calls are made; `spans` are the seconds each took."""

    def __init__(self, folder: Path) -> None:
        self.spans: list[float] = []
        self._path = folder / "probe"
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._probe)

    def __enter__(self) -> FsyncProbe:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _probe(self) -> None:
        with self._path.open("wb", buffering=0) as file:
            while True:
                began = time.monotonic()
                file.write(b"x" * 4096)
                os.fsync(file.fileno())
                self.spans.append(time.monotonic() - began)
                if self._stop.wait(1 / EVENTS_PER_SECOND):
                    return
