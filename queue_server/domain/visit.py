"""A visit and the moves it can make. Each move returns the visit as it stands afterwards, or refuses.

waiting ─call→ called ─serve→ serving ─complete→ completed (or waiting for its next leg)
   ↑             │ no-show: waiting again at the end of its line; after the last absence no_show
   ├── resume ── held ←─hold─ called | serving
   └── transfer (new leg) ─── called | serving          waiting | called | held ─cancel→ cancelled
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from queue_server.domain.errors import Refusal, Refused


class State(StrEnum):
    """Where a visit stands; a leg has two more: planned and transferred."""

    PLANNED = "planned"
    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    COMPLETED = "completed"
    TRANSFERRED = "transferred"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"


AT_COUNTER = frozenset({State.CALLED, State.SERVING})


@dataclass(frozen=True, slots=True)
class Leg:
    """One service of a visit. `waited`, `served`: closed spans; a running one began at `wait_from`, `serving_from`.

    `began_at` is when its turn to wait came, whatever happened since; None while it is planned.
    """

    leg_no: int
    service_id: str
    state: State
    target_counter_id: str | None = None
    target_clerk_id: str | None = None
    return_to: int | None = None
    counter_id: str | None = None
    wait_from: datetime | None = None
    called_at: datetime | None = None
    serving_from: datetime | None = None
    ended_at: datetime | None = None
    waited: timedelta | None = None
    served: timedelta | None = None
    began_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """`order_at` is its place in line: first arrival (of an early appointment, its slot) or last absence.

    `counter_id` is set while called or served.
    """

    visit_id: str
    business_date: date
    series: str
    number: int
    ticket_number: str
    state: State
    channel: str
    language: str
    delivery: str
    priority_class: str
    arrived_at: datetime
    order_at: datetime
    legs: tuple[Leg, ...]
    leg_no: int = 1
    counter_id: str | None = None
    overtaken: int = 0
    absences: int = 0
    call_count: int = 0
    ended_at: datetime | None = None
    device_id: str | None = None
    appointment_at: datetime | None = None

    @property
    def leg(self) -> Leg:
        return self.legs[self.leg_no - 1]

    def with_leg(self, leg: Leg) -> tuple[Leg, ...]:
        return tuple(leg if old.leg_no == leg.leg_no else old for old in self.legs)


@dataclass(frozen=True, slots=True)
class Target:
    """Where a transfer goes: a service, and perhaps one counter or one clerk."""

    service_id: str
    counter_id: str | None = None
    clerk_id: str | None = None


def call(visit: Visit, counter_id: str, now: datetime) -> Visit:
    _require(visit, "call", State.WAITING)
    leg = replace(visit.leg, state=State.CALLED, counter_id=counter_id, called_at=now)
    return replace(visit, state=State.CALLED, counter_id=counter_id, call_count=1, legs=visit.with_leg(leg))


def recall(visit: Visit) -> Visit:
    _require(visit, "recall", State.CALLED)
    return replace(visit, call_count=visit.call_count + 1)


def serve(visit: Visit, now: datetime) -> Visit:
    _require(visit, "serve", State.CALLED)
    leg = replace(_answered(visit.leg), state=State.SERVING, serving_from=now)
    return replace(visit, state=State.SERVING, legs=visit.with_leg(leg))


def hold(visit: Visit, now: datetime) -> Visit:
    _require(visit, "hold", State.CALLED, State.SERVING)
    leg = replace(_stopped(_answered(visit.leg), now), state=State.HELD)
    return replace(visit, state=State.HELD, counter_id=None, legs=visit.with_leg(leg))


def resume_at(visit: Visit, counter_id: str, now: datetime) -> Visit:
    """Take it up again at a counter: the person stands before the clerk, so service runs on."""
    _require(visit, "resume", State.HELD)
    leg = replace(visit.leg, state=State.SERVING, counter_id=counter_id, serving_from=now)
    return replace(visit, state=State.SERVING, counter_id=counter_id, legs=visit.with_leg(leg))


def resume_waiting(visit: Visit, now: datetime) -> Visit:
    """Put it back in its old place: `order_at` is untouched, only the measured wait starts anew."""
    _require(visit, "resume", State.HELD)
    leg = replace(visit.leg, state=State.WAITING, counter_id=None, wait_from=now, called_at=None)
    return replace(visit, state=State.WAITING, call_count=0, legs=visit.with_leg(leg))


def transfer(visit: Visit, target: Target, *, comes_back: bool, now: datetime) -> Visit:
    """End this leg and wait for another; with `comes_back` a last leg leads back to this service and counter."""
    _require(visit, "transfer", State.CALLED, State.SERVING)
    done = replace(_stopped(_answered(visit.leg), now), state=State.TRANSFERRED, ended_at=now)
    new = Leg(
        leg_no=len(visit.legs) + 1,
        service_id=target.service_id,
        state=State.WAITING,
        target_counter_id=target.counter_id,
        target_clerk_id=target.clerk_id,
        return_to=done.leg_no if comes_back else None,
        wait_from=now,
        began_at=now,
    )
    return _wait_for(visit, (*visit.with_leg(done), new), new.leg_no)


def complete(visit: Visit, now: datetime) -> Visit:
    """End this leg. Then comes the leg it must return to, else the next planned one, else the visit is completed."""
    _require(visit, "complete", State.SERVING)
    done = replace(_stopped(visit.leg, now), state=State.COMPLETED, ended_at=now)
    legs = visit.with_leg(done)
    following = _returning(legs, done) or next((leg for leg in legs if leg.state is State.PLANNED), None)
    if following is None:
        return replace(visit, state=State.COMPLETED, counter_id=None, ended_at=now, legs=legs)
    waiting = replace(following, state=State.WAITING, wait_from=now, began_at=now)
    others = tuple(leg for leg in legs if leg.leg_no != waiting.leg_no)
    ordered = tuple(sorted((*others, waiting), key=lambda leg: leg.leg_no))
    return _wait_for(visit, ordered, waiting.leg_no)


def mark_no_show(visit: Visit, now: datetime, *, absences_to_end: int) -> Visit:
    """Count an absence: back to the end of the line, or over. The wait keeps running until a call is answered."""
    _require(visit, "no-show", State.CALLED)
    absences = visit.absences + 1
    if absences >= absences_to_end:
        leg = replace(visit.leg, state=State.NO_SHOW, ended_at=now)
        ended = replace(visit, state=State.NO_SHOW, ended_at=now, legs=visit.with_leg(leg))
        return replace(ended, counter_id=None, absences=absences)
    leg = replace(visit.leg, state=State.WAITING, counter_id=None, called_at=None)
    waiting = replace(visit, state=State.WAITING, order_at=now, legs=visit.with_leg(leg))
    return replace(waiting, counter_id=None, absences=absences, call_count=0, overtaken=0)


def correct_priority(visit: Visit, priority_class: str) -> Visit:
    """Another class, for as long as the visit lasts. Its place and its overtakes stay: only the line is another."""
    _require(visit, "priority", State.WAITING, State.CALLED, State.SERVING, State.HELD)
    return replace(visit, priority_class=priority_class)


def cancel(visit: Visit, now: datetime) -> Visit:
    _require(visit, "cancel", State.WAITING, State.CALLED, State.HELD)
    leg = replace(visit.leg, state=State.CANCELLED, ended_at=now)
    legs = tuple(
        replace(old, state=State.CANCELLED) if old.state is State.PLANNED else old for old in visit.with_leg(leg)
    )
    return replace(visit, state=State.CANCELLED, counter_id=None, ended_at=now, legs=legs)


def came_at(visit: Visit, arrived_at: datetime) -> Visit:
    """The same visit, known to have come earlier than was thought; never later.

    It moves up in its line unless an absence or a later leg gave it its place.
    """
    earlier = visit.arrived_at - arrived_at
    if earlier <= timedelta(0):
        return visit
    first = visit.legs[0]
    waited = first.waited + earlier if first.waited is not None else None
    leg = replace(first, began_at=arrived_at, wait_from=first.wait_from and arrived_at, waited=waited)
    has_first_place = not visit.absences and visit.order_at == visit.arrived_at
    order_at = arrived_at if has_first_place else visit.order_at
    return replace(visit, arrived_at=arrived_at, order_at=order_at, legs=(leg, *visit.legs[1:]))


def _require(visit: Visit, move: str, *states: State) -> None:
    if visit.state not in states:
        raise Refused(Refusal.ILLEGAL_MOVE, move=move, state=visit.state, ticket_number=visit.ticket_number)


def _answered(leg: Leg) -> Leg:
    """Close the running wait at the call that was answered; a leg already being served has none."""
    if leg.wait_from is None or leg.called_at is None:
        return leg
    # A clock set back between ticket and call must not give a negative wait.
    span = max(leg.called_at - leg.wait_from, timedelta(0))
    return replace(leg, waited=(leg.waited or timedelta(0)) + span, wait_from=None)


def _stopped(leg: Leg, now: datetime) -> Leg:
    """Close the running service span, if there is one."""
    if leg.serving_from is None:
        return leg
    span = max(now - leg.serving_from, timedelta(0))
    return replace(leg, served=(leg.served or timedelta(0)) + span, serving_from=None)


def _returning(legs: tuple[Leg, ...], done: Leg) -> Leg | None:
    if done.return_to is None:
        return None
    origin = legs[done.return_to - 1]
    return Leg(len(legs) + 1, origin.service_id, State.PLANNED, target_counter_id=origin.counter_id)


def _wait_for(visit: Visit, legs: tuple[Leg, ...], leg_no: int) -> Visit:
    # Overtakes of the leg before do not count at the next service: another line, other people.
    waiting = replace(visit, state=State.WAITING, leg_no=leg_no, legs=legs, counter_id=None)
    return replace(waiting, call_count=0, absences=0, overtaken=0)
