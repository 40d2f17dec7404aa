"""The ticket: asked for, given or refused, printed or not."""

from __future__ import annotations

from dataclasses import replace

from kiosk.actions import PaperDone, TakeTicket, TicketRefused, TicketTaken, TryAgain
from kiosk.flow.choosing import back_to_services
from kiosk.flow.moves import Backs, Steps, enter
from kiosk.state import Attempt, Paper, Screen, State


def take_ticket(state: State, action: TakeTicket) -> State:
    if state.screen is not Screen.OUTLOOK:
        return state
    return enter(state, Screen.ISSUING, attempt=Attempt(action.request_id))


def _try_again(state: State, _: TryAgain) -> State:
    if state.screen is not Screen.REFUSED or state.attempt is None:
        return state
    return enter(state, Screen.ISSUING, attempt=state.attempt)


def _ticket_taken(state: State, action: TicketTaken) -> State:
    if state.screen is not Screen.ISSUING or not _is_current(state, action.request_id):
        return state
    known = state
    if action.ticket.offline and state.catalog is not None:
        # The next citizen should know before the server is looked for again.
        known = replace(state, catalog=replace(state.catalog, is_cut_off=True))
    return enter(known, Screen.TICKET, attempt=Attempt(action.request_id, ticket=action.ticket))


def ticket_refused(state: State, action: TicketRefused) -> State:
    if state.screen is not Screen.ISSUING or not _is_current(state, action.request_id):
        return state
    return enter(state, Screen.REFUSED, attempt=state.attempt, trouble=action.trouble)


def _paper_done(state: State, action: PaperDone) -> State:
    if state.attempt is None or state.attempt.ticket is None or not _is_current(state, action.request_id):
        return state
    paper = Paper.FAILED if action.fault else Paper.PRINTED
    attempt = replace(state.attempt, paper=paper, fault=action.fault)
    # The next citizen should know before the printer is asked again.
    return replace(state, attempt=attempt, printer_fault=action.fault)


def _is_current(state: State, request_id: str) -> bool:
    return state.attempt is not None and state.attempt.request_id == request_id


STEPS: Steps = {
    TakeTicket: take_ticket,
    TryAgain: _try_again,
    TicketTaken: _ticket_taken,
    TicketRefused: ticket_refused,
    PaperDone: _paper_done,
}
BACKS: Backs = {Screen.REFUSED: back_to_services}
