"""What the kiosk knows while somebody looks for a procedure and reads about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.procedures.model import Library, Procedure, Topic
from kiosk.procedures.search import Search
from queue_server.contract.forms.book import Book

LONGEST_QUERY = 80


class Shelf(StrEnum):
    """The three ways of finding a procedure without typing."""

    MOST_USED = "most_used"
    LIFE_EVENTS = "life_events"
    FIELDS = "fields"


class ChecklistPaper(StrEnum):
    NONE = "none"
    PRINTING = "printing"
    PRINTED = "printed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """The procedures, the index over them, and the declarations that can be made here: read once, at the start."""

    library: Library
    search: Search
    book: Book | None = None

    @classmethod
    def over(cls, library: Library, book: Book | None = None) -> Guide:
        return cls(library, Search(library), book)

    def topics(self, shelf: Shelf) -> tuple[Topic, ...]:
        """The topics of a shelf that have procedures; the most used are no topics."""
        topics = {Shelf.LIFE_EVENTS: self.library.life_events, Shelf.FIELDS: self.library.fields}.get(shelf, ())
        return tuple(topic for topic in topics if topic.codes)

    def topic(self, topic_id: str) -> Topic | None:
        every = self.library.life_events + self.library.fields
        return next((topic for topic in every if topic.id == topic_id and topic.codes), None)

    def procedures(self, codes: tuple[str, ...]) -> tuple[Procedure, ...]:
        return tuple(self.library.procedures[code] for code in codes)


@dataclass(frozen=True, slots=True)
class Finding:
    """How far somebody has got. `ticked` are the papers at hand, by their place in the list.

    `query` is what was typed, None on the ways without typing; `results` are the codes found by it, best first.
    """

    shelf: Shelf = Shelf.MOST_USED
    topic_id: str | None = None
    query: str | None = None
    results: tuple[str, ...] = ()
    code: str | None = None
    ticked: frozenset[int] = field(default_factory=frozenset)
    copies: int = 1
    pages: int = 1
    paper: ChecklistPaper = ChecklistPaper.NONE

    def about(self, code: str) -> Finding:
        """The same way here, another procedure: nothing ticked or counted yet."""
        return Finding(self.shelf, self.topic_id, self.query, self.results, code)
