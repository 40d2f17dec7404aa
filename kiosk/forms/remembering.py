"""What the office remembers of whoever stands here, at their wish: the kiosk's part of it, for one visit. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from kiosk.cards.veil import veil_number, veil_place
from kiosk.forms.carrying import NUMBER, Carried, own_role
from kiosk.forms.questions import Ask, Card, Interview
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.facts import NUMBER as WHOSE
from queue_server.contract.forms.facts import WHO, are_of_two, names_of
from queue_server.contract.forms.schema import FormField, Kind

ISSUED = "ngay_cap"


class Phase(StrEnum):
    """What the server was last asked, and what came of it."""

    NOTHING = "nothing"
    LOOKING = "looking"
    LOOKED = "looked"
    KEEPING = "keeping"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    FORGETTING = "forgetting"
    FORGOTTEN = "forgotten"
    NOT_FORGOTTEN = "not_forgotten"


@dataclass(frozen=True, slots=True)
class Memory:
    """`card`: by whose card it was looked for. `found`: facts of an earlier visit, until `until`. `declined`: they are
    not to be used today. `wanted`: facts that are to be kept. `asked`: whether to keep something was answered.
    """

    card: Card | None = None
    phase: Phase = Phase.NOTHING
    found: Mapping[str, str] = field(default_factory=dict)
    until: date | None = None
    declined: bool = False
    wanted: Mapping[str, str] = field(default_factory=dict)
    asked: bool = False

    @property
    def usable(self) -> Mapping[str, str]:
        """The facts of the earlier visit that may fill a form, and whose they are."""
        number = self.card.get(NUMBER) if self.card else None
        return {} if self.declined or not self.found or not number else {**self.found, WHOSE: number}

    @property
    def holds(self) -> bool:
        """Whether there is something that its owner can have destroyed."""
        return bool(self.found) or self.phase in (Phase.KEPT, Phase.FORGETTING, Phase.NOT_FORGOTTEN)


def card_to_look_for(memory: Memory, before: Interview, after: Interview) -> Card | None:
    """The card of whoever stands here, just shown or confirmed, if nothing was looked for by it yet."""
    role = own_role(after.form)
    if before.step.ask is not Ask.CARD or before.step.about != role or after.step == before.step:
        return None
    card = after.cards.get(role)
    if card is None or not card.get(NUMBER) or not card.get(ISSUED):
        return None
    return None if memory.card is not None and memory.card.get(NUMBER) == card[NUMBER] else card


def with_memory(interview: Interview, memory: Memory) -> Interview:
    """The interview with what is remembered. What was said in this visit goes before it; two people are never mixed."""
    usable = memory.usable
    kept = usable if are_of_two(usable, interview.kept) else {**usable, **interview.kept}
    used = frozenset(usable) - interview.kept.keys() - set(WHO)
    return replace(interview, kept=kept, remembered=used)


def without_memory(interview: Interview) -> Interview:
    """As if nothing had been remembered."""
    kept = {name: fact for name, fact in interview.kept.items() if name not in interview.remembered}
    return replace(interview, kept=kept, remembered=frozenset())


def tells_something(interview: Interview) -> bool:
    """Whether the form has a use for what is remembered."""
    return bool(interview.remembered & names_of(interview.form))


def facts_to_keep(memory: Memory, carried: Carried) -> Mapping[str, str]:
    """What whoever stands here said and no card tells, with what is kept already; empty when nothing of it is new."""
    own = carried.own or {}
    is_theirs = memory.card is not None and own.get(NUMBER) == memory.card.get(NUMBER)
    said = {name: fact for name, fact in carried.typed.items() if name not in WHO}
    is_new = any(memory.found.get(name) != fact for name, fact in said.items())
    return {**memory.found, **said} if is_theirs and is_new and not memory.asked else {}


def fields_of_facts(book: Book, names: Mapping[str, str]) -> dict[str, FormField]:
    """How forms call these facts, by name."""
    known = {one.kept_as: one for form in book.forms.values() for one in form.fields if one.kept_as in names}
    return {name: known[name] for name in names if name in known}


def veiled_fact(one: FormField, fact: str) -> str:
    """A fact as it may stand on a glass in a hall: of a number its ends, of an address its last part."""
    if one.kind is Kind.ADDRESS:
        return veil_place(fact)
    return veil_number(fact)


def last_day(today: date, days: int) -> date:
    return today + timedelta(days=days)
