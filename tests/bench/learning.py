"""What the office's own history is worth when the catalogue is wrong: weeks with means that are believed 25 % too low.

Each office plays its weeks with what it has learnt of the weeks before, by the product's own `learning` and
`calibration`; the last week is also played by an office that learns nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from multiprocessing import get_context
from typing import Any

from queue_server.domain.calibration import Outcome, scale_of
from queue_server.domain.learning import Came, History, Lasted, learn
from queue_server.simulate.days import draw_day
from queue_server.simulate.engine import Engine
from queue_server.simulate.scenario import read_scenario
from tests.bench.forecast import errors
from tests.bench.foretold import Told, day_told
from tests.bench.halls import hall

OFFICES, WEEKS, DAYS_A_WEEK = 8, 4, 5
TOO_LOW = 0.75
LOAD = 0.9
MONDAY = date(2026, 3, 2)
SEEDS = 90_000

Week = Sequence[Told]


def run(offices: int = OFFICES, weeks: int = WEEKS) -> dict[str, Any]:
    """Minutes: `weeks` as they are learnt, the first one before anything is; `unlearnt` is the last one without."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        played = list(pool.map(_office, range(offices), [weeks] * offices))
    by_week = [errors(chain.from_iterable(told[at] for told, _ in played)) for at in range(weeks)]
    unlearnt = errors(chain.from_iterable(told for _, told in played))
    return {"offices": offices, "weeks": [_short(week) for week in by_week], "unlearnt": _short(unlearnt)}


def _short(figures: dict[str, Any]) -> dict[str, Any]:
    return {name: figures[name] for name in ("people", "error", "bias", "coverage")}


def _office(number: int, weeks: int) -> tuple[list[Week], Week]:
    os.nice(5)
    truth = hall("M5", LOAD)
    first = truth | {"fields": [one | {"believed_mean": one["believed_mean"] * TOO_LOW} for one in truth["fields"]]}
    believed, scale, past, told = first, 1.0, list[int](), list[Week]()
    outcomes: list[Outcome] = []
    for week in range(weeks):
        seeds = [SEEDS + number * 1000 + week * DAYS_A_WEEK + day for day in range(DAYS_A_WEEK)]
        raw = [one for seed in seeds for one in day_told(truth, seed, Engine(), believed)]
        told.append([_widened(one, scale) for one in raw])
        outcomes += [_outcome(one, scale) for one in told[-1]]
        past += seeds
        believed, scale = _learnt(truth, first, past), scale_of(outcomes)
    return told, [one for seed in seeds for one in day_told(truth, seed, Engine(), first)]


def _learnt(truth: dict[str, Any], first: dict[str, Any], seeds: Sequence[int]) -> dict[str, Any]:
    """What is believed after these days, beginning from the catalogue's wrong means."""
    scenario, catalog = read_scenario(truth), read_scenario(first).catalog
    lasted, came, calls, absences = list[Lasted](), list[Came](), 0, 0
    for number, seed in enumerate(seeds):
        day = MONDAY + timedelta(days=number // DAYS_A_WEEK * 7 + number % DAYS_A_WEEK)
        for person in draw_day(scenario, seed):
            key, half_hour = person.arrival.key, int(person.arrival.at // 1800)
            came.append(Came(day, half_hour, key.service_id, key.priority_class))
            calls, absences = calls + 1, absences + person.absent
            if not person.absent:
                lasted.append(Lasted(key.service_id, person.service_time, half_hour // 2))
    found = learn(catalog, History(lasted, came, calls, absences))
    means = [
        one | {"believed_mean": took.mean / 60.0, "believed_cv": took.variation}
        for one, took in zip(first["fields"], (found.took[service] for service in scenario.services), strict=True)
    ]
    return first | {"fields": means, "no_show_prob": found.absent}


def _widened(told: Told, scale: float) -> Told:
    low = max(told.median - (told.median - told.low) * scale, 0.0)
    return replace(told, low=low, high=told.median + (told.high - told.median) * scale)


def _outcome(told: Told, scale: float) -> Outcome:
    return Outcome(*(60.0 * span for span in (told.median, told.low, told.high, told.actual)), scale)
