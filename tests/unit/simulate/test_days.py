"""Simulated days: the same people for every policy, and the shape that the policies are known to have."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image

from queue_server.domain.policy import BALANCED, FAIR, FIFO, POLICIES, STRICT
from queue_server.simulate.__main__ import main
from queue_server.simulate.compare import Comparison, compare
from queue_server.simulate.days import draw_day, play_day, recorded_days
from queue_server.simulate.figures import Figures
from queue_server.simulate.scenario import load_scenario, read_scenario
from tests.unit.simulate.halls import COMMUNE, commune


@pytest.fixture(scope="module")
def figures() -> dict[str, Figures]:
    return compare(Comparison(load_scenario(COMMUNE), tuple(POLICIES.values()), days=60))


def test_the_same_seed_is_the_same_people() -> None:
    scenario = load_scenario(COMMUNE)
    assert draw_day(scenario, 7) == draw_day(scenario, 7)
    assert draw_day(scenario, 7) != draw_day(scenario, 8)


def test_everybody_is_served_and_nobody_twice() -> None:
    scenario = load_scenario(COMMUNE)
    people = draw_day(scenario, 3)
    served = play_day(scenario, people, FAIR)
    assert len(served) == len(people)
    assert all(one.wait is not None and one.wait >= 0 for one in served)


def test_fair_keeps_priority_waits_short_without_passing_anybody_over_more_than_five_times(figures) -> None:
    assert figures["fair"].priority_p90 < figures["fifo"].priority_p90 / 2
    assert figures["fair"].overtakes_max <= FAIR.max_overtakes
    assert figures["strict"].overtakes_max > FAIR.max_overtakes
    assert figures["fair"].mean < figures["fifo"].mean


def test_balanced_keeps_the_promise_to_more_people_than_fair(figures) -> None:
    assert figures["balanced"].share15 > figures["fair"].share15
    assert figures["balanced"].overtakes_max <= BALANCED.max_overtakes
    assert figures["balanced"].priority_p90 < figures["fair"].priority_p90 * 1.1


def test_first_come_first_called_overtakes_nobody(figures) -> None:
    assert figures["fifo"].overtakes_max == 0
    assert all(one.unserved == 0 for one in figures.values())


def test_two_processes_give_the_figures_of_one() -> None:
    scenario = load_scenario(COMMUNE)
    alone = Comparison(scenario, (FAIR, STRICT), days=20)
    assert compare(alone) == compare(Comparison(scenario, (FAIR, STRICT), days=20, workers=2))


def test_a_service_that_no_counter_offers_is_counted_as_unserved() -> None:
    counters = [{"id": 1, "skills": [1], "windows": [[450, 1020, 1]]}]
    scenario = read_scenario(commune(counters=counters, expected_tickets_per_day=40))
    found = compare(Comparison(scenario, (FIFO,), days=5))["fifo"]
    assert 0 < found.unserved < found.visits


def test_a_recorded_day_is_played_as_it_was() -> None:
    row = {"t": 451, "ref": 451, "field": 1, "cls": 0, "slot": None, "no_show": False, "service": 5}
    at_once = [row | {"t": 451 + at / 60} for at in range(6)]
    counters = [{"id": 1, "skills": [1], "windows": [[450, 1020, 1]]}]
    scenario = read_scenario(commune(counters=counters, days=[at_once]))
    (people,) = recorded_days(scenario)
    waits = [one.wait for one in play_day(scenario, people, FIFO)]
    assert waits == [pytest.approx(at * (300 - 1), abs=1e-6) for at in range(6)]


def test_somebody_at_a_closed_door_waits_for_the_next_opening() -> None:
    row = {"t": 700, "ref": 700, "field": 1, "cls": 0, "no_show": False, "service": 5}
    scenario = read_scenario(
        commune(counters=[{"id": 1, "skills": [1], "windows": [[450, 690, 0], [810, 1020, 1]]}], days=[[row]])
    )
    (people,) = recorded_days(scenario)
    assert [one.wait for one in play_day(scenario, people, FAIR)] == [110 * 60]


def test_the_command_prints_a_table_and_json_and_draws_the_waits(tmp_path: Path, capsys) -> None:
    picture = tmp_path / "waits.png"
    began = ["--policy", "fair,fifo", "--days", "12", "--workers", "1", "--picture", str(picture)]
    assert main([str(COMMUNE), *began]) == 0
    out, said = capsys.readouterr()
    *table, line = out.splitlines()
    assert [row.split()[0] for row in table[1:3]] == ["fair", "fifo"]
    found = json.loads(line)
    assert list(found["policies"]) == ["fair", "fifo"]
    assert found["policies"]["fair"]["days"] == 12
    assert sum(found["policies"]["fair"]["by_minute"]) == found["policies"]["fair"]["visits"]
    assert "12/12" in said
    assert Image.open(picture).size == (1280, 800)


def test_an_unknown_policy_is_refused(capsys) -> None:
    with pytest.raises(SystemExit):
        main([str(COMMUNE), "--policy", "fair,fastest"])
    assert "fastest" in capsys.readouterr().err


def test_a_thousand_days_of_five_counters_are_a_matter_of_seconds() -> None:
    scenario = load_scenario(COMMUNE)
    began = perf_counter()
    for seed in range(50):
        play_day(scenario, draw_day(scenario, seed), FAIR)
    # 1,000 days on two processors in a minute are 120 ms of one processor a day.
    assert (perf_counter() - began) / 50 < 0.12
