"""The chain of digests: whatever is altered, left out or put in between is found."""

import sqlite3
from datetime import date

import pytest

from queue_server.operations import counters
from queue_server.store import journal
from tests.support_office import SmallOffice

DAY = date(2026, 3, 2)


@pytest.fixture
def told(office: SmallOffice) -> SmallOffice:
    """An office with seven events of one day."""
    clerk = office.person("an")
    office.open("1", clerk)
    for _ in range(3):
        office.ticket()
    office.call_next("1", clerk)
    office.run(lambda work: counters.pause_counter(work, "1", clerk, None))
    assert broken(office) == []
    assert len(office.events) == 7
    return office


def broken(office: SmallOffice) -> list[int]:
    return journal.broken_links(office.db, "xa-nho", DAY)


ALTERED = {
    "a body": "update event set body = replace(body, 'A001', 'A009') where seq = 3",
    "a time": "update event set at = '2026-03-02T00:00:00.000000Z' where seq = 3",
    "an actor": "update event set actor_id = 'somebody else' where seq = 3",
    "a visit": "update event set visit_id = 'another' where seq = 3",
    "a digest": "update event set digest = zeroblob(32) where seq = 3",
}


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_row_is_found(told: SmallOffice, what):
    told.db.execute(ALTERED[what])
    assert 3 in broken(told)


def test_a_row_that_was_taken_out_is_found(told: SmallOffice):
    told.db.execute("delete from event where seq = 3")
    assert broken(told) == [4]


def test_a_row_that_was_put_in_between_is_found(told: SmallOffice):
    told.db.execute("update event set seq = seq + 100 where seq > 3")
    told.db.execute(
        "insert into event select office_id, 4, name, schema_version, at, recorded_at, visit_id, leg_no, counter_id,"
        " actor_kind, actor_id, device_id, body, business_date, digest from event where seq = 3"
    )
    assert 4 in broken(told)


def test_a_day_without_events_has_nothing_broken(told: SmallOffice):
    assert journal.broken_links(told.db, "xa-nho", date(2026, 3, 3)) == []


def test_the_chain_goes_on_after_a_restart(told: SmallOffice):
    told.restart()
    told.ticket()
    assert broken(told) == []
    assert told.events[-1].seq == 8


def test_two_events_cannot_have_one_number(told: SmallOffice):
    with pytest.raises(sqlite3.IntegrityError):
        told.db.execute("insert into event select * from event where seq = 3")


def test_what_is_read_is_what_was_told(told: SmallOffice):
    assert journal.read_after(told.db, "xa-nho", 0, 100) == told.events
    assert journal.read_after(told.db, "xa-nho", 4, 2) == told.events[4:6]
    assert journal.find(told.db, "xa-nho", 3) == told.events[2]
    assert journal.find(told.db, "another-office", 3) is None
    assert journal.window(told.db, "xa-nho") == (1, 7)
