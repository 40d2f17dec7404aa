"""Counters: one counter, one clerk; open, pause, close; and who may hold several."""

import pytest

from tests.integration.server.hall import COLLEAGUE, HERS, MINE, Hall, done, refused


def test_a_clerk_opens_a_counter_and_is_shown_there(hall: Hall):
    seq = hall.seq()
    counter = hall.open(MINE)
    assert counter["state"] == "open"
    assert counter["clerk"]["id"] == hall.person_id("clerk")
    assert counter["clerk"]["name"]
    assert done(hall.clerk.get("/sessions/current"))["counter_ids"] == [MINE]
    assert [event["name"] for event in hall.events_after(seq)] == ["counter.opened"]
    board = done(hall.anybody.get("/board"))["counters"]
    assert {one["id"]: one["state"] for one in board}[MINE] == "open"


def test_opening_an_open_counter_again_changes_nothing(hall: Hall):
    first, seq = hall.open(MINE), hall.seq()
    assert hall.open(MINE) == first
    assert hall.seq() == seq


def test_two_clerks_cannot_hold_one_counter(hall: Hall):
    hall.open(MINE)
    seq = hall.seq()
    sentence = refused(hall.colleague.post(f"/counters/{MINE}/open"), 409, "counter_held")
    assert MINE in sentence
    for verb in ("pause", "close", "call-next"):
        refused(hall.colleague.post(f"/counters/{MINE}/{verb}"), 409, "counter_held")
    refused(hall.supervisor.post(f"/counters/{MINE}/open"), 409, "counter_held")
    assert hall.seq() == seq
    assert hall.counter(MINE)["clerk"]["id"] == hall.person_id("clerk")


def test_a_clerk_holds_one_counter_at_a_time(hall: Hall):
    hall.open(MINE)
    sentence = refused(hall.clerk.post(f"/counters/{HERS}/open"), 409, "clerk_holds_another_counter")
    assert MINE in sentence
    done(hall.clerk.post(f"/counters/{MINE}/close"))
    assert hall.open(HERS)["state"] == "open"


@pytest.mark.parametrize("who", ["supervisor", "admin"])
def test_a_supervisor_or_administrator_may_hold_several_counters(hall: Hall, who):
    for counter in ("1", "2", "3"):
        assert hall.open(counter, who)["clerk"]["id"] == hall.person_id(who)
    assert done(hall.caller(who).get("/sessions/current"))["counter_ids"] == ["1", "2", "3"]


def test_a_paused_counter_keeps_its_clerk_and_calls_nobody_until_it_is_open_again(hall: Hall):
    hall.open(MINE)
    hall.ticket()
    paused = done(hall.clerk.post(f"/counters/{MINE}/pause", {"reason": "họp"}))["counter"]
    assert (paused["state"], paused["pause_reason"]) == ("paused", "họp")
    assert paused["clerk"]["id"] == hall.person_id("clerk")
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "counter_not_open")
    refused(hall.colleague.post(f"/counters/{MINE}/open"), 409, "counter_held")
    seq = hall.seq()
    assert done(hall.clerk.post(f"/counters/{MINE}/pause"))["counter"]["pause_reason"] == "họp"
    assert hall.seq() == seq
    assert hall.open(MINE)["pause_reason"] is None
    assert hall.call_next(MINE)["state"] == "called"


def test_a_reason_to_pause_stays_among_the_staff(hall: Hall):
    hall.open(MINE)
    seq = hall.seq()
    done(hall.clerk.post(f"/counters/{MINE}/pause", {"reason": "đi khám bệnh"}))
    assert "khám" not in str(hall.events_after(seq))
    assert "khám" not in hall.anybody.get("/board").content.decode()


def test_a_counter_with_somebody_before_it_is_not_closed(hall: Hall):
    visit_id = hall.visit_in("serving")
    refused(hall.clerk.post(f"/counters/{MINE}/close"), 409, "counter_busy")
    hall.move(visit_id, "complete")
    closed = done(hall.clerk.post(f"/counters/{MINE}/close"))["counter"]
    assert (closed["state"], closed["clerk"]) == ("closed", None)


def test_closing_a_closed_counter_changes_nothing(hall: Hall):
    seq = hall.seq()
    assert done(hall.clerk.post(f"/counters/{MINE}/close"))["counter"]["state"] == "closed"
    assert hall.seq() == seq


def test_a_supervisor_closes_the_counter_of_a_clerk_who_went_home(hall: Hall):
    hall.open(MINE)
    assert done(hall.supervisor.post(f"/counters/{MINE}/close"))["counter"]["clerk"] is None
    assert hall.open(MINE, COLLEAGUE)["clerk"]["id"] == hall.person_id(COLLEAGUE)


def test_a_closed_counter_neither_pauses_nor_calls(hall: Hall):
    hall.ticket()
    refused(hall.clerk.post(f"/counters/{MINE}/pause"), 409, "counter_not_held")
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "counter_not_held")
    refused(hall.supervisor.post(f"/counters/{MINE}/pause"), 409, "counter_not_open")
    refused(hall.supervisor.post(f"/counters/{MINE}/call-next"), 409, "counter_not_open")


@pytest.mark.parametrize("verb", ["open", "pause", "close", "call-next"])
def test_a_counter_that_does_not_exist_is_told_so(hall: Hall, verb):
    sentence = refused(hall.supervisor.post(f"/counters/99/{verb}"), 404, "unknown_counter")
    assert "99" in sentence


def test_the_staff_list_tells_who_is_at_which_counter(hall: Hall):
    hall.open(HERS, COLLEAGUE)
    staff = {one["id"]: one for one in done(hall.clerk.get("/staff"))["staff"]}
    assert staff[hall.person_id(COLLEAGUE)]["counter_id"] == HERS
    assert staff[hall.person_id("clerk")]["counter_id"] is None
    assert all(one["name"] for one in staff.values())
