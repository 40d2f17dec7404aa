"""Every verb in every state: what is allowed happens, everything else is refused in a sentence and changes nothing."""

import pytest

from tests.integration.server.hall import COLLEAGUE, HERS, LAND, MINE, Hall, done, refused

STATES = ("waiting", "called", "serving", "held", "completed", "no_show", "cancelled")
BODIES = {
    "call": {"counter_id": MINE, "reason": "hẹn trước"},
    "hold": {"reason": "bổ sung giấy tờ"},
    "transfer": {"service_id": LAND},
    "cancel": {"reason": "về"},
    "priority": {"priority_class": "pregnant", "reason": "chọn nhầm"},
}
LEGAL = {
    "call": {"waiting": "called"},
    "recall": {"called": "called"},
    "serve": {"called": "serving"},
    "hold": {"called": "held", "serving": "held"},
    "resume": {"held": "serving"},
    "transfer": {"called": "waiting", "serving": "waiting"},
    "complete": {"serving": "completed"},
    "no-show": {"called": "waiting"},
    "cancel": {"waiting": "cancelled", "called": "cancelled", "held": "cancelled"},
    "priority": {"waiting": "waiting", "called": "called", "serving": "serving", "held": "held"},
}
TOLD = {
    "call": "visit.called",
    "recall": "visit.recalled",
    "serve": "visit.serving_started",
    "hold": "visit.held",
    "resume": "visit.resumed",
    "transfer": "visit.transferred",
    "complete": "visit.completed",
    "no-show": "visit.marked_no_show",
    "cancel": "visit.cancelled",
    "priority": "visit.priority_changed",
}
ALLOWED = [(verb, before, after) for verb, moves in LEGAL.items() for before, after in moves.items()]
FORBIDDEN = [(verb, state) for verb in LEGAL for state in STATES if state not in LEGAL[verb]]
STATE_WORDS = {"waiting": "đang chờ", "serving": "đang phục vụ", "held": "tạm giữ", "no_show": "vắng mặt"}


@pytest.mark.parametrize(("verb", "before", "after"), ALLOWED)
def test_a_move_that_is_allowed_happens_and_is_told_once(hall: Hall, verb, before, after):
    visit_id = hall.visit_in(before)
    if verb == "call":
        hall.open(MINE)
    seq = hall.seq()
    moved = done(hall.clerk.post(f"/visits/{visit_id}/{verb}", BODIES.get(verb)))
    assert moved["visit"]["state"] == after
    assert hall.visit(visit_id)["state"] == after
    events = hall.events_after(seq)
    assert [event["name"] for event in events] == [TOLD[verb]]
    assert events[0]["visit_id"] == visit_id
    assert events[0]["body"]["state"] == after
    at_counter = visit_id if after in ("called", "serving") else None
    assert hall.counter(MINE)["visit_id"] == at_counter


@pytest.mark.parametrize(("verb", "state"), FORBIDDEN)
def test_a_move_that_is_not_allowed_is_refused_in_a_sentence_and_changes_nothing(hall: Hall, verb, state):
    visit_id = hall.visit_in(state)
    if verb == "call" and state == "waiting":
        hall.open(MINE)
    call_at_a_free_counter = verb == "call" and state in ("called", "serving")
    body = BODIES.get(verb)
    if call_at_a_free_counter:
        hall.open(HERS, COLLEAGUE)
        body = {"counter_id": HERS, "reason": "hẹn trước"}
    before, seq = hall.visit(visit_id), hall.seq()
    caller = hall.colleague if call_at_a_free_counter else hall.clerk
    sentence = refused(caller.post(f"/visits/{visit_id}/{verb}", body), 409, "illegal_move")
    assert before["ticket_number"] in sentence
    assert STATE_WORDS.get(state, "") in sentence
    assert hall.seq() == seq
    now = hall.visit(visit_id)
    assert (now["state"], now["legs"][0]["state"]) == (before["state"], before["legs"][0]["state"])


@pytest.mark.parametrize("verb", LEGAL)
def test_a_visit_that_does_not_exist_cannot_be_moved(hall: Hall, verb):
    hall.open(MINE)
    refused(hall.clerk.post(f"/visits/no-such-visit/{verb}", BODIES.get(verb)), 404, "unknown_visit")


@pytest.mark.parametrize("verb", ["recall", "serve", "hold", "transfer", "no-show", "priority"])
def test_what_stands_at_a_counter_is_moved_by_its_own_clerk_only(hall: Hall, verb):
    visit_id, seq = hall.visit_in("called"), hall.seq()
    refused(hall.colleague.post(f"/visits/{visit_id}/{verb}", BODIES.get(verb)), 409, "counter_held")
    assert hall.seq() == seq
    done(hall.supervisor.post(f"/visits/{visit_id}/{verb}", BODIES.get(verb)))


def test_a_recall_counts_the_calls(hall: Hall):
    visit_id = hall.visit_in("called")
    assert hall.move(visit_id, "recall")["call_count"] == 2
    assert hall.move(visit_id, "recall")["call_count"] == 3
    assert done(hall.anybody.get("/board"))["calls"][0]["call_count"] == 3


def test_three_absences_end_a_visit_and_each_sends_it_to_the_back_of_its_line(hall: Hall):
    hall.open(MINE)
    absent, patient = hall.ticket()["visit_id"], hall.ticket()["visit_id"]
    assert hall.call_next()["visit_id"] == absent
    moved = hall.move(absent, "no-show")
    assert (moved["state"], moved["absences"]) == ("waiting", 1)
    assert hall.waiting() == [patient, absent]
    assert hall.call_next()["visit_id"] == patient
    hall.move(patient, "cancel", reason="về")
    for absences, state in ((2, "waiting"), (3, "no_show")):
        assert hall.call_next()["visit_id"] == absent
        moved = hall.move(absent, "no-show")
        assert (moved["state"], moved["absences"]) == (state, absences)
    refused(hall.clerk.post(f"/counters/{MINE}/call-next"), 409, "nobody_waiting")


def test_a_held_visit_is_taken_up_again_at_the_counter_and_service_runs_on(hall: Hall):
    visit_id = hall.visit_in("serving")
    held = hall.move(visit_id, "hold", reason="chờ ký", minutes=5)
    assert held["counter_id"] is None
    shown = hall.visit(visit_id)
    assert shown["held_until"]
    assert shown["hold_reason"] == "chờ ký"
    other = hall.ticket()["visit_id"]
    assert hall.call_next()["visit_id"] == other
    hall.move(other, "cancel", reason="về")
    resumed = hall.move(visit_id, "resume")
    assert (resumed["state"], resumed["counter_id"]) == ("serving", MINE)


def test_a_held_visit_goes_on_at_another_counter_that_is_named(hall: Hall):
    visit_id = hall.visit_in("held")
    hall.open(HERS, COLLEAGUE)
    moved = hall.move(visit_id, "resume", COLLEAGUE, counter_id=HERS)
    assert (moved["state"], moved["counter_id"]) == ("serving", HERS)


def test_a_held_visit_whose_clerk_has_no_free_counter_waits_in_its_old_place(hall: Hall):
    visit_id = hall.visit_in("held")
    others = [hall.ticket()["visit_id"] for _ in range(2)]
    assert hall.call_next()["visit_id"] == others[0]
    assert hall.move(visit_id, "resume")["state"] == "waiting"
    assert hall.waiting() == [visit_id, others[1]]


def test_a_held_visit_cannot_be_taken_up_where_it_may_not(hall: Hall):
    visit_id = hall.visit_in("held")
    resume = f"/visits/{visit_id}/resume"
    refused(hall.clerk.post(resume, {"counter_id": "99"}), 404, "unknown_counter")
    refused(hall.clerk.post(resume, {"counter_id": HERS}), 409, "counter_not_held")
    refused(hall.supervisor.post(resume, {"counter_id": HERS}), 409, "counter_not_open")
    hall.open(HERS, COLLEAGUE)
    refused(hall.clerk.post(resume, {"counter_id": HERS}), 409, "counter_held")
    hall.ticket()
    hall.call_next(MINE)
    refused(hall.clerk.post(resume, {"counter_id": MINE}), 409, "counter_busy")
    assert hall.visit(visit_id)["state"] == "held"


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("call", {"counter_id": MINE}),
        ("call", {"reason": "hẹn trước"}),
        ("call", {"counter_id": MINE, "reason": "  "}),
        ("hold", {}),
        ("hold", {"reason": "chờ", "minutes": 0}),
        ("hold", {"reason": "chờ", "minutes": 601}),
        ("hold", {"reason": "chờ", "minutes": "năm"}),
        ("hold", {"reason": "x" * 201}),
        ("transfer", {}),
        ("transfer", {"service_id": LAND, "counter_id": MINE}),
        ("transfer", {"service_id": LAND, "return": "maybe"}),
        ("cancel", {}),
        ("recall", {"loud": True}),
    ],
)
def test_a_body_with_mistakes_is_refused_by_field(hall: Hall, verb, body):
    visit_id, seq = hall.visit_in("called"), hall.seq()
    answer = hall.clerk.post(f"/visits/{visit_id}/{verb}", body)
    refused(answer, 422, "invalid_fields")
    assert all(error["field"] and error["message"] for error in answer.json["errors"])
    assert answer.json["errors"]
    assert hall.seq() == seq
