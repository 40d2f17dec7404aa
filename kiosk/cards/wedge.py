"""Tells a scanner that types like a keyboard from a person who types. Pure: keys and their times in, codes out."""

from __future__ import annotations

FAST_SECONDS = 0.05
"""Between two keys of a scanner; a person is slower, or fast for a few keys only."""

LEAST_KEYS = 10
LONGEST = 4096


class Wedge:
    """Collects keys that come fast one after the other; `at` is seconds of a clock that never goes back."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._last_at = float("-inf")

    def begins_at(self, at: float) -> bool:
        """Whether a key at this time would begin anew, rather than go on with what came fast before it."""
        return at - self._last_at > FAST_SECONDS or not self._keys

    def key(self, text: str, at: float) -> None:
        if self.begins_at(at):
            self._keys = []
        # One more than the longest is kept, so that whoever reads it sees that it is too long.
        self._keys += text[: LONGEST + 1 - len(self._keys)]
        self._last_at = at

    def is_scan(self, at: float) -> bool:
        """Whether a line end at this time ends a scan."""
        return len(self._keys) >= LEAST_KEYS and not self.begins_at(at)

    def end(self, at: float) -> str | None:
        """The code, when this line end ends one; what came before is forgotten either way."""
        code = "".join(self._keys) if self.is_scan(at) else None
        self._keys = []
        return code
