"""The screens of the other ways to come and to speak: codes, deliveries, ratings, petitions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.samples.props import USUAL, Props, Sample, SampleMaker, Samples
from kiosk.state import Attempt, Screen, State
from kiosk.voices import CodeKind, Keyed, Mishap, Petition, Rated
from queue_server.contract.feedback import FeedbackClass, FeedbackReceived
from queue_server.contract.ratings import RatedVisit, RatingReason

RECORDING = Path(__file__).resolve().parents[2] / "assets" / "samples" / "feedback.json"


def _plain(screen: Screen) -> SampleMaker:
    return lambda props: (Sample(USUAL, props.at(screen)),)


def _code(props: Props) -> tuple[Sample, ...]:
    state = props.at(Screen.CODE)
    return (
        Sample(USUAL, replace(state, keyed=Keyed(CodeKind.APPOINTMENT, "1234"))),
        Sample("empty", replace(state, keyed=Keyed(CodeKind.RATING))),
        Sample("wrong", replace(state, keyed=Keyed(CodeKind.RATING, "12345678", mishap=Mishap.WRONG_CODE))),
    )


def _delivery(props: Props) -> tuple[Sample, ...]:
    asking = next(one for one in props.catalog.services if len(one.deliveries) > 1)
    choice = replace(props.choice, group_id=asking.group.id, service_id=asking.id)
    return (Sample(USUAL, replace(props.at(Screen.DELIVERY), choice=choice, attempt=Attempt("sample"))),)


def _rating(props: Props) -> tuple[Sample, ...]:
    service = props.ticket.service
    visit = RatedVisit(ticket_number="A012", business_date=props.ticket.business_date, service=service)
    state = props.at(Screen.RATING)
    why = Rated(visit, 1, frozenset({RatingReason.WAITED_LONG}))
    return (
        Sample(USUAL, replace(state, rated=Rated(visit))),
        Sample("why", replace(state, rated=why)),
        Sample("not-sent", replace(state, rated=replace(why, mishap=Mishap.NO_ANSWER))),
    )


def _petition(props: Props, screen: Screen, **more: Any) -> State:
    facts = json.loads(RECORDING.read_text(encoding="utf-8"))
    classes = tuple(FeedbackClass.model_validate(one) for one in facts["classes"])
    written = Petition(classes, facts["address"], "other", facts["text"])
    return replace(props.at(screen), petition=replace(written, **more))


def _feedback(props: Props) -> tuple[Sample, ...]:
    waiting = replace(props.at(Screen.FEEDBACK), petition=Petition())
    return Sample(USUAL, _petition(props, Screen.FEEDBACK)), Sample("waiting", waiting)


def _words(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, _petition(props, Screen.WORDS)),
        Sample("empty", _petition(props, Screen.WORDS, text="")),
        Sample("not-sent", _petition(props, Screen.WORDS, mishap=Mishap.NO_ANSWER)),
    )


def _thanks(props: Props) -> tuple[Sample, ...]:
    state = _petition(props, Screen.THANKS)
    address = (state.petition.address if state.petition else None) or {}
    received = FeedbackReceived(reference="12345678", due_date=date(2026, 12, 11), address=address)
    return Sample(USUAL, props.at(Screen.THANKS)), Sample(
        "petition", _petition(props, Screen.THANKS, received=received)
    )


SAMPLES: Samples = {
    Screen.PATHS: _plain(Screen.PATHS),
    Screen.CODE: _code,
    Screen.DELIVERY: _delivery,
    Screen.VOICES: _plain(Screen.VOICES),
    Screen.RATING: _rating,
    Screen.FEEDBACK: _feedback,
    Screen.WORDS: _words,
    Screen.THANKS: _thanks,
}
