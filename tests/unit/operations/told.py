"""The same figures once more, from the journal's events alone: nothing of the product's own sums is used here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from queue_server.store.journal import Recorded

ZERO = timedelta(0)
HANDLING = timedelta(minutes=30)


@dataclass
class ToldLeg:
    service: str
    began_at: datetime
    priority: bool
    waiting_since: datetime | None
    counter: str | None = None
    called_at: datetime | None = None
    serving_since: datetime | None = None
    waited: timedelta = ZERO
    served: timedelta | None = None
    ending: str = "open"

    def answer(self) -> None:
        if self.waiting_since is not None and self.called_at is not None:
            self.waited += max(self.called_at - self.waiting_since, ZERO)
            self.waiting_since = None

    def stop(self, at: datetime) -> None:
        if self.serving_since is not None:
            self.served = (self.served or ZERO) + max(at - self.serving_since, ZERO)
            self.serving_since = None

    @property
    def answered(self) -> bool:
        return self.waiting_since is None

    def running(self, now: datetime) -> timedelta:
        assert self.waiting_since is not None
        return self.waited + max((self.called_at or now) - self.waiting_since, ZERO)


@dataclass
class ToldVisit:
    legs: list[ToldLeg] = field(default_factory=list)
    ending: str = "open"

    def begin(self, fact: Any) -> None:
        self.legs.append(ToldLeg(fact.body["service_id"], fact.at, fact.body["priority"], fact.at))


def visits_told(events: Iterable[Recorded]) -> list[ToldVisit]:
    """Every visit that the events tell of."""
    found: dict[str, ToldVisit] = {}
    for recorded in events:
        fact = recorded.fact
        word = str(fact.name).removeprefix("visit.")
        if fact.visit_id is not None and word in HEARD:
            HEARD[word](found.setdefault(fact.visit_id, ToldVisit()), fact)
    return list(found.values())


def _called(visit: ToldVisit, fact: Any) -> None:
    visit.legs[-1].called_at, visit.legs[-1].counter = fact.at, fact.counter_id


def _serving_started(visit: ToldVisit, fact: Any) -> None:
    visit.legs[-1].answer()
    visit.legs[-1].serving_since = fact.at


def _held(visit: ToldVisit, fact: Any) -> None:
    visit.legs[-1].answer()
    visit.legs[-1].stop(fact.at)


def _resumed(visit: ToldVisit, fact: Any) -> None:
    leg = visit.legs[-1]
    if fact.body["state"] == "serving":
        leg.counter, leg.serving_since = fact.counter_id, fact.at
    else:
        leg.counter, leg.called_at, leg.waiting_since = None, None, fact.at


def _transferred(visit: ToldVisit, fact: Any) -> None:
    _held(visit, fact)
    visit.legs[-1].ending = "served"
    visit.begin(fact)


def _completed(visit: ToldVisit, fact: Any) -> None:
    leg = visit.legs[-1]
    leg.stop(fact.at)
    leg.ending = "left_open" if fact.actor.kind == "system" else "served"
    if fact.body["state"] == "waiting":
        visit.begin(fact)
    else:
        visit.ending = leg.ending


def _marked_no_show(visit: ToldVisit, fact: Any) -> None:
    leg = visit.legs[-1]
    if fact.body["state"] == "waiting":
        leg.counter, leg.called_at = None, None
    else:
        leg.ending = visit.ending = "no_show"


def _cancelled(visit: ToldVisit, fact: Any) -> None:
    leg = visit.legs[-1]
    if fact.actor.kind != "system":
        leg.ending = visit.ending = "cancelled"
        return
    leg.ending = visit.ending = "left_open" if leg.answered else "unserved"
    if leg.serving_since is not None:
        # The close of the day ended this leg and called off the one that was to come.
        visit.begin(fact)
        visit.legs[-1].ending = visit.ending = "unserved"


def _priority_changed(visit: ToldVisit, fact: Any) -> None:
    # It was declared wrongly from the start: all of the visit is told under what is right.
    for leg in visit.legs:
        leg.priority = fact.body["priority"]


HEARD: dict[str, Callable[[ToldVisit, Any], None]] = {
    "started": ToldVisit.begin,
    "called": _called,
    "serving_started": _serving_started,
    "held": _held,
    "resumed": _resumed,
    "transferred": _transferred,
    "completed": _completed,
    "marked_no_show": _marked_no_show,
    "cancelled": _cancelled,
    "priority_changed": _priority_changed,
}


def key_of(by: str, leg: ToldLeg) -> str:
    if by == "service":
        return leg.service
    if by == "counter":
        return leg.counter or ""
    if by == "class_group":
        return "priority" if leg.priority else "ordinary"
    local = leg.began_at + timedelta(hours=7)
    return f"{local:%H}:{'00' if local.minute < 30 else '30'}"


def of_legs(legs: list[ToldLeg], targets: dict[str, timedelta], now: datetime) -> dict[str, Any]:
    """What should be known of these legs."""
    running = [(leg.running(now), targets[leg.service]) for leg in legs if leg.ending == "open" and not leg.answered]
    served = [(leg.served, HANDLING) for leg in legs if leg.ending == "served" and leg.served is not None]
    return {
        "endings": counts(leg.ending for leg in legs),
        "waits": spread([(leg.waited, targets[leg.service]) for leg in legs if leg.answered]),
        "services": spread(served),
        "running": (len(running), sum(a > b for a, b in running), max((a for a, _ in running), default=ZERO)),
    }


def of_visits(visits: list[ToldVisit], targets: dict[str, timedelta]) -> dict[str, Any]:
    done = [visit for visit in visits if visit.ending == "served"]
    in_time = sum(all(leg.waited <= targets[leg.service] for leg in visit.legs) for visit in done)
    waits = spread([(sum((leg.waited for leg in visit.legs), ZERO), ZERO) for visit in done])
    served = [[leg.served for leg in visit.legs if leg.ending == "served" and leg.served is not None] for visit in done]
    return {
        "endings": counts(visit.ending for visit in visits),
        "waits": waits | {"within": in_time},
        "handling": spread([(sum(spans, ZERO), HANDLING) for spans in served if spans]),
    }


def counts(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return found


def spread(spans: list[tuple[timedelta, timedelta]]) -> dict[str, Any]:
    values = [span for span, _ in spans]
    micros = [span // timedelta.resolution for span in values]
    mean = timedelta(microseconds=round(Fraction(sum(micros), len(micros)))) if micros else None
    percentiles = {f"p{percent}": not_exceeded_by(values, percent) for percent in (50, 90, 95)}
    within = sum(span <= target for span, target in spans)
    return {"count": len(values), "within": within, "mean": mean, "worst": max(values, default=None)} | percentiles


def not_exceeded_by(values: list[timedelta], percent: int) -> timedelta | None:
    """The smallest of them that at least so many percent do not exceed."""
    fitting = [one for one in values if 100 * sum(other <= one for other in values) >= percent * len(values)]
    return min(fitting, default=None)
