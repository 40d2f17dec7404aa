"""A broken form is told by file and key; the others work."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kiosk.forms.check import mistakes_in_forms
from queue_server.contract.forms.book import FOLDER, load_book


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "forms"))


def change(folder: Path, name: str, how: Any) -> None:
    found = json.loads((folder / name).read_text("utf-8"))
    how(found)
    (folder / name).write_text(json.dumps(found), "utf-8")


def test_the_forms_that_ship_are_without_mistakes() -> None:
    assert mistakes_in_forms() == []
    assert len(load_book().forms) == 9


def test_a_file_that_is_no_json_is_left_out_and_told(folder: Path) -> None:
    (folder / "ket_hon.json").write_text("{", "utf-8")
    book = load_book(folder)
    assert [line.split(":")[0] for line in book.mistakes] == ["ket_hon.json"]
    assert "ket_hon" not in book.forms
    assert len(book.forms) == 8


@pytest.mark.parametrize(
    ("how", "said"),
    [
        (lambda form: form.update(colour="red"), "colour"),
        (lambda form: form["sections"][0]["fields"][0].update(kind="poem"), "sections.0.fields.0.kind"),
        (lambda form: form["sections"][0]["fields"][1].update(id="kinh_gui"), "kinh_gui is there twice"),
        (lambda form: form["rules"][0].update(field="nobody"), "there is no field nobody"),
        (lambda form: form["rules"][0].update(rule="luck"), "there is no rule luck"),
        (lambda form: form["cards"].pop(0), "there is no card nyc"),
        (lambda form: form.update(id="other"), "other is not the name of the file"),
        (lambda form: form["sections"][1]["fields"][4].update(values_of="colours"), "there is no list colours"),
        (lambda form: form.update(valid_from="soon"), "valid_from"),
    ],
)
def test_a_mistake_is_told_by_file_and_key(folder: Path, how: Any, said: str) -> None:
    change(folder, "khai_sinh.json", how)
    book = load_book(folder)
    assert "khai_sinh" not in book.forms
    assert any(line.startswith("khai_sinh.json: ") and said in line for line in book.mistakes), book.mistakes


def test_a_field_that_is_not_on_the_paper_is_told(folder: Path) -> None:
    change(folder, "papers/khai_tu.json", lambda paper: paper.pop(4))
    assert any("papers/khai_tu.json" in line and "nyc_noi_cu_tru" in line for line in mistakes_in_forms(folder))


def test_a_question_without_plain_words_is_told(folder: Path) -> None:
    change(folder, "ket_hon.json", lambda form: form["sections"][0]["fields"][-1].pop("question"))
    told = "ket_hon.json: nu_lan_thu.question: is missing: ask for it in plain words"
    assert mistakes_in_forms(folder) == [told]


def test_a_choice_that_another_language_has_no_word_for_is_told(folder: Path) -> None:
    change(folder, "words.json", lambda words: [words["en"].pop(choice) for choice in ("Mẹ", "Con dâu")])
    assert mistakes_in_forms(folder) == [
        f"words.json: en.{choice}: is missing: call this choice in that language" for choice in ("Con dâu", "Mẹ")
    ]


def test_a_choice_is_called_in_the_language_of_its_reader() -> None:
    book = load_book()
    assert [book.called("Mẹ", language) for language in ("vi", "en")] == ["Mẹ", "Mother"]
    assert book.called("Gia Rai (Jrai)", "en") == "Gia Rai (Jrai)"


def test_a_paper_that_shows_what_nobody_asks_is_told(folder: Path) -> None:
    change(folder, "papers/khai_tu.json", lambda paper: paper.append({"line": "{so_giay}"}))
    assert "papers/khai_tu.json: so_giay: the form has no such field" in mistakes_in_forms(folder)


def test_a_form_out_of_force_is_not_offered() -> None:
    book = load_book()
    assert book.form_for("1.001193", date(2026, 11, 21)) is not None
    assert book.form_for("1.001193", date(2027, 3, 1)) is None
