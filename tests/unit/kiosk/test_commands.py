"""The words beside the kiosk itself: what they write and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.commands import COMMANDS, commands_in_words, run_command
from tests.unit.kiosk.procedures.made import a_copy


def test_find_writes_the_procedures_as_json_best_first_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("find", ["khai", "shin"]) == 0
    out, err = capsys.readouterr()
    rows = json.loads(out)
    assert err == ""
    assert rows[0]["code"] == "1.001193"
    assert rows[0]["name"] == "Thủ tục đăng ký khai sinh"
    assert all(row.keys() == {"code", "name", "score"} for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_find_answers_an_empty_list_when_nothing_fits(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("find", ["qwrtz"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_data_says_what_is_wrong_where_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (a_copy(tmp_path) / "by-code" / "1.000894.json").write_text('{"code": ', encoding="utf-8")
    assert run_command("check-data", ["--assets", str(tmp_path)]) == 1
    first = capsys.readouterr().out.splitlines()[0]
    assert first.startswith("1.000894.json: line 1, column 10: is not JSON")


def test_check_data_ends_well_when_nothing_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command("check-data", []) == 0
    assert capsys.readouterr().out == "0 mistakes in procedures, forms, config\n"


def test_check_data_says_whom_an_office_forgot_to_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "my.toml"
    mine.write_text('[declarations]\nregistrar = "Ủy ban nhân dân xã Thử"\n', encoding="utf-8")
    assert run_command("check-data", ["--office", str(mine)]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        "my.toml: declarations.police: is missing: forms are addressed to the police of the commune;"
        " write its name under [declarations]"
    )


def test_help_tells_every_word() -> None:
    assert all(word in commands_in_words() for word in COMMANDS)
