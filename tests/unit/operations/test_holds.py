"""Holds that run out are released by the system, on time and into the old place."""

from datetime import timedelta

import gevent
import pytest

from queue_server import duties
from queue_server.api.bridge import Unanswered
from queue_server.keys import Keys
from queue_server.operations import serving
from queue_server.operations.asker import Asker
from queue_server.operations.writer import NotDurable
from queue_server.store.history import history_between
from tests.support_office import SmallOffice

MINUTE = timedelta(minutes=1)


def held(office: SmallOffice, clerk: Asker, minutes: int | None) -> str:
    visit_id = office.call_next("1", clerk)
    office.run(lambda work: serving.hold(work, visit_id, clerk, reason="bổ sung", minutes=minutes))
    return visit_id


@pytest.fixture
def clerk(office: SmallOffice) -> Asker:
    clerk = office.person("an")
    office.open("1", clerk)
    return clerk


def test_a_hold_is_released_when_its_minutes_have_passed_and_not_before(office: SmallOffice, clerk: Asker):
    office.ticket()
    visit_id = held(office, clerk, minutes=5)
    office.clock.advance(5 * MINUTE - timedelta(microseconds=1))
    assert office.run(duties.release_holds) == []
    assert office.state(visit_id) == "held"
    office.clock.advance(timedelta(microseconds=1))
    assert office.run(duties.release_holds) == [visit_id]
    assert office.state(visit_id) == "waiting"
    assert office.events[-1].fact.name == "visit.resumed"
    assert office.events[-1].fact.actor.kind == "system"
    assert office.run(duties.release_holds) == []


def test_a_released_hold_waits_in_its_old_place(office: SmallOffice, clerk: Asker):
    first = office.ticket().visit.visit_id
    office.ticket()
    assert held(office, clerk, minutes=5) == first
    office.clock.advance(5 * MINUTE)
    office.run(duties.release_holds)
    assert office.call_next("1", clerk) == first


def test_a_hold_without_an_end_is_never_released_by_the_clock(office: SmallOffice, clerk: Asker):
    office.ticket()
    visit_id = held(office, clerk, minutes=None)
    office.clock.advance(timedelta(hours=6))
    assert office.run(duties.release_holds) == []
    assert office.state(visit_id) == "held"


def test_a_hold_that_was_ended_by_hand_is_not_released_again(office: SmallOffice, clerk: Asker):
    office.ticket()
    visit_id = held(office, clerk, minutes=5)
    office.run(lambda work: serving.resume(work, visit_id, clerk, None))
    office.clock.advance(5 * MINUTE)
    assert office.run(duties.release_holds) == []
    assert office.state(visit_id) == "serving"


def test_a_hold_that_ran_out_while_the_server_was_off_is_released_at_the_start(office: SmallOffice, clerk: Asker):
    office.ticket()
    visit_id = held(office, clerk, minutes=5)
    office.clock.advance(20 * MINUTE)
    office.restart()
    assert office.run(duties.release_holds) == [visit_id]


def test_the_time_on_hold_is_not_service_time(office: SmallOffice, clerk: Asker):
    office.ticket()
    visit_id = office.call_next("1", clerk)
    office.serve(visit_id, clerk)
    office.clock.advance(3 * MINUTE)
    office.run(lambda work: serving.hold(work, visit_id, clerk, reason="chờ", minutes=None))
    office.clock.advance(10 * MINUTE)
    office.run(lambda work: serving.resume(work, visit_id, clerk, "1"))
    office.clock.advance(2 * MINUTE)
    visit = office.run(lambda work: serving.complete(work, visit_id, clerk)).visit
    assert visit.legs[0].served == 5 * MINUTE


def test_the_office_learns_from_holds_without_an_end_how_long_they_last(office: SmallOffice, clerk: Asker):
    for minutes in (None, 5):
        office.ticket()
        visit_id = held(office, clerk, minutes)
        office.clock.advance(4 * MINUTE)
        office.run(lambda work, visit_id=visit_id: serving.resume(work, visit_id, clerk, None))
        office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, clerk))
    day = office.today()
    past = history_between(office.db, office.catalog.office.id, (day, day), office.catalog.office.time_zone)
    assert past.holds == [pytest.approx(240.0, abs=0.01)]


@pytest.mark.parametrize("fault", [NotDurable("disk full"), Unanswered("the disk hangs")])
def test_the_rounds_go_on_after_a_fault_of_the_disk(office: SmallOffice, clerk: Asker, fault, monkeypatch, capsys):
    monkeypatch.setattr(duties, "EVERY_SECONDS", 0.001)
    office.ticket()
    visit_id = held(office, clerk, minutes=5)
    office.clock.advance(5 * MINUTE)
    rounds = []

    def run(operation):
        rounds.append(operation)
        if len(rounds) == 1:
            raise fault
        return office.run(operation)

    for_ever = timedelta(days=90)
    keeping = duties.Keeping(for_ever, for_ever, Keys(office.path.parent / "keys"))
    greenlet = duties.start(run, keeping, lambda _: None)
    with gevent.Timeout(5):
        while office.state(visit_id) == "held":
            greenlet.join(0.01)  # lets the rounds run
    greenlet.kill()
    assert office.state(visit_id) == "waiting"
    assert str(fault) in capsys.readouterr().out
