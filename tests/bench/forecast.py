"""How right the forecast is on days that nobody tuned it to: three halls, two loads, against simple estimators.

Errors are those of people who must wait (`foretold.py` says who). The seeds are held back: nothing was decided after
days from `HELD_BACK` on had been seen. Days from 70 000 on stood here before; after their figures the forecast became
the mean of the middle half in place of the median, so they count as days of development. `halls.py` says what was known
of the forecast when the halls were made.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor, ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from statistics import fmean
from typing import Any

from queue_server.simulate.engine import Engine
from tests.bench.foretold import NAIVE, Told, day_told
from tests.bench.halls import SKILLS, hall

DAYS = 200
HELD_BACK = 110_000
"""Beyond the days of `learning.py`, which begin at 90 000."""
LOADS = (0.9, 1.02)
UNEVEN, UNEVEN_DAYS = 0.08, 60
CHUNK = 5

Asked = tuple[str, float, float, range]


def run(days: int = DAYS, uneven: int = UNEVEN_DAYS) -> dict[str, Any]:
    """Minutes, for each hall, half of the days at each load; some more where whole days differ beyond chance too."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        return {
            kind: {name: hall_figures(pool, name, spread, range(HELD_BACK, HELD_BACK + count // 2)) for name in SKILLS}
            for kind, spread, count in (("even", 0.0, days), ("uneven", UNEVEN, uneven))
        }


def hall_figures(pool: Executor, name: str, spread: float, seeds: range) -> dict[str, Any]:
    chunks = [seeds[at : at + CHUNK] for at in range(0, len(seeds), CHUNK)]
    loads = {load: list(pool.map(_told, [(name, load, spread, chunk) for chunk in chunks])) for load in LOADS}
    days = {load: list(chain.from_iterable(found)) for load, found in loads.items()}
    by_load = {f"{load:g}": errors(told) for load, told in days.items()}
    return {"days": len(seeds) * len(LOADS)} | errors(chain.from_iterable(days.values())) | {"by_load": by_load}


def errors(told: Iterable[Told]) -> dict[str, Any]:
    """`better_than_naive`: by what share the error lies below that of the best naive estimator."""
    every = list(told)
    error = fmean(abs(one.median - one.actual) for one in every)
    naive = {name: fmean(abs(one.naive[at] - one.actual) for one in every) for at, name in enumerate(NAIVE)}
    return {
        "people": len(every),
        "error": error,
        "bias": fmean(one.median - one.actual for one in every),
        "coverage": fmean(one.low - 1e-6 <= one.actual <= one.high + 1e-6 for one in every),
        "naive": naive,
        "better_than_naive": 1.0 - error / min(naive.values()),
    }


def _told(asked: Asked) -> list[Told]:
    os.nice(5)
    name, load, spread, seeds = asked
    scenario = hall(name, load, spread)
    return [one for seed in seeds for one in day_told(scenario, seed, Engine())]
