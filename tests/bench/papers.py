"""The nine declarations as PDF, from the server as a clerk asks for them, and what it does to everybody else meanwhile.

The real server in a process of its own; each paper is drawn by a child of it. Somebody asks for the services, with two
clerks printing without a pause and with nobody printing: the ratio of the two is what a paper costs everybody else.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import httpx

from queue_server.client import QueueClient
from queue_server.contract.commands import StartVisit
from queue_server.contract.dossiers import HandInDeclaration
from tests.bench.figures import percentile
from tests.support_server import DemoServer, demo_server
from tests.unit.contract.forms.made import SAMPLES

GOAL_S = 2.0
CLERKS = 2
QUIET_SECONDS = 3.0
PAUSE_SECONDS = 0.01


def run() -> dict[str, Any]:
    """Seconds for each paper, one after another with nobody else there, and processor time; then two at a time."""
    with tempfile.TemporaryDirectory() as folder, demo_server(Path(folder)) as server:
        papers = _declared(server)
        with httpx.Client(base_url=server.url, headers=_staff(server), timeout=30) as clerk:
            cpu, alone = _children_cpu(server.pid), {form: _seconds(clerk, path) for form, path in papers.items()}
            cpu = (_children_cpu(server.pid) - cpu) / len(papers)
        quiet, _ = _asked_meanwhile(server, lambda: threading.Event().wait(QUIET_SECONDS))
        busy, together = _asked_meanwhile(server, lambda: _all_at_once(server, list(papers.values())))
    slowest = max(alone, key=lambda form: alone[form])
    return {
        "seconds": alone,
        "slowest": slowest,
        "slowest_s": alone[slowest],
        "cpu_s_a_paper": cpu,
        "slowest_of_two_at_once_s": max(together),
        "get_ms": median(quiet) * 1000,
        "get_ms_meanwhile": median(busy) * 1000,
        "get_p99_ms_meanwhile": percentile(busy, 99) * 1000,
        "ratio_p50": median(busy) / median(quiet),
        "goal_s": GOAL_S,
    }


def _declared(server: DemoServer) -> dict[str, str]:
    """One visit with all nine declarations: the address of each paper."""
    born = datetime.now(UTC) - timedelta(days=2)
    with QueueClient(server.url, server.kiosk_token) as kiosk, server.signed_in()[0] as boss:
        visit_id = kiosk.start_visit(StartVisit(request_id=str(uuid4()), service_id="khai-sinh")).visit_id
        for form, answers in SAMPLES.items():
            recent = {"tre_ngay_sinh": f"{born:%d/%m/%Y}"} if "tre_ngay_sinh" in answers else {}
            kiosk.hand_in_declaration(visit_id, form, HandInDeclaration(answers=answers | recent))
        found = boss.dossier(visit_id).declarations
    return {one.form_id: f"/api/v1/declarations/{one.declaration_id}/paper" for one in found}


def _staff(server: DemoServer) -> dict[str, str]:
    client, token = server.signed_in()
    client.close()
    return {"Authorization": f"Bearer {token}"}


def _seconds(clerk: httpx.Client, path: str) -> float:
    started = time.perf_counter()
    answer = clerk.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"%PDF")
    return time.perf_counter() - started


def _all_at_once(server: DemoServer, paths: list[str]) -> list[float]:
    """Each clerk prints a share of the papers, one after another."""
    found: list[float] = []

    def print_all(share: list[str]) -> None:
        with httpx.Client(base_url=server.url, headers=_staff(server), timeout=30) as clerk:
            found.extend(_seconds(clerk, path) for path in share)

    clerks = [threading.Thread(target=print_all, args=(paths[at::CLERKS],)) for at in range(CLERKS)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join()
    return found


def _asked_meanwhile(server: DemoServer, work: Any) -> tuple[list[float], Any]:
    """How long each question for the services took while `work` was done, and what that returned."""
    times: list[float] = []
    is_over = threading.Event()

    def ask() -> None:
        with httpx.Client(base_url=server.url, headers={"Authorization": f"Bearer {server.kiosk_token}"}) as kiosk:
            while not is_over.wait(PAUSE_SECONDS):
                started = time.perf_counter()
                assert kiosk.get("/api/v1/services").status_code == 200
                times.append(time.perf_counter() - started)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        return times, work()
    finally:
        is_over.set()
        asking.join()


def _children_cpu(pid: int) -> float:
    """Processor seconds of the children of a process that have ended."""
    numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(numbers[13]) + int(numbers[14])) / os.sysconf("SC_CLK_TCK")
