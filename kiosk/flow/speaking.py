"""What citizens say of us: a visit rated with a face, a petition written down. Never asked for, always at hand."""

from __future__ import annotations

from dataclasses import replace

from kiosk.flow import purposes
from kiosk.flow.moves import Backs, Steps, enter, fresh
from kiosk.path_actions import (
    ChangeText,
    ChooseClass,
    ChooseScore,
    ClassesArrived,
    PetitionFailed,
    PetitionKept,
    RatingFailed,
    RatingKept,
    RatingOpened,
    SendPetition,
    SendRating,
    Speak,
    TurnReason,
    WritePetition,
)
from kiosk.state import Screen, State
from kiosk.voices import FACES, MOST_TEXT, CodeKind, Mishap, Petition, Rated


def _speak(state: State, _: Speak) -> State:
    if state.screen not in purposes.BEGINNINGS or state.catalog is None:
        return state
    return enter(state, Screen.VOICES)


def _rating_opened(state: State, action: RatingOpened) -> State:
    keyed = state.keyed
    if state.screen is not Screen.CODE or keyed is None or keyed.kind is not CodeKind.RATING or not keyed.checking:
        return state
    return enter(replace(state, keyed=replace(keyed, checking=False), rated=Rated(action.visit)), Screen.RATING)


def _choose_score(state: State, action: ChooseScore) -> State:
    """A good score needs no more words; of a bad one the reasons are asked, and none is a full answer too."""
    if state.screen is not Screen.RATING or state.rated is None or state.rated.sending or action.score not in FACES:
        return state
    rated = replace(state.rated, score=action.score, mishap=None)
    if rated.asks_why:
        return replace(state, rated=rated)
    return replace(state, rated=replace(rated, reasons=frozenset(), sending=True))


def _turn_reason(state: State, action: TurnReason) -> State:
    if state.screen is not Screen.RATING or state.rated is None or state.rated.sending or not state.rated.asks_why:
        return state
    return replace(state, rated=replace(state.rated, reasons=state.rated.reasons ^ {action.reason}))


def _send_rating(state: State, _: SendRating) -> State:
    if state.screen is not Screen.RATING or state.rated is None or state.rated.score is None or state.rated.sending:
        return state
    return replace(state, rated=replace(state.rated, sending=True, mishap=None))


def _rating_kept(state: State, _: RatingKept) -> State:
    if state.screen is not Screen.RATING or state.rated is None or not state.rated.sending:
        return state
    return enter(replace(state, keyed=None), Screen.THANKS)


def _rating_failed(state: State, action: RatingFailed) -> State:
    if state.screen is not Screen.RATING or state.rated is None or not state.rated.sending:
        return state
    # The answer to the first sending may have been lost: what is used up now was used by this very rating.
    if action.mishap is Mishap.WRONG_CODE and state.rated.tried:
        return enter(replace(state, keyed=None), Screen.THANKS)
    tried = action.mishap is Mishap.NO_ANSWER
    return replace(state, rated=replace(state.rated, sending=False, tried=tried, mishap=action.mishap))


def _write_petition(state: State, _: WritePetition) -> State:
    if state.screen is not Screen.VOICES:
        return state
    return enter(replace(state, petition=Petition()), Screen.FEEDBACK)


def _classes_arrived(state: State, action: ClassesArrived) -> State:
    if state.screen is not Screen.FEEDBACK or state.petition is None:
        return state
    if action.classes is None:
        return replace(state, petition=replace(state.petition, mishap=Mishap.NO_ANSWER))
    known = replace(state.petition, classes=tuple(action.classes.classes), address=action.classes.address)
    return replace(state, petition=known)


def _choose_class(state: State, action: ChooseClass) -> State:
    if state.screen is not Screen.FEEDBACK or state.petition is None:
        return state
    chosen = replace(state.petition, class_code=action.code)
    return enter(replace(state, petition=chosen), Screen.WORDS) if chosen.chosen else state


def _change_text(state: State, action: ChangeText) -> State:
    if state.screen is not Screen.WORDS or state.petition is None or state.petition.request_id is not None:
        return state
    return replace(state, petition=replace(state.petition, text=action.text[:MOST_TEXT], mishap=None))


def _send_petition(state: State, action: SendPetition) -> State:
    """The id of the first sending is kept: what was sent twice is one petition."""
    petition = state.petition
    if state.screen is not Screen.WORDS or petition is None or not petition.text.strip() or petition.sending:
        return state
    request_id = petition.request_id or action.request_id
    return replace(state, petition=replace(petition, request_id=request_id, sending=True, mishap=None))


def _petition_kept(state: State, action: PetitionKept) -> State:
    if state.screen is not Screen.WORDS or state.petition is None or not state.petition.sending:
        return state
    kept = replace(state.petition, received=action.received, sending=False, text="")
    return enter(replace(state, petition=kept), Screen.THANKS)


def _petition_failed(state: State, action: PetitionFailed) -> State:
    if state.screen is not Screen.WORDS or state.petition is None or not state.petition.sending:
        return state
    return replace(state, petition=replace(state.petition, sending=False, mishap=action.mishap))


def _back_from_rating(state: State) -> State:
    return enter(replace(state, rated=None, keyed=None), Screen.VOICES)


def _back_from_feedback(state: State) -> State:
    return enter(replace(state, petition=None), Screen.VOICES)


def _back_from_words(state: State) -> State:
    return enter(state, Screen.FEEDBACK)


def _back_from_voices(state: State) -> State:
    return fresh(state, Screen.ATTRACT)


STEPS: Steps = {
    Speak: _speak,
    RatingOpened: _rating_opened,
    ChooseScore: _choose_score,
    TurnReason: _turn_reason,
    SendRating: _send_rating,
    RatingKept: _rating_kept,
    RatingFailed: _rating_failed,
    WritePetition: _write_petition,
    ClassesArrived: _classes_arrived,
    ChooseClass: _choose_class,
    ChangeText: _change_text,
    SendPetition: _send_petition,
    PetitionKept: _petition_kept,
    PetitionFailed: _petition_failed,
}
BACKS: Backs = {
    Screen.VOICES: _back_from_voices,
    Screen.RATING: _back_from_rating,
    Screen.FEEDBACK: _back_from_feedback,
    Screen.WORDS: _back_from_words,
}
