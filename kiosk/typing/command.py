"""`./run kiosk type`: keystrokes in, text out, a line each; what the touch keyboard makes of them."""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Sequence
from typing import BinaryIO

from kiosk.typing.entry import Way, type_line
from kiosk.typing.methods import Method
from kiosk.typing.syllables import ToneStyle


def main(arguments: Sequence[str]) -> int:
    """Read standard input to its end and return 0. Bytes that are not UTF-8 become the replacement character."""
    options = _parser().parse_args(arguments)
    type_lines(sys.stdin.buffer, sys.stdout.buffer, Way(Method(options.method), ToneStyle(options.tone_style)))
    return 0


def type_lines(keystrokes: BinaryIO, out: BinaryIO, way: Way) -> None:
    """One line of UTF-8 out for each line in, at once."""
    for line in keystrokes:
        keys = unicodedata.normalize("NFC", line.decode("utf-8", errors="replace")).rstrip("\r\n")
        out.write(type_line(keys, way).encode() + b"\n")
        out.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk type",
        description="Keystrokes on standard input, a line at a time; the text they make on standard output.",
    )
    parser.add_argument("--method", choices=(Method.TELEX.value, Method.VNI.value), default=Method.TELEX.value)
    parser.add_argument(
        "--tone-style", choices=[one.value for one in ToneStyle], default=ToneStyle.OLD.value, help="hòa or hoà"
    )
    return parser
