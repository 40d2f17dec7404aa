"""Which screen follows which."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.actions import (
    Begin,
    CatalogArrived,
    ChooseGroup,
    ChooseLanguage,
    ChoosePriority,
    ChooseService,
    GoBack,
    GoHome,
    OutlookArrived,
    OutOfOrder,
    PaperDone,
    PrinterSeen,
    TakeTicket,
    TicketRefused,
    TicketTaken,
    TryAgain,
    TurnPage,
)
from kiosk.choice import Choice
from kiosk.flow import step
from kiosk.state import Paper, Screen, State, Trouble, page_count
from tests.unit.kiosk.made import ORDINARY_ONLY, OUTLOOK, a_catalog, a_service, a_ticket, after

READY = after(CatalogArrived(a_catalog()))
TO_PRIORITY = (Begin(), ChooseGroup("ho-tich"), ChooseService("khai-sinh"))
TO_OUTLOOK = (*TO_PRIORITY, ChoosePriority("ordinary"))
TO_ISSUING = (*TO_OUTLOOK, TakeTicket("request-1"))
TO_TICKET = (*TO_ISSUING, TicketTaken("request-1", a_ticket()))


def test_a_kiosk_starts_out_of_order_and_opens_when_the_catalog_comes() -> None:
    assert (State().screen, State().trouble) == (Screen.OUT_OF_ORDER, Trouble.STARTING)
    assert (READY.screen, READY.trouble) == (Screen.ATTRACT, None)


def test_a_visit_goes_from_the_first_touch_to_the_ticket() -> None:
    visited = [after(*TO_TICKET[:count], start=READY).screen for count in range(len(TO_TICKET) + 1)]
    assert visited == [
        Screen.ATTRACT,
        Screen.GROUPS,
        Screen.SERVICES,
        Screen.PRIORITY,
        Screen.OUTLOOK,
        Screen.ISSUING,
        Screen.TICKET,
    ]


def test_one_group_is_not_worth_a_question() -> None:
    state = after(CatalogArrived(a_catalog(a_service("khai-sinh", "ho-tich"))), Begin())
    assert (state.screen, state.choice.group_id) == (Screen.SERVICES, "ho-tich")
    assert after(GoBack(), start=state).screen is Screen.ATTRACT


def test_without_priority_classes_the_question_is_not_asked() -> None:
    catalog = a_catalog(classes=ORDINARY_ONLY)
    state = after(CatalogArrived(catalog), Begin(), ChooseGroup("ho-tich"), ChooseService("khai-sinh"))
    assert (state.screen, state.choice.priority_class, state.choice.asking) == (Screen.OUTLOOK, "ordinary", True)
    assert after(GoBack(), start=state).screen is Screen.SERVICES


def test_a_closed_service_cannot_be_chosen() -> None:
    state = after(Begin(), ChooseGroup("ho-tich"), start=READY)
    assert step(state, ChooseService("ket-hon")) is state


@pytest.mark.parametrize("action", [ChooseGroup("không-có"), ChooseService("không-có"), ChoosePriority("không-có")])
def test_what_is_not_offered_cannot_be_chosen(action: ChooseGroup | ChooseService | ChoosePriority) -> None:
    for count in range(len(TO_PRIORITY) + 1):
        state = after(*TO_PRIORITY[:count], start=READY)
        assert step(state, action) is state


def test_the_claimed_class_is_kept_for_the_ticket() -> None:
    state = after(*TO_PRIORITY, ChoosePriority("elderly_75"), start=READY)
    assert (state.screen, state.choice.priority_class) == (Screen.OUTLOOK, "elderly_75")


def test_the_outlook_is_shown_when_it_comes() -> None:
    state = after(*TO_OUTLOOK, OutlookArrived("khai-sinh", "ordinary", OUTLOOK), start=READY)
    assert (state.choice.outlook, state.choice.asking) == (OUTLOOK, False)


def test_an_outlook_that_comes_late_is_not_shown_for_another_service() -> None:
    state = after(*TO_OUTLOOK, start=READY)
    assert step(state, OutlookArrived("ban-sao", "ordinary", OUTLOOK)) is state
    back = after(GoBack(), start=state)
    assert step(back, OutlookArrived("khai-sinh", "ordinary", OUTLOOK)) is back


def test_a_number_can_be_taken_without_knowing_the_outlook() -> None:
    state = after(*TO_OUTLOOK, OutlookArrived("khai-sinh", "ordinary", None), start=READY)
    assert after(TakeTicket("request-1"), start=state).screen is Screen.ISSUING


def test_back_leads_the_whole_way_out() -> None:
    state = after(*TO_OUTLOOK, start=READY)
    screens = []
    for _ in range(4):
        state = after(GoBack(), start=state)
        screens.append(state.screen)
    assert screens == [Screen.PRIORITY, Screen.SERVICES, Screen.GROUPS, Screen.ATTRACT]


def test_nobody_leaves_while_a_number_is_being_taken() -> None:
    state = after(*TO_ISSUING, start=READY)
    assert step(state, GoHome()) is state
    assert step(state, GoBack()) is state


def test_a_second_touch_takes_no_second_ticket() -> None:
    state = after(*TO_ISSUING, start=READY)
    assert step(state, TakeTicket("request-2")) is state


def test_the_answer_to_an_older_wish_is_not_shown() -> None:
    state = after(*TO_ISSUING, start=READY)
    assert step(state, TicketTaken("request-0", a_ticket("A000"))) is state
    assert step(state, TicketRefused("request-0", Trouble.BUSY)) is state


def test_the_ticket_shows_what_became_of_the_paper() -> None:
    ticket = after(*TO_TICKET, start=READY)
    assert ticket.attempt is not None
    assert ticket.attempt.paper is Paper.PRINTING
    printed = after(PaperDone("request-1", None), start=ticket).attempt
    failed = after(PaperDone("request-1", "paper_out"), start=ticket).attempt
    assert printed is not None
    assert failed is not None
    assert (printed.paper, printed.fault) == (Paper.PRINTED, None)
    assert (failed.paper, failed.fault) == (Paper.FAILED, "paper_out")


def test_paper_of_the_last_citizen_does_not_touch_the_next_ones_screen() -> None:
    home = after(*TO_TICKET, GoHome(), start=READY)
    assert step(home, PaperDone("request-1", "paper_out")) is home


def test_another_try_asks_for_the_very_same_ticket() -> None:
    refused = after(*TO_ISSUING, TicketRefused("request-1", Trouble.SERVER_AWAY), start=READY)
    assert (refused.screen, refused.trouble) == (Screen.REFUSED, Trouble.SERVER_AWAY)
    again = after(TryAgain(), start=refused)
    assert again.attempt is not None
    assert (again.screen, again.attempt.request_id, again.choice) == (Screen.ISSUING, "request-1", refused.choice)


def test_who_leaves_because_the_server_is_away_leaves_a_machine_out_of_order() -> None:
    refused = after(*TO_ISSUING, TicketRefused("request-1", Trouble.SERVER_AWAY), start=READY)
    assert after(GoHome(), start=refused).screen is Screen.OUT_OF_ORDER
    closed = after(*TO_ISSUING, TicketRefused("request-1", Trouble.SERVICE_CLOSED), start=READY)
    assert after(GoHome(), start=closed).screen is Screen.ATTRACT
    assert after(GoBack(), start=closed).screen is Screen.SERVICES


def test_the_end_of_a_visit_forgets_everything_of_it() -> None:
    ended = after(ChooseLanguage("en"), *TO_TICKET, GoHome(), start=READY)
    assert (ended.language, ended.choice, ended.attempt, ended.page) == ("vi", Choice(), None, 0)
    assert ended.catalog == READY.catalog


def test_the_language_holds_through_the_visit() -> None:
    state = READY
    for action in (ChooseLanguage("en"), *TO_TICKET):
        state = step(state, action)
        assert state.language == "en"


def test_the_language_changes_nothing_else() -> None:
    state = after(*TO_OUTLOOK, start=READY)
    assert after(ChooseLanguage("en"), start=state) == replace(state, language="en")


def test_a_new_screen_begins_at_its_first_page() -> None:
    state = after(Begin(), TurnPage(2), start=READY)
    assert state.page == 2
    assert after(ChooseGroup("ho-tich"), start=state).page == 0
    assert after(TurnPage(-1), start=state).page == 0


def test_the_catalog_does_not_change_under_the_hand() -> None:
    choosing = after(*TO_PRIORITY, start=READY)
    assert step(choosing, CatalogArrived(a_catalog(a_service("khác", "khác")))) is choosing


def test_a_server_that_goes_away_is_told_only_when_somebody_needs_it() -> None:
    choosing = after(*TO_PRIORITY, start=READY)
    assert step(choosing, OutOfOrder(Trouble.SERVER_AWAY)) is choosing
    waiting = after(OutOfOrder(Trouble.SERVER_AWAY), start=READY)
    assert (waiting.screen, waiting.trouble) == (Screen.OUT_OF_ORDER, Trouble.SERVER_AWAY)


def test_the_machine_comes_back_by_itself() -> None:
    away = after(OutOfOrder(Trouble.SERVER_AWAY), start=READY)
    assert after(CatalogArrived(a_catalog()), start=away).screen is Screen.ATTRACT


def test_the_same_trouble_again_keeps_the_readers_language() -> None:
    away = after(OutOfOrder(Trouble.SERVER_AWAY), ChooseLanguage("en"), start=READY)
    assert after(OutOfOrder(Trouble.SERVER_AWAY), start=away).language == "en"
    assert after(GoHome(), start=away).language == "vi"


def test_an_office_without_services_gives_no_numbers() -> None:
    empty = replace(a_catalog(), services=())
    state = after(CatalogArrived(empty), start=READY)
    assert (state.screen, state.trouble) == (Screen.OUT_OF_ORDER, Trouble.NO_SERVICES)


def test_a_fault_of_the_screen_ends_even_a_visit() -> None:
    state = after(*TO_PRIORITY, OutOfOrder(Trouble.SCREEN_FAULT), start=READY)
    assert (state.screen, state.trouble, state.choice) == (Screen.OUT_OF_ORDER, Trouble.SCREEN_FAULT, Choice())


def test_the_printers_trouble_is_remembered_from_visit_to_visit() -> None:
    state = after(PrinterSeen("paper_out"), *TO_TICKET, GoHome(), start=READY)
    assert state.printer_fault == "paper_out"
    assert after(PrinterSeen(None), start=state).printer_fault is None
    failed = after(*TO_TICKET, PaperDone("request-1", "paper_out"), GoHome(), start=READY)
    assert failed.printer_fault == "paper_out"


@pytest.mark.parametrize(("items", "size", "pages"), [(0, 6, 1), (6, 6, 1), (7, 6, 2), (13, 6, 3)])
def test_pages_hold_everything(items: int, size: int, pages: int) -> None:
    assert page_count(items, size) == pages


def test_a_number_of_the_kiosks_own_tells_the_next_citizen_that_the_server_is_away() -> None:
    own = TicketTaken("request-1", a_ticket("K1-001", offline=True))
    state = after(*TO_ISSUING, own, GoHome(), *TO_PRIORITY, ChoosePriority("ordinary"), start=READY)
    assert state.catalog is not None
    assert state.catalog.is_cut_off
    assert (state.screen, state.choice.asking) == (Screen.OUTLOOK, False)
