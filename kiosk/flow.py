"""Which screen follows which. Pure: no clock, no network, no screen.

An action that does not belong to the present screen changes nothing: a late answer or a second touch is never an error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.actions import (
    Action,
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
from kiosk.state import HOME_LANGUAGE, ORDINARY, Attempt, Catalog, Choice, Paper, Screen, State, Trouble


def step(state: State, action: Action) -> State:
    """The state after `action`; the very same object when the action does not apply."""
    return _STEPS[type(action)](state, action)


def _begin(state: State, _: Begin) -> State:
    if state.screen is not Screen.ATTRACT or state.catalog is None:
        return state
    groups = state.catalog.groups
    if len(groups) == 1:
        return _enter(state, Screen.SERVICES, choice=Choice(group_id=groups[0].id))
    return _enter(state, Screen.GROUPS, choice=Choice())


def _choose_language(state: State, action: ChooseLanguage) -> State:
    return replace(state, language=action.language)


def _choose_group(state: State, action: ChooseGroup) -> State:
    if state.screen is not Screen.GROUPS or state.catalog is None or not state.catalog.services_of(action.group_id):
        return state
    return _enter(state, Screen.SERVICES, choice=Choice(group_id=action.group_id))


def _choose_service(state: State, action: ChooseService) -> State:
    service = state.catalog.service(action.service_id) if state.catalog else None
    if state.screen is not Screen.SERVICES or service is None or not service.open:
        return state
    chosen = replace(state, choice=Choice(group_id=service.group.id, service_id=service.id))
    if state.catalog and state.catalog.special_classes:
        return _enter(chosen, Screen.PRIORITY)
    return _ask_outlook(chosen, ORDINARY)


def _choose_priority(state: State, action: ChoosePriority) -> State:
    known = {one.code for one in state.catalog.priority_classes} if state.catalog else set()
    if state.screen is not Screen.PRIORITY or action.code not in known | {ORDINARY}:
        return state
    return _ask_outlook(state, action.code)


def _ask_outlook(state: State, priority_class: str) -> State:
    choice = replace(state.choice, priority_class=priority_class, outlook=None, asking=True)
    return _enter(state, Screen.OUTLOOK, choice=choice)


def _outlook_arrived(state: State, action: OutlookArrived) -> State:
    asked = (state.choice.service_id, state.choice.priority_class)
    if not state.choice.asking or asked != (action.service_id, action.priority_class):
        return state
    return replace(state, choice=replace(state.choice, outlook=action.outlook, asking=False))


def _turn_page(state: State, action: TurnPage) -> State:
    return replace(state, page=max(0, action.page))


def _take_ticket(state: State, action: TakeTicket) -> State:
    if state.screen is not Screen.OUTLOOK:
        return state
    return _enter(state, Screen.ISSUING, attempt=Attempt(action.request_id))


def _try_again(state: State, _: TryAgain) -> State:
    if state.screen is not Screen.REFUSED or state.attempt is None:
        return state
    return _enter(state, Screen.ISSUING, attempt=state.attempt)


def _ticket_taken(state: State, action: TicketTaken) -> State:
    if state.screen is not Screen.ISSUING or not _is_current(state, action.request_id):
        return state
    return _enter(state, Screen.TICKET, attempt=Attempt(action.request_id, ticket=action.ticket))


def _ticket_refused(state: State, action: TicketRefused) -> State:
    if state.screen is not Screen.ISSUING or not _is_current(state, action.request_id):
        return state
    return _enter(state, Screen.REFUSED, attempt=state.attempt, trouble=action.trouble)


def _paper_done(state: State, action: PaperDone) -> State:
    if state.attempt is None or state.attempt.ticket is None or not _is_current(state, action.request_id):
        return state
    paper = Paper.FAILED if action.fault else Paper.PRINTED
    attempt = replace(state.attempt, paper=paper, fault=action.fault)
    # The next citizen should know before the printer is asked again.
    return replace(state, attempt=attempt, printer_fault=action.fault)


def _go_back(state: State, _: GoBack) -> State:
    match state.screen:
        case Screen.SERVICES if state.catalog and len(state.catalog.groups) > 1:
            return _enter(state, Screen.GROUPS, choice=Choice())
        case Screen.PRIORITY:
            return _enter(state, Screen.SERVICES, choice=Choice(group_id=state.choice.group_id))
        case Screen.OUTLOOK if state.catalog and state.catalog.special_classes:
            return _enter(state, Screen.PRIORITY, choice=replace(state.choice, asking=False))
        case Screen.OUTLOOK | Screen.REFUSED:
            return _enter(state, Screen.SERVICES, choice=Choice(group_id=state.choice.group_id))
        case _:
            return _go_home(state, GoHome())


def _go_home(state: State, _: GoHome) -> State:
    if state.screen is Screen.ISSUING:
        return state
    if state.screen is Screen.OUT_OF_ORDER:
        return replace(state, language=HOME_LANGUAGE)
    if state.screen is Screen.REFUSED and state.trouble is Trouble.SERVER_AWAY:
        return _fresh(state, Screen.OUT_OF_ORDER, Trouble.SERVER_AWAY)
    return _fresh(state, Screen.ATTRACT)


def _catalog_arrived(state: State, action: CatalogArrived) -> State:
    """A catalog never changes under the hand of somebody who is choosing; the next one comes in a few seconds."""
    if not state.is_waiting_for_people:
        return state
    if not action.catalog.services:
        return _fresh(state, Screen.OUT_OF_ORDER, Trouble.NO_SERVICES, action.catalog)
    return replace(state, screen=Screen.ATTRACT, trouble=None, catalog=action.catalog)


def _printer_seen(state: State, action: PrinterSeen) -> State:
    return state if state.printer_fault == action.fault else replace(state, printer_fault=action.fault)


def _out_of_order(state: State, action: OutOfOrder) -> State:
    """Only a fault of the screen itself breaks into a visit; everything else is told when its answer is needed."""
    if not state.is_waiting_for_people and action.trouble is not Trouble.SCREEN_FAULT:
        return state
    same = state.screen is Screen.OUT_OF_ORDER and state.trouble is action.trouble
    return state if same else _fresh(state, Screen.OUT_OF_ORDER, action.trouble)


def _enter(
    state: State,
    screen: Screen,
    *,
    choice: Choice | None = None,
    attempt: Attempt | None = None,
    trouble: Trouble | None = None,
) -> State:
    return replace(state, screen=screen, page=0, choice=choice or state.choice, attempt=attempt, trouble=trouble)


def _fresh(state: State, screen: Screen, trouble: Trouble | None = None, catalog: Catalog | None = None) -> State:
    """Forget the visit: nothing of one citizen reaches the next."""
    known = catalog or state.catalog
    return State(screen=screen, trouble=trouble, catalog=known, printer_fault=state.printer_fault)


def _is_current(state: State, request_id: str) -> bool:
    return state.attempt is not None and state.attempt.request_id == request_id


_STEPS: dict[type, Callable[[State, Any], State]] = {
    Begin: _begin,
    ChooseLanguage: _choose_language,
    ChooseGroup: _choose_group,
    ChooseService: _choose_service,
    ChoosePriority: _choose_priority,
    TurnPage: _turn_page,
    GoBack: _go_back,
    GoHome: _go_home,
    TakeTicket: _take_ticket,
    TryAgain: _try_again,
    CatalogArrived: _catalog_arrived,
    OutlookArrived: _outlook_arrived,
    TicketTaken: _ticket_taken,
    TicketRefused: _ticket_refused,
    PaperDone: _paper_done,
    PrinterSeen: _printer_seen,
    OutOfOrder: _out_of_order,
}
