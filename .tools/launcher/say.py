"""What the person at the terminal reads. On stderr: the standard output belongs to the program that is started."""

import sys


class Stop(Exception):
    """Nothing more can be done; the text says why and what to type."""


def say(text: str = "") -> None:
    print(text, file=sys.stderr, flush=True)


def progress(text: str) -> None:
    """A line that the next one writes over on a terminal, and that is left out elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def end_progress() -> None:
    progress("")
