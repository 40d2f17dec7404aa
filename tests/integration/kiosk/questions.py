"""Every question of every form as a sample: blank, and with a mistake under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.declaring_actions import ChangeAnswer, SubmitAnswer
from kiosk.flow import step
from kiosk.forms.declaring import CHOSEN, Declaring, addressees, at_question
from kiosk.forms.questions import Ask, Interview, Step
from kiosk.forms.screens import screen_of
from kiosk.samples.declaring import with_ticket
from kiosk.samples.props import Props, Sample
from kiosk.state import State
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.schema import Form
from queue_server.contract.forms.values import Today

MISTAKE = "9?"


def questions(props: Props) -> tuple[Sample, ...]:
    if props.guide.book is None:
        raise ValueError("the sample guide has forms")
    forms = props.guide.book.forms.values()
    return tuple(sample for form in forms for sample in _of_form(props, props.guide.book, form))


def _of_form(props: Props, book: Book, form: Form) -> Iterator[Sample]:
    office, day = props.catalog.office, props.catalog.office.business_date
    blank = Interview(form, Today(day, Moment(day, 9, 0)), addressees(office))
    for asked in _steps(form):
        typed = {} if asked.item is None and asked.ask is not Ask.MORE else {_section(form, asked): [{}]}
        now = at_question(Declaring(book, blank, office.declarations), replace(blank, step=asked, typed=typed))
        shown = replace(with_ticket(props), declaring=now, screen=screen_of(now))
        yield Sample(f"{form.id}.{asked.about}", shown)
        if now.field is not None and now.field.kind not in CHOSEN:
            yield from _mistaken(form, asked, shown)


def _steps(form: Form) -> Iterator[Step]:
    yield from (Step(Ask.CARD, one.role) for one in form.cards)
    for section in form.sections:
        if section.repeat:
            yield Step(Ask.MORE, section.id)
        yield from (Step(Ask.FIELD, field.id, 0 if section.repeat else None) for field in section.fields)


def _section(form: Form, asked: Step) -> str:
    found = form.section_of(asked.about)
    return found.id if found is not None else asked.about


def _mistaken(form: Form, asked: Step, shown: State) -> Iterator[Sample]:
    """The same question when what was typed cannot be, if it is one that can be answered wrongly."""
    after = step(step(shown, ChangeAnswer(MISTAKE)), SubmitAnswer())
    if after.declaring is not None and after.declaring.interview.step == asked:
        yield Sample(f"{form.id}.{asked.about}-wrong", after)
