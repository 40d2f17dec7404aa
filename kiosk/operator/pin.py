"""The operator's PIN: a digest on disk that only this device's credential makes usable, and a lock that grows."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.clock import Clock
from kiosk.files import write_whole
from queue_server.contract.pins import PIN, new_salt, pin_digest

PIN_FILE = "operator.json"
FREE_TRIES = 3
FIRST_LOCK_SECONDS = 30.0
LONGEST_LOCK_SECONDS = 3600.0

log = logging.getLogger("kiosk.operator")


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    LOCKED = "locked"
    NOT_SET = "not_set"


@dataclass(frozen=True, slots=True)
class Tried:
    """`seconds` until the next try is looked at, 0 for at once."""

    verdict: Verdict
    seconds: int = 0


class PinLock:
    """One file: salt, digest, and how many tries went wrong in a row. Tries outlive a restart, and so does the lock.

    May be used from several threads.
    """

    def __init__(self, path: Path, token: str, clock: Clock) -> None:
        self._path, self._clock = path, clock
        self._one_at_a_time = threading.Lock()
        self._token = hashlib.sha256(token.encode()).digest()
        self._locked_until = clock.since_boot() + lock_seconds(int(self._facts().get("failures", 0)))

    def set(self, pin: str) -> None:
        """Raises ValueError for what is no PIN, OSError when the disk does not take it."""
        if not PIN.fullmatch(pin):
            raise ValueError("a PIN has 6 to 12 digits")
        salt = new_salt()
        self.take(salt.hex(), self._digest(pin, salt).hex())

    def take(self, salt: str, digest: str) -> None:
        """A PIN that was digested elsewhere for this device. The lock is open again. Raises OSError."""
        with self._one_at_a_time:
            self._write({"salt": salt, "digest": digest, "failures": 0})
            self._locked_until = 0.0

    @property
    def is_set(self) -> bool:
        return "digest" in self._facts()

    def state(self) -> Tried:
        """Whether a try would be looked at now."""
        if "digest" not in self._facts():
            return Tried(Verdict.NOT_SET)
        left = self._locked_until - self._clock.since_boot()
        return Tried(Verdict.LOCKED, int(left) + 1) if left > 0 else Tried(Verdict.WRONG)

    def try_pin(self, pin: str) -> Tried:
        """Counted before it is checked: pulling the plug gives no free tries."""
        with self._one_at_a_time:
            return self._try(pin)

    def _try(self, pin: str) -> Tried:
        before = self.state()
        if before.verdict in (Verdict.NOT_SET, Verdict.LOCKED):
            return before
        facts = self._facts()
        failures = int(facts.get("failures", 0)) + 1
        self._write(facts | {"failures": failures})
        if hmac.compare_digest(self._digest(pin, bytes.fromhex(str(facts["salt"]))).hex(), str(facts["digest"])):
            self._write(facts | {"failures": 0})
            return Tried(Verdict.RIGHT)
        log.warning("a wrong PIN, number %d in a row", failures)
        self._locked_until = self._clock.since_boot() + lock_seconds(failures)
        after = self.state()
        return Tried(Verdict.WRONG, after.seconds)

    def _digest(self, pin: str, salt: bytes) -> bytes:
        return pin_digest(pin, salt, self._token)

    def _facts(self) -> dict[str, str | int]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return dict(found)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError):
            log.exception("%s cannot be used: set the PIN again", self._path.name)
            return {}

    def _write(self, facts: dict[str, str | int]) -> None:
        write_whole(self._path, json.dumps(facts).encode())


def lock_seconds(failures: int) -> float:
    """How long the corner stays shut after so many wrong tries in a row."""
    if failures < FREE_TRIES:
        return 0.0
    return min(LONGEST_LOCK_SECONDS, FIRST_LOCK_SECONDS * 2.0 ** min(failures - FREE_TRIES, 20))
