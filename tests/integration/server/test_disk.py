"""A disk that takes no more: the server says so, changes nothing, and goes on when there is room again."""

import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from tests.integration.server.hall import BIRTHS, MINE, Hall, done, refused
from tests.support_api import Answer
from tests.support_server import ServerProcess

UNLIMITED = resource.RLIM_INFINITY


def no_file_may_grow(hall: Hall) -> None:
    """The system refuses every write of this process beyond the present end of its write-ahead log."""
    log = Path(hall.server.data) / "motcua.db-wal"
    resource.prlimit(hall.server.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, UNLIMITED))


def files_may_grow(hall: Hall) -> None:
    resource.prlimit(hall.server.pid, resource.RLIMIT_FSIZE, (UNLIMITED, UNLIMITED))


def ask_for_a_ticket(hall: Hall, request_id: str) -> Answer:
    return hall.kiosk.post("/visits", {"request_id": request_id, "service_id": BIRTHS})


def test_a_full_disk_is_told_changes_nothing_and_is_forgotten_when_there_is_room(process: ServerProcess):
    hall = Hall(process.start())
    hall.open(MINE)
    first = hall.ticket()
    board, seq = done(hall.anybody.get("/board")), hall.seq()
    asked = uuid4().hex
    hall.waiting()  # signs the supervisor in while that can be written down
    no_file_may_grow(hall)
    with hall.listening("clerk", "office") as stream:
        for _ in range(3):
            sentence = refused(ask_for_a_ticket(hall, asked), 503, "busy")
            refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 503, "busy")
        assert "chưa có gì thay đổi" in sentence
        assert done(hall.anybody.get("/board"))["counters"] == board["counters"]
        assert hall.waiting() == [first["visit_id"]]
        assert hall.seq() == seq
        files_may_grow(hall)
        ticket = done(ask_for_a_ticket(hall, asked), 201)
        assert ticket["number"] == first["number"] + 1
        assert hall.call_next()["visit_id"] == first["visit_id"]
        assert [event["seq"] for event in stream.take(2)] == [seq + 1, seq + 2]
    assert {record["event"] for record in process.complaints()} == {"not_durable"}
    process.kill()
    with closing(sqlite3.connect(process.data / "motcua.db")) as db:
        assert db.execute("pragma integrity_check").fetchone()[0] == "ok"
