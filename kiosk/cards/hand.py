"""The cards of one visit, each in its role; and the one rule of whether a card fits among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.cards.reading import Card

SAME_SCAN_SECONDS = 3.0
"""A scanner that still sees the card sends it again."""

REQUESTER = "requester"
"""Whoever stands here; declarations name further roles."""


class Answer(StrEnum):
    """What came of offering a card. Only TAKEN changes the hand."""

    TAKEN = "taken"
    SAME_SCAN = "same_scan"
    ALREADY_HERE = "already_here"
    IN_ANOTHER_ROLE = "in_another_role"
    ANOTHER_PERSON = "another_person"


def judge(role: str, number: str, held: Mapping[str, str]) -> Answer:
    """Whether the card of this number fits into `role` beside those `held`, numbers by role. Whether sex and age of its
    owner fit is for the rules of the form to say, which know the other answers.
    """
    if role in held:
        return Answer.ALREADY_HERE if held[role] == number else Answer.ANOTHER_PERSON
    return Answer.IN_ANOTHER_ROLE if number in held.values() else Answer.TAKEN


@dataclass(frozen=True, slots=True)
class Held:
    role: str
    card: Card


@dataclass(frozen=True, slots=True)
class Hand:
    """`last` and `last_at` remember the scan before, in seconds of any clock that never goes back."""

    held: tuple[Held, ...] = ()
    last: Card | None = None
    last_at: float = 0.0

    def card(self, role: str) -> Card | None:
        return next((one.card for one in self.held if one.role == role), None)

    def is_same_scan(self, card: Card, at: float) -> bool:
        """The scanner still sees the card of the scan before."""
        return card == self.last and at - self.last_at < SAME_SCAN_SECONDS

    def seen(self, card: Card, at: float) -> Hand:
        return replace(self, last=card, last_at=at)

    def offer(self, role: str, card: Card, at: float) -> tuple[Hand, Answer]:
        """Take the card into this role, or say why not. A role that is filled keeps its card until it is dropped."""
        seen = self.seen(card, at)
        if self.is_same_scan(card, at):
            return seen, Answer.SAME_SCAN
        answer = judge(role, card.so_dinh_danh, {one.role: one.card.so_dinh_danh for one in self.held})
        if answer is not Answer.TAKEN:
            return seen, answer
        return replace(seen, held=(*self.held, Held(role, card))), answer

    def drop(self, role: str) -> Hand:
        """Without the card of this role; it may be offered again at once."""
        return Hand(tuple(one for one in self.held if one.role != role))
