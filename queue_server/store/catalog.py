"""Brings the office description into the database, so that rows can refer to it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from queue_server.domain.catalog import Catalog, CounterDesk, Names, PriorityClass, Service, ServiceGroup

UPSERT_GROUP = """
insert into service_group values (?, ?, ?)
on conflict do update set name = excluded.name, position = excluded.position"""

UPSERT_SERVICE = """
insert into service (service_id, group_id, name, description, series, mean_seconds, variation, procedures, position,
  active)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
on conflict do update set group_id = excluded.group_id, name = excluded.name, description = excluded.description,
  series = excluded.series, mean_seconds = excluded.mean_seconds, variation = excluded.variation,
  procedures = excluded.procedures, position = excluded.position, active = excluded.active"""

UPSERT_CLASS = """
insert into priority_class (code, name, hint, head_start_seconds, position) values (?, ?, ?, ?, ?)
on conflict do update set name = excluded.name, hint = excluded.hint, head_start_seconds = excluded.head_start_seconds,
  position = excluded.position, active = 1"""

UPSERT_COUNTER = """
insert into counter (counter_id, name, position) values (?, ?, ?)
on conflict do update set name = excluded.name, position = excluded.position, active = 1"""


def sync(db: sqlite3.Connection, catalog: Catalog) -> None:
    """Make the tables say what `catalog` says. What it no longer names stays, inactive, for the visits that used it."""
    for table in ("service", "priority_class", "counter"):
        db.execute(f"update {table} set active = 0")
    for group in catalog.groups.values():
        _group(db, group)
    for service in catalog.services.values():
        _service(db, service)
    for priority_class in catalog.priority_classes.values():
        _priority_class(db, priority_class)
    for counter in catalog.counters.values():
        _counter(db, counter)
    _release_lost_counters(db)


def orphans(db: sqlite3.Connection, catalog: Catalog) -> dict[str, list[str]]:
    """Services that the office no longer names although visits wait for them: service id to ticket numbers."""
    found: dict[str, list[str]] = {}
    for row in db.execute(
        "select service_id, ticket_number from visit cross join leg using (visit_id) where visit.ended_at is null"
    ):
        if row["service_id"] not in catalog.services:
            found.setdefault(row["service_id"], []).append(row["ticket_number"])
    return found


def _group(db: sqlite3.Connection, group: ServiceGroup) -> None:
    db.execute(UPSERT_GROUP, (group.id, _json(group.name), group.position))


def _service(db: sqlite3.Connection, service: Service) -> None:
    db.execute(
        UPSERT_SERVICE,
        (service.id, service.group_id, _json(service.name), _json(service.description), service.series)
        + (service.mean_time.total_seconds(), service.variation, json.dumps(service.procedures), service.position)
        + (int(service.active),),
    )


def _priority_class(db: sqlite3.Connection, one: PriorityClass) -> None:
    head_start = one.head_start.total_seconds()
    db.execute(UPSERT_CLASS, (one.code, _json(one.name), _json(one.hint), head_start, one.position))


def _counter(db: sqlite3.Connection, counter: CounterDesk) -> None:
    db.execute(UPSERT_COUNTER, (counter.id, _json(counter.name), counter.position))
    db.execute("delete from counter_service where counter_id = ?", (counter.id,))
    db.execute("delete from counter_class where counter_id = ?", (counter.id,))
    _add_classes(db, counter.id, "reserve", counter.reserved_for)
    _add_classes(db, counter.id, "prefer", counter.prefers - counter.reserved_for)
    pairs = [(counter.id, service_id) for service_id in sorted(counter.services)]
    db.executemany("insert into counter_service values (?, ?)", pairs)


def _add_classes(db: sqlite3.Connection, counter_id: str, kind: str, codes: Iterable[str]) -> None:
    db.executemany("insert into counter_class values (?, ?, ?)", [(counter_id, code, kind) for code in sorted(codes)])


def _release_lost_counters(db: sqlite3.Connection) -> None:
    """A counter that the office no longer has cannot stay open."""
    db.execute("update counter set state = 'closed', person_id = null where active = 0")


def _json(names: Names) -> str:
    return json.dumps(dict(names), ensure_ascii=False)
