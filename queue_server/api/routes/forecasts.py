"""How right the forecasts were."""

from __future__ import annotations

from queue_server.api.days import QUERY, query_days
from queue_server.api.endpoint import MANAGERS, Answer, Asked, Routes
from queue_server.contract import reports
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.calibration import errors_of
from queue_server.store import forecasts

routes = Routes("forecasts")


@routes.add(
    "GET /reports/forecast",
    MANAGERS,
    {200: reports.ForecastErrors},
    problems=(P.INVALID_FIELDS,),
    query=QUERY,
)
def get_forecast_errors(asked: Asked) -> Answer:
    """What tickets said against what came, from one business date to another, both counted; today if none is named."""
    parts = asked.backend
    office = parts.wire.catalog.office
    first, last = query_days(office.business_date(parts.clock.now()))
    found = errors_of(parts.aside.run(lambda db: forecasts.outcomes(db, office.id, first, last)))
    return reports.ForecastErrors(
        first=first,
        last=last,
        count=found.count if found else 0,
        mean_absolute_error_seconds=found.mean_absolute if found else None,
        bias_seconds=found.bias if found else None,
        coverage_80=found.coverage if found else None,
    )
