"""One number a card: where the office limits the numbers of a person and day, the card is asked for before the number.

Only where it can be asked for: by a kiosk with a scanner, of somebody without an appointment, while the server counts.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.cards.actions import CardScanned, ContinueWithoutCard
from kiosk.cards.hand import REQUESTER, Answer
from kiosk.cards.words import sentence_for
from kiosk.flow.moves import Backs, Steps, enter
from kiosk.state import Screen, State, Trouble

PASSED_BY = (Screen.CARD, Screen.REFUSED)
"""The screens after which nobody is asked again."""


def gate(before: State, after: State) -> State:
    """The way into a ticket goes by the card, where one is needed and none was shown."""
    is_asking = after.screen is Screen.ISSUING and before.screen not in (*PASSED_BY, Screen.ISSUING)
    if not is_asking or not after.wants_card:
        return after
    return enter(after, Screen.CARD, attempt=after.attempt)


def take_scan(state: State, action: CardScanned) -> State:
    """Straight on to the number, or a sentence about what was scanned."""
    desk, card = state.cards, action.reading.card
    if card is None:
        return replace(state, cards=replace(desk, said=sentence_for(action.reading), is_refused=True))
    hand, answer = desk.hand.offer(REQUESTER, card, action.at)
    if answer is not Answer.TAKEN:
        return state
    shown = replace(state, cards=replace(desk, hand=hand, is_refused=False, today=action.today))
    return enter(shown, Screen.ISSUING, attempt=state.attempt)


def _without_card(state: State, _: ContinueWithoutCard) -> State:
    if state.screen is not Screen.CARD:
        return state
    return enter(state, Screen.REFUSED, attempt=state.attempt, trouble=Trouble.CARD_NEEDED)


def _back(state: State) -> State:
    return enter(state, Screen.PROCEDURE if state.finding.code is not None else Screen.OUTLOOK)


STEPS: Steps = {ContinueWithoutCard: _without_card}
BACKS: Backs = {Screen.CARD: _back}
