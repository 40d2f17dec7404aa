"""How right the forecasts were."""

from __future__ import annotations

from datetime import date

from flask import request

from queue_server.api.endpoint import MANAGERS, Answer, Asked, Routes, invalid
from queue_server.api.problems import ProblemFound
from queue_server.contract import answers
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.calibration import errors_of
from queue_server.store import forecasts

routes = Routes("forecasts")
DATE = {"type": "string", "format": "date"}
MOST_DAYS = 366


@routes.add(
    "GET /reports/forecast",
    MANAGERS,
    {200: answers.ForecastErrors},
    problems=(P.INVALID_FIELDS,),
    query={"from": DATE, "to": DATE},
)
def get_forecast_errors(asked: Asked) -> Answer:
    """What tickets said against what came, from one business date to another, both counted; today if none is named."""
    parts = asked.backend
    office = parts.wire.catalog.office
    last = _date("to", office.business_date(parts.clock.now()))
    first = _date("from", last)
    if not 0 <= (last - first).days < MOST_DAYS:
        raise _invalid("from", f"{MOST_DAYS} days at most, <= {last}")
    found = errors_of(parts.aside.run(lambda db: forecasts.outcomes(db, office.id, first, last)))
    return answers.ForecastErrors(
        first=first,
        last=last,
        count=found.count if found else 0,
        mean_absolute_error_seconds=found.mean_absolute if found else None,
        bias_seconds=found.bias if found else None,
        coverage_80=found.coverage if found else None,
    )


def _date(name: str, default: date) -> date:
    text = request.args.get(name)
    if text is None:
        return default
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise _invalid(name, "YYYY-MM-DD") from error
    # Python reads more forms than this one; two spellings of a day would be one too many.
    if found.isoformat() != text:
        raise _invalid(name, "YYYY-MM-DD")
    return found


def _invalid(field: str, message: str) -> ProblemFound:
    return invalid([{"field": field, "message": message}])
