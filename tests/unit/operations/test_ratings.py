"""Rating a visit by its ticket: once, when it is over, and without a way back from the rating to the visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.ratings import RatingReason
from queue_server.operations import ratings, serving, visits
from queue_server.operations.asker import Asker
from queue_server.operations.ratings import Said
from tests.support_office import SmallOffice

GOOD = Said(5, ())
BAD = Said(1, (RatingReason.WAITED_LONG, RatingReason.MANNER))


@pytest.fixture
def clerk(office: SmallOffice) -> Asker:
    one = office.person("an")
    office.open("1", one)
    return one


def served(office: SmallOffice, clerk: Asker, *services: str) -> visits.Ticket:
    """A ticket whose visit is over."""
    ticket = office.ticket(*services)
    for _ in services or ("births",):
        visit_id = office.call_next("1", clerk)
        office.serve(visit_id, clerk)
        office.run(lambda work, visit_id=visit_id: serving.complete(work, visit_id, clerk))
    return ticket


def rate(office: SmallOffice, code: str | None, said: Said = GOOD) -> None:
    office.run(lambda work: ratings.rate(work, str(code), said))


def is_refused(office: SmallOffice, code: str | None) -> bool:
    with pytest.raises(Refused) as refused:
        rate(office, code)
    return refused.value.code is Refusal.UNKNOWN_RATING_CODE


def report(office: SmallOffice) -> ratings.Report:
    return ratings.report(office.db, office.catalog.office.id, office.today(), office.today())


def test_a_visit_is_rated_once_and_only_when_it_is_over(office: SmallOffice, clerk: Asker):
    over, goes_on = served(office, clerk), office.ticket()
    assert is_refused(office, goes_on.rating_code)
    assert office.run(lambda work: ratings.open_rating(work, str(over.rating_code))).visit_id == over.visit.visit_id
    rate(office, over.rating_code)
    assert is_refused(office, over.rating_code)
    assert report(office).total.scores == {5: 1}


def test_a_code_is_good_for_a_week(office: SmallOffice, clerk: Asker):
    first, second = served(office, clerk), served(office, clerk)
    office.clock.advance(timedelta(days=7))
    rate(office, first.rating_code)
    office.clock.advance(timedelta(days=1))
    assert is_refused(office, second.rating_code)


def test_a_reprint_tells_the_same_code_until_it_was_used(office: SmallOffice, clerk: Asker):
    ticket = served(office, clerk)
    again = lambda: office.run(lambda work: visits.printed_ticket(work, ticket.visit, None)).rating_code  # noqa: E731
    assert again() == ticket.rating_code
    rate(office, ticket.rating_code)
    assert again() is None


def test_what_is_kept_of_a_rating_names_neither_the_visit_nor_the_moment(office: SmallOffice, clerk: Asker):
    ticket = served(office, clerk)
    rate(office, ticket.rating_code, BAD)
    [row] = [dict(one) for one in office.db.execute("select * from rating")]
    kept = {name: value for name, value in row.items() if name != "token_digest"}
    assert kept == {
        "office_id": "xa-nho",
        "business_date": "2026-03-02",
        "service_id": "births",
        "counter_id": "1",
        "score": 1,
        "reasons": '["waited_long", "manner"]',
        "rated_at": "2026-03-02",
    }
    whole = [dict(one) for one in office.db.execute("select * from visit")]
    assert not any(value == row["token_digest"] for visit in whole for value in visit.values())
    assert not [name for name in office.names() if "rat" in name]


def test_a_visit_of_two_services_is_rated_where_it_ended(office: SmallOffice, clerk: Asker):
    ticket = served(office, clerk, "births", "land")
    rate(office, ticket.rating_code)
    assert list(report(office).by_service) == ["land"]


def test_a_counter_is_told_of_once_its_ratings_hide_everyone(office: SmallOffice, clerk: Asker):
    for at in range(5):
        assert report(office).by_counter == {}
        rate(office, served(office, clerk).rating_code, BAD if at else GOOD)
    tally = report(office).by_counter["1"]
    assert (tally.count, tally.mean, tally.satisfied) == (5, 1.8, 0.2)
    assert tally.reasons == {RatingReason.WAITED_LONG: 4, RatingReason.MANNER: 4}


def test_codes_are_eight_digits_and_never_shared(office: SmallOffice):
    codes = {office.ticket().rating_code for _ in range(50)}
    assert len(codes) == 50
    assert all(code and len(code) == 8 and code.isascii() and code.isdigit() for code in codes)
