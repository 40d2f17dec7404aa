"""Which screen follows which. Pure: no clock, no network, no screen.

An action that does not belong to the present screen changes nothing: a late answer or a second touch is never an error.
Each path is a module of its own with a table of what its actions do and where its screens go back to.
"""

from __future__ import annotations

from kiosk.actions import Action, GoBack, GoHome
from kiosk.flow import (
    choosing,
    codes,
    declaring,
    easing,
    finding,
    limiting,
    operating,
    purposes,
    remembering,
    scanning,
    speaking,
    standing,
    ticketing,
)
from kiosk.flow.moves import Backs, Steps
from kiosk.state import State


def step(state: State, action: Action) -> State:
    """The state after `action`; the very same object when the action does not apply."""
    return limiting.gate(state, _STEPS[type(action)](state, action))


def _go_back(state: State, _: GoBack) -> State:
    back = _BACKS.get(state.screen)
    return back(state) if back else standing.go_home(state, GoHome())


# The later ones stand before the earlier: what they do not know they hand on.
_STEPS: Steps = (
    {GoBack: _go_back}
    | standing.STEPS
    | easing.STEPS
    | finding.STEPS
    | scanning.STEPS
    | choosing.STEPS
    | ticketing.STEPS
    | operating.STEPS
    | purposes.STEPS
    | codes.STEPS
    | speaking.STEPS
    | declaring.STEPS
    | remembering.STEPS
    | limiting.STEPS
)
_BACKS: Backs = (
    finding.BACKS
    | choosing.BACKS
    | ticketing.BACKS
    | purposes.BACKS
    | codes.BACKS
    | speaking.BACKS
    | declaring.BACKS
    | remembering.BACKS
    | limiting.BACKS
)
