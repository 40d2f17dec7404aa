"""The operator's PIN: a digest on disk that only this device's credential makes usable, and a lock that grows."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import re
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kiosk.clock import Clock
from kiosk.files import write_whole

PIN_FILE = "operator.json"
PIN = re.compile(r"[0-9]{6,12}", re.ASCII)
FREE_TRIES = 3
FIRST_LOCK_SECONDS = 30.0
LONGEST_LOCK_SECONDS = 3600.0
WORK = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
"""scrypt with 16 MiB: some 50 ms here. The device's token in the salt is what makes guessing hopeless without it."""

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
    """One file: salt, digest, and how many tries went wrong in a row. Tries outlive a restart, and so does the lock."""

    def __init__(self, path: Path, token: str, clock: Clock) -> None:
        self._path, self._clock = path, clock
        self._token = hashlib.sha256(token.encode()).digest()
        self._locked_until = clock.since_boot() + lock_seconds(int(self._facts().get("failures", 0)))

    def set(self, pin: str) -> None:
        """Raises ValueError for what is no PIN, OSError when the disk does not take it."""
        if not PIN.fullmatch(pin):
            raise ValueError("a PIN has 6 to 12 digits")
        salt = secrets.token_bytes(16)
        self._write({"salt": salt.hex(), "digest": self._digest(pin, salt).hex(), "failures": 0})
        self._locked_until = 0.0

    def state(self) -> Tried:
        """Whether a try would be looked at now."""
        if "digest" not in self._facts():
            return Tried(Verdict.NOT_SET)
        left = self._locked_until - self._clock.since_boot()
        return Tried(Verdict.LOCKED, int(left) + 1) if left > 0 else Tried(Verdict.WRONG)

    def try_pin(self, pin: str) -> Tried:
        """Counted before it is checked: pulling the plug gives no free tries."""
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
        return hashlib.scrypt(pin.encode(), salt=salt + self._token, **WORK)

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
