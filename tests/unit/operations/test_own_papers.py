"""What a kiosk tells of its own numbers beside the numbers: help online, and what became of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queue_server.operations import offline, reading
from queue_server.store import print_jobs, reports
from tests.unit.operations.test_offline import Away

PRINTED, NO_PAPER = ("printed", None), ("failed", "paper_out")


@pytest.fixture
def away(tmp_path: Path) -> Iterator[Away]:
    one = Away(tmp_path)
    one.later(hours=1)
    yield one
    one.office.close()


def with_paper(ticket: offline.OfflineTicket, paper: tuple[str, str | None] | None) -> offline.OfflineTicket:
    return replace(ticket, paper=paper)


def online(ticket: offline.OfflineTicket) -> offline.OfflineTicket:
    return replace(ticket, request=replace(ticket.request, channel="assisted_online"))


def faults(away: Away) -> dict[str, str | None]:
    view = away.office.run(reading.hall_view)
    return {one.visit.ticket_number: one.paper_fault for one in view.visits}


def told(away: Away) -> list[str]:
    rows = away.office.db.execute("select name from event where name like 'ticket.%' order by seq")
    return [row["name"] for row in rows]


def test_a_paper_that_did_not_come_out_is_seen_beside_its_number_in_the_hall(away: Away):
    away.hand_in(with_paper(away.given(1, ago=300), PRINTED))
    away.hand_in(with_paper(away.given(2, ago=200), NO_PAPER))
    away.hand_in(with_paper(away.given(3, ago=100), None))
    assert faults(away) == {"K1-001": None, "K1-002": "paper_out", "K1-003": None}
    assert told(away) == ["ticket.printed", "ticket.print_failed"]


def test_a_paper_is_told_once_however_often_its_number_is_handed_in(away: Away):
    ticket = away.given(1, ago=300)
    away.hand_in(ticket)
    for paper in (NO_PAPER, NO_PAPER, PRINTED):
        assert away.hand_in(with_paper(ticket, paper)).outcome == "repeated"
    assert told(away) == ["ticket.print_failed"]


def test_a_reprint_that_worked_takes_the_mark_away(away: Away):
    visit_id = away.hand_in(with_paper(away.given(1, ago=300), NO_PAPER)).visit.visit_id
    at, device = away.later(seconds=5), str(away.kiosk.device_id)
    job = print_jobs.PrintJobRow("later", visit_id, device, "reprint", "requested", None, at)
    away.office.run(lambda work: print_jobs.add(work.db, job))
    assert faults(away) == {"K1-001": "paper_out"}
    away.office.run(lambda work: print_jobs.finish(work.db, "later", "printed", None, work.now))
    assert faults(away) == {"K1-001": None}


def test_help_with_filing_online_stays_its_channel_over_an_outage_and_a_clerks_typing(away: Away):
    away.typed("K1-002", away.office.person("lan"))
    for number in (1, 2):
        away.hand_in(online(away.given(number, ago=300)))
    away.hand_in(away.given(3, ago=300))
    today = away.office.today()
    counts = reports.channels_between(away.office.db, away.office.catalog.office.id, today, today)
    assert {(one.channel, one.visits) for one in counts} == {("assisted_online", 2), ("offline", 1)}
