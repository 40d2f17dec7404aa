"""A day that was, read from the journal and played again. It only reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from statistics import fmean

from queue_server.domain.catalog import ORDINARY, Catalog
from queue_server.domain.events import Name
from queue_server.domain.hall import LineKey, moment
from queue_server.domain.policy import POLICIES, Policy
from queue_server.domain.rehearsal import Person
from queue_server.domain.replay import Change, PastDay, WhatIf, what_if
from queue_server.domain.roster_search import Progress
from queue_server.domain.shifts import Spans, spans_of
from queue_server.domain.staffing import NothingToPlan
from queue_server.domain.stepping import Arrival, Shift
from queue_server.store import past_days, reports
from queue_server.store.database import Connection, snapshot
from queue_server.store.past_days import PastEvent, PastLeg

AT_COUNTER = ("called", "serving")
FREES = (
    Name.VISIT_HELD,
    Name.VISIT_TRANSFERRED,
    Name.VISIT_COMPLETED,
    Name.VISIT_MARKED_NO_SHOW,
    Name.VISIT_CANCELLED,
)
LONGEST_TURNAROUND = 300.0
"""A counter that calls nobody for longer although somebody waits is not changing from one visit to the next."""

AFTER_THE_LAST = 3600.0


class DayGone(Exception):
    """The visits of that day were deleted by the rule of retention: only sums are left."""


@dataclass(frozen=True, slots=True)
class ReplayAsked:
    """`policy` None: the office's own. `services` of one more counter (empty: none), from one time of day to another;
    without times it works through the office's hours.
    """

    day: date
    policy: str | None = None
    services: tuple[str, ...] = ()
    opens: time | None = None
    closes: time | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    asked: ReplayAsked
    policy: Policy
    past: PastDay
    found: WhatIf


@dataclass(slots=True)
class _Journal:
    """What is gathered while the journal is read: spans at counters, first calls, gaps, and who worked when."""

    busy: dict[tuple[str, int], float] = field(default_factory=lambda: defaultdict(float))
    called_at: dict[tuple[str, int], float] = field(default_factory=dict)
    gaps: list[float] = field(default_factory=list)
    turns: dict[str, list[tuple[float, bool]]] = field(default_factory=lambda: defaultdict(list))
    begun: dict[str, tuple[float, str, int]] = field(default_factory=dict)
    released: dict[str, float] = field(default_factory=dict)
    ended_by_close: set[str] = field(default_factory=set)
    last: float = 0.0


class Kept(StrEnum):
    """What is left of a day: its visits, only sums, or nothing because it never was a working day."""

    VISITS = "visits"
    SUMS = "sums"
    NOTHING = "nothing"


def kept_of(db: Connection, catalog: Catalog, day: date) -> Kept:
    rows = reports.days_between(db, catalog.office.id, day, day)
    if not rows:
        return Kept.NOTHING
    return Kept.VISITS if rows[0].kept else Kept.SUMS


def replay(db: Connection, catalog: Catalog, asked: ReplayAsked, progress: Progress = lambda _: None) -> Replay:
    """Play the day again as asked. Raises DayGone, NothingToPlan."""
    with snapshot(db):
        kept = kept_of(db, catalog, asked.day)
        if kept is not Kept.VISITS:
            raise DayGone if kept is Kept.SUMS else NothingToPlan
        past = past_day(db, catalog, asked.day)
    progress(0.5)
    own = catalog.office.policy
    policy = own if asked.policy in (None, own.name) else POLICIES[str(asked.policy)]
    change = Change(policy, frozenset(asked.services), _hours(catalog, asked, past))
    found = what_if(catalog, past, change)
    progress(1.0)
    return Replay(asked, policy, past, found)


def past_day(db: Connection, catalog: Catalog, day: date) -> PastDay:
    """What truly happened, ready to be played. Raises NothingToPlan when nobody was ever called or kept waiting."""
    office_id = catalog.office.id
    legs = past_days.legs_of(db, office_id, day)
    since = {(leg.visit_id, leg.leg_no): moment(leg.began_at) for leg in legs}
    journal = _Journal()
    for event in past_days.events_of(db, office_id, day):
        _note(journal, event, since)
    turnaround = fmean(journal.gaps) if journal.gaps else 0.0
    kept = [leg for leg in legs if _can_be_played(leg, journal, catalog)]
    if not kept:
        raise NothingToPlan
    people = [_person(leg, journal, catalog, turnaround) for leg in kept]
    return PastDay(
        people,
        [_waited(person, journal, leg) for person, leg in zip(people, kept, strict=True)],
        {counter: _shifts(turns, journal.last) for counter, turns in journal.turns.items()},
        max(leg.overtaken for leg in kept),
        past_days.chosen_calls(db, office_id, day),
        len(legs) - len(kept),
        turnaround,
    )


def _note(journal: _Journal, event: PastEvent, since: dict[tuple[str, int], float]) -> None:
    at = moment(event.at)
    if event.by_system and event.name in (Name.VISIT_COMPLETED, Name.VISIT_CANCELLED):
        # The close of the day, perhaps the next morning: nobody knows when they left.
        journal.ended_by_close.add(str(event.visit_id))
        journal.begun.pop(str(event.visit_id), None)
        return
    journal.last = max(journal.last, at)
    if event.visit_id is None:
        if event.counter_id is not None:
            journal.turns[event.counter_id].append((at, event.name is Name.COUNTER_OPENED))
            journal.released.pop(event.counter_id, None)
        return
    back = event.name is Name.VISIT_RESUMED and event.body.get("state") in AT_COUNTER
    if (event.name is Name.VISIT_CALLED or back) and event.counter_id is not None:
        _begin(journal, event, at, since)
    elif event.name in FREES and event.visit_id in journal.begun:
        began, counter, leg_no = journal.begun.pop(event.visit_id)
        journal.busy[event.visit_id, leg_no] += at - began
        journal.released[counter] = at


def _begin(journal: _Journal, event: PastEvent, at: float, since: dict[tuple[str, int], float]) -> None:
    visit_id, counter = str(event.visit_id), str(event.counter_id)
    leg = visit_id, event.leg_no or 1
    journal.begun[visit_id] = at, counter, leg[1]
    if event.name is Name.VISIT_CALLED:
        journal.called_at.setdefault(leg, at)
    released = journal.released.pop(counter, None)
    # Somebody waited already when the counter became free: what passed until the call is the clerk's own time.
    if released is not None and since.get(leg, at) <= released and at - released <= LONGEST_TURNAROUND:
        journal.gaps.append(at - released)


def _can_be_played(leg: PastLeg, journal: _Journal, catalog: Catalog) -> bool:
    """Whoever left without having been called took no counter's time; what is not offered any more has no line."""
    was_called = (leg.visit_id, leg.leg_no) in journal.called_at
    waited_on = leg.state != "cancelled" or leg.visit_id in journal.ended_by_close
    return leg.service_id in catalog.services and (was_called or waited_on)


def _person(leg: PastLeg, journal: _Journal, catalog: Catalog, turnaround: float) -> Person:
    at = moment(leg.began_at)
    place = max(moment(leg.arrived_at), moment(leg.appointment_at)) if leg.appointment_at else moment(leg.arrived_at)
    target = leg.target_counter_id if leg.target_counter_id in catalog.counters else None
    key = LineKey(leg.service_id, leg.priority_class or ORDINARY, target, None, leg.appointment_at is not None)
    busy = journal.busy.get((leg.visit_id, leg.leg_no))
    usual = catalog.services[leg.service_id].mean_time.total_seconds()
    arrival = Arrival(at, f"{leg.visit_id}/{leg.leg_no}", key, place)
    return Person(arrival, (usual if busy is None else busy) + turnaround, leg.state == "no_show")


def _waited(person: Person, journal: _Journal, leg: PastLeg) -> float | None:
    arrival, called_at = person.arrival, journal.called_at.get((leg.visit_id, leg.leg_no))
    return None if called_at is None else max(called_at - max(arrival.at, arrival.place), 0.0)


def _shifts(turns: list[tuple[float, bool]], last: float) -> tuple[Shift, ...]:
    """From each opening to the next pause or closing; one that was never closed goes on to the end."""
    shifts: list[Shift] = []
    opened: float | None = None
    for at, opens in turns:
        if opens and opened is None:
            opened = at
        elif not opens and opened is not None:
            shifts.append(Shift(opened, at, drains=False))
            opened = None
    if opened is not None:
        shifts.append(Shift(opened, last + AFTER_THE_LAST))
    return tuple(shifts)


def _hours(catalog: Catalog, asked: ReplayAsked, past: PastDay) -> tuple[Shift, ...]:
    """When the counter that was not there would have worked."""
    zone = catalog.office.time_zone
    ended = max((shift.closes for shifts in past.shifts.values() for shift in shifts), default=past.begins)
    spans: Spans = ((past.begins, ended),)
    if catalog.office.hours:
        spans = spans_of(catalog.office, datetime.combine(asked.day, time(12), zone)) or spans
    opens = moment(datetime.combine(asked.day, asked.opens, zone)) if asked.opens else spans[0][0]
    closes = moment(datetime.combine(asked.day, asked.closes, zone)) if asked.closes else spans[-1][1]
    cut = [(max(begins, opens), min(ends, closes)) for begins, ends in spans]
    # Without an hour of its own to close it goes on, as the others do, until those waiting are served.
    return tuple(Shift(begins, ends, drains=asked.closes is None) for begins, ends in cut if begins < ends)
