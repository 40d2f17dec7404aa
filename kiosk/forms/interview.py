"""One declaration, asked in plain words: a card first, then one question after another, then all of it to read.

An interview is never changed, a new one is made. Whatever was not asked stands on the review, to be corrected there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kiosk.cards.hand import Answer as Verdict
from kiosk.forms.doubts import doubts_of, with_card
from kiosk.forms.questions import (
    REVIEW,
    Ask,
    Card,
    Interview,
    Step,
    all_fields,
    declaration_of,
    steps_of,
    steps_of_item,
)
from queue_server.contract.common import Names
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.declaration import Answer, Declaration, Finding
from queue_server.contract.forms.schema import Form, FormField, FromCard, Kind, Section, Source
from queue_server.contract.forms.values import is_blank


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the review. `source` None: nothing is answered. `is_carried`: from a card of an earlier form.
    `is_remembered`: from an earlier visit.
    """

    step: Step
    label: Names
    text: str
    source: Source | None
    findings: tuple[Finding, ...]
    is_carried: bool = False
    is_remembered: bool = False


def begin(book: Book, interview: Interview) -> Interview:
    """The interview at its first question."""
    return replace(interview, step=steps_of(book, interview)[0])


def progress(book: Book, interview: Interview) -> tuple[int, int]:
    """Which question this is, counted from one, and how many there are."""
    steps = steps_of(book, interview)
    return (steps.index(interview.step) if interview.step in steps else len(steps) - 1) + 1, len(steps)


def answer(book: Book, interview: Interview, raw: Any) -> Interview:
    """Answer the present question and go on; with a mistake in it, stay, and keep what was typed."""
    if interview.step.ask is not Ask.FIELD:
        return interview
    done = replace(interview, typed=_with(interview, raw))
    wrong = _findings_at(declaration_of(book, done), interview.step)
    if wrong:
        return replace(done, findings=wrong)
    passed = done.passed | {done.step} if is_blank(raw) else done.passed - {done.step}
    return go_on(book, replace(done, passed=passed))


def take_card(book: Book, interview: Interview, card: Card) -> Interview:
    """The card that was asked for. One that was scanned for somebody else here is refused with a sentence; one that
    does not fit what is known waits as `doubted` for a word of its owner.
    """
    if interview.step.ask is not Ask.CARD:
        return interview
    doubts = doubts_of(book, interview, card)
    if not doubts:
        return _placed(book, interview, card)
    is_refused = doubts[0].code == Verdict.IN_ANOTHER_ROLE
    return replace(interview, findings=doubts, doubted=None if is_refused else card)


def use_doubted(book: Book, interview: Interview) -> Interview:
    """It is the right card all the same; what is wrong with it stands on the review."""
    return _placed(book, interview, interview.doubted) if interview.doubted is not None else interview


def drop_card(interview: Interview, role: str) -> Interview:
    """Forget a card, and with it everything that it filled in."""
    return replace(interview, cards={key: card for key, card in interview.cards.items() if key != role})


def add_item(book: Book, interview: Interview, *, wanted: bool) -> Interview:
    """One more of what may be there several times, or go on."""
    section_id = interview.step.about
    if interview.step.ask is not Ask.MORE:
        return interview
    if not wanted:
        return go_on(book, replace(interview, passed=interview.passed | {interview.step}))
    items = [*interview.typed.get(section_id, []), {}]
    grown = replace(interview, typed={**interview.typed, section_id: items})
    section = next(one for one in interview.form.sections if one.id == section_id)
    first = steps_of_item(section, grown, declaration_of(book, grown), len(items) - 1)[0]
    return _asking(grown, first)


def may_drop_item(interview: Interview) -> bool:
    """Whether the last one of many can be taken away again."""
    section = next((one for one in interview.form.sections if one.id == interview.step.about), None)
    return section is not None and len(interview.typed.get(section.id, [])) > section.least


def drop_item(interview: Interview) -> Interview:
    """Take the last one of many away, with its card; the question whether there is more is asked again."""
    if interview.step.ask is not Ask.MORE or not may_drop_item(interview):
        return interview
    section_id = interview.step.about
    left = interview.typed[section_id][:-1]
    cards = {place: card for place, card in interview.cards.items() if not place.endswith(f"_{len(left)}")}
    return replace(interview, typed={**interview.typed, section_id: left}, cards=cards, findings=())


def go_on(book: Book, interview: Interview) -> Interview:
    """The next question; after a correction the review again."""
    steps = steps_of(book, interview)
    if interview.returns:
        return _asking(replace(interview, returns=False), REVIEW)
    at = steps.index(interview.step) if interview.step in steps else _place(interview, steps)
    return _asking(interview, steps[min(at + 1, len(steps) - 1)])


def go_back(book: Book, interview: Interview) -> Interview | None:
    """The question before, with what was answered there; None before the first one."""
    if interview.returns:
        return _asking(replace(interview, returns=False), REVIEW)
    if (taken_back := _without_empty_item(book, interview)) is not None:
        return taken_back
    steps = steps_of(book, interview)
    at = steps.index(interview.step) if interview.step in steps else _place(interview, steps) + 1
    return _asking(interview, steps[at - 1]) if at > 0 else None


def _without_empty_item(book: Book, interview: Interview) -> Interview | None:
    """Back at the question whether there is more, from the first question of an item of which nothing is known yet."""
    declaration = declaration_of(book, interview)
    for section in interview.form.sections:
        items = interview.typed.get(section.id, []) if section.repeat else []
        last = len(items) - 1
        if last >= section.least and not items[last]:
            steps = steps_of_item(section, interview, declaration, last)
            if steps[0] == interview.step and steps[0].about not in interview.cards:
                fewer = replace(interview, typed={**interview.typed, section.id: items[:last]})
                return _asking(fewer, Step(Ask.MORE, section.id))
    return None


def skip(book: Book, interview: Interview) -> Interview:
    """Leave a card or an optional question out. A question that must be answered stays, and says so."""
    if interview.step.ask is Ask.CARD:
        return go_on(book, replace(interview, passed=interview.passed | {interview.step}))
    return answer(book, interview, None)


def correct(interview: Interview, step: Step) -> Interview:
    """Ask one question again, from the review."""
    return _asking(replace(interview, returns=True), step)


def review(book: Book, interview: Interview) -> tuple[tuple[Section, tuple[Line, ...]], ...]:
    """The whole declaration as the form reads, section by section."""
    declaration = declaration_of(book, interview)
    carried = _carried_fields(interview, declaration)
    remembered = {one.id for one in all_fields(interview.form) if one.kept_as in interview.remembered}

    def told(line: Line) -> Line:
        is_old = line.source is Source.KEPT and line.step.about in remembered
        return replace(line, is_carried=line.step.about in carried, is_remembered=is_old)

    return tuple(
        (section, tuple(told(line) for line in _lines(section, declaration))) for section in interview.form.sections
    )


def raw_answer(interview: Interview) -> Any:
    """What was typed at the present question, None when nothing was."""
    step = interview.step
    if step.item is None:
        return interview.typed.get(step.about)
    section = _section_of(interview.form, step.about)
    items = interview.typed.get(section.id, [])
    return items[step.item].get(step.about) if step.item < len(items) else None


def _asking(interview: Interview, step: Step) -> Interview:
    return replace(interview, step=step, findings=(), doubted=None)


def _placed(book: Book, interview: Interview, card: Card) -> Interview:
    return go_on(book, with_card(interview, card))


def _carried_fields(interview: Interview, declaration: Declaration) -> set[str]:
    """The fields that a card of an earlier form filled, itself or in another's place."""
    also = {one.role: one.also for one in interview.form.cards}
    from_old = interview.carried | {role for role, other in also.items() if other in interview.carried}
    roles = from_old - (interview.cards.keys() - interview.carried)
    return {
        one.id
        for one in all_fields(interview.form)
        for fill in one.fill
        if isinstance(fill, FromCard) and fill.role in roles and one.id in declaration.answers
        if declaration.answers[one.id].source is Source.CARD
    }


def _section_of(form: Form, field_id: str) -> Section:
    return next(section for section in form.sections if any(one.id == field_id for one in section.fields))


def _with(interview: Interview, raw: Any) -> dict[str, Any]:
    """The answers with the present one in its place."""
    step = interview.step
    if step.item is None:
        rest = {key: value for key, value in interview.typed.items() if key != step.about}
        return rest if is_blank(raw) else {**rest, step.about: raw}
    section = _section_of(interview.form, step.about)
    items = [dict(item) for item in interview.typed.get(section.id) or [{}]]
    items[step.item].pop(step.about, None)
    if not is_blank(raw):
        items[step.item][step.about] = raw
    return {**interview.typed, section.id: items}


def _findings_at(declaration: Declaration, step: Step) -> tuple[Finding, ...]:
    return tuple(one for one in declaration.mistakes if (one.field, one.item) == (step.about, step.item))


def _place(interview: Interview, steps: tuple[Step, ...]) -> int:
    """Before which question a step stands that is not asked any more."""
    order = {one.id: number for number, one in enumerate(all_fields(interview.form))}
    own = order.get(interview.step.about, -1)
    before = [at for at, step in enumerate(steps) if step.ask is Ask.CARD or -1 < order.get(step.about, 10**6) <= own]
    return before[-1] if before else -1


def _lines(section: Section, declaration: Declaration) -> list[Line]:
    if section.repeat is None:
        shown = [one for one in section.fields if one in declaration.asked and one.kind is not Kind.SIGNATURE]
        return [_line(one, None, declaration.answers, declaration) for one in shown]
    items = declaration.items.get(section.id, [])
    return [_line(one, number, item, declaration) for number, item in enumerate(items) for one in section.fields]


def _line(one: FormField, item: int | None, answers: Mapping[str, Answer], declaration: Declaration) -> Line:
    found = answers.get(one.id)
    said = [*declaration.mistakes, *declaration.warnings]
    findings = tuple(finding for finding in said if (finding.field, finding.item) == (one.id, item))
    text = found.text if found else ""
    return Line(Step(Ask.FIELD, one.id, item), one.label, text, found.source if found else None, findings)
