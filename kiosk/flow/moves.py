"""What every path uses to go from one screen to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kiosk.cards.desk import CardDesk
from kiosk.choice import Choice
from kiosk.state import Attempt, Catalog, Screen, State, Trouble

Steps = dict[type, Callable[[State, Any], State]]
"""What an action does to a state."""

Backs = dict[Screen, Callable[[State], State]]
"""Where a screen goes back to; a screen without an entry goes home."""


def enter(
    state: State,
    screen: Screen,
    *,
    choice: Choice | None = None,
    attempt: Attempt | None = None,
    trouble: Trouble | None = None,
) -> State:
    """Show `screen` from its first page. An attempt and a trouble stay only when they are handed on."""
    return replace(state, screen=screen, page=0, choice=choice or state.choice, attempt=attempt, trouble=trouble)


def fresh(state: State, screen: Screen, trouble: Trouble | None = None, catalog: Catalog | None = None) -> State:
    """Forget the visit: nothing of one citizen reaches the next."""
    known = catalog or state.catalog
    return State(
        screen=screen,
        trouble=trouble,
        catalog=known,
        printer_fault=state.printer_fault,
        guide=state.guide,
        cards=CardDesk(has_scanner=state.cards.has_scanner),
    )
