"""The operator's corner: opened from a screen before a visit only, left at home or when nobody is there any more."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow.moves import Backs, Steps, enter
from kiosk.operator.actions import OpenCorner, Operate, Operated, PinTried
from kiosk.operator.corner import Corner, Task
from kiosk.operator.pin import Verdict
from kiosk.state import Screen, State


def _open(state: State, action: OpenCorner) -> State:
    if not state.is_waiting_for_people:
        return state
    return replace(enter(state, Screen.PIN, trouble=state.trouble), corner=Corner(tried=action.tried))


def _pin_tried(state: State, action: PinTried) -> State:
    if state.screen is not Screen.PIN:
        return state
    if action.tried.verdict is Verdict.RIGHT:
        return replace(enter(state, Screen.OPERATOR, trouble=state.trouble), corner=Corner(busy=Task.LOOK))
    return replace(state, corner=Corner(tried=action.tried, tries=state.corner.tries + 1))


def _operate(state: State, action: Operate) -> State:
    if state.screen is not Screen.OPERATOR or state.corner.busy is not None:
        return state
    return replace(state, corner=replace(state.corner, busy=action.task, outcome=None))


def _operated(state: State, action: Operated) -> State:
    if state.screen is not Screen.OPERATOR or state.corner.busy is not action.outcome.task:
        return state
    return replace(state, corner=Corner(report=action.report, outcome=action.outcome))


STEPS: Steps = {OpenCorner: _open, PinTried: _pin_tried, Operate: _operate, Operated: _operated}
BACKS: Backs = {}
