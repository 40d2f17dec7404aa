"""Taking a ticket, printing it once, telling the server."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hardware.document import TicketDataError
from hardware.faults import JobUnconfirmed, PaperOut
from kiosk.issue import RETRY_PAUSES, Issuer, PrintDesk, Reporter, new_request_id
from kiosk.offline.standby import Standby
from kiosk.print_ledger import PrintLedger
from kiosk.wish import Wish
from queue_server.client import ProblemAnswered, ServerUnreachable, card_digest
from queue_server.contract.answers import PrintJob, Problem, TicketIssued
from queue_server.contract.cards import CardKey
from queue_server.contract.commands import PrintResult, StartVisit
from queue_server.contract.problems import ProblemType
from tests.unit.kiosk.machine import Machine
from tests.unit.kiosk.made import a_job, a_ticket

WISH = Wish("request-1", "khai-sinh", "elderly_75", "en")


def problem(kind: ProblemType) -> ProblemAnswered:
    return ProblemAnswered(Problem(type=kind, title="", status=409, detail=""))


class ScriptedServer:
    """Answers each call with the next of its script: raises what is an exception, returns the rest."""

    def __init__(self, *script: Any, jobs: tuple[PrintJob, ...] = ()) -> None:
        self._script = list(script)
        self.jobs = jobs
        self.commands: list[StartVisit] = []
        self.results: list[tuple[str, PrintResult]] = []

    def start_visit(self, command: StartVisit) -> TicketIssued:
        self.commands.append(command)
        return self._next()  # type: ignore[no-any-return]

    def report_print(self, job_id: str, result: PrintResult) -> None:
        self.results.append((job_id, result))
        self._next()

    def print_jobs(self) -> list[PrintJob]:
        return list(self.jobs)

    def card_key(self) -> CardKey:
        return self._next()  # type: ignore[no-any-return]

    def _next(self) -> Any:
        answer = self._script.pop(0) if self._script else None
        if isinstance(answer, Exception):
            raise answer
        return answer


class Paper:
    """Keeps what was put on it, or raises what it is told to."""

    def __init__(self, *faults: Exception | None) -> None:
        self._faults = list(faults)
        self.numbers: list[tuple[str, bool]] = []

    def put_on_paper(self, ticket: TicketIssued, *, reprint: bool) -> None:
        self.numbers.append((ticket.ticket_number, reprint))
        fault = self._faults.pop(0) if self._faults else None
        if fault is not None:
            raise fault


@pytest.fixture
def ledger(tmp_path: Path) -> PrintLedger:
    return PrintLedger(tmp_path / "ledger.json")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the issuers of these tests keep what they would need without a server: nothing was ever lent to them."""
    monkeypatch.chdir(tmp_path)


def an_issuer(server: ScriptedServer, desk: PrintDesk, pauses: list[float] | None = None) -> Issuer:
    machine = Machine()
    if pauses is not None:
        machine.pauses = pauses
    return Issuer(server, desk, machine, Standby(Path("standby"), server, machine))  # type: ignore[arg-type]


def test_a_ticket_is_asked_for_as_the_citizen_wished(ledger: PrintLedger) -> None:
    server = ScriptedServer(a_ticket())
    assert an_issuer(server, PrintDesk(Paper(), ledger)).take(WISH) == a_ticket()
    sent = server.commands[0]
    assert (sent.request_id, sent.service_id, sent.priority_class, sent.language) == (
        "request-1", "khai-sinh", "elderly_75", "en",
    )  # fmt: skip


def test_of_a_card_only_a_digest_under_the_key_of_the_day_is_told(ledger: PrintLedger) -> None:
    keys = [CardKey(business_date=date(2026, 11, 21 + day), key=f"{day}" * 64) for day in (1, 2)]
    server = ScriptedServer(ServerUnreachable("silence"), keys[0], a_ticket(), keys[1], a_ticket())
    issuer, wish = an_issuer(server, PrintDesk(Paper(), ledger)), replace(WISH, card_number="064090012345")
    issuer.take(wish)
    issuer.take(wish)
    told = [command.person_digest for command in server.commands]
    assert told == [card_digest(str(key.key), "064090012345") for key in keys]


def test_an_office_that_stopped_counting_is_told_nothing_of_the_card(ledger: PrintLedger) -> None:
    server = ScriptedServer(CardKey(business_date=date(2026, 11, 21), key=None), a_ticket())
    an_issuer(server, PrintDesk(Paper(), ledger)).take(replace(WISH, card_number="064090012345"))
    assert server.commands[0].person_digest is None


def test_silence_is_asked_again_with_the_same_request_id(ledger: PrintLedger) -> None:
    server, pauses = ScriptedServer(ServerUnreachable("x"), ServerUnreachable("x"), a_ticket()), []
    an_issuer(server, PrintDesk(Paper(), ledger), pauses).take(WISH)
    assert [command.request_id for command in server.commands] == ["request-1"] * 3
    assert pauses == list(RETRY_PAUSES[:2])


def test_silence_is_not_waited_for_without_end(ledger: PrintLedger) -> None:
    server = ScriptedServer(*[ServerUnreachable("x")] * 20)
    with pytest.raises(ServerUnreachable):
        an_issuer(server, PrintDesk(Paper(), ledger)).take(WISH)
    assert len(server.commands) == len(RETRY_PAUSES) + 1


def test_a_refusal_is_final_but_a_busy_server_is_asked_again(ledger: PrintLedger) -> None:
    closed = ScriptedServer(problem(ProblemType.SERVICE_CLOSED), a_ticket())
    with pytest.raises(ProblemAnswered):
        an_issuer(closed, PrintDesk(Paper(), ledger)).take(WISH)
    assert len(closed.commands) == 1
    busy = ScriptedServer(problem(ProblemType.BUSY), a_ticket())
    assert an_issuer(busy, PrintDesk(Paper(), ledger)).take(WISH) == a_ticket()


def test_every_wish_has_a_request_id_of_its_own_that_the_contract_takes() -> None:
    ids = {new_request_id() for _ in range(50)}
    assert len(ids) == 50
    assert all(StartVisit(request_id=one, service_id="x") for one in ids)


def test_paper_is_printed_once_however_often_it_is_asked_for(ledger: PrintLedger) -> None:
    paper = Paper()
    desk = PrintDesk(paper, ledger)
    assert [desk.print_ticket(a_ticket()) for _ in range(3)] == [None, None, None]
    assert paper.numbers == [("A001", False)]


def test_a_fault_of_the_printer_is_told_and_never_raised(ledger: PrintLedger) -> None:
    desk = PrintDesk(Paper(PaperOut()), ledger)
    assert desk.print_ticket(a_ticket()) == "paper_out"
    assert ledger.outcomes() == {"job-1": "paper_out"}


def test_a_job_that_may_be_on_paper_is_not_printed_again(ledger: PrintLedger) -> None:
    paper = Paper(JobUnconfirmed())
    desk = PrintDesk(paper, ledger)
    assert desk.print_ticket(a_ticket()) == "unconfirmed"
    assert desk.print_ticket(a_ticket()) == "unconfirmed"
    assert len(paper.numbers) == 1


def test_a_ticket_that_cannot_be_drawn_is_a_fault_too(ledger: PrintLedger) -> None:
    assert PrintDesk(Paper(TicketDataError("x")), ledger).print_ticket(a_ticket()) == "cannot_draw"


def test_a_mistake_of_ours_leaves_the_job_unconfirmed_and_is_heard_of(ledger: PrintLedger) -> None:
    with pytest.raises(ZeroDivisionError):
        PrintDesk(Paper(ZeroDivisionError()), ledger).print_ticket(a_ticket())
    assert ledger.outcomes() == {"job-1": "unconfirmed"}


def test_a_ticket_without_a_print_job_is_printed_and_not_reported(ledger: PrintLedger) -> None:
    paper = Paper()
    assert PrintDesk(paper, ledger).print_ticket(a_ticket(job=None)) is None
    assert paper.numbers == [("A001", False)]
    assert ledger.outcomes() == {}


def test_a_reprint_says_that_it_is_one_and_comes_once(ledger: PrintLedger) -> None:
    paper = Paper()
    desk = PrintDesk(paper, ledger)
    for _ in range(2):
        desk.print_job(a_job("job-9", ticket=a_ticket()), "2026-11-21")
    assert paper.numbers == [("A001", True)]
    assert ledger.outcomes() == {"job-9": "printed"}


def test_yesterdays_ticket_is_not_printed_today(ledger: PrintLedger) -> None:
    paper = Paper()
    PrintDesk(paper, ledger).print_job(a_job("job-9", ticket=a_ticket()), "2026-11-22")
    assert paper.numbers == []
    assert ledger.outcomes() == {"job-9": "day_over"}


def test_a_job_without_a_ticket_is_given_back(ledger: PrintLedger) -> None:
    PrintDesk(Paper(), ledger).print_job(a_job("job-9"), "2026-11-21")
    assert ledger.outcomes() == {"job-9": "nothing_to_print"}


def test_a_ticket_whose_answer_was_lost_is_reported_unconfirmed_and_not_printed(ledger: PrintLedger) -> None:
    paper = Paper()
    desk = PrintDesk(paper, ledger)
    server = ScriptedServer(a_ticket("A002", "job-2"), jobs=(a_job("job-1", "ticket"), a_job("job-9", "reprint")))
    an_issuer(server, desk).disown_lost_jobs()
    assert ledger.outcomes() == {"job-1": "unconfirmed"}
    assert paper.numbers == []


def test_the_ticket_in_hand_is_not_taken_for_a_lost_one(ledger: PrintLedger) -> None:
    paper = Paper()
    desk = PrintDesk(paper, ledger)
    issuer = an_issuer(ScriptedServer(a_ticket(), jobs=(a_job("job-1", "ticket"),)), desk)
    ticket = issuer.take(WISH)
    issuer.disown_lost_jobs()
    assert desk.print_ticket(ticket) is None
    assert ledger.outcomes() == {"job-1": "printed"}


def test_outcomes_are_reported_until_the_server_has_them(ledger: PrintLedger) -> None:
    desk = PrintDesk(Paper(None, PaperOut()), ledger)
    desk.print_ticket(a_ticket())
    desk.print_ticket(a_ticket("A002", "job-2"))
    server = ScriptedServer(None, ServerUnreachable("x"))
    with pytest.raises(ServerUnreachable):
        Reporter(server, ledger).flush()  # type: ignore[arg-type]
    Reporter(server, ledger).flush()  # type: ignore[arg-type]
    told = [(job, result.state.value, result.fault) for job, result in server.results]
    assert told == [("job-1", "printed", None), ("job-2", "failed", "paper_out"), ("job-2", "failed", "paper_out")]
    assert ledger.outcomes() == {}


def test_an_outcome_that_the_server_does_not_want_is_not_said_for_ever(ledger: PrintLedger) -> None:
    PrintDesk(Paper(), ledger).print_ticket(a_ticket())
    Reporter(ScriptedServer(problem(ProblemType.PRINT_JOB_ENDED)), ledger).flush()  # type: ignore[arg-type]
    assert ledger.outcomes() == {}


def test_a_busy_server_hears_of_the_outcome_later(ledger: PrintLedger) -> None:
    PrintDesk(Paper(), ledger).print_ticket(a_ticket())
    Reporter(ScriptedServer(problem(ProblemType.BUSY)), ledger).flush()  # type: ignore[arg-type]
    assert ledger.outcomes() == {"job-1": "printed"}
