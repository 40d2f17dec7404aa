"""The figures of a closed day as its seal keeps them: counts and sums exactly, single spans by the whole minute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from queue_server.domain.figures import By, Figures, LegTally, Spans, VisitTally
from queue_server.domain.measures import Ending

MINUTE = timedelta(minutes=1)
MICROSECOND = timedelta(microseconds=1)

Plain = dict[str, Any]


def to_plain(figures: Figures) -> Plain:
    visits, groups = figures.visits, figures.groups
    return {
        "visits": {
            "endings": _endings(visits.endings),
            "waits": _spans(visits.waits),
            "handling": _spans(visits.handling),
        },
        "total": _tally(figures.total),
        "groups": {by.value: {key: _tally(tally) for key, tally in groups[by].items()} for by in groups},
    }


def from_plain(plain: Plain) -> Figures:
    """What `to_plain` wrote, each span put into the middle of its minute."""
    visits = plain["visits"]
    return Figures(
        VisitTally(_read_endings(visits["endings"]), _read_spans(visits["waits"]), _read_spans(visits["handling"])),
        _read_tally(plain["total"]),
        {By(by): {key: _read_tally(tally) for key, tally in groups.items()} for by, groups in plain["groups"].items()},
    )


def _tally(tally: LegTally) -> Plain:
    return {
        "endings": _endings(tally.endings),
        "waits": _spans(tally.waits),
        "services": _spans(tally.services),
    }


def _endings(endings: Mapping[Ending, int]) -> dict[str, int]:
    return {ending.value: count for ending, count in endings.items() if count}


def _spans(spans: Spans) -> Plain:
    minutes = Counter(span // MINUTE for span in spans.values)
    return {
        "count": spans.count,
        "within": spans.within,
        "total_us": spans.total // MICROSECOND,
        "worst_us": spans.worst // MICROSECOND,
        "minutes": {str(minute): minutes[minute] for minute in sorted(minutes)},
    }


def _read_tally(plain: Plain) -> LegTally:
    return LegTally(
        endings=_read_endings(plain["endings"]),
        waits=_read_spans(plain["waits"]),
        services=_read_spans(plain["services"]),
    )


def _read_endings(plain: Mapping[str, int]) -> dict[Ending, int]:
    return {ending: plain.get(ending.value, 0) for ending in Ending}


def _read_spans(plain: Plain) -> Spans:
    values = [span for minute, count in plain["minutes"].items() for span in [(int(minute) + 0.5) * MINUTE] * count]
    return Spans(
        plain["count"], plain["within"], plain["total_us"] * MICROSECOND, plain["worst_us"] * MICROSECOND, values
    )
