"""Tickets given while the server was away: handed in once, in their true place, and merged with what clerks typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Actor
from queue_server.operations import calling, days, devices, leases, offline, reading, serving, visits
from queue_server.operations.asker import Asker
from queue_server.store import journal
from tests.support_office import KIOSK, SmallOffice, small_catalog, weekdays, without

BOOK = "book-one"


class Away:
    """An office with a kiosk that has numbers of its own."""

    def __init__(self, folder: Path) -> None:
        self.office = SmallOffice(folder)
        device_id = self.office.run(lambda work: devices.add_device(work, "kiosk", "Ki-ốt")).device.device_id
        self.kiosk = Asker(Actor("device", device_id), device_kind="kiosk")
        self.leases = self.borrow()

    def borrow(self, book: str = BOOK, used: int = 0) -> list[Any]:
        return self.office.run(lambda work: leases.take_leases(work, self.kiosk, book, used))

    def given(self, number: int, ago: float = 0, **more: Any) -> offline.OfflineTicket:
        """A ticket on paper, given so many seconds ago."""
        request_id = more.pop("request_id", f"offline-{number:04}")
        priority_class, services = more.pop("priority_class", "ordinary"), more.pop("services", ("births",))
        request = visits.VisitRequest(request_id, services, priority_class, "vi", "offline", "counter")
        now = self.office.clock.now()
        lease = more.pop("lease", self.leases[0])
        return offline.OfflineTicket(lease.lease_id, number, request, now - timedelta(seconds=ago), timedelta(0))

    def hand_in(self, ticket: offline.OfflineTicket) -> offline.HandedIn:
        return self.office.run(lambda work: offline.hand_in(work, ticket, self.kiosk))

    def online(self, request_id: str) -> visits.Ticket:
        request = visits.VisitRequest(request_id, ("births",), "ordinary", "vi", "kiosk", "counter")
        return self.office.run(lambda work: visits.start_visit(work, request, self.kiosk))

    def typed(self, number: str, clerk: Asker, request_id: str = "typed-0001", **more: Any) -> visits.Ticket:
        request = visits.VisitRequest(
            request_id, more.get("services", ("births",)), more.get("priority_class", "ordinary"), "vi", "console",
            "counter",
        )  # fmt: skip
        return self.office.run(lambda work: offline.enter_number(work, number, request, clerk))

    def line(self) -> list[str]:
        """Ticket numbers in the order of calling."""
        view = self.office.run(reading.hall_view)
        return [one.visit.ticket_number for one in view.visits if one.visit.state == "waiting"]

    def later(self, **span: float) -> datetime:
        return self.office.clock.advance(timedelta(**span))


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    one = Away(tmp_path)
    one.later(hours=1)
    yield one
    one.office.close()


def test_the_same_book_gets_the_same_numbers_and_another_book_gets_others(away: Away):
    assert [(one.series, one.first, one.last) for one in away.leases] == [("K1", 1, 200), ("K1", 1, 200)]
    assert away.borrow() == away.leases
    assert [(one.first, one.last) for one in away.borrow("lost-book")] == [(201, 400), (201, 400)]
    assert [one.last for one in away.borrow(used=150)] == [200, 600, 200]


def test_two_kiosks_have_two_series(away: Away):
    other = away.office.run(lambda work: devices.add_device(work, "kiosk", "Ki-ốt 2")).device.device_id
    asker = Asker(Actor("device", other), device_kind="kiosk")
    lent = away.office.run(lambda work: leases.take_leases(work, asker, BOOK, 0))
    assert {one.series for one in lent} == {"K2"}


def test_a_ticket_on_paper_takes_the_place_of_its_true_arrival(away: Away):
    away.office.ticket()
    away.later(minutes=10)
    away.office.ticket()
    done = away.hand_in(away.given(1, ago=300))
    assert (done.outcome, done.visit.ticket_number, done.visit.channel) == ("accepted", "K1-001", "offline")
    assert away.line() == ["A001", "K1-001", "A002"]
    told = [one for one in away.office.events if one.fact.visit_id == done.visit.visit_id]
    assert [one.fact.name for one in told] == ["visit.started"]
    assert told[0].recorded_at - told[0].fact.at == timedelta(seconds=300)


def test_the_last_of_a_long_batch_keeps_its_arrival_though_those_before_it_took_their_time(away: Away):
    ticket = away.given(1, ago=60)
    away.later(seconds=30)
    assert away.hand_in(ticket).visit.arrived_at == ticket.arrived_at


def test_handing_in_again_changes_nothing(away: Away):
    ticket = away.given(1)
    first = away.hand_in(ticket)
    told = away.office.names()
    again = away.hand_in(ticket)
    assert (again.outcome, again.visit.visit_id) == ("repeated", first.visit.visit_id)
    assert away.office.names() == told


def test_a_ticket_is_taken_though_the_office_closed_or_the_service_stopped_meanwhile(tmp_path: Path):
    away = Away(tmp_path)
    away.later(hours=8, minutes=50)
    ticket = away.given(1)
    away.later(minutes=30)
    away.office.close()
    away.office.catalog = without(small_catalog(hours=weekdays(time(7, 30), time(17, 0))), "births")
    away.office.start()
    assert away.hand_in(ticket).outcome == "accepted"
    away.office.close()


def test_a_ticket_of_a_day_that_is_closed_is_on_record_and_ended_by_the_system(away: Away):
    away.office.ticket()
    away.later(hours=1)
    tickets = [away.given(1, ago=60), away.given(2, ago=30)]
    away.later(days=1)
    before = away.office.names().count("day.closed")
    assert before == 0
    done = [away.hand_in(ticket) for ticket in tickets]
    assert [one.outcome for one in done] == ["closed", "closed"]
    assert away.office.names().count("day.closed") == 1
    assert [away.hand_in(ticket).outcome for ticket in tickets] == ["repeated", "repeated"]
    assert away.line() == []
    facts = [one.fact for one in away.office.events if one.fact.visit_id == done[0].visit.visit_id]
    assert [(fact.name, fact.actor.kind) for fact in facts] == [
        ("visit.started", "device"), ("visit.cancelled", "system"),
    ]  # fmt: skip
    yesterday = away.office.today() - timedelta(days=1)
    assert journal.broken_links(away.office.db, "xa-nho", yesterday) == []
    assert away.office.state(done[0].visit.visit_id) == "cancelled"
    away.office.restart()
    assert away.line() == []


def test_a_number_that_was_not_lent_to_this_kiosk_is_refused_without_a_trace(away: Away):
    told = away.office.names()
    for ticket in (away.given(201), away.given(1, services=("none",))):
        with pytest.raises(Refused):
            away.hand_in(ticket)
    stranger = Asker(Actor("device", "another"), device_kind="kiosk")
    with pytest.raises(Refused) as refused:
        away.office.run(lambda work: offline.hand_in(work, away.given(1), stranger))
    assert refused.value.code is Refusal.UNKNOWN_LEASE
    assert away.office.names() == told


def test_one_number_is_never_two_people(away: Away):
    away.hand_in(away.given(1))
    with pytest.raises(Refused) as refused:
        away.hand_in(away.given(1, request_id="another-person"))
    assert refused.value.code is Refusal.NUMBER_TAKEN


def test_the_number_whose_answer_was_lost_gives_way_to_the_one_on_paper(away: Away):
    unseen = away.online("request-in-flight")
    asked_at = away.office.clock.now()
    away.later(seconds=5)
    ticket = away.given(1, request_id="request-in-flight")
    away.later(minutes=5)
    done = away.hand_in(ticket)
    assert done.outcome == "accepted"
    assert done.visit.arrived_at == asked_at
    assert away.line() == ["K1-001"]
    told = [one.fact for one in away.office.events if one.fact.visit_id == unseen.visit.visit_id][-1]
    assert (told.name, told.actor.kind, told.body["replaced_by"]) == ("visit.cancelled", "system", "K1-001")
    # A copy of the request that was still under way finds the number on paper too.
    assert away.online("request-in-flight").visit.ticket_number == "K1-001"
    assert away.hand_in(ticket).outcome == "repeated"


def test_a_late_copy_of_the_request_makes_no_second_visit(away: Away):
    away.hand_in(away.given(1, request_id="request-in-flight"))
    told = away.office.names()
    assert away.online("request-in-flight").visit.ticket_number == "K1-001"
    assert away.office.names() == told


@pytest.mark.parametrize("stands", ["called", "held", "no_show"])
def test_the_person_is_waiting_whatever_became_of_the_number_they_never_saw(away: Away, stands: str):
    clerk = away.office.person("an")
    away.office.open("1", clerk)
    unseen = away.online("request-in-flight").visit.visit_id
    away.office.call_next("1", clerk)
    if stands == "held":
        away.office.run(lambda work: serving.hold(work, unseen, clerk, reason="-", minutes=None))
    for _ in range(3 if stands == "no_show" else 0):
        if away.office.state(unseen) == "waiting":
            away.office.call_next("1", clerk)
        away.office.run(lambda work: calling.mark_no_show(work, unseen, clerk))
    away.hand_in(away.given(1, request_id="request-in-flight"))
    assert away.line() == ["K1-001"]
    assert away.office.state(unseen) == ("no_show" if stands == "no_show" else "cancelled")
    assert away.office.run(lambda work: work.counter("1")).visit_id is None


def test_what_a_clerk_typed_is_merged_with_what_the_kiosk_hands_in(away: Away):
    clerk = away.office.person("an")
    ticket = away.given(4, priority_class="ordinary")
    away.later(minutes=10)
    away.office.ticket()
    away.later(seconds=1)
    typed = away.typed("k1 4", clerk)
    assert (typed.visit.ticket_number, typed.visit.channel, typed.ahead) == ("K1-004", "offline", None)
    assert away.line() == ["A001", "K1-004"]
    done = away.hand_in(ticket)
    assert (done.outcome, done.visit.visit_id) == ("merged", typed.visit.visit_id)
    assert away.line() == ["K1-004", "A001"]
    assert away.office.names()[-1] == "visit.merged"
    assert away.hand_in(ticket).outcome == "repeated"
    away.office.restart()
    assert away.line() == ["K1-004", "A001"]


def test_a_visit_that_was_served_before_it_was_handed_in_stays_as_it_is(away: Away):
    clerk = away.office.person("an")
    ticket = away.given(1)
    away.later(minutes=10)
    visit_id = away.typed("K1-001", clerk).visit.visit_id
    away.office.open("1", clerk)
    away.office.call_next("1", clerk)
    away.office.serve(visit_id, clerk)
    done = away.hand_in(ticket)
    assert done.outcome == "merged"
    assert away.office.state(visit_id) == "serving"
    assert done.visit.legs[0].waited == timedelta(minutes=10)
    away.office.run(lambda work: serving.complete(work, visit_id, clerk))
    assert away.hand_in(ticket).outcome == "repeated"


def test_a_number_typed_twice_or_after_the_hand_in_is_the_same_visit(away: Away):
    clerk = away.office.person("an")
    first = away.typed("K1-001", clerk)
    assert away.typed("K1-001", clerk, "typed-0002").visit.visit_id == first.visit.visit_id
    done = away.hand_in(away.given(2))
    again = away.typed("K1-002", clerk, "typed-0003", services=("land",))
    assert again.repeated
    assert (again.visit.visit_id, again.visit.leg.service_id) == (done.visit.visit_id, "births")


@pytest.mark.parametrize("number", ["K1-201", "K2-001", "A001", "nothing"])
def test_a_number_that_no_kiosk_can_have_given_is_refused(away: Away, number: str):
    with pytest.raises(Refused) as refused:
        away.typed(number, away.office.person("an"))
    assert refused.value.code is Refusal.UNKNOWN_LEASE


def test_a_class_told_at_the_kiosk_is_nowhere_in_the_journal(away: Away):
    away.hand_in(away.given(1, priority_class="elderly_75"))
    clerk = away.office.person("an")
    away.typed("K1-002", clerk, priority_class="elderly_75")
    bodies = str([one.fact.body for one in away.office.events])
    assert "elderly" not in bodies


def test_a_kiosk_from_elsewhere_still_takes_its_tickets_as_before(away: Away):
    request = away.office.asked_for()
    assert away.office.run(lambda work: visits.start_visit(work, request, KIOSK)).ahead == 0


def test_days_close_as_before_with_offline_visits_in_them(away: Away):
    done = away.hand_in(away.given(1))
    away.later(days=1)
    away.office.run(days.close_days)
    assert away.office.state(done.visit.visit_id) == "cancelled"
