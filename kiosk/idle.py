"""When nobody is there any more. Pure: the time is passed in, in seconds of any clock that never goes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil

from kiosk.state import Paper, Screen, State

PRINTED_TICKET_SECONDS = 20.0
UNPRINTED_TICKET_SECONDS = 90.0
"""Without paper the number on the screen is all there is: time to find a pen or a phone."""


class Phase(StrEnum):
    ACTIVE = "active"
    WARNING = "warning"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class IdleWatch:
    """`idle_seconds` of quiet, then `warning_seconds` of warning, then the visit is over.

    Who uses an aid or asks for time gets a multiple of the quiet time, and longer to read a ticket.
    """

    idle_seconds: float
    warning_seconds: float
    touched_at: float = 0.0

    def touched(self, now: float) -> IdleWatch:
        return replace(self, touched_at=now)

    def phase(self, state: State, now: float) -> Phase:
        if _never_idle(state):
            return Phase.ACTIVE
        quiet = now - self.touched_at
        if quiet >= self._limit(state):
            return Phase.OVER
        return Phase.WARNING if _warns(state) and quiet >= self._quiet_time(state) else Phase.ACTIVE

    def seconds_left(self, state: State, now: float) -> int:
        """Whole seconds until the visit is over, rounded up; never below zero."""
        return max(0, ceil(self._limit(state) - (now - self.touched_at)))

    def _limit(self, state: State) -> float:
        if state.screen is Screen.TICKET and state.attempt:
            shown = PRINTED_TICKET_SECONDS if state.attempt.paper is Paper.PRINTED else UNPRINTED_TICKET_SECONDS
            return shown * state.comfort.time_factor
        return self._quiet_time(state) + self.warning_seconds

    def _quiet_time(self, state: State) -> float:
        return self.idle_seconds * state.comfort.time_factor


def _never_idle(state: State) -> bool:
    is_printing = state.attempt is not None and state.attempt.paper is Paper.PRINTING
    return state.screen is Screen.ISSUING or (state.screen is Screen.TICKET and is_printing)


def _warns(state: State) -> bool:
    """A ticket shows its own countdown; the screens before a visit have nothing to lose but the language."""
    return not state.is_waiting_for_people and state.screen is not Screen.TICKET
