"""Frames a second of each change of screen that a visit can have, drawn in software: the slowest counts.

A change counts from the moment the app is told of the new state to the end of the frame that shows it whole: what the
new screen must measure and lay out is in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median
from typing import Any

from tests.bench.stage import Frames, at_rest, on_stage

GOAL_FPS = 30
SIZES = ("1080x1920", "1920x1080")
VISITS = (
    "out_of_order attract groups services priority outlook issuing ticket attract",
    "attract find procedure papers procedure fee procedure online procedure sample procedure delivery card ticket",
    "attract find search procedure find topic procedure priority refused attract",
    "ticket declare_which declare_card declare_write declare_choice declare_write declare_review ticket",
    "attract paths code outlook services attract voices rating thanks attract voices feedback words thanks",
    "attract pin operator attract",
)
"""Each word is a screen; every two neighbours are a change that is measured."""


def run() -> dict[str, Any]:
    """For each glass the slowest change, the middle one, and by how much processor time a frame was dearest."""
    return {size: _of(on_stage("tests.bench.slides:acts", size)) for size in SIZES} | {"goal_fps": GOAL_FPS}


def _of(found: dict[str, Any]) -> dict[str, Any]:
    slowest = min(found, key=lambda name: found[name]["fps"])
    return {
        "changes": len(found),
        "slowest": slowest,
        "slowest_fps": found[slowest]["fps"],
        "fps": median(one["fps"] for one in found.values()),
        "below_goal": sorted(name for name, one in found.items() if one["fps"] < GOAL_FPS),
        "longest_frame_ms": max(one["longest_ms"] for one in found.values()),
        "cpu_ms_a_frame": median(one["cpu_ms"] for one in found.values()),
        "worst_cpu_ms_a_frame": max(one["cpu_ms"] for one in found.values()),
    }


def acts(app: Any, found: dict[str, Any]) -> Iterator[None]:
    """Each change twice, the better one counts: the first may meet another program of this machine."""
    from kiosk.samples import TABLE, demo_props
    from kiosk.state import Screen

    props, frames = demo_props(), Frames()
    looks = {screen.value: TABLE[screen](props)[0].state for screen in Screen}
    for visit, large in ((visit.split(), large) for large in (False, True) for visit in VISITS):
        for before, after in pairwise(visit):
            name = f"{before} > {after}" + (" in large type" if large else "")
            for _ in range(2):
                yield from _slide(app, frames, *(_in_type(looks[one], large=large) for one in (before, after)))
                one = {
                    "fps": frames.count / frames.seconds,
                    "longest_ms": frames.longest_ms,
                    "cpu_ms": frames.cpu / frames.count * 1000,
                }
                found[name] = max(found.get(name, one), one, key=lambda each: each["fps"])


def _in_type(state: Any, *, large: bool) -> Any:
    return replace(state, comfort=replace(state.comfort, text=200)) if large else state


def _slide(app: Any, frames: Frames, before: Any, after: Any) -> Iterator[None]:
    app.put(before)
    yield from at_rest(app)
    app.root.hurry = False
    frames.begin()
    app.crew.conductor.put(after)
    yield
    while app.root.ids.screens.transition.is_active:
        yield
