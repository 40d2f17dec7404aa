"""A synthetic day of a commune: who comes when, with what, and how it goes. Pure; the same seed gives the same day."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ORDINARY = "ordinary"
PRIORITY_SHARE = 0.2
ENGLISH_SHARE = 0.03
MORNING_OPENS = timedelta(hours=7, minutes=30)
LUNCH_BEGINS = timedelta(hours=11, minutes=30)
AFTERNOON_OPENS = timedelta(hours=13, minutes=30)
OFFICE_CLOSES = timedelta(hours=17)

ARRIVALS: Sequence[tuple[float, float, float]] = (
    # from minute, to minute, arrivals relative to other spans: a steep morning, no one at noon, a gentle afternoon
    (450, 480, 1.9),
    (480, 540, 2.0),
    (540, 570, 1.7),
    (570, 600, 1.2),
    (600, 630, 1.0),
    (630, 660, 0.8),
    (660, 680, 0.3),
    (810, 870, 1.2),
    (870, 900, 0.9),
    (900, 930, 0.8),
    (930, 960, 0.6),
    (960, 990, 0.4),
)


class Turn(StrEnum):
    """What becomes of a visit once it is called."""

    SERVED = "served"
    LATE = "late"  # comes at the second call
    ABSENT = "absent"  # never comes
    HELD = "held"  # fetches a missing paper, then goes on
    SENT_ON = "sent_on"  # goes on to another service
    LEAVES = "leaves"  # gives up if it waits too long


TURNS: Mapping[Turn, float] = {
    Turn.SERVED: 0.76,
    Turn.LATE: 0.07,
    Turn.ABSENT: 0.04,
    Turn.HELD: 0.04,
    Turn.SENT_ON: 0.06,
    Turn.LEAVES: 0.03,
}


@dataclass(frozen=True, slots=True)
class Demand:
    """How often a service is asked for beside others, and its minutes: mean, and standard deviation over mean."""

    weight: float
    mean_minutes: float
    variation: float


USUAL = Demand(3, 8, 0.8)
DEMANDS: Mapping[str, Demand] = {
    "khai-sinh": Demand(9, 9, 0.7),
    "ket-hon": Demand(5, 9, 0.7),
    "trich-luc": Demand(7, 5, 0.6),
    "khai-tu": Demand(2, 8, 0.7),
    "cai-chinh": Demand(2, 12, 0.8),
    "chung-thuc-ban-sao": Demand(22, 5, 0.7),
    "chung-thuc-chu-ky": Demand(7, 6, 0.7),
    "chung-thuc-giao-dich": Demand(3, 14, 0.8),
    "thuong-tru": Demand(4, 7, 0.9),
    "tam-tru": Demand(5, 6, 0.9),
    "xac-nhan-cu-tru": Demand(3, 5, 0.7),
    "can-cuoc": Demand(3, 8, 0.6),
    "tro-cap": Demand(4, 9, 0.8),
    "khuyet-tat": Demand(1, 10, 0.8),
    "ho-ngheo": Demand(1, 9, 0.8),
    "nguoi-co-cong": Demand(2, 8, 0.8),
    "dang-ky-dat": Demand(5, 13, 1.0),
    "doi-giay-dat": Demand(2, 11, 0.9),
    "tranh-chap-dat": Demand(0.5, 15, 0.9),
    "giay-phep-xay-dung": Demand(1, 12, 0.9),
    "dang-ky-kinh-doanh": Demand(3, 11, 0.9),
    "ngung-kinh-doanh": Demand(1, 8, 0.8),
    "giao-duc": Demand(1, 7, 0.8),
    "an-toan-thuc-pham": Demand(0.5, 10, 0.8),
    "nhan-ket-qua": Demand(10, 3, 1.0),
    "bo-sung-ho-so": Demand(3, 6, 0.9),
    "huong-dan": Demand(5, 4, 1.0),
}


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """One person of the day. `arrives_at` counts from midnight of the office's own time.

    `sent_on_to` is set for SENT_ON, `leaves_after` (waiting) for LEAVES; both are None otherwise.
    """

    arrives_at: timedelta
    service_id: str
    priority_class: str
    language: str
    service_time: timedelta
    turn: Turn
    sent_on_to: str | None = None
    leaves_after: timedelta | None = None


def plan_day(
    services: Sequence[str], priority_classes: Sequence[str], visits: int, seed: int
) -> tuple[PlannedVisit, ...]:
    """As many `visits` to these services (ids) as asked for, in the order of arrival."""
    dice = random.Random(seed)
    arrivals = sorted(_arrival(dice) for _ in range(visits))
    return tuple(_visit(dice, arrives_at, services, priority_classes) for arrives_at in arrivals)


def improvised(service_id: str, seed: int) -> PlannedVisit:
    """How to serve somebody whom the plan does not know: a person at the real kiosk."""
    dice = random.Random(seed)
    return PlannedVisit(timedelta(0), service_id, ORDINARY, "vi", _service_time(dice, service_id), Turn.SERVED)


def _visit(
    dice: random.Random, arrives_at: timedelta, services: Sequence[str], priority_classes: Sequence[str]
) -> PlannedVisit:
    service_id = dice.choices(services, [DEMANDS.get(service, USUAL).weight for service in services])[0]
    turn = dice.choices(list(TURNS), list(TURNS.values()))[0]
    others = [service for service in services if service != service_id]
    if turn is Turn.SENT_ON and not others:
        turn = Turn.SERVED
    return PlannedVisit(
        arrives_at=arrives_at,
        service_id=service_id,
        priority_class=_priority_class(dice, priority_classes),
        language="en" if dice.random() < ENGLISH_SHARE else "vi",
        service_time=_service_time(dice, service_id),
        turn=turn,
        sent_on_to=dice.choice(others) if turn is Turn.SENT_ON else None,
        leaves_after=timedelta(minutes=dice.uniform(4, 20)) if turn is Turn.LEAVES else None,
    )


def _arrival(dice: random.Random) -> timedelta:
    begins, ends, _ = dice.choices(ARRIVALS, [(ends - begins) * rate for begins, ends, rate in ARRIVALS])[0]
    return timedelta(minutes=dice.uniform(begins, ends))


def _priority_class(dice: random.Random, priority_classes: Sequence[str]) -> str:
    special = [code for code in priority_classes if code != ORDINARY]
    return dice.choice(special) if special and dice.random() < PRIORITY_SHARE else ORDINARY


def _service_time(dice: random.Random, service_id: str) -> timedelta:
    """Lognormal, as service times of counters are; cut at an hour, so that one visit cannot spoil a short day."""
    demand = DEMANDS.get(service_id, USUAL)
    spread = math.log(1 + demand.variation**2)
    minutes = dice.lognormvariate(math.log(demand.mean_minutes) - spread / 2, math.sqrt(spread))
    return timedelta(minutes=min(max(minutes, 0.5), 60))
