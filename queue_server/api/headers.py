"""Reads a request's header lines: strictly, and without the mail parser that the standard library takes for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

LONGEST_LINE = 16 * 1024
MOST_LINES = 100
LINE = re.compile(rb"([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([^\x00\r\n]*?)[ \t]*\r?\n")
"""A token, a colon at once after it, a value on the same line (RFC 9112: a folded line is refused)."""

ONLY_ONCE = frozenset({"content-length", "transfer-encoding", "host"})
"""Two of these may be read differently by a proxy and by us: the request is refused."""


class Reader(Protocol):
    def readline(self, limit: int, /) -> bytes: ...


class Headers:
    """What gevent's handler asks of headers. `status` is empty, or says why they cannot be read."""

    def __init__(self, lines: Reader) -> None:
        self.status = ""
        self._pairs: list[tuple[str, str]] = []
        self._first: dict[str, str] = {}
        self._read(lines)

    def get(self, name: str, default: str | None = None) -> str | None:
        return self._first.get(name.lower(), default)

    getheader = get

    def __delitem__(self, name: str) -> None:
        del self._first[name.lower()]
        self._pairs = [pair for pair in self._pairs if pair[0].lower() != name.lower()]

    @property
    def headers(self) -> Iterator[str]:
        return (f"{name}: {value}\r\n" for name, value in self._pairs)

    @property
    def typeheader(self) -> str | None:
        return self.get("content-type")

    def _read(self, lines: Reader) -> None:
        for _ in range(MOST_LINES + 1):
            line = lines.readline(LONGEST_LINE)
            if line in (b"\r\n", b"\n", b""):
                return
            self._add(line)
            if self.status:
                return
        self.status = "too many header lines"

    def _add(self, line: bytes) -> None:
        match = LINE.fullmatch(line)
        if match is None:
            self.status = "a header line cannot be read"
            return
        name, value = match[1].decode("ascii"), match[2].decode("latin-1")
        key = name.lower()
        if key in ONLY_ONCE and key in self._first:
            self.status = f"{key} twice"
        self._first.setdefault(key, value)
        self._pairs.append((name, value))
