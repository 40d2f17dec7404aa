"""Facts for the next visit: found by the card and told, kept only after a yes, destroyed at a touch."""

from __future__ import annotations

from dataclasses import replace

from kiosk.cards.actions import CardScanned
from kiosk.cards.words import sentence_for
from kiosk.flow.moves import Backs, Steps, enter
from kiosk.flow.purposes import BEGINNINGS
from kiosk.forms import interview as asked
from kiosk.forms.carrying import NUMBER
from kiosk.forms.declaring import Declaring, at_question, fields_of
from kiosk.forms.questions import Interview
from kiosk.forms.remembering import (
    Memory,
    Phase,
    card_to_look_for,
    facts_to_keep,
    tells_something,
    with_memory,
    without_memory,
)
from kiosk.forms.screens import screen_of
from kiosk.remembering_actions import (
    AskToForget,
    FactsForgotten,
    FactsKept,
    ForgetFacts,
    KeepFacts,
    MemoryLooked,
    UseRemembered,
)
from kiosk.state import Screen, State

FORGETTABLE = (Screen.DECLARE_REMEMBERED, Screen.DECLARE_REVIEW)


def look_first(state: State, now: Declaring, onward: Interview) -> State | None:
    """Before the next question: is something remembered of the owner of this card? None: there is nothing to ask."""
    card = card_to_look_for(state.memory, now.interview, onward) if state.remembers else None
    if card is None:
        return None
    memory = Memory(card=card, phase=Phase.LOOKING, asked=state.memory.asked)
    return replace(state, memory=memory, declaring=replace(now, ahead=onward, said=""))


def ask_to_keep(state: State) -> State:
    """After a declaration was handed in: once in a visit, and only if there is something that no card tells."""
    if not state.remembers or not facts_to_keep(state.memory, state.carried):
        return state
    return replace(state, screen=Screen.DECLARE_KEEP, page=0)


def take_scan(state: State, action: CardScanned) -> State:
    """Of somebody who came to have it destroyed: that is done at once."""
    card = fields_of(action.reading.card) if action.reading.card is not None else None
    if card is None:
        return replace(state, cards=replace(state.cards, said=sentence_for(action.reading), is_refused=True))
    if state.memory.phase in (Phase.FORGETTING, Phase.FORGOTTEN):
        return state
    shown = replace(state, cards=replace(state.cards, said="", is_refused=False))
    return replace(shown, memory=Memory(card=card, phase=Phase.FORGETTING))


def _looked(state: State, action: MemoryLooked) -> State:
    memory, now = state.memory, state.declaring
    if memory.phase is not Phase.LOOKING or memory.card is None or memory.card.get(NUMBER) != action.number:
        return state
    known = replace(memory, phase=Phase.LOOKED, found=action.facts, until=action.until)
    if now is None or now.ahead is None:
        return replace(state, memory=known)
    # The card's own question is left anew: what is remembered may spare the one that would have come next.
    at_card = replace(with_memory(now.ahead, known), step=now.interview.step)
    onward = at_question(now, asked.go_on(now.book, at_card))
    shown = replace(onward, telling=tells_something(at_card))
    return replace(state, memory=known, declaring=shown, screen=screen_of(shown), page=0)


def _use(state: State, action: UseRemembered) -> State:
    now = state.declaring
    if state.screen is not Screen.DECLARE_REMEMBERED or now is None:
        return state
    memory = state.memory if action.is_wanted else replace(state.memory, declined=True)
    interview = now.interview if action.is_wanted else _undone(now)
    onward = at_question(now, interview)
    return replace(state, memory=memory, declaring=onward, screen=screen_of(onward), page=0)


def _undone(now: Declaring) -> Interview:
    """At the first question after the card again, without what was remembered."""
    before = asked.go_back(now.book, now.interview)
    return asked.go_on(now.book, without_memory(before or now.interview))


def _keep(state: State, action: KeepFacts) -> State:
    if state.screen is not Screen.DECLARE_KEEP:
        return state
    wanted = facts_to_keep(state.memory, state.carried) if action.is_wanted else {}
    phase = Phase.KEEPING if wanted else state.memory.phase
    memory = replace(state.memory, asked=True, wanted=wanted, phase=phase)
    return replace(state, screen=Screen.TICKET, page=0, memory=memory)


def _kept(state: State, action: FactsKept) -> State:
    memory = state.memory
    if memory.phase is not Phase.KEEPING:
        return state
    if action.until is None:
        return replace(state, memory=replace(memory, phase=Phase.NOT_KEPT, wanted={}))
    kept = replace(memory, phase=Phase.KEPT, found=memory.wanted, wanted={}, until=action.until)
    return replace(state, memory=kept)


def _forget(state: State, _: ForgetFacts) -> State:
    memory = state.memory
    if state.screen not in FORGETTABLE or not memory.holds or memory.phase is Phase.FORGETTING:
        return state
    return replace(state, memory=replace(memory, phase=Phase.FORGETTING))


def _forgotten(state: State, action: FactsForgotten) -> State:
    """What stands on the form that is being filled in stays there: it was said for that, too."""
    memory = state.memory
    if memory.phase is not Phase.FORGETTING:
        return state
    if not action.is_done:
        return replace(state, memory=replace(memory, phase=Phase.NOT_FORGOTTEN))
    gone = Memory(card=memory.card, phase=Phase.FORGOTTEN, declined=True, asked=True)
    if state.screen is not Screen.DECLARE_REMEMBERED or state.declaring is None:
        return replace(state, memory=gone)
    undone = at_question(state.declaring, _undone(state.declaring))
    return replace(state, memory=gone, declaring=replace(undone, telling=True))


def _ask_to_forget(state: State, _: AskToForget) -> State:
    if state.screen not in BEGINNINGS or not state.may_forget:
        return state
    return enter(state, Screen.FORGET)


def _back_to_ticket(state: State) -> State:
    """Nothing was answered, so nothing is kept."""
    return replace(state, screen=Screen.TICKET, page=0)


STEPS: Steps = {
    MemoryLooked: _looked,
    UseRemembered: _use,
    KeepFacts: _keep,
    FactsKept: _kept,
    ForgetFacts: _forget,
    FactsForgotten: _forgotten,
    AskToForget: _ask_to_forget,
}
BACKS: Backs = {Screen.DECLARE_KEEP: _back_to_ticket}
