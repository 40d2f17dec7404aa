"""A class that was declared wrongly is corrected: same place, same count, another line, a reason that is kept."""

from datetime import timedelta

import pytest

from queue_server.domain.errors import Refused
from queue_server.domain.visit import Visit
from queue_server.operations import priority
from queue_server.operations.asker import Asker
from queue_server.operations.serving import complete
from tests.support_office import SmallOffice


@pytest.fixture
def clerk(office: SmallOffice) -> Asker:
    clerk = office.person("an")
    office.open("1", clerk)
    return clerk


def correct(office: SmallOffice, visit_id: str, clerk: Asker, code: str, reason: str = "đã xem giấy") -> Visit:
    return office.run(lambda work: priority.correct_priority(work, visit_id, code, clerk, reason)).visit


def notes(office: SmallOffice) -> list[tuple[str, str]]:
    return [tuple(row) for row in office.db.execute("select kind, note from visit_note")]


def test_with_the_right_class_a_visit_is_called_where_that_class_stands(office: SmallOffice, clerk: Asker):
    ids = [office.ticket().visit.visit_id for _ in range(3)]
    correct(office, ids[2], clerk, "elderly_75")
    assert office.call_next("1", clerk) == ids[2]


def test_who_is_ordinary_after_all_goes_back_to_the_place_of_the_arrival(office: SmallOffice, clerk: Asker):
    first = office.ticket().visit.visit_id
    second = office.ticket(priority_class="elderly_75").visit.visit_id
    third = office.ticket().visit.visit_id
    corrected = correct(office, second, clerk, "ordinary")
    assert corrected.order_at == corrected.arrived_at
    called = []
    for _ in range(3):
        called.append(office.call_next("1", clerk))
        office.serve(called[-1], clerk)
        office.run(lambda work, visit_id=called[-1]: complete(work, visit_id, clerk))
    assert called == [first, second, third]


def test_the_count_of_overtakes_stays_with_the_visit(office: SmallOffice, clerk: Asker):
    patient = office.ticket().visit.visit_id
    for _ in range(2):
        office.ticket(priority_class="elderly_75")
        called = office.call_next("1", clerk)
        office.serve(called, clerk)
        office.run(lambda work, visit_id=called: complete(work, visit_id, clerk))
    assert correct(office, patient, clerk, "elderly_75").overtaken == 2
    assert office.run(lambda work: work.hall.place_of(patient)[1].overtaken) == 2


def test_the_correction_outlives_a_restart(office: SmallOffice, clerk: Asker):
    office.ticket()
    last = office.ticket().visit.visit_id
    correct(office, last, clerk, "elderly_75")
    office.restart()
    assert office.call_next("1", clerk) == last


def test_the_reason_is_kept_and_the_event_says_only_that_priority_changed(office: SmallOffice, clerk: Asker):
    visit_id = office.ticket().visit.visit_id
    correct(office, visit_id, clerk, "elderly_75", "căn cước ghi sinh năm 1948")
    told = office.events[-1].fact
    assert (str(told.name), told.body["priority"]) == ("visit.priority_changed", True)
    assert "elderly_75" not in str(told.body)
    assert notes(office) == [("priority_corrected", "ordinary > elderly_75: căn cước ghi sinh năm 1948")]


def test_the_same_class_again_is_no_correction(office: SmallOffice, clerk: Asker):
    visit_id = office.ticket(priority_class="elderly_75").visit.visit_id
    before = office.names()
    assert correct(office, visit_id, clerk, "elderly_75").priority_class == "elderly_75"
    assert (office.names(), notes(office)) == (before, [])


def test_a_class_that_there_is_not_is_refused_and_leaves_no_trace(office: SmallOffice, clerk: Asker):
    visit_id = office.ticket().visit.visit_id
    office.clock.advance(timedelta(minutes=1))
    before = office.names()
    with pytest.raises(Refused, match="unknown_priority_class"):
        correct(office, visit_id, clerk, "royal")
    assert (office.names(), notes(office)) == (before, [])
