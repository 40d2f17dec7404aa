"""Tickets of a real server as the virtual printer decoded them from their bytes."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from hardware.document import TicketData, TicketDrawer
from hardware.registry import open_printer
from queue_server.client import QueueClient
from queue_server.contract.answers import TicketIssued
from queue_server.contract.commands import StartVisit
from tests.support_server import DemoServer, demo_server

WIDTHS = {"80mm": 576, "58mm": 384}
SERVICES = {"vi": "cai-chinh", "en": "dang-ky-kinh-doanh"}


def shoot(folder: Path) -> None:
    """Print one ticket for each language and paper width."""
    with TemporaryDirectory() as scratch, demo_server(Path(scratch) / "server") as server:
        _open_counters(server)
        for language in SERVICES:
            ticket = _take(server, language)
            for model, width in WIDTHS.items():
                _print(ticket, model, width, Path(scratch) / model, folder / f"ticket-{language}-{model}.png")


def _open_counters(server: DemoServer) -> None:
    supervisor, _ = server.signed_in("supervisor")
    with supervisor:
        for counter in supervisor.counters()[:4]:
            supervisor.counter_verb(counter.id, "open")


def _take(server: DemoServer, language: str) -> TicketIssued:
    """The last of six tickets, so that there are people ahead and a forecast."""
    with QueueClient(server.url, server.kiosk_token) as kiosk:
        for _ in range(6):
            request = StartVisit(request_id=uuid4().hex, service_id=SERVICES[language], language=language)
            ticket = kiosk.start_visit(request.model_copy(update={"priority_class": "ordinary"}))
    return ticket


def _print(ticket: TicketIssued, model: str, width: int, papers: Path, target: Path) -> None:
    printer = open_printer(f"virtual:{papers}?model={model}")
    try:
        printer.print(TicketDrawer.from_file().draw(TicketData.from_answer(ticket.model_dump(mode="json")), width))
    finally:
        printer.close()
    newest = sorted(papers.glob("paper-*.png"))[-1]
    target.write_bytes(newest.read_bytes())
