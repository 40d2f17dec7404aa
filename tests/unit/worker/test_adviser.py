"""How often the worker looks an hour ahead, and what it says in between."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from queue_server.domain.advice import Prospect
from queue_server.domain.catalog import Office, OpenHours
from queue_server.domain.demand import Demand
from queue_server.domain.foresight import outlook
from queue_server.worker.adviser import Adviser
from tests.unit.domain.hall_builder import START, PlayedHall, catalog

SECOND = timedelta(seconds=1)
DAYTIME = tuple(OpenHours(day, time(7, 30), time(17, 0)) for day in range(7))
NIGHT = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""Eleven in the evening of the office."""


class Looking:
    """An adviser before a hall with one counter; `seen` counts the times that it looked anew."""

    def __init__(self) -> None:
        self.hall = PlayedHall(catalog({"1": "a", "2": "a"}))
        self.hall.arrive("a")
        self.view = outlook(self.hall.hall, self.hall.policy, Demand((), {}, ()), {})
        office: Office = replace(self.hall.hall.catalog.office, hours=DAYTIME)
        self.adviser = Adviser(office)
        self.answers: list[Prospect | None] = []

    def look(self, now: datetime) -> Prospect | None:
        self.answers.append(self.adviser.look(self.hall.hall, self.view, now, Random(1)))
        return self.answers[-1]

    @property
    def looks(self) -> int:
        return len({id(answer) for answer in self.answers if answer is not None})


def test_between_two_looks_the_last_answer_holds() -> None:
    looking = Looking()
    for seconds in (0, 1, 4.9, 5, 6, 10):
        looking.look(START + seconds * SECOND)
    assert looking.looks == 3


def test_a_counter_that_opens_or_closes_is_reckoned_with_at_once() -> None:
    looking = Looking()
    looking.look(START)
    looking.hall.hall.counters["2"].state = "closed"
    looking.look(START + SECOND)
    assert looking.looks == 2


def test_a_clock_that_is_set_back_keeps_no_old_answer_alive() -> None:
    looking = Looking()
    looking.look(START + 60 * SECOND)
    looking.look(START + 30 * SECOND)
    assert looking.looks == 2


def test_out_of_hours_nothing_is_said() -> None:
    looking = Looking()
    assert looking.look(START) is not None
    assert looking.look(NIGHT) is None
    assert looking.look(NIGHT + SECOND) is None
