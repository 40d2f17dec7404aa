"""What one more counter at the right time is worth, on days that nobody tuned anything to."""

import json
from dataclasses import replace

import pytest

from queue_server.domain.policy import FAIR
from queue_server.simulate.__main__ import main
from queue_server.simulate.days import draw_day, play_day
from queue_server.simulate.loads import Trial, at_load, gains, load_of
from queue_server.simulate.opening import nothing, play_opened, with_spare
from queue_server.simulate.scenario import load_scenario, read_scenario
from tests.unit.simulate.halls import COMMUNE, commune

BUSY = Trial(read_scenario(commune()), FAIR, (1.02,), days=6, seed=7001)


def test_a_load_is_reached_by_more_or_fewer_people_and_nothing_else():
    scenario = load_scenario(COMMUNE)
    assert load_of(scenario) == pytest.approx(0.91, abs=0.01)
    busier = at_load(scenario, 1.15)
    assert load_of(busier) == pytest.approx(1.15)
    assert replace(busier, demand=scenario.demand) == scenario


def test_a_day_played_in_pieces_is_the_day_played_at_once():
    scenario = with_spare(load_scenario(COMMUNE))
    for seed in range(3):
        people = draw_day(scenario, seed)
        in_pieces = play_opened(scenario, people, FAIR, nothing, seed)
        assert in_pieces.served == play_day(scenario, people, FAIR)
        assert in_pieces.opened == 0


def test_following_the_advice_serves_more_people_in_time_than_doing_nothing_or_waiting_for_the_queue():
    found = {one.rule: one for one in gains(BUSY)}
    shares = {rule: one.figures.share15 for rule, one in found.items()}
    assert shares["nothing"] + 0.04 < shares["advice"]
    assert shares["reactive"] < shares["advice"]
    assert found["nothing"].hours == 0
    assert 0 < found["advice"].hours < 4
    assert len({one.figures.visits for one in found.values()}) == 1


def test_the_trial_is_run_from_the_command_line(capsys: pytest.CaptureFixture[str]):
    assert main([str(COMMUNE), "--advice", "--loads", "0.7", "--days", "1", "--workers", "1", "--policy", "fair"]) == 0
    table, told = capsys.readouterr().out.rsplit("\n", 2)[:2]
    assert "counter-hours" in table
    assert [one["rule"] for one in json.loads(told)["advice"]] == ["nothing", "reactive", "advice"]


@pytest.mark.parametrize("loads", ["", "much", "0.9,9"])
def test_a_load_that_cannot_be_is_told(loads: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit):
        main([str(COMMUNE), "--advice", "--loads", loads])
    assert "from 0.1 to 2" in capsys.readouterr().err
