"""Several declarations in one visit: what the first said is not said again, and nothing of it outlives the visit."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.actions import GoHome
from kiosk.declaring_actions import (
    AskWhichForm,
    BeginDeclaring,
    ChangeAnswer,
    CorrectAnswer,
    DeclaredHandedIn,
    HandInDeclared,
    SkipQuestion,
    StopDeclaring,
    SubmitAnswer,
    UseCard,
)
from kiosk.flow import step
from kiosk.forms.carrying import Carried
from kiosk.forms.declaring import to_send
from kiosk.forms.interview import review
from kiosk.forms.questions import Ask, Step, declaration_of
from kiosk.forms.showing import source_in_words
from kiosk.i18n import Tongues
from kiosk.state import Screen, State
from queue_server.contract.forms.saving import saving_of
from queue_server.contract.forms.schema import Source
from tests.unit.contract.forms.made import SAMPLES, TODAY
from tests.unit.kiosk.forms.test_declaring import at_ticket, declaring, reply, scan
from tests.unit.kiosk.made import after

PHONE = "0987123654"
BOTH = ["2.000635", "1.004873"]
"""A copy of an entry, and a certificate of not being married."""


def with_both(procedures: list[str] | None = None) -> State:
    ticket = at_ticket()
    assert ticket.catalog is not None
    service = ticket.catalog.services[0].model_copy(update={"procedures": procedures or BOTH})
    return replace(ticket, catalog=replace(ticket.catalog, services=(service,)))


def to_review(state: State, answers: dict[str, Any]) -> State:
    for _ in range(80):
        if state.screen is Screen.DECLARE_REVIEW:
            return state
        state = reply(state, answers)
    raise AssertionError("the questions never end")


def after_the_first() -> State:
    """A copy was declared with a card and a telephone number, and the clerk has it."""
    begun = step(step(with_both(), AskWhichForm()), BeginDeclaring(TODAY, "trich_luc"))
    phone = step(begun, scan())
    assert declaring(phone).interview.step.about == "nyc_dien_thoai"
    told = after(ChangeAnswer(PHONE), SubmitAnswer(), start=phone)
    sent = step(to_review(told, SAMPLES["trich_luc"]), HandInDeclared())
    return step(sent, DeclaredHandedIn(is_kept=True))


def questions_of(state: State, answers: dict[str, Any]) -> list[str]:
    asked = []
    while state.screen is not Screen.DECLARE_REVIEW:
        asked.append(declaring(state).interview.step.about)
        state = reply(state, answers)
    return asked


def test_a_ticket_of_several_procedures_asks_which_declaration_comes_first() -> None:
    asked = step(with_both(), AskWhichForm())
    assert asked.screen is Screen.DECLARE_WHICH
    assert {form.id for form in asked.forms_offered} == {"trich_luc", "xn_tinh_trang_hon_nhan"}
    assert step(asked, StopDeclaring()).screen is Screen.TICKET


def test_procedures_that_share_a_form_are_one_declaration() -> None:
    assert [form.id for form in with_both(["1.004222", "1.004194", "1.010041"]).forms_offered] == ["CT01"]


def test_what_was_handed_in_is_not_offered_again_and_the_other_still_is() -> None:
    ticket = after_the_first()
    assert (ticket.screen, ticket.declaring) == (Screen.TICKET, None)
    assert [form.id for form in ticket.forms_offered] == ["xn_tinh_trang_hon_nhan"]


def test_the_next_form_asks_nothing_that_the_first_one_knew() -> None:
    second = step(after_the_first(), BeginDeclaring(TODAY))
    asked = questions_of(second, SAMPLES["xn_tinh_trang_hon_nhan"])
    assert not {"nyc_ho_ten", "nyc_noi_cu_tru", "nyc_so_dinh_danh", "nyc_ngay_cap", "nyc_dien_thoai"} & set(asked)
    assert "quan_he" in asked


def test_the_review_says_what_was_carried_over_and_the_figures_count_it_as_not_typed() -> None:
    now = declaring(to_review(step(after_the_first(), BeginDeclaring(TODAY)), SAMPLES["xn_tinh_trang_hon_nhan"]))
    lines = {line.step.about: line for _, many in review(now.book, now.interview) for line in many}
    speech = Tongues().speech("vi")
    for field in ("nyc_ho_ten", "nyc_dien_thoai"):
        assert source_in_words(lines[field], speech) == "từ tờ khai trước"
    declaration = declaration_of(now.book, now.interview)
    assert declaration.answers["nyc_dien_thoai"].source is Source.KEPT
    alone = replace(now.interview, kept={})
    assert saving_of(declaration).typed == saving_of(declaration_of(now.book, alone)).typed
    assert set(to_send(now).kept) <= {
        "nyc_ho_ten",
        "nyc_noi_cu_tru",
        "nyc_so_dinh_danh",
        "nyc_ngay_cap",
        "nyc_dien_thoai",
    }


def test_a_card_of_the_visit_serves_where_it_is_not_plain_whose_it_is() -> None:
    before = replace(after_the_first().carried, done=("trich_luc",))
    marriage = replace(with_both(["1.000894"]), carried=before)
    bride = step(marriage, BeginDeclaring(TODAY))
    assert declaring(bride).interview.step.ask is Ask.CARD
    assert step(bride, UseCard(7)) is bride
    used = step(bride, UseCard(0))
    assert declaring(used).interview.cards["nu"] == before.cards[0]


def test_somebody_who_stops_in_the_second_form_keeps_what_was_handed_in() -> None:
    ticket = after_the_first()
    stopped = step(step(step(ticket, BeginDeclaring(TODAY)), SkipQuestion()), StopDeclaring())
    assert stopped.carried == ticket.carried


def test_with_the_visit_everything_carried_is_gone() -> None:
    assert PHONE in str(after_the_first().carried)
    home = step(after_the_first(), GoHome())
    assert home.carried == Carried()
    assert PHONE not in str(home)


def test_what_a_citizen_corrected_over_the_card_is_not_corrected_twice() -> None:
    begun = step(step(with_both(), AskWhichForm()), BeginDeclaring(TODAY, "trich_luc"))
    copied = to_review(step(begun, scan()), SAMPLES["trich_luc"])
    asked = step(copied, CorrectAnswer(Step(Ask.FIELD, "nyc_noi_cu_tru")))
    moved = after(ChangeAnswer("Tổ 3, phường Mẫu"), SubmitAnswer(), start=asked)
    handed = step(step(moved, HandInDeclared()), DeclaredHandedIn(is_kept=True))
    now = declaring(step(handed, BeginDeclaring(TODAY)))
    assert declaration_of(now.book, now.interview).text("nyc_noi_cu_tru") == "Tổ 3, phường Mẫu"
    assert handed.carried.typed["nyc_noi_cu_tru"] == "Tổ 3, phường Mẫu"
    assert "nyc_ho_ten" not in handed.carried.typed
