"""What one call costs while five hundred people wait: reading, deciding, and writing it down with everyone passed over.

The office is the demo office, under each of the product's orders; the hall is as full again for every call. `ms` is
without the disk, which costs a call in an empty hall as much and stands beside it; `processor_ms` is what a machine
that does nothing else would show.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import fmean, median
from time import perf_counter, process_time
from typing import Any

from queue_server.config import DEMO_OFFICE
from queue_server.domain.catalog import ORDINARY, Catalog
from queue_server.domain.policy import POLICIES
from queue_server.domain.selection import choose
from queue_server.office_file import load_office
from queue_server.operations import calling, serving, visits
from queue_server.operations.work import Work
from queue_server.operations.writer import Outcome
from tests.bench.figures import percentile
from tests.support_office import KIOSK, SmallOffice

FULL, NEARLY_EMPTY = 500, 5
CALLS, TOGETHER = 200, 25
PRIORITY_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one call. Milliseconds; `passed` people were passed over, each with a row that says so."""

    deciding: float
    work: float
    processor: float
    disk: float
    passed: int


def run(waiting: int = FULL, calls: int = CALLS) -> dict[str, Any]:
    """For each order of calling, as `compared` tells it."""
    return {"waiting": waiting, "calls": calls} | {name: compared(name, waiting, calls) for name in POLICIES}


def compared(policy: str, waiting: int, calls: int) -> dict[str, Any]:
    """Under one order; `ratio` to the processor's time for the same call with hardly anybody waiting."""
    full, empty = list(costs(policy, waiting, calls)), list(costs(policy, NEARLY_EMPTY, calls))
    return {
        "ms": _spread([cost.work for cost in full]),
        "processor_ms": _spread([cost.processor for cost in full]),
        "deciding_ms": median(cost.deciding for cost in full),
        "disk_ms": median(cost.disk for cost in full),
        "passed_over": {"mean": fmean(cost.passed for cost in full), "most": max(cost.passed for cost in full)},
        "ratio": median(cost.processor for cost in full) / median(cost.processor for cost in empty),
    }


def _spread(spans: list[float]) -> dict[str, float]:
    return {"p50": median(spans), "p99": percentile(spans, 99), "worst": max(spans)}


def costs(policy: str, waiting: int, calls: int) -> Iterator[Cost]:
    """So many calls, one after the other, in a hall where always so many wait."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(SmallOffice(Path(folder), catalog=_catalog(policy))) as office,
    ):
        hall = _Hall(office)
        hall.come(waiting)
        for _ in range(calls):
            yield hall.call()
            hall.come(1)


class _Hall:
    """A counter with the most skills of all, and people who come by chance for what it does."""

    def __init__(self, office: SmallOffice) -> None:
        self._office, self._dice = office, random.Random(7)
        self._boss = office.person("boss", "supervisor")
        self._counter = max(office.catalog.counters.values(), key=lambda desk: (len(desk.services), desk.id))
        self._priority = [code for code in office.catalog.priority_classes if code != ORDINARY]
        office.open(self._counter.id, self._boss)

    def come(self, count: int) -> None:
        for first in range(0, count, TOGETHER):
            comers = [self._comer() for _ in range(min(TOGETHER, count - first))]
            for outcome in self._office.run_together(*comers):
                assert outcome.error is None, outcome.error
            self._office.clock.advance(timedelta(seconds=10 * len(comers)))

    def call(self) -> Cost:
        """Call one and finish with them, which is not counted."""
        office, writer, decided = self._office, self._office.writer, list[tuple[float, int]]()
        office.clock.advance(timedelta(seconds=20))
        office.run(lambda work: decided.append(self._decide(work)))
        job = _Job(lambda work: calling.call_next(work, self._counter.id, self._boss))
        began, used = perf_counter(), process_time()
        batch = writer.perform([job])
        worked, used = perf_counter(), process_time() - used
        [(_, outcome)] = writer.commit(batch).settled
        ended = perf_counter()
        assert outcome.error is None, outcome.error
        visit_id = outcome.value.visit.visit_id
        office.serve(visit_id, self._boss)
        office.run(lambda work: serving.complete(work, visit_id, self._boss))
        [(deciding, passed)] = decided
        return Cost(deciding, (worked - began) * 1000, used * 1000, (ended - worked) * 1000, passed)

    def _decide(self, work: Work) -> tuple[float, int]:
        began = perf_counter()
        choice = choose(work.hall, work.counter(self._counter.id), work.catalog.office.policy, work.moment)
        spent = (perf_counter() - began) * 1000
        assert choice is not None
        return spent, len(choice.overtaken)

    def _comer(self) -> Callable[[Work], Any]:
        is_priority = self._dice.random() < PRIORITY_SHARE
        code = self._dice.choice(self._priority) if is_priority else ORDINARY
        request = self._office.asked_for(self._dice.choice(sorted(self._counter.services)), priority_class=code)
        return lambda work: visits.start_visit(work, request, KIOSK)


@dataclass(frozen=True, slots=True)
class _Job:
    operation: Callable[[Work], Any]

    def settle(self, outcome: Outcome) -> None:
        """Nobody waits: the batch itself tells."""


def _catalog(policy: str) -> Catalog:
    """The demo office, always open."""
    catalog = load_office(DEMO_OFFICE)
    return replace(catalog, office=replace(catalog.office, hours=(), holidays=frozenset(), policy=POLICIES[policy]))
