"""What a ticket says, read from the server's answer to a started visit."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from hardware.faults import SetupError

Names = Mapping[str, str]
"""A name by language; `vi` is always there."""


class TicketDataError(SetupError):
    """The answer lacks something a ticket must show; the message lists every key."""


@dataclass(frozen=True, slots=True)
class TicketData:
    """One ticket. `issued_at` and `appointment_at` are in the office's own time zone; `wait` is its low and high end.

    `offline`: given while the server was away, so a clerk must see it. `rating_code` is eight digits that rate the
    visit afterwards.
    """

    number: str
    office: Names
    services: tuple[Names, ...]
    counters: tuple[str, ...]
    ahead: int | None
    wait: tuple[timedelta, timedelta] | None
    issued_at: datetime
    priority: bool
    language: str
    tracking_url: str | None
    reprint: bool = False
    offline: bool = False
    appointment_at: datetime | None = None
    rating_code: str | None = None

    @classmethod
    def from_answer(cls, answer: Mapping[str, Any], *, reprint: bool = False) -> TicketData:
        """Read the JSON of `TicketIssued`; keys it does not know are passed over.

        Raises `TicketDataError` naming every key that is missing or of the wrong type.
        """
        reader = _Reader(answer)
        ticket = cls(
            number=reader.text("ticket_number"),
            office=reader.names("office.name"),
            services=_services(reader),
            counters=reader.texts("counters"),
            ahead=reader.count_or_none("ahead"),
            wait=_wait(reader),
            issued_at=_local_time(reader),
            priority=reader.flag("priority"),
            language=reader.text("language"),
            tracking_url=reader.text_or_none("tracking_url"),
            reprint=reprint,
            offline=bool(reader.value("offline", default=False)),
            appointment_at=_slot(reader),
            rating_code=reader.text("rating_code") if reader.value("rating_code", default=None) else None,
        )
        if reader.mistakes:
            raise TicketDataError("the ticket cannot be drawn: " + "; ".join(reader.mistakes))
        return ticket


def _services(reader: _Reader) -> tuple[Names, ...]:
    legs = reader.value("legs", default=())
    if isinstance(legs, Sequence) and len(legs) > 1:
        return tuple(reader.names(f"legs.{index}.service.name") for index in range(len(legs)))
    return (reader.names("service.name"),)


def _wait(reader: _Reader) -> tuple[timedelta, timedelta] | None:
    if reader.value("forecast") is None:
        return None
    return reader.duration("forecast.low_seconds"), reader.duration("forecast.high_seconds")


def _slot(reader: _Reader) -> datetime | None:
    return _local_time(reader, "appointment_at") if reader.value("appointment_at", default=None) else None


def _local_time(reader: _Reader, key: str = "issued_at") -> datetime:
    zone_name, moment = reader.text("time_zone"), reader.text(key)
    try:
        issued_at = datetime.fromisoformat(moment)
    except ValueError:
        reader.complain(key, "is not a time in RFC 3339")
        return datetime.min.replace(tzinfo=UTC)
    if issued_at.tzinfo is None:
        reader.complain(key, "has no offset from UTC")
        return issued_at
    try:
        return issued_at.astimezone(ZoneInfo(zone_name))
    except (ZoneInfoNotFoundError, ValueError):
        reader.complain("time_zone", f"{zone_name!r} is not a time zone")
        return issued_at


_ABSENT = object()


class _Reader:
    """Reads dotted keys and gathers what is wrong instead of stopping at the first."""

    def __init__(self, answer: Mapping[str, Any]) -> None:
        self._answer = answer
        self.mistakes: list[str] = []

    def complain(self, key: str, what: str) -> None:
        if not any(mistake.startswith(f"{key} ") for mistake in self.mistakes):
            self.mistakes.append(f"{key} {what}")

    def value(self, key: str, default: object = _ABSENT) -> Any:
        node: Any = self._answer
        for part in key.split("."):
            if isinstance(node, Mapping) and part in node:
                node = node[part]
            elif part.isdigit() and isinstance(node, Sequence) and int(part) < len(node):
                node = node[int(part)]
            else:
                if default is _ABSENT:
                    self.complain(key, "is missing")
                    return None
                return default
        return node

    def text(self, key: str) -> str:
        value = self.value(key)
        if not isinstance(value, str) or not value.strip():
            self.complain(key, "must be text")
            return ""
        return printable(value)

    def text_or_none(self, key: str) -> str | None:
        return None if self.value(key) is None else self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.value(key, default=())
        if isinstance(value, str) or not isinstance(value, Sequence):
            self.complain(key, "must be a list of texts")
            return ()
        return tuple(printable(str(item)) for item in value)

    def names(self, key: str) -> Names:
        value = self.value(key)
        if not isinstance(value, Mapping) or not isinstance(value.get("vi"), str) or not value["vi"].strip():
            self.complain(key, "must hold a name in `vi`")
            return {"vi": ""}
        return {str(language): printable(str(name)) for language, name in value.items() if name}

    def flag(self, key: str) -> bool:
        value = self.value(key)
        if not isinstance(value, bool):
            self.complain(key, "must be true or false")
        return bool(value)

    def count_or_none(self, key: str) -> int | None:
        value = self.value(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.complain(key, "must be a whole number from 0")
            return None
        return value

    def duration(self, key: str) -> timedelta:
        value = self.value(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 10**7:
            self.complain(key, "must be seconds from 0")
            return timedelta()
        return timedelta(seconds=value)


def printable(text: str) -> str:
    """Compose accents, join blanks to one, and drop what has no shape on paper."""
    composed = unicodedata.normalize("NFC", text)
    visible = (letter for letter in composed if letter.isspace() or unicodedata.category(letter)[0] != "C")
    return " ".join("".join(visible).split())
