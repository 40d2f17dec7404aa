"""What goes through the pipe: first the office, pickled by the server itself, then one line of JSON each way."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from queue_server.domain.advice import Advice, Prospect
from queue_server.domain.catalog import Catalog
from queue_server.domain.forecast import Forecast
from queue_server.domain.foreseen import Foreseen, Newcomer


@dataclass(frozen=True, slots=True)
class Start:
    """What the worker must know before the first question."""

    catalog: Catalog
    database: Path
    log_level: str


@dataclass(frozen=True, slots=True)
class Question:
    """How will it go on from `now`? The server's own clock counts."""

    now: datetime


def write_question(question: Question) -> bytes:
    return _line({"now": question.now.isoformat()})


def read_question(line: bytes) -> Question:
    return Question(datetime.fromisoformat(json.loads(line)["now"]))


def write_answer(answer: Foreseen) -> bytes:
    return _line(
        {
            "seq": answer.seq,
            "as_of": answer.as_of.isoformat(),
            "scale": answer.scale,
            "prospect": None if answer.prospect is None else asdict(answer.prospect),
            "visits": {visit_id: _seconds(found) for visit_id, found in answer.visits.items()},
            "newcomers": [
                [service_id, priority, _seconds(one.forecast), None if one.quick is None else one.quick.total_seconds()]
                for (service_id, priority), one in answer.newcomers.items()
            ],
        }
    )


def read_answer(line: bytes) -> Foreseen:
    """Raises ValueError when the line is no whole answer: its writer died over it."""
    try:
        return _answer(json.loads(line))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no answer: {line[:80]!r}") from error


def _answer(found: dict[str, Any]) -> Foreseen:
    return Foreseen(
        found["seq"],
        datetime.fromisoformat(found["as_of"]),
        {visit_id: _forecast(spans) for visit_id, spans in found["visits"].items()},
        {
            (service_id, priority): Newcomer(_forecast(spans), None if quick is None else timedelta(seconds=quick))
            for service_id, priority, spans, quick in found["newcomers"]
        },
        found["scale"],
        _prospect(found["prospect"]),
    )


def _prospect(found: dict[str, Any] | None) -> Prospect | None:
    if found is None:
        return None
    advice = found["advice"]
    told = Advice(**{**advice, "counter_ids": tuple(advice["counter_ids"])}) if advice else None
    return Prospect(found["people"], found["share"], found["wait"], told)


def _line(message: dict[str, Any]) -> bytes:
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def _seconds(forecast: Forecast | None) -> list[float] | None:
    if forecast is None:
        return None
    return [span.total_seconds() for span in (forecast.median, forecast.low, forecast.high)]


def _forecast(seconds: list[float] | None) -> Forecast | None:
    return None if seconds is None else Forecast(*(timedelta(seconds=one) for one in seconds))
