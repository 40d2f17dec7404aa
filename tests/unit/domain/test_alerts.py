"""Which conditions hold, and when an alert is raised and cleared because of them."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from queue_server.domain.advice import Advice, Prospect
from queue_server.domain.alerts import (
    BeingServed,
    Condition,
    Key,
    Kind,
    LongWait,
    Memory,
    Scene,
    conditions,
    settle,
    unknown_kinds,
)
from tests.unit.domain.hall_builder import PlayedHall, catalog

MINUTE = 60.0


def scene(hall: PlayedHall | None = None, **more: Any) -> Scene:
    return Scene((hall or PlayedHall(catalog({"1": "a"}))).hall, **{"in_hours": True, **more})


def found(kind: Kind, one: Scene) -> list[Condition]:
    return [condition for condition in conditions(one) if condition.kind is kind]


def waiting(waited: float, expected: float | None) -> Scene:
    return scene(waits=[LongWait("v1", "A001", "a", waited * MINUTE, 15 * MINUTE, expected and expected * MINUTE)])


class Watcher:
    """Looks again and again, as the duties do."""

    def __init__(self) -> None:
        self.memory, self.standing, self.told = Memory(), set[Key](), list[str]()

    def look(self, one: Scene, at: float) -> list[str]:
        """What is told at this look."""
        settled = settle(self.standing, conditions(one), unknown_kinds(one), self.memory, at)
        self.memory = settled.memory
        self.standing |= {raised.key for raised in settled.raised}
        self.standing -= set(settled.cleared)
        told = [f"+{one.kind}" for one in settled.raised] + [f"-{kind}" for kind, _ in settled.cleared]
        self.told += told
        return told


def test_a_quiet_hall_alerts_nobody() -> None:
    assert [one.kind for one in conditions(scene(prospect=Prospect(30, 0.99)))] == [Kind.COUNTER_SILENT]
    assert Watcher().look(scene(prospect=Prospect(30, 0.99)), 0) == []


def test_a_bad_hour_is_told_when_it_stays_bad_for_a_minute_and_taken_back_when_it_stays_good() -> None:
    watcher = Watcher()
    bad, better, good = (scene(prospect=Prospect(40, share)) for share in (0.84, 0.93, 0.98))
    assert watcher.look(bad, 0) == watcher.look(bad, 50) == []
    assert watcher.look(bad, 60) == ["+share_at_risk"]
    assert watcher.look(better, 70) == watcher.look(better, 500) == []
    assert watcher.look(good, 505) == watcher.look(better, 510) == watcher.look(good, 600) == []
    assert watcher.look(good, 660) == ["-share_at_risk"]


def test_while_nobody_knows_the_next_hour_its_alert_stays() -> None:
    watcher = Watcher()
    bad = scene(prospect=Prospect(40, 0.5))
    watcher.look(bad, 0)
    assert watcher.look(bad, 60) == ["+share_at_risk"]
    assert watcher.look(scene(), 100) == watcher.look(scene(), 1000) == []
    assert watcher.look(scene(in_hours=False), 1100) == []
    assert watcher.look(scene(in_hours=False), 1160) == ["-share_at_risk"]


def test_an_answer_that_comes_too_late_once_does_not_begin_the_minute_anew() -> None:
    watcher = Watcher()
    bad = scene(prospect=Prospect(40, 0.5))
    assert watcher.look(bad, 0) == watcher.look(scene(), 30) == []
    assert watcher.look(bad, 60) == ["+share_at_risk"]


def test_the_advice_is_among_the_figures_of_the_share() -> None:
    prospect = Prospect(40.2, 0.841, 420.0, Advice(("4", "5"), 1000.4, 4500.0, 0.963, 180.0))
    [told] = found(Kind.SHARE_AT_RISK, scene(prospect=prospect))
    assert told.facts == {
        "share_percent": 84,
        "people": 40,
        "wait_minutes": 7,
        "target_minutes": 15,
        "advice_counters": "4 5",
        "advice_from": 1000,
        "advice_until": 4500,
        "advice_share_percent": 96,
        "advice_wait_minutes": 3,
    }


def test_somebody_who_will_be_called_in_time_is_no_alert_and_one_who_will_not_is() -> None:
    assert not found(Kind.VISIT_NEARLY_LATE, waiting(11.9, 20))
    assert [one.firm for one in found(Kind.VISIT_NEARLY_LATE, waiting(12, 2))] == [False]
    assert [one.firm for one in found(Kind.VISIT_NEARLY_LATE, waiting(12, 4))] == [True]
    assert [one.firm for one in found(Kind.VISIT_NEARLY_LATE, waiting(12, None))] == [True]
    assert [one.firm for one in found(Kind.VISIT_NEARLY_LATE, waiting(13.9, 0))] == [False]
    assert [one.firm for one in found(Kind.VISIT_NEARLY_LATE, waiting(14, 0))] == [True]


def test_the_alert_of_a_late_visit_lasts_until_it_is_called() -> None:
    watcher = Watcher()
    assert watcher.look(waiting(13, 9), 0) == ["+visit_nearly_late"]
    assert watcher.look(waiting(13.5, 1), 30) == []
    assert watcher.look(scene(), 60) == ["-visit_nearly_late"]


def test_serving_beyond_the_promise_is_told() -> None:
    served = [BeingServed("v1", "A001", "1", minutes * MINUTE) for minutes in (29.9, 30.0)]
    assert [one.facts["served_minutes"] for one in found(Kind.SERVED_TOO_LONG, scene(served=served))] == [30]


def test_a_service_without_a_counter_is_told_after_a_minute_when_somebody_waits_for_it() -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "b"}))
    hall.hall.counters["2"].state = "closed"
    watcher = Watcher()
    [idle] = found(Kind.SERVICE_UNSERVED, scene(hall))
    assert (idle.subject, idle.after) == ("b", 10 * MINUTE)
    hall.arrive("b")
    assert found(Kind.SERVICE_UNSERVED, scene(hall))[0].facts == {"service_id": "b", "waiting": 1}
    assert watcher.look(scene(hall), 0) == []
    assert watcher.look(scene(hall), 60) == ["+service_unserved"]
    hall.hall.counters["2"].state = "open"
    assert watcher.look(scene(hall), 65) == ["-service_unserved"]


def test_out_of_hours_and_before_anybody_is_at_work_nothing_is_missing() -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "b"}))
    for counter in hall.hall.counters.values():
        counter.state = "closed"
    assert conditions(scene(hall)) == []
    hall.arrive("b")
    assert conditions(scene(hall, in_hours=False)) == []
    assert len(found(Kind.SERVICE_UNSERVED, scene(hall))) == 1


def test_a_paused_counter_will_be_back_and_leaves_no_service_without() -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "b"}))
    hall.hall.counters["2"].state = "paused"
    assert not found(Kind.SERVICE_UNSERVED, scene(hall))


def test_a_free_counter_is_told_when_people_it_could_serve_wait_for_three_minutes() -> None:
    hall = PlayedHall(catalog({"1": "a", "2": "b"}))
    watcher = Watcher()
    assert watcher.look(scene(hall), 0) == []
    hall.arrive("a")
    assert [one.subject for one in found(Kind.COUNTER_IDLE, scene(hall))] == ["1"]
    assert watcher.look(scene(hall), 600) == watcher.look(scene(hall), 779) == []
    assert watcher.look(scene(hall), 780) == ["+counter_idle"]
    hall.call_next("1")
    assert watcher.look(scene(hall), 790) == ["-counter_idle"]


def test_a_counter_that_calls_nobody_for_half_an_hour_is_told() -> None:
    hall = PlayedHall(catalog({"1": "a"}))
    watcher = Watcher()
    assert watcher.look(scene(hall), 0) == watcher.look(scene(hall), 1799) == []
    assert watcher.look(scene(hall), 1800) == ["+counter_silent"]
    hall.hall.counters["1"].state = "paused"
    assert watcher.look(scene(hall), 1805) == ["-counter_silent"]


def test_an_office_sets_its_own_limits() -> None:
    office = catalog({"1": "a"})
    limits = replace(office.office.limits, late_share=0.3, nearly_late=timedelta(minutes=8))
    hall = PlayedHall(replace(office, office=replace(office.office, limits=limits)))
    prospects = [Prospect(40, share) for share in (0.9, 0.75, 0.6)]
    told = [found(Kind.SHARE_AT_RISK, scene(hall, prospect=one)) for one in prospects]
    assert [[one.firm for one in some] for some in told] == [[], [False], [True]]
    early = LongWait("v1", "A001", "a", 8 * MINUTE, 15 * MINUTE, None)
    assert found(Kind.VISIT_NEARLY_LATE, scene(hall, waits=[early]))


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(1, 120)), max_size=60))
def test_however_the_forecast_jumps_an_alert_is_raised_and_cleared_by_turns_and_never_within_a_minute(
    jumps: list[tuple[float, float]],
) -> None:
    watcher, at, told_at = Watcher(), 0.0, []
    for share, later in jumps:
        at += later
        told_at += [at] * len(watcher.look(scene(PlayedHall(catalog({})), prospect=Prospect(40, share)), at))
    assert watcher.told == [["+share_at_risk", "-share_at_risk"][turn % 2] for turn in range(len(watcher.told))]
    assert all(later - earlier >= 60 for earlier, later in pairwise(told_at))
