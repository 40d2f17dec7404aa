"""What the declarations of one visit leave for the next one. It ends with the visit. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from kiosk.forms.questions import Card, Interview, declaration_of
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.facts import NUMBER as FACT_NUMBER
from queue_server.contract.forms.facts import are_of_two, facts_of
from queue_server.contract.forms.schema import Form

NUMBER = "so_dinh_danh"


@dataclass(frozen=True, slots=True)
class Carried:
    """`done`: the forms handed in. `cards`: those that were scanned for them. `own`: the card of whoever declares.
    `facts`: what was said of that person, by `kept_as`; `typed` those of them that no card tells.
    """

    done: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    own: Card | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, str] = field(default_factory=dict)


def carry(before: Carried, book: Book, interview: Interview) -> Carried:
    """After this declaration was handed in. Facts of two people are never mixed: the last one's stay."""
    form, declaration = interview.form, declaration_of(book, interview)
    own = interview.cards.get(own_role(form) or "")
    new = facts_of(form, declaration) | ({FACT_NUMBER: own[NUMBER]} if own and NUMBER in own else {})
    typed = facts_of(form, declaration, typed=True)
    if not are_of_two(new, before.facts):
        new, typed, own = {**before.facts, **new}, {**before.typed, **typed}, own or before.own
    cards = _each_once((*before.cards, *interview.cards.values()))
    return Carried((*before.done, form.id), cards, own, new, typed)


def forms_of(book: Book, procedures: tuple[str, ...], on: date) -> tuple[Form, ...]:
    """The forms in force of these procedures, each once: procedures that share a form are one declaration."""
    found = (book.form_for(code, on) for code in procedures)
    return tuple({form.id: form for form in found if form is not None}.values())


def own_role(form: Form) -> str | None:
    """Whose card is plainly that of whoever stands here; None where it may be another's."""
    roles = [one.role for one in form.cards]
    return roles[0] if roles[:1] == ["nyc"] or len(roles) == 1 else None


def spare_cards(known: tuple[Card, ...], interview: Interview) -> tuple[Card, ...]:
    """Cards of this visit that have no place on this form yet."""
    placed = {card.get(NUMBER) for card in interview.cards.values()}
    return tuple(card for card in _each_once(known) if card.get(NUMBER) not in placed)


def begun(interview: Interview, carried: Carried, scanned: Card | None) -> Interview:
    """With all that the visit knows so far: the card of whoever stands here in its place, and the facts."""
    role, own = own_role(interview.form), scanned or carried.own
    if role is None or own is None:
        return replace(interview, kept=carried.facts)
    is_old = any(card.get(NUMBER) == own.get(NUMBER) for card in carried.cards)
    carries = frozenset({role}) if is_old else frozenset()
    return replace(interview, kept=carried.facts, cards={role: own}, carried=carries)


def _each_once(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    return tuple({card.get(NUMBER): card for card in cards}.values())
