"""The writer: one operation fails alone, a failed commit leaves nothing behind, and all works again afterwards."""

import sqlite3
from datetime import timedelta

import pytest

from queue_server.domain.errors import Refusal, Refused
from queue_server.operations import calling, counters, visits
from queue_server.operations.work import Work
from queue_server.operations.writer import NotDurable
from tests.support_office import KIOSK, SmallOffice

TABLES = ("visit", "leg", "event", "sequence", "call", "forecast", "day", "counter_session")


def contents(office: SmallOffice) -> dict[str, list[tuple]]:
    return {table: [tuple(row) for row in office.db.execute(f"select * from {table}")] for table in TABLES}


def hall(office: SmallOffice) -> dict:
    """What memory holds, in comparable form."""

    def look(work: Work) -> dict:
        lines = {key: list(line.places) for key, line in work.hall.lines.items()}
        desks = {key: (one.state, one.person_id, one.visit_id) for key, one in work.hall.counters.items()}
        return {"lines": lines, "counters": desks, "seq": work.head.seq}

    return office.run(look)


def fill_the_disk(office: SmallOffice) -> None:
    """No page more than there is now; what is free inside the pages is used up first."""
    pages = office.db.execute("pragma page_count").fetchone()[0]
    office.db.execute(f"pragma max_page_count = {pages}")


def free_the_disk(office: SmallOffice) -> None:
    office.db.execute("pragma max_page_count = 1000000")


def take_a_large_note(work: Work) -> None:
    work.db.execute(
        "insert into visit_note (visit_id, at, kind, note) values ('x', 'x', 'x', ?)", ("giấy tờ " * 100_000,)
    )


def test_an_operation_that_is_refused_leaves_the_others_of_its_commit_alone(office: SmallOffice):
    good, bad, other = office.asked_for("births"), office.asked_for("none"), office.asked_for("births")
    outcomes = office.run_together(
        *(lambda work, one=one: visits.start_visit(work, one, KIOSK) for one in (good, bad, other))
    )
    assert [outcome.error is None for outcome in outcomes] == [True, False, True]
    assert [outcomes[0].value.visit.number, outcomes[2].value.visit.number] == [1, 2]
    assert office.names() == ["day.opened", "visit.started", "visit.started"]


def test_an_operation_that_breaks_in_the_middle_is_undone_in_rows_memory_and_journal(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    office.ticket(priority_class="elderly_75")
    rows, memory = contents(office), hall(office)

    def break_after_a_call(work: Work) -> None:
        calling.call_next(work, "1", clerk)
        counters.pause_counter(work, "1", clerk, None)
        raise RuntimeError("a mistake of ours")

    with pytest.raises(RuntimeError, match="a mistake of ours"):
        office.run(break_after_a_call)
    assert contents(office) == rows
    assert hall(office) == memory
    assert office.names()[-1] == "visit.started"


def test_a_full_disk_refuses_the_whole_commit_as_busy_and_changes_nothing(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    rows, memory, told = contents(office), hall(office), office.names()
    fill_the_disk(office)
    asked = office.asked_for("births")
    outcomes = office.run_together(
        lambda work: calling.call_next(work, "1", clerk),
        lambda work: visits.start_visit(work, asked, KIOSK),
        take_a_large_note,
    )
    assert [type(outcome.error) for outcome in outcomes] == [NotDurable] * 3
    assert contents(office) == rows
    assert hall(office) == memory
    assert office.names() == told


def test_everything_works_again_when_there_is_room_again(office: SmallOffice):
    clerk = office.person("an")
    office.open("1", clerk)
    first = office.ticket().visit
    fill_the_disk(office)
    with pytest.raises(NotDurable):
        office.run(take_a_large_note)
    free_the_disk(office)
    second = office.ticket()
    assert (second.visit.number, second.ahead) == (first.number + 1, 1)
    assert office.call_next("1", clerk) == first.visit_id
    assert [one.seq for one in office.events] == list(range(1, len(office.events) + 1))


def test_a_commit_that_fails_is_not_told_and_the_hall_is_rebuilt(office: SmallOffice):
    """A deferred constraint is checked at the commit, so that it is the commit itself that fails."""
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    rows, memory, told = contents(office), hall(office), office.names()

    def break_the_commit(work: Work) -> None:
        work.db.execute("pragma defer_foreign_keys = on")
        work.db.execute("insert into person_role values ('nobody', 'clerk')")

    outcomes = office.run_together(lambda work: calling.call_next(work, "1", clerk), break_the_commit)
    assert [type(outcome.error) for outcome in outcomes] == [NotDurable] * 2
    assert isinstance(outcomes[0].error.__cause__, sqlite3.Error)
    assert contents(office) == rows
    assert hall(office) == memory
    assert office.names() == told
    assert office.call_next("1", clerk)


def test_what_memory_holds_is_what_the_database_says(office: SmallOffice):
    clerk, other = office.person("an"), office.person("binh")
    office.open("1", clerk)
    office.open("2", other)
    for at in range(12):
        office.ticket("births" if at % 3 else "land", priority_class="elderly_75" if at % 4 == 0 else "ordinary")
    for counter, person in (("1", clerk), ("2", other)) * 3:
        visit_id = office.call_next(counter, person)
        office.clock.advance(timedelta(seconds=5))
        office.run(lambda work, one=visit_id, who=person: calling.mark_no_show(work, one, who))
    office.call_next("1", clerk)
    memory = hall(office)
    office.restart()
    assert hall(office) == memory


def test_a_number_is_unique_by_the_database_itself(office: SmallOffice):
    office.ticket()
    with pytest.raises(sqlite3.IntegrityError, match=r"visit\.number"):
        office.db.execute(
            "insert into visit (visit_id, office_id, business_date, series, number, ticket_number, state, channel,"
            " language, delivery, arrived_at, order_at, follow_code, leg_no, request_id, request_digest)"
            " select 'other', office_id, business_date, series, number, ticket_number, state, channel, language,"
            " delivery, arrived_at, order_at, follow_code, leg_no, 'other', request_digest from visit"
        )


def test_a_series_that_is_full_is_refused_and_another_goes_on(office: SmallOffice):
    office.ticket("births")
    office.db.execute("update sequence set last_number = 9998 where series = 'A'")
    assert office.ticket("births").visit.ticket_number == "A9999"
    with pytest.raises(Refused) as refused:
        office.ticket("births")
    assert refused.value.code is Refusal.SERIES_FULL
    assert refused.value.facts == {"series": "A"}
    assert office.ticket("land").visit.ticket_number == "B001"
