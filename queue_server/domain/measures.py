"""How long people waited and were served, in exact spans. Lunch and closing hours count: people wait through them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from queue_server.domain.visit import Leg, State, Visit

ZERO = timedelta(0)


class Ending(StrEnum):
    """How a leg or a visit ended. What the close of the day ended was unserved (nobody answered a call for it) or
    left open (it was being served, or held, and nobody said that it was done).
    """

    OPEN = "open"
    SERVED = "served"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    UNSERVED = "unserved"
    LEFT_OPEN = "left_open"


@dataclass(frozen=True, slots=True)
class MeasuredLeg:
    """A leg that began: its wait as far as it goes, closed if a call of it was answered.

    `service` is None until the leg is served, and for a leg left open: nobody knows when that one was done.
    """

    service_id: str
    counter_id: str | None
    began_at: datetime
    ending: Ending
    wait: timedelta
    answered: bool
    service: timedelta | None


@dataclass(frozen=True, slots=True)
class MeasuredVisit:
    """`priority` tells whether a priority class applies, never which."""

    priority: bool
    ending: Ending
    legs: tuple[MeasuredLeg, ...]

    @property
    def total_wait(self) -> timedelta:
        return sum((leg.wait for leg in self.legs), ZERO)

    @property
    def total_service(self) -> timedelta | None:
        spans = [leg.service for leg in self.legs if leg.service is not None]
        return sum(spans, ZERO) if spans else None


def measure_leg(leg: Leg, began_at: datetime, day_closed_at: datetime | None, now: datetime) -> MeasuredLeg:
    """`day_closed_at`: when its business date was closed, None while that is open."""
    answered = leg.wait_from is None
    ending = _ending(leg, answered, day_closed_at)
    return MeasuredLeg(
        service_id=leg.service_id,
        counter_id=leg.counter_id,
        began_at=began_at,
        ending=ending,
        wait=leg_wait(leg, now) or ZERO,
        answered=answered,
        service=leg.served if ending is Ending.SERVED else None,
    )


def measure_visit(state: State, priority: bool, legs: Iterable[MeasuredLeg]) -> MeasuredVisit:
    """A visit that the close of the day ended is unserved if it was still to be called, else left open."""
    measured = tuple(legs)
    endings = {leg.ending for leg in measured}
    by_close = next((ending for ending in (Ending.UNSERVED, Ending.LEFT_OPEN) if ending in endings), None)
    return MeasuredVisit(priority, by_close or ENDINGS.get(state, Ending.OPEN), measured)


def leg_wait(leg: Leg, now: datetime) -> timedelta | None:
    """The leg's wait: closed at the call that was answered, running until then; None if it never began."""
    if leg.wait_from is None:
        return leg.waited
    until = leg.called_at if leg.state is State.CALLED and leg.called_at else (leg.ended_at or now)
    return (leg.waited or ZERO) + max(until - leg.wait_from, ZERO)


def leg_service(leg: Leg, now: datetime) -> timedelta | None:
    """Serve to complete without holds; running while being served."""
    if leg.serving_from is None:
        return leg.served
    return (leg.served or ZERO) + max(now - leg.serving_from, ZERO)


def total_wait(visit: Visit, now: datetime) -> timedelta:
    spans = (leg_wait(leg, now) for leg in visit.legs)
    return sum((span for span in spans if span is not None), ZERO)


def total_service(visit: Visit, now: datetime) -> timedelta | None:
    spans = [span for leg in visit.legs if (span := leg_service(leg, now)) is not None]
    return sum(spans, ZERO) if spans else None


def within_target(visit: Visit, target_of: Callable[[str], timedelta], now: datetime) -> bool | None:
    """Whether every leg so far was called within the target of its service; None while that is still open."""
    waits = [(leg.service_id, span) for leg in visit.legs if (span := leg_wait(leg, now)) is not None]
    if any(span > target_of(service_id) for service_id, span in waits):
        return False
    answered = visit.state in (State.SERVING, State.COMPLETED, State.HELD)
    return True if answered and waits else None


ENDINGS = {
    State.COMPLETED: Ending.SERVED,
    State.TRANSFERRED: Ending.SERVED,
    State.NO_SHOW: Ending.NO_SHOW,
    State.CANCELLED: Ending.CANCELLED,
}


def _ending(leg: Leg, answered: bool, day_closed_at: datetime | None) -> Ending:
    if leg.ended_at is not None and leg.ended_at == day_closed_at:
        return Ending.LEFT_OPEN if answered else Ending.UNSERVED
    return ENDINGS.get(leg.state, Ending.OPEN)
