"""`python -m kiosk find "khai shin"`: the procedures that fit, as JSON, and nothing else."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kiosk.procedures.reading import FOLDER, load_library
from kiosk.procedures.search import MOST_RESULTS, Search


def main(arguments: list[str]) -> int:
    """Write a list of {code, name, score}, best first, to stdout. 0 also when nothing fits."""
    options = _parser().parse_args(arguments)
    library = load_library(options.data)
    for mistake in library.mistakes:
        sys.stderr.write(f"left out: {mistake}\n")
    found = Search(library).find(" ".join(options.text), options.limit)
    rows = [{"code": one.procedure.code, "name": one.procedure.name, "score": one.score} for one in found]
    json.dump(rows, sys.stdout, ensure_ascii=False)
    sys.stdout.write("\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk find", description="Find a procedure by everyday words.")
    parser.add_argument("text", nargs="+", help="what a citizen would type")
    parser.add_argument("--limit", type=int, default=MOST_RESULTS, help=f"at most so many ({MOST_RESULTS})")
    parser.add_argument("--data", type=Path, default=FOLDER, metavar="DIR", help="instead of assets/procedures")
    return parser
