"""`./run kiosk read-card`: what a scanner sent, a line each, and what the kiosk makes of it, as JSON, a line each."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from kiosk.cards.reading import LONGEST, read_card
from kiosk.cards.words import sentence_for
from kiosk.clock import today
from kiosk.i18n import Words, load_words

LINE_BYTES = LONGEST * 4


def main(arguments: Sequence[str]) -> int:
    """One JSON object for each line of standard input, in its order, at once. Returns 0 whatever the lines hold."""
    options = _parser().parse_args(arguments)
    words, day = load_words(options.language), options.today or today()
    for line in lines_of(sys.stdin.buffer):
        answer = json.dumps(describe(line.decode("utf-8", errors="replace"), day, words), ensure_ascii=False)
        sys.stdout.buffer.write(answer.encode() + b"\n")
        sys.stdout.buffer.flush()
    return 0


def describe(payload: str, day: date, words: Words) -> dict[str, Any]:
    """`verdict`, `code`, `message`, `fields` (none if rejected), `kind` of what is no card, and all `warnings`."""
    reading = read_card(payload, day)
    return {
        "verdict": reading.verdict,
        "code": reading.code,
        "message": words.say(sentence_for(reading)),
        "fields": reading.card.fields if reading.card else {},
        "kind": reading.kind,
        "warnings": list(reading.warnings),
    }


def lines_of(source: BinaryIO) -> Iterator[bytes]:
    """Lines of any length, each cut to what can matter: garbage without an end fills no memory."""
    while line := source.readline(LINE_BYTES):
        rest = line
        while not rest.endswith(b"\n") and (rest := source.readline(LINE_BYTES)):
            pass
        yield line


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk read-card", description="Scanned codes on standard input, a line each; verdicts on standard output."
    )
    parser.add_argument("--language", choices=("vi", "en"), default="vi", help="of the messages")
    parser.add_argument("--today", type=date.fromisoformat, metavar="YYYY-MM-DD", help="judge as on this day")
    return parser
