"""The journal by pages, its chain of digests, and what is said aloud of a call."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from queue_server.store import journal
from tests.integration.server.hall import MINE, Hall, done, refused


def test_the_journal_is_read_page_by_page_without_gap_or_double(hall: Hall):
    hall.visit_in("completed")
    last = hall.seq()
    seqs, after = [], 0
    while (page := done(hall.clerk.get(f"/journal?after={after}&limit=30")))["events"]:
        assert len(page["events"]) <= 30
        assert page["next_after"] == page["events"][-1]["seq"]
        assert page["last_seq"] >= last, "the server itself may have gone on writing"
        for event in page["events"]:
            hall.anybody.contract.check_event(event)
        seqs += [event["seq"] for event in page["events"]]
        after = page["next_after"]
    assert seqs == list(range(1, after + 1))
    assert page == {"events": [], "next_after": after, "last_seq": after}


BEYOND_SQLITE = 10**19


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=1001", "limit=many", "after=-1", "after=1.5", f"after={BEYOND_SQLITE}"]
)
def test_a_page_that_cannot_be_is_refused_by_field(hall: Hall, query):
    answer = hall.clerk.get(f"/journal?{query}")
    refused(answer, 422, "invalid_fields")
    assert answer.json["errors"][0]["field"] == query.partition("=")[0]


def test_every_day_of_the_journal_is_an_unbroken_chain(hall: Hall):
    hall.visit_in("completed")
    office = done(hall.anybody.get("/office"))
    path = Path(hall.server.data) / "motcua.db"
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        db.row_factory = sqlite3.Row
        days = [date.fromisoformat(row[0]) for row in db.execute("select distinct business_date from event")]
        assert date.fromisoformat(office["business_date"]) in days
        for day in days:
            assert journal.broken_links(db, office["office_id"], day) == []


def test_a_call_has_words_and_a_sound_and_a_recall_says_so(hall: Hall):
    visit_id = hall.visit_in("called")
    call = done(hall.anybody.get("/board"))["calls"][0]
    texts = done(hall.anybody.get(f"/announcements/{call['seq']}"))["texts"]
    assert set(texts) == {"vi", "en"}
    assert "đến quầy số một" in texts["vi"]
    assert "counter" in texts["en"].lower()
    sound = hall.anybody.get(f"/announcements/{call['seq']}.wav")
    assert sound.content[:4] == b"RIFF"
    assert hall.anybody.get(f"/announcements/{call['seq']}.wav?language=en").content != sound.content
    hall.move(visit_id, "recall")
    again = done(hall.anybody.get("/board"))["calls"][0]["seq"]
    assert again > call["seq"]
    assert done(hall.anybody.get(f"/announcements/{again}"))["texts"] != texts


def test_only_calls_are_spoken_in_the_languages_of_the_office(hall: Hall):
    hall.ticket()
    seq = hall.seq()
    for wrong in (seq, seq + 1000, 10**30, 0):
        refused(hall.anybody.get(f"/announcements/{wrong}"), 404, "not_found")
        refused(hall.anybody.get(f"/announcements/{wrong}.wav"), 404, "not_found")
    hall.open(MINE)
    hall.call_next()
    call = done(hall.anybody.get("/board"))["calls"][0]["seq"]
    refused(hall.anybody.get(f"/announcements/{call}.wav?language=fr"), 404, "unknown_language")
