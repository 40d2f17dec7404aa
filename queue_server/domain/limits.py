"""From when on the supervisor is told: an office may set each of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """When an alert is raised. The targets themselves (15 minutes to wait, 30 to serve) are the office's, not here.

    `late_share`: of the next hour's people more than this would wait beyond the target. `goal_share`: within the
    target, what an advice aims at. `lead`: what a clerk needs to be at a counter. `nearly_late`: before the target of a
    visit. `idle`: a counter calls nobody though people wait for it. `silent`: it calls nobody at all.
    """

    late_share: float = 0.10
    goal_share: float = 0.95
    lead: timedelta = timedelta(minutes=10)
    nearly_late: timedelta = timedelta(minutes=3)
    idle: timedelta = timedelta(minutes=3)
    silent: timedelta = timedelta(minutes=30)
