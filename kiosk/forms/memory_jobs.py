"""Asks the server to find, keep and forget facts, by secrets that are made of the card here and stay nowhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from kiosk.actions import Action
from kiosk.clock import now_here
from kiosk.forms.carrying import NUMBER
from kiosk.forms.questions import Card
from kiosk.forms.remembering import ISSUED, Phase
from kiosk.jobs import JobRunner
from kiosk.remembering_actions import FactsForgotten, FactsKept, MemoryLooked
from kiosk.state import State
from queue_server.client import QueueClient
from queue_server.contract.remembered import (
    Consent,
    Forget,
    OpenRemembered,
    Remember,
    Remembered,
    finder_of,
    opener_of,
)


class MemoryJobs:
    """A path of the conductor's."""

    def __init__(self, client: QueueClient, citizen: JobRunner, do: Callable[[Action], None]) -> None:
        self._client = client
        self._citizen = citizen
        self._do = do

    def follow(self, before: State, now: State) -> None:
        memory, consent = now.memory, now.consent
        if memory.phase is before.memory.phase and memory.card == before.memory.card:
            return
        if memory.card is None:
            return
        if memory.phase is Phase.LOOKING:
            self._look(memory.card)
        if memory.phase is Phase.KEEPING and consent is not None:
            self._keep(memory.card, memory.wanted, consent)
        if memory.phase is Phase.FORGETTING:
            self._forget(memory.card)

    def _look(self, card: Card) -> None:
        number = card[NUMBER]
        self._citizen.submit(
            "look for remembered facts",
            lambda: self._open(card),
            lambda found: self._do(_looked(number, found)),
            lambda _: self._do(_looked(number, None)),
        )

    def _keep(self, card: Card, facts: Mapping[str, str], consent: Consent) -> None:
        self._citizen.submit(
            "keep facts",
            lambda: self._remember(card, facts, consent),
            lambda until: self._do(FactsKept(until)),
            lambda _: self._do(FactsKept(None)),
        )

    def _forget(self, card: Card) -> None:
        self._citizen.submit(
            "forget facts",
            lambda: self._destroy(card),
            lambda _: self._do(FactsForgotten(is_done=True)),
            lambda _: self._do(FactsForgotten(is_done=False)),
        )

    def _open(self, card: Card) -> Remembered | None:
        key = self._client.remembering().key
        if key is None:
            return None
        finder, opener = finder_of(key, card[NUMBER]), opener_of(key, card[NUMBER], card[ISSUED])
        return self._client.open_remembered(OpenRemembered(finder=finder, opener=opener))

    def _remember(self, card: Card, facts: Mapping[str, str], consent: Consent) -> date | None:
        key = self._client.remembering().key
        if key is None:
            return None
        kept = self._client.remember(
            Remember(
                finder=finder_of(key, card[NUMBER]),
                opener=opener_of(key, card[NUMBER], card[ISSUED]),
                facts=dict(facts),
                consent_id=consent.id,
                consent_version=consent.version,
            )
        )
        return _day(kept.forget_at)

    def _destroy(self, card: Card) -> None:
        """Where nothing is remembered there is nothing to destroy."""
        key = self._client.remembering().key
        if key is not None:
            self._client.forget(Forget(finder=finder_of(key, card[NUMBER])))


def _looked(number: str, found: Remembered | None) -> MemoryLooked:
    return MemoryLooked(number, found.facts, _day(found.forget_at)) if found else MemoryLooked(number)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(now_here().tzinfo).date() if moment else None
