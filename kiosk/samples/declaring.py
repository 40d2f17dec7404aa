"""The screens on which somebody declares; the people are invented."""

from __future__ import annotations

from dataclasses import replace

from kiosk.cards.actions import CardScanned
from kiosk.cards.desk import CardDesk
from kiosk.cards.reading import Code, Reading
from kiosk.declaring_actions import BeginDeclaring, ChangeAnswer, ChooseAnswer, CorrectAnswer, SubmitAnswer
from kiosk.flow import step
from kiosk.forms.declaring import Sending
from kiosk.forms.questions import REVIEW, Ask, Step
from kiosk.samples.props import USUAL, Props, Sample, Samples
from kiosk.state import Attempt, Choice, Paper, Screen, State
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.values import Today

BIRTH = "1.001193"


def _scanned(props: Props) -> State:
    """The sample's card lies under the scanner."""
    day = props.catalog.office.business_date
    return step(_begun(props), CardScanned(Reading(Code.OK, card=props.card), 0.0, day))


def _begun(props: Props) -> State:
    """Somebody with a ticket for a birth has begun to declare it."""
    service = props.catalog.service_of_procedure(BIRTH)
    if service is None:
        raise ValueError("the sample office registers births")
    attempt = Attempt("sample", ticket=props.ticket, paper=Paper.PRINTED)
    choice = Choice(group_id=service.group.id, service_id=service.id)
    day = props.catalog.office.business_date
    ticket = replace(props.at(Screen.TICKET), attempt=attempt, choice=choice, cards=CardDesk(has_scanner=True))
    return step(ticket, BeginDeclaring(Today(day, Moment(day, 9, 0))))


def _asked(props: Props, field: str) -> State:
    """At one question, the mother's card scanned, as if it were corrected from the review."""
    begun = _scanned(props)
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    at_review = replace(begun.declaring, interview=replace(begun.declaring.interview, step=REVIEW))
    review = replace(begun, screen=Screen.DECLARE_REVIEW, declaring=at_review)
    return step(review, CorrectAnswer(Step(Ask.FIELD, field)))


def _card(props: Props) -> tuple[Sample, ...]:
    return (Sample(USUAL, _begun(props)),)


def _choice(props: Props) -> tuple[Sample, ...]:
    wrong = step(_asked(props, "quan_he"), ChooseAnswer("?"))
    return (
        Sample(USUAL, _asked(props, "quan_he")),
        Sample("many", _asked(props, "me_dan_toc")),
        Sample("wrong", wrong),
    )


def _write(props: Props) -> tuple[Sample, ...]:
    name = step(_asked(props, "tre_ho_ten"), ChangeAnswer(props.card.ho_ten))
    day = step(step(_asked(props, "tre_ngay_sinh"), ChangeAnswer("31/02/2026")), SubmitAnswer())
    return Sample(USUAL, name), Sample("wrong", day), Sample("phone", _asked(props, "nyc_dien_thoai"))


def _review(props: Props) -> tuple[Sample, ...]:
    begun = _scanned(props)
    if begun.declaring is None:
        raise ValueError("declaring did not begin")
    review = replace(begun, screen=Screen.DECLARE_REVIEW)
    failed = replace(review, declaring=replace(begun.declaring, sending=Sending.FAILED, unveiled=True))
    return Sample(USUAL, review), Sample("not-sent", failed)


SAMPLES: Samples = {
    Screen.DECLARE_CARD: _card,
    Screen.DECLARE_CHOICE: _choice,
    Screen.DECLARE_WRITE: _write,
    Screen.DECLARE_REVIEW: _review,
}
