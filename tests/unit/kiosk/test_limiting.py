"""Numbers per card and day at the kiosk: who is asked for a card, who is not, and what leaves the machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.actions import (
    Begin,
    CatalogArrived,
    ChooseGroup,
    ChoosePriority,
    ChooseService,
    GoBack,
    TakeTicket,
    TicketRefused,
    TryAgain,
)
from kiosk.cards.actions import CardScanned, ContinueWithoutCard, ScannerSeen
from kiosk.cards.reading import read_card
from kiosk.flow import step
from kiosk.issue import command_of
from kiosk.path_actions import ChangeCode, KeyCode, SubmitCode
from kiosk.path_jobs import wish_of
from kiosk.state import Catalog, Screen, State, Trouble
from kiosk.voices import CodeKind
from kiosk.wish import Wish
from tests.unit.kiosk.made import ORDINARY_ONLY, a_catalog, after

TODAY = date(2026, 11, 21)
NUMBER = "064090012345"
CARD = CardScanned(read_card(f"{NUMBER}||Nguyễn Văn Mẫu|15031990|Nam|Gia Lai|12052021", TODAY), 1.0, TODAY)
ADDRESS = CardScanned(read_card("https://example.vn", TODAY), 9.0, TODAY)
CHOSEN = (Begin(), ChooseGroup("ho-tich"), ChooseService("khai-sinh"), ChoosePriority("ordinary"))
TAKE = TakeTicket("request-1")


def a_limited_catalog(limit: int = 1, **more: bool) -> Catalog:
    catalog = a_catalog()
    office = catalog.office.model_copy(update={"visits_per_person": limit, "appointments": True})
    return replace(catalog, office=office, **more)


def a_kiosk(catalog: Catalog | None = None, *, scanner: bool = True) -> State:
    return after(CatalogArrived(catalog or a_limited_catalog()), ScannerSeen(scanner))


def test_where_numbers_are_limited_the_card_is_asked_for_and_leads_on_to_the_number() -> None:
    asked = after(*CHOSEN, TAKE, start=a_kiosk())
    assert asked.screen is Screen.CARD
    taken = step(asked, CARD)
    assert (taken.screen, taken.attempt) == (Screen.ISSUING, asked.attempt)
    assert wish_of(taken, "request-1").card_number == NUMBER


def test_a_card_that_was_scanned_before_is_not_asked_for_again() -> None:
    *before, last = CHOSEN
    state = after(*before, CARD, last, TAKE, start=a_kiosk())
    assert state.screen is Screen.ISSUING


@pytest.mark.parametrize(
    "kiosk",
    [
        a_kiosk(a_limited_catalog(0)),
        a_kiosk(scanner=False),
        a_kiosk(a_limited_catalog(is_cut_off=True)),
    ],
    ids=["no limit", "no scanner", "cut off"],
)
def test_nobody_is_asked_for_a_card_where_it_would_count_for_nothing(kiosk: State) -> None:
    *before, last = CHOSEN
    state = after(*before, CARD, last, TAKE, start=kiosk)
    assert state.screen is Screen.ISSUING
    assert wish_of(state, "request-1").card_number is None
    assert after(*CHOSEN, TAKE, start=kiosk).screen is Screen.ISSUING


def test_an_appointment_is_a_promise_and_asks_for_no_card() -> None:
    catalog = replace(a_limited_catalog(), priority_classes=a_catalog(classes=ORDINARY_ONLY).priority_classes)
    code = (KeyCode(CodeKind.APPOINTMENT), ChangeCode("12345678"), SubmitCode("request-1"))
    assert after(*code, start=a_kiosk(catalog)).screen is Screen.ISSUING


def test_whoever_has_no_card_is_sent_to_the_staff_and_whoever_changes_their_mind_goes_back() -> None:
    asked = after(*CHOSEN, TAKE, start=a_kiosk())
    without = step(asked, ContinueWithoutCard())
    assert (without.screen, without.trouble) == (Screen.REFUSED, Trouble.CARD_NEEDED)
    assert step(asked, GoBack()).screen is Screen.OUTLOOK


def test_what_is_no_card_is_told_and_the_number_waits() -> None:
    wrong = after(*CHOSEN, TAKE, ADDRESS, start=a_kiosk())
    assert (wrong.screen, wrong.cards.is_refused) == (Screen.CARD, True)
    assert step(wrong, CARD).screen is Screen.ISSUING


def test_another_try_after_a_silence_asks_for_no_second_scan() -> None:
    taken = after(*CHOSEN, TAKE, CARD, start=a_kiosk())
    refused = step(taken, TicketRefused("request-1", Trouble.BUSY))
    assert step(refused, TryAgain()).screen is Screen.ISSUING


def test_the_number_of_the_card_stands_in_no_command_and_in_no_words_about_the_wish() -> None:
    wish = Wish("request-1", "khai-sinh", "ordinary", "vi", card_number=NUMBER)
    assert NUMBER not in repr(wish)
    assert NUMBER not in command_of(wish, "ab" * 32).model_dump_json()
