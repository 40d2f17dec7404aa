"""The rules of each field and between fields, form by form."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.contract.forms.made import BOOK, changed, told, warned

WRONG_VALUES = [
    ("tre_ho_ten", "Nguyễn 2 An", "not_a_name"),
    ("tre_ho_ten", "An😀", "strange_characters"),
    ("tre_ho_ten", "An\u202eBình", "strange_characters"),
    ("tre_ho_ten", "А" * 5, "strange_characters"),
    ("tre_ho_ten", "Nguyễn Phúc Bảo Anh Khôi Minh", "too_long"),
    ("tre_ho_ten", "x" * 10_000, "too_long"),
    ("tre_ho_ten", "’’", "not_a_name"),
    ("tre_ho_ten", ["An"], "not_text"),
    ("tre_ngay_sinh", "31/02/2026", "not_a_date"),
    ("tre_ngay_sinh", "2026", "not_a_date"),
    ("tre_ngay_sinh", "22/11/2026", "in_the_future"),
    ("tre_ngay_sinh", "01/01/1899", "too_early"),
    ("tre_gioi_tinh", "Khác", "not_a_choice"),
    ("nyc_so_dinh_danh", "06409001234", "not_an_identity_number"),
    ("nyc_so_dinh_danh", "06409001234x", "not_an_identity_number"),
    ("nyc_so_dinh_danh", "٠٦٤٠٩٠٠١٢٣٤٥", "strange_characters"),
    ("nyc_dien_thoai", "0212345678", "not_a_phone_number"),
    ("so_ban_sao", 21, "too_large"),
    ("so_ban_sao", "ba", "not_a_number"),
    ("cam_doan", False, "required"),
    ("cam_doan", "có lẽ", "not_a_choice"),
    ("me_ngay_sinh", "mùa thu", "not_a_date_or_year"),
    ("khong_co", "x", "unknown_field"),
]


@pytest.mark.parametrize(("field", "value", "code"), WRONG_VALUES)
def test_a_wrong_value_gets_its_sentence_at_its_field(field: str, value: Any, code: str) -> None:
    assert (field, code) in told(changed("khai_sinh", **{field: value}))


def test_a_sentence_never_repeats_what_was_typed() -> None:
    declaration = changed("khai_sinh", tre_ho_ten="Nguyễn 2 An", nyc_so_dinh_danh="06409001234")
    assert not [one for one in declaration.mistakes if "06409001234" in str(one) or "Nguyễn 2" in str(one)]


@pytest.mark.parametrize(
    ("form_id", "answers", "expected"),
    [
        ("khai_sinh", {"cha_so_dinh_danh": "064304012346"}, ("cha_so_dinh_danh", "differs")),
        ("khai_sinh", {"me_gioi_tinh": "Nam"}, ("me_gioi_tinh", "is_one_of")),
        ("ket_hon", {"nu_ngay_sinh": "22/11/2008"}, ("nu_ngay_sinh", "age_at_least")),
        ("ket_hon", {"nam_ngay_sinh": "22/11/2006"}, ("nam_ngay_sinh", "age_at_least")),
        ("ket_hon", {"nam_so_dinh_danh": "064301000111"}, ("nam_so_dinh_danh", "differs")),
        ("ket_hon", {"nu_gioi_tinh": "Nam"}, ("nu_gioi_tinh", "is_one_of")),
        ("khai_tu", {"chet_ngay_sinh": "13/11/2026"}, ("chet_luc", "not_before")),
        ("khai_tu", {"chet_luc": "10:00 21/11/2026"}, ("chet_luc", "in_the_future")),
        ("xn_tinh_trang_hon_nhan", {"den_ngay": "05/06/2020"}, ("den_ngay", "not_before")),
        ("xn_tinh_trang_hon_nhan", {"tinh_trang": "Đã ly hôn"}, ("tinh_trang", "needs_words")),
        ("CT01", {"f9": "064190000111"}, ("f9", "equals")),
        ("CT01", {"f8": "Vợ", "f7": "A", "f9": "064090012345"}, ("f9", "differs")),
        ("CT01", {"f11": [{"tuổi": "3"}]}, ("tuổi", "unknown_field")),
        ("huu_tri_xa_hoi", {"nd_ngay_sinh": "1960"}, ("nd_ngay_sinh", "age_or_hardship")),
        ("huu_tri_xa_hoi", {"nd_ngay_sinh": "1955"}, ("nd_ngay_sinh", "age_or_hardship")),
        ("tro_cap_1a_1d", {"bhyt": "GD 46"}, ("bhyt", "wrong_pattern")),
    ],
)
def test_a_rule_that_blocks_is_told_where_it_can_be_mended(
    form_id: str, answers: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert expected in told(changed(form_id, **answers))


@pytest.mark.parametrize(
    ("form_id", "answers", "expected"),
    [
        ("khai_sinh", {"tre_ngay_sinh": "21/09/2026"}, ("tre_ngay_sinh", "within_days")),
        ("khai_sinh", {"me_ngay_sinh": "2014"}, ("me_ngay_sinh", "older_by")),
        ("khai_sinh", {"cha_ngay_sinh": "2014"}, ("cha_ngay_sinh", "older_by")),
        ("khai_sinh", {"me_ngay_sinh": "2003"}, ("me_ngay_sinh", "birth_agrees")),
        ("khai_tu", {"chet_luc": "08:30 05/11/2026"}, ("chet_luc", "within_days")),
        ("khai_tu", {"chet_gioi_tinh": "Nữ"}, ("chet_gioi_tinh", "sex_agrees")),
        ("xn_tinh_trang_hon_nhan", {"muc_dich": "Kết hôn"}, ("muc_dich", "says_more")),
        ("xn_tinh_trang_hon_nhan", {"tu_ngay": "01/01/2009"}, ("tu_ngay", "from_age")),
        ("CT01", {"f2": "15/03/2010"}, ("f2", "age_at_least")),
    ],
)
def test_a_rule_that_only_warns_lets_the_declaration_through(
    form_id: str, answers: dict[str, Any], expected: tuple[str, str]
) -> None:
    declaration = changed(form_id, **answers)
    assert expected in warned(declaration)
    assert declaration.is_complete


def test_a_birth_is_not_late_on_the_sixtieth_day() -> None:
    assert warned(changed("khai_sinh", tre_ngay_sinh="22/09/2026")) == []


def test_a_poor_person_of_seventy_may_ask_for_the_pension() -> None:
    assert (
        told(changed("huu_tri_xa_hoi", nd_ngay_sinh="1956", nd_so_dinh_danh="064056000456", ho_ngheo="Hộ nghèo")) == []
    )
    assert told(changed("huu_tri_xa_hoi", nd_ngay_sinh="21/11/1951")) == []


def test_the_form_of_the_aid_follows_from_age_and_disability() -> None:
    form = {"dt_so_dinh_danh": None}
    assert changed("tro_cap_1a_1d").text("mau") == "Mẫu 1d"
    assert changed("tro_cap_1a_1d", dt_ngay_sinh="2015", **form).text("mau") == "Mẫu 1a"
    assert changed("tro_cap_1a_1d", khuyet_tat="Vận động, nặng").text("mau") == "Mẫu 1đ"
    assert ("mau", "required") in told(changed("tro_cap_1a_1d", dt_ngay_sinh="1990"))


def test_every_sentence_is_there_in_both_languages() -> None:
    assert all({"vi", "en"} <= set(names) for names in BOOK.sentences.values())
    for form in BOOK.forms.values():
        names = [form.title, *(rule.message for rule in form.rules), *(card.name for card in form.cards)]
        names += [section.name for section in form.sections]
        names += [one.label for section in form.sections for one in section.fields]
        assert all({"vi", "en"} <= set(one) for one in names), form.id
