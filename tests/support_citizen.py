"""An automated citizen at the real flow: answers every question of a declaration, touch by touch. No Kivy, no server.

What is on the glass is what a citizen goes by: offers that fit are touched, everything else is typed key by key.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kiosk.cards.actions import CardScanned
from kiosk.cards.reading import read_card
from kiosk.declaring_actions import (
    BeginDeclaring,
    ChangeAnswer,
    ChooseAnswer,
    DeclaredHandedIn,
    HandInDeclared,
    SkipQuestion,
    SubmitAnswer,
)
from kiosk.flow import step
from kiosk.flow.declaring import ENOUGH, MORE, YES
from kiosk.forms.declaring import Declaring
from kiosk.forms.questions import Ask, declaration_of
from kiosk.state import Screen, State
from kiosk.typing.methods import Method
from queue_server.contract.forms.saving import Saving, saving_of
from queue_server.contract.forms.schema import Kind
from queue_server.contract.forms.values import Today
from tests.support_fingers import Finger, strokes

OFFERS_SEEN = 4
"""A standing glass shows six; a long name or large type leaves room for fewer."""

CARDS_A_PAGE = 7
MOST_TOUCHES = 2000


@dataclass
class Citizen:
    """`answers` as in the samples of the tests; `cards` are codes by role. `plain`: types everything, touches no offer.

    `touched` is every touch in order by the name of its plate, a scan as `scan:` and its code; `asked` the screen and
    what it asks, by the place of the first touch there; `written` the fields that were written or chosen.
    """

    answers: Mapping[str, Any]
    cards: Mapping[str, str]
    method: Method = Method.TELEX
    plain: bool = False
    touched: list[str] = field(default_factory=list)
    screens: int = 0
    asked: dict[int, tuple[str, str]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    scanned_at: float = 0.0

    def declare(self, ticket: State, today: Today) -> tuple[State, Saving]:
        """From the ticket's button to what the server said; and how much of the form was typed."""
        state = self.to_review(ticket, today)
        self.screens += 1
        self.asked[self.touches] = (state.screen.value, "")
        now = _of(state)
        declared = declaration_of(now.book, now.interview)
        assert declared.is_complete, declared.mistakes
        done = step(self._touch(state, "declare:send", HandInDeclared()), DeclaredHandedIn(is_kept=True))
        assert done.screen is Screen.TICKET
        return done, saving_of(declared)

    def to_review(self, ticket: State, today: Today) -> State:
        """All questions answered, nothing handed in yet."""
        begun = self._touch(ticket, "declare", BeginDeclaring(today))
        return self.until(begun, lambda now: now.interview.step.ask is Ask.REVIEW)

    def until(self, state: State, is_there: Callable[[Declaring], bool]) -> State:
        """Answer one question after another until a certain one is asked."""
        while not is_there(now := _of(state)):
            assert self.touches < MOST_TOUCHES, now
            self.screens += 1
            self.asked[self.touches] = (state.screen.value, _question(now))
            after = self._reply(state, now)
            assert after is not state, now.interview.step
            assert _of(after).interview.findings == (), _of(after).interview.findings
            state = after
        return state

    @property
    def touches(self) -> int:
        return len(self.touched)

    def _touch(self, state: State, plate: str, action: Any) -> State:
        self.touched.append(plate)
        return step(state, action)

    def _reply(self, state: State, now: Declaring) -> State:
        about, item = now.interview.step.about, now.interview.step.item
        if state.screen is Screen.DECLARE_CARD:
            return self._show_card(state, about, now)
        if now.interview.step.ask is Ask.MORE:
            is_more = len(now.interview.typed.get(about, [])) < len(self.answers.get(about, []))
            value = MORE if is_more else ENOUGH
            return self._touch(state, f"declare:{value}", ChooseAnswer(value))
        said = self._said(about, item, now)
        if said is None:
            writes = state.screen is Screen.DECLARE_WRITE
            return self._touch(state, "declare:next" if writes else "declare:skip", SkipQuestion())
        self.written.add(about)
        if state.screen is Screen.DECLARE_CHOICE:
            return self._choose(state, now, said)
        return self._write(state, now, str(said).partition(": ")[2] if now.chosen else str(said))

    def _said(self, about: str, item: int | None, now: Declaring) -> Any:
        if item is None:
            return self.answers.get(about)
        section = next(one for one in now.interview.form.sections if any(f.id == about for f in one.fields))
        return self.answers[section.id][item].get(about)

    def _show_card(self, state: State, role: str, now: Declaring) -> State:
        if role not in self.cards or role in now.interview.cards:
            return self._touch(state, "declare:skip", SkipQuestion())
        self.scanned_at += 60.0
        day = now.interview.today.date
        return self._touch(
            state, f"scan:{self.cards[role]}", CardScanned(read_card(self.cards[role], day), self.scanned_at, day)
        )

    def _choose(self, state: State, now: Declaring, said: Any) -> State:
        assert now.field is not None
        if now.field.kind is Kind.CHECK:
            return self._touch(state, "declare:yes", ChooseAnswer(YES))
        value = str(said).partition(":")[0]
        self.touched += ["page:next"] * (now.choices.index(value) // CARDS_A_PAGE)
        return self._touch(state, f"declare:{value}", ChooseAnswer(value))

    def _write(self, state: State, now: Declaring, wanted: str) -> State:
        assert now.field is not None
        if now.field.kind is Kind.DATE_OR_YEAR:
            wanted = wanted.replace("/", "")
        finger = Finger.on(now.field, now.text, self.method)
        if now.text and not wanted.startswith(now.text):
            finger.clear()
        state = step(state, ChangeAnswer(finger.entry.text))
        state = self._spell(state, finger, wanted)
        self.touched += finger.touched
        written = finger.entry.end().text
        assert written.strip() == wanted or now.field.kind in (Kind.DATE, Kind.MOMENT), (written, wanted)
        return self._touch(step(state, ChangeAnswer(written)), "declare:next", SubmitAnswer())

    def _spell(self, state: State, finger: Finger, wanted: str) -> State:
        """Key by key; after each, an offer that says more of what is wanted than two keys would is touched instead."""
        keys = self._keys(wanted[len(finger.entry.text) :], finger)
        while True:
            offer = None if self.plain else self._offer(state, wanted, len(keys))
            if offer is not None:
                place, text = offer
                finger.touched.append(f"offer:{place}")
                finger.put(text)
                state = step(state, ChangeAnswer(text))
                keys = self._keys(wanted[len(text) :], finger)
                continue
            if not keys:
                return state
            finger.write(keys[0], "".join(keys))
            keys = keys[1:]
            state = step(state, ChangeAnswer(finger.entry.text))

    def _keys(self, text: str, finger: Finger) -> list[str]:
        if finger.board.pad.value in ("moment", "date"):
            return [one for one in text if one.isdigit()]
        return strokes(text, self.method) if finger.entry.way.method else list(text)

    def _offer(self, state: State, wanted: str, keys_left: int) -> tuple[int, str] | None:
        """The place and the text of the offer that goes furthest, if it is worth a touch."""
        seen = enumerate(one.text for one in _of(state).offers[:OFFERS_SEEN])
        fits = [(place, text) for place, text in seen if wanted.startswith(text.rstrip())]
        best = max(fits, key=lambda one: len(one[1]), default=None)
        is_worth = best is not None and 1 + len(strokes(wanted[len(best[1]) :], self.method)) < keys_left
        return best if is_worth else None


def _of(state: State) -> Declaring:
    assert state.declaring is not None
    return state.declaring


def _question(now: Declaring) -> str:
    """What the screen says for certain: a choice's words are asked under that choice."""
    about = now.interview.step.about
    if now.interview.step.ask is Ask.CARD:
        whose = now.interview.form.card_of(about)
        return whose.name["vi"] if whose else ""
    return (now.field.question or now.field.label)["vi"] if now.field is not None else ""
