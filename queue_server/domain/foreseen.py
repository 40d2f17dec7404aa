"""The last answer of the forecast, as the server keeps it: for everyone who waits, and for whoever would come now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from queue_server.domain.advice import Prospect
from queue_server.domain.catalog import ORDINARY
from queue_server.domain.forecast import Forecast

STALE_AFTER = timedelta(seconds=5)
"""An answer older than this is marked where it is shown, and gives no ticket its figure."""

WORTHLESS_AFTER = timedelta(minutes=1)
"""An answer older than this is not shown at all."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What somebody who came at `as_of` would have been told, and what the quick estimate said at that moment."""

    forecast: Forecast | None
    quick: timedelta | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """`visits` by id, `newcomers` by service and whether they come with priority.

    `as_of` is the moment of the hall that was played forward, `seq` its last event; `scale` by how much the office's
    own history widened the intervals. `prospect` is what the next hour brings, a few seconds older than the rest; None
    out of hours.
    """

    seq: int
    as_of: datetime
    visits: Mapping[str, Forecast | None]
    newcomers: Mapping[tuple[str, bool], Newcomer]
    scale: float = 1.0
    prospect: Prospect | None = None

    def is_stale(self, now: datetime) -> bool:
        # A clock that was set back makes an answer from the future: that one is not trusted either.
        return abs(now - self.as_of) > STALE_AFTER

    def is_worthless(self, now: datetime) -> bool:
        return abs(now - self.as_of) > WORTHLESS_AFTER

    def of_visit(self, visit_id: str, now: datetime) -> Forecast | None:
        """What this visit still has to wait, counted from `now`; None when that cannot be known."""
        found = self.visits.get(visit_id)
        return _moved(found, self.as_of - now) if found and not self.is_worthless(now) else None

    def of_service(self, service_id: str, now: datetime) -> Forecast | None:
        """What an ordinary visit of this service would be told; None when that cannot be known."""
        found = self.newcomers.get((service_id, False))
        return found.forecast if found and not self.is_worthless(now) else None

    def of_newcomer(self, service_id: str, priority_class: str, quick: Forecast | None) -> Forecast | None:
        """The answer of then, moved by what the quick estimate has changed since: those who came and were called.

        None when this answer cannot tell: the quick estimate must do.
        """
        found = self.newcomers.get((service_id, priority_class != ORDINARY))
        if found is None or found.forecast is None or found.quick is None or quick is None:
            return None
        return _moved(found.forecast, quick.median - found.quick)


def widened(forecast: Forecast, scale: float) -> Forecast:
    """The same median with an interval `scale` times as wide on either side."""
    low = forecast.median - (forecast.median - forecast.low) * scale
    high = forecast.median + (forecast.high - forecast.median) * scale
    return replace(forecast, low=max(low, timedelta(0)), high=high)


def _moved(forecast: Forecast, by: timedelta) -> Forecast:
    nothing = timedelta(0)
    return Forecast(*(max(span + by, nothing) for span in (forecast.median, forecast.low, forecast.high)))
