"""The description of the office in the database: brought up to date at each start, nothing forgotten."""

from dataclasses import replace
from datetime import timedelta

from queue_server.operations import visits
from queue_server.store import catalog as stored
from queue_server.store.database import write
from tests.support_office import KIOSK, SmallOffice, small_catalog


def sync(office: SmallOffice, catalog) -> None:
    with write(office.db):
        stored.sync(office.db, catalog)


def test_a_changed_name_and_time_are_taken_over(office: SmallOffice):
    catalog = small_catalog()
    births = replace(catalog.services["births"], name={"vi": "Khai sinh"}, mean_time=timedelta(minutes=3))
    sync(office, replace(catalog, services={**catalog.services, "births": births}))
    row = office.db.execute("select name, mean_seconds from service where service_id = 'births'").fetchone()
    assert tuple(row) == ('{"vi": "Khai sinh"}', 180.0)


def test_a_service_that_is_gone_stays_for_the_visits_that_used_it(office: SmallOffice):
    visit_id = office.ticket("land").visit.visit_id
    office.run(lambda work: visits.cancel_visit(work, visit_id, KIOSK, "về"))
    catalog = small_catalog()
    services = {key: one for key, one in catalog.services.items() if key != "land"}
    desks = {key: replace(one, services=one.services - {"land"}) for key, one in catalog.counters.items()}
    sync(office, replace(catalog, services=services, counters=desks))
    rows = dict(tuple(row) for row in office.db.execute("select service_id, active from service"))
    assert rows == {"births": 1, "land": 0}


def test_people_who_wait_for_a_service_that_is_gone_are_named(office: SmallOffice):
    ticket = office.ticket("land")
    catalog = small_catalog()
    fewer = replace(catalog, services={"births": catalog.services["births"]})
    assert stored.orphans(office.db, fewer) == {"land": [ticket.visit.ticket_number]}
    assert stored.orphans(office.db, catalog) == {}


def test_a_counter_that_is_gone_is_closed(office: SmallOffice):
    clerk = office.person("an")
    office.open("2", clerk)
    catalog = small_catalog()
    sync(office, replace(catalog, counters={"1": catalog.counters["1"]}))
    row = office.db.execute("select state, person_id, active from counter where counter_id = '2'").fetchone()
    assert tuple(row) == ("closed", None, 0)


def test_what_a_counter_prefers_and_reserves_is_kept_apart(office: SmallOffice):
    catalog = small_catalog()
    desk = replace(catalog.counters["1"], prefers=frozenset({"elderly_75"}))
    other = replace(catalog.counters["2"], reserved_for=frozenset({"elderly_75"}))
    sync(office, replace(catalog, counters={**catalog.counters, "1": desk, "2": other}))
    rows = {tuple(row) for row in office.db.execute("select counter_id, code, kind from counter_class")}
    assert rows == {("1", "elderly_75", "prefer"), ("2", "elderly_75", "reserve")}
    sync(office, catalog)
    assert office.db.execute("select count(*) from counter_class").fetchone()[0] == 0
