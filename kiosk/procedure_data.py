"""The procedures of this kiosk: read once, watched for what staff must know about them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

from kiosk.clock import today
from kiosk.finding import Guide
from kiosk.procedures.model import Library
from kiosk.procedures.reading import FOLDER, load_library
from queue_server.contract.forms.book import load_book

BROKEN = "procedures_broken"
OUTDATED = "procedures_outdated"

log = logging.getLogger("kiosk.procedures")


class ProcedureData:
    """`read` once, on any thread; `warning` as often as wished, on another."""

    def __init__(self, folder: Path = FOLDER, this_day: Callable[[], date] = today) -> None:
        self._folder = folder
        self._this_day = this_day
        self._library: Library | None = None

    def read(self) -> Guide:
        """Everything that can be read; each mistake goes to the log once, with its file and key."""
        library = load_library(self._folder)
        for mistake in library.mistakes:
            log.warning("left out: %s", mistake)
        self._library = library
        book = load_book()
        for line in book.mistakes:
            log.warning("form left out: %s", line)
        return Guide.over(library, book)

    def warning(self) -> str | None:
        """What staff should hear about the data, as a code; a citizen never does."""
        if self._library is None:
            return None
        if self._library.mistakes:
            return BROKEN
        return OUTDATED if self._library.outdated(self._this_day()) else None
