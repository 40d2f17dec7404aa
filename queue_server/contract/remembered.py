"""Facts that a citizen lets the office keep until the next visit: sealed, found and opened by the citizen's card alone.

Neither the number of the card nor its date of issue comes here from a kiosk: it makes two secrets of them. By `finder`,
of the number, the facts are found and forgotten; without `opener`, of number and date of issue, nobody can read them.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from queue_server.contract.common import Command, Instant, Names, Wire

Secret = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
FactText = Annotated[str, StringConstraints(min_length=1, max_length=400)]
CardNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]

WORK: dict[str, int] = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26, "dklen": 32}
"""scrypt with 32 MiB, a tenth of a second: whoever has database and keys can try a number, not all there are."""


class Remembering(Wire):
    """Whether the office remembers, how many days, and the key to make secrets with; `key` null: it does not."""

    days: int
    key: Secret | None


class OpenRemembered(Command):
    finder: Secret
    opener: Secret


class Remembered(Wire):
    """What is remembered of the owner of this card, by `kept_as` of the forms. Empty, and both moments null: nothing,
    or nothing that this card opens.
    """

    facts: dict[FactName, str]
    agreed_at: Instant | None
    forget_at: Instant | None


class Remember(Command):
    """Keep these facts, in place of what was kept before. `consent_id` and `consent_version` say which words the
    citizen agreed to; only words that are in force are taken.
    """

    finder: Secret
    opener: Secret
    facts: Annotated[dict[FactName, FactText], Field(min_length=1, max_length=20)]
    consent_id: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    consent_version: Annotated[int, Field(ge=1, le=10_000)]


class RememberedUntil(Wire):
    forget_at: Instant


class Forget(Command):
    """Destroy what is remembered: by the secret of a card, as a kiosk does, or by its number, as staff do for a citizen
    who asks for it. Exactly one of the two.
    """

    finder: Secret | None = None
    number: CardNumber | None = None

    @model_validator(mode="after")
    def _names_one(self) -> Self:
        if (self.finder is None) is (self.number is None):
            raise ValueError("name either finder or number")
        return self


class Consent(Wire):
    """Words that a citizen agrees to, of one version. `title` is the question; `text` says what and how long, `{what}`
    and `{until}` standing for the facts and the last day, and how to have it erased; `yes` where it is kept and who can
    open it, `no` what follows from saying no.
    """

    id: str
    version: int
    title: Names
    text: Names
    yes: Names
    no: Names


def finder_of(key: str, number: str) -> str:
    """By what the facts of this card's owner are found. Takes a tenth of a second, by design."""
    return _secret(key, "finder", number)


def opener_of(key: str, number: str, issued: str) -> str:
    """What opens them; `issued` is the date of issue as the card says it. Takes as long."""
    return _secret(key, "opener", f"{number}|{issued}")


def _secret(key: str, purpose: str, text: str) -> str:
    salt = bytes.fromhex(key) + purpose.encode()
    return hashlib.scrypt(text.encode(), salt=salt, **WORK).hex()
