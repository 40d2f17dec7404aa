"""The sentences of a ticket, in one language at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from math import floor

from hardware.document.layout import Show, Words
from hardware.document.ticket_data import Names, TicketData


def languages_on(ticket: TicketData, written: frozenset[str]) -> tuple[str, ...]:
    """The languages a ticket is printed in, Vietnamese always first; only those the layout has words for."""
    return ("vi", ticket.language) if ticket.language != "vi" and ticket.language in written else ("vi",)


def sentences(show: Show, ticket: TicketData, language: str, words: Words) -> tuple[str, ...]:
    """What a block of text says on this ticket; empty when it has nothing to say."""
    labels = words.labels
    match show:
        case Show.OFFICE:
            return (name_in(ticket.office, language),)
        case Show.REPRINT | Show.PRIORITY | Show.OFFLINE:
            wanted = {Show.REPRINT: ticket.reprint, Show.PRIORITY: ticket.priority, Show.OFFLINE: ticket.offline}
            return (labels[show],) if wanted[show] else ()
        case Show.FOLLOW:
            return (labels["scan" if ticket.tracking_url else "watch"],)
        case Show.SERVICE:
            return _services(ticket, language, labels["service_of_many"])
        case _ if show in _COMPUTED:
            return _COMPUTED[show](ticket, words)
        case _:
            return (labels[show],)


def name_in(names: Names, language: str) -> str:
    return names.get(language) or names["vi"]


def rounded_wait(low: timedelta, high: timedelta) -> tuple[int, int]:
    """Round a wait to minutes people use: single ones below 10, fives below an hour, tens above."""
    longest = high.total_seconds() / 60
    step = 1 if longest < 10 else 5 if longest < 60 else 10
    return _nearest(low, step), max(step, _nearest(high, step))


def _nearest(wait: timedelta, step: int) -> int:
    return floor(wait.total_seconds() / 60 / step + 0.5) * step


def _services(ticket: TicketData, language: str, of_many: str) -> tuple[str, ...]:
    names = [name_in(service, language) for service in ticket.services]
    if len(names) == 1:
        return (names[0],)
    return tuple(of_many.format(position=position, service=name) for position, name in enumerate(names, start=1))


def _ahead(ticket: TicketData, words: Words) -> tuple[str, ...]:
    ahead = ticket.ahead
    if ahead is None:
        return ()
    key = {0: "ahead_none", 1: "ahead_one"}.get(ahead, "ahead")
    return (words.labels[key].format(ahead=ahead),)


SHORT_WAIT = 5
"""Below this many minutes a range says no more than "less than five"."""


def _wait(ticket: TicketData, words: Words) -> tuple[str, ...]:
    if ticket.wait is None:
        return (words.labels["offline_wait" if ticket.offline else "wait_unknown"],)
    low, high = rounded_wait(*ticket.wait)
    if high <= SHORT_WAIT or low == 0:
        return (words.labels["wait_short"].format(high=max(high, SHORT_WAIT)),)
    key = "wait_about" if low >= high else "wait_range"
    return (words.labels[key].format(low=low, high=high),)


def _counters(ticket: TicketData, words: Words) -> tuple[str, ...]:
    if not ticket.counters:
        return ()
    key = "counter" if len(ticket.counters) == 1 else "counters"
    return (words.labels[key].format(counters=", ".join(ticket.counters)),)


def _appointment(ticket: TicketData, words: Words) -> tuple[str, ...]:
    if ticket.appointment_at is None:
        return ()
    return (words.labels[Show.APPOINTMENT].format(time=f"{ticket.appointment_at:%H:%M}"),)


def _rating(ticket: TicketData, words: Words) -> tuple[str, ...]:
    """The digits in two groups, as people read them."""
    code = ticket.rating_code
    return (words.labels[Show.RATING].format(code=f"{code[:4]} {code[4:]}"),) if code else ()


def _time(ticket: TicketData, words: Words) -> tuple[str, ...]:
    at = ticket.issued_at
    said = words.labels["time"].format(
        time=f"{at:%H:%M}",
        day=f"{at.day:02d}",
        month=f"{at.month:02d}",
        month_name=words.months[at.month - 1] if words.months else "",
        year=at.year,
    )
    return (said,)


_COMPUTED: Mapping[Show, Callable[[TicketData, Words], tuple[str, ...]]] = {
    Show.AHEAD: _ahead,
    Show.WAIT: _wait,
    Show.COUNTERS: _counters,
    Show.APPOINTMENT: _appointment,
    Show.RATING: _rating,
    Show.TIME: _time,
}
