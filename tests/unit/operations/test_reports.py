"""Every figure of a report is the one that the journal's events tell, for any day, at any moment of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queue_server.domain.errors import Refused
from queue_server.domain.figures import By, LegTally, Spread, VisitTally
from queue_server.domain.visit import State, Visit
from queue_server.operations import calling, days, priority, reports, serving, visits
from queue_server.operations.asker import Asker
from queue_server.operations.reports import Asked, Report
from queue_server.operations.serving import Destination
from queue_server.store import visits as stored
from queue_server.store.database import prepare
from tests.support_office import KIOSK, MORNING, SmallOffice, small_catalog
from tests.unit.operations import told

TARGETS = {"births": timedelta(minutes=15), "land": timedelta(minutes=5)}
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
MINUTE = timedelta(minutes=1)


class Played:
    """An office whose one supervisor holds every counter; refused moves change nothing and are passed over."""

    def __init__(self, folder: Path) -> None:
        catalog = small_catalog()
        services = catalog.services | {"land": replace(catalog.services["land"], wait_target=TARGETS["land"])}
        self.office = SmallOffice(folder, catalog=replace(catalog, services=services))
        self.boss = self.office.person("boss", "supervisor")
        for counter_id in self.office.catalog.counters:
            self.office.open(counter_id, self.boss)

    def play(self, choice: int, pick: int, pause: timedelta) -> None:
        """One of the moves that somebody's state allows now: a random day would else be made of refusals."""
        # However often the clock is set back, it stays the same morning.
        self.office.clock.advance(max(pause, MORNING - self.office.clock.now()))
        here = stored.active(self.office.db)
        allowed = [move for move, states in MOVABLE.items() if any(visit.state in states for visit in here)]
        moves = ["ticket"] * (len(here) < MOST_HERE) + allowed
        move = moves[choice % len(moves)]
        if move == "ticket":
            self._ticket(pick)
            return
        found = [visit for visit in here if visit.state in MOVABLE[move]]
        try:
            self.office.run(lambda work: MOVES[move](work, found[pick % len(found)], "123"[pick % 3], self.boss))
        except Refused:
            return

    def _ticket(self, pick: int) -> None:
        services = (("births",), ("land",), ("births", "land"), ("land", "births", "land"))[pick % 4]
        request = self.office.asked_for(*services, priority_class=("ordinary", "elderly_75")[pick // 4 % 2])
        # Each arrival is a moment of its own, as on a real clock.
        self.office.clock.advance(timedelta.resolution)
        self.office.run(lambda work: visits.start_visit(work, request, KIOSK))

    def close_the_day(self) -> None:
        self.office.clock.advance(timedelta(days=1))
        self.office.run(days.close_days)

    def report(self, by: By, first: date = MONDAY, last: date = TUESDAY) -> Report:
        return reports.measure(self.office.db, self.office.catalog, Asked(first, last, by), self.office.clock.now())


Move = Callable[[Any, Visit, str, Asker], Any]
MOVES: dict[str, Move] = {
    "call": lambda work, visit, at, boss: calling.call_next(work, at, boss),
    "release": lambda work, visit, at, boss: serving.release_hold(work, visit.visit_id, boss),
    "serve": lambda work, visit, at, boss: serving.serve(work, visit.visit_id, boss),
    "complete": lambda work, visit, at, boss: serving.complete(work, visit.visit_id, boss),
    "hold": lambda work, visit, at, boss: serving.hold(work, visit.visit_id, boss, reason="giấy tờ", minutes=None),
    "resume": lambda work, visit, at, boss: serving.resume(work, visit.visit_id, boss, at),
    "no_show": lambda work, visit, at, boss: calling.mark_no_show(work, visit.visit_id, boss),
    "cancel": lambda work, visit, at, boss: visits.cancel_visit(work, visit.visit_id, boss, "về"),
    "correct": lambda work, visit, at, boss: priority.correct_priority(
        work, visit.visit_id, ("ordinary", "elderly_75")[int(at) % 2], boss, "chọn nhầm"
    ),
    "choose": lambda work, visit, at, boss: calling.call_chosen(work, visit.visit_id, at, boss, "vội"),
    "send": lambda work, visit, at, boss: serving.transfer(work, visit.visit_id, boss, Destination("land")),
    "send_and_return": lambda work, visit, at, boss: serving.transfer(
        work, visit.visit_id, boss, Destination("births", comes_back=True)
    ),
}
MOVABLE: dict[str, set[State]] = {
    "call": {State.WAITING},
    "release": {State.HELD},
    "serve": {State.CALLED},
    "complete": {State.SERVING},
    "hold": {State.CALLED, State.SERVING},
    "resume": {State.HELD},
    "no_show": {State.CALLED},
    "cancel": {State.WAITING, State.CALLED, State.HELD},
    "correct": {State.WAITING, State.CALLED, State.SERVING, State.HELD},
    "choose": {State.WAITING},
    "send": {State.CALLED, State.SERVING},
    "send_and_return": {State.CALLED, State.SERVING},
}
STEPS = st.tuples(
    st.integers(0, 27719),
    st.integers(0, 59),
    # Up to a quarter of an hour on, and now and then a clock that is set back.
    st.one_of(
        st.timedeltas(timedelta(0), timedelta(minutes=15)),
        st.timedeltas(timedelta(0), timedelta(minutes=2)),
        st.timedeltas(timedelta(minutes=-20), timedelta(0)),
    ),
)
MOST_HERE = 4
"""Few people who do much, rather than many who wait."""


@pytest.fixture(scope="module")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "office.db"
    prepare(path)
    return path


@pytest.fixture
def played(tmp_path: Path) -> Iterator[Played]:
    one = Played(tmp_path)
    yield one
    one.office.close()


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=10, max_size=70))
def test_every_figure_is_what_the_journal_tells(
    empty_file: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[int, int, timedelta]]
) -> None:
    folder = tmp_path_factory.mktemp("day")
    shutil.copy(empty_file, folder / "office.db")
    played = Played(folder)
    for choice, pick, pause in steps:
        played.play(choice, pick, pause)
    assert_as_told(played)
    played.close_the_day()
    assert_as_told(played)
    assert_a_seal_tells_the_same(played)
    played.office.close()
    shutil.rmtree(folder)


def assert_as_told(played: Played) -> None:
    now, visits_told = played.office.clock.now(), told.visits_told(played.office.events)
    for by in By:
        report = played.report(by)
        assert report.complete
        assert of_visits(report.figures.visits) == told.of_visits(visits_told, TARGETS)
        legs = [leg for visit in visits_told for leg in visit.legs]
        assert of_legs(report.figures.total) == told.of_legs(legs, TARGETS, now)
        groups: dict[str, list[told.ToldLeg]] = {}
        for leg in legs:
            groups.setdefault(told.key_of(by, leg), []).append(leg)
        expected = {key: told.of_legs(group, TARGETS, now) for key, group in groups.items()}
        assert {key: of_legs(tally) for key, tally in report.groups()} == expected


def assert_a_seal_tells_the_same(played: Played) -> None:
    """Counts, means, shares and the worst exactly; percentiles to the minute."""
    exact = {by: played.report(by) for by in By}
    assert played.office.run(lambda work: days.prune(work, timedelta(days=-1))) == MONDAY
    for by in By:
        report = played.report(by)
        assert report.sealed == [MONDAY]
        assert not report.complete
        kept = dict(exact[by].groups())
        assert [key for key, _ in report.groups()] == list(kept)
        for key, tally in [*report.groups(), ("all", report.figures.total)]:
            assert_close(tally, kept[key] if key in kept else exact[by].figures.total)
        assert report.figures.visits.endings == exact[by].figures.visits.endings
        assert_spread_close(report.figures.visits.waits.spread(), exact[by].figures.visits.waits.spread())


def assert_close(sealed: LegTally, exact: LegTally) -> None:
    assert sealed.endings == exact.endings
    assert_spread_close(sealed.waits.spread(), exact.waits.spread())
    assert_spread_close(sealed.services.spread(), exact.services.spread())


def assert_spread_close(sealed: Spread, exact: Spread) -> None:
    for name in ("count", "within_target", "mean", "worst"):
        assert getattr(sealed, name) == getattr(exact, name)
    for name in ("median", "p90", "p95"):
        here, there = getattr(sealed, name), getattr(exact, name)
        assert here == there or abs(here - there) <= MINUTE / 2


def of_legs(tally: LegTally) -> dict[str, Any]:
    running = tally.running
    return {
        "endings": {str(ending): count for ending, count in tally.endings.items() if count},
        "waits": as_told(tally.waits.spread()),
        "services": as_told(tally.services.spread()),
        "running": (running.count, running.late, running.worst),
    }


def of_visits(tally: VisitTally) -> dict[str, Any]:
    return {
        "endings": {str(ending): count for ending, count in tally.endings.items() if count},
        "waits": as_told(tally.waits.spread()),
        "handling": as_told(tally.handling.spread()),
    }


def as_told(spread: Spread) -> dict[str, Any]:
    percentiles = {"p50": spread.median, "p90": spread.p90, "p95": spread.p95}
    return {
        "count": spread.count,
        "within": spread.within_target,
        "mean": spread.mean,
        "worst": spread.worst,
    } | percentiles


def test_a_wait_to_the_second_of_the_target_is_within_it_and_one_microsecond_more_is_not(played: Played) -> None:
    office = played.office
    first, second = office.ticket("births"), office.ticket("births")
    office.clock.advance(timedelta(minutes=15, seconds=-1))
    assert office.call_next("1", played.boss) == first.visit.visit_id
    office.serve(first.visit.visit_id, played.boss)
    office.clock.advance(timedelta(seconds=1, microseconds=1))
    office.call_next("2", played.boss)
    office.serve(second.visit.visit_id, played.boss)
    waits = played.report(By.SERVICE).figures.total.waits.spread()
    assert (waits.count, waits.within_target, waits.share_within) == (2, 1, 0.5)
    assert waits.worst == timedelta(minutes=15, microseconds=1)
    assert waits.median == timedelta(minutes=15)


def test_lunch_and_the_evening_count_as_waiting(played: Played) -> None:
    office = played.office
    visit_id = office.ticket("births").visit.visit_id
    office.clock.advance(timedelta(hours=11))
    running = played.report(By.SERVICE).figures.total.running
    assert (running.count, running.late, running.worst) == (1, 1, timedelta(hours=11))
    office.call_next("1", played.boss)
    office.serve(visit_id, played.boss)
    assert played.report(By.SERVICE).figures.total.waits.worst == timedelta(hours=11)


def test_a_clock_that_was_set_back_gives_no_negative_wait(played: Played) -> None:
    office = played.office
    visit_id = office.ticket("births").visit.visit_id
    office.clock.advance(timedelta(minutes=-30))
    assert played.report(By.SERVICE).figures.total.running.worst == timedelta(0)
    office.call_next("1", played.boss)
    office.serve(visit_id, played.boss)
    figures = played.report(By.SERVICE).figures
    assert (figures.total.waits.count, figures.total.waits.worst) == (1, timedelta(0))


def test_a_service_with_a_target_of_its_own_is_held_to_it(played: Played) -> None:
    office = played.office
    for service, counter_id in (("births", "1"), ("land", "3")):
        visit_id = office.ticket(service).visit.visit_id
        office.clock.advance(timedelta(minutes=6))
        office.call_next(counter_id, played.boss)
        office.serve(visit_id, played.boss)
    shares = {key: tally.waits.spread().share_within for key, tally in played.report(By.SERVICE).groups()}
    assert shares == {"births": 1.0, "land": 0.0}


def test_a_visit_is_within_the_target_only_if_each_of_its_waits_was(played: Played) -> None:
    office = played.office
    visit_id = office.ticket("births", "land").visit.visit_id
    for minutes in (16, 1):
        office.clock.advance(timedelta(minutes=minutes))
        office.call_next("1", played.boss)
        office.serve(visit_id, played.boss)
        office.run(lambda work: serving.complete(work, visit_id, played.boss))
    figures = played.report(By.SERVICE).figures
    assert (figures.total.waits.count, figures.total.waits.within) == (2, 1)
    assert (figures.visits.waits.count, figures.visits.waits.within) == (1, 0)
    assert figures.visits.waits.worst == timedelta(minutes=17)


def test_a_clock_set_back_takes_nothing_from_a_wait_that_was_there_before(played: Played) -> None:
    office = played.office
    visit_id = office.ticket("births").visit.visit_id
    office.clock.advance(timedelta(minutes=5))
    office.call_next("1", played.boss)
    office.run(lambda work: serving.hold(work, visit_id, played.boss, reason="giấy tờ", minutes=None))
    office.run(lambda work: serving.release_hold(work, visit_id, played.boss))
    office.clock.advance(timedelta(minutes=-3))
    assert played.report(By.SERVICE).figures.total.running.worst == timedelta(minutes=5)


def test_a_day_without_anybody_gives_no_figure_and_no_zero(played: Played) -> None:
    spread = played.report(By.HALF_HOUR, TUESDAY, TUESDAY).figures.total.waits.spread()
    assert (spread.count, spread.mean, spread.worst, spread.share_within) == (0, None, None, None)


def test_who_is_not_served_by_the_end_of_the_day_counts_apart(played: Played) -> None:
    office = played.office
    served = office.ticket("births").visit.visit_id
    office.ticket("births")
    office.call_next("1", played.boss)
    office.serve(served, played.boss)
    played.close_the_day()
    total = played.report(By.COUNTER).figures.total
    assert {str(ending): count for ending, count in total.endings.items() if count} == {"unserved": 1, "left_open": 1}
    assert (total.waits.count, total.services.count, total.running.count) == (1, 0, 0)
    assert [key for key, _ in played.report(By.COUNTER).groups()] == ["1", ""]


def test_a_day_sealed_without_figures_is_named_and_not_guessed(played: Played) -> None:
    played.office.ticket("births")
    played.close_the_day()
    played.office.run(lambda work: days.prune(work, timedelta(days=-1)))
    played.office.db.execute("update day set counts = '{}' where business_date = '2026-03-02'")
    report = played.report(By.SERVICE)
    assert (report.unknown, report.complete, report.figures.visits.waits.count) == ([MONDAY], False, 0)


def test_the_morning_is_eight_o_clock() -> None:
    assert told.key_of("half_hour", told.ToldLeg("births", MORNING, False, MORNING)) == "08:00"
