"""A small office behind real HTTP, for what the demo office never shows: odd catalogs, refusals, silence.

It speaks the contract by its own models; the main line is tested against the real server.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from queue_server.contract import answers
from queue_server.contract.leases import Lease
from queue_server.contract.problems import ProblemType

NOW = "2026-11-21T01:05:09Z"
OFFICE_NAMES = {
    "vi": "Trung tâm Phục vụ hành chính công xã Ví Dụ",
    "en": "Ví Dụ Commune Public Administrative Service Centre",
}
CLASSES = (
    ("disabled", "Người khuyết tật nặng", "Person with a severe disability", "", ""),
    ("elderly_75", "Người từ đủ 75 tuổi", "Aged 75 and over", "", ""),
    ("pregnant", "Phụ nữ mang thai", "Pregnant woman", "", ""),
    ("with_infant", "Người đi cùng con dưới 36 tháng", "With a child under 36 months", "", ""),
    (
        "merit",
        "Thương binh, người có công với cách mạng",
        "War invalid or person with merit to the revolution",
        "Kể cả thân nhân liệt sĩ",
        "Including families of martyrs",
    ),
    ("elderly_60", "Người từ đủ 60 đến dưới 75 tuổi", "Aged 60 to 74", "", ""),
)


ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> str:
    return datetime.now(ZONE).isoformat()


def service(service_id: str, group: str, name: str, name_en: str = "", **more: Any) -> dict[str, Any]:
    facts = {
        "id": service_id,
        "name": {"vi": name, "en": name_en or name},
        "group": {"id": group, "name": {"vi": group, "en": group}},
        "series": "A",
        "open": True,
        "waiting": 3,
        "open_counters": 2,
    } | more
    return answers.Service.model_validate(facts).model_dump(mode="json")


@dataclass
class StandInOffice:
    """Answers as told. `refuse` makes the next ticket a problem; `mute_visits` swallows so many answers to tickets."""

    services: list[dict[str, Any]]
    classes: tuple[tuple[str, ...], ...] = CLASSES
    outlook: dict[str, Any] | None = None
    open_now: bool = True
    refuse: ProblemType | None = None
    mute_visits: int = 0
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    results: dict[str, dict[str, Any]] = field(default_factory=dict)
    health: list[dict[str, Any]] = field(default_factory=list)
    leases: list[dict[str, Any]] = field(default_factory=list)
    handed_in: list[dict[str, Any]] = field(default_factory=list)

    def start(self, port: int = 0) -> str:
        self._http = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{self._http.server_port}"

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()

    def lend(self, count: int) -> None:
        """So many numbers of its own for the kiosk, today."""
        today = datetime.now(ZONE).date()
        midnight = datetime.combine(today + timedelta(days=1), time(0), ZONE)
        lease = {"lease_id": "lease-1", "business_date": today, "series": "K1", "first_number": 1, "last_number": count}
        self.leases = [Lease.model_validate(lease | {"expires_at": midnight}).model_dump(mode="json")]

    def answer(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        """Status and body; None hangs up without a word."""
        parts = path.strip("/").split("/")[2:]
        for matches, reply in self._routes(method, parts, body):
            if matches:
                return reply()
        return 404, _problem(ProblemType.NOT_FOUND, 404)

    def _routes(self, method: str, parts: list[str], body: dict[str, Any]) -> list[tuple[bool, Callable[[], Any]]]:
        first, last, is_post = parts[0], parts[-1], method == "POST"
        return [
            (first == "leases", lambda: (200, {"now": now(), "leases": self.leases})),
            (last == "batch", lambda: (200, {"visits": [self._handed_in(one) for one in body["visits"]]})),
            (first == "office", lambda: (200, self._office())),
            (last == "services", lambda: (200, {"services": self.services})),
            (last == "outlook", lambda: (200, self._outlook(parts[1]))),
            (first == "priority-classes", lambda: (200, {"priority_classes": self._classes()})),
            (first == "visits" and is_post, lambda: self._visit(body)),
            (first == "board", lambda: (200, self._board())),
            (last == "result", lambda: (200, self._result(parts[1], body))),
            (first == "print-jobs", lambda: (200, {"print_jobs": list(self.jobs.values())})),
            (last == "health", lambda: (200, self._health(body))),
            (first == "devices", lambda: (200, self._device())),
        ]

    def _handed_in(self, visit: dict[str, Any]) -> dict[str, Any]:
        self.handed_in.append(visit)
        return {"request_id": visit["request_id"], "outcome": "accepted"}

    def _office(self) -> dict[str, Any]:
        return {
            "office_id": "xa-vi-du",
            "name": OFFICE_NAMES,
            "short_name": {"vi": "Xã Ví Dụ"},
            "languages": ["vi", "en"],
            "time_zone": "Asia/Ho_Chi_Minh",
            "business_date": "2026-11-21",
            "wait_target_seconds": 900,
            "open_now": self.open_now,
        }

    def _classes(self) -> list[dict[str, Any]]:
        ordinary = {"code": "ordinary", "name": {"vi": "Thường"}, "head_start_minutes": 0}
        return [ordinary] + [
            {"code": code, "name": {"vi": vi, "en": en}, "hint": {"vi": hint, "en": hint_en}, "head_start_minutes": 30}
            for code, vi, en, hint, hint_en in self.classes
        ]

    def _outlook(self, service_id: str) -> dict[str, Any]:
        facts = {
            "ahead": 4,
            "forecast": {"median_seconds": 720, "low_seconds": 540, "high_seconds": 960},
            "open_counters": 2,
        }
        return {"service_id": service_id} | (self.outlook or facts)

    def _visit(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]] | None:
        if self.refuse is not None:
            return 409, _problem(self.refuse, 409)
        known = body["request_id"] in self.tickets
        ticket = self.tickets.setdefault(body["request_id"], self._ticket(body))
        self.jobs.setdefault(ticket["print_job_id"], self._job(ticket))
        if self.mute_visits > 0:
            self.mute_visits -= 1
            return None
        return (200 if known else 201), ticket

    def _ticket(self, body: dict[str, Any]) -> dict[str, Any]:
        number = len(self.tickets) + 1
        chosen = next(one for one in self.services if one["id"] == body["service_id"])
        reference = {"id": chosen["id"], "name": chosen["name"]}
        return answers.TicketIssued.model_validate(
            {
                "visit_id": f"visit-{number}",
                "ticket_number": f"A{number:03}",
                "series": "A",
                "number": number,
                "office": {"name": OFFICE_NAMES},
                "service": reference,
                "legs": [{"leg_no": 1, "service": reference, "state": "waiting"}],
                "counters": ["1", "3"],
                "issued_at": NOW,
                "business_date": "2026-11-21",
                "time_zone": "Asia/Ho_Chi_Minh",
                "priority": body.get("priority_class", "ordinary") != "ordinary",
                "language": body["language"],
                "tracking_url": None,
                "print_job_id": f"job-{number}",
                "ahead": 4,
                "forecast": self._outlook("")["forecast"],
            }
        ).model_dump(mode="json")

    def _job(self, ticket: dict[str, Any], kind: str = "ticket") -> dict[str, Any]:
        return {
            "job_id": ticket["print_job_id"],
            "visit_id": ticket["visit_id"],
            "device_id": "kiosk-1",
            "kind": kind,
            "state": "requested",
            "requested_at": NOW,
            "ticket": ticket,
        }

    def _result(self, job_id: str, body: dict[str, Any]) -> dict[str, Any]:
        self.results[job_id] = body
        return self.jobs.pop(job_id) | body

    def _health(self, body: dict[str, Any]) -> dict[str, Any]:
        self.health.append(body)
        return self._device()

    def _device(self) -> dict[str, Any]:
        return {"id": "kiosk-1", "kind": "kiosk", "name": "Kiosk 1", "enrolled": True, "revoked": False}

    def _board(self) -> dict[str, Any]:
        empty: dict[str, Any] = {"calls": [], "recent": [], "waiting": [], "waiting_total": 0, "counters": []}
        office = {"business_date": "2026-11-21", "office": {"name": OFFICE_NAMES}, "time_zone": "Asia/Ho_Chi_Minh"}
        return {"seq": 1, "at": NOW} | empty | office


def _problem(kind: ProblemType, status: int) -> dict[str, Any]:
    return {"type": kind.value, "title": kind.value, "status": status, "detail": "không được"}


def _handler(office: StandInOffice) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({})

        def do_POST(self) -> None:
            self._reply(json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}"))

        def _reply(self, body: dict[str, Any]) -> None:
            answer = office.answer(self.command, urlsplit(self.path).path, body)
            if answer is None:
                return
            data = json.dumps(answer[1]).encode()
            self.send_response(answer[0])
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
