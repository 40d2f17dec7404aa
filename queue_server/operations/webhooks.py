"""How far a receiver was told, and that people are told when it cannot be."""

from __future__ import annotations

from datetime import timedelta

from queue_server.domain.alerts import Condition, Fact, Kind
from queue_server.operations import alerts
from queue_server.operations.work import Work
from queue_server.store import alerts as stored_alerts
from queue_server.store import webhooks as stored
from queue_server.store.alerts import AlertRow
from queue_server.store.webhooks import Cursor

PATIENCE = timedelta(minutes=5)
"""A receiver that is started anew need not alarm anybody."""


def begin(work: Work, receiver: str) -> Cursor:
    """From where on to send: a receiver that is new hears nothing of what was before it."""
    stored.begin(work.db, work.office_id, receiver, work.head.seq)
    return stored.cursor(work.db, work.office_id, receiver)


def delivered(work: Work, receiver: str, seq: int) -> None:
    """It has taken everything up to `seq`. An alert that it failed is over, unless somebody must still be told what was
    dropped: that one stands until it is accepted.
    """
    stored.move(work.db, work.office_id, receiver, seq)
    alert = _standing(work, receiver)
    if alert is not None and (alert.accepted_at or not stored.cursor(work.db, work.office_id, receiver).given_up):
        stored.forget_dropped(work.db, work.office_id, receiver)
        alerts.clear_alert(work, alert)


def failed(work: Work, receiver: str, name: str) -> None:
    """It did not take what it was sent. `name` is what people know it by."""
    stored.fail(work.db, work.office_id, receiver, work.now)
    since = stored.cursor(work.db, work.office_id, receiver).failing_since
    if since is not None and work.now - since >= PATIENCE:
        _alert(work, receiver, name)


def gave_up(work: Work, receiver: str, name: str, seq: int) -> None:
    """The event `seq` is too old to be sent."""
    stored.drop(work.db, work.office_id, receiver, seq)
    _alert(work, receiver, name)


def _alert(work: Work, receiver: str, name: str) -> None:
    if _standing(work, receiver) is None:
        given_up = stored.cursor(work.db, work.office_id, receiver).given_up
        facts: dict[str, Fact] = {"receiver": name, "given_up": given_up}
        alerts.raise_alert(work, Condition(Kind.WEBHOOK_FAILED, receiver, facts))


def _standing(work: Work, receiver: str) -> AlertRow | None:
    key = Kind.WEBHOOK_FAILED, receiver
    return next((row for row in stored_alerts.standing(work.db, work.office_id) if row.key == key), None)
