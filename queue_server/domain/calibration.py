"""How right forecasts were, and by how much their intervals should be widened or narrowed because of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

ENOUGH = 50
"""Fewer simulated forecasts than this say nothing about intervals."""

DOUBT = 100.0
"""So many forecasts weigh as much as the belief that the simulation's own intervals are right."""

NARROWEST, WIDEST = 0.5, 3.0
INSIDE = 0.8
SHORTEST_HALF = 15.0
"""Seconds. Half an interval that is shorter says "at once", and no factor makes that wider."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast with the wait that came of it, in seconds. `scale`: None for a quick estimate."""

    median: float
    low: float
    high: float
    actual: float
    scale: float | None


@dataclass(frozen=True, slots=True)
class Errors:
    """Seconds. `bias` is what people were told less what came: above zero, they were told too much."""

    count: int
    mean_absolute: float
    bias: float
    coverage: float


def errors_of(outcomes: Sequence[Outcome]) -> Errors | None:
    """None when there is nothing to judge."""
    if not outcomes:
        return None
    count = len(outcomes)
    return Errors(
        count,
        sum(abs(one.median - one.actual) for one in outcomes) / count,
        sum(one.median - one.actual for one in outcomes) / count,
        sum(one.low <= one.actual <= one.high for one in outcomes) / count,
    )


def scale_of(outcomes: Sequence[Outcome]) -> float:
    """The factor on the simulation's own half-widths with which four in five of these waits would have lain inside.

    1 until there are enough; near 1 while there are few.
    """
    needed = sorted(found for one in outcomes if (found := _needed(one)) is not None)
    if len(needed) < ENOUGH:
        return 1.0
    count = len(needed)
    # The rank of conformal prediction: a new one lies inside with at least this chance.
    at = needed[min(int(INSIDE * (count + 1)), count - 1)]
    trust = count / (count + DOUBT)
    return min(max(exp(trust * log(max(at, NARROWEST / 2))), NARROWEST), WIDEST)


def _needed(one: Outcome) -> float | None:
    """The factor that would just have reached what came true, the interval's own scale taken out."""
    if one.scale is None:
        return None
    late = one.actual > one.median
    half = (one.high - one.median if late else one.median - one.low) / one.scale
    return abs(one.actual - one.median) / half if half >= SHORTEST_HALF else None
