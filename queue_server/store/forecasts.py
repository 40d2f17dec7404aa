"""What citizens were told about their wait, beside what came true."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from queue_server.domain.calibration import Outcome
from queue_server.domain.forecast import Forecast
from queue_server.domain.visit import Visit
from queue_server.store.times import optional_seconds, to_text

INSERT = """
insert into forecast (visit_id, leg_no, made_at, ahead, median_seconds, low_seconds, high_seconds, scale)
values (?, ?, ?, ?, ?, ?, ?, ?)"""

CAME_TRUE = """
select forecast.median_seconds, forecast.low_seconds, forecast.high_seconds, forecast.actual_seconds, forecast.scale
from visit join forecast using (visit_id)
where visit.business_date between ? and ? and visit.office_id = ? and forecast.median_seconds is not null
  and forecast.actual_seconds is not null"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a ticket said. `scale` is that of a simulated forecast, None for a quick estimate or none at all."""

    ahead: int
    forecast: Forecast | None
    scale: float | None = None


def add(db: sqlite3.Connection, visit: Visit, at: datetime, told: Told) -> None:
    """Keep what the citizen was told, to be compared with what came true."""
    shown = told.forecast
    spans = (None, None, None) if shown is None else (shown.median, shown.low, shown.high)
    seconds = tuple(optional_seconds(span) for span in spans)
    db.execute(INSERT, (visit.visit_id, visit.leg_no, to_text(at), told.ahead, *seconds, told.scale))


def first(db: sqlite3.Connection, visit_id: str) -> Told | None:
    """What the ticket said: visits ahead, and the forecast if there was one. None: nobody was told anything."""
    row = db.execute("select * from forecast where visit_id = ? order by made_at limit 1", (visit_id,)).fetchone()
    if row is None:
        return None
    if row["median_seconds"] is None:
        return Told(row["ahead"], None)
    spans = (timedelta(seconds=row[name]) for name in ("median_seconds", "low_seconds", "high_seconds"))
    return Told(row["ahead"], Forecast(*spans), row["scale"])


def keep_outcome(db: sqlite3.Connection, visit: Visit, leg_no: int, called_at: datetime) -> None:
    """The call that was answered came then. Only the first one counts: later waits of a leg were not foretold."""
    db.execute(
        "update forecast set actual_seconds = max(0, round((julianday(?) - julianday(made_at)) * 86400, 3))"
        " where visit_id = ? and leg_no = ? and actual_seconds is null",
        (to_text(called_at), visit.visit_id, leg_no),
    )


def outcomes(db: sqlite3.Connection, office_id: str, first_day: date, last_day: date) -> list[Outcome]:
    """Every forecast of these business dates, both counted, whose wait is known."""
    rows = db.execute(CAME_TRUE, (first_day.isoformat(), last_day.isoformat(), office_id))
    return [Outcome(*tuple(row)) for row in rows]
