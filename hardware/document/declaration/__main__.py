"""`python -m hardware.document.declaration`: one sheet of JSON on standard input, one PDF on standard output.

A process of its own, so that a server's memory and time are not the paper's, and so that what a citizen declared goes
through pipes only: nothing is written anywhere.
"""

from __future__ import annotations

import json
import sys
from datetime import date

from hardware.document.declaration import FOLDER, Filled, PaperError, draw_declaration, load_paper

UNUSABLE = 2


def main() -> int:
    """`{form, title, words, rows, place, on, mark}` → PDF. 2, and why on standard error, when the layout is broken."""
    asked = json.load(sys.stdin.buffer)
    try:
        paper = load_paper(FOLDER / f"{asked['form']}.json")
    except PaperError as why:
        print(why, file=sys.stderr)
        return UNUSABLE
    on, place = date.fromisoformat(asked["on"]), asked["place"]
    filled = Filled(asked["words"], asked["rows"], place=place, on=on, mark=asked["mark"])
    sys.stdout.buffer.write(draw_declaration(paper, filled, asked["title"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
