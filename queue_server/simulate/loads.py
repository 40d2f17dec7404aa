"""How much is gained by opening one more counter at the right time: rules against each other, at several loads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from queue_server.domain.policy import Policy
from queue_server.simulate.compare import CHUNK, Progress
from queue_server.simulate.days import draw_day
from queue_server.simulate.figures import Figures, Tally
from queue_server.simulate.opening import RULES, play_opened, with_spare
from queue_server.simulate.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Trial:
    """What to play: `days` invented from `seed` on, at each load, under every rule of `opening`.

    A load is the share of the counters' time that is asked for in the busiest part of the day.
    """

    scenario: Scenario
    policy: Policy
    loads: tuple[float, ...]
    days: int
    seed: int = 1
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Gain:
    """What a rule made of the days at a load; `hours` of the spare counter a day."""

    load: float
    rule: str
    figures: Figures
    hours: float


def at_load(scenario: Scenario, load: float) -> Scenario:
    """The same hall with as many people as make this load at the busiest time."""
    factor = load / load_of(scenario)
    rates = tuple(replace(rate, per_hour=rate.per_hour * factor) for rate in scenario.demand.rates)
    return replace(scenario, demand=replace(scenario.demand, rates=rates))


def load_of(scenario: Scenario) -> float:
    """Work asked for at the busiest time over the counters open then; who does not answer the call asks for none."""
    busiest = max(scenario.demand.rates, key=lambda rate: rate.per_hour)
    services = scenario.catalog.services.values()
    work = sum(one.share * one.mean_time.total_seconds() for one in services) / sum(one.share for one in services)
    open_then = sum(scenario.is_open(one, busiest.begins) for one in scenario.catalog.counters)
    return busiest.per_hour / 3600.0 * work * (1.0 - scenario.demand.absent) / open_then


def gains(trial: Trial, progress: Progress = lambda _done, _all: None) -> list[Gain]:
    """By load and rule. The same trial gives the same figures, however many work on it."""
    chunks = [
        (load, range(at, min(at + CHUNK, trial.seed + trial.days)))
        for load in trial.loads
        for at in range(trial.seed, trial.seed + trial.days, CHUNK)
    ]
    tallies = {(load, rule): Tally() for load in trial.loads for rule in RULES}
    opened = dict.fromkeys(tallies, 0.0)
    days = 0
    for (_, seeds), (load, found) in zip(chunks, _played(trial, chunks), strict=True):
        for rule, (tally, seconds) in found.items():
            tallies[load, rule].join(tally)
            opened[load, rule] += seconds
        days += len(seeds)
        progress(days, len(trial.loads) * trial.days)
    return [
        Gain(load, rule, tally.figures(), opened[load, rule] / 3600.0 / trial.days)
        for (load, rule), tally in tallies.items()
    ]


Played = dict[str, tuple[Tally, float]]


def _played(trial: Trial, chunks: Sequence[tuple[float, range]]) -> Iterator[tuple[float, Played]]:
    if trial.workers <= 1 or len(chunks) <= 1:
        yield from ((load, _play(trial, load, seeds)) for load, seeds in chunks)
        return
    with ProcessPoolExecutor(trial.workers, mp_context=get_context("spawn")) as pool:
        asked = [(load, pool.submit(_play, trial, load, seeds)) for load, seeds in chunks]
        for load, answer in asked:
            yield load, answer.result()


def _play(trial: Trial, load: float, seeds: range) -> Played:
    scenario = with_spare(at_load(trial.scenario, load))
    found = {rule: (Tally(), 0.0) for rule in RULES}
    for seed in seeds:
        people = draw_day(scenario, seed)
        for name, rule in RULES.items():
            tally, seconds = found[name]
            day = play_opened(scenario, people, trial.policy, rule, seed)
            tally.add(day.served)
            found[name] = tally, seconds + day.opened
    return found
