"""Rating a visit by the code on its ticket, once and without a trace to it; and what the ratings add up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from secrets import token_bytes

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.ratings import FEWEST_OF_A_COUNTER, OPEN_FOR, Rating, RatingReason, Tally
from queue_server.domain.visit import State, Visit
from queue_server.operations.work import Work
from queue_server.store import ratings as stored
from queue_server.store import visits
from queue_server.store.database import Connection

RATED = frozenset({State.COMPLETED, State.NO_SHOW, State.CANCELLED})


@dataclass(frozen=True, slots=True)
class Said:
    """What a citizen said. `reasons` of a high score are not kept."""

    score: int
    reasons: tuple[RatingReason, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Tallies over business dates. `by_counter` leaves out counters with too few ratings to hide anybody in."""

    total: Tally
    by_service: dict[str, Tally]
    by_day: dict[str, Tally]
    by_counter: dict[str, Tally]


def open_rating(work: Work, code: str) -> Visit:
    """The ended visit that this code rates. Raises Refused: unknown_rating_code, alike for a wrong, a used and an old
    one and for a visit that goes on.
    """
    visit = visits.of_rating_code(work.db, code)
    if visit is None or visit.state not in RATED or work.today - visit.business_date > OPEN_FOR:
        raise Refused(Refusal.UNKNOWN_RATING_CODE)
    return visit


def rate(work: Work, code: str, said: Said) -> None:
    """Keep what was said and forget the code: what is kept names no visit. Raises Refused: unknown_rating_code."""
    visit = open_rating(work, code)
    visits.forget_rating_code(work.db, visit.visit_id)
    rating = Rating(visit.business_date, visit.leg.service_id, visit.leg.counter_id, said.score, said.reasons)
    stored.add(work.db, work.office_id, rating, sha256(token_bytes(32)).digest(), work.today)


def report(db: Connection, office_id: str, first: date, last: date) -> Report:
    """From one business date to another, both counted."""
    found = stored.between(db, office_id, first, last)
    total = Tally()
    for one in found:
        total.add(one)
    by_counter = _by(found, lambda one: one.counter_id)
    return Report(
        total,
        _by(found, lambda one: one.service_id),
        _by(found, lambda one: one.business_date.isoformat()),
        {counter_id: tally for counter_id, tally in by_counter.items() if tally.count >= FEWEST_OF_A_COUNTER},
    )


def _by(ratings: list[Rating], key: Callable[[Rating], str | None]) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for one in ratings:
        of = key(one)
        if of is not None:
            found.setdefault(of, Tally()).add(one)
    return found
