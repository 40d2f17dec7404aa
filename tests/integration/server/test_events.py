"""The event stream: in order, without gap or double, resumed where it broke off, and never held up by a slow reader."""

import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.integration.server.hall import BIRTHS, MINE, Hall, done, refused
from tests.support import wait_until
from tests.support_api import API
from tests.support_server import ServerProcess

SMALL = 4096
MOST_MOVES = 3000


def seqs(events: list[dict]) -> list[int]:
    return [event["seq"] for event in events]


def listeners(hall: Hall) -> int:
    page = hall.anybody.send("GET", "/metrics").content.decode()
    return int(float(next(line for line in page.splitlines() if line.startswith("motcua_event_listeners ")).split()[1]))


@contextmanager
def deaf_reader(hall: Hall, scope: str) -> Iterator[socket.socket]:
    """Opens a stream and never reads from it. Small buffers, so that the server soon has nowhere to put anything."""
    address = urlsplit(hall.server.url)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        line.connect((str(address.hostname), int(address.port or 0)))
        token = f"Authorization: Bearer {hall.token('clerk')}"
        line.sendall(f"GET {API}/events?scope={scope} HTTP/1.1\r\nHost: x\r\n{token}\r\n\r\n".encode())
        yield line


def is_hung_up(line: socket.socket) -> bool:
    """Reads whatever the kernel kept, and tells whether the server closed behind it."""
    line.setblocking(False)
    try:
        while line.recv(65536):
            pass
    except BlockingIOError:
        return False
    except ConnectionResetError:
        return True
    return True


def test_every_event_is_heard_in_order_as_it_happens(hall: Hall):
    with hall.listening("clerk", "office") as stream:
        before = hall.seq()
        visit_id = hall.visit_in("serving")
        hall.move(visit_id, "complete")
        last = hall.seq()
        heard = stream.up_to(last)
    assert seqs(heard) == list(range(before + 1, last + 1))
    assert heard == hall.events_after(before)
    names = [event["name"] for event in heard]
    assert names[-5:] == ["visit.started", "counter.opened", "visit.called", "visit.serving_started", "visit.completed"]


def test_the_public_stream_tells_what_the_board_shows_and_nobody_behind_it(hall: Hall):
    with hall.listening() as public, hall.listening("display", "office") as office:
        visit_id = hall.visit_in("called")
        job = hall.ticket()["print_job_id"]
        done(hall.kiosk.post(f"/print-jobs/{job}/result", {"state": "printed"}))
        hall.move(visit_id, "recall")
        last = hall.seq()
        seen, all_of_it = public.up_to(last), office.up_to(last)
    assert seqs(seen) == [event["seq"] for event in all_of_it if not event["name"].startswith("ticket.")]
    for event in seen:
        assert (event["visit_id"], event["actor"], event["device_id"]) == (None, None, None)
    actors = {event["actor"]["kind"] for event in all_of_it}
    assert actors == {"person", "device"}


def test_a_reader_that_comes_back_goes_on_without_gap_or_double(hall: Hall):
    with hall.listening("clerk", "office") as stream:
        hall.open(MINE)
        hall.ticket()
        first = stream.take(2)
    hall.ticket()
    hall.ticket()
    with hall.listening("clerk", "office", after=first[-1]["seq"]) as stream:
        missed = stream.take(2)
        hall.ticket()
        live = stream.take(1)
    heard = [*first, *missed, *live]
    assert seqs(heard) == list(range(first[0]["seq"], first[0]["seq"] + 5))


def test_a_reader_that_comes_back_again_and_again_misses_nothing_while_others_write(hall: Hall):
    start = hall.seq()
    callers = [hall.anybody.as_(hall.token("kiosk")) for _ in range(4)]

    def issue(caller):
        for _ in range(12):
            done(caller.post("/visits", {"request_id": uuid4().hex, "service_id": BIRTHS}), 201)

    heard: list[dict] = []
    with ThreadPoolExecutor(len(callers)) as pool:
        work = [pool.submit(issue, caller) for caller in callers]
        while len(heard) < 48:
            with hall.listening("clerk", "office", after=heard[-1]["seq"] if heard else start) as stream:
                heard += stream.take(min(5, 48 - len(heard)))
        for one in work:
            one.result()
    assert seqs(heard) == list(range(start + 1, start + 49))


def test_a_long_absence_is_made_up_for_page_by_page(hall: Hall):
    with hall.listening("clerk", "office", after=0) as stream:
        last = hall.seq()
        heard = stream.up_to(last)
    assert seqs(heard) == list(range(1, last + 1))


def test_the_place_to_go_on_from_may_stand_in_the_address_and_the_header_wins(hall: Hall):
    before = hall.seq()
    one, other = hall.ticket(), hall.ticket()
    stream = hall.clerk.events(f"office&after={before}")
    assert stream.next()["visit_id"] == one["visit_id"]
    stream.close()
    stream = hall.clerk.events(f"office&after={before}", after=before + 1)
    assert stream.next()["visit_id"] == other["visit_id"]
    stream.close()


def test_a_reader_that_is_ahead_of_us_knew_another_database_and_must_read_the_board_again(hall: Hall):
    for ahead in (hall.seq() + 1, 10**17):
        stream = hall.anybody.events("board", after=ahead)
        refused(stream.answer, 410, "events_gone")
        assert stream.answer.json["errors"] == [{"field": "oldest", "message": "1"}]
        refused(hall.clerk.get(f"/journal?after={ahead}"), 410, "events_gone")


def test_what_was_pruned_is_told_to_be_gone_with_the_oldest_number_that_is_kept(process: ServerProcess):
    hall = Hall(process.start())
    hall.visit_in("completed")
    with closing(sqlite3.connect(process.data / "motcua.db", timeout=10)) as db, db:
        db.execute("delete from event where seq < 4")
    for after in (0, 1, 2):
        answer = hall.clerk.get(f"/journal?after={after}")
        assert "4" in refused(answer, 410, "events_gone")
        assert answer.json["errors"] == [{"field": "oldest", "message": "4"}]
        refused(hall.anybody.events("board", after=after).answer, 410, "events_gone")
    assert done(hall.clerk.get("/journal?after=3"))["events"][0]["seq"] == 4
    stream = hall.clerk.events("office", after=3)
    assert stream.next()["seq"] == 4
    stream.close()


@pytest.mark.parametrize("query", ["scope=everything", "scope=board&after=minus", "scope=board&after=-1", "scope="])
def test_a_stream_that_does_not_exist_is_refused(hall: Hall, query):
    refused(hall.clerk.get(f"/events?{query}"), 422, "invalid_fields")


def test_a_last_event_id_that_is_no_number_counts_as_none(hall: Hall):
    stream = hall.anybody.events("board", Last_Event_ID="tám")
    hall.ticket()
    assert stream.next()["name"] == "visit.started"
    stream.close()


def test_the_stream_is_never_stored_or_gathered_on_the_way(hall: Hall):
    with hall.listening() as stream:
        assert stream.answer.headers["cache-control"] == "no-store"
        assert stream.answer.headers["x-accel-buffering"] == "no"


def test_a_reader_that_never_reads_is_let_go_while_others_hear_everything(hall: Hall):
    visit_id = hall.visit_in("called")
    before, others = hall.seq(), listeners(hall)
    with hall.listening("clerk", "office") as attentive, deaf_reader(hall, "office") as deaf:
        wait_until(lambda: listeners(hall) == others + 2, what="both to listen")
        moves = 0
        while listeners(hall) == others + 2:
            for _ in range(25):
                hall.move(visit_id, "recall")
            moves += 25
            assert moves < MOST_MOVES, "a reader that never reads is kept for ever"
        wait_until(lambda: is_hung_up(deaf), what="the line to be closed")
        assert seqs(attentive.up_to(before + moves)) == list(range(before + 1, before + moves + 1))


def test_a_stream_ends_with_the_session_that_opened_it(hall: Hall):
    token = hall.sign_in(**hall.credentials["supervisor"])
    stream = hall.anybody.as_(token).events("office")
    with hall.listening("clerk", "office") as other:
        assert hall.anybody.as_(token).ask("DELETE", "/sessions/current").status == 204
        ticket = hall.ticket()
        assert stream.ends(timeout=5)
        assert other.next()["visit_id"] == ticket["visit_id"]
    stream.close()


def test_a_stream_ends_when_its_device_is_revoked_and_tells_nothing_more(hall: Hall):
    added = done(hall.admin.post("/devices", {"kind": "display", "name": "cũ"}), 201)
    token = done(hall.anybody.post("/devices/enrol", {"code": added["enrolment_code"]}), 201)["token"]
    stream = hall.anybody.as_(token).events("office")
    hall.ticket()
    assert stream.next()["name"] == "visit.started"
    done(hall.admin.post(f"/devices/{added['device']['id']}/revoke"))
    hall.ticket()
    with pytest.raises(AssertionError, match="the stream ended"):
        stream.next()
    stream.close()


def test_a_reader_that_goes_away_is_forgotten(hall: Hall):
    before = listeners(hall)
    with hall.listening(), hall.listening():
        wait_until(lambda: listeners(hall) == before + 2, what="two to listen")

    def gone() -> bool:
        hall.move(hall.ticket()["visit_id"], "cancel", reason="về")
        return listeners(hall) == before

    wait_until(gone, what="both to be forgotten")


def test_the_board_and_the_stream_after_its_number_leave_no_gap(hall: Hall):
    hall.visit_in("called")
    board = done(hall.anybody.get("/board"))
    ticket = hall.ticket()
    with hall.listening(after=board["seq"]) as stream:
        event = stream.next()
    assert event["body"]["ticket_number"] == ticket["ticket_number"]
    assert event["seq"] == board["seq"] + 1
