"""`python -m kiosk check-data`: every mistake in the data a kiosk shows, by file and key."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kiosk.clock import today
from kiosk.forms.check import lacking_in_office
from kiosk.procedures.checks import ASSETS, CHECKS, all_mistakes, warnings
from kiosk.procedures.model import Mistake


def main(arguments: list[str]) -> int:
    """0 when nothing is wrong, 1 when something is. Warnings go to stderr and change nothing."""
    options = _parser().parse_args(arguments)
    mistakes = all_mistakes(options.assets)
    if options.office is not None:
        told = lacking_in_office(options.office, options.assets / "forms")
        mistakes += [Mistake(options.office.name, key, why) for key, why in told]
    for mistake in mistakes:
        sys.stdout.write(f"{mistake}\n")
    for warning in warnings(options.assets, today()):
        sys.stderr.write(f"warning: {warning}\n")
    sys.stdout.write(f"{len(mistakes)} mistakes in {', '.join(CHECKS)}\n")
    return 1 if mistakes else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kiosk check-data", description="Check the data that a kiosk shows.")
    parser.add_argument("--assets", type=Path, default=ASSETS, metavar="DIR", help="instead of our own assets folder")
    parser.add_argument("--office", type=Path, metavar="FILE.toml", help="look at the description of this office too")
    return parser
