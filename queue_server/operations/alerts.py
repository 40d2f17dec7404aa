"""Alerts of the hall: raised and cleared by the system, accepted by a supervisor. Each is an event of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from queue_server.domain import measures
from queue_server.domain.alerts import (
    BeingServed,
    Condition,
    LongWait,
    Memory,
    Scene,
    conditions,
    settle,
    unknown_kinds,
)
from queue_server.domain.alerts import (
    Fact as Figure,
)
from queue_server.domain.errors import Refusal, Refused
from queue_server.domain.events import SYSTEM, Actor, Fact, Name
from queue_server.domain.foreseen import Foreseen
from queue_server.operations.asker import Asker
from queue_server.operations.identifiers import new_id
from queue_server.operations.work import Work
from queue_server.store import alerts as stored
from queue_server.store import people, webhooks
from queue_server.store.alerts import AlertRow

NOT_KNOWN: Mapping[str, Figure] = {"advice_counters": ""}
"""Which counter to open is not known at the moment."""

MOST_VISITS = 50
"""Of a longer line of late people the longest waiting are told one by one; the share tells of the others."""


@dataclass(frozen=True, slots=True)
class AlertView:
    """An alert that stands, with its figures of now where its condition still holds, and who accepted it."""

    row: AlertRow
    figures: Mapping[str, Figure]
    accepted_by: str | None


def watch(work: Work, memory: Memory, foreseen: Foreseen | None) -> Memory:
    """Raise and clear what is due now. What comes back is to be handed in at the next look.

    `foreseen` is the worker's last answer if it is fresh: without it the alerts that need it stay as they are.
    """
    scene = _scene(work, foreseen)
    standing = {row.key: row for row in stored.standing(work.db, work.office_id)}
    settled = settle(standing.keys(), conditions(scene), unknown_kinds(scene), memory, work.moment)
    for condition in settled.raised:
        raise_alert(work, condition)
    for key in settled.cleared:
        clear_alert(work, standing[key])
    return settled.memory


def raise_alert(work: Work, condition: Condition) -> None:
    """Tell of a condition that has no standing alert yet."""
    alert_id = new_id(work.now)
    stored.add(work.db, work.office_id, alert_id, condition, work.now)
    row = AlertRow(alert_id, condition.kind, condition.subject, condition.facts, work.now, None, None, None)
    work.tell(_fact(work, Name.ALERT_RAISED, row, SYSTEM))


def clear_alert(work: Work, row: AlertRow) -> None:
    """The condition of a standing alert is gone."""
    stored.clear(work.db, row.alert_id, work.now)
    work.tell(_fact(work, Name.ALERT_CLEARED, row, SYSTEM))


def accept(work: Work, alert_id: str, asker: Asker) -> AlertView:
    """Somebody takes it on. Asking again, or after it is over, changes nothing. Raises Refused: unknown_alert."""
    row = stored.find(work.db, work.office_id, alert_id)
    if row is None:
        raise Refused(Refusal.UNKNOWN_ALERT)
    if row.accepted_at is None and row.cleared_at is None and asker.person_id is not None:
        stored.accept(work.db, alert_id, asker.person_id, work.now)
        work.tell(_fact(work, Name.ALERT_ACCEPTED, row, asker.actor))
        row = stored.find(work.db, work.office_id, alert_id) or row
    return _view(work, row, row.facts)


def standing(work: Work, asker: Asker, foreseen: Foreseen | None) -> list[AlertView]:
    """What a supervisor sees: everything that stands, oldest first. A clerk sees what concerns a counter of his own."""
    present = {one.key: one.facts for one in conditions(_scene(work, foreseen))}
    dropped = webhooks.dropped(work.db, work.office_id)
    views = [
        _view(work, row, present.get(row.key) or _as_it_was(work, row, dropped))
        for row in stored.standing(work.db, work.office_id)
    ]
    own = {one for one, counter in work.hall.counters.items() if counter.person_id == asker.person_id}
    return [view for view in views if asker.manages or view.figures.get("counter_id") in own]


def forget(work: Work, retention: timedelta) -> None:
    """Delete what was over longer ago than visits are kept."""
    stored.forget(work.db, work.now - retention)


def _as_it_was(work: Work, row: AlertRow, dropped: Mapping[str, int]) -> Mapping[str, Figure]:
    """The figures of then, less an advice that is too late to be followed; of a receiver, what it lost until now."""
    if float(row.facts.get("advice_from") or work.moment) < work.moment:
        kept = {name: value for name, value in row.facts.items() if not name.startswith("advice_")}
        return {**kept, **NOT_KNOWN}
    return {**row.facts, "given_up": dropped[row.subject]} if row.subject in dropped else row.facts


def _view(work: Work, row: AlertRow, figures: Mapping[str, Figure]) -> AlertView:
    return AlertView(row, figures, people.name_of(work.db, row.accepted_by) if row.accepted_by else None)


def _fact(work: Work, name: Name, row: AlertRow, actor: Actor) -> Fact:
    body = {"alert_id": row.alert_id, "kind": row.kind.value, "subject": row.subject, **row.facts}
    counter_id = row.facts.get("counter_id")
    visit_id = row.subject if "ticket_number" in row.facts else None
    return Fact(name, work.now, actor, visit_id, counter_id=str(counter_id) if counter_id else None, body=body)


def _scene(work: Work, foreseen: Foreseen | None) -> Scene:
    office = work.catalog.office
    in_hours = office.is_open(work.now)
    prospect = foreseen.prospect if foreseen else None
    return Scene(work.hall, in_hours, _long_waits(work, foreseen), _being_served(work), prospect)


def _long_waits(work: Work, foreseen: Foreseen | None) -> list[LongWait]:
    catalog, office = work.catalog, work.catalog.office
    shortest = min((catalog.wait_target(one) for one in catalog.services), default=office.wait_target)
    found = stored.longest_waiting(work.db, work.now - (shortest - office.limits.nearly_late), MOST_VISITS)
    return [_long_wait(work, row, foreseen) for row in found]


def _long_wait(work: Work, row: stored.WaitRow, foreseen: Foreseen | None) -> LongWait:
    told = foreseen.of_visit(row.visit_id, work.now) if foreseen else None
    return LongWait(
        row.visit_id,
        row.ticket_number,
        row.service_id,
        row.before + (work.now - row.wait_from).total_seconds(),
        work.catalog.wait_target(row.service_id).total_seconds(),
        told.median.total_seconds() if told else None,
    )


def _being_served(work: Work) -> list[BeingServed]:
    found = []
    for counter_id, counter in work.hall.counters.items():
        if counter.visit_id is None:
            continue
        visit = work.visit(counter.visit_id)
        served = measures.leg_service(visit.leg, work.now)
        if served is not None:
            found.append(BeingServed(visit.visit_id, visit.ticket_number, counter_id, served.total_seconds()))
    return found
