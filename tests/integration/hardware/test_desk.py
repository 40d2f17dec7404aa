"""A declaration from the clerk's click over the real server and the real agent to the printer at the counter."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest

from hardware.virtual import Kind, VirtualPrinter
from hardware.virtual.ipp_printer import VirtualDocumentPrinter
from queue_server.client import QueueClient
from queue_server.contract.answers import PrintJob
from queue_server.contract.commands import StartVisit
from queue_server.contract.common import PrintState
from queue_server.contract.dossiers import HandInDeclaration
from tests.support import wait_until
from tests.support_api import Api
from tests.support_server import ROOT, DemoServer, demo_server
from tests.unit.contract.forms.made import SAMPLES

COUNTER, FORM, PLACE = "1", "khai_sinh", "Buôn Không Ai Tìm Ra, xã Ia Rtô"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with demo_server(tmp_path_factory.mktemp("server")) as running:
        yield running


def print_it(server: DemoServer, token: str, declaration_id: str) -> str:
    """The clerk's click. Returns the id of the job."""
    answer = Api(server.url).as_(token).post(f"/declarations/{declaration_id}/print")
    assert answer.status == 200, answer
    return str(answer.json["job_id"])


@contextmanager
def agent(server: DemoServer, tickets: VirtualPrinter, documents: str, data: Path) -> Iterator[None]:
    arguments = [
        *("--server", server.url, "--token-file", str(server.data / "demo-credentials.json"), "--data", str(data)),
        *("--printer", f"tcp://127.0.0.1:{tickets.start()}", "--documents-to", documents, "--counter", COUNTER),
    ]
    process = subprocess.Popen([sys.executable, "-m", "hardware", "agent", *arguments], cwd=ROOT)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def declared_at_the_counter(server: DemoServer, clerk: QueueClient) -> str:
    """Somebody declared a birth and stands at the counter. Returns the declaration's id."""
    with QueueClient(server.url, server.kiosk_token) as kiosk:
        ticket = kiosk.start_visit(StartVisit(request_id=uuid4().hex, service_id="khai-sinh"))
        born = kiosk.office().business_date - timedelta(days=3)
        answers = SAMPLES[FORM] | {"tre_ngay_sinh": f"{born:%d/%m/%Y}", "tre_noi_sinh": PLACE}
        kiosk.hand_in_declaration(ticket.visit_id, FORM, HandInDeclaration(answers=answers))
    clerk.counter_verb(COUNTER, "open")
    assert clerk.call_next(COUNTER).visit.visit_id == ticket.visit_id
    return clerk.dossier(ticket.visit_id).declarations[0].declaration_id


def ended(clerk: QueueClient, job_id: str) -> PrintJob:
    def look() -> PrintJob | None:
        now = clerk.print_job(job_id)
        return now if now.state is not PrintState.REQUESTED else None

    return wait_until(look, 20, "the job's result")


def test_a_declaration_comes_out_at_the_clerks_desk_and_lies_in_no_file(
    server: DemoServer, virtual: VirtualPrinter, tmp_path: Path
) -> None:
    clerk, token = server.signed_in("supervisor")
    with (
        clerk,
        QueueClient(server.url, server.credentials["agent_token"]) as device,
        VirtualDocumentPrinter() as twin,
        agent(server, virtual, twin.start(), tmp_path / "agent"),
    ):
        wait_until(lambda: device.this_device().desk, 20, "the agent to tell of its desk")
        declaration = declared_at_the_counter(server, clerk)
        job = print_it(server, token, declaration)
        assert ended(clerk, job).state is PrintState.PRINTED
        text = pypdfium2.PdfDocument(twin.papers[0])[0].get_textpage().get_text_range()
        assert "Buôn Không Ai Tìm Ra" in " ".join(text.split())
        twin.trouble = Kind.STALL
        stuck = print_it(server, token, declaration)
        wait_until(lambda: twin.waiting, what="the printer to have the job")
        twin.trouble = Kind.PAPER_OUT
        assert ended(clerk, stuck).fault == "paper_out"
        assert len(twin.papers) == 1
    written = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert written
    assert not [one for one in written if b"%PDF" in one or PLACE.encode() in one]
    assert virtual.jobs_begun == 0
