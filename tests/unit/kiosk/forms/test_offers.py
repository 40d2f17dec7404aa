"""What is offered in place of typing: only what is known, frequent or begun; the citizen's own words are left alone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.forms.offers import MOST, Stock, begins, offers
from queue_server.contract.dossiers import OfficeWords
from queue_server.contract.forms.schema import FormField, Kind
from tests.support_scenes import OFFICE
from tests.unit.contract.forms.made import BOOK, declare

TODAY = date(2026, 11, 21)


def offered(text: str, kind: Kind = Kind.TEXT, office: OfficeWords = OFFICE, **more: Any) -> list[str]:
    field = FormField(id="x", label={"vi": "x"}, kind=kind, **more)
    return [one.text for one in offers(field, text, Stock(BOOK, office, declare("khai_sinh"), TODAY))]


@pytest.mark.parametrize(
    ("typed", "word"),
    [("ng", "Nguyễn"), ("nguye", "Nguyễn"), ("Nguyê", "Nguyễn"), ("đư", "Đức"), ("duc", "Đức"), ("rơ c", "Rơ Châm")],
)
def test_a_word_is_known_before_its_marks_are_typed(typed: str, word: str) -> None:
    assert begins(typed, word)


@pytest.mark.parametrize(("typed", "word"), [("hoà", "Hoa"), ("ngô", "Ngo"), ("đu", "Duy"), ("Minhh", "Minh")])
def test_what_is_typed_otherwise_is_no_beginning(typed: str, word: str) -> None:
    assert not begins(typed, word)


def test_family_names_on_the_form_come_first() -> None:
    assert offered("", Kind.NAME)[:2] == ["Rơ Châm ", "Siu "]


def test_the_next_words_of_a_name_keep_what_stands_before_them() -> None:
    assert offered("Nguyễn ", Kind.NAME)[:2] == ["Nguyễn Văn ", "Nguyễn Thị "]
    assert "Siu Khôi " in offered("Siu kh", Kind.NAME)


def test_an_address_goes_on_with_commune_and_province_of_the_office() -> None:
    assert offered("Thôn 1", Kind.ADDRESS)[:2] == ["Thôn 1, xã Ia Rtô, tỉnh Gia Lai", "Thôn 1, xã "]
    assert offered("Thôn 1, xã Ayun", Kind.ADDRESS) == ["Thôn 1, xã Ayun, tỉnh Gia Lai"]
    assert "Thôn 1, tỉnh Đắk Lắk" in offered("Thôn 1, đă", Kind.ADDRESS)
    assert offered("Thôn 1", Kind.ADDRESS, OfficeWords()) == ["Thôn 1, xã ", "Thôn 1, phường "]


def test_what_is_frequent_here_is_offered_as_it_is_begun() -> None:
    assert offered("trung", offers="birth_places", place=True)[0] == OFFICE.suggestions["birth_places"][1]
    assert offered("", office=OfficeWords(), offers="registries") == []


def test_days_are_offered_where_something_happened_lately() -> None:
    assert offered("", Kind.DATE, recent=True) == ["21/11/2026", "20/11/2026"]
    assert offered("05/11", Kind.DATE, recent=True) == ["05/11/2026", "05/11/2025"]
    assert offered("05/12", Kind.DATE, recent=True) == ["05/12/2025"]
    assert offered("08:30", Kind.MOMENT, recent=True)[0] == "08:30 21/11/2026"
    assert offered("", Kind.DATE) == []


def test_after_how_somebody_is_called_a_name_follows() -> None:
    found = offered("Để kết hôn với bà tr", offers="purposes")
    assert found[:2] == ["Để kết hôn với bà Trần ", "Để kết hôn với bà Trương "]


@given(st.text(max_size=60), st.sampled_from([Kind.NAME, Kind.TEXT, Kind.ADDRESS, Kind.DATE, Kind.MOMENT]))
def test_any_text_gets_at_most_six_offers_and_none_of_itself(text: str, kind: Kind) -> None:
    found = offered(text, kind, place=True, recent=True, offers="purposes", phrases="rulings")
    assert len(found) <= MOST
    assert text not in found
    assert all(len(one) <= 200 for one in found)
