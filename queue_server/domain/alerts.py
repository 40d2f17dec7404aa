"""What a supervisor should know of the hall now: which conditions hold, and what is raised or cleared because of them.

A condition is *firm* when an alert may be raised for it. One that stands is cleared only when the condition is gone
altogether, which is a laxer limit, and for some kinds only after a while: an alert that flaps is not read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from queue_server.domain.advice import Prospect
from queue_server.domain.catalog import Office
from queue_server.domain.hall import CounterNow, Hall

Fact = str | int | bool | None


class Kind(StrEnum):
    """What an alert is about; its subject is the office, a visit, a counter, a service, or a receiver."""

    SHARE_AT_RISK = "share_at_risk"
    VISIT_NEARLY_LATE = "visit_nearly_late"
    SERVED_TOO_LONG = "served_too_long"
    SERVICE_UNSERVED = "service_unserved"
    COUNTER_IDLE = "counter_idle"
    COUNTER_SILENT = "counter_silent"
    WEBHOOK_FAILED = "webhook_failed"


Key = tuple[Kind, str]
OFFICE = "office"
STEADY = 60.0
"""Seconds that what is foreseen, or missing, must last before it is told, and be gone before it is taken back."""

CLEARED_AFTER: Mapping[Kind, float] = MappingProxyType({Kind.SHARE_AT_RISK: STEADY})
LAST_PART = 1 / 3
EASES_AT = 0.5
"""The foreseen share is good again at half of what raised the alert."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that is so now. `after` is for how many seconds it must have been so before an alert is raised."""

    kind: Kind
    subject: str
    facts: Mapping[str, Fact]
    firm: bool = True
    after: float = 0.0

    @property
    def key(self) -> Key:
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class LongWait:
    """Somebody who waits, seconds. `expected` is what the forecast says of the rest, None when it cannot tell."""

    visit_id: str
    ticket_number: str
    service_id: str
    waited: float
    target: float
    expected: float | None


@dataclass(frozen=True, slots=True)
class BeingServed:
    """Somebody before a clerk, and for how many seconds, holds left out."""

    visit_id: str
    ticket_number: str
    counter_id: str
    served: float


@dataclass(frozen=True, slots=True)
class Scene:
    """The hall as the alerts see it. `prospect` None: nobody knows what the next hour brings."""

    hall: Hall
    in_hours: bool
    waits: Sequence[LongWait] = ()
    served: Sequence[BeingServed] = ()
    prospect: Prospect | None = None


def conditions(scene: Scene) -> list[Condition]:
    """Everything that holds now, the most pressing first."""
    office = scene.hall.catalog.office
    found = [*_late_visits(scene, office), *_long_services(scene, office)]
    if not scene.in_hours:
        return found
    return [*_share(scene, office), *_unserved(scene), *_idle_counters(scene, office), *found]


def unknown_kinds(scene: Scene) -> frozenset[Kind]:
    """Kinds of which this scene tells nothing: what stands of them stays."""
    return frozenset({Kind.WEBHOOK_FAILED} | ({Kind.SHARE_AT_RISK} if scene.in_hours and not scene.prospect else set()))


@dataclass(frozen=True, slots=True)
class Memory:
    """Since when conditions are firm, and since when the condition of a standing alert is gone."""

    firm_since: Mapping[Key, float] = field(default_factory=dict)
    gone_since: Mapping[Key, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settled:
    raised: list[Condition]
    cleared: list[Key]
    memory: Memory


def settle(
    standing: Collection[Key], seen: Iterable[Condition], unknown: Collection[Kind], memory: Memory, now: float
) -> Settled:
    """What is raised and cleared at `now`, given what stands and what was seen at the look before.

    What was firm stays so while nobody knows: an answer that came too late once must not begin the count anew.
    """
    present = {one.key: one for one in seen}
    firm = {key: memory.firm_since.get(key, now) for key, one in present.items() if one.firm}
    unsure = {key: since for key, since in memory.firm_since.items() if key[0] in unknown}
    gone = {key: memory.gone_since.get(key, now) for key in standing if key not in present and key[0] not in unknown}
    return Settled(
        [present[key] for key, since in firm.items() if key not in standing and now - since >= present[key].after],
        [key for key, since in gone.items() if now - since >= CLEARED_AFTER.get(key[0], 0.0)],
        Memory(unsure | firm, gone),
    )


def _share(scene: Scene, office: Office) -> Iterator[Condition]:
    prospect, limit = scene.prospect, office.limits.late_share
    if prospect is None or not prospect.exceeds(limit * EASES_AT):
        return
    facts: dict[str, Fact] = {
        "share_percent": round(prospect.share * 100),
        "people": round(prospect.people),
        "wait_minutes": round(prospect.wait / 60),
        "target_minutes": round(office.wait_target.total_seconds() / 60),
    }
    if (advice := prospect.advice) is not None:
        facts |= {
            "advice_counters": " ".join(advice.counter_ids),
            "advice_from": round(advice.opens),
            "advice_until": round(advice.closes),
            "advice_share_percent": round(advice.share * 100),
            "advice_wait_minutes": round(advice.wait / 60),
        }
    yield Condition(Kind.SHARE_AT_RISK, OFFICE, facts, prospect.exceeds(limit), STEADY)


def _late_visits(scene: Scene, office: Office) -> Iterator[Condition]:
    margin = office.limits.nearly_late.total_seconds()
    for one in scene.waits:
        if one.waited < one.target - margin:
            continue
        facts: dict[str, Fact] = {
            "ticket_number": one.ticket_number,
            "service_id": one.service_id,
            "waited_minutes": int(one.waited // 60),
            "target_minutes": round(one.target / 60),
        }
        # A forecast may say "at once" as long as nobody presses the button: near the end it is not believed.
        believed = one.expected is not None and one.waited < one.target - margin * LAST_PART
        in_time = believed and one.waited + (one.expected or 0.0) <= one.target
        yield Condition(Kind.VISIT_NEARLY_LATE, one.visit_id, facts, not in_time)


def _long_services(scene: Scene, office: Office) -> Iterator[Condition]:
    promise = office.handling_target.total_seconds()
    for one in scene.served:
        if one.served >= promise:
            facts: dict[str, Fact] = {
                "ticket_number": one.ticket_number,
                "counter_id": one.counter_id,
                "served_minutes": int(one.served // 60),
                "target_minutes": round(promise / 60),
            }
            yield Condition(Kind.SERVED_TOO_LONG, one.visit_id, facts)


def _unserved(scene: Scene) -> Iterator[Condition]:
    """A service that nobody serves: at once when people wait for it, and when the others are served without it."""
    hall = scene.hall
    at_work = any(counter.state != "closed" for counter in hall.counters.values())
    for service in hall.catalog.services.values():
        waiting = hall.waiting_count(service.id)
        if (waiting or (service.active and at_work)) and not hall.open_counters(service.id):
            after = STEADY if waiting else hall.catalog.office.limits.lead.total_seconds()
            yield Condition(
                Kind.SERVICE_UNSERVED, service.id, {"service_id": service.id, "waiting": waiting}, after=after
            )


def _idle_counters(scene: Scene, office: Office) -> Iterator[Condition]:
    for one, counter in scene.hall.counters.items():
        if counter.state != "open" or counter.visit_id is not None:
            continue
        limits = office.limits
        if waiting := _callable(scene.hall, counter):
            facts: dict[str, Fact] = {"counter_id": one, "waiting": waiting}
            yield Condition(Kind.COUNTER_IDLE, one, facts, after=limits.idle.total_seconds())
            continue
        minutes = round(limits.silent.total_seconds() / 60)
        silent: dict[str, Fact] = {"counter_id": one, "minutes": minutes}
        yield Condition(Kind.COUNTER_SILENT, one, silent, after=limits.silent.total_seconds())


def _callable(hall: Hall, counter: CounterNow) -> int:
    """How many people wait whom this counter may call."""
    return sum(len(line.places) for line in hall.lines_for(counter))
