"""A scenario that makes no sense is refused in one sentence that begins with its key."""

import copy
import json
from pathlib import Path

import pytest

from queue_server.simulate.__main__ import main
from queue_server.simulate.checks import ScenarioError
from queue_server.simulate.days import recorded_days
from queue_server.simulate.scenario import load_scenario, read_scenario
from tests.unit.simulate.halls import COMMUNE, commune

FIRST = {"name": "Một", "believed_mean": 8, "believed_cv": 0.8}
COUNTER = {"id": 1, "skills": [0], "windows": [[450, 690, 1]]}
PERSON = {"t": 451, "ref": 451, "field": 0, "cls": 0, "slot": None, "no_show": False, "service": 5}

MISTAKES = {
    "fields": [{"fields": []}, {"fields": None}, {"fields": "eight"}],
    "fields[0].believed_mean": [{"fields": [FIRST | {"believed_mean": -3}]}, {"fields": [{"believed_cv": 1}]}],
    "fields[0].believed_cv": [{"fields": [FIRST | {"believed_cv": float("nan")}]}],
    "field_mix": [{"field_mix": [1, 2]}, {"field_mix": [0] * 8}, {"field_mix": [-1] + [1] * 7}],
    "class_mix": [{"class_mix": [1, 1]}],
    "counters[0].skills": [{"counters": [COUNTER | {"skills": [8]}]}, {"counters": [COUNTER | {"skills": []}]}],
    "counters[0].windows": [
        {"counters": [COUNTER | {"windows": [[690, 450, 1]]}]},
        {"counters": [COUNTER | {"windows": [[-5, 450, 1]]}]},
        {"counters": [COUNTER | {"windows": [[450, 690]]}]},
        {"counters": [COUNTER | {"windows": [[450, 690, 1], [600, 700, 1]]}]},
    ],
    "counters[0].id": [{"counters": [COUNTER | {"id": "one"}]}],
    "counters.id": [{"counters": [COUNTER, COUNTER]}],
    "profile": [{"profile": [[420, -1, 30]]}, {"profile": [[420, 0, 30]]}, {"profile": [[420, 1]]}],
    "expected_tickets_per_day": [{"expected_tickets_per_day": -1}, {"expected_tickets_per_day": "many"}],
    "no_show_prob": [{"no_show_prob": 1.5}],
    "call_cost": [{"call_cost": -1}],
    "days[0][0]": [{"days": [["somebody"]]}],
}


@pytest.mark.parametrize(
    ("key", "changes"), [(key, changes) for key, all_changes in MISTAKES.items() for changes in all_changes]
)
def test_a_mistake_is_told_by_its_key(key: str, changes: dict[str, object]) -> None:
    with pytest.raises(ScenarioError) as refusal:
        read_scenario(commune(**copy.deepcopy(changes)))
    assert str(refusal.value).startswith(f"{key}:")
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("key", "wrong"), [("field", 8), ("cls", 3), ("t", -1), ("service", -2), ("no_show", "no"), ("ref", "noon")]
)
def test_an_impossible_person_of_a_recorded_day_is_told_by_its_key(key: str, wrong: object) -> None:
    scenario = read_scenario(commune(days=[[PERSON, PERSON | {key: wrong}]]))
    with pytest.raises(ScenarioError, match=rf"^days\[0\]\[1\]\.{key}: "):
        recorded_days(scenario)


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "\ufeff{}", "null"])
def test_a_broken_file_runs_nothing(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "hall.json"
    file.write_text(text, "utf-8")
    assert main([str(file), "--picture", str(tmp_path / "waits.png")]) == 2
    out, said = capsys.readouterr()
    assert (out, said.count("\n")) == ("", 1)
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match=r"none\.json: the file cannot be read"):
        load_scenario(tmp_path / "none.json")


def test_the_scenario_that_ships_is_read() -> None:
    scenario = load_scenario(COMMUNE)
    assert len(scenario.services) == 8
    assert json.loads(COMMUNE.read_text("utf-8"))["name"] == scenario.name
