"""The description of a hall to simulate (JSON, minutes since midnight), read with every mistake told by its key.

README.md lists the keys. What it describes becomes a catalog of the domain, so that the hall is the product's own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.domain.catalog import Catalog, CounterDesk, Office, PriorityClass, Service, ServiceGroup
from queue_server.domain.demand import Demand, Rate
from queue_server.domain.hall import CounterNow, Hall, LineKey
from queue_server.domain.stepping import Shift, Shifts, is_open
from queue_server.simulate.checks import Checked, ScenarioError

MINUTE = 60.0
USUAL_SPREAD = 0.08
"""Days of one weekday differ by about this much beyond chance."""
DAY = 24 * 60
CLASSES = ("ordinary", "priority", "appointment")
HEAD_STARTS = {"ordinary": 0, "priority": 30, "appointment": 5}


@dataclass(frozen=True, slots=True)
class Scenario:
    """A hall, its hours and its demand. `services` in the order of the file; `days` are recorded, if there are any."""

    name: str
    catalog: Catalog
    services: tuple[str, ...]
    shifts: Shifts
    demand: Demand
    days: tuple[tuple[Mapping[str, Any], ...], ...] = field(default=())

    def hall(self) -> Hall:
        """The empty hall before anybody came, every counter closed."""
        return Hall(self.catalog, [CounterNow(desk) for desk in self.catalog.counters.values()])

    def is_open(self, counter_id: str, at: float) -> bool:
        return is_open(self.shifts[counter_id], at)

    def key(self, service: int, priority_class: str) -> LineKey:
        return LineKey(self.services[service], priority_class, appointed=priority_class == "appointment")


def load_scenario(path: Path) -> Scenario:
    """Raises ScenarioError with one sentence that names the key."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: the file cannot be read: {error.strerror}.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ScenarioError(f"{path}: the file is no JSON: {error}.") from error
    return read_scenario(found)


def read_scenario(found: object) -> Scenario:
    """A scenario from parsed JSON. Raises ScenarioError with one sentence that names the key."""
    root = Checked("scenario", found)
    services = tuple(_service(at, one) for at, one in enumerate(root.items("fields")))
    mix = root.numbers("field_mix", len(services))
    services = tuple(_with_share(service, share) for service, share in zip(services, mix, strict=True))
    desks = [_counter(one, services) for one in root.items("counters")]
    shifts = {str(one.whole("id")): _shifts(one) for one in root.items("counters")}
    if len(shifts) < len(desks):
        raise ScenarioError("counters.id: two counters have the same id.")
    return Scenario(
        name=root.text("name", "scenario"),
        catalog=_catalog(services, desks),
        services=tuple(service.id for service in services),
        shifts=shifts,
        demand=_demand(root, services, shifts),
        days=tuple(tuple(day) for day in root.rows("days")),
    )


def _service(at: int, one: Checked) -> Service:
    name = one.text("name", f"service {at}")
    mean = one.number("believed_mean", 0.05, DAY)
    variation = one.number("believed_cv", 0.0, 10.0)
    return Service(f"{at:02d}", "all", {"vi": name}, f"{at:02d}", timedelta(minutes=mean), variation, at)


def _with_share(service: Service, share: float) -> Service:
    return Service(
        service.id,
        service.group_id,
        service.name,
        service.series,
        service.mean_time,
        service.variation,
        service.position,
        share=share,
    )


def _counter(one: Checked, services: tuple[Service, ...]) -> CounterDesk:
    number = one.whole("id")
    skills = one.wholes("skills")
    for skill in skills:
        if not 0 <= skill < len(services):
            raise ScenarioError(f"{one.path}.skills: there is no service {skill}.")
    if not skills:
        raise ScenarioError(f"{one.path}.skills: a counter must serve something.")
    able = frozenset(services[skill].id for skill in skills)
    return CounterDesk(str(number), {"vi": str(number)}, able, frozenset(), frozenset(), number)


def _shifts(one: Checked) -> tuple[Shift, ...]:
    shifts: list[Shift] = []
    for window in one.lists("windows", 3):
        opens, closes, drains = window
        if not 0 <= opens < closes <= 2 * DAY:
            raise ScenarioError(f"{one.path}.windows: {opens:g} to {closes:g} is no span of a day.")
        if shifts and opens * MINUTE < shifts[-1].closes:
            raise ScenarioError(f"{one.path}.windows: {opens:g} lies before the end of the window before it.")
        shifts.append(Shift(opens * MINUTE, closes * MINUTE, bool(drains)))
    return tuple(shifts)


def _demand(root: Checked, services: tuple[Service, ...], shifts: Shifts) -> Demand:
    classes = root.numbers("class_mix", len(CLASSES))
    mix = {
        LineKey(service.id, name, appointed=name == "appointment"): service.share * share
        for service in services
        for name, share in zip(CLASSES, classes, strict=True)
        if service.share * share > 0
    }
    return Demand(
        rates=_rates(root),
        mix=mix,
        doors=_doors(shifts),
        absent=root.number("no_show_prob", 0.0, 1.0, 0.0),
        call_time=root.number("call_cost", 0.0, 60.0, 1.0) * MINUTE,
        spread=root.number("day_spread", 0.0, 1.0, USUAL_SPREAD),
    )


def _rates(root: Checked) -> tuple[Rate, ...]:
    pieces = root.lists("profile", 3)
    people = root.number("expected_tickets_per_day", 0.0, 100_000.0)
    for begins, weight, length in pieces:
        if begins < 0 or weight < 0 or length <= 0:
            raise ScenarioError(f"profile: [{begins:g}, {weight:g}, {length:g}] must be [start, weight, length].")
    whole = sum(weight * length for _, weight, length in pieces)
    if whole <= 0:
        raise ScenarioError("profile: the weights must not all be 0.")
    return tuple(
        Rate(begins * MINUTE, (begins + length) * MINUTE, people * weight / whole * 60.0)
        for begins, weight, length in sorted(pieces)
    )


def _doors(shifts: Shifts) -> tuple[tuple[float, float], ...]:
    """The hall is open while any counter is."""
    doors: list[tuple[float, float]] = []
    for opens, closes in sorted((shift.opens, shift.closes) for own in shifts.values() for shift in own):
        if doors and opens <= doors[-1][1]:
            doors[-1] = doors[-1][0], max(doors[-1][1], closes)
        else:
            doors.append((opens, closes))
    return tuple(doors)


def _catalog(services: tuple[Service, ...], desks: list[CounterDesk]) -> Catalog:
    office = Office(
        id="simulated",
        name={"vi": "Mô phỏng"},
        short_name={"vi": "Mô phỏng"},
        languages=("vi",),
        time_zone=ZoneInfo("Asia/Ho_Chi_Minh"),
        wait_target=timedelta(minutes=15),
        hours=(),
        holidays=frozenset(),
    )
    classes = [
        PriorityClass(code, {"vi": code}, {}, timedelta(minutes=HEAD_STARTS[code]), at)
        for at, code in enumerate(CLASSES)
    ]
    return Catalog(
        office=office,
        groups={"all": ServiceGroup("all", {"vi": "Tất cả"}, 0)},
        services={service.id: service for service in services},
        priority_classes={one.code: one for one in classes},
        counters={desk.id: desk for desk in desks},
    )
