"""What a citizen may touch instead of typing it: answers known here, frequent ones of the office, the rest of a word.

Nothing is filled in by itself: an offer is only offered, and what somebody touches is their own answer. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.typing.letters import Mark, Tone, read_letter, split_letters
from queue_server.contract.dossiers import OfficeWords
from queue_server.contract.forms.book import Book
from queue_server.contract.forms.declaration import Declaration
from queue_server.contract.forms.schema import FormField, Kind

MOST = 6
DAY_AND_MONTH = re.compile(r"(?P<before>(?:\d\d:\d\d )?)(?P<day>\d\d)/(?P<month>\d\d)/?")
CLOCK = re.compile(r"\d\d:\d\d ?")


@dataclass(frozen=True, slots=True)
class Offer:
    """`label` is what the plate says, `text` what stands in the field after a touch."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Stock:
    """What offers are taken from: the book's lists, what the office says of itself, what is declared so far."""

    book: Book
    office: OfficeWords
    declared: Declaration
    today: date

    def named(self, name: str | None) -> tuple[str, ...]:
        """A list, the office's own entries first; what speaks of an office that has not said it is left out."""
        if name is None:
            return ()
        own = self.office.suggestions.get(name, [])
        found = (self._spoken(text) for text in (*own, *self.book.lists.get(name, ())))
        return tuple(dict.fromkeys(text for text in found if text))

    def _spoken(self, text: str) -> str:
        if "{registrar}" in text and not self.office.registrar:
            return ""
        return text.replace("{registrar}", self.office.registrar)

    @property
    def home(self) -> str:
        """Commune and province of the office."""
        return ", ".join(part for part in (self.office.commune, self.office.province) if part)

    @property
    def people(self) -> tuple[str, ...]:
        """The names on this declaration."""
        names = (self.declared.text(one.id) for one in self.declared.asked if one.kind is Kind.NAME)
        return tuple(dict.fromkeys(name.title() if name.isupper() else name for name in names if name))


def offers(field: FormField, text: str, stock: Stock) -> tuple[Offer, ...]:
    """What may be touched while `text` stands in the field of this question, the likeliest first."""
    if field.kind is Kind.NAME:
        found = _names(text, stock)
    elif field.kind in (Kind.DATE, Kind.MOMENT):
        found = _days(text, stock.today) if field.recent else iter(())
    else:
        found = _texts(field, text, stock)
    once = {offer.text: offer for offer in found if offer.text != text and len(offer.text) <= field.longest}
    return tuple(once.values())[:MOST]


def begins(typed: str, word: str) -> bool:
    """Whether somebody who has typed this may be on the way to `word`; marks and tones may still be missing."""
    typed_letters, letters = split_letters(typed), split_letters(word)[: len(split_letters(typed))]
    if len(letters) < len(typed_letters):
        return False
    pairs = [(read_letter(one), read_letter(other)) for one, other in zip(typed_letters, letters, strict=True)]
    same = all(a.base == b.base and a.mark in (Mark.NONE, b.mark) for (a, _), (b, _) in pairs)
    return same and _tones(typed_letters) <= _tones(split_letters(word))


def _tones(letters: list[str]) -> set[Tone]:
    return {tone for _, tone in map(read_letter, letters) if tone}


def _names(text: str, stock: Stock) -> Iterator[Offer]:
    """Family names first, those on this form before others; then the word that is being written."""
    families = stock.named("family_names")
    before, _, partial = text.rpartition(" ")
    if not before.strip():
        own = (_family_of(name, families) for name in stock.people)
        yield from (Offer(one, f"{one} ") for one in (*own, *families) if begins(text.strip(), one))
        return
    yield from (Offer(one, f"{one} ") for one in families if " " in one and begins(text, one))
    if not partial:
        is_second = before in families
        yield from (Offer(one, f"{text}{one} ") for one in (stock.named("middle_names") if is_second else ()))
        return
    words = [word for name in stock.people for word in name.split()]
    for word in (*words, *stock.named("middle_names"), *stock.named("given_names")):
        if begins(partial, word) and word != partial:
            yield Offer(word, f"{before} {word} ")


def _family_of(name: str, families: tuple[str, ...]) -> str:
    known = [one for one in families if name.startswith(f"{one} ")]
    return max(known, key=len, default=name.split(maxsplit=1)[0])


def _days(text: str, today: date) -> Iterator[Offer]:
    """Today and yesterday; the year, once day and month stand there."""
    if not text or CLOCK.fullmatch(text):
        at = f"{text.strip()} " if text else ""
        for day in (today, today - timedelta(days=1)) if text or not at else ():
            yield Offer(f"{day:%d/%m/%Y}", f"{at}{day:%d/%m/%Y}")
    if found := DAY_AND_MONTH.fullmatch(text):
        for year in (today.year, today.year - 1):
            if (year, int(found["month"]), int(found["day"])) <= (today.year, today.month, today.day):
                yield Offer(str(year), f"{found['before']}{found['day']}/{found['month']}/{year}")


def _texts(field: FormField, text: str, stock: Stock) -> Iterator[Offer]:
    is_place = field.place or field.kind is Kind.ADDRESS
    known = [found for name in field.suggest if (found := stock.declared.text(name))]
    tails = [tail for address in known if is_place and (tail := _without_house(address))]
    home = [stock.home] if field.place and stock.home else []
    whole = [*known, *tails, *stock.named(field.offers), *home]
    if not text.strip():
        yield from (Offer(one.strip(" ,"), one) for one in whole)
        yield from (Offer(one.strip(), one) for one in stock.named(field.phrases) if one[0] not in " ,@")
        yield from (Offer(one.strip(), one.capitalize()) for one in _homes(field, stock))
        return
    yield from (Offer(one.strip(" ,"), one) for one in whole if begins(text, one))
    yield from (
        Offer(one.strip(" ,"), _joined(text, one)) for one in stock.named(field.phrases) if one.strip() not in text
    )
    if is_place:
        yield from _places(text, stock, known)
    before, name = _called(text, stock.named("forms_of_address"))
    if before:
        yield from (Offer(one.label, before + one.text) for one in _names(name, stock))


def _homes(field: FormField, stock: Stock) -> Iterable[str]:
    return stock.named("hamlets") if field.kind is Kind.ADDRESS else ()


def _places(text: str, stock: Stock, known: list[str]) -> Iterator[Offer]:
    """Addresses where one has to follow; commune and province of the office behind what stands there; any province."""
    if text.casefold().endswith(stock.named("before_addresses")):
        small = tuple(one.capitalize() for one in stock.named("hamlets"))
        follow = (one[0].lower() + one[1:] if one.startswith(small) else one for one in known)
        yield from (Offer(one, f"{text}{one}") for one in follow)
    before, comma, partial = text.rpartition(",")
    partial = partial.strip()
    if stock.home and stock.office.commune not in text and (not comma or not partial):
        yield Offer(stock.home, f"{text.rstrip(' ,')}, {stock.home}")
    if not any(part in text for part in stock.named("communes")):
        yield from (Offer(f"{part}…", f"{text.rstrip(' ,')}, {part} ") for part in stock.named("communes"))
    elif stock.office.province and stock.office.province not in text and partial.partition(" ")[2]:
        yield Offer(stock.office.province, f"{text.rstrip(' ,')}, {stock.office.province}")
    if comma and partial:
        for one in (stock.home, *stock.named("provinces")):
            if begins(partial, one) or begins(partial, one.partition(" ")[2]):
                yield Offer(one, f"{before}, {one}")


def _called(text: str, forms: tuple[str, ...]) -> tuple[str, str]:
    """What stands before a name and the name so far, where somebody is called by a form of address; else nothing."""
    at = max(
        (text.casefold().rfind(f" {one}") + len(one) + 1 for one in forms if f" {one}" in text.casefold()), default=0
    )
    return text[:at], text[at:]


def _without_house(address: str) -> str:
    """Commune and province of an address that has more."""
    parts = [part.strip() for part in address.split(",")]
    return ", ".join(parts[-2:]) if len(parts) > 2 else ""


def _joined(text: str, phrase: str) -> str:
    return f"{text.rstrip()}{phrase}" if phrase[0] in " ,@" else f"{text.rstrip()} {phrase}"
