"""What is so whatever the citizen does: language and page, the catalog, the printer, faults, and the end of a visit."""

from __future__ import annotations

from dataclasses import replace

from kiosk.actions import CatalogArrived, ChooseLanguage, ChooseTypingMethod, GoHome, OutOfOrder, PrinterSeen, TurnPage
from kiosk.comfort import Comfort
from kiosk.flow.moves import Steps, fresh
from kiosk.state import CUT_OFF, HOME_LANGUAGE, Screen, State, Trouble

OPERATING = (Screen.PIN, Screen.OPERATOR)


def _choose_language(state: State, action: ChooseLanguage) -> State:
    return replace(state, language=action.language)


def _choose_typing_method(state: State, action: ChooseTypingMethod) -> State:
    return replace(state, typing_method=action.method)


def _turn_page(state: State, action: TurnPage) -> State:
    return replace(state, page=max(0, action.page))


def go_home(state: State, _: GoHome) -> State:
    if state.screen is Screen.ISSUING:
        return state
    if state.screen is Screen.OUT_OF_ORDER:
        return replace(state, language=HOME_LANGUAGE, comfort=Comfort())
    if state.screen in OPERATING and state.trouble is not None:
        return fresh(state, Screen.OUT_OF_ORDER, state.trouble)
    if state.screen is Screen.REFUSED and state.trouble in CUT_OFF:
        return fresh(state, Screen.OUT_OF_ORDER, state.trouble)
    return fresh(state, Screen.ATTRACT)


def _catalog_arrived(state: State, action: CatalogArrived) -> State:
    """A catalog never changes under the hand of somebody who is choosing; the next one comes in a few seconds."""
    if not state.is_waiting_for_people:
        return state
    if not action.catalog.services:
        return fresh(state, Screen.OUT_OF_ORDER, Trouble.NO_SERVICES, action.catalog)
    return replace(state, screen=Screen.ATTRACT, trouble=None, catalog=action.catalog)


def _printer_seen(state: State, action: PrinterSeen) -> State:
    return state if state.printer_fault == action.fault else replace(state, printer_fault=action.fault)


def _out_of_order(state: State, action: OutOfOrder) -> State:
    """Only a fault of the screen itself breaks into a visit; everything else is told when its answer is needed."""
    if not state.is_waiting_for_people and action.trouble is not Trouble.SCREEN_FAULT:
        return state
    same = state.screen is Screen.OUT_OF_ORDER and state.trouble is action.trouble
    return state if same else fresh(state, Screen.OUT_OF_ORDER, action.trouble)


STEPS: Steps = {
    ChooseLanguage: _choose_language,
    ChooseTypingMethod: _choose_typing_method,
    TurnPage: _turn_page,
    GoHome: go_home,
    CatalogArrived: _catalog_arrived,
    PrinterSeen: _printer_seen,
    OutOfOrder: _out_of_order,
}
