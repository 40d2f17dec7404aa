"""Moments as the database keeps them: RFC 3339 in UTC, six decimals, Z. They sort as text."""

from __future__ import annotations

from datetime import datetime, timedelta


def to_text(moment: datetime) -> str:
    """`moment` is aware and in UTC, as the clock gives it."""
    return moment.isoformat(timespec="microseconds")[:-6] + "Z"


def from_text(text: str) -> datetime:
    return datetime.fromisoformat(text)


def optional_text(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)


def optional_moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def optional_seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()


def optional_span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
