"""What the crowd was told, against what the database holds."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Books:
    """`answered`: every answer that any of the crowd got. `visits` by request id and `numbers` by series: the database.
    `calls`: how often each visit was called by an engine.
    """

    answered: list[dict[str, Any]]
    visits: dict[str, tuple[str, str]]
    numbers: dict[str, list[int]]
    calls: Counter[str]

    @property
    def acknowledged(self) -> list[dict[str, Any]]:
        """Tickets that somebody went home with."""
        return [one for one in self.answered if one["kind"] == "ticket" and one["status"] in (200, 201)]

    def lost(self) -> list[str]:
        """Request ids of tickets that were acknowledged and are not there, or are there as another visit or number."""
        return [
            one["request_id"]
            for one in self.acknowledged
            if self.visits.get(one["request_id"]) != (one["visit_id"], one["ticket_number"])
        ]

    def doubled(self) -> list[str]:
        """Numbers that were given to more than one request."""
        given = Counter(one["ticket_number"] for one in self.acknowledged)
        return [number for number, count in given.items() if count > 1]

    def skipped(self) -> list[str]:
        """Series whose numbers are not 1, 2, 3 and so on."""
        return [series for series, numbers in self.numbers.items() if numbers != list(range(1, len(numbers) + 1))]

    def called_twice(self) -> list[str]:
        """Visits called more than once, as the database says or as the desks were told."""
        told = Counter(one["visit_id"] for one in self.answered if one["kind"] == "call" and one["status"] == 200)
        return [visit for counts in (self.calls, told) for visit, count in counts.items() if count > 1]

    def faults(self) -> list[dict[str, Any]]:
        """Answers that nobody should get: faults of the server, and refusals but of a call when nobody waits."""
        fine = (200, 201)
        return [one for one in self.answered if one["status"] not in fine and one["type"] != "nobody_waiting"]


def read_books(database: Path, *outs: Path) -> Books:
    answered = [json.loads(line) for out in outs for line in out.read_text("utf-8").splitlines()]
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        visits = {
            row[0]: (row[1], row[2]) for row in db.execute("select request_id, visit_id, ticket_number from visit")
        }
        numbers: dict[str, list[int]] = {}
        for series, number in db.execute("select series, number from visit order by series, number"):
            numbers.setdefault(series, []).append(number)
        calls = Counter(row[0] for row in db.execute("select visit_id from call where kind = 'engine'"))
    return Books(answered, visits, numbers, calls)
