"""Cuts what a scanner sends into codes. Pure: bytes in, codes out, and it never grows beyond one code."""

from __future__ import annotations

import re

LONGEST = 4096
"""Bytes. A citizen card is a few hundred. Of a longer code so much and one byte more is kept, which tells its reader
that it is too long."""

ENDS = re.compile(rb"[\r\n]")


class CodeSplitter:
    """Codes end with CR, LF or both. Bytes are decoded only when a code is whole: a pause may fall inside a letter."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._longest = longest
        self._begun = bytearray()

    @property
    def is_within_code(self) -> bool:
        return bool(self._begun)

    def feed(self, data: bytes) -> list[str]:
        """The codes that these bytes complete, in order; empty ones are left out."""
        *ended, rest = ENDS.split(data)
        codes = []
        for piece in ended:
            self._keep(piece)
            codes += self.flush()
        self._keep(rest)
        return codes

    def flush(self) -> list[str]:
        """The code begun, as for a scanner that sends no line end; nothing if none was."""
        code, self._begun = bytes(self._begun), bytearray()
        return [code.decode("utf-8", errors="replace")] if code else []

    def _keep(self, piece: bytes) -> None:
        self._begun += piece[: self._longest + 1 - len(self._begun)]
