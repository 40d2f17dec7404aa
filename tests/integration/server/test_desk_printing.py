"""A declaration on the printer of the clerk's own counter: handed out while they stand there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.integration.server.hall import COLLEAGUE, HERS, MINE, Hall, done, refused
from tests.integration.server.test_dossiers import MARKER, declared, dossier, put, traces_of


@pytest.fixture
def paper(hall: Hall) -> str:
    """The path of a declaration whose visit is called to the clerk's counter; the agent prints there."""
    visit_id = str(hall.ticket()["visit_id"])
    done(put(hall, visit_id, declared()))
    hall.open(MINE)
    assert hall.call_next()["visit_id"] == visit_id
    desk(hall, MINE)
    return f"/declarations/{dossier(hall, visit_id)['declarations'][0]['declaration_id']}"


def desk(hall: Hall, counter: str, fault: str | None = None) -> None:
    done(hall.agent.post("/devices/self/health", {"state": "ok", "desk": {"counter_id": counter, "fault": fault}}))


def result(hall: Hall, job: dict[str, Any], **said: Any) -> None:
    done(hall.agent.post(f"/print-jobs/{job['job_id']}/result", said))


def test_the_agent_of_the_counter_is_handed_the_paper_once_and_nothing_of_it_stays(hall: Hall, paper: str):
    seq = hall.seq()
    job = done(hall.clerk.post(f"{paper}/print"))
    assert (job["kind"], job["state"], job["ticket"]) == ("declaration", "requested", None)
    assert job["job_id"] in [one["job_id"] for one in done(hall.agent.get("/print-jobs"))["print_jobs"]]
    answer = hall.agent.get(f"/print-jobs/{job['job_id']}/paper")
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    said = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert "Buôn Tìm Mãi Không Ra" in " ".join(said.split())
    result(hall, job, state="printed")
    refused(hall.agent.get(f"/print-jobs/{job['job_id']}/paper"), 409, "print_job_ended")
    told = [(one["name"], one["body"]["kind"]) for one in hall.events_after(seq)]
    assert told == [("print.requested", "declaration"), ("ticket.printed", "declaration")]
    assert not traces_of(MARKER, Path(hall.server.data))


def test_only_the_agent_that_was_asked_is_handed_the_paper(hall: Hall, paper: str):
    path = f"/print-jobs/{done(hall.clerk.post(f'{paper}/print'))['job_id']}/paper"
    for who in ("kiosk", "display"):
        refused(hall.caller(who).get(path), 404, "unknown_print_job")
    refused(hall.supervisor.get(path), 403, "not_allowed")


def test_a_paper_goes_to_no_printer_but_that_of_the_own_counter(hall: Hall, paper: str):
    for counter, fault in ((HERS, None), (MINE, "paper_out")):
        desk(hall, counter, fault)
        refused(hall.clerk.post(f"{paper}/print"), 409, "no_printer")
    done(hall.agent.post("/devices/self/health", {"state": "ok"}))
    refused(hall.clerk.post(f"{paper}/print"), 409, "no_printer")


def test_nobody_else_has_it_printed(hall: Hall, paper: str):
    hall.open(HERS, COLLEAGUE)
    refused(hall.colleague.post(f"{paper}/print"), 409, "counter_held")


def test_once_the_citizen_has_gone_nothing_comes_out_any_more(hall: Hall, paper: str):
    job = done(hall.clerk.post(f"{paper}/print"))
    for verb in ("serve", "complete"):
        hall.move(job["visit_id"], verb)
    refused(hall.agent.get(f"/print-jobs/{job['job_id']}/paper"), 409, "print_job_ended")
    ended = done(hall.clerk.get(f"/print-jobs/{job['job_id']}"))
    assert (ended["state"], ended["fault"]) == ("failed", "expired")


def test_a_document_that_failed_says_nothing_of_the_ticket(hall: Hall, paper: str):
    job = done(hall.clerk.post(f"{paper}/print"))
    result(hall, job, state="failed", fault="paper_out")
    assert hall.visit(job["visit_id"])["paper_fault"] is None
    again = done(hall.clerk.post(f"/visits/{job['visit_id']}/reprint"))
    number = hall.visit(job["visit_id"])["ticket_number"]
    assert (again["kind"], again["ticket"]["ticket_number"]) == ("reprint", number)
