"""Whether a scanned card can be the one that a form asks for: what speaks against it, in sentences. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kiosk.cards.hand import Answer, judge
from kiosk.forms.questions import Card, Interview, declaration_of
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.checks import RULES
from queue_server.contract.forms.dates import read_when, years_between
from queue_server.contract.forms.declaration import Finding

NUMBER, BORN = "so_dinh_danh", "ngay_sinh"


def with_card(interview: Interview, card: Card) -> Interview:
    """The card in the place of which the interview asks."""
    role = interview.step.about
    return replace(interview, cards={**interview.cards, role: card}, carried=interview.carried - {role})


def doubts_of(book: Book, interview: Interview, card: Card) -> tuple[Finding, ...]:
    """What speaks against it, the gravest first: it has another place here already, it is another person's than before,
    its owner is too young, or the form's own rules (the sex that a parent must have, a mother younger than her child).
    """
    role = interview.step.about
    held = {other: placed.get(NUMBER, "") for other, placed in interview.cards.items()}
    answer = judge(role, card.get(NUMBER, ""), held)
    if answer in (Answer.IN_ANOTHER_ROLE, Answer.ANOTHER_PERSON):
        return (Finding(role, answer, book.sentence(answer)),)
    return (*_too_young(book, interview, card), *_against_rules(book, interview, card))


def _too_young(book: Book, interview: Interview, card: Mapping[str, str]) -> tuple[Finding, ...]:
    role = interview.step.about
    whose = interview.form.card_of(role)
    least = whose.least_age if whose else 0
    born = read_when(card.get(BORN, ""), year_alone=False)
    if born is None or years_between(born.earliest, interview.today.date) >= least:
        return ()
    return (Finding(role, "too_young", book.sentence("too_young", least=least)),)


def _against_rules(book: Book, interview: Interview, card: Card) -> tuple[Finding, ...]:
    """What is wrong with this card in its place and was not without it."""
    before, after = declaration_of(book, interview), declaration_of(book, with_card(interview, card))
    told = {(one.field, one.code) for one in (*before.mistakes, *before.warnings)}
    found = (one for one in (*after.mistakes, *after.warnings) if one.code in RULES)
    return tuple(one for one in found if (one.field, one.code) not in told)
