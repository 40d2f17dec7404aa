"""`python -m queue_server.simulate SCENARIO`: try orders of calling on invented or recorded days."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from queue_server.domain.policy import POLICIES, Policy
from queue_server.simulate.checks import ScenarioError
from queue_server.simulate.compare import Comparison, compare
from queue_server.simulate.figures import Figures, rounded
from queue_server.simulate.loads import Trial, gains
from queue_server.simulate.picture import draw
from queue_server.simulate.scenario import Scenario, load_scenario

MOST_DAYS = 100_000


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    try:
        if options.advice:
            return _try_advice(load_scenario(options.scenario), options)
        comparison = Comparison(
            load_scenario(options.scenario),
            options.policy,
            0 if options.recorded else options.days,
            options.seed,
            options.workers,
        )
        if options.recorded and not comparison.scenario.days:
            raise ScenarioError("days: the scenario has no recorded days.")
        found = compare(comparison, _show_progress)
        _write(found, comparison.scenario.name, options)
    except ScenarioError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def _try_advice(scenario: Scenario, options: argparse.Namespace) -> int:
    """One more counter opened by nobody, when people have waited for long, and when the advice says so."""
    trial = Trial(scenario, options.policy[0], options.loads, options.days, options.seed, options.workers)
    found = gains(trial, _show_progress)
    print(f"{'load':>5}  {'rule':10}{'<=15 min':>9}{'mean':>7}{'p90':>7}{'priority p90':>14}{'counter-hours':>15}")
    for one in found:
        seen = one.figures
        told = f"{seen.share15:>9.1%}{seen.mean:>7.2f}{seen.p90:>7.1f}{seen.priority_p90:>14.2f}{one.hours:>15.2f}"
        print(f"{one.load:>5.2f}  {one.rule:10}{told}")
    print(f"{options.days} days a load; minutes of waiting; hours of the spare counter a day")
    rows = [
        {"load": one.load, "rule": one.rule, "hours": round(one.hours, 3), **rounded(asdict(one.figures))}
        for one in found
    ]
    print(json.dumps({"scenario": scenario.name, "seed": options.seed, "advice": rows}, ensure_ascii=False))
    return 0


def _write(found: Mapping[str, Figures], name: str, options: argparse.Namespace) -> None:
    print(_table(found))
    figures = {policy: rounded(asdict(one)) for policy, one in found.items()}
    print(json.dumps({"scenario": name, "seed": options.seed, "policies": figures}, ensure_ascii=False))
    picture = options.picture or Path(f"{options.scenario.stem}-waits.png")
    draw(found, name).save(picture)
    print(f"Hình / Picture: {picture}", file=sys.stderr)


def _table(found: Mapping[str, Figures]) -> str:
    head = f"{'policy':12}{'<=15 min':>9}{'mean':>7}{'p90':>7}{'p99':>7}"
    rows = [head + f"{'priority p90':>14}{'overtakes':>11}{'unserved':>10}"]
    rows += [
        f"{name:12}{one.share15:>9.1%}{one.mean:>7.2f}{one.p90:>7.1f}{one.p99:>7.1f}{one.priority_p90:>14.2f}"
        f"{one.overtakes_max:>11}{one.unserved:>10}"
        for name, one in found.items()
    ]
    first = next(iter(found.values()))
    return "\n".join([*rows, f"{first.days} days, {first.visits} visits; minutes of waiting"])


def _show_progress(done: int, whole: int) -> None:
    end = "\n" if done >= whole else ""
    print(f"\r{done}/{whole} ngày / days", end=end, file=sys.stderr, flush=True)


def _policies(text: str) -> tuple[Policy, ...]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    unknown = [name for name in names if name not in POLICIES]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"there is no policy {', '.join(unknown)!r}; there are {', '.join(POLICIES)}")
    return tuple(POLICIES[name] for name in names)


def _loads(text: str) -> tuple[float, ...]:
    try:
        loads = tuple(dict.fromkeys(float(one) for one in text.split(",")))
    except ValueError:
        loads = ()
    if not loads or not all(0.1 <= one <= 2.0 for one in loads):
        raise argparse.ArgumentTypeError("must be numbers from 0.1 to 2, with commas between them")
    return loads


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"must be a whole number from 1 to {MOST_DAYS}")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run simulate", description=__doc__)
    parser.add_argument("scenario", type=Path, help="the hall, its counters and its people (JSON)")
    parser.add_argument("--policy", type=_policies, default=tuple(POLICIES.values()), help=",".join(POLICIES))
    parser.add_argument("--days", type=_days, default=200, help="how many invented days (default: 200)")
    parser.add_argument("--recorded", action="store_true", help="the scenario's own recorded days instead")
    advice = "one more counter, opened never, late, or as advised; under the first policy named"
    parser.add_argument("--advice", action="store_true", help=advice)
    parser.add_argument("--loads", type=_loads, default=(0.9, 1.02, 1.15), help="with --advice: work over counter time")
    parser.add_argument("--seed", type=int, default=1, help="the first day's seed: the same seed, the same people")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (default: one a processor)")
    parser.add_argument("--picture", type=Path, help="where the distribution of the waits is drawn (PNG)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
