"""From the ticket through the questions of its form to the clerk: a citizen can stop anywhere, the number is theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kiosk.cards.actions import CardScanned
from kiosk.cards.words import sentence_for
from kiosk.declaring_actions import (
    AskWhichForm,
    BeginDeclaring,
    ChangeAnswer,
    ChooseAnswer,
    CorrectAnswer,
    DeclaredHandedIn,
    HandInDeclared,
    SkipQuestion,
    StopDeclaring,
    SubmitAnswer,
    Unveil,
    UseCard,
)
from kiosk.flow.moves import Backs, Steps
from kiosk.flow.remembering import ask_to_keep, look_first
from kiosk.forms import interview as asked
from kiosk.forms.carrying import begun, carry, spare_cards
from kiosk.forms.declaring import Declaring, Sending, addressees, at_question, fields_of
from kiosk.forms.questions import Ask, Interview, declaration_of
from kiosk.forms.remembering import Memory, with_memory
from kiosk.forms.screens import screen_of
from kiosk.state import Screen, State

MORE, LESS, ENOUGH = "more", "less", "enough"
YES = "true"
QUESTIONS = (Screen.DECLARE_CARD, Screen.DECLARE_CHOICE, Screen.DECLARE_WRITE)
SCREENS = (*QUESTIONS, Screen.DECLARE_REMEMBERED, Screen.DECLARE_REVIEW)


def _begin(state: State, action: BeginDeclaring) -> State:
    catalog, offered = state.catalog, state.forms_offered
    book = state.guide.book if state.guide else None
    form = next((one for one in offered if action.form_id in (None, one.id)), None)
    if state.screen not in (Screen.TICKET, Screen.DECLARE_WHICH) or catalog is None or book is None or form is None:
        return state
    office = addressees(catalog.office)
    card = fields_of(state.cards.card) if state.cards.card is not None else None
    blank = Interview(form, action.today, office, scans=state.cards.has_scanner)
    known = with_memory(begun(blank, state.carried, card), state.memory)
    first = asked.begin(book, known)
    cards = (*state.carried.cards, *([card] if card else []))
    return _at(state, at_question(Declaring(book, first, catalog.office.declarations, scanned=cards), first))


def _ask_which(state: State, _: AskWhichForm) -> State:
    if state.screen is not Screen.TICKET or not state.forms_offered:
        return state
    return replace(state, screen=Screen.DECLARE_WHICH, page=0)


def take_scan(state: State, action: CardScanned) -> State:
    """The card that was asked for; a scanner that still sees the one before says nothing new."""
    now, hand, card = state.declaring, state.cards.hand, action.reading.card
    if now is None:
        return state
    if card is None:
        return replace(state, declaring=replace(now, said=sentence_for(action.reading)))
    seen = replace(state, cards=replace(state.cards, hand=hand.seen(card, action.at)))
    if hand.is_same_scan(card, action.at):
        return seen
    return _answered(seen, lambda one: asked.take_card(one.book, one.interview, fields_of(card)))


def _use_card(state: State, action: UseCard) -> State:
    if state.screen is not Screen.DECLARE_CARD or state.declaring is None:
        return state
    if action.spare is None:
        return _answered(state, lambda one: asked.use_doubted(one.book, one.interview))
    card = dict(enumerate(spare_cards(state.declaring.scanned, state.declaring.interview))).get(action.spare)
    return _answered(state, lambda one: asked.take_card(one.book, one.interview, card)) if card is not None else state


def _change(state: State, action: ChangeAnswer) -> State:
    if state.screen is not Screen.DECLARE_WRITE or state.declaring is None:
        return state
    return replace(state, declaring=replace(state.declaring, text=action.text))


def _submit(state: State, _: SubmitAnswer) -> State:
    if state.screen is not Screen.DECLARE_WRITE:
        return state
    return _answered(state, lambda now: asked.answer(now.book, now.interview, _written(now)))


def _choose(state: State, action: ChooseAnswer) -> State:
    if state.screen is not Screen.DECLARE_CHOICE or state.declaring is None:
        return state
    now = state.declaring
    if now.interview.step.ask is Ask.MORE and action.value == LESS:
        return _at(state, replace(now, interview=asked.drop_item(now.interview)))
    if now.interview.step.ask is Ask.MORE:
        return _answered(state, lambda one: asked.add_item(one.book, one.interview, wanted=action.value == MORE))
    if now.field is not None and action.value in now.field.worded:
        return _at(state, replace(now, chosen=action.value, text=""))
    return _answered(state, lambda one: asked.answer(one.book, one.interview, action.value))


def _skip(state: State, _: SkipQuestion) -> State:
    return _answered(state, lambda now: asked.skip(now.book, now.interview))


def _correct(state: State, action: CorrectAnswer) -> State:
    if state.screen is not Screen.DECLARE_REVIEW:
        return state
    return _answered(state, lambda now: asked.correct(now.interview, action.step))


def _unveil(state: State, _: Unveil) -> State:
    if state.declaring is None:
        return state
    return replace(state, declaring=replace(state.declaring, unveiled=not state.declaring.unveiled))


def _hand_in(state: State, _: HandInDeclared) -> State:
    now = state.declaring
    is_ready = state.screen is Screen.DECLARE_REVIEW and now is not None and now.sending is not Sending.UNDER_WAY
    if not is_ready or now is None or not declaration_of(now.book, now.interview).is_complete:
        return state
    return replace(state, declaring=replace(now, sending=Sending.UNDER_WAY))


def _handed_in(state: State, action: DeclaredHandedIn) -> State:
    now = state.declaring
    if now is None or now.sending is not Sending.UNDER_WAY:
        return state
    if not action.is_kept:
        return replace(state, declaring=replace(now, sending=Sending.FAILED))
    carried = carry(state.carried, now.book, now.interview)
    return ask_to_keep(replace(state, screen=Screen.TICKET, page=0, declaring=None, carried=carried))


def _stop(state: State, _: StopDeclaring) -> State:
    """What was answered is forgotten at once; what was handed in before stays for the next form of the visit."""
    if state.screen not in (*SCREENS, Screen.DECLARE_WHICH):
        return state
    memory = state.memory if state.carried.done else Memory()
    return replace(state, screen=Screen.TICKET, page=0, declaring=None, memory=memory)


def _back(state: State) -> State:
    now = state.declaring
    if now is None:
        return _stop(state, StopDeclaring())
    if now.chosen is not None:
        return _at(state, replace(now, chosen=None, text=""))
    before = asked.go_back(now.book, now.interview)
    return _stop(state, StopDeclaring()) if before is None else _at(state, at_question(now, before))


def _answered(state: State, go: Callable[[Declaring], Interview]) -> State:
    """After an answer: the next question, or the same with a sentence and what was typed."""
    now = state.declaring
    if now is None or state.screen not in SCREENS:
        return state
    interview = go(now)
    if interview is now.interview:
        return state
    looking = look_first(state, now, interview)
    if looking is not None:
        return looking
    if interview.step == now.interview.step:
        return replace(state, declaring=replace(now, interview=interview, said=""))
    return _at(state, at_question(now, interview))


def _at(state: State, declaring: Declaring) -> State:
    return replace(state, screen=screen_of(declaring), page=0, declaring=declaring)


def _written(now: Declaring) -> str:
    return f"{now.chosen}: {now.text}" if now.chosen is not None else now.text


STEPS: Steps = {
    BeginDeclaring: _begin,
    AskWhichForm: _ask_which,
    UseCard: _use_card,
    ChangeAnswer: _change,
    SubmitAnswer: _submit,
    ChooseAnswer: _choose,
    SkipQuestion: _skip,
    CorrectAnswer: _correct,
    Unveil: _unveil,
    HandInDeclared: _hand_in,
    DeclaredHandedIn: _handed_in,
    StopDeclaring: _stop,
}
BACKS: Backs = dict.fromkeys((*SCREENS, Screen.DECLARE_WHICH), _back)
