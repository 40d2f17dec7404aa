"""The declaration that is being made at the kiosk, as a part of its state. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.cards.reading import Card
from kiosk.forms.interview import raw_answer
from kiosk.forms.offers import Offer, Stock, offers
from kiosk.forms.questions import Ask, Interview, declaration_of
from queue_server.contract.answers import Office
from queue_server.contract.dossiers import HandInDeclaration, OfficeWords
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.facts import names_of
from queue_server.contract.forms.schema import FormField, Kind

CHOSEN = (Kind.CHOICE, Kind.CHOICE_WITH_WORDS, Kind.CHECK)


class Sending(StrEnum):
    """Whether the server has the declaration."""

    NOT_YET = "not_yet"
    UNDER_WAY = "under_way"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Declaring:
    """`text` is what stands in the field, composed so far; `chosen` a choice that still wants its words.

    `said` is the last sentence about a scan that was no card, as a message id. `scanned`: cards of the visit so far.
    `ahead`: what comes once it is known whether something is remembered; `telling`: that something is.
    """

    book: Book
    interview: Interview
    office: OfficeWords = field(default_factory=OfficeWords)
    text: str = ""
    chosen: str | None = None
    sending: Sending = Sending.NOT_YET
    unveiled: bool = False
    said: str = ""
    scanned: tuple[Mapping[str, str], ...] = ()
    ahead: Interview | None = None
    telling: bool = False

    @property
    def field(self) -> FormField | None:
        """The field that is asked for, None for a card, for one more paper and for the review."""
        step = self.interview.step
        return self.interview.form.field(step.about) if step.ask is Ask.FIELD else None

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen now: first what others answered, then what is frequent at this office."""
        asked = self.field
        if asked is None:
            return ()
        values = self.book.choices(asked)
        usual = self.office.suggestions.get(asked.values_of or "", [])
        first = tuple(value for value in (*self.suggested, *usual) if value in values)
        return tuple(dict.fromkeys((*first, *values)))

    @property
    def suggested(self) -> tuple[str, ...]:
        """Answers to other questions that may fit here too."""
        asked, declaration = self.field, declaration_of(self.book, self.interview)
        found = (declaration.text(name) for name in asked.suggest) if asked else ()
        return tuple(dict.fromkeys(text for text in found if text))

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What may be touched instead of typing on."""
        if self.field is None:
            return ()
        declared = declaration_of(self.book, self.interview)
        return offers(self.field, self.text, Stock(self.book, self.office, declared, self.interview.today.date))


def at_question(declaring: Declaring, interview: Interview) -> Declaring:
    """At the interview's present question, its field as it was left, or as another answer suggests.

    Where something happened is only offered: another answer is rarely all of it.
    """
    asked = replace(declaring, interview=interview, text="", chosen=None, said="", ahead=None, telling=False)
    said = raw_answer(interview) if interview.step.ask is Ask.FIELD else None
    if said is None and asked.field is not None and asked.field.kind not in CHOSEN and not asked.field.place:
        said = next(iter(asked.suggested), "")
    return replace(asked, text=str(said or ""))


def addressees(office: Office) -> Mapping[str, str]:
    """What a declaration says of the office, as the server says it too."""
    said = office.declarations
    return {"office_name": said.registrar or office.name["vi"], "police_name": said.police}


def fields_of(card: Card) -> Mapping[str, str]:
    """A card as a declaration takes it; what is empty on it fills nothing."""
    return {name: text for name, text in card.fields.items() if text}


def to_send(declaring: Declaring) -> HandInDeclaration:
    """What the server gets: the answers, of the cards those seven fields, and the earlier facts that this form uses."""
    interview = declaring.interview
    cards = {role: dict(card) for role, card in interview.cards.items()}
    kept = {name: fact for name, fact in interview.kept.items() if name in names_of(interview.form)}
    return HandInDeclaration(answers=dict(interview.typed), cards=cards, kept=kept)
