"""Until the next visit: told and used after the card, kept only after a yes, destroyed at a touch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from kiosk.actions import GoBack, GoHome
from kiosk.declaring_actions import (
    BeginDeclaring,
    ChangeAnswer,
    DeclaredHandedIn,
    HandInDeclared,
    SkipQuestion,
    StopDeclaring,
    SubmitAnswer,
)
from kiosk.flow import step
from kiosk.forms.interview import review
from kiosk.forms.questions import declaration_of
from kiosk.forms.remembering import Memory, Phase, veiled_fact
from kiosk.forms.showing import source_in_words
from kiosk.i18n import Tongues
from kiosk.remembering_actions import (
    AskToForget,
    FactsForgotten,
    FactsKept,
    ForgetFacts,
    KeepFacts,
    MemoryLooked,
    UseRemembered,
)
from kiosk.state import Screen, State
from tests.unit.contract.forms.made import BOOK, SAMPLES, TODAY
from tests.unit.kiosk.forms.test_carrying import PHONE, to_review, with_both
from tests.unit.kiosk.forms.test_declaring import declaring, scan
from tests.unit.kiosk.made import after

NUMBER = "064304012346"
UNTIL = date(2027, 11, 21)
FOUND = MemoryLooked(NUMBER, {"nyc_dien_thoai": PHONE}, UNTIL)
NOTHING = MemoryLooked(NUMBER)
BOTH = ["2.000635", "1.004873"]


def at_office(days: int = 365, procedures: list[str] | None = None) -> State:
    """A ticket at an office that remembers."""
    ticket = with_both(procedures or ["2.000635"])
    assert ticket.catalog is not None
    office = ticket.catalog.office.model_copy(update={"remember_days": days})
    return replace(ticket, catalog=replace(ticket.catalog, office=office))


def scanned(state: State | None = None) -> State:
    return step(step(state or at_office(), BeginDeclaring(TODAY)), scan())


def handed_in(looked: MemoryLooked = NOTHING, procedures: list[str] | None = None, phone: str = PHONE) -> State:
    """A declaration with a card and a telephone number that was typed."""
    asked = step(scanned(at_office(procedures=procedures)), looked)
    if asked.screen is Screen.DECLARE_REMEMBERED:
        asked = step(asked, UseRemembered(is_wanted=False))
    told = after(ChangeAnswer(phone), SubmitAnswer(), start=asked)
    sent = step(to_review(told, SAMPLES["trich_luc"]), HandInDeclared())
    return step(sent, DeclaredHandedIn(is_kept=True))


def test_after_the_card_the_kiosk_looks_and_waits_for_nobody_long() -> None:
    looking = scanned()
    assert (looking.screen, looking.memory.phase) == (Screen.DECLARE_CARD, Phase.LOOKING)
    assert step(looking, NOTHING).screen is Screen.DECLARE_WRITE
    impatient = step(looking, SkipQuestion())
    assert impatient.screen is Screen.DECLARE_WRITE
    late = step(impatient, FOUND)
    assert (late.screen, late.declaring) == (impatient.screen, impatient.declaring)


def test_what_is_remembered_is_told_and_spares_its_question() -> None:
    told = step(scanned(), FOUND)
    assert told.screen is Screen.DECLARE_REMEMBERED
    used = step(told, UseRemembered(is_wanted=True))
    assert declaring(used).interview.step.about == "quan_he"
    now = declaring(to_review(used, SAMPLES["trich_luc"]))
    lines = {line.step.about: line for _, many in review(now.book, now.interview) for line in many}
    assert lines["nyc_dien_thoai"].text == PHONE
    assert source_in_words(lines["nyc_dien_thoai"], Tongues().speech("vi")) == "từ lần trước"


def test_somebody_may_leave_it_unused_this_time() -> None:
    told = step(scanned(), FOUND)
    without = step(told, UseRemembered(is_wanted=False))
    assert declaring(without).interview.step.about == "nyc_dien_thoai"
    assert PHONE not in str(declaration_of(BOOK, declaring(without).interview).answers)
    assert without.memory.holds


def test_an_answer_about_another_card_or_after_the_visit_changes_nothing() -> None:
    looking = scanned()
    assert step(looking, replace(FOUND, number="064090012345")) is looking
    home = step(looking, GoHome())
    assert step(home, FOUND) is home


def test_an_office_that_remembers_nothing_asks_nothing() -> None:
    asked = scanned(at_office(days=0))
    assert (asked.screen, asked.memory) == (Screen.DECLARE_WRITE, Memory())


def test_without_a_card_there_is_nothing_to_find_or_keep() -> None:
    asked = step(step(at_office(), BeginDeclaring(TODAY)), SkipQuestion())
    assert asked.memory.phase is Phase.NOTHING
    sent = step(to_review(asked, SAMPLES["trich_luc"]), HandInDeclared())
    assert step(sent, DeclaredHandedIn(is_kept=True)).screen is Screen.TICKET


def test_at_the_end_it_is_asked_once_whether_anything_may_be_kept_and_no_is_no() -> None:
    asked = handed_in(procedures=BOTH)
    assert asked.screen is Screen.DECLARE_KEEP
    assert asked.memory.wanted == {}
    refused = step(asked, KeepFacts(is_wanted=False))
    assert (refused.screen, refused.memory.wanted, refused.memory.phase) == (Screen.TICKET, {}, Phase.LOOKED)
    second = to_review(step(refused, BeginDeclaring(TODAY)), SAMPLES["xn_tinh_trang_hon_nhan"])
    sent = step(step(second, HandInDeclared()), DeclaredHandedIn(is_kept=True))
    assert sent.screen is Screen.TICKET


def test_who_walks_away_from_the_question_has_kept_nothing() -> None:
    asked = handed_in()
    assert step(asked, GoHome()).memory == Memory()
    assert step(asked, GoBack()).memory.wanted == {}


def test_after_a_yes_only_what_no_card_tells_is_kept() -> None:
    keeping = step(handed_in(), KeepFacts(is_wanted=True))
    assert (keeping.memory.phase, keeping.memory.wanted) == (Phase.KEEPING, {"nyc_dien_thoai": PHONE})
    kept = step(keeping, FactsKept(UNTIL))
    assert (kept.memory.phase, kept.memory.until, kept.memory.holds) == (Phase.KEPT, UNTIL, True)
    failed = step(keeping, FactsKept(None))
    assert (failed.memory.phase, failed.memory.holds) == (Phase.NOT_KEPT, False)


def test_what_is_kept_already_is_not_asked_about_again_and_what_is_new_is() -> None:
    assert handed_in(FOUND).screen is Screen.TICKET
    assert handed_in(FOUND, phone="0911222333").screen is Screen.DECLARE_KEEP


def test_erased_where_it_is_told_it_is_not_used_either() -> None:
    told = step(scanned(), FOUND)
    erasing = step(told, ForgetFacts())
    assert erasing.memory.phase is Phase.FORGETTING
    assert step(erasing, ForgetFacts()) is erasing
    failed = step(erasing, FactsForgotten(is_done=False))
    assert (failed.screen, failed.memory.phase) == (Screen.DECLARE_REMEMBERED, Phase.NOT_FORGOTTEN)
    gone = step(step(failed, ForgetFacts()), FactsForgotten(is_done=True))
    assert (gone.screen, gone.memory.phase, gone.memory.found) == (Screen.DECLARE_REMEMBERED, Phase.FORGOTTEN, {})
    onward = step(gone, UseRemembered(is_wanted=True))
    assert declaring(onward).interview.step.about == "nyc_dien_thoai"
    assert PHONE not in str(onward.declaring)


def test_erased_from_the_review_it_stays_on_the_form_that_is_being_filled_in() -> None:
    used = step(step(scanned(), FOUND), UseRemembered(is_wanted=True))
    at_review = to_review(used, SAMPLES["trich_luc"])
    gone = step(step(at_review, ForgetFacts()), FactsForgotten(is_done=True))
    assert (gone.screen, gone.memory.phase) == (Screen.DECLARE_REVIEW, Phase.FORGOTTEN)
    assert declaration_of(BOOK, declaring(gone).interview).text("nyc_dien_thoai") == PHONE
    sent = step(step(gone, HandInDeclared()), DeclaredHandedIn(is_kept=True))
    assert sent.screen is Screen.TICKET


def test_from_the_first_screen_the_card_alone_erases() -> None:
    first = replace(step(at_office(), GoHome()), screen=Screen.ATTRACT)
    assert step(replace(first, cards=replace(first.cards, has_scanner=False)), AskToForget()).screen is Screen.ATTRACT
    asked = step(first, AskToForget())
    assert asked.screen is Screen.FORGET
    no_card = step(asked, scan("https://vneid.gov.vn"))
    assert no_card.cards.is_refused
    assert no_card.memory == Memory()
    erasing = step(no_card, scan())
    assert erasing.memory.phase is Phase.FORGETTING
    assert step(erasing, FactsForgotten(is_done=True)).memory.phase is Phase.FORGOTTEN


def test_with_the_visit_or_with_stopping_nothing_of_it_is_left() -> None:
    told = step(scanned(), FOUND)
    stopped = step(told, StopDeclaring())
    assert (stopped.screen, stopped.memory) == (Screen.TICKET, Memory())
    assert PHONE not in str(step(told, GoHome()))


def test_the_next_form_of_the_visit_uses_what_is_remembered_too() -> None:
    used = step(step(scanned(at_office(procedures=BOTH)), FOUND), UseRemembered(is_wanted=True))
    sent = step(step(to_review(used, SAMPLES["trich_luc"]), HandInDeclared()), DeclaredHandedIn(is_kept=True))
    second = declaring(step(sent, BeginDeclaring(TODAY)))
    assert declaration_of(BOOK, second.interview).text("nyc_dien_thoai") == PHONE


def test_in_the_hall_only_the_ends_of_what_is_remembered_are_seen() -> None:
    fields: dict[str, Any] = {one.kept_as: one for form in BOOK.forms.values() for one in form.fields if one.kept_as}
    assert veiled_fact(fields["nyc_dien_thoai"], PHONE) == "0987****54"
    assert veiled_fact(fields["nyc_noi_cu_tru"], "Tổ 3, phường Mẫu, tỉnh Gia Lai") == "…, tỉnh Gia Lai"
