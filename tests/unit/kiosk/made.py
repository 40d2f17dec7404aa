"""Catalogs, tickets and states to think with."""

from __future__ import annotations

from typing import Any

from kiosk.actions import Action
from kiosk.flow import step
from kiosk.state import Catalog, State
from queue_server.contract.answers import Forecast, Office, Outlook, PrintJob, PriorityClass, Service, TicketIssued

NOW = "2026-11-21T01:05:09Z"
ORDINARY_ONLY = ("ordinary",)


def a_service(service_id: str, group: str, **more: Any) -> Service:
    facts = {
        "id": service_id,
        "name": {"vi": service_id},
        "group": {"id": group, "name": {"vi": group}},
        "series": "A",
        "open": True,
        "waiting": 0,
        "open_counters": 1,
    }
    return Service.model_validate(facts | more)


def a_catalog(*services: Service, classes: tuple[str, ...] = ("ordinary", "elderly_75")) -> Catalog:
    office = Office.model_validate(
        {
            "office_id": "xa-vi-du",
            "name": {"vi": "Xã Ví Dụ"},
            "short_name": {"vi": "Ví Dụ"},
            "languages": ["vi", "en"],
            "time_zone": "Asia/Ho_Chi_Minh",
            "business_date": "2026-11-21",
            "wait_target_seconds": 900,
            "open_now": True,
        }
    )
    known = tuple(PriorityClass(code=code, name={"vi": code}, head_start_minutes=0) for code in classes)
    return Catalog(office, services or TWO_GROUPS, known)


TWO_GROUPS = (
    a_service("khai-sinh", "ho-tich"),
    a_service("ket-hon", "ho-tich", open=False),
    a_service("ban-sao", "chung-thuc"),
)
FORECAST = Forecast(median_seconds=720, low_seconds=540, high_seconds=960)
OUTLOOK = Outlook(service_id="khai-sinh", ahead=4, forecast=FORECAST, open_counters=2)


def a_ticket(number: str = "A001", job: str | None = "job-1", **more: Any) -> TicketIssued:
    reference = {"id": "khai-sinh", "name": {"vi": "Khai sinh"}}
    facts = {
        "visit_id": f"visit-{number}",
        "ticket_number": number,
        "series": "A",
        "number": 1,
        "office": {"name": {"vi": "Xã Ví Dụ"}},
        "service": reference,
        "legs": [{"leg_no": 1, "service": reference, "state": "waiting"}],
        "counters": ["1"],
        "ahead": 4,
        "forecast": None,
        "issued_at": NOW,
        "business_date": "2026-11-21",
        "time_zone": "Asia/Ho_Chi_Minh",
        "priority": False,
        "language": "vi",
        "tracking_url": None,
        "print_job_id": job,
    }
    return TicketIssued.model_validate(facts | more)


def a_job(job_id: str, kind: str = "reprint", ticket: TicketIssued | None = None) -> PrintJob:
    facts = {
        "job_id": job_id,
        "visit_id": "visit-A001",
        "device_id": "kiosk-1",
        "kind": kind,
        "state": "requested",
        "requested_at": NOW,
    }
    return PrintJob.model_validate(facts | {"ticket": ticket.model_dump(mode="json") if ticket else None})


def after(*actions: Action, start: State | None = None) -> State:
    state = start or State()
    for action in actions:
        state = step(state, action)
    return state
