"""What a visitor sets for comfort; `moves.fresh` forgets it with the visit."""

from __future__ import annotations

from dataclasses import replace

from kiosk.comfort import LOUDEST, MOST_PATIENCE, PATIENCE, QUIETEST, TEXT_SIZES, Comfort, Look
from kiosk.comfort_actions import (
    AskForTime,
    CloseComfort,
    OpenComfort,
    SayAgain,
    SetLook,
    SetReach,
    SetTextSize,
    SetVoice,
    SetVolume,
)
from kiosk.flow.moves import Steps
from kiosk.state import State


def _open(state: State, _: OpenComfort) -> State:
    return _with(state, replace(state.comfort, is_open=True))


def _close(state: State, _: CloseComfort) -> State:
    return _with(state, replace(state.comfort, is_open=False))


def _set_text_size(state: State, action: SetTextSize) -> State:
    if action.percent not in TEXT_SIZES:
        return state
    return _with(state, replace(state.comfort, text=action.percent))


def _set_look(state: State, action: SetLook) -> State:
    return _with(state, replace(state.comfort, look=Look(action.look)))


def _set_reach(state: State, action: SetReach) -> State:
    return _with(state, replace(state.comfort, reach=action.on))


def _set_voice(state: State, action: SetVoice) -> State:
    return _with(state, replace(state.comfort, voice=action.on))


def _set_volume(state: State, action: SetVolume) -> State:
    """Whoever changes the volume wants to hear it."""
    volume = min(LOUDEST, max(QUIETEST, action.percent))
    if volume == state.comfort.volume:
        return state
    return _with(state, replace(state.comfort, volume=volume, repeats=state.comfort.repeats + 1))


def _say_again(state: State, _: SayAgain) -> State:
    return _with(state, replace(state.comfort, voice=True, repeats=state.comfort.repeats + 1))


def _ask_for_time(state: State, _: AskForTime) -> State:
    patience = min(MOST_PATIENCE, state.comfort.patience * PATIENCE)
    return _with(state, replace(state.comfort, patience=patience))


def _with(state: State, comfort: Comfort) -> State:
    return state if comfort == state.comfort else replace(state, comfort=comfort)


STEPS: Steps = {
    OpenComfort: _open,
    CloseComfort: _close,
    SetTextSize: _set_text_size,
    SetLook: _set_look,
    SetReach: _set_reach,
    SetVoice: _set_voice,
    SetVolume: _set_volume,
    SayAgain: _say_again,
    AskForTime: _ask_for_time,
}
