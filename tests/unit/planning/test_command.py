"""`./run staffing` as a supervisor types it: a table or JSON, and every mistake in a sentence that names its key."""

import json
from pathlib import Path

import pytest

from queue_server.contract.planning import Staffing
from queue_server.planning.__main__ import main
from queue_server.store.database import prepare
from tests.unit.simulate.halls import commune


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two counters that share the work of a short morning."""
    fields = [{"name": "Hộ tịch", "believed_mean": 6, "believed_cv": 0.8}]
    counters = [{"id": at, "skills": [0], "windows": [[450, 570, 1]]} for at in (1, 2, 3)]
    changes = {"fields": fields, "field_mix": [1], "counters": counters, "profile": [[450, 3, 60], [510, 1, 60]]}
    file = tmp_path_factory.mktemp("halls") / "morning.json"
    file.write_text(json.dumps(commune(**changes, expected_tickets_per_day=24)), "utf-8")
    return file


def test_a_scenario_is_planned_as_a_table(hall: Path, capsys) -> None:
    assert main(["staffing", str(hall), "--days", "8", "--share", "0,9"]) == 0
    out, said = capsys.readouterr()
    assert out.startswith("Nhân lực theo kịch bản: ít nhất 90,0 % người được gọi trong 15 phút")
    assert [line.split()[0] for line in out.splitlines() if line[:2].isdigit()] == [
        "07:30–08:00",
        "08:00–08:30",
        "08:30–09:00",
        "09:00–09:30",
    ]
    assert "Erlang C" in out
    assert said.strip().endswith("100%")


def test_the_table_speaks_english_when_asked(hall: Path, capsys) -> None:
    assert main(["staffing", str(hall), "--days", "8", "--language", "en"]) == 0
    assert "counters all day" in capsys.readouterr().out


def test_json_is_the_answer_of_the_api(hall: Path, capsys) -> None:
    assert main(["staffing", str(hall), "--days", "8", "--json"]) == 0
    found = Staffing.model_validate_json(capsys.readouterr().out)
    assert found.roster.counter_hours <= found.flat.counter_hours
    assert (found.searched_days, found.checked_days) == (8, 16)
    assert sum(piece.expected for piece in found.pieces) == pytest.approx(24, abs=0.1)


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["--weekday", "monday"], "--weekday"),
        (["--share", "95"], "--share"),
        (["--share", "most"], "--share"),
        (["--days", "0"], "--days"),
        (["--language", "fr"], "--language"),
    ],
)
def test_a_wrong_argument_is_told_by_its_key(arguments: list[str], key: str, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["staffing", *arguments])
    assert f"argument {key}:" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--data", "/nowhere"], "/nowhere: --data: "),
        (["nothing.json"], "nothing.json: "),
        (["--office", "none.toml"], "none.toml: "),
        (["--weekday", "sun"], "--weekday: "),
    ],
)
def test_what_cannot_be_planned_is_told_in_a_sentence(arguments: list[str], says: str, capsys) -> None:
    assert main(["staffing", *arguments]) == 2
    out, said = capsys.readouterr()
    assert out == ""
    assert said.strip().startswith(says)
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (["--date", "yesterday"], "--date"),
        (["--policy", "best"], "--policy"),
        (["--add-counter", "all@9"], "--add-counter"),
        (["--add-counter", "all@10:00-09:00"], "--add-counter"),
    ],
)
def test_a_wrong_argument_of_a_replay_is_told_by_its_key(arguments: list[str], key: str, capsys) -> None:
    with pytest.raises(SystemExit):
        main(["what-if", *arguments])
    assert f"argument {key}:" in capsys.readouterr().err


def test_a_past_day_is_played_again_at_the_command_line(tmp_path: Path, capsys) -> None:
    data = tmp_path / "data"
    data.mkdir()
    assert main(["what-if", "--data", str(data)]) == 2
    assert "--data: " in capsys.readouterr().err
    (data / "demo-credentials.json").write_text("{}")
    prepare(data / "motcua.db")
    assert main(["what-if", "--data", str(data), "--date", "2026-03-02"]) == 2
    assert capsys.readouterr().err.startswith("--date: ")
    assert main(["what-if", "--data", str(data), "--add-counter", "swimming"]) == 2
    assert "--add-counter: " in capsys.readouterr().err
