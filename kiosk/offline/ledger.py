"""Every number that this kiosk gave by itself: on disk before its paper is printed, until the server has it.

One line for each fact, added and synced. A line that a crash cut short was not acted upon, and is cut off at the next
start. What a citizen claimed stands in it encrypted; see the README of this folder.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.files import sync_folder, write_whole
from kiosk.offline.lending import Given
from kiosk.offline.true_time import Reading

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

REFUSED = "refused"
SEALED = ("service_id", "priority_class", "language", "delivery", "online")

log = logging.getLogger("kiosk.offline")

Line = dict[str, Any]


@dataclass(slots=True)
class _Book:
    """What the lines of the file add up to."""

    ledger_id: str
    used: dict[str, int] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    unsent: dict[str, Given] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    size: int = 0
    is_sound: bool = True


class Ledger:
    """Safe to use from several threads. Each change is on disk before the call returns; else it raises OSError."""

    def __init__(self, folder: Path) -> None:
        self._path, self._key = folder / "ledger.jsonl", folder / "ledger.key"
        self._lock = threading.Lock()
        self._book = _Book(uuid.uuid4().hex)
        if self._path.exists():
            self._read(self._path.read_bytes())
        else:
            self._rewrite()

    @property
    def ledger_id(self) -> str:
        return self._book.ledger_id

    def used(self, day: date) -> int:
        """The highest number given for that day, 0 for none."""
        return self._book.used.get(day.isoformat(), 0)

    def unsent(self) -> list[Given]:
        """What the server has not heard of, in the order in which it was given."""
        with self._lock:
            return list(self._book.unsent.values())

    def refused(self) -> list[str]:
        """Numbers that the server would not take: a person must look after them."""
        return list(self._book.refused)

    def find(self, request_id: str) -> Given | None:
        return self._book.unsent.get(request_id)

    def give(self, given: Given) -> None:
        """Note that a number is given away. Only after this may it be shown or printed."""
        plain = asdict(given)
        secret = {name: plain.pop(name) for name in SEALED}
        with self._lock:
            sealed = self._cipher().encrypt(json.dumps(secret).encode()).decode("ascii")
            self._append({"given": plain, "sealed": sealed})
            self._note(given)

    def note_paper(self, request_id: str, outcome: str) -> None:
        """What became of the paper of a number, as in the print ledger; of one that is settled nothing is kept."""
        with self._lock:
            if request_id in self._book.unsent:
                self._append({"paper": {request_id: outcome}})
                self._book.papers[request_id] = outcome

    def paper(self, request_id: str) -> str | None:
        return self._book.papers.get(request_id)

    def settle(self, outcomes: Mapping[str, str]) -> None:
        """The server has answered for these requests. Once it has for all, what they claimed is destroyed."""
        with self._lock:
            self._append({"settled": dict(outcomes)})
            self._drop(outcomes)
            if not self._book.unsent:
                self._forget_people()

    def _note(self, given: Given) -> None:
        day = given.day.isoformat()
        self._book.used[day] = max(given.number, self._book.used.get(day, 0))
        self._book.unsent[given.request_id] = given

    def _drop(self, outcomes: Mapping[str, str]) -> None:
        for request_id, outcome in outcomes.items():
            given = self._book.unsent.pop(request_id, None)
            self._book.papers.pop(request_id, None)
            if given is not None and outcome == REFUSED:
                self._book.refused.append(given.ticket_number)

    def _forget_people(self) -> None:
        last = sorted(self._book.used)[-2:]
        self._book.used = {day: self._book.used[day] for day in last}
        self._rewrite()
        self._key.unlink(missing_ok=True)
        sync_folder(self._key.parent)

    # The file

    def _append(self, line: Line) -> None:
        content = json.dumps(line, default=str).encode() + b"\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        try:
            if os.write(handle, content) != len(content):
                raise OSError("the disk is full")
            os.fsync(handle)
        except OSError:
            # Half a line would swallow the next one.
            os.ftruncate(handle, self._book.size)
            raise
        finally:
            os.close(handle)
        self._book.size += len(content)

    def _rewrite(self) -> None:
        content = json.dumps(self._head()).encode() + b"\n"
        write_whole(self._path, content)
        self._book.size = len(content)

    def _cipher(self) -> Fernet:
        # Needed in an outage only: a kiosk starts without it.
        from cryptography.fernet import Fernet

        if not self._key.exists():
            write_whole(self._key, Fernet.generate_key())
        return Fernet(self._key.read_bytes())

    def _read(self, content: bytes) -> None:
        """Add the lines up. A damaged one makes this another ledger: which numbers it held is not known."""
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            os.truncate(self._path, len(whole))
        self._book.size = len(whole)
        found = self._book.ledger_id
        for line in _lines(whole):
            self._take(line)
        if found == self._book.ledger_id or not self._book.is_sound:
            self._append(self._head())

    def _head(self) -> Line:
        return {"ledger_id": self._book.ledger_id, "used": self._book.used, "refused": self._book.refused[-20:]}

    def _take(self, line: Line) -> None:
        if "ledger_id" in line:
            self._book.ledger_id, self._book.is_sound = line["ledger_id"], True
            self._book.used, self._book.refused = dict(line["used"]), list(line["refused"])
        elif "given" in line:
            self._remember(line)
        elif "settled" in line:
            self._drop(line["settled"])
        elif "paper" in line:
            self._book.papers |= line["paper"]
        else:
            self._book.ledger_id, self._book.is_sound = uuid.uuid4().hex, False

    def _remember(self, line: Line) -> None:
        from cryptography.fernet import InvalidToken

        try:
            self._note(self._given(line))
        except InvalidToken:
            # The number is given and stays so; what was asked for is lost with the key, and a person must be asked.
            log.exception("the key of the ledger is gone: %s cannot be handed in", line["given"]["ticket_number"])
            self._book.used[line["given"]["day"]] = line["given"]["number"]
            self._book.refused.append(line["given"]["ticket_number"])

    def _given(self, line: Line) -> Given:
        plain = line["given"]
        secret = json.loads(self._cipher().decrypt(line["sealed"].encode("ascii")))
        at = plain["at"]
        reading = Reading(at["boot"], at["since_boot"], _moment(at["wall"]), _moment(at["office"]))
        return Given(**{**plain, **secret, "day": date.fromisoformat(plain["day"]), "at": reading})


def _lines(content: bytes) -> Iterator[Line]:
    """The facts in order; `{}` for a line that no machine of ours wrote."""
    for text in content.splitlines():
        try:
            line = json.loads(text)
            yield line if isinstance(line, dict) else {}
        except ValueError:
            log.exception("a line of the ledger is damaged and is left out")
            yield {}


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
