"""The ways to come and to speak, over HTTP: purposes, legs, appointments, closings, ratings, petitions."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.server.hall import BIRTHS, COPIES, MINE, RESULTS, Hall, done, refused
from tests.support_server import ServerProcess


def services(hall: Hall) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in done(hall.anybody.get("/services"))["services"]}


def booked(hall: Hall, service: str = BIRTHS) -> tuple[dict[str, Any], bool]:
    """An appointment in the next slot, and whether that is today: before midnight it may be tomorrow's."""
    today = done(hall.anybody.get("/office"))["business_date"]
    listed = done(hall.clerk.get(f"/appointments/slots?service_id={service}&date={today}"))
    is_today = bool(listed["slots"])
    if not is_today:
        listed = done(hall.clerk.get(f"/appointments/slots?service_id={service}&date={listed['last_date']}"))
    slot = next(one for one in listed["slots"] if one["taken"] < one["capacity"])
    made = hall.clerk.post("/appointments", {"service_id": service, "slot_at": slot["slot_at"]})
    return done(made, 201), is_today


def rated_code(hall: Hall) -> str:
    ticket = hall.ticket()
    hall.open(MINE)
    visit_id = hall.call_next()["visit_id"]
    assert visit_id == ticket["visit_id"]
    hall.move(visit_id, "serve")
    hall.move(visit_id, "complete")
    return str(ticket["rating_code"])


def test_what_people_come_for_is_told_with_each_service_and_has_its_own_line(hall: Hall):
    known = services(hall)
    purposes = {one["purpose"]: one["series"] for one in known.values() if one["purpose"] != "new"}
    assert set(purposes) == {"result", "complete", "advice"}
    assert len(set(purposes.values())) == 3
    assert not set(purposes.values()) & {one["series"] for one in known.values() if one["purpose"] == "new"}
    assert all(one["open"] and one["opens_at"] is None for one in known.values())


def test_several_procedures_stand_on_one_ticket_in_order(hall: Hall):
    body = {"request_id": uuid4().hex, "service_ids": [COPIES, BIRTHS], "delivery": "post"}
    ticket = done(hall.kiosk.post("/visits", body), 201)
    legs = [(leg["service"]["id"], leg["state"]) for leg in ticket["legs"]]
    assert legs == [(COPIES, "waiting"), (BIRTHS, "planned")]
    assert ticket["delivery"] == hall.visit(ticket["visit_id"])["delivery"] == "post"
    hall.open("3")
    hall.call_next("3")
    hall.move(ticket["visit_id"], "serve")
    after = hall.move(ticket["visit_id"], "complete")
    assert (after["state"], after["service"]["id"]) == ("waiting", BIRTHS)


def test_an_appointment_is_booked_shown_at_the_kiosk_and_used_up(hall: Hall):
    appointment, is_today = booked(hall, RESULTS)
    asked = {"request_id": uuid4().hex, "appointment_code": appointment["code"]}
    if not is_today:
        refused(hall.kiosk.post("/visits", asked), 409, "appointment_other_day")
        return
    ticket = done(hall.kiosk.post("/visits", asked), 201)
    assert (ticket["service"]["id"], ticket["appointment_at"]) == (RESULTS, appointment["slot_at"])
    assert hall.visit(ticket["visit_id"])["channel"] == "appointment"
    sentence = refused(hall.kiosk.post("/visits", asked | {"request_id": uuid4().hex}), 409, "appointment_used")
    assert "đã lấy số" in sentence
    listed = done(hall.clerk.get("/appointments"))["appointments"]
    assert [one["state"] for one in listed if one["code"] == appointment["code"]] == ["checked_in"]


def test_an_appointment_that_is_given_back_frees_its_slot(hall: Hall):
    appointment, _ = booked(hall)
    path = f"/appointments/{appointment['appointment_id']}/cancel"
    assert done(hall.clerk.post(path))["state"] == "cancelled"
    asked = {"request_id": uuid4().hex, "appointment_code": appointment["code"]}
    refused(hall.kiosk.post("/visits", asked), 409, "appointment_cancelled")


def test_a_slot_that_is_full_or_is_none_cannot_be_booked(hall: Hall):
    appointment, _ = booked(hall)
    slot = {"service_id": BIRTHS, "slot_at": appointment["slot_at"]}
    done(hall.supervisor.post("/appointments/slots", slot | {"capacity": 0}))
    refused(hall.clerk.post("/appointments", slot), 409, "slot_full")
    odd = {"service_id": BIRTHS, "slot_at": appointment["slot_at"].replace(":00Z", ":07Z")}
    refused(hall.clerk.post("/appointments", odd), 409, "not_a_slot")
    refused(hall.clerk.post("/appointments", {**slot, "service_id": "huong-dan"}), 409, "service_closed")


def test_whoever_tries_many_codes_has_to_wait(process: ServerProcess):
    hall = Hall(process.start())
    asked = [{"request_id": uuid4().hex, "appointment_code": f"{at:08d}"} for at in range(22)]
    kinds = [hall.kiosk.post("/visits", one).kind for one in asked]
    assert kinds == ["unknown_appointment"] * 20 + ["too_many_attempts"] * 2
    assert hall.kiosk.post("/ratings/open", {"code": "00000000"}).kind == "too_many_attempts"
    assert hall.clerk.post("/ratings/open", {"code": "00000000"}).kind == "unknown_rating_code"
    done(hall.kiosk.post("/visits", {"request_id": uuid4().hex, "service_id": BIRTHS}), 201)


def test_only_staff_may_give_a_number_in_spite_of_closing(hall: Hall):
    asked = {"request_id": uuid4().hex, "service_id": BIRTHS, "walk_in_reason": "từ xa đến"}
    refused(hall.kiosk.post("/visits", asked), 403, "not_allowed")
    done(hall.clerk.post("/visits", asked), 201)


def test_a_visit_is_rated_by_its_ticket_and_only_supervisors_see_counters(hall: Hall):
    code = rated_code(hall)
    assert done(hall.kiosk.post("/ratings/open", {"code": code}))["service"]["id"] == BIRTHS
    said = {"code": code, "score": 2, "reasons": ["waited_long", "waited_long"]}
    assert hall.kiosk.post("/ratings", said).status == 204
    refused(hall.kiosk.post("/ratings", said), 404, "unknown_rating_code")
    seen = done(hall.clerk.get("/reports/ratings"))
    assert seen["by_counter"] is None
    assert seen["total"]["scores"][1] >= 1
    assert seen["total"]["reasons"]["waited_long"] >= 1
    assert done(hall.supervisor.get("/reports/ratings"))["by_counter"] is not None


def test_a_petition_is_taken_in_listed_with_its_due_date_and_closed(hall: Hall):
    seq = hall.seq()
    classes = done(hall.anybody.get("/feedback/classes"))
    assert classes["address"]["vi"]
    words = f"Ghế ngồi chờ bị hỏng {uuid4().hex}"
    sent = {"request_id": uuid4().hex, "class_code": classes["classes"][0]["code"], "text": words}
    received = done(hall.kiosk.post("/feedback", sent), 201)
    assert done(hall.kiosk.post("/feedback", sent), 201) == received
    [listed] = [one for one in done(hall.supervisor.get("/feedback"))["feedback"] if one["text"] == words]
    assert (listed["reference"], listed["state"], listed["overdue"]) == (received["reference"], "received", False)
    steps = [done(hall.supervisor.post(f"/feedback/{listed['feedback_id']}/{verb}")) for verb in ("hand-over", "close")]
    assert [one["state"] for one in steps] == ["handed_over", "closed"]
    refused(hall.supervisor.post(f"/feedback/{listed['feedback_id']}/hand-over"), 409, "feedback_closed")
    assert hall.seq() == seq


def test_the_words_of_a_petition_are_in_no_file_and_no_log_of_the_server(hall: Hall):
    words = f"mat-khau-{uuid4().hex}"
    done(hall.kiosk.post("/feedback", {"request_id": uuid4().hex, "class_code": "other", "text": words}), 201)
    data = Path(hall.server.data)
    with closing(sqlite3.connect(data / "motcua.db", timeout=10)) as db:
        db.execute("pragma wal_checkpoint")
    assert not [path for path in data.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]


def test_without_a_limit_a_kiosk_gets_no_key_for_cards(hall: Hall):
    assert done(hall.kiosk.get("/card-key"))["key"] is None


CODES = st.one_of(st.text(max_size=12), st.integers(), st.none(), st.from_regex(r"\A\d{8}\Z"))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CODES, st.one_of(st.integers(-5, 9), st.text(max_size=3)))
def test_nothing_that_can_be_keyed_in_breaks_a_rating(shared_hall: Hall, code, score):
    # Staff of another desk, so that the wrong guesses of this test lock nobody else out.
    answer = shared_hall.caller("clerk-4").post("/ratings", {"code": code, "score": score})
    assert answer.status in (404, 422, 429)
