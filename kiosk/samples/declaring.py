"""The screens on which somebody declares; the people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from kiosk.cards.actions import CardScanned
from kiosk.cards.desk import CardDesk
from kiosk.cards.reading import Code, Reading
from kiosk.cards.reading import Kind as CodeKind
from kiosk.cards.words import NO_CARD
from kiosk.choice import Choice
from kiosk.declaring_actions import (
    AskWhichForm,
    BeginDeclaring,
    ChangeAnswer,
    ChooseAnswer,
    CorrectAnswer,
    SkipQuestion,
    SubmitAnswer,
)
from kiosk.flow import step
from kiosk.flow.declaring import MORE
from kiosk.forms.carrying import Carried
from kiosk.forms.declaring import Sending, fields_of
from kiosk.forms.questions import REVIEW, Ask, Step
from kiosk.forms.remembering import Memory, Phase
from kiosk.samples.props import USUAL, Props, Sample, Samples, remembering
from kiosk.state import Attempt, Paper, Screen, State
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.values import Today

BIRTH = "1.001193"
RESIDENCE = "1.004222"
MARRIAGE = "1.000894"


def _scanned(props: Props) -> State:
    """The sample's card lies under the scanner."""
    day = props.catalog.office.business_date
    return step(_begun(props), CardScanned(Reading(Code.OK, card=props.card), 0.0, day))


def with_ticket(props: Props, procedure: str = BIRTH, carried: Carried | None = None) -> State:
    """Somebody has a ticket for a procedure, and may have declared another already."""
    service = props.catalog.service_of_procedure(procedure)
    if service is None:
        raise ValueError("the sample office registers births and marriages")
    attempt = Attempt("sample", ticket=props.ticket, paper=Paper.PRINTED)
    choice = Choice(group_id=service.group.id, service_id=service.id)
    ticket = replace(props.at(Screen.TICKET), attempt=attempt, choice=choice, cards=CardDesk(has_scanner=True))
    return replace(ticket, carried=carried or Carried())


def carried_by(props: Props) -> Carried:
    """What one declaration of the sample's person left."""
    card = fields_of(props.card)
    return Carried(("trich_luc",), (card,), card, {"nyc_ho_ten": props.card.ho_ten, "nyc_dien_thoai": "0912345678"})


def _begun(props: Props, carried: Carried | None = None) -> State:
    """Somebody with a ticket for a birth has begun to declare it."""
    day = props.catalog.office.business_date
    return step(with_ticket(props, carried=carried), BeginDeclaring(Today(day, Moment(day, 9, 0))))


def _which(props: Props) -> tuple[Sample, ...]:
    return (
        Sample(USUAL, step(with_ticket(props, MARRIAGE), AskWhichForm())),
        Sample("carried", step(with_ticket(props, MARRIAGE, carried_by(props)), AskWhichForm())),
    )


def _asked(props: Props, field: str) -> State:
    """At one question, the mother's card scanned, as if it were corrected from the review."""
    begun = _scanned(props)
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    at_review = replace(begun.declaring, interview=replace(begun.declaring.interview, step=REVIEW))
    review = replace(begun, screen=Screen.DECLARE_REVIEW, declaring=at_review)
    return step(review, CorrectAnswer(Step(Ask.FIELD, field)))


def _members(props: Props) -> State:
    """One member of a household is declared; is there another?"""
    day = props.catalog.office.business_date
    begun = step(with_ticket(props, RESIDENCE), BeginDeclaring(Today(day, Moment(day, 9, 0))))
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    one = {"ho_ten": props.card.ho_ten, "ngay_sinh": "1990", "so_dinh_danh": "064190012345"}
    asked = replace(begun.declaring.interview, typed={"f11": [one]}, step=Step(Ask.MORE, "f11"))
    return replace(begun, screen=Screen.DECLARE_CHOICE, declaring=replace(begun.declaring, interview=asked))


def _member(props: Props) -> State:
    """And the name of the next one."""
    more = step(_members(props), ChooseAnswer(MORE))
    return step(more, SkipQuestion())


def _card(props: Props) -> tuple[Sample, ...]:
    """Usual, filled in before, of a child, and with a card that may serve for another role."""
    day = props.catalog.office.business_date
    child = replace(props.card, born_on=day.replace(year=day.year - 9, day=1))
    doubted = step(_begun(props), CardScanned(Reading(Code.OK, card=child), 0.0, day))
    marriage = with_ticket(props, MARRIAGE, carried_by(props))
    spare = step(marriage, BeginDeclaring(Today(day, Moment(day, 9, 0))))
    return (
        Sample(USUAL, _begun(props)),
        Sample("carried", _begun(props, carried_by(props))),
        Sample("doubted", doubted),
        Sample("spare", spare),
    )


def _choice(props: Props) -> tuple[Sample, ...]:
    wrong = step(_asked(props, "quan_he"), ChooseAnswer("?"))
    return (
        Sample(USUAL, _asked(props, "quan_he")),
        Sample("many", _asked(props, "me_dan_toc")),
        Sample("more", _members(props)),
        Sample("wrong", wrong),
    )


def _write(props: Props) -> tuple[Sample, ...]:
    name = step(_asked(props, "tre_ho_ten"), ChangeAnswer(props.card.ho_ten))
    day = step(step(_asked(props, "tre_ngay_sinh"), ChangeAnswer("31/02/2026")), SubmitAnswer())
    place = step(_asked(props, "tre_noi_sinh"), ChangeAnswer("tr"))
    return (
        Sample(USUAL, name),
        Sample("wrong", day),
        Sample("phone", _asked(props, "nyc_dien_thoai")),
        Sample("empty", _asked(props, "tre_ho_ten")),
        Sample("place", place),
        Sample("day", _asked(props, "tre_ngay_sinh")),
        Sample("member", _member(props)),
    )


def _memory(props: Props, **more: Any) -> Memory:
    found = {"nyc_dien_thoai": "0912345678", "nyc_noi_cu_tru": props.card.noi_thuong_tru}
    until = props.catalog.office.business_date + timedelta(days=300)
    return replace(Memory(fields_of(props.card), Phase.LOOKED, found, until), **more)


def _remembered(props: Props) -> tuple[Sample, ...]:
    begun = _scanned(props)
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    told = replace(begun, screen=Screen.DECLARE_REMEMBERED, declaring=replace(begun.declaring, telling=True))
    return (
        Sample(USUAL, replace(told, memory=_memory(props))),
        Sample("forgotten", replace(told, memory=_memory(props, phase=Phase.FORGOTTEN, found={}))),
        Sample("not-forgotten", replace(told, memory=_memory(props, phase=Phase.NOT_FORGOTTEN))),
    )


def _keep(props: Props) -> tuple[Sample, ...]:
    """Everything that forms know is to be kept."""
    typed = {"nyc_dien_thoai": "0912345678", "nyc_noi_cu_tru": props.card.noi_thuong_tru}
    carried = replace(carried_by(props), typed=typed)
    asked = with_ticket(remembering(props), carried=carried)
    return (Sample(USUAL, replace(asked, screen=Screen.DECLARE_KEEP, memory=_memory(props, found={}))),)


def _forget(props: Props) -> tuple[Sample, ...]:
    usual = replace(remembering(props).at(Screen.FORGET), cards=CardDesk(has_scanner=True))
    return (
        Sample(USUAL, usual),
        Sample("under-way", replace(usual, memory=_memory(props, phase=Phase.FORGETTING))),
        Sample("done", replace(usual, memory=_memory(props, phase=Phase.FORGOTTEN))),
        Sample("no-card", replace(usual, cards=CardDesk(has_scanner=True, said=NO_CARD[CodeKind.INSURANCE]))),
    )


def _review(props: Props) -> tuple[Sample, ...]:
    begun = _scanned(props)
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    review = replace(begun, screen=Screen.DECLARE_REVIEW)
    failed = replace(review, declaring=replace(begun.declaring, sending=Sending.FAILED, unveiled=True))
    again = replace(_begun(props, carried_by(props)), screen=Screen.DECLARE_REVIEW)
    known = replace(again, memory=_memory(props))
    return Sample(USUAL, review), Sample("not-sent", failed), Sample("carried", again), Sample("remembered", known)


SAMPLES: Samples = {
    Screen.DECLARE_WHICH: _which,
    Screen.DECLARE_CARD: _card,
    Screen.DECLARE_REMEMBERED: _remembered,
    Screen.DECLARE_KEEP: _keep,
    Screen.FORGET: _forget,
    Screen.DECLARE_CHOICE: _choice,
    Screen.DECLARE_WRITE: _write,
    Screen.DECLARE_REVIEW: _review,
}
