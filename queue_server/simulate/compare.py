"""Many days under several policies: the same people for each, spread over the processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context

from queue_server.domain.policy import Policy
from queue_server.simulate.days import Person, draw_day, play_day, recorded_days
from queue_server.simulate.figures import Figures, Tally
from queue_server.simulate.scenario import Scenario

CHUNK = 10
"""Days between two looks at the progress: small enough to feel alive, large enough to be worth a message."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What to play: `days` invented from `seed` on, or the recorded ones of the scenario if `days` is 0."""

    scenario: Scenario
    policies: tuple[Policy, ...]
    days: int
    seed: int = 1
    workers: int = 1


def compare(comparison: Comparison, progress: Progress = lambda _done, _all: None) -> dict[str, Figures]:
    """Figures by the name of the policy. The same comparison gives the same figures, however many work on it.

    Raises ScenarioError when there is nothing to play or a recorded day is impossible.
    """
    numbers = _numbers(comparison)
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    found: dict[int, list[Tally]] = {}
    for at, tallies in _played(comparison, chunks):
        found[at] = tallies
        progress(min(len(found) * CHUNK, len(numbers)), len(numbers))
    totals = [Tally() for _ in comparison.policies]
    for at in sorted(found):
        for total, tally in zip(totals, found[at], strict=True):
            total.join(tally)
    return {policy.name: total.figures() for policy, total in zip(comparison.policies, totals, strict=True)}


def _numbers(comparison: Comparison) -> list[int]:
    if comparison.days:
        return list(range(comparison.seed, comparison.seed + comparison.days))
    return list(range(len(recorded_days(comparison.scenario))))


def _played(comparison: Comparison, chunks: Sequence[list[int]]) -> Iterator[tuple[int, list[Tally]]]:
    if comparison.workers <= 1 or len(chunks) <= 1:
        yield from ((at, _play(comparison, chunk)) for at, chunk in enumerate(chunks))
        return
    # A fresh process each, so that no thread or lock of the caller's is copied in the middle of something.
    with ProcessPoolExecutor(comparison.workers, mp_context=get_context("spawn")) as pool:
        asked = {pool.submit(_play, comparison, chunk): at for at, chunk in enumerate(chunks)}
        for done in as_completed(asked):
            yield asked[done], done.result()


def _play(comparison: Comparison, numbers: list[int]) -> list[Tally]:
    tallies = [Tally() for _ in comparison.policies]
    for people in _people(comparison, numbers):
        for tally, policy in zip(tallies, comparison.policies, strict=True):
            tally.add(play_day(comparison.scenario, people, policy))
    return tallies


def _people(comparison: Comparison, numbers: list[int]) -> list[list[Person]]:
    if comparison.days:
        return [draw_day(comparison.scenario, number) for number in numbers]
    recorded = recorded_days(comparison.scenario)
    return [recorded[number] for number in numbers]
