"""Facts that a citizen lets the office keep until the next visit; they can be withdrawn at any moment.

Each is sealed under a key of its own, mixed with a secret that only the citizen's card makes: neither database nor
keys, nor both, open it. To forget is to destroy that key and the row. Nothing of this enters a log; the event that
something was forgotten names nobody but who did it. Basis: consent, which can be withdrawn as easily as it was given
(Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, in force since 2026-01-01).
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from queue_server.contract.forms.book import Book
from queue_server.contract.forms.facts import WHO
from queue_server.domain.events import Fact, Name
from queue_server.keys import Keys, seal, unseal
from queue_server.operations.asker import Asker
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import remembered as stored

KIND = "remembered"
PEPPER = "finder-0000"
"""The key of all finders, which kiosks get; it opens nothing by itself."""


class NotRememberable(Exception):
    """Nothing was kept. `field` says what of the request cannot be: a fact that no form knows, or unknown words."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered with. `age` None: nothing is, and what was is forgotten."""

    book: Book
    keys: Keys
    age: timedelta | None

    @property
    def pepper(self) -> str | None:
        """As kiosks use it, in hex; None when nothing is remembered."""
        return self.keys.get(PEPPER).hex() if self.age else None


@dataclass(frozen=True, slots=True)
class Card:
    """The two secrets of a card, as a kiosk makes them."""

    finder: bytes
    opener: bytes


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be kept, and which words were agreed to."""

    facts: Mapping[str, str]
    consent_id: str
    consent_version: int


@dataclass(frozen=True, slots=True)
class Found:
    facts: Mapping[str, str]
    agreed_at: datetime
    forget_at: datetime


def remember(work: Work, card: Card, agreed: Agreed, memory: Memory) -> datetime:
    """Keep these facts instead of those before. Returns when they are forgotten. Raises NotRememberable."""
    _require_known(agreed, memory)
    assert memory.age is not None
    before = stored.find(work.db, card.finder)
    name = f"{KIND}-{new_id(work.now)}"
    sealed = seal(_lock(memory.keys.get(name), card), name, json.dumps(dict(agreed.facts)).encode())
    forget_at = work.now + memory.age
    consent = (agreed.consent_id, agreed.consent_version)
    stored.put(work.db, stored.RememberedRow(card.finder, name, sealed, *consent, work.now, forget_at))
    if before is not None:
        memory.keys.erase(before.key_name)
    return forget_at


def recall(work: Work, card: Card, memory: Memory) -> Found | None:
    """What is remembered of the owner of this card; None too when the card does not open it (another was issued)."""
    row = stored.find(work.db, card.finder)
    key = memory.keys.find(row.key_name) if row else None
    if row is None or key is None or row.forget_at <= work.now:
        return None
    plain = unseal(_lock(key, card), row.key_name, row.sealed)
    return Found(json.loads(plain), row.agreed_at, row.forget_at) if plain else None


def forget(work: Work, finder: bytes, asker: Asker, keys: Keys) -> None:
    """Destroy it at its owner's wish. That this was asked is told whether or not there was anything."""
    row = stored.find(work.db, finder)
    if row is not None:
        _destroy(work, row, keys)
    work.tell(Fact(Name.FACTS_FORGOTTEN, work.now, asker.actor, device_id=asker.device_id))


def forget_due(work: Work, keys: Keys, *, remembers: bool) -> None:
    """Destroy what is due, all of it once nothing is to be remembered, and keys that nothing is sealed with."""
    last = work.now if remembers else datetime.max.replace(tzinfo=UTC)
    for row in stored.due(work.db, last):
        _destroy(work, row, keys)
    for name in keys.names(KIND):
        if not stored.is_sealed_with(work.db, name):
            keys.erase(name)


def _destroy(work: Work, row: stored.RememberedRow, keys: Keys) -> None:
    stored.remove(work.db, row.finder)
    keys.erase(row.key_name)


def _require_known(agreed: Agreed, memory: Memory) -> None:
    if memory.age is None:
        raise NotRememberable("facts")
    known = {one.kept_as for form in memory.book.forms.values() for one in form.fields if one.kept_as} - set(WHO)
    if not agreed.facts.keys() <= known:
        raise NotRememberable("facts")
    words = memory.book.consent
    if words is None or (agreed.consent_id, agreed.consent_version) != (words.id, words.version):
        raise NotRememberable("consent_version")


def _lock(key: bytes, card: Card) -> bytes:
    """The key alone opens nothing."""
    return hmac.new(key, card.opener, "sha256").digest()
