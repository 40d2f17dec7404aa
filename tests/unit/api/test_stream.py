"""The stream by itself: heartbeats, catching up, and a reader that is let go. The hub runs, nothing else does."""

from collections.abc import Callable, Iterator

import gevent
import pytest

from queue_server.api import stream as streams
from queue_server.api.stream import PAGE, Stream
from queue_server.contract.events import EventScope
from queue_server.domain.events import SYSTEM, Fact, Name
from queue_server.store.journal import Recorded
from tests.support_office import MORNING

SECONDS = 5


class Journal:
    """Events as the database would hold them."""

    def __init__(self, *names: Name) -> None:
        self.rows: list[Recorded] = []
        for name in names:
            self.add(name)

    def add(self, name: Name = Name.VISIT_STARTED, device_id: str | None = None) -> Recorded:
        fact = Fact(name, MORNING, SYSTEM, visit_id="v", device_id=device_id, body={"ticket_number": "A001"})
        self.rows.append(Recorded(len(self.rows) + 1, MORNING, "office", fact))
        return self.rows[-1]

    def read_after(self, after: int, limit: int) -> list[Recorded]:
        return self.rows[after : after + limit]


class Reader:
    """Reads a stream in a greenlet of its own, as the server's handler does."""

    def __init__(self, chunks: Callable[[], Iterator[bytes]]) -> None:
        self.heard: list[bytes] = []
        self.greenlet = gevent.spawn(self._read, chunks)

    def seqs(self) -> list[int]:
        lines = b"".join(self.heard).decode().splitlines()
        return [int(line.removeprefix("id: ")) for line in lines if line.startswith("id: ")]

    def _read(self, chunks: Callable[[], Iterator[bytes]]) -> None:
        self.heard.extend(chunks())


def let_run(condition: Callable[[], bool]) -> None:
    with gevent.Timeout(SECONDS):
        while not condition():
            gevent.idle()


def reader(stream: Stream, scope: EventScope = EventScope.OFFICE, after: int | None = None, **more) -> Reader:
    one = Reader(lambda: stream.listen(scope, more.pop("device_id", None), after, **more))
    before = stream.listeners
    let_run(lambda: stream.listeners > before or one.greenlet.dead)
    return one


def test_a_silent_line_gets_a_heartbeat_that_is_no_event(monkeypatch):
    monkeypatch.setattr(streams, "HEARTBEAT_SECONDS", 0.002)
    stream = Stream(Journal().read_after, 0)
    listener = Reader(lambda: stream.listen(EventScope.BOARD, None, None))
    let_run(lambda: len(listener.heard) > 4)
    assert listener.heard[0] == b"retry: 1000\n\n"
    assert set(listener.heard[1:]) == {b": still here\n\n"}
    stream.close()
    let_run(lambda: listener.greenlet.dead)


def test_the_heartbeat_comes_often_enough_for_the_client_that_waits_for_it():
    from queue_server.client import STREAM_SILENCE_SECONDS

    assert STREAM_SILENCE_SECONDS > 2 * streams.HEARTBEAT_SECONDS


def test_a_reader_catches_up_over_several_pages_while_events_come_in():
    journal = Journal(*[Name.VISIT_STARTED] * (2 * PAGE + 7))
    stream = Stream(journal.read_after, len(journal.rows))
    listener = Reader(lambda: stream.listen(EventScope.OFFICE, None, 0))
    gevent.idle()
    stream.publish([journal.add()])
    let_run(lambda: stream.listeners == 1)
    stream.publish([journal.add(), journal.add()])
    let_run(lambda: len(listener.seqs()) == len(journal.rows))
    assert listener.seqs() == list(range(1, 2 * PAGE + 11))
    stream.close()
    let_run(lambda: listener.greenlet.dead)


def test_what_is_written_but_not_yet_published_is_heard_once():
    journal = Journal(Name.VISIT_STARTED, Name.VISIT_STARTED)
    stream = Stream(journal.read_after, 1)
    listener = reader(stream, after=0)
    stream.publish([journal.rows[1]])
    let_run(lambda: len(listener.seqs()) == 2)
    assert listener.seqs() == [1, 2]


def test_each_scope_hears_what_is_meant_for_it():
    journal = Journal()
    stream = Stream(journal.read_after, 0)
    board, office = reader(stream, EventScope.BOARD), reader(stream, EventScope.OFFICE)
    own, other = (reader(stream, EventScope.DEVICE, device_id=one) for one in ("d1", "d2"))
    stream.publish(
        [
            journal.add(Name.VISIT_CALLED),
            journal.add(Name.PRINT_REQUESTED, device_id="d1"),
            journal.add(Name.TICKET_PRINT_FAILED, device_id="d1"),
            journal.add(Name.DEVICE_FAILED, device_id="d2"),
            journal.add(Name.COUNTER_OPENED),
            journal.add(Name.DAY_CLOSED),
        ]
    )
    let_run(lambda: len(office.seqs()) == 6)
    assert board.seqs() == [1, 5, 6]
    assert own.seqs() == [2]
    assert other.seqs() == []


def test_events_that_come_together_travel_together():
    journal = Journal()
    stream = Stream(journal.read_after, 0)
    listener = reader(stream)
    stream.publish([journal.add() for _ in range(20)])
    let_run(lambda: len(listener.seqs()) == 20)
    assert len(listener.heard) == 2


def test_a_reader_that_does_not_read_is_let_go_at_the_cap_and_the_others_are_not(monkeypatch):
    monkeypatch.setattr(streams, "MOST_UNREAD_BYTES", 4000)
    journal = Journal()
    stream = Stream(journal.read_after, 0)
    attentive = reader(stream)
    chunks = stream.listen(EventScope.OFFICE, None, None)
    stuck = gevent.spawn(lambda: [next(chunks), next(chunks), gevent.Greenlet().join(SECONDS)])
    let_run(lambda: stream.listeners == 2)
    stream.publish([journal.add()])
    gevent.idle()
    for _ in range(30):
        stream.publish([journal.add()])
        gevent.idle()
    let_run(lambda: stuck.dead)
    assert stream.listeners == 1
    let_run(lambda: len(attentive.seqs()) == 31)
    assert attentive.seqs() == list(range(1, 32))


def test_a_stream_ends_before_it_tells_what_its_reader_may_not_hear_any_more():
    journal, allowed = Journal(), [True]
    stream = Stream(journal.read_after, 0)
    listener = reader(stream, may_listen=lambda: allowed[0])
    stream.publish([journal.add()])
    let_run(lambda: listener.seqs() == [1])
    allowed[0] = False
    stream.publish([journal.add()])
    let_run(lambda: listener.greenlet.dead)
    assert listener.seqs() == [1]
    assert stream.listeners == 0


@pytest.mark.parametrize("after", [None, 0])
def test_a_stream_that_is_opened_while_the_server_ends_is_ended_too(after):
    journal = Journal(Name.VISIT_STARTED)
    stream = Stream(journal.read_after, 1)
    stream.close()
    listener = Reader(lambda: stream.listen(EventScope.OFFICE, None, after))
    let_run(lambda: listener.greenlet.dead)
    assert stream.listeners == 0
