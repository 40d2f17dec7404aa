"""From the ticket through the questions to the clerk, and out again at any moment."""

from __future__ import annotations

from typing import Any

from kiosk.actions import (
    Begin,
    CatalogArrived,
    ChooseGroup,
    ChoosePriority,
    ChooseService,
    GoBack,
    GoHome,
    TakeTicket,
    TicketTaken,
)
from kiosk.cards.actions import CardScanned, ScannerSeen
from kiosk.cards.reading import read_card
from kiosk.declaring_actions import (
    BeginDeclaring,
    ChangeAnswer,
    ChooseAnswer,
    CorrectAnswer,
    DeclaredHandedIn,
    HandInDeclared,
    SkipQuestion,
    StopDeclaring,
    SubmitAnswer,
)
from kiosk.finding import Guide
from kiosk.finding_actions import GuideArrived
from kiosk.flow import step
from kiosk.flow.declaring import ENOUGH, MORE
from kiosk.forms.carrying import Carried
from kiosk.forms.declaring import Sending, to_send
from kiosk.forms.questions import Ask, Step, declaration_of
from kiosk.procedures.reading import load_library
from kiosk.state import Screen, State
from tests.unit.contract.forms.made import BOOK, DAY, SAMPLES, TODAY
from tests.unit.kiosk.made import a_catalog, a_service, a_ticket, after

MOTHER = "064304012346||Rơ Châm H’Mẫu|02092004|Nữ|Buôn Giả Định, Ia Rtô, Gia Lai|20082023"
ROADS = {"khai-sinh": "1.001193", "ban-sao": "2.000815", "khai-tu": "1.000656", "xac-nhan": "1.004873"}


def scan(payload: str = MOTHER, at: float = 100.0) -> CardScanned:
    return CardScanned(read_card(payload, DAY), at, DAY)


def at_ticket(service: str = "khai-sinh", *, scanner: bool = True, **more: Any) -> State:
    services = (a_service(service, "ho-tich", procedures=[ROADS.get(service, "9.999999")]),)
    catalog = a_catalog(*services)
    asked = (Begin(), ChooseGroup("ho-tich"), ChooseService(service), ChoosePriority("ordinary"), TakeTicket("r1"))
    guide = GuideArrived(Guide.over(load_library(), BOOK))
    known = (CatalogArrived(catalog), guide, ScannerSeen(is_there=scanner))
    return after(*known, *asked, TicketTaken("r1", a_ticket(**more)))


def declaring(state: State) -> Any:
    assert state.declaring is not None
    return state.declaring


def reply(state: State, answers: dict[str, Any]) -> State:
    """What a citizen with these answers and no card does next."""
    now = declaring(state)
    about, item = now.interview.step.about, now.interview.step.item
    said = answers.get(about) if item is None else answers["giay_to"][item].get(about)
    match state.screen:
        case Screen.DECLARE_CARD:
            return step(state, SkipQuestion())
        case Screen.DECLARE_CHOICE if now.interview.step.ask is Ask.MORE:
            is_more = len(now.interview.typed[about]) < len(answers[about])
            return step(state, ChooseAnswer(MORE if is_more else ENOUGH))
        case Screen.DECLARE_CHOICE:
            choice = str(said).partition(":")[0] if not isinstance(said, bool) else "true"
            return step(state, SkipQuestion() if said is None else ChooseAnswer(choice))
        case _:
            text = str(said).partition(": ")[2] if now.chosen else str(said)
            return (
                step(state, SkipQuestion()) if said is None else after(ChangeAnswer(text), SubmitAnswer(), start=state)
            )


def to_review(service: str, form_id: str) -> State:
    state = step(at_ticket(service), BeginDeclaring(TODAY))
    for _ in range(80):
        if state.screen is Screen.DECLARE_REVIEW:
            return state
        before, state = state, reply(state, SAMPLES[form_id])
        assert state is not before, before.declaring
    raise AssertionError("the questions never end")


def test_a_form_is_offered_with_the_ticket_of_its_procedure() -> None:
    assert [form.id for form in at_ticket().forms_offered] == ["khai_sinh"]
    assert at_ticket("dat-dai").forms_offered == ()
    assert at_ticket(offline=True).forms_offered == ()


def test_every_kind_of_question_leads_to_the_review() -> None:
    for service, form_id in (("khai-sinh", "khai_sinh"), ("ban-sao", "chung_thuc_ban_sao"), ("khai-tu", "khai_tu")):
        review = to_review(service, form_id)
        now = declaring(review)
        assert declaration_of(now.book, now.interview).is_complete
        assert to_send(now).answers == now.interview.typed


def test_a_choice_that_wants_words_asks_for_them_next() -> None:
    review = to_review("xac-nhan", "xn_tinh_trang_hon_nhan")
    assert declaring(review).interview.typed["tinh_trang"].startswith("Đã ly hôn: bản án")


def test_without_a_scanner_no_card_is_asked_for() -> None:
    asked = step(at_ticket(scanner=False), BeginDeclaring(TODAY))
    assert declaring(asked).interview.step == Step(Ask.FIELD, "nyc_ho_ten")


def test_a_card_spares_its_questions() -> None:
    asked = step(at_ticket(), BeginDeclaring(TODAY))
    assert asked.screen is Screen.DECLARE_CARD
    after_card = step(asked, scan())
    assert declaring(after_card).interview.step.about == "nyc_dien_thoai"


def test_a_scan_that_is_no_card_is_explained_and_changes_nothing() -> None:
    asked = step(at_ticket(), BeginDeclaring(TODAY))
    told = step(asked, scan("https://dichvucong.gov.vn"))
    assert declaring(told).said
    assert declaring(told).interview == declaring(asked).interview


def test_a_card_that_still_lies_there_is_not_taken_for_the_next_person() -> None:
    asked = step(at_ticket(), BeginDeclaring(TODAY))
    scanned = step(asked, scan(at=100.0))
    back = step(scanned, GoBack())
    assert step(back, scan(at=101.0)).screen is Screen.DECLARE_CARD


def test_the_way_back_leads_to_the_ticket_and_forgets() -> None:
    asked = after(scan(), start=step(at_ticket(), BeginDeclaring(TODAY)))
    first = step(asked, GoBack())
    assert first.screen is Screen.DECLARE_CARD
    ticket = step(first, GoBack())
    assert (ticket.screen, ticket.declaring, ticket.attempt) == (Screen.TICKET, None, at_ticket().attempt)


def test_somebody_can_stop_anywhere_and_keeps_the_number() -> None:
    state = step(at_ticket(), BeginDeclaring(TODAY))
    for _ in range(12):
        stopped = step(state, StopDeclaring())
        assert (stopped.screen, stopped.declaring) == (Screen.TICKET, None)
        assert stopped.attempt is not None
        state = reply(state, SAMPLES["khai_sinh"])


def test_what_was_checked_is_handed_in_once() -> None:
    review = to_review("khai-sinh", "khai_sinh")
    sent = step(review, HandInDeclared())
    assert declaring(sent).sending is Sending.UNDER_WAY
    assert step(sent, HandInDeclared()) is sent
    done = step(sent, DeclaredHandedIn(is_kept=True))
    assert (done.screen, done.declaring, done.carried.done) == (Screen.TICKET, None, ("khai_sinh",))
    assert done.forms_offered == ()


def test_a_server_that_does_not_answer_leaves_the_review_as_it_was() -> None:
    sent = step(to_review("khai-sinh", "khai_sinh"), HandInDeclared())
    failed = step(sent, DeclaredHandedIn(is_kept=False))
    assert (failed.screen, declaring(failed).sending) == (Screen.DECLARE_REVIEW, Sending.FAILED)
    assert declaring(step(failed, HandInDeclared())).sending is Sending.UNDER_WAY


def test_a_correction_returns_to_the_review() -> None:
    review = to_review("khai-sinh", "khai_sinh")
    asked = step(review, CorrectAnswer(Step(Ask.FIELD, "tre_noi_sinh")))
    assert (asked.screen, declaring(asked).text) == (Screen.DECLARE_WRITE, SAMPLES["khai_sinh"]["tre_noi_sinh"])
    changed = after(ChangeAnswer("Trạm Y tế"), SubmitAnswer(), start=asked)
    assert changed.screen is Screen.DECLARE_REVIEW
    assert declaring(changed).interview.typed["tre_noi_sinh"] == "Trạm Y tế"


def test_a_mistake_stays_with_what_was_typed() -> None:
    asked = step(to_review("khai-sinh", "khai_sinh"), CorrectAnswer(Step(Ask.FIELD, "tre_ngay_sinh")))
    wrong = after(ChangeAnswer("31/02/2026"), SubmitAnswer(), start=asked)
    assert (wrong.screen, declaring(wrong).text) == (Screen.DECLARE_WRITE, "31/02/2026")
    assert [one.code for one in declaring(wrong).interview.findings] == ["not_a_date"]


def test_going_home_leaves_nothing_of_a_declaration() -> None:
    home = step(to_review("khai-sinh", "khai_sinh"), GoHome())
    assert (home.screen, home.declaring, home.carried) == (Screen.ATTRACT, None, Carried())
