"""Feedback and petitions (PAKN) on the wire: taken in here, answered elsewhere."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from queue_server.contract.commands import RequestId
from queue_server.contract.common import Command, Id, Instant, Names, Wire


class FeedbackState(StrEnum):
    RECEIVED = "received"
    HANDED_OVER = "handed_over"
    CLOSED = "closed"


class SendFeedback(Command):
    """`request_id` is chosen by the sender and kept through its retries: the same id is the same petition.
    `text` is the citizen's own words; how to be reached may stand in them. It is sealed before it is kept.
    """

    request_id: RequestId
    class_code: Id
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class HandOverFeedback(Command):
    pass


class CloseFeedback(Command):
    pass


class FeedbackClass(Wire):
    """`working_days` is within what it is answered; `source` names the rule that says so."""

    code: str
    name: Names
    working_days: int
    source: str


class FeedbackClassList(Wire):
    """`address`: where feedback is taken officially, to be shown beside; empty where the office takes none here."""

    address: Names
    classes: list[FeedbackClass]


class FeedbackReceived(Wire):
    """What the citizen keeps: eight digits, the last day for the answer, and the official address."""

    reference: str
    due_date: date
    address: Names


class Feedback(Wire):
    """For supervisors. `text` is null when the key it was sealed with is gone."""

    feedback_id: str
    reference: str
    feedback_class: FeedbackClass
    text: str | None
    received_at: Instant
    due_date: date
    overdue: bool
    state: FeedbackState
    handed_over_at: Instant | None = None
    closed_at: Instant | None = None


class FeedbackAnswer(Wire):
    """Where it stands after a step; its text is in the list alone."""

    feedback_id: str
    reference: str
    state: FeedbackState
    due_date: date


class FeedbackList(Wire):
    """The open ones by their due date, then the closed ones, the latest first."""

    feedback: list[Feedback]
