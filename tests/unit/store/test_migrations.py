"""A file of an earlier version goes on: what it could not know is filled in from its journal."""

from __future__ import annotations

from datetime import timedelta

from queue_server.operations import serving
from queue_server.operations.serving import Destination
from queue_server.store.database import prepare
from tests.support_office import SmallOffice

BEGAN = "select visit_id, leg_no, began_at from leg order by 1, 2"


def test_a_file_without_the_beginnings_of_legs_learns_them_from_its_journal(office: SmallOffice):
    boss = office.person("boss", "supervisor")
    for counter_id in office.catalog.counters:
        office.open(counter_id, boss)
    visit_id = office.ticket("births", "land").visit.visit_id
    _serve(office, boss, "1")
    office.clock.advance(timedelta(minutes=4))
    sent_and_back = Destination("births", comes_back=True)
    office.run(lambda work: serving.transfer(work, visit_id, boss, sent_and_back))
    office.clock.advance(timedelta(minutes=3))
    _serve(office, boss, "2")
    office.clock.advance(timedelta(minutes=2))
    office.run(lambda work: serving.complete(work, visit_id, boss))
    office.ticket("land")
    office.ticket("births", "land")
    known = [tuple(row) for row in office.db.execute(BEGAN)]
    assert [began is None for _, _, began in known] == [False, True, False, False, False, False, True]

    office.db.execute("alter table leg drop column began_at")
    office.db.execute("delete from _sqlite_migrations where name = 'm0002_leg_began'")
    office.close()
    prepare(office.path)
    office.start()
    assert [tuple(row) for row in office.db.execute(BEGAN)] == known


def _serve(office: SmallOffice, boss, counter_id: str) -> None:
    visit_id = office.call_next(counter_id, boss)
    office.clock.advance(timedelta(minutes=1))
    office.serve(visit_id, boss)
