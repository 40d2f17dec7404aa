"""Small halls for the tests of the simulation."""

import json
from pathlib import Path
from typing import Any

from queue_server.simulate.scenario import Scenario, read_scenario

ROOT = Path(__file__).parents[3]
COMMUNE = ROOT / "assets" / "scenarios" / "commune-5-counters.json"


def commune(**changes: Any) -> dict[str, Any]:
    """The scenario that ships with the product, with some keys changed."""
    return json.loads(COMMUNE.read_text("utf-8")) | changes


def steady(counters: int, per_hour: float, mean: float, *, variation: float = 1.0, hours: int = 40) -> Scenario:
    """One service and equal counters, open for `hours` on end: a textbook's queue."""
    minutes = hours * 60
    return read_scenario(
        {
            "fields": [{"name": "one", "believed_mean": mean, "believed_cv": variation}],
            "field_mix": [1],
            "class_mix": [1, 0, 0],
            "no_show_prob": 0,
            "day_spread": 0,
            "profile": [[0, 1, minutes]],
            "expected_tickets_per_day": per_hour * hours,
            "counters": [{"id": at, "skills": [0], "windows": [[0, minutes, 1]]} for at in range(counters)],
        }
    )
