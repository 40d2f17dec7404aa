"""Sending a visit on: to a service, a counter or a clerk, and back again."""

import pytest

from tests.integration.server.hall import BIRTHS, COLLEAGUE, COPIES, HERS, LAND, MINE, Hall, done, refused


def test_a_transfer_to_a_service_ends_the_leg_and_waits_for_the_new_one_in_its_place_of_arrival(hall: Hall):
    visit_id = hall.visit_in("serving")
    later = hall.ticket(LAND)["visit_id"]
    moved = hall.move(visit_id, "transfer", service_id=LAND)
    legs = [(leg["service"]["id"], leg["state"]) for leg in moved["legs"]]
    assert legs == [(BIRTHS, "transferred"), (LAND, "waiting")]
    assert moved["service"]["id"] == LAND
    hall.open("6", COLLEAGUE)
    assert hall.waiting() == [visit_id, later]
    assert hall.call_next("6", COLLEAGUE)["visit_id"] == visit_id


def test_a_transfer_to_a_counter_is_called_there_and_nowhere_else(hall: Hall):
    visit_id = hall.visit_in("called")
    hall.open(HERS, COLLEAGUE)
    moved = hall.move(visit_id, "transfer", counter_id=HERS)
    assert moved["legs"][1]["target_counter_id"] == HERS
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "nobody_waiting")
    chosen = {"counter_id": MINE, "reason": "x"}
    refused(hall.clerk.post(f"/visits/{visit_id}/call", chosen), 409, "counter_cannot_serve")
    assert hall.call_next(HERS, COLLEAGUE)["visit_id"] == visit_id


def test_a_transfer_to_a_counter_that_closes_is_called_by_whoever_can(hall: Hall):
    visit_id = hall.visit_in("called")
    hall.open(HERS, COLLEAGUE)
    hall.move(visit_id, "transfer", counter_id=HERS)
    done(hall.colleague.post(f"/counters/{HERS}/close"))
    assert hall.call_next(MINE)["visit_id"] == visit_id


def test_a_transfer_to_a_clerk_follows_that_clerk(hall: Hall):
    visit_id = hall.visit_in("called")
    hall.open(HERS, COLLEAGUE)
    hall.move(visit_id, "transfer", clerk_id=hall.person_id(COLLEAGUE))
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "nobody_waiting")
    done(hall.colleague.post(f"/counters/{HERS}/close"))
    hall.open("3", COLLEAGUE)
    assert hall.call_next("3", COLLEAGUE)["visit_id"] == visit_id


def test_a_visit_that_must_return_comes_back_to_its_first_counter(hall: Hall):
    visit_id = hall.visit_in("serving")
    hall.move(visit_id, "transfer", service_id=COPIES, **{"return": True})
    hall.open(HERS, COLLEAGUE)
    assert hall.call_next(HERS, COLLEAGUE)["visit_id"] == visit_id
    hall.move(visit_id, "serve", COLLEAGUE)
    back = hall.move(visit_id, "complete", COLLEAGUE)
    assert back["state"] == "waiting"
    assert [leg["service"]["id"] for leg in back["legs"]] == [BIRTHS, COPIES, BIRTHS]
    assert back["legs"][2]["target_counter_id"] == MINE
    refused(hall.colleague.post(f"/counters/{HERS}/call-next"), 409, "nobody_waiting")
    assert hall.call_next(MINE)["visit_id"] == visit_id
    hall.move(visit_id, "serve")
    assert hall.move(visit_id, "complete")["state"] == "completed"


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ({"service_id": "khong-co"}, "unknown_service"),
        ({"counter_id": "99"}, "unknown_counter"),
        ({"clerk_id": "nobody"}, "unknown_clerk"),
    ],
)
def test_a_target_that_does_not_exist_is_refused_and_the_visit_stays(hall: Hall, target, kind):
    visit_id, seq = hall.visit_in("serving"), hall.seq()
    refused(hall.clerk.post(f"/visits/{visit_id}/transfer", target), 404, kind)
    assert hall.seq() == seq
    assert hall.visit(visit_id)["state"] == "serving"


def test_the_event_of_a_transfer_tells_where_it_left_and_where_it_goes(hall: Hall):
    visit_id = hall.visit_in("serving")
    seq = hall.seq()
    hall.move(visit_id, "transfer", service_id=LAND)
    [event] = hall.events_after(seq)
    assert (event["counter_id"], event["leg_no"]) == (MINE, 1)
    assert event["body"]["service_id"] == LAND
