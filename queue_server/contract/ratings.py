"""Ratings on the wire. What is told of them never leads to a visit or a person."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from queue_server.contract.answers import ServiceRef
from queue_server.contract.commands import PaperCode
from queue_server.contract.common import Command, Instant, Names, Wire


class RatingReason(StrEnum):
    WAITED_LONG = "waited_long"
    UNCLEAR = "unclear"
    MANNER = "manner"
    PAPERS_AGAIN = "papers_again"
    NOT_DONE = "not_done"


class Rate(Command):
    """`score` from 1 (worst) to 5 (best); `reasons` are kept of 1 and 2 alone."""

    code: PaperCode
    score: Annotated[int, Field(ge=1, le=5)]
    reasons: Annotated[list[RatingReason], Field(max_length=5)] = []


class OpenRating(Command):
    """Ask whether a code opens a rating, before anybody is asked for faces."""

    code: PaperCode


class RatedVisit(Wire):
    """What a code rates: enough for a citizen to know the visit again."""

    ticket_number: str
    business_date: date
    service: ServiceRef


class RatingFigures(Wire):
    """`scores` counts from 1 to 5. `mean` is from 1 to 5, `satisfied` the share of 4 and 5; null without any."""

    count: int
    mean: float | None
    satisfied: float | None
    scores: list[int]
    reasons: dict[RatingReason, int]


class RatingGroup(Wire):
    """`key` is a service, a counter or a business date."""

    key: str
    name: Names
    figures: RatingFigures


class Ratings(Wire):
    """Of the visits from `first_date` to `last_date`, both counted. `by_counter` is for supervisors alone (else null)
    and leaves out counters with fewer than `fewest_of_a_counter` ratings.
    """

    first_date: date
    last_date: date
    at: Instant
    fewest_of_a_counter: int
    total: RatingFigures
    by_service: list[RatingGroup]
    by_day: list[RatingGroup]
    by_counter: list[RatingGroup] | None
