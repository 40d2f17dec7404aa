"""The operator's PIN of a kiosk, as server and kiosk both work its digest out: the PIN itself is kept nowhere."""

from __future__ import annotations

import hashlib
import re
import secrets

PIN = re.compile(r"[0-9]{6,12}", re.ASCII)
SALT_BYTES = 16
WORK = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
"""scrypt with 16 MiB: some 50 ms. The device's token in the salt is what makes guessing hopeless without it."""


def new_salt() -> bytes:
    return secrets.token_bytes(SALT_BYTES)


def pin_digest(pin: str, salt: bytes, token_digest: bytes) -> bytes:
    """`token_digest`: SHA-256 of the device's token, which both ends know and nobody else."""
    return hashlib.scrypt(pin.encode(), salt=salt + token_digest, **WORK)
