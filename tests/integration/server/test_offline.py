"""A kiosk's own numbers over HTTP: lent, handed in, typed by a clerk, and what nobody else may do with them."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from tests.integration.server.hall import BIRTHS, COPIES, MINE, Hall, done, refused


def lent(hall: Hall, book: str = "ledger-of-the-demo", used: int = 0) -> dict[str, Any]:
    answer = done(hall.kiosk.post("/leases", {"ledger_id": book, "used": used}))
    return next(one for one in answer["leases"] if one["business_date"] == answer["leases"][0]["business_date"])


def fresh(hall: Hall) -> dict[str, Any]:
    """Numbers that no other test gives."""
    return lent(hall, uuid4().hex)


def paper(lease: dict[str, Any], at: int = 0, ago: float = 60, **more: Any) -> dict[str, Any]:
    arrived = datetime.now(UTC) - timedelta(seconds=ago)
    return {
        "request_id": uuid4().hex,
        "lease_id": lease["lease_id"],
        "number": lease["first_number"] + at,
        "service_ids": [BIRTHS],
        "arrived_at": arrived.isoformat(),
    } | more


def hand_in(hall: Hall, *papers: dict[str, Any], clock: timedelta = timedelta(0)) -> list[dict[str, Any]]:
    body = {"sent_at": (datetime.now(UTC) + clock).isoformat(), "visits": list(papers)}
    return list(done(hall.kiosk.post("/visits/batch", body))["visits"])


def number(lease: dict[str, Any], at: int = 0) -> str:
    return f"{lease['series']}-{lease['first_number'] + at:03d}"


def test_the_same_book_is_lent_the_same_numbers_by_the_hour(hall: Hall):
    answer = done(hall.kiosk.post("/leases", {"ledger_id": "ledger-one", "used": 0}))
    again = done(hall.kiosk.post("/leases", {"ledger_id": "ledger-one", "used": 0}))
    assert answer["leases"] == again["leases"]
    today, tomorrow = answer["leases"]
    assert today["series"] == tomorrow["series"]
    assert today["business_date"] == done(hall.anybody.get("/office"))["business_date"] < tomorrow["business_date"]
    assert abs(datetime.fromisoformat(answer["now"]) - datetime.now(UTC)) < timedelta(seconds=30)


def test_each_ticket_is_answered_by_itself_and_exactly_once(hall: Hall):
    lease = fresh(hall)
    hall.ticket()
    good, other = paper(lease, 0), paper(lease, 2, service_ids=[COPIES], priority_class="elderly_75")
    unknown = paper(lease, 1, service_ids=["none"])
    with hall.listening("admin", scope="office") as stream:
        answers = hand_in(hall, good, unknown, other)
        assert [one["outcome"] for one in answers] == ["accepted", "refused", "accepted"]
        assert answers[1]["problem"] == "unknown_service"
        events = [stream.next() for _ in range(2)]
    assert [one["body"]["ticket_number"] for one in events] == [number(lease), number(lease, 2)]
    assert [one["body"]["priority"] for one in events] == [False, True]
    seq = hall.seq()
    assert [one["outcome"] for one in hand_in(hall, good, other)] == ["repeated", "repeated"]
    assert hall.seq() == seq


def test_who_came_before_is_called_before(hall: Hall):
    lease = fresh(hall)
    now = hall.ticket()
    before = hand_in(hall, paper(lease, ago=0.5 + 60))[0]
    hall.open(MINE)
    assert hall.waiting() == [before["visit_id"], now["visit_id"]]
    visit = done(hall.clerk.get(f"/visits/{before['visit_id']}"))
    assert (visit["ticket_number"], visit["channel"]) == (number(lease), "offline")


def test_a_kiosk_whose_clock_is_a_day_ahead_hands_in_true_times(hall: Hall):
    wrong_by = timedelta(days=1, minutes=7)
    ahead = paper(fresh(hall), arrived_at=(datetime.now(UTC) + wrong_by - timedelta(seconds=0.5)).isoformat())
    answer = hand_in(hall, ahead, clock=wrong_by)[0]
    age = datetime.now(UTC) - datetime.fromisoformat(answer["arrived_at"])
    assert timedelta(0) <= age < timedelta(seconds=30)


def test_a_clerk_types_a_number_that_the_kiosk_hands_in_later(hall: Hall):
    lease = fresh(hall)
    body = {"request_id": uuid4().hex, "service_id": BIRTHS, "offline_number": number(lease, 3).lower()}
    typed = done(hall.clerk.post("/visits", body), 201)
    assert (typed["ticket_number"], typed["ahead"], typed["forecast"]) == (number(lease, 3), None, None)
    assert done(hall.clerk.post("/visits", body), 200)["visit_id"] == typed["visit_id"]
    with hall.listening("admin", scope="office") as stream:
        answer = hand_in(hall, paper(lease, 3))[0]
        assert (answer["outcome"], answer["visit_id"]) == ("merged", typed["visit_id"])
        assert stream.next()["name"] == "visit.merged"
    assert hall.waiting() == [typed["visit_id"]]


def test_a_kiosk_may_not_type_numbers_and_a_clerk_no_number_that_was_not_lent(hall: Hall):
    body = {"request_id": uuid4().hex, "service_id": BIRTHS, "offline_number": number(fresh(hall))}
    refused(hall.kiosk.post("/visits", body), 403, "not_allowed")
    refused(hall.clerk.post("/visits", body | {"offline_number": "K99-001"}), 404, "unknown_lease")


def test_the_number_on_paper_replaces_the_one_whose_answer_was_lost(hall: Hall):
    lease = fresh(hall)
    other = hall.ticket()
    asked = {"request_id": uuid4().hex, "service_id": BIRTHS}
    unseen = done(hall.kiosk.post("/visits", asked), 201)
    with hall.listening() as stream:
        printed = hand_in(hall, paper(lease, request_id=asked["request_id"]))[0]
        told = [stream.next() for _ in range(2)]
    assert [one["name"] for one in told] == ["visit.cancelled", "visit.started"]
    assert told[0]["body"]["replaced_by"] == number(lease)
    assert hall.waiting() == [printed["visit_id"], other["visit_id"]]
    again = done(hall.kiosk.post("/visits", asked), 200)
    assert again["visit_id"] == printed["visit_id"] != unseen["visit_id"]


def test_a_batch_with_a_mistake_in_it_names_the_place_and_records_nothing(hall: Hall):
    lease = fresh(hall)
    seq = hall.seq()
    body = {"sent_at": datetime.now(UTC).isoformat(), "visits": [paper(lease), paper(lease, 1, number=0)]}
    assert "visits.1.number" in refused(hall.kiosk.post("/visits/batch", body), 422, "invalid_fields")
    refused(hall.kiosk.post("/visits/batch", {"sent_at": "yesterday", "visits": []}), 422, "invalid_fields")
    assert hall.seq() == seq
