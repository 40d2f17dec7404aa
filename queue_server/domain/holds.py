"""Visits that are set aside and will come back: when that is expected, and how long such a hold usually lasts.

A hold with an end comes back then. One without is expected to go on for as long as the office's open holds usually do,
however long it has lasted: nothing that is known of it says more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from queue_server.domain.hall import LineKey
from queue_server.domain.stepping import Arrival

USUAL_HOLD = 15 * 60.0
"""Seconds: somebody fetches a copy or a paper from home."""

PRIOR_HOLDS = 10.0
LONGEST_HOLD = 2 * 3600.0
"""A hold that lasted longer was forgotten, not long."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody set aside, with the place in line that is kept; `due` is when the hold ends by itself (seconds)."""

    visit_id: str
    key: LineKey
    place: float
    overtaken: int = 0
    due: float | None = None


def returning(held: Iterable[Held], usual: float, now: float, random: Random) -> list[Arrival]:
    """When each of these comes back, in order: drawn where no end was set. `usual`: see `usual_hold`."""
    back = [
        Arrival(
            max(one.due, now) if one.due is not None else now + random.expovariate(1.0 / usual),
            one.visit_id,
            one.key,
            one.place,
            one.overtaken,
        )
        for one in held
    ]
    return sorted(back, key=lambda arrival: arrival.at)


def usual_hold(lasted: Sequence[float]) -> float:
    """Seconds that a hold without an end lasts in the mean, from such holds of the past and what is usual elsewhere."""
    plausible = [min(max(one, 0.0), LONGEST_HOLD) for one in lasted]
    return (sum(plausible) + PRIOR_HOLDS * USUAL_HOLD) / (len(plausible) + PRIOR_HOLDS)
