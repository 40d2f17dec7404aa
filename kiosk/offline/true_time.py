"""The office's time on a machine whose wall clock may be wrong, or may be set while nobody looks. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.clock import Clock


@dataclass(frozen=True, slots=True)
class Reading:
    """Both clocks of the machine at one moment, and what the office's time was then."""

    boot: str
    since_boot: float
    wall: datetime
    office: datetime


def agree(clock: Clock, office: datetime) -> Reading:
    """The server has just told its time."""
    return Reading(clock.boot, clock.since_boot(), clock.now(), office)


def office_time(clock: Clock, last: Reading | None) -> datetime:
    """Now, by the server's clock as it was last heard.

    Since the same start of the machine by the time passed; after a restart by the wall clock, off by as much as then.
    """
    if last is None:
        return clock.now()
    if last.boot == clock.boot:
        return last.office + timedelta(seconds=clock.since_boot() - last.since_boot)
    return clock.now() + (last.office - last.wall)


def as_known_now(clock: Clock, then: Reading, now: datetime) -> datetime:
    """The moment of an older reading in the light of what the office's time is known to be now.

    A moment of this start of the machine is told by its age, which no setting of a clock has changed.
    """
    if then.boot != clock.boot:
        return then.office
    return now - timedelta(seconds=clock.since_boot() - then.since_boot)
