"""What a running server alerts its supervisor of, whom it tells, and what a kiosk is told before a number is taken."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.console.stage import LivingOffice, living_office
from tests.integration.server.hall import BIRTHS, COLLEAGUE, HERS, LAND, MINE, Hall, done, refused
from tests.support import wait_until

ROUND = 8.0
"""Seconds in which the duties have looked once, with a fresh answer of the worker."""


@pytest.fixture(scope="module")
def living(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivingOffice]:
    """A server whose clock a test can put forward."""
    with living_office(tmp_path_factory.mktemp("alerts")) as office:
        yield office


@pytest.fixture
def moving(living: LivingOffice) -> Hall:
    """Its hall, empty."""
    hall = Hall(living.server)
    hall.empty()
    return hall


def standing(hall: Hall, kind: str, who: str = "supervisor") -> list[dict[str, Any]]:
    """The alerts of a kind that this caller sees."""
    return [one for one in done(hall.caller(who).get("/alerts"))["alerts"] if one["kind"] == kind]


def about(hall: Hall, kind: str, **facts: str) -> dict[str, Any] | None:
    """The alert of a kind that has these facts."""
    return next((one for one in standing(hall, kind) if facts.items() <= one.items()), None)


def test_a_hall_that_fills_is_answered_by_advice_and_the_alert_ends_when_all_counters_are_open(
    living: LivingOffice, moving: Hall
):
    hall = moving
    hall.open(MINE)
    for _ in range(14):
        hall.ticket(BIRTHS)
    hall.call_next()
    [told] = living.in_time(lambda: standing(hall, "share_at_risk"), "a bad hour")
    assert told["subject"] == "office"
    advice = told["advice"]
    # Where the hall is too full for any share, the advice is about the wait.
    assert advice["share_percent"] > advice["without_percent"] or advice["wait_minutes"] < advice["without_minutes"]
    assert {hall.counter(one)["state"] for one in told["advice"]["counter_ids"]} == {"closed"}
    assert "Mở thêm Quầy" in told["text"]["vi"]
    assert "instead of" in told["text"]["en"]
    accepted = done(hall.supervisor.post(f"/alerts/{told['alert_id']}/accept"))
    assert accepted["accepted_by"]
    [again] = standing(hall, "share_at_risk")
    assert again["accepted_at"] == accepted["accepted_at"]
    hall.empty()
    for counter in range(1, 9):
        hall.open(str(counter), "supervisor")
    living.in_time(lambda: not standing(hall, "share_at_risk"), "the end of it")


def test_what_goes_wrong_in_the_hall_is_told_to_whom_it_concerns_until_it_is_put_right(
    living: LivingOffice, moving: Hall
):
    hall, seq = moving, moving.seq()
    hall.open(MINE)
    hall.open("3", COLLEAGUE)
    offered = {one["id"]: one["unserved"] for one in done(hall.anybody.get("/services"))["services"]}
    assert (offered[LAND], offered[BIRTHS]) == (True, False)
    assert done(hall.anybody.get(f"/services/{LAND}/outlook"))["unserved"]
    assert not done(hall.anybody.get(f"/services/{BIRTHS}/outlook"))["unserved"]
    hall.ticket(LAND)
    ticket = hall.ticket(BIRTHS)["ticket_number"]
    late = living.in_time(lambda: about(hall, "visit_nearly_late", ticket_number=ticket), "a late visit")
    idle = about(hall, "counter_idle", counter_id=MINE)
    assert about(hall, "service_unserved", service_id=LAND)
    assert f"Số {ticket} đã chờ" in late["text"]["vi"]

    assert done(hall.clerk.get("/alerts"))["alerts"] == [idle]
    assert done(hall.caller(COLLEAGUE).get("/alerts"))["alerts"] == []
    refused(hall.clerk.post(f"/alerts/{idle['alert_id']}/accept"), 403, "not_allowed")

    hall.call_next()
    hall.open("6", "supervisor")
    wait_until(lambda: not about(hall, "visit_nearly_late", ticket_number=ticket), ROUND, "the end of the late visit")
    wait_until(lambda: not about(hall, "service_unserved", service_id=LAND), ROUND, "the end of the missing counter")
    with hall.listening("supervisor", "office", after=seq) as staff, hall.listening(after=seq) as wall:
        heard = staff.up_to(hall.seq())
        public = [wall.next()["name"] for one in heard if not one["name"].startswith(("alert.", "device.", "print."))]
    of_visit = [one["name"] for one in heard if one["body"].get("alert_id") == late["alert_id"]]
    assert of_visit == ["alert.raised", "alert.cleared"]
    assert "visit.called" in public
    assert not [name for name in public if name.startswith("alert.")]


def test_an_alert_that_is_not_there_cannot_be_accepted(hall: Hall):
    assert "cảnh báo" in refused(hall.supervisor.post("/alerts/none/accept"), 404, "unknown_alert")


def test_an_empty_hall_with_counters_open_alerts_nobody(hall: Hall):
    hall.open(MINE)
    hall.open(HERS, COLLEAGUE)
    assert done(hall.supervisor.get("/alerts"))["alerts"] == []
