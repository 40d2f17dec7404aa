"""The print agent as a process of its own, between a real server and a virtual printer."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from hardware.document import TicketData
from hardware.faults import PaperOut
from hardware.job_journal import JobJournal
from hardware.virtual import Kind, Trouble, VirtualPrinter
from queue_server.client import QueueClient
from queue_server.contract.answers import PrintJob
from queue_server.contract.commands import StartVisit
from queue_server.contract.common import HealthState, PrintState
from tests.support import wait_until
from tests.support_api import Api
from tests.support_server import DemoServer, demo_server, server_process
from tests.unit.hardware.tickets import drawer

ROOT = Path(__file__).resolve().parents[3]
FED_DOTS = 150
"""The five lines that bring a ticket past the cutter."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoServer]:
    with demo_server(tmp_path_factory.mktemp("server")) as running:
        yield running


class Office:
    """A clerk at the console, and the agent's own view of the server."""

    def __init__(self, server: DemoServer) -> None:
        self.clerk, token = server.signed_in("supervisor")
        self._console = Api(server.url).as_(token)
        self.agent = QueueClient(server.url, server.credentials["agent_token"])
        self.device_id = self.agent.this_device().id

    def ask_for_reprint(self) -> str:
        service = self.clerk.services()[0].id
        visit = self.clerk.start_visit(StartVisit(request_id=uuid4().hex, service_id=service))
        answer = self._console.post(f"/visits/{visit.visit_id}/reprint", {"device_id": self.device_id})
        assert answer.status == 200, answer
        return str(answer.json["job_id"])

    def ended(self, job_id: str) -> PrintJob:
        return wait_until(lambda: self._ended(job_id), 20, "the job's result")

    def _ended(self, job_id: str) -> PrintJob | None:
        job = self.agent.print_job(job_id)
        return job if job.state is not PrintState.REQUESTED else None

    def health(self) -> tuple[HealthState | None, str | None]:
        device = self.agent.this_device()
        return device.state, device.fault


@pytest.fixture
def office(server: DemoServer) -> Office:
    return Office(server)


class Agents:
    """Starts agents that print on one virtual printer and keep one journal."""

    def __init__(self, server: DemoServer, virtual: VirtualPrinter, folder: Path) -> None:
        self._arguments = [
            *("--server", server.url, "--token-file", str(server.data / "demo-credentials.json")),
            *("--printer", f"tcp://127.0.0.1:{virtual.start()}", "--data", str(folder)),
        ]

    @contextmanager
    def one(self) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen([sys.executable, "-m", "hardware", "agent", *self._arguments], cwd=ROOT)
        try:
            yield process
        finally:
            process.kill()
            process.wait()


@pytest.fixture
def agents(server: DemoServer, virtual: VirtualPrinter, tmp_path: Path) -> Agents:
    return Agents(server, virtual, tmp_path / "agent")


def test_a_reprint_asked_at_the_console_comes_out_once(office: Office, agents: Agents, virtual: VirtualPrinter) -> None:
    before = office.ask_for_reprint()
    with agents.one() as agent:
        assert office.ended(before).state is PrintState.PRINTED
        during = office.ended(office.ask_for_reprint())
        assert during.state is PrintState.PRINTED
        assert len(virtual.wait_for_pieces(2)) == 2
        wait_until(lambda: office.health() == (HealthState.OK, None), what="the agent to say that all is well")
        agent.send_signal(signal.SIGTERM)
        assert agent.wait(10) == 0
    assert virtual.jobs_begun == 2


def test_a_fault_is_reported_with_its_code_and_the_job_not_tried_again(
    office: Office, agents: Agents, virtual: VirtualPrinter
) -> None:
    virtual.break_down(PaperOut())
    with agents.one():
        wait_until(lambda: office.health() == (HealthState.FAILED, "paper_out"), 20, "the agent to report no paper")
        failed = office.ended(office.ask_for_reprint())
        assert (failed.state, failed.fault) == (PrintState.FAILED, "paper_out")
        virtual.mend()
        wait_until(lambda: office.health() == (HealthState.OK, None), 20, "the agent to report that all is well")
        assert office.ended(office.ask_for_reprint()).state is PrintState.PRINTED
    assert len(virtual.pieces) == 1


def test_an_agent_killed_in_mid_job_never_prints_it_again(
    office: Office, agents: Agents, virtual: VirtualPrinter
) -> None:
    virtual.fail_next(Trouble(Kind.MUTE))
    with agents.one() as agent:
        job = office.ask_for_reprint()
        virtual.wait_for_pieces(1, 20)
        agent.kill()
        agent.wait()
    assert office.agent.print_job(job).state is PrintState.REQUESTED
    virtual.wait_until_idle()
    with agents.one():
        ended = office.ended(job)
        assert (ended.state, ended.fault) == (PrintState.FAILED, "unconfirmed")
        assert office.ended(office.ask_for_reprint()).state is PrintState.PRINTED
    assert virtual.jobs_begun == 2
    assert len(virtual.pieces) == 2


def test_a_result_the_server_never_heard_is_told_after_a_restart_without_printing(
    office: Office, agents: Agents, virtual: VirtualPrinter, tmp_path: Path
) -> None:
    job = office.ask_for_reprint()
    journal = JobJournal(tmp_path / "agent" / "print-jobs.jsonl")
    journal.claim(job)
    journal.finish(job, None)
    journal.close()
    with agents.one():
        assert office.ended(job).state is PrintState.PRINTED
    assert virtual.jobs_begun == 0


def test_a_reprint_is_longer_than_the_ticket_by_its_mark(
    office: Office, agents: Agents, virtual: VirtualPrinter
) -> None:
    with agents.one():
        job = office.ended(office.ask_for_reprint())
    assert job.ticket is not None
    answer = job.ticket.model_dump(mode="json")
    marked, plain = (drawer().draw(TicketData.from_answer(answer, reprint=mark), 576) for mark in (True, False))
    (piece,) = virtual.wait_for_pieces(1)
    assert piece.image().height - FED_DOTS == marked.height > plain.height


def test_an_agent_outlives_its_server_and_prints_again_when_it_is_back(tmp_path: Path, virtual: VirtualPrinter) -> None:
    with server_process(tmp_path / "server") as process:
        server = process.start()
        with Agents(server, virtual, tmp_path / "agent").one() as agent:
            assert Office(server).ended(Office(server).ask_for_reprint()).state is PrintState.PRINTED
            process.kill()
            office = Office(process.start())
            assert office.ended(office.ask_for_reprint()).state is PrintState.PRINTED
            assert agent.poll() is None
    assert len(virtual.pieces) == 2


def test_two_agents_cannot_work_from_one_directory(agents: Agents, office: Office) -> None:
    with agents.one():
        assert office.ended(office.ask_for_reprint())
        with agents.one() as second:
            assert second.wait(20) == 2
