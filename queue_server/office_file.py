"""Reads the description of an office, a TOML file that a person wrote, into the catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from queue_server.domain.catalog import (
    ORDINARY,
    Catalog,
    CounterDesk,
    Office,
    PriorityClass,
    Purpose,
    Service,
    ServiceGroup,
)
from queue_server.domain.limits import Limits
from queue_server.domain.policy import FAIR, POLICIES, UNBOUNDED, Policy
from queue_server.mistakes import ConfigError, Mistake, Table, read_toml
from queue_server.office_paths import (
    read_appointments,
    read_declarations,
    read_deliveries,
    read_hours,
    read_petitions,
)

ID = r"[a-z0-9][a-z0-9-]{0,39}"
PRIORITY_CODE = r"[a-z0-9][a-z0-9_]{0,39}"
SERIES = r"[A-Z][0-9A-Z]?"
PROCEDURE_CODE = r"\d\.\d{6}"
HEAD_START_MINUTES = 30
LONGEST_HEAD_START_MINUTES = 600

Item = TypeVar("Item")


def load_office(path: Path) -> Catalog:
    """Read the office described at `path`. Raises ConfigError with every mistake, each with its file and key."""
    mistakes: list[Mistake] = []
    root = Table(read_toml(path), str(path), mistakes)
    catalog = Catalog(
        office=_office(root),
        groups=_filed(root, "groups", _each(root, "groups", _group), lambda group: group.id),
        services=_filed(root, "services", _each(root, "services", _service), lambda service: service.id),
        priority_classes=_filed(root, "priority_classes", _priority_classes(root), lambda one: one.code),
        counters=_filed(root, "counters", _each(root, "counters", _counter), lambda counter: counter.id),
    )
    root.end()
    _check_references(root, catalog)
    if mistakes:
        raise ConfigError(mistakes)
    return catalog


def _office(root: Table) -> Office:
    table = root.table("office")
    office = Office(
        id=table.text("id", form=ID, example="xa-vi-du"),
        name=table.names("name"),
        short_name=table.names("short_name"),
        languages=table.texts("languages", ("vi",), form="[a-z]{2,3}"),
        time_zone=_time_zone(table),
        wait_target=timedelta(minutes=table.number("wait_target_minutes", 1, 240, 15)),
        hours=read_hours(root),
        holidays=table.dates("holidays"),
        policy=_policy(table),
        absences_to_end=table.whole("absences_to_end", 1, 10, 3),
        handling_target=timedelta(minutes=table.number("handling_target_minutes", 1, 480, 30)),
        last_ticket=timedelta(minutes=table.number("last_ticket_minutes", 0, 120, 0)),
        overtime=timedelta(minutes=table.number("overtime_minutes", 0, 240, 15)),
        visits_per_person=table.whole("visits_per_person_a_day", 0, 100, 0),
        appointments=read_appointments(root),
        petitions=read_petitions(root),
        declarations=read_declarations(root),
        limits=_limits(root),
    )
    if "vi" not in office.languages:
        table.wrong("languages", "Phải có tiếng Việt (vi).", "Vietnamese (vi) must be there.")
    table.end()
    return office


def _limits(root: Table) -> Limits:
    """When a supervisor is alerted; the whole table may be left out."""
    usual = Limits()
    if not root.has("alerts"):
        return usual
    table = root.table("alerts")
    limits = Limits(
        late_share=table.number("late_share_percent", 1, 100, usual.late_share * 100) / 100,
        goal_share=table.number("goal_share_percent", 50, 100, usual.goal_share * 100) / 100,
        lead=_minutes(table, "lead_minutes", 60, usual.lead),
        nearly_late=_minutes(table, "nearly_late_minutes", 60, usual.nearly_late),
        idle=_minutes(table, "idle_minutes", 240, usual.idle),
        silent=_minutes(table, "silent_minutes", 480, usual.silent),
    )
    table.end()
    return limits


def _minutes(table: Table, key: str, most: float, usual: timedelta) -> timedelta:
    return timedelta(minutes=table.number(key, 0, most, usual.total_seconds() / 60))


def _policy(table: Table) -> Policy:
    """The order of calling by name; its bound on overtakes may be set apart, where it has one."""
    name = table.one_of("policy", POLICIES, FAIR.name)
    policy = POLICIES.get(name, FAIR)
    bound = table.whole("max_overtakes", 0, 50, min(policy.max_overtakes, 50))
    return policy if policy.max_overtakes == UNBOUNDED else replace(policy, max_overtakes=bound)


def _time_zone(table: Table) -> ZoneInfo:
    name = table.text("time_zone", "Asia/Ho_Chi_Minh")
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        table.wrong("time_zone", f'Không có múi giờ "{name}".', f'There is no time zone "{name}".')
        return ZoneInfo("Asia/Ho_Chi_Minh")


def _each(root: Table, key: str, read: Callable[[Table, int], Item]) -> list[Item]:
    return [read(table, position) for position, table in enumerate(root.tables(key))]


def _group(table: Table, position: int) -> ServiceGroup:
    group = ServiceGroup(table.text("id", form=ID, example="ho-tich"), table.names("name"), position)
    table.end()
    return group


def _service(table: Table, position: int) -> Service:
    service = Service(
        id=table.text("id", form=ID, example="khai-sinh"),
        group_id=table.text("group"),
        name=table.names("name"),
        series=table.text("series", form=SERIES, example="A"),
        mean_time=timedelta(minutes=table.number("mean_minutes", 0.5, 240)),
        variation=table.number("variation", 0, 3, 0.8),
        position=position,
        description=table.names("description", optional=True),
        procedures=table.texts("procedures", (), form=PROCEDURE_CODE),
        active=table.flag("active", default=True),
        wait_target=_own_target(table),
        purpose=Purpose(table.one_of("purpose", tuple(Purpose), Purpose.NEW)),
        hours=read_hours(table),
        deliveries=read_deliveries(table),
        slot_capacity=table.whole("slot_capacity", 0, 500) if table.has("slot_capacity") else None,
    )
    table.end()
    return service


def _own_target(table: Table) -> timedelta | None:
    if not table.has("wait_target_minutes"):
        return None
    return timedelta(minutes=table.number("wait_target_minutes", 1, 240))


def _priority_classes(root: Table) -> list[PriorityClass]:
    found = [_priority_class(t, n) for n, t in enumerate(root.tables("priority_classes", "code"))]
    ordinary = next((one for one in found if one.code == ORDINARY), None)
    if ordinary is None:
        root.wrong("priority_classes", 'Thiếu lớp "ordinary".', 'The class "ordinary" is missing.')
    elif ordinary.head_start:
        key = f"priority_classes[{ORDINARY}].head_start_minutes"
        root.wrong(key, "Lớp thường không được ưu tiên trước: ghi 0.", "The ordinary class has no head start: write 0.")
    return found


def _priority_class(table: Table, position: int) -> PriorityClass:
    code = table.text("code", form=PRIORITY_CODE, example="elderly_75")
    default = 0 if code == ORDINARY else HEAD_START_MINUTES
    minutes = table.number("head_start_minutes", 0, LONGEST_HEAD_START_MINUTES, default)
    item = PriorityClass(
        code=code,
        name=table.names("name"),
        hint=table.names("hint", optional=True),
        head_start=timedelta(minutes=minutes),
        position=position,
    )
    table.end()
    return item


def _counter(table: Table, position: int) -> CounterDesk:
    counter = CounterDesk(
        id=table.text("id", form=ID, example="1"),
        name=table.names("name"),
        services=frozenset(table.texts("services")),
        prefers=frozenset(table.texts("prefers", ())),
        reserved_for=frozenset(table.texts("reserved_for", ())),
        position=position,
    )
    table.end()
    return counter


def _filed(root: Table, key: str, items: Iterable[Item], id_of: Callable[[Item], str]) -> dict[str, Item]:
    """The items by id, in their order; there must be one at least, and no id twice."""
    filed: dict[str, Item] = {}
    for item in items:
        if id_of(item) in filed:
            root.wrong(f"{key}[{id_of(item)}]", "Mã này được dùng hai lần.", "This id is used twice.")
        filed[id_of(item)] = item
    if not filed:
        root.wrong(key, f"Cần ít nhất một bảng [[{key}]].", f"Needs at least one table [[{key}]].")
    return filed


def _check_references(root: Table, catalog: Catalog) -> None:
    for service in catalog.services.values():
        if service.group_id not in catalog.groups:
            _unknown(root, f"services[{service.id}].group", service.group_id)
    for counter in catalog.counters.values():
        at = f"counters[{counter.id}]"
        for unknown in sorted(counter.services - catalog.services.keys()):
            _unknown(root, f"{at}.services", unknown)
        for unknown in sorted(counter.prefers - catalog.priority_classes.keys()):
            _unknown(root, f"{at}.prefers", unknown)
        for unknown in sorted(counter.reserved_for - catalog.priority_classes.keys()):
            _unknown(root, f"{at}.reserved_for", unknown)
    _check_everyone_is_served(root, catalog)


def _check_everyone_is_served(root: Table, catalog: Catalog) -> None:
    served = {service_id for counter in catalog.counters.values() for service_id in counter.services}
    for service in catalog.services.values():
        if service.active and service.id not in served:
            vi, en = "Chưa quầy nào phục vụ dịch vụ này.", "No counter serves this service."
            root.wrong(f"services[{service.id}]", vi, en)


def _unknown(root: Table, key: str, what: str) -> None:
    root.wrong(key, f'Không có "{what}".', f'There is no "{what}".')
