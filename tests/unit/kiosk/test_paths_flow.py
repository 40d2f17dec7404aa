"""Which screen follows which on the other ways to come and to speak."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.actions import (
    Begin,
    CatalogArrived,
    ChooseGroup,
    ChoosePriority,
    ChooseService,
    GoBack,
    GoHome,
    OutlookArrived,
    TakeTicket,
    TicketRefused,
    TicketTaken,
)
from kiosk.flow import step
from kiosk.issue import command_of
from kiosk.path_actions import (
    AddAnother,
    ChangeCode,
    ChangeText,
    ChooseClass,
    ChooseDelivery,
    ChoosePurpose,
    ChooseScore,
    ClassesArrived,
    CodeFailed,
    KeyCode,
    PetitionFailed,
    PetitionKept,
    RatingFailed,
    RatingKept,
    RatingOpened,
    SendPetition,
    SendRating,
    ShowPaths,
    Speak,
    SubmitCode,
    TurnReason,
    WritePetition,
)
from kiosk.path_jobs import wish_of
from kiosk.phrases import opening_in_words
from kiosk.state import Screen, State, Trouble
from kiosk.voices import CodeKind, Mishap
from queue_server.contract.common import Delivery, Purpose
from queue_server.contract.feedback import FeedbackClass, FeedbackClassList, FeedbackReceived
from queue_server.contract.ratings import RatedVisit, RatingReason
from tests.unit.kiosk.made import ORDINARY_ONLY, OUTLOOK, a_catalog, a_service, a_ticket, after

ZONE = "Asia/Ho_Chi_Minh"
ALL_WAYS = ["counter", "post", "agreed_hour"]
SERVICES = (
    a_service("khai-sinh", "ho-tich"),
    a_service("dat", "dat-dai", deliveries=ALL_WAYS),
    a_service("ket-qua", "chung", purpose="result"),
    a_service("bo-sung", "chung", purpose="complete", open=False),
)
READY = after(CatalogArrived(a_catalog(*SERVICES)))
TO_OUTLOOK = (Begin(), ChooseGroup("ho-tich"), ChooseService("khai-sinh"), ChoosePriority("ordinary"))
ADD_LAND = (AddAnother(), ChooseGroup("dat-dai"), ChooseService("dat"))
TO_CODE = (KeyCode(CodeKind.APPOINTMENT),)
KEYED = (*TO_CODE, ChangeCode("1234 5678"))
RATED = RatedVisit(
    ticket_number="A001", business_date=date(2026, 11, 21), service={"id": "khai-sinh", "name": {"vi": "Khai sinh"}}
)
TO_RATING = (
    Speak(),
    KeyCode(CodeKind.RATING),
    ChangeCode("12345678"),
    SubmitCode("unused"),
    RatingOpened(RATED),
)
CLASSES = FeedbackClassList(
    address={"vi": "Số 1"}, classes=[FeedbackClass(code="other", name={"vi": "Khác"}, working_days=5, source="Quy chế")]
)
RECEIVED = FeedbackReceived(reference="12345678", due_date=date(2026, 12, 1), address={"vi": "Số 1"})
TO_WORDS = (Speak(), WritePetition(), ClassesArrived(CLASSES), ChooseClass("other"))


def shown(*actions: Any, start: State = READY) -> Screen:
    return after(*actions, start=start).screen


def test_a_purpose_with_one_service_leads_past_the_lists() -> None:
    state = after(ChoosePurpose(Purpose.RESULT), start=READY)
    assert (state.screen, state.choice.service_id) == (Screen.PRIORITY, "ket-qua")
    assert shown(ChoosePurpose(Purpose.RESULT), GoBack()) is Screen.ATTRACT


def test_a_known_thing_is_four_touches_from_its_ticket() -> None:
    touches = (ChoosePurpose(Purpose.RESULT), ChoosePriority("ordinary"), TakeTicket("request-1"))
    assert shown(*touches) is Screen.ISSUING
    assert len(touches) <= 4


def test_a_purpose_that_is_closed_shows_why_and_one_that_is_not_offered_nothing() -> None:
    state = after(ChoosePurpose(Purpose.COMPLETE), start=READY)
    assert (state.screen, [one.id for one in state.offered]) == (Screen.SERVICES, ["bo-sung"])
    assert step(READY, ChoosePurpose(Purpose.ADVICE)) is READY


def test_where_room_is_short_the_ways_stand_on_a_list_of_their_own() -> None:
    assert shown(ShowPaths(), ChoosePurpose(Purpose.RESULT)) is Screen.PRIORITY
    assert shown(ShowPaths(), KeyCode(CodeKind.APPOINTMENT)) is Screen.CODE
    assert shown(ShowPaths(), Speak()) is Screen.VOICES


def test_one_more_procedure_goes_on_the_same_ticket() -> None:
    state = after(*TO_OUTLOOK, OutlookArrived("khai-sinh", "ordinary", OUTLOOK), *ADD_LAND, start=READY)
    assert (state.screen, state.wanted, state.choice.outlook) == (Screen.OUTLOOK, ("khai-sinh", "dat"), OUTLOOK)
    wish = wish_of(state, "request-1")
    assert command_of(wish).services == ["khai-sinh", "dat"]


def test_no_service_stands_on_a_ticket_twice() -> None:
    looking = after(*TO_OUTLOOK, AddAnother(), ChooseGroup("ho-tich"), start=READY)
    assert step(looking, ChooseService("khai-sinh")) is looking


def test_whoever_looks_for_one_more_can_go_back_step_by_step() -> None:
    looking = after(*TO_OUTLOOK, AddAnother(), ChooseGroup("dat-dai"), start=READY)
    back = after(GoBack(), start=looking)
    assert back.screen is Screen.GROUPS
    assert (after(GoBack(), start=back).screen, after(GoBack(), start=back).wanted) == (Screen.OUTLOOK, ("khai-sinh",))
    added = after(*TO_OUTLOOK, *ADD_LAND, GoBack(), start=READY)
    assert (added.screen, added.wanted) == (Screen.OUTLOOK, ("khai-sinh",))
    assert after(GoBack(), start=added).screen is Screen.PRIORITY


def test_the_result_is_asked_about_only_where_a_service_asks_and_only_once() -> None:
    assert shown(*TO_OUTLOOK, TakeTicket("request-1")) is Screen.ISSUING
    asked = after(*TO_OUTLOOK, *ADD_LAND, TakeTicket("request-1"), start=READY)
    assert (asked.screen, asked.deliveries) == (Screen.DELIVERY, tuple(Delivery))
    chosen = after(ChooseDelivery(Delivery.POST), start=asked)
    assert chosen.screen is Screen.ISSUING
    assert chosen.attempt is not None
    wish = wish_of(chosen, chosen.attempt.request_id)
    assert (wish.request_id, wish.delivery) == ("request-1", Delivery.POST)
    assert shown(GoBack(), start=asked) is Screen.OUTLOOK


def test_an_appointment_is_keyed_in_asked_for_priority_and_taken() -> None:
    asked = after(*KEYED, SubmitCode("request-1"), start=READY)
    assert asked.screen is Screen.PRIORITY
    issuing = after(ChoosePriority("elderly_75"), start=asked)
    command = command_of(wish_of(issuing, "request-1"))
    assert (command.appointment_code, command.services, command.priority_class) == ("12345678", [], "elderly_75")
    assert shown(TicketTaken("request-1", a_ticket()), start=issuing) is Screen.TICKET


def test_without_priority_classes_a_code_leads_straight_to_the_ticket() -> None:
    plain = after(CatalogArrived(a_catalog(*SERVICES, classes=ORDINARY_ONLY)))
    assert shown(*KEYED, SubmitCode("request-1"), start=plain) is Screen.ISSUING


def test_a_wrong_code_is_corrected_on_the_pad_and_any_other_refusal_is_told() -> None:
    issuing = after(*KEYED, SubmitCode("request-1"), ChoosePriority("ordinary"), start=READY)
    wrong = after(TicketRefused("request-1", Trouble.UNKNOWN_APPOINTMENT), start=issuing)
    assert wrong.screen is Screen.CODE
    assert wrong.keyed is not None
    assert (wrong.keyed.digits, wrong.keyed.mishap) == ("12345678", Mishap.WRONG_CODE)
    early = after(TicketRefused("request-1", Trouble.APPOINTMENT_TOO_EARLY), start=issuing)
    assert (early.screen, early.trouble) == (Screen.REFUSED, Trouble.APPOINTMENT_TOO_EARLY)
    assert shown(GoBack(), start=early) is Screen.CODE


@pytest.mark.parametrize("text", ["", "1234", "1234567", "abcdefgh", "１２３４５６７８"])
def test_a_code_that_is_not_whole_cannot_be_sent(text: str) -> None:
    state = after(*TO_CODE, ChangeCode(text), start=READY)
    assert step(state, SubmitCode("request-1")) is state


def test_a_good_score_needs_no_more_touches_and_a_bad_one_asks_why() -> None:
    good = after(*TO_RATING, ChooseScore(4), start=READY)
    assert good.rated is not None
    assert good.rated.sending
    assert shown(RatingKept(), start=good) is Screen.THANKS
    bad = after(*TO_RATING, ChooseScore(1), TurnReason(RatingReason.MANNER), start=READY)
    assert bad.rated is not None
    assert (bad.rated.sending, bad.rated.reasons) == (False, {RatingReason.MANNER})
    taken_back = after(TurnReason(RatingReason.MANNER), SendRating(), start=bad)
    assert taken_back.rated is not None
    assert (taken_back.rated.sending, taken_back.rated.reasons) == (True, frozenset())


def test_a_rating_whose_answer_was_lost_is_not_told_wrong_when_it_is_sent_again() -> None:
    lost = after(*TO_RATING, ChooseScore(5), RatingFailed(Mishap.NO_ANSWER), start=READY)
    assert lost.screen is Screen.RATING
    assert shown(SendRating(), RatingFailed(Mishap.WRONG_CODE), start=lost) is Screen.THANKS


def test_a_rating_code_that_is_not_known_stays_on_the_pad() -> None:
    checking = after(*TO_RATING[:-1], start=READY)
    assert checking.keyed is not None
    assert checking.keyed.checking
    failed = after(CodeFailed(Mishap.WRONG_CODE), start=checking)
    assert failed.keyed is not None
    assert (failed.screen, failed.keyed.checking, failed.keyed.mishap) == (Screen.CODE, False, Mishap.WRONG_CODE)


def test_a_petition_is_chosen_written_sent_and_thanked_for() -> None:
    written = after(*TO_WORDS, ChangeText("Ghế hỏng"), SendPetition("request-1"), start=READY)
    assert written.petition is not None
    assert (written.petition.sending, written.petition.request_id) == (True, "request-1")
    kept = after(PetitionKept(RECEIVED), start=written)
    assert kept.petition is not None
    assert (kept.screen, kept.petition.text, kept.petition.received) == (Screen.THANKS, "", RECEIVED)


def test_a_petition_that_was_not_answered_is_sent_again_as_the_same_one() -> None:
    sent = after(*TO_WORDS, ChangeText("Ghế hỏng"), SendPetition("request-1"), start=READY)
    again = after(PetitionFailed(Mishap.NO_ANSWER), ChangeText("Khác"), SendPetition("request-2"), start=sent)
    assert again.petition is not None
    assert (again.petition.request_id, again.petition.text) == ("request-1", "Ghế hỏng")


def test_nothing_is_sent_without_words() -> None:
    state = after(*TO_WORDS, ChangeText("  "), start=READY)
    assert step(state, SendPetition("request-1")) is state


@pytest.mark.parametrize("way", [(*TO_WORDS, ChangeText("Ghế hỏng")), TO_RATING, KEYED, (*TO_OUTLOOK, *ADD_LAND)])
def test_whatever_was_said_is_forgotten_with_the_visit(way: tuple[Any, ...]) -> None:
    state = after(*way, GoHome(), start=READY)
    assert state == READY


def test_back_leads_out_of_every_way() -> None:
    for way in (TO_WORDS, TO_RATING, KEYED):
        state = after(*way, start=READY)
        for _ in range(6):
            state = step(state, GoBack())
        assert state.screen is Screen.ATTRACT


def test_a_closed_service_says_when_it_opens_and_when_it_is_quiet(speech: Any) -> None:
    from zoneinfo import ZoneInfo

    at = {"opens_at": datetime(2026, 11, 21, 6, 30, tzinfo=UTC), "quiet_at": datetime(2026, 11, 21, 8, tzinfo=UTC)}
    service = a_service("khai-sinh", "ho-tich", open=False).model_copy(update=at)
    said = opening_in_words(speech, service, ZoneInfo(ZONE), date(2026, 11, 21))
    assert said == "Mở lại lúc 13:30. Thường vắng nhất lúc 15:00"
    tomorrow = opening_in_words(speech, service, ZoneInfo(ZONE), date(2026, 11, 20))
    assert "Thứ Bảy, 21/11/2026" in tomorrow
    assert opening_in_words(speech, a_service("x", "y"), ZoneInfo(ZONE), date(2026, 11, 21)) == ""


class _Vietnamese:
    def _(self, sentence: str) -> str:
        return sentence

    def count(self, sentence: str, number: int) -> str:
        return sentence.replace("{n}", str(number))


@pytest.fixture
def speech() -> _Vietnamese:
    return _Vietnamese()


ACTIONS = st.sampled_from(
    [
        *TO_OUTLOOK,
        *ADD_LAND,
        *TO_RATING,
        *TO_WORDS,
        ChoosePurpose(Purpose.RESULT),
        KeyCode(CodeKind.APPOINTMENT),
        ChooseScore(1),
        SendRating(),
        RatingKept(),
        TakeTicket("request-1"),
        ChooseDelivery(Delivery.POST),
        TicketRefused("request-1", Trouble.UNKNOWN_APPOINTMENT),
        TicketTaken("request-1", a_ticket()),
        ChangeText("x"),
        SendPetition("request-1"),
        PetitionKept(RECEIVED),
        ShowPaths(),
        GoBack(),
        GoHome(),
    ]
)


@settings(max_examples=300)
@given(st.lists(ACTIONS, max_size=40))
def test_no_order_of_touches_breaks_the_flow_or_asks_for_a_ticket_of_nothing(actions: list[Any]) -> None:
    state = READY
    for action in actions:
        state = step(state, action)
        if state.screen is Screen.ISSUING and state.attempt is not None:
            command = command_of(wish_of(state, "request-long-enough"))
            assert command.appointment_code or command.services
            assert len(command.services) == len(set(command.services))
