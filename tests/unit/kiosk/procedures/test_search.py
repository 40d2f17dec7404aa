"""Does a person who asks in her own words find the procedure?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.kiosk.procedures.made import phrasings, shipped, shipped_search

NASTY = [
    "",
    " ",
    "\x00\x07\x1b[31m",
    "😀😀",
    "a" * 10_000,
    "khai sinh " * 1_000,
    "\ud800",
    "\u200b\u202ekhai",
    "ｋｓ",
    "1" * 500,
    "\n\t",
]


def codes(text: str) -> list[str]:
    return [found.procedure.code for found in shipped_search().find(text)]


def share_in_first_three(half: str) -> float:
    asked = phrasings(half)
    return sum(code in codes(say)[:3] for say, code in asked) / len(asked)


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_the_right_procedure_is_among_the_first_three_for_everyday_phrasings(half: str) -> None:
    missed = [
        f"{say}: {codes(say)[:3]} instead of {code}" for say, code in phrasings(half) if code not in codes(say)[:3]
    ]
    assert share_in_first_three(half) >= 0.95, "\n".join(missed)


def test_each_half_holds_fifty_phrasings_and_none_is_in_both() -> None:
    seen, unseen = ({say for say, _ in phrasings(half)} for half in ("seen", "unseen"))
    assert len(seen) == len(unseen) == 50
    assert not seen & unseen


@pytest.mark.parametrize("code", sorted(shipped().procedures))
def test_every_procedure_is_found_by_its_official_name_its_title_and_its_code(code: str) -> None:
    procedure = shipped().procedures[code]
    for text in (procedure.name, procedure.title["vi"], procedure.title["en"], procedure.code):
        assert code in codes(text)[:3], text


@pytest.mark.parametrize(
    ("say", "code"),
    [
        ("khai sinh", "1.001193"),
        ("ks", "1.001193"),
        ("khai shin", "1.001193"),
        ("KHAI SINH", "1.001193"),
        ("khaisinh", "1.001193"),
        ("khai sinhh", "1.001193"),
        ("kai sinh", "1.001193"),
        ("làm sổ đỏ", "1.013978"),
        ("lam so do", "1.013978"),
        ("sodo", "1.013978"),
        ("ddaawng kys keets hoon", "1.000894"),
        ("d9a8ng ky1 ke6t1 ho6n", "1.000894"),
        ("tạm chú", "1.004194"),
        ("cccd", "1.116410"),
    ],
)
def test_missing_marks_slips_and_keys_of_an_input_method_are_forgiven(say: str, code: str) -> None:
    assert codes(say)[0] == code


def test_marks_decide_where_they_were_typed() -> None:
    """`đẻ con` is about a birth; `để con` is not."""
    assert codes("mới đẻ con")[0] == "1.001193"


def test_words_of_every_procedure_alone_find_nothing_in_particular() -> None:
    scores = [found.score for found in shipped_search().find("thủ tục đăng ký giấy tờ")]
    assert all(score < 0.9 for score in scores)


def test_what_no_procedure_is_about_finds_nothing() -> None:
    assert codes("qwrtz plmk") == []


@pytest.mark.parametrize("text", NASTY)
def test_any_text_is_answered(text: str) -> None:
    assert isinstance(codes(text), list)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="aăâeêioôơuưydđ sfrxjw123 ", max_size=60))
def test_no_text_can_break_the_search(text: str) -> None:
    found = shipped_search().find(text)
    assert len(found) <= 10
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 < one.score <= 1 for one in found)
