"""One question after another: what is asked, what is not, and nothing lost on the way back."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.forms.interview import (
    add_item,
    answer,
    begin,
    correct,
    drop_card,
    drop_item,
    go_back,
    may_drop_item,
    progress,
    raw_answer,
    review,
    skip,
    take_card,
    use_doubted,
)
from kiosk.forms.questions import REVIEW, Ask, Interview, Step, declaration_of, steps_of
from queue_server.contract.forms.schema import Source
from tests.unit.contract.forms.made import BOOK, MAN, OFFICE, SAMPLES, TODAY, WOMAN

FORMS = sorted(BOOK.forms)


def start(form_id: str, **more: Any) -> Interview:
    return begin(BOOK, Interview(BOOK.forms[form_id], TODAY, OFFICE, **more))


def walk(
    interview: Interview, answers: dict[str, Any], cards: dict[str, dict[str, str]]
) -> tuple[Interview, list[Step]]:
    """Answer as a citizen would who has these cards and knows these answers."""
    seen: list[Step] = []
    while interview.step != REVIEW:
        seen.append(interview.step)
        assert len(seen) < 200, seen[-5:]
        interview = _reply(interview, answers, cards)
        assert interview.findings == (), interview.findings
    return interview, seen


def _reply(interview: Interview, answers: dict[str, Any], cards: dict[str, dict[str, str]]) -> Interview:
    step = interview.step
    if step.ask is Ask.CARD:
        return take_card(BOOK, interview, cards[step.about]) if step.about in cards else skip(BOOK, interview)
    if step.ask is Ask.MORE:
        return add_item(BOOK, interview, wanted=len(interview.typed.get(step.about, [])) < len(answers[step.about]))
    if step.item is not None:
        section = interview.form.section_of(step.about)
        assert section is not None
        return answer(BOOK, interview, answers[section.id][step.item].get(step.about))
    return answer(BOOK, interview, answers.get(step.about))


@pytest.mark.parametrize("form_id", FORMS)
def test_a_citizen_without_a_card_gets_through_every_form(form_id: str) -> None:
    done, seen = walk(start(form_id), SAMPLES[form_id], {})
    assert declaration_of(BOOK, done).is_complete
    once = [step for step in seen if step.ask is not Ask.MORE]
    assert len(set(once)) == len(once)


def test_what_the_card_says_is_not_asked() -> None:
    _, asked = walk(start("khai_sinh"), SAMPLES["khai_sinh"], {"nyc": WOMAN})
    about = [step.about for step in asked]
    assert about[:3] == ["nyc", "nyc_dien_thoai", "quan_he"]
    assert not {"nyc_ho_ten", "me", "me_ho_ten", "me_ngay_sinh", "tre_ngay_sinh_chu", "kinh_gui"} & set(about)


def test_a_grandparent_is_asked_for_the_mothers_card() -> None:
    answers = SAMPLES["khai_sinh"] | {"quan_he": "Ông/bà"}
    _, asked = walk(start("khai_sinh"), answers, {"nyc": MAN, "me": WOMAN})
    assert Step(Ask.CARD, "me") in asked


def test_the_same_card_for_two_people_is_refused_with_a_sentence() -> None:
    bride = take_card(BOOK, start("ket_hon"), WOMAN)
    while bride.step != Step(Ask.CARD, "nam"):
        bride = _reply(bride, SAMPLES["ket_hon"], {})
    twice = take_card(BOOK, bride, WOMAN)
    assert [one.code for one in twice.findings] == ["in_another_role"]
    assert "nam" not in twice.cards
    assert take_card(BOOK, twice, MAN).findings == ()


def test_a_mistake_keeps_the_question_and_what_was_typed() -> None:
    asked = start("trich_luc")
    while asked.step.about != "nyc_so_dinh_danh":
        asked = _reply(asked, SAMPLES["trich_luc"], {})
    wrong = answer(BOOK, asked, "06409001234")
    assert (wrong.step, raw_answer(wrong)) == (asked.step, "06409001234")
    assert [one.code for one in wrong.findings] == ["not_an_identity_number"]


def test_going_back_loses_nothing() -> None:
    done, seen = walk(start("khai_tu"), SAMPLES["khai_tu"], {})
    back: Interview | None = done
    trodden = []
    while (back := go_back(BOOK, back)) is not None:
        trodden.append(back.step)
        assert back.typed == done.typed
    assert trodden == seen[::-1]


def test_an_optional_question_may_be_left_and_a_required_one_not() -> None:
    phone = take_card(BOOK, start("khai_sinh"), WOMAN)
    assert phone.step.about == "nyc_dien_thoai"
    relation = skip(BOOK, phone)
    assert relation.step.about == "quan_he"
    assert [one.code for one in skip(BOOK, relation).findings] == ["required"]


def test_a_father_who_is_not_determined_costs_two_questions() -> None:
    answers = {key: value for key, value in SAMPLES["khai_sinh"].items() if not key.startswith("cha_")}
    _, asked = walk(start("khai_sinh"), answers, {})
    assert [step.about for step in asked if step.about.startswith("cha")] == ["cha", "cha_ho_ten"]


def test_papers_are_asked_one_by_one_until_there_are_no_more() -> None:
    done, asked = walk(start("chung_thuc_ban_sao"), SAMPLES["chung_thuc_ban_sao"], {})
    assert [len(done.typed["giay_to"]), sum(step.ask is Ask.MORE for step in asked)] == [2, 2]
    assert declaration_of(BOOK, done).items["giay_to"][1]["le_phi"].text == "12.000"


def at_members(answers: dict[str, Any] | None = None) -> Interview:
    """A household of one so far, asked who else moves."""
    interview = start("CT01")
    while interview.step.ask is not Ask.MORE:
        interview = _reply(interview, answers or SAMPLES["CT01"], {"nyc": MAN})
    return interview


def test_nobody_has_to_move_along() -> None:
    alone = add_item(BOOK, at_members(), wanted=False)
    assert alone.step == REVIEW
    assert declaration_of(BOOK, alone).is_complete


def test_a_members_card_fills_all_but_the_relation() -> None:
    member = add_item(BOOK, at_members(), wanted=True)
    assert member.step == Step(Ask.CARD, "tv_0")
    scanned = take_card(BOOK, member, WOMAN)
    assert scanned.step == Step(Ask.FIELD, "quan_he", 0)
    item = declaration_of(BOOK, answer(BOOK, scanned, "Vợ")).items["f11"][0]
    assert {item[key].source for key in ("ho_ten", "ngay_sinh", "gioi_tinh", "so_dinh_danh")} == {Source.CARD}


def test_the_declarants_card_is_nobody_elses() -> None:
    member = add_item(BOOK, at_members(), wanted=True)
    assert [one.code for one in take_card(BOOK, member, MAN).findings] == ["in_another_role"]
    typed = skip(BOOK, member)
    for said in ("Nguyễn Văn Mẫu", "1990"):
        typed = answer(BOOK, typed, said)
    assert [one.code for one in answer(BOOK, typed, MAN["so_dinh_danh"]).findings] == ["differs"]


def test_somebody_added_by_mistake_is_taken_back() -> None:
    asked = at_members()
    back = go_back(BOOK, add_item(BOOK, asked, wanted=True))
    assert back is not None
    assert (back.step, back.typed["f11"]) == (asked.step, [])
    one = answer(BOOK, take_card(BOOK, add_item(BOOK, asked, wanted=True), WOMAN), "Vợ")
    assert may_drop_item(one)
    none = drop_item(one)
    assert (none.typed["f11"], set(none.cards), none.step) == ([], {"nyc"}, asked.step)
    assert drop_item(none) is none


def test_a_doubt_about_a_member_stands_at_that_member() -> None:
    answers = SAMPLES["CT01"] | {"f11": [{**SAMPLES["CT01"]["f11"][0], "ngay_sinh": "1993"}]}
    done, _ = walk(start("CT01"), answers, {"nyc": MAN})
    assert [(one.field, one.item) for one in declaration_of(BOOK, done).warnings] == [("ngay_sinh", 0)]


def test_a_correction_from_the_review_returns_to_it() -> None:
    done, _ = walk(start("huu_tri_xa_hoi"), SAMPLES["huu_tri_xa_hoi"], {})
    again = correct(done, Step(Ask.FIELD, "hinh_thuc"))
    assert raw_answer(again) == "Tiền mặt"
    changed = answer(BOOK, again, "Tài khoản")
    assert (changed.step, changed.typed["hinh_thuc"]) == (REVIEW, "Tài khoản")


def test_the_review_shows_everything_and_where_it_came_from() -> None:
    done, _ = walk(start("khai_sinh"), SAMPLES["khai_sinh"], {"nyc": WOMAN})
    lines = {line.step.about: line for _, many in review(BOOK, done) for line in many}
    assert (lines["me_ho_ten"].text, lines["me_ho_ten"].source) == ("Rơ Châm H’Mẫu", Source.CARD)
    assert lines["tre_ngay_sinh_chu"].source is Source.DERIVED
    assert "ky" not in lines


def test_a_card_that_is_taken_back_takes_its_answers_along() -> None:
    done, _ = walk(start("khai_sinh"), SAMPLES["khai_sinh"], {"nyc": WOMAN})
    without = drop_card(done, "nyc")
    assert "Rơ Châm" not in str(declaration_of(BOOK, without).answers.get("nyc_ho_ten", ""))


def test_progress_counts_the_questions_that_are_left() -> None:
    interview = start("huu_tri_xa_hoi")
    at, of = progress(BOOK, interview)
    assert (at, of) == (1, len(steps_of(BOOK, interview)))
    assert progress(BOOK, skip(BOOK, interview))[0] == 2


def test_an_answer_of_the_visits_earlier_form_is_not_asked_again() -> None:
    kept = {"nyc_ho_ten": "Nguyễn Văn Mẫu", "nyc_so_dinh_danh": "064090012345"}
    about = [step.about for step in steps_of(BOOK, start("trich_luc", kept=kept))]
    assert "nyc_ho_ten" not in about


def at_card(interview: Interview, role: str, answers: dict[str, Any]) -> Interview:
    """Answered without a card up to the question for this one."""
    while interview.step != Step(Ask.CARD, role):
        assert interview.step != REVIEW
        interview = _reply(interview, answers, {})
    return interview


@pytest.mark.parametrize(
    ("form_id", "role", "card", "code"),
    [
        ("ket_hon", "nu", MAN, "is_one_of"),
        ("ket_hon", "nam", WOMAN, "is_one_of"),
        ("ket_hon", "nu", WOMAN | {"ngay_sinh": "02/09/2010", "so_dinh_danh": "064310012346"}, "age_at_least"),
        ("khai_sinh", "me", WOMAN | {"ngay_sinh": "02/09/2020", "so_dinh_danh": "064320012346"}, "older_by"),
        ("khai_sinh", "nyc", MAN | {"ngay_sinh": "15/03/2010", "so_dinh_danh": "064210012345"}, "too_young"),
        ("CT01", "nyc", MAN | {"ngay_sinh": "15/03/2010", "so_dinh_danh": "064210012345"}, "age_at_least"),
        ("huu_tri_xa_hoi", "nd", MAN, "age_or_hardship"),
    ],
)
def test_a_card_that_hardly_is_this_persons_is_asked_about_and_not_lost(
    form_id: str, role: str, card: dict[str, str], code: str
) -> None:
    asked = at_card(start(form_id), role, SAMPLES[form_id] | {"quan_he": "Ông/bà"})
    doubted = take_card(BOOK, asked, card)
    assert (doubted.step, doubted.typed, doubted.doubted) == (asked.step, asked.typed, card)
    assert code in [one.code for one in doubted.findings]
    sure = use_doubted(BOOK, doubted)
    assert (sure.cards[role], sure.doubted, sure.findings) == (card, None, ())


def test_the_right_card_after_a_doubted_one_takes_its_place() -> None:
    asked = at_card(start("ket_hon"), "nu", SAMPLES["ket_hon"])
    right = take_card(BOOK, take_card(BOOK, asked, MAN), WOMAN)
    assert (right.cards["nu"], right.doubted, right.findings) == (WOMAN, None, ())


def test_another_persons_card_for_one_who_was_scanned_is_asked_about() -> None:
    again = go_back(BOOK, take_card(BOOK, start("trich_luc"), WOMAN))
    assert again is not None
    other = take_card(BOOK, again, MAN)
    assert [one.code for one in other.findings] == ["another_person"]
    assert other.cards["nyc"] == WOMAN
    assert use_doubted(BOOK, other).cards["nyc"] == MAN


def test_facts_of_an_earlier_form_are_not_mixed_with_another_persons_card() -> None:
    kept = {"nyc_ho_ten": "Nguyễn Văn Mẫu", "nyc_so_dinh_danh": "064090012345", "nyc_dien_thoai": "0912345678"}
    same = declaration_of(BOOK, start("trich_luc", kept=kept, cards={"nyc": MAN}))
    other = declaration_of(BOOK, start("trich_luc", kept=kept, cards={"nyc": WOMAN}))
    assert (same.text("nyc_dien_thoai"), other.text("nyc_dien_thoai")) == ("0912345678", "")


def test_who_declared_for_others_before_is_not_put_down_as_declaring_for_somebody_now() -> None:
    kept = {"nyc_ho_ten": "Nguyễn Văn Mẫu", "nyc_so_dinh_danh": "064090012345"}
    assert declaration_of(BOOK, start("tro_cap_1a_1d", kept=kept)).text("nyc_ho_ten") == ""
