"""The cards of one visit, each in its role: both spouses, a parent and a child, a grandparent for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.cards.reading import Card

SAME_SCAN_SECONDS = 3.0
"""A scanner that still sees the card sends it again."""


class Role(StrEnum):
    """Who a card belongs to, seen from the declaration. Declarations may name further roles."""

    REQUESTER = "requester"
    MOTHER = "mother"
    FATHER = "father"
    WIFE = "wife"
    HUSBAND = "husband"
    CHILD = "child"
    GRANDPARENT = "grandparent"


SEX = {Role.MOTHER: "Nữ", Role.WIFE: "Nữ", Role.FATHER: "Nam", Role.HUSBAND: "Nam"}
ELDER_THAN = {Role.MOTHER: Role.CHILD, Role.FATHER: Role.CHILD, Role.GRANDPARENT: Role.CHILD}


class Answer(StrEnum):
    """What came of offering a card. Only TAKEN changes the hand."""

    TAKEN = "taken"
    SAME_SCAN = "same_scan"
    ALREADY_HERE = "already_here"
    IN_ANOTHER_ROLE = "in_another_role"
    ANOTHER_PERSON = "another_person"
    WRONG_SEX = "wrong_sex"
    WRONG_AGE = "wrong_age"


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

    def offer(self, role: str, card: Card, at: float) -> tuple[Hand, Answer]:
        """Take the card into this role, or say why not. A role that is filled keeps its card until it is dropped."""
        if card == self.last and at - self.last_at < SAME_SCAN_SECONDS:
            return replace(self, last_at=at), Answer.SAME_SCAN
        seen = replace(self, last=card, last_at=at)
        answer = self._judge(role, card)
        if answer is not Answer.TAKEN:
            return seen, answer
        return replace(seen, held=(*self.held, Held(role, card))), answer

    def drop(self, role: str) -> Hand:
        """Without the card of this role; it may be offered again at once."""
        return Hand(tuple(one for one in self.held if one.role != role))

    def _judge(self, role: str, card: Card) -> Answer:
        there = self.card(role)
        if there is not None:
            is_same = there.so_dinh_danh == card.so_dinh_danh
            return Answer.ALREADY_HERE if is_same else Answer.ANOTHER_PERSON
        if any(one.card.so_dinh_danh == card.so_dinh_danh for one in self.held):
            return Answer.IN_ANOTHER_ROLE
        if SEX.get(Role(role) if role in set(Role) else Role.REQUESTER, card.gioi_tinh) != card.gioi_tinh:
            return Answer.WRONG_SEX
        return Answer.TAKEN if self._fits_age(role, card) else Answer.WRONG_AGE

    def _fits_age(self, role: str, card: Card) -> bool:
        """A child is younger than its parents and grandparents."""
        younger = [self.card(child) for elder, child in ELDER_THAN.items() if elder == role]
        elders = [self.card(elder) for elder, child in ELDER_THAN.items() if child == role]
        return all(one is None or one.born_on > card.born_on for one in younger) and all(
            one is None or one.born_on < card.born_on for one in elders
        )
