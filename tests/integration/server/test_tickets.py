"""Taking a ticket: numbers, repeated requests, several services, and what is refused."""

from uuid import uuid4

import pytest

from tests.integration.server.hall import BIRTHS, COLLEAGUE, COPIES, LAND, MARRIAGES, MINE, Hall, done, refused


def body(**changes):
    return {"request_id": uuid4().hex, "service_id": BIRTHS} | changes


def test_a_ticket_says_everything_that_is_printed(hall: Hall):
    hall.open(MINE)
    before = hall.ticket()
    ticket = done(hall.kiosk.post("/visits", body(priority_class="ordinary", language="en")), 201)
    assert ticket["ticket_number"] == f"{ticket['series']}{ticket['number']:03d}"
    assert ticket["number"] == before["number"] + 1
    assert ticket["service"]["name"]["vi"]
    assert ticket["ahead"] == 1
    assert ticket["forecast"]["low_seconds"] <= ticket["forecast"]["median_seconds"]
    assert ticket["counters"] == [MINE]
    assert ticket["language"] == "en"
    assert ticket["priority"] is False
    assert ticket["print_job_id"]
    assert ticket["office"]["name"]["vi"].startswith("Trung tâm")


def test_the_same_request_again_gives_the_same_ticket_and_no_second_visit(hall: Hall):
    asked = body()
    first = done(hall.kiosk.post("/visits", asked), 201)
    seq = hall.seq()
    again = done(hall.kiosk.post("/visits", asked), 200)
    assert again == first
    assert hall.seq() == seq
    assert hall.waiting() == [first["visit_id"]]


def test_the_same_request_is_answered_the_same_after_the_visit_has_ended(hall: Hall):
    asked = body()
    first = done(hall.kiosk.post("/visits", asked), 201)
    hall.move(first["visit_id"], "cancel", reason="về")
    again = done(hall.kiosk.post("/visits", asked), 200)
    assert (again["visit_id"], again["ticket_number"]) == (first["visit_id"], first["ticket_number"])


@pytest.mark.parametrize("change", [{"service_id": MARRIAGES}, {"priority_class": "pregnant"}, {"language": "en"}])
def test_a_request_id_cannot_be_used_for_another_ticket(hall: Hall, change):
    asked = body()
    done(hall.kiosk.post("/visits", asked), 201)
    refused(hall.kiosk.post("/visits", asked | change), 409, "request_id_reused")
    assert len(hall.waiting()) == 1


def test_each_series_counts_by_itself_and_skips_nothing(hall: Hall):
    births = [hall.ticket(BIRTHS)["number"] for _ in range(3)]
    copies = [hall.ticket(COPIES)["number"] for _ in range(2)]
    births.append(hall.ticket(BIRTHS)["number"])
    assert births == list(range(births[0], births[0] + 4))
    assert copies == [copies[0], copies[0] + 1]


def test_services_of_one_series_share_its_numbers(hall: Hall):
    one, other = hall.ticket(BIRTHS), hall.ticket(MARRIAGES)
    assert one["series"] == other["series"]
    assert other["number"] == one["number"] + 1


def test_a_refused_request_uses_up_no_number(hall: Hall):
    before = hall.ticket()["number"]
    refused(hall.kiosk.post("/visits", body(service_id="khong-co")), 404, "unknown_service")
    refused(hall.kiosk.post("/visits", body(priority_class="vip")), 404, "unknown_priority_class")
    assert hall.ticket()["number"] == before + 1


def test_several_services_are_legs_in_the_order_asked_and_the_visit_goes_on(hall: Hall):
    asked = body(service_ids=[BIRTHS, LAND])
    del asked["service_id"]
    ticket = done(hall.kiosk.post("/visits", asked), 201)
    assert [leg["service"]["id"] for leg in ticket["legs"]] == [BIRTHS, LAND]
    assert [leg["state"] for leg in ticket["legs"]] == ["waiting", "planned"]
    hall.open(MINE)
    visit_id = hall.call_next(MINE)["visit_id"]
    hall.move(visit_id, "serve")
    visit = hall.move(visit_id, "complete")
    assert visit["state"] == "waiting"
    assert visit["ticket_number"] == ticket["ticket_number"]
    assert visit["service"]["id"] == LAND
    assert [leg["state"] for leg in visit["legs"]] == ["completed", "waiting"]
    hall.open("6", COLLEAGUE)
    assert hall.call_next("6", COLLEAGUE)["visit_id"] == visit_id
    hall.move(visit_id, "serve", COLLEAGUE)
    visit = hall.move(visit_id, "complete", COLLEAGUE)
    assert visit["state"] == "completed"
    assert visit["ended_at"]
    assert visit["wait_seconds"] == pytest.approx(sum(leg["wait_seconds"] for leg in visit["legs"]))


@pytest.mark.parametrize(
    ("change", "status", "kind"),
    [
        ({"service_id": "khong-co"}, 404, "unknown_service"),
        ({"priority_class": "vip"}, 404, "unknown_priority_class"),
        ({"language": "xx"}, 404, "unknown_language"),
        ({"service_ids": [BIRTHS]}, 422, "invalid_fields"),
        ({"service_id": None}, 422, "invalid_fields"),
        ({"request_id": "short"}, 422, "invalid_fields"),
        ({"request_id": "có dấu cách"}, 422, "invalid_fields"),
        ({"channel": "fax"}, 422, "invalid_fields"),
        ({"chanel": "kiosk"}, 422, "invalid_fields"),
        ({"service_id": None, "service_ids": []}, 422, "invalid_fields"),
        ({"service_id": None, "service_ids": [BIRTHS] * 9}, 422, "invalid_fields"),
        ({"channel": "console"}, 403, "not_allowed"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(hall: Hall, change, status, kind):
    seq = hall.seq()
    refused(hall.kiosk.post("/visits", body() | change), status, kind)
    assert hall.seq() == seq
    assert hall.waiting() == []


def test_staff_can_give_a_walk_in_ticket_when_the_kiosk_is_broken(hall: Hall):
    ticket = done(hall.clerk.post("/visits", body()), 201)
    assert ticket["print_job_id"] is None
    assert hall.visit(ticket["visit_id"])["channel"] == "console"
    phoned = done(hall.clerk.post("/visits", body(channel="phone")), 201)
    assert hall.visit(phoned["visit_id"])["channel"] == "phone"


def test_people_ahead_are_those_who_would_be_called_before(hall: Hall):
    hall.open(MINE)
    assert [hall.ticket()["ahead"] for _ in range(3)] == [0, 1, 2]
    assert hall.ticket(priority_class="elderly_75")["ahead"] == 0
    assert hall.ticket()["ahead"] == 4
    outlook = done(hall.anybody.get(f"/services/{BIRTHS}/outlook"))
    assert outlook["ahead"] == 5
    assert outlook["open_counters"] == 1
    assert outlook["forecast"]["median_seconds"] > 0
    assert done(hall.anybody.get(f"/services/{BIRTHS}/outlook?priority_class=elderly_75"))["ahead"] == 1


def test_an_outlook_is_not_a_ticket(hall: Hall):
    seq, number = hall.seq(), hall.ticket()["number"]
    for _ in range(3):
        done(hall.anybody.get(f"/services/{BIRTHS}/outlook"))
    assert hall.ticket()["number"] == number + 1
    assert hall.seq() == seq + 2


def test_without_an_open_counter_nothing_is_forecast(hall: Hall):
    hall.ticket()
    ticket = hall.ticket()
    assert ticket["forecast"] is None
    assert ticket["ahead"] == 1
    assert ticket["counters"] == []


def test_the_services_tell_who_waits_and_who_is_there(hall: Hall):
    hall.open(MINE)
    hall.ticket()
    services = {one["id"]: one for one in done(hall.anybody.get("/services"))["services"]}
    assert (services[BIRTHS]["waiting"], services[BIRTHS]["open_counters"]) == (1, 1)
    assert services[LAND]["waiting"] == 0
    assert services[BIRTHS]["open"] is True
