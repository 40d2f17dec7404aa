"""What an operation works with: the database inside its savepoint, the hall, the moment, and a place for facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from queue_server.domain.catalog import Catalog
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import Fact
from queue_server.domain.hall import CounterNow, Hall, moment
from queue_server.domain.visit import State, Visit
from queue_server.store import counters, forecasts, journal, visits
from queue_server.store.database import Connection


@dataclass(slots=True)
class Work:
    """Everything here is undone together when the operation raises: rows by the savepoint, the hall by `undo`."""

    db: Connection
    hall: Hall
    head: journal.JournalHead
    now: datetime
    recorded: list[journal.Recorded] = field(default_factory=list)
    _undo: list[Callable[[], None]] = field(default_factory=list)

    @property
    def catalog(self) -> Catalog:
        return self.hall.catalog

    @property
    def office_id(self) -> str:
        return self.catalog.office.id

    @property
    def moment(self) -> float:
        """Now, as the hall counts it."""
        return moment(self.now)

    @property
    def today(self) -> date:
        return self.catalog.office.business_date(self.now)

    def tell(self, fact: Fact, day: date | None = None) -> journal.Recorded:
        """Write a fact into the journal of `day` (today if none); it is published after the commit."""
        recorded = journal.append(self.db, self.head, self.office_id, day or self.today, fact, self.now)
        self.recorded.append(recorded)
        return recorded

    def visit(self, visit_id: str) -> Visit:
        found = visits.find(self.db, visit_id)
        if found is None:
            raise Refused(Refusal.UNKNOWN_VISIT, visit_id=visit_id)
        return found

    def counter(self, counter_id: str) -> CounterNow:
        counter = self.hall.counters.get(counter_id)
        if counter is None:
            raise Refused(Refusal.UNKNOWN_COUNTER, counter_id=counter_id)
        return counter

    def place(self, visit: Visit, before: Visit | None = None) -> None:
        """Move a visit in the hall."""
        back = (lambda: self.hall.place(before)) if before else (lambda: self.hall.remove(visit.visit_id))
        self._undo.append(back)
        self.hall.place(visit)

    def save(self, visit: Visit, before: Visit) -> None:
        """Write a moved visit and move it in the hall."""
        visits.save(self.db, visit, before)
        self._keep_outcome(visit, before)
        self.place(visit, before)

    def count_overtakes(self, visit_ids: Iterable[str]) -> None:
        passed = tuple(visit_ids)
        visits.count_overtakes(self.db, passed)
        self._undo.append(lambda: self.hall.count_overtakes(passed, by=-1))
        self.hall.count_overtakes(passed)

    def change_counter(self, counter_id: str, **changes: Any) -> CounterNow:
        """Write a counter's new state and keep it in the hall."""
        before = self.counter(counter_id)
        after = replace(before, **changes)
        counters.save(self.db, after)
        self._undo.append(lambda: self.hall.counters.update({counter_id: before}))
        self.hall.counters[counter_id] = after
        return after

    def _keep_outcome(self, visit: Visit, before: Visit) -> None:
        """When a call is answered, what the ticket said can be judged; somebody who was absent waited by choice."""
        answered = before.state is State.CALLED and visit.legs[before.leg_no - 1].waited != before.leg.waited
        if answered and before.leg.called_at is not None and not before.absences:
            forecasts.keep_outcome(self.db, visit, before.leg_no, before.leg.called_at)

    def undo(self) -> None:
        """Put the hall back as it was, last change first."""
        while self._undo:
            self._undo.pop()()
