"""What a receiver is sent of an event: the event as the stream tells it, and its sentence in every language."""

from __future__ import annotations

import json
from collections.abc import Callable

from queue_server.api import wire
from queue_server.api.alert_texts import AlertTexts
from queue_server.contract.events import EventScope
from queue_server.domain.alerts import Kind
from queue_server.store.journal import Recorded


def delivery_id(recorded: Recorded) -> str:
    """The same through all attempts, and after a restart."""
    return f"{recorded.office_id}-{recorded.seq}"


def message_with(texts: AlertTexts) -> Callable[[Recorded], bytes]:
    """Writes the body for an event of an alert: JSON in UTF-8."""

    def write(recorded: Recorded) -> bytes:
        event = wire.event(recorded, EventScope.OFFICE).model_dump(mode="json")
        text = texts.say(Kind(str(recorded.fact.body["kind"])), recorded.fact.body)
        message = {"delivery": delivery_id(recorded), "event": event, "text": text}
        return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode()

    return write
