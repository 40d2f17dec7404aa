"""What the wall knows after a board and some events, without a page, a server or a clock."""

from __future__ import annotations

from typing import Any

import pytest

from queue_server.contract.answers import Board
from queue_server.contract.events import Event
from tests.integration.display.stage import MORNING, Stage, as_json, board, call

RUN = """
const { fromBoard, merge, apply, callsAfter, stillStands, waitingTotal } = await load('board_state');
const freeze = (value) => {
  if (typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.values(Object.freeze(value)).forEach(freeze);
  return value;
};
let state = freeze(fromBoard(given.board));
for (const event of given.events) state = freeze(apply(state, event));
const merged = given.later ? merge(state, given.later, given.askedAt) : state;
return { ...merged, total: waitingTotal(merged), fresh: callsAfter(merged, given.after).map((one) => one.ticket_number),
  stands: state.recent.map((one) => stillStands(merged, one)) };
"""


def event(name: str, seq: int, number: str = "A001", counter: int | None = 1, **body: Any) -> dict[str, Any]:
    """An event as the public stream sends it."""
    facts = {"ticket_number": number, "priority": False, "service_id": "s0", "call_count": 1, "state": "called"} | body
    made = Event(
        seq=seq,
        name=name,  # type: ignore[arg-type]
        at=MORNING,
        recorded_at=MORNING,
        office_id="vi-du",
        visit_id="v1",
        counter_id=f"counter-{counter}" if counter else None,
        body=facts if name.startswith("visit.") else {"state": body.get("state")},
    )
    return made.model_dump(mode="json")


def after(
    stage: Stage, *events: dict[str, Any], first: Board | None = None, later: Board | None = None, asked_at: int = 0
) -> Any:
    given = {
        "board": as_json(first or board()),
        "events": list(events),
        "later": as_json(later) if later else None,
        "askedAt": asked_at,
        "after": 100,
    }
    return stage.run(RUN, given)


def shown(state: Any, part: str = "calls") -> list[tuple[str, str]]:
    return [(one["ticket_number"], one["counter_id"]) for one in state[part]]


def test_a_call_stands_at_its_counter_and_among_the_recent_ones(modules: Stage) -> None:
    state = after(modules, event("visit.called", 101, "A001", 3))

    assert shown(state) == [("A001", "counter-3")]
    assert shown(state, "recent") == [("A001", "counter-3")]
    assert state["calls"][0]["counter_name"] == {"vi": "Quầy 3", "en": "Counter 3"}


@pytest.mark.parametrize("number", ["A999", "A1000", "A12345", "K1-004", "1001"])
def test_a_number_is_never_shortened(modules: Stage, number: str) -> None:
    assert shown(after(modules, event("visit.called", 101, number, 2))) == [(number, "counter-2")]


def test_the_ninth_call_at_one_counter_keeps_all_before_it(modules: Stage) -> None:
    calls = [event("visit.called", 100 + step, f"A{step:03d}", 1) for step in range(1, 10)]

    state = after(modules, *calls)

    assert [number for number, _ in shown(state)] == ["A009"]
    assert [number for number, _ in shown(state, "recent")] == [f"A{step:03d}" for step in range(9, 0, -1)]


def test_every_call_of_a_burst_is_to_be_announced_in_its_order(modules: Stage) -> None:
    calls = [event("visit.called", 100 + step, f"A{step:03d}", step) for step in range(1, 9)]

    assert after(modules, *calls)["fresh"] == [f"A{step:03d}" for step in range(1, 9)]


def test_a_recall_is_a_newer_call_of_the_same_number(modules: Stage) -> None:
    state = after(modules, event("visit.called", 101), event("visit.recalled", 105, call_count=2))

    assert [(one["seq"], one["call_count"]) for one in state["calls"]] == [(105, 2)]
    assert len(state["recent"]) == 1


def test_an_event_that_was_seen_already_changes_nothing(modules: Stage) -> None:
    once = event("visit.called", 101)

    assert after(modules, once, once, event("visit.completed", 99)) == after(modules, once)


def test_a_gap_in_the_numbers_is_no_loss_because_the_public_stream_leaves_events_out(modules: Stage) -> None:
    state = after(modules, event("visit.called", 101, "A001", 1), event("visit.called", 250, "A002", 2))

    assert [number for number, _ in shown(state)] == ["A002", "A001"]
    assert (state["seq"], state["stale"]) == (250, False)


def test_a_served_visit_stays_at_its_counter_until_it_is_completed(modules: Stage) -> None:
    served = event("visit.serving_started", 102, state="serving")
    completed = event("visit.completed", 103, state="completed")

    assert shown(after(modules, event("visit.called", 101), served)) == [("A001", "counter-1")]
    state = after(modules, event("visit.called", 101), served, completed)
    assert shown(state) == []
    assert shown(state, "recent") == [("A001", "counter-1")]


def test_people_waiting_are_counted_as_they_come_and_are_called(modules: Stage) -> None:
    came = event("visit.started", 101, "A002", None, state="waiting", service_id="s1")

    called = event("visit.called", 102, "A002", 1, service_id="s1")
    before = after(modules)["total"]

    assert after(modules, came)["total"] == before + 1
    assert after(modules, came, called)["total"] == before


@pytest.mark.parametrize("name", ["visit.marked_no_show", "visit.transferred", "visit.completed"])
def test_who_goes_back_to_waiting_leaves_the_counter_and_is_counted_again(modules: Stage, name: str) -> None:
    called = after(modules, event("visit.called", 101))

    state = after(modules, event("visit.called", 101), event(name, 102, state="waiting", service_id="s4"))

    assert shown(state) == []
    assert state["total"] == called["total"] + 1


def test_a_held_visit_that_comes_back_is_shown_but_not_announced_again(modules: Stage) -> None:
    first = board(100, [call("A001", 1, 90)])
    held = event("visit.held", 101, state="held")
    back = event("visit.resumed", 102, state="serving")

    assert shown(after(modules, held, first=first)) == []
    state = after(modules, held, back, first=first)
    assert shown(state) == [("A001", "counter-1")]
    assert state["fresh"] == []


def test_a_held_visit_that_goes_on_at_another_counter_is_shown_there(modules: Stage) -> None:
    first = board(100, [call("A001", 1, 90)])
    held, back = event("visit.held", 101, state="held"), event("visit.resumed", 102, counter=5, state="serving")
    read_again = board(102, [call("A001", 1, 90)])
    desks = [
        one.model_copy(update={"ticket_number": "A001" if one.id == "counter-5" else None})
        for one in read_again.counters
    ]

    assert shown(after(modules, held, back, first=first)) == [("A001", "counter-5")]
    assert shown(after(modules, first=read_again.model_copy(update={"counters": desks}))) == [("A001", "counter-5")]


def test_a_corrected_class_changes_the_mark_of_a_call_and_announces_nothing(modules: Stage) -> None:
    first = board(100, [call("A001", 1, 90)])
    corrected = event("visit.priority_changed", 101, priority=True)
    elsewhere = event("visit.priority_changed", 102, "B777", None, state="waiting", priority=True)

    state = after(modules, corrected, elsewhere, first=first)
    assert shown(state) == [("A001", "counter-1")]
    assert [one["priority"] for one in state["calls"]] == [True]
    assert state["fresh"] == []


def test_a_held_visit_that_waits_again_is_counted(modules: Stage) -> None:
    state = after(modules, event("visit.resumed", 101, counter=None, state="waiting"))

    assert state["total"] == after(modules)["total"] + 1
    assert shown(state) == []


@pytest.mark.parametrize(
    "unclear",
    [
        event("visit.cancelled", 101, "B777", None, state="cancelled"),
        event("visit.called", 101, "A001", 77),
        event("visit.started", 101, "A001", None, state="waiting", service_id="new"),
        event("visit.resumed", 101, "B777", 4, state="serving"),
        event("counter.opened", 101, counter=77, state="open"),
        event("day.closed", 101, counter=None),
        event("day.opened", 101, counter=None),
    ],
    ids=lambda unclear: unclear["name"],
)
def test_what_an_event_cannot_tell_is_asked_of_the_board(modules: Stage, unclear: dict[str, Any]) -> None:
    assert after(modules, unclear)["stale"] is True
    assert after(modules, unclear, later=board(101), asked_at=101)["stale"] is False


def test_a_called_visit_that_is_cancelled_just_leaves(modules: Stage) -> None:
    state = after(modules, event("visit.called", 101), event("visit.cancelled", 102, state="cancelled"))

    assert (shown(state), state["stale"]) == ([], False)


def test_a_paused_counter_is_known_to_be_paused(modules: Stage) -> None:
    state = after(modules, event("counter.paused", 101, counter=2, state="paused"))

    assert [one["state"] for one in state["counters"]][:3] == ["open", "paused", "open"]


def test_a_board_read_again_brings_the_calls_that_no_event_told_of(modules: Stage) -> None:
    state = after(modules, later=board(140, [call("A009", 2, 133), call("A008", 1, 95)]), asked_at=100)

    assert state["fresh"] == ["A009"]


def test_a_board_overtaken_by_events_on_its_way_is_dropped(modules: Stage) -> None:
    state = after(modules, event("visit.called", 120), later=board(110), asked_at=100)

    assert shown(state) == [("A001", "counter-1")]
    assert state["seq"] == 120


def test_a_server_that_was_set_back_is_believed(modules: Stage) -> None:
    state = after(modules, event("visit.called", 120), later=board(3), asked_at=120)

    assert (shown(state), state["seq"]) == ([], 3)


def test_a_call_made_again_elsewhere_no_longer_stands(modules: Stage) -> None:
    state = after(
        modules,
        event("visit.called", 101, "A001", 1),
        event("visit.called", 102, "A002", 2),
        event("visit.completed", 103, "A001", 1, state="completed"),
    )

    assert dict(zip([number for number, _ in shown(state, "recent")], state["stands"], strict=True)) == {
        "A002": True,
        "A001": False,
    }


def test_a_long_day_does_not_grow_what_the_wall_keeps(modules: Stage) -> None:
    calls = [event("visit.called", 100 + step, f"A{step:03d}", step % 8 + 1) for step in range(1, 600)]

    state = after(modules, *calls)

    assert len(state["calls"]) == 8
    assert len(state["recent"]) == 40
