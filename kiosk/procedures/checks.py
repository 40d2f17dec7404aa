"""What `check-data` looks at. A new kind of data joins by a line in `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from kiosk.forms.check import lacking_in_office, mistakes_in_forms
from kiosk.procedures.model import Mistake
from kiosk.procedures.reading import load_library

ASSETS = Path(__file__).resolve().parents[2] / "assets"

Check = Callable[[Path], Iterable[Mistake]]
"""Reads its part of the assets folder it is given and says every mistake; it never raises for what stands there."""


def check_procedures(assets: Path) -> Iterable[Mistake]:
    """Every file of `procedures`: shapes, codes that exist, dates, and texts in both languages."""
    library = load_library(assets / "procedures")
    yield from library.mistakes
    for procedure in library.procedures.values():
        texts = {"title": procedure.title, "about": procedure.about, "result": procedure.result}
        texts |= {f"documents[{at}]": one.name for at, one in enumerate(procedure.documents)}
        for key, names in texts.items():
            if "en" not in names:
                yield Mistake(f"{procedure.code}.json", f"{key}.en", "is missing")


def warnings(assets: Path, today: date) -> Iterable[Mistake]:
    """What staff should look at, though nothing is wrong with the files: data past their last day."""
    for procedure in load_library(assets / "procedures").outdated(today):
        days = f"{procedure.valid.first:%d/%m/%Y}–{procedure.valid.last:%d/%m/%Y}"
        yield Mistake(
            f"{procedure.code}.json", "valid", f"not in force on {today:%d/%m/%Y}, only {days}: check it anew"
        )


def check_forms(assets: Path) -> Iterable[Mistake]:
    """Every declaration, and that its paper shows each of its fields."""
    for line in mistakes_in_forms(assets / "forms"):
        yield Mistake(*line.split(": ", 2))


def check_offices(assets: Path) -> Iterable[Mistake]:
    """Every description of an office: that it says of itself what the forms say of it."""
    for path in sorted((assets / "config").glob("*office*.toml")):
        for key, why in lacking_in_office(path, assets / "forms"):
            yield Mistake(path.name, key, why)


CHECKS: dict[str, Check] = {"procedures": check_procedures, "forms": check_forms, "config": check_offices}
"""By the name of the folder in `assets`."""


def all_mistakes(assets: Path = ASSETS) -> list[Mistake]:
    """What every check finds, in the order of the checks."""
    return [mistake for check in CHECKS.values() for mistake in check(assets)]
