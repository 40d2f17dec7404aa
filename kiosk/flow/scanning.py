"""Scanned cards: at which screen one is taken, and into which role."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.cards.actions import CardScanned, DropCard, ScannerSeen, ShowCard
from kiosk.cards.desk import CardDesk
from kiosk.cards.hand import REQUESTER, Answer
from kiosk.cards.words import ANSWERS, sentence_for
from kiosk.flow import declaring, limiting, remembering
from kiosk.flow.moves import Steps
from kiosk.state import Screen, State


def _card_scanned(state: State, action: CardScanned) -> State:
    """A card shown at a screen that has no use for one is not kept."""
    taker = TAKERS.get(state.screen)
    return taker(state, action) if taker else state


def _at_priority(state: State, action: CardScanned) -> State:
    desk = state.cards
    if action.reading.card is None:
        return replace(state, cards=replace(desk, said=sentence_for(action.reading), is_refused=True))
    hand, answer = desk.hand.offer(REQUESTER, action.reading.card, action.at)
    if answer is Answer.SAME_SCAN:
        return replace(state, cards=replace(desk, hand=hand))
    is_taken = answer is Answer.TAKEN
    said = sentence_for(action.reading) if is_taken else ANSWERS[answer]
    today = action.today if is_taken else desk.today
    is_refused = answer not in (Answer.TAKEN, Answer.ALREADY_HERE)
    return replace(state, cards=replace(desk, hand=hand, said=said, is_refused=is_refused, today=today))


def _show_card(state: State, action: ShowCard) -> State:
    return replace(state, cards=replace(state.cards, is_bare=action.is_bare)) if state.cards.card else state


def _drop_card(state: State, _: DropCard) -> State:
    return replace(state, cards=CardDesk(has_scanner=state.cards.has_scanner)) if state.cards.card else state


def _scanner_seen(state: State, action: ScannerSeen) -> State:
    if state.cards.has_scanner is action.is_there:
        return state
    return replace(state, cards=replace(state.cards, has_scanner=action.is_there))


Taker = Callable[[State, CardScanned], State]
TAKERS: dict[Screen, Taker] = {
    Screen.PRIORITY: _at_priority,
    Screen.CARD: limiting.take_scan,
    Screen.DECLARE_CARD: declaring.take_scan,
    Screen.FORGET: remembering.take_scan,
}
"""What a screen does with a scan; a screen that is not here takes none."""

STEPS: Steps = {
    CardScanned: _card_scanned,
    ShowCard: _show_card,
    DropCard: _drop_card,
    ScannerSeen: _scanner_seen,
}
