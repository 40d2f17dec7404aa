"""Keys that stand outside the database: whoever gets a copy of that alone can read nothing that is sealed.

Each is 32 random bytes in a file of its own, readable by the server's account only. To erase a key is to erase all that
was sealed with it, in every backup of the database too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = re.compile(r"[a-z]+-[0-9a-f-]{4,40}")
KEY_BYTES = 32
SUFFIX = ".key"
NONCE_BYTES = 12


class Keys:
    """The folder of keys. Not for two processes at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> bytes:
        """The key of that name, made if there is none yet; it is on the disk before anything is sealed with it."""
        path = self._path(name)
        if not path.exists():
            self._make(path)
        return path.read_bytes()

    def find(self, name: str) -> bytes | None:
        path = self._path(name)
        return path.read_bytes() if path.exists() else None

    def names(self, kind: str) -> list[str]:
        """The names of a kind (what stands before the dash), oldest first."""
        return sorted(path.stem for path in self._folder.glob(f"{kind}-*{SUFFIX}"))

    def erase(self, name: str) -> None:
        """Destroy the key; what was sealed with it is noise from here on, wherever a copy of it lies."""
        path = self._path(name)
        if not path.exists():
            return
        with path.open("r+b") as file:
            file.write(bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        self._settle()

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise ValueError(f"not the name of a key: {name!r}")
        return self._folder / f"{name}{SUFFIX}"

    def _make(self, path: Path) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        self._settle()

    def _settle(self) -> None:
        """That a file came or went is on the disk too."""
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def seal(key: bytes, bound_to: str, plain: bytes) -> bytes:
    """Encrypt with AES-256-GCM; only what names the same `bound_to` opens it, so it cannot be moved to another row."""
    nonce = token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, bound_to: str, sealed: bytes) -> bytes | None:
    """What was sealed; None when this key does not open it, or it was changed."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
    except InvalidTag:
        return None
