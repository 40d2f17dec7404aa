"""The data as shipped, read once; and folders with something wrong in them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiosk.procedures.model import Library
from kiosk.procedures.reading import FOLDER, load_library
from kiosk.procedures.search import Search

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def shipped() -> Library:
    return load_library()


@lru_cache(maxsize=1)
def shipped_search() -> Search:
    return Search(shipped())


def phrasings(half: str) -> list[tuple[str, str]]:
    rows = json.loads((HERE / f"phrasings_{half}.json").read_text(encoding="utf-8"))
    return [(row["say"], row["code"]) for row in rows]


def a_copy(folder: Path) -> Path:
    """The shipped procedures in a folder of their own, to be broken."""
    return Path(shutil.copytree(FOLDER, folder / "procedures"))


def change(path: Path, how: Callable[[dict[str, Any]], Any]) -> None:
    values = json.loads(path.read_text(encoding="utf-8"))
    how(values)
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
