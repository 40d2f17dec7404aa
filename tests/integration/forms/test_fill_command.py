"""`./run kiosk fill`, as a program."""

from __future__ import annotations

import json
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.unit.contract.forms.made import MAN, SAMPLES, WOMAN

DAY = ("--today", "2026-11-21")


def run(*arguments: str) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "kiosk", "fill", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == "", done.stderr
    return done.returncode, json.loads(done.stdout)


def fill(tmp_path: Path, form_id: str, answers: object) -> tuple[int, dict[str, Any], Path]:
    path, pdf = tmp_path / "answers.json", tmp_path / "out.pdf"
    path.write_text(json.dumps(answers), "utf-8")
    code, told = run(form_id, "--answers", str(path), "--pdf", str(pdf), *DAY)
    return code, told, pdf


def test_whole_answers_make_a_pdf_that_others_cannot_read(tmp_path: Path) -> None:
    code, told, pdf = fill(tmp_path, "khai_sinh", SAMPLES["khai_sinh"])
    assert (code, told["mistakes"], told["pdf"]) == (0, [], str(pdf))
    assert pdf.read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(pdf.stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".declaration-*"))


def test_mistakes_are_listed_by_field_and_no_pdf_is_written(tmp_path: Path) -> None:
    code, told, pdf = fill(tmp_path, "ket_hon", SAMPLES["ket_hon"] | {"nu_ngay_sinh": "31/02/2001", "nam_ho_ten": ""})
    assert code == 1
    assert {one["field"] for one in told["mistakes"]} == {"nu_ngay_sinh", "nam_ho_ten"}
    assert not pdf.exists()


def test_cards_fill_what_is_on_them(tmp_path: Path) -> None:
    answers = {
        key: value
        for key, value in SAMPLES["ket_hon"].items()
        if not key.endswith(("ho_ten", "ngay_sinh", "noi_cu_tru", "so_dinh_danh", "ngay_cap"))
    }
    code, told, _ = fill(tmp_path, "ket_hon", {"answers": answers, "cards": {"nu": WOMAN, "nam": MAN}})
    assert (code, told["mistakes"]) == (0, [])
    assert told["saving"]["typed_share"] < 0.5


def test_the_text_of_a_cards_code_will_do_for_a_card(tmp_path: Path) -> None:
    code = "064090012345|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Ia Rtô, Gia Lai|12052021"
    answers = {"answers": {"huu": "Không"}, "cards": {"nd": code}}
    _, told, _ = fill(tmp_path, "huu_tri_xa_hoi", answers)
    assert "nd_ho_ten" not in {one["field"] for one in told["mistakes"]}


@pytest.mark.parametrize("answers", [[], "x", 3, {"answers": {}, "cards": {"uncle": {}}}, {"answers": {}, "cards": 3}])
def test_a_file_that_holds_no_answers_is_explained(tmp_path: Path, answers: object) -> None:
    code, told, _ = fill(tmp_path, "ket_hon", answers)
    assert code == 2
    assert "answers.json" in told["error"]


def test_an_unknown_form_names_the_forms_there_are(tmp_path: Path) -> None:
    code, told, _ = fill(tmp_path, "ly_hon", {})
    assert code == 2
    assert "khai_sinh" in told["error"]


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(SAMPLES["CT01"]), "utf-8")
    code, told = run("CT01", "--answers", str(path), "--pdf", str(tmp_path / "no" / "out.pdf"), *DAY)
    assert code == 2
    assert "cannot be written" in told["error"]


def test_the_fields_of_a_form_can_be_listed() -> None:
    code, told = run("CT01", "--fields")
    assert code == 0
    assert [one["id"] for one in told["sections"][0]["fields"]][:3] == ["kinh_gui", "f1", "f2"]
