"""Keys that stand outside the database: whoever gets a copy of that alone can read nothing that is sealed.

Each is 32 random bytes in a file of its own, readable by the server's account only. To erase a key is to erase all that
was sealed with it, in every backup of the database too.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from secrets import token_bytes

NAME = re.compile(r"[a-z]+-[0-9-]{4,10}")
KEY_BYTES = 32
SUFFIX = ".key"


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
        self._path(name).unlink(missing_ok=True)

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
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
