"""The shipped data, and data with something wrong: named by file and key, and the rest works."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.procedures.checks import all_mistakes
from kiosk.procedures.entry import Entry
from kiosk.procedures.model import Mistake
from kiosk.procedures.reading import _procedure, load_library
from tests.unit.kiosk.procedures.made import a_copy, change, shipped

BIRTH = "1.001193"
WORKING = date(2026, 12, 1)


def test_the_shipped_data_have_no_mistake() -> None:
    assert all_mistakes() == []
    assert len(shipped().procedures) == 67


def test_every_procedure_belongs_to_a_field_and_most_to_an_event_of_life() -> None:
    assert sorted(code for topic in shipped().fields for code in topic.codes) == sorted(shipped().procedures)
    events = {topic.id for topic in shipped().life_events}
    assert events >= {"sinh-con", "ket-hon", "mat-giay-to", "vay-von", "lam-nha"}


def test_nothing_without_a_tariff_says_that_it_is_free() -> None:
    for procedure in shipped().procedures.values():
        if not procedure.fee.is_known:
            assert "miễn phí" not in (procedure.fee.note or {}).get("vi", "").lower()


def test_no_working_note_of_the_sources_reaches_a_citizen() -> None:
    for procedure in shipped().procedures.values():
        shown = [procedure.about, procedure.time_limit.text, procedure.result, procedure.fee.note or {}]
        shown += [document.name for document in procedure.documents]
        text = " ".join(value for names in shown for value in names.values())
        assert not any(trace in text for trace in ("[S", "knowledge", "MÂU THUẪN", "CSDL", "source:"))


@pytest.mark.parametrize(
    ("how", "key"),
    [
        (lambda values: values.pop("name"), "name"),
        (lambda values: values.update(online_level="maybe"), "online_level"),
        (lambda values: values.update(field="nowhere"), "field"),
        (lambda values: values.update(code="1.999999"), "code"),
        (lambda values: values.update(extra=1), "extra"),
        (lambda values: values["fee"].update(amount=-5), "fee.amount"),
        (lambda values: values["valid"].update(until="2026-02-30"), "valid.until"),
        (lambda values: values["valid"].update(until="2020-01-01"), "valid.until"),
        (lambda values: values["documents"].append({"en": "x"}), "documents[5].vi"),
        (lambda values: values.update(say="khai sinh"), "say"),
        (lambda values: values["say"].append(values["say"][0]), "say[17]"),
        (lambda values: values["sources"].pop("fee"), "sources.fee"),
    ],
)
def test_a_broken_procedure_is_left_out_and_named_by_file_and_key(
    tmp_path: Path, how: Callable[[dict[str, Any]], Any], key: str
) -> None:
    folder = a_copy(tmp_path)
    change(folder / "by-code" / f"{BIRTH}.json", how)
    library = load_library(folder)
    assert [(mistake.file, mistake.key) for mistake in library.mistakes] == [(f"{BIRTH}.json", key)]
    assert len(library.procedures) == 66


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b'"text"', b"[" * 100_000, b"null"])
def test_a_file_that_is_no_object_is_left_out_and_the_rest_works(tmp_path: Path, content: bytes) -> None:
    folder = a_copy(tmp_path)
    (folder / "by-code" / f"{BIRTH}.json").write_bytes(content)
    library = load_library(folder)
    assert {mistake.file for mistake in library.mistakes} == {f"{BIRTH}.json"}
    assert len(library.procedures) == 66
    assert BIRTH not in library.most_used


@pytest.mark.parametrize("name", ["menu.json", "rules.json", "words.json"])
def test_without_one_of_the_shared_files_what_does_not_need_it_works(tmp_path: Path, name: str) -> None:
    folder = a_copy(tmp_path)
    (folder / name).unlink()
    library = load_library(folder)
    assert name in {mistake.file for mistake in library.mistakes}
    assert library.procedures or name == "menu.json"


def test_a_life_event_that_names_an_unknown_procedure_says_so(tmp_path: Path) -> None:
    folder = a_copy(tmp_path)
    change(folder / "menu.json", lambda values: values["life_events"][0]["procedures"].append("1.999999"))
    assert [str(mistake) for mistake in load_library(folder).mistakes] == [
        "menu.json: life_events[0].procedures: there is no procedure 1.999999"
    ]


def test_data_past_their_last_day_are_known_as_such() -> None:
    assert shipped().outdated(WORKING) == ()
    assert BIRTH in {one.code for one in shipped().outdated(date(2027, 3, 1))}


@settings(max_examples=200, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["code", "name", "vi", "fee", "say", "valid", "documents", "title"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_can_break_the_reading(values: Any) -> None:
    mistakes: list[Mistake] = []
    _procedure(Entry("x.json", json.loads(json.dumps(values)), mistakes), {"ho-tich": {}}, None)
    assert mistakes
