"""Whatever a kiosk hands in as a declaration: kept whole, or turned down with a sentence at each field and not kept.

The bodies begin as right ones; then answers, cards and names go wrong in every way somebody thought of, and at random.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.server.hall import Hall
from tests.support_api import Answer
from tests.unit.contract.forms.made import BOOK, MAN, SAMPLES, WOMAN

QUICK = settings(
    max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DEEP = settings(QUICK, max_examples=10_000)
MISTAKES = (422, 400, 413)

DAYS = ["31/02/2026", "29/02/2025", "32/13/2026", "01/01/2099", "1990", "0000", "01/01/0001", "3/2"]
NUMBERS = ["06409001234", "0640900123456", "٠٦٤٠٩٠٠١٢٣٤٥", "-1", "1e9", "9" * 40, "NaN", 0, -1, 10**40, 1.5, True]
LETTERS = ["🏮", "\u202eMẫu", "\u200fMẫu", "Ma\u200bu", "\x00", "\x1b[2J", "\ufeff", " ", "\t\n", "Nguyễn 2 Văn"]
LONG = ["a" * 10_000, "Ắ" * 5_000, "e" + "\u0301" * 4_000, "x" * 60_000]
TRICKS = ["'; drop table declaration; --", "<script>", "{0}", "%s%n", "064090012345|231"]
SHAPES = [None, [], {}, [[]], [{}], [None], {"a": {"b": []}}, [{"ho_ten": "🏮"}], [{}] * 60]
GARBAGE = st.sampled_from([*DAYS, *NUMBERS, *LETTERS, *LONG, *TRICKS, *SHAPES])
ANYTHING = GARBAGE | st.text(max_size=60) | st.integers() | st.lists(st.text(max_size=5), max_size=4)
HALF_SCANS = st.sampled_from(["", "064090012345", "064090012345|", "Nữ|Buôn", "\x02", "3/2", "🏮", "x" * 400])
ROLES = st.sampled_from(["nyc", "me", "cha", "nu", "nam", "chet", "dt", "nd", "tv_0", "tv_99", "chu_ho", "nobody"])
CARDS = st.dictionaries(ROLES, st.dictionaries(st.sampled_from([*MAN, "lạ"]), HALF_SCANS, max_size=7), max_size=4)


@st.composite
def bodies(draw: Callable[..., Any]) -> tuple[str, dict[str, Any]]:
    """A form, and a body for it in which some things are wrong; perhaps none of them matters."""
    form_id = draw(st.sampled_from(sorted(SAMPLES)))
    answers = dict(SAMPLES[form_id])
    fields = [one.id for section in BOOK.forms[form_id].sections for one in section.fields]
    names = st.sampled_from([*fields, *answers, "so_giay", "__proto__"])
    answers |= draw(st.dictionaries(names, ANYTHING, max_size=3))
    for name in draw(st.lists(st.sampled_from(sorted(answers)), max_size=2)):
        answers.pop(name, None)
    cards = draw(st.just({}) | st.just({"nyc": WOMAN, "me": MAN}) | CARDS)
    return form_id, {"answers": answers, "cards": cards}


@pytest.fixture(scope="module")
def visits() -> dict[str, str]:
    """The visit that each form's bodies go to."""
    return {}


def put(hall: Hall, visits: dict[str, str], form_id: str, body: Any) -> Answer:
    if form_id not in visits:
        visits[form_id] = str(hall.ticket()["visit_id"])
    path = f"/visits/{visits[form_id]}/declarations/{form_id}"
    return hall.kiosk.ask("PUT", path, json.dumps(body).encode())


def sealed(hall: Hall) -> set[str]:
    return {path.name for path in (Path(hall.server.data) / "keys").glob("declaration-*")}


def check(hall: Hall, visits: dict[str, str], form_id: str, body: dict[str, Any]) -> None:
    before = sealed(hall)
    answer = put(hall, visits, form_id, body)
    if answer.status == 200:
        return
    assert answer.status in MISTAKES, answer.content
    assert sealed(hall) == before
    if answer.json["type"].endswith("invalid_fields"):
        assert answer.json["errors"]
        assert all(one["field"] and one["message"].strip() for one in answer.json["errors"]), answer.json


@QUICK
@given(body=bodies())
def test_a_wrong_declaration_is_turned_down_at_its_fields(
    hall: Hall, visits: dict[str, str], body: tuple[str, dict[str, Any]]
) -> None:
    check(hall, visits, *body)


@pytest.mark.long
@pytest.mark.timeout(1800)
@DEEP
@given(body=bodies())
def test_ten_thousand_declarations_leave_nothing_half_written(
    hall: Hall, visits: dict[str, str], body: tuple[str, dict[str, Any]]
) -> None:
    check(hall, visits, *body)


@pytest.mark.parametrize(
    "body", [None, [], "x", {"answers": []}, {"answers": {"a": 1}, "cards": "x"}, {"cards": {}}, {"answers": {"": 1}}]
)
def test_what_is_no_declaration_at_all_is_turned_down(hall: Hall, visits: dict[str, str], body: Any) -> None:
    before = sealed(hall)
    assert put(hall, visits, "khai_sinh", body).status in MISTAKES
    assert sealed(hall) == before
