"""A declaration is put together from what was typed, the card, and what follows."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queue_server.contract.forms.declaration import sheet_of
from queue_server.contract.forms.filling import fill
from queue_server.contract.forms.saving import saving_of
from queue_server.contract.forms.schema import Kind, Source
from tests.unit.contract.forms.made import BOOK, MAN, OFFICE, SAMPLES, TODAY, WOMAN, Known, changed, declare, told

FORMS = sorted(BOOK.forms)


@pytest.mark.parametrize("form_id", FORMS)
def test_a_whole_declaration_has_no_mistake(form_id: str) -> None:
    assert told(declare(form_id)) == []


@pytest.mark.parametrize("form_id", FORMS)
def test_every_required_field_is_missed_when_it_is_left_out(form_id: str) -> None:
    form = BOOK.forms[form_id]
    for field in form.fields:
        if field.required and field.id in SAMPLES[form_id]:
            without = changed(form_id, **{field.id: None})
            assert (field.id, "required") in told(without) or field.id in without.answers


def test_the_office_fills_in_whom_it_is_addressed_to() -> None:
    assert declare("khai_sinh").text("kinh_gui") == OFFICE["office_name"]
    assert declare("CT01").text("kinh_gui") == OFFICE["police_name"]


def test_the_mother_who_comes_herself_says_her_name_once() -> None:
    declaration = declare("khai_sinh")
    assert declaration.text("me_ho_ten") == "Rơ Châm H’Mẫu"
    assert declaration.answers["me_so_dinh_danh"].source is Source.SAME


def test_another_applicant_is_not_taken_for_the_mother() -> None:
    grandmother = changed("khai_sinh", quan_he="Ông/bà")
    assert {("me_ho_ten", "required"), ("me_so_dinh_danh", "required")} <= set(told(grandmother))


def test_one_card_fills_the_applicant_and_the_mother() -> None:
    declaration = declare("khai_sinh", {"quan_he": "Mẹ"}, cards={"nyc": WOMAN})
    for name, value in (("nyc_ho_ten", "Rơ Châm H’Mẫu"), ("me_ngay_sinh", "02/09/2004"), ("me_gioi_tinh", "Nữ")):
        assert (declaration.text(name), declaration.answers[name].source) == (value, Source.CARD)
    assert declaration.text("nyc_noi_cap") == "Cục Cảnh sát QLHC về TTXH"


def test_a_newer_card_was_issued_by_the_ministry() -> None:
    declaration = declare("khai_sinh", {"quan_he": "Mẹ"}, cards={"nyc": WOMAN | {"ngay_cap": "01/07/2024"}})
    assert declaration.text("nyc_noi_cap") == "Bộ Công an"


def test_what_was_typed_is_kept_against_the_card() -> None:
    declaration = declare("khai_sinh", {"nyc_ho_ten": "Rơ Châm H’Bia"}, cards={"nyc": WOMAN})
    assert (declaration.text("nyc_ho_ten"), declaration.answers["nyc_ho_ten"].source) == ("Rơ Châm H’Bia", Source.TYPED)


def test_a_father_who_is_not_determined_leaves_his_part_empty() -> None:
    father = {field.id: None for field in BOOK.forms["khai_sinh"].fields if field.id.startswith("cha_")}
    declaration = changed("khai_sinh", **father)
    assert told(declaration) == []
    assert not [name for name in declaration.answers if name.startswith("cha_")]


def test_a_number_of_copies_is_asked_only_of_who_wants_copies() -> None:
    assert ("so_ban_sao", "required") in told(changed("khai_sinh", so_ban_sao=None))
    without = changed("khai_sinh", de_nghi_ban_sao="Không")
    assert told(without) == []
    assert "so_ban_sao" not in without.answers


def test_the_head_of_household_is_not_typed_twice() -> None:
    declaration = declare("CT01")
    assert (declaration.text("f7"), declaration.text("f9")) == ("Nguyễn Văn Mẫu", "064090012345")


def test_a_child_of_parents_of_two_peoples_is_asked_which() -> None:
    assert declare("khai_sinh").text("tre_dan_toc") == "Gia Rai (Jrai)"
    assert ("tre_dan_toc", "required") in told(changed("khai_sinh", cha_dan_toc="Kinh"))


def test_an_answer_of_an_earlier_form_is_offered_again() -> None:
    declaration = declare("trich_luc", {}, kept={"nyc_ho_ten": "Siu H’Bia"})
    assert (declaration.text("nyc_ho_ten"), declaration.answers["nyc_ho_ten"].source) == ("Siu H’Bia", Source.KEPT)


def test_fees_of_copies_follow_the_tariff() -> None:
    for pages, fee in ((1, "2.000"), (3, "5.000"), (10, "12.000"), (198, "200.000"), (199, "200.000")):
        item = {"loai": "Sổ", "so_trang": pages, "so_ban": 1}
        declaration = declare("chung_thuc_ban_sao", {"nyc_ho_ten": "A", "giay_to": [item]})
        assert declaration.items["giay_to"][0]["le_phi"].text == fee


def test_a_mistake_in_one_of_many_papers_names_which() -> None:
    papers = [{"loai": "Bằng", "so_trang": 1}, {"loai": "Sổ", "so_trang": 0}, {"so_trang": 2}]
    declaration = declare("chung_thuc_ban_sao", {"nyc_ho_ten": "A", "giay_to": papers})
    assert [(one.field, one.code, one.item) for one in declaration.mistakes] == [
        ("so_trang", "too_small", 1),
        ("loai", "required", 2),
    ]


def test_names_stand_in_capitals_on_the_paper() -> None:
    words = sheet_of(declare("khai_sinh")).words
    assert words["nyc_ho_ten"] == "RƠ CHÂM H’MẪU"
    assert words["tre_ngay_sinh_chu"] == "Ngày năm, tháng mười một, năm hai nghìn không trăm hai mươi sáu"


def test_with_the_mothers_card_a_birth_takes_less_typing() -> None:
    typed = {
        key: value
        for key, value in SAMPLES["khai_sinh"].items()
        if not key.startswith("me_") and key not in ("nyc_ho_ten", "nyc_noi_cu_tru", "nyc_so_dinh_danh", "nyc_ngay_cap")
    } | {"me_dan_toc": "Gia Rai (Jrai)"}
    declaration = declare("khai_sinh", typed, cards={"nyc": WOMAN})
    assert told(declaration) == []
    saving = saving_of(declaration)
    assert saving.typed_share <= 0.6
    assert saving.saved == sum(
        answer.source in (Source.CARD, Source.SAME, Source.DERIVED) for answer in declaration.answers.values()
    )


def test_office_name_constants_and_untouched_defaults_count_on_neither_side() -> None:
    declaration = declare("huu_tri_xa_hoi", {"nd_ho_ten": "Siu Mẫu"})
    assert declaration.text("nd_quoc_tich") == "Việt Nam"
    assert saving_of(declaration).counted == 1


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(FORMS), st.data())
def test_whatever_is_answered_gives_sentences_and_never_an_error(form_id: str, data: Any) -> None:
    form = BOOK.forms[form_id]
    names = [one.id for one in form.fields] + [section.id for section in form.sections]
    answers = data.draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=10), anything, max_size=12))
    cards = {
        card.role: data.draw(st.dictionaries(st.sampled_from(sorted(MAN)), st.text(max_size=30))) for card in form.cards
    }
    declaration = fill(BOOK, form, answers, Known(TODAY, OFFICE, cards))
    assert all(one.message["vi"] and one.message["en"] for one in (*declaration.mistakes, *declaration.warnings))
    assert all(one.kind is not Kind.SIGNATURE or one.id not in declaration.answers for one in declaration.asked)
    sheet_of(declaration)
    saving_of(declaration)
