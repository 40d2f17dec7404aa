"""Codes from paper: of an appointment, which leads to a ticket, and of a visit that shall be rated."""

from __future__ import annotations

from dataclasses import replace

from kiosk.actions import ChoosePriority, TicketRefused
from kiosk.choice import ORDINARY, Choice
from kiosk.flow import choosing, purposes, ticketing
from kiosk.flow.moves import Backs, Steps, enter, fresh
from kiosk.path_actions import ChangeCode, CodeFailed, KeyCode, SubmitCode
from kiosk.state import Attempt, Screen, State, Trouble
from kiosk.voices import CODE_LENGTH, CodeKind, Keyed, Mishap

DIGITS = "0123456789"
BEGUN_AT = {CodeKind.APPOINTMENT: purposes.BEGINNINGS, CodeKind.RATING: (Screen.VOICES,)}


def _key_code(state: State, action: KeyCode) -> State:
    if state.screen not in BEGUN_AT[action.kind] or state.catalog is None:
        return state
    return enter(replace(state, keyed=Keyed(action.kind)), Screen.CODE, choice=Choice())


def _change_code(state: State, action: ChangeCode) -> State:
    keyed = state.keyed
    digits = "".join(one for one in action.text if one in DIGITS)[:CODE_LENGTH]
    if state.screen is not Screen.CODE or keyed is None or keyed.checking or keyed.digits == digits:
        return state
    return replace(state, keyed=Keyed(keyed.kind, digits))


def _submit_code(state: State, action: SubmitCode) -> State:
    keyed = state.keyed
    if state.screen is not Screen.CODE or keyed is None or not keyed.is_whole or keyed.checking:
        return state
    if keyed.kind is CodeKind.RATING:
        return replace(state, keyed=replace(keyed, checking=True, mishap=None))
    attempt = Attempt(action.request_id)
    if state.catalog and state.catalog.special_classes:
        return enter(state, Screen.PRIORITY, attempt=attempt)
    return enter(state, Screen.ISSUING, attempt=attempt)


def _choose_priority(state: State, action: ChoosePriority) -> State:
    """Whoever has an appointment is asked too: the larger of both head starts counts."""
    if state.keyed is None:
        return choosing.choose_priority(state, action)
    known = {one.code for one in state.catalog.priority_classes} if state.catalog else set()
    if state.screen is not Screen.PRIORITY or state.attempt is None or action.code not in known | {ORDINARY}:
        return state
    choice = replace(state.choice, priority_class=action.code)
    return enter(state, Screen.ISSUING, choice=choice, attempt=state.attempt)


def _code_failed(state: State, action: CodeFailed) -> State:
    if state.screen is not Screen.CODE or state.keyed is None or not state.keyed.checking:
        return state
    # Who mistyped corrects one digit; who was not answered asks again.
    return replace(state, keyed=replace(state.keyed, checking=False, mishap=action.mishap))


def _ticket_refused(state: State, action: TicketRefused) -> State:
    """A wrong code is corrected where it was keyed in."""
    if state.keyed is None or action.trouble is not Trouble.UNKNOWN_APPOINTMENT or state.screen is not Screen.ISSUING:
        return ticketing.ticket_refused(state, action)
    return enter(replace(state, keyed=replace(state.keyed, mishap=Mishap.WRONG_CODE)), Screen.CODE)


def _back_from_code(state: State) -> State:
    if state.keyed is not None and state.keyed.kind is CodeKind.RATING:
        return enter(replace(state, keyed=None), Screen.VOICES)
    return fresh(state, Screen.ATTRACT)


def _back_from_priority(state: State) -> State:
    return enter(state, Screen.CODE) if state.keyed is not None else purposes.back_to_services(state)


def _back_from_refused(state: State) -> State:
    return enter(state, Screen.CODE) if state.keyed is not None else purposes.back_to_services(state)


STEPS: Steps = {
    KeyCode: _key_code,
    ChangeCode: _change_code,
    SubmitCode: _submit_code,
    CodeFailed: _code_failed,
    ChoosePriority: _choose_priority,
    TicketRefused: _ticket_refused,
}
BACKS: Backs = {
    Screen.CODE: _back_from_code,
    Screen.PRIORITY: _back_from_priority,
    Screen.REFUSED: _back_from_refused,
}
