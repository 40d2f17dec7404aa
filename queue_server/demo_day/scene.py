"""What those who come and the clerks of a replayed day have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

from queue_server.client import ProblemAnswered, QueueClient
from queue_server.contract.answers import VisitAtCounter
from queue_server.demo_day.pace import Pace, Tally
from queue_server.demo_day.plan import PlannedVisit, Turn

NORMAL_REFUSALS = (409, 429, 503)
Answer = TypeVar("Answer")


@dataclass(slots=True)
class Guest:
    """A visit that is not ended: its plan, what is still to happen, and how much of its service is still to do."""

    plan: PlannedVisit
    turn: Turn
    rest: timedelta
    is_at_desk: bool = False
    is_away: bool = False

    @classmethod
    def of(cls, plan: PlannedVisit) -> Guest:
        return cls(plan, plan.turn, plan.service_time)


@dataclass(slots=True)
class Scene:
    """The staff's line to the server, the pace of the day, its tally, and who is in the hall, by visit id."""

    staff: QueueClient
    pace: Pace
    tally: Tally
    guests: dict[str, Guest] = field(default_factory=dict)

    def ask(self, ask: Callable[[], Answer]) -> Answer | None:
        """The answer, or None when the server said no in one of the ways that a living hall brings about."""
        try:
            return ask()
        except ProblemAnswered as refusal:
            if refusal.problem.status not in NORMAL_REFUSALS:
                raise
            self.tally.refused += 1
            return None

    def move(self, visit_id: str, verb: str, body: dict[str, Any] | None = None) -> VisitAtCounter | None:
        """Do `verb` to a visit; None when that is refused."""
        return self.ask(partial(self.staff.visit_verb, visit_id, verb, body))
