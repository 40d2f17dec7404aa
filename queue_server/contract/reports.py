"""Figures over days, as a supervisor reads them. Durations are in seconds and exact: nothing is rounded to minutes."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from queue_server.contract.common import Channel, Instant, Names, Seconds, Wire


class MeasuresBy(StrEnum):
    SERVICE = "service"
    COUNTER = "counter"
    CLASS_GROUP = "class_group"
    HALF_HOUR = "half_hour"


class Spread(Wire):
    """What is told of `count` spans; null where there is none. A percentile is a span that somebody had (nearest
    rank). `share_within` is `within_target / count`, from 0 to 1.
    """

    count: int
    within_target: int
    share_within: float | None
    mean_seconds: Seconds | None
    p50_seconds: Seconds | None
    p90_seconds: Seconds | None
    p95_seconds: Seconds | None
    worst_seconds: Seconds | None


class RunningWaits(Wire):
    """Waits that no answered call has ended yet; they are in no spread."""

    count: int
    over_target: int
    worst_seconds: Seconds | None


class Endings(Wire):
    """How many ended how. By the close of the day: `unserved` were still to be called, `left_open` were held or being
    served and nobody said that they were done.
    """

    served: int
    no_show: int
    cancelled: int
    unserved: int
    left_open: int
    open: int


class LegFigures(Wire):
    """Legs: one for each service that a visit was sent to. `wait` is of the calls that were answered, against the
    target of each service; `service` is of the legs served, against the handling target.
    """

    legs: int
    endings: Endings
    wait: Spread
    service: Spread
    running: RunningWaits


class VisitFigures(Wire):
    """Whole visits. `wait` and `handling` are of the completed ones, all legs together; a visit's wait is within the
    target if the wait of each of its legs was.
    """

    visits: int
    endings: Endings
    wait: Spread
    handling: Spread


class MeasuresGroup(Wire):
    """`key` is a service, a counter (null: not called yet), `priority` or `ordinary`, or the half-hour in which the
    wait began, such as `07:30` in the office's own time. `name` is empty where the key says it all; a
    service has its target.
    """

    key: str | None
    name: Names
    wait_target_seconds: Seconds | None
    figures: LegFigures


class Measures(Wire):
    """From `first_date` to `last_date`, both counted, as of `at`. `complete` is false if some of the days are known
    from their seals alone: of `sealed_dates` percentiles are right to the minute and all else is exact;
    `unknown_dates` were sealed without figures and are not counted.
    """

    first_date: date
    last_date: date
    at: Instant
    by: MeasuresBy
    complete: bool
    sealed_dates: list[date]
    unknown_dates: list[date]
    wait_target_seconds: Seconds
    handling_target_seconds: Seconds
    visits: VisitFigures
    total: LegFigures
    groups: list[MeasuresGroup]


class ForecastErrors(Wire):
    """How right the tickets were from `first` to `last`, both business dates counted: `count` of those whose call is
    known by now. `bias_seconds` above zero: people were told too much. `coverage_80`: the share of waits inside the
    interval. Null where nothing can be judged.
    """

    first: date
    last: date
    count: int
    mean_absolute_error_seconds: Seconds | None
    bias_seconds: float | None
    coverage_80: float | None


class ChannelCount(Wire):
    """How many visits of a business date came to a service by a channel. A visit counts once, for its first service."""

    business_date: date
    service_id: str
    name: Names
    channel: Channel
    visits: int


class Channels(Wire):
    """From `first_date` to `last_date`, both counted, by day, service and channel; only what is not 0, and only days
    whose visits are still kept.
    """

    first_date: date
    last_date: date
    counts: list[ChannelCount]
