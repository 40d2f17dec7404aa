"""How long people waited and were served, in exact spans."""

from __future__ import annotations

from datetime import datetime, timedelta

from queue_server.domain.visit import Leg, State, Visit


def leg_wait(leg: Leg, now: datetime) -> timedelta | None:
    """The leg's wait: closed at the call that was answered, running until then; None if it never began."""
    if leg.wait_from is None:
        return leg.waited
    until = leg.called_at if leg.state is State.CALLED and leg.called_at else (leg.ended_at or now)
    return (leg.waited or timedelta(0)) + max(until - leg.wait_from, timedelta(0))


def leg_service(leg: Leg, now: datetime) -> timedelta | None:
    """Serve to complete without holds; running while being served."""
    if leg.serving_from is None:
        return leg.served
    return (leg.served or timedelta(0)) + max(now - leg.serving_from, timedelta(0))


def total_wait(visit: Visit, now: datetime) -> timedelta:
    spans = (leg_wait(leg, now) for leg in visit.legs)
    return sum((span for span in spans if span is not None), timedelta(0))


def total_service(visit: Visit, now: datetime) -> timedelta | None:
    spans = [span for leg in visit.legs if (span := leg_service(leg, now)) is not None]
    return sum(spans, timedelta(0)) if spans else None


def within_target(visit: Visit, target: timedelta, now: datetime) -> bool | None:
    """Whether every leg so far was called within the target; None while that is still open."""
    waits = [span for leg in visit.legs if (span := leg_wait(leg, now)) is not None]
    if any(span > target for span in waits):
        return False
    answered = visit.state in (State.SERVING, State.COMPLETED, State.HELD)
    return True if answered and waits else None
