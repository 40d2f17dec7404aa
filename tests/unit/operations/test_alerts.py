"""Alerts raised and cleared by the system, accepted by people, and kept with their events."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.api.alert_texts import AlertTexts
from queue_server.api.texts import Texts
from queue_server.domain.advice import Advice, Prospect
from queue_server.domain.alerts import Memory
from queue_server.domain.errors import Refused
from queue_server.domain.events import SYSTEM
from queue_server.domain.foreseen import Foreseen
from queue_server.operations import alerts, counters
from queue_server.operations.alerts import AlertView
from queue_server.operations.asker import THE_SYSTEM, Asker
from tests.support_office import SmallOffice

MINUTE = timedelta(minutes=1)
WORDS = Path(__file__).parents[3] / "assets" / "i18n"


class Duty:
    """The rounds of the duties, by hand. `prospect` is what the worker would answer; None: it does not."""

    def __init__(self, office: SmallOffice) -> None:
        self.office, self.memory = office, Memory()
        self.prospect: Prospect | None = Prospect(10, 1.0)

    @property
    def foreseen(self) -> Foreseen | None:
        return Foreseen(1, self.office.clock.now(), {}, {}, prospect=self.prospect) if self.prospect else None

    def look(self, after: timedelta = timedelta(0)) -> list[str]:
        """What is told at a round that long after the last one: event and kind."""
        self.office.clock.advance(after)
        told = len(self.office.events)
        self.memory = self.office.run(lambda work: alerts.watch(work, self.memory, self.foreseen))
        return [f"{one.fact.name} {one.fact.body['kind']}" for one in self.office.events[told:]]

    def standing(self, asker: Asker = THE_SYSTEM) -> list[AlertView]:
        return self.office.run(lambda work: alerts.standing(work, asker, self.foreseen))

    def say(self) -> list[dict[str, str]]:
        texts = AlertTexts(self.office.catalog, Texts(WORDS))
        return [texts.wire(view).text for view in self.standing()]


@pytest.fixture
def duty(office: SmallOffice) -> Duty:
    return Duty(office)


def at_risk(office: SmallOffice) -> Prospect:
    opens = office.clock.now().timestamp() + 600
    return Prospect(40, 0.84, 540.0, Advice(("3",), opens, opens + 3900, 0.96, 200.0))


def test_a_bad_hour_is_told_with_its_advice_and_taken_back(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    assert duty.look() == []
    assert duty.look(MINUTE) == ["alert.raised share_at_risk"]
    assert duty.look(MINUTE) == []
    assert duty.say() == [
        {
            "vi": "Trong 60 phút tới, dự kiến chỉ 84 % người được gọi trong 15 phút. "
            "Mở thêm Quầy 3 từ 08:10 đến 09:15: 96 % thay vì 84 %.",
            "en": "In the next 60 minutes only 84% of people are expected to be called within 15 minutes. "
            "Also open Quầy 3 from 08:10 to 09:15: 96% instead of 84%.",
        }
    ]
    duty.prospect = Prospect(40, 0.99)
    assert duty.look() == []
    assert duty.look(MINUTE) == ["alert.cleared share_at_risk"]
    assert duty.standing() == []


def test_an_advice_that_is_too_late_is_not_given_while_the_worker_is_silent(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    duty.prospect = None
    assert "Mở thêm Quầy 3" in duty.say()[0]["vi"]
    duty.look(10 * MINUTE)
    assert duty.say()[0]["vi"] == "Trong 60 phút tới, dự kiến chỉ 84 % người được gọi trong 15 phút."
    texts = AlertTexts(office.catalog, Texts(WORDS))
    assert [texts.wire(view).advice for view in duty.standing()] == [None]


def test_where_no_counter_helps_the_alert_says_so(office: SmallOffice, duty: Duty):
    duty.prospect = Prospect(40, 0.5)
    duty.look()
    duty.look(MINUTE)
    assert "Không còn quầy nào mở thêm mà giúp được." in duty.say()[0]["vi"]


def test_in_a_hall_too_full_for_any_share_the_advice_speaks_of_the_wait(office: SmallOffice, duty: Duty):
    duty.prospect = Prospect(90, 0.05, 2400.0, Advice(("2", "3"), 0.0, 3600.0, 0.052, 1500.0))
    duty.look()
    duty.look(MINUTE)
    assert "Mở thêm Quầy 2, Quầy 3 từ 08:00 đến 09:00: chờ trung bình 25 phút thay vì 40 phút." in duty.say()[0]["vi"]


def test_the_advice_shown_is_that_of_now_and_the_one_written_that_of_then(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    duty.prospect = Prospect(40, 0.7, 600.0, Advice(("2",), 0.0, 3600.0, 0.9, 200.0))
    assert "90 % thay vì 70 %" in duty.say()[0]["vi"]
    assert office.events[-1].fact.body["advice_counters"] == "3"


def test_somebody_about_to_wait_too_long_is_told_until_called(office: SmallOffice, duty: Duty):
    clerk = office.person("an")
    office.open("1", clerk)
    visit_id = office.ticket().visit.visit_id
    assert duty.look(11 * MINUTE) == []
    assert "alert.raised visit_nearly_late" in duty.look(1 * MINUTE)
    said = [one["vi"] for one in duty.say()]
    assert "Số A001 đã chờ 12 phút (hẹn trong 15 phút)." in said
    assert office.call_next("1", clerk) == visit_id
    assert "alert.cleared visit_nearly_late" in duty.look()


def test_serving_beyond_half_an_hour_is_told_to_the_supervisor_and_to_its_own_clerk(office: SmallOffice, duty: Duty):
    clerk, other, supervisor = office.person("an"), office.person("binh"), office.person("chi", "supervisor")
    office.open("1", clerk)
    office.open("3", other)
    office.ticket()
    office.serve(office.call_next("1", clerk), clerk)
    assert duty.look() == duty.look(29 * MINUTE) == []
    assert duty.look(MINUTE) == ["alert.raised counter_silent", "alert.raised served_too_long"]
    assert duty.look(5 * MINUTE) == []
    assert "Số A001 ở Quầy 1 đã làm 35 phút (hẹn 30 phút)." in [one["vi"] for one in duty.say()]
    seen = {who: [view.row.kind.value for view in duty.standing(who)] for who in (clerk, other, supervisor)}
    assert seen[clerk] == ["served_too_long"]
    assert seen[other] == ["counter_silent"]
    assert sorted(seen[supervisor]) == ["counter_silent", "served_too_long"]


def test_a_service_without_a_counter_is_told_while_somebody_waits_for_it(office: SmallOffice, duty: Duty):
    clerk = office.person("an")
    office.open("3", clerk)
    office.ticket("births")
    assert duty.look() == []
    assert duty.look(MINUTE) == ["alert.raised service_unserved"]
    assert duty.say()[0]["vi"] == "Không có quầy nào đang mở làm được “births”: 1 người đang chờ."
    office.open("1", office.person("binh"))
    assert duty.look() == ["alert.cleared service_unserved"]


def test_a_free_counter_with_people_waiting_is_told_and_ends_with_the_counter(office: SmallOffice, duty: Duty):
    clerk = office.person("an")
    office.open("1", clerk)
    office.ticket()
    assert duty.look() == []
    assert duty.look(3 * MINUTE) == ["alert.raised counter_idle"]
    office.run(lambda work: counters.close_counter(work, "1", clerk))
    assert "alert.cleared counter_idle" in duty.look()


def test_an_alert_is_accepted_once_by_whoever_takes_it_on(office: SmallOffice, duty: Duty):
    chi, dung = office.person("chi", "supervisor"), office.person("dung", "supervisor")
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    [view] = duty.standing()
    assert view.accepted_by is None
    for who in (chi, dung, chi):
        accepted = office.run(lambda work, who=who: alerts.accept(work, view.row.alert_id, who))
        assert accepted.accepted_by == "Chi"
    told = [one.fact for one in office.events if one.fact.name == "alert.accepted"]
    assert [(one.actor, one.body["alert_id"]) for one in told] == [(chi.actor, view.row.alert_id)]
    duty.prospect = Prospect(40, 1.0)
    duty.look()
    assert duty.look(MINUTE) == ["alert.cleared share_at_risk"]


def test_an_alert_that_is_not_there_cannot_be_accepted(office: SmallOffice):
    chi = office.person("chi", "supervisor")
    with pytest.raises(Refused, match="unknown_alert"):
        office.run(lambda work: alerts.accept(work, "none", chi))


def test_what_stands_survives_a_restart_and_is_not_raised_again(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    office.restart()
    duty.memory = Memory()
    assert duty.look(MINUTE) == duty.look(MINUTE) == []
    assert [view.row.kind.value for view in duty.standing()] == ["share_at_risk"]


def test_while_the_worker_is_silent_its_alert_stays_and_the_others_go_on(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    duty.prospect = None
    office.ticket("births")
    duty.look()
    assert duty.look(MINUTE) == ["alert.raised service_unserved"]


def test_the_events_of_alerts_tell_nothing_of_a_person_but_the_number(office: SmallOffice, duty: Duty):
    office.open("1", office.person("an"))
    office.ticket(priority_class="elderly_75")
    duty.look()
    duty.look(20 * MINUTE)
    told = [one.fact for one in office.events if str(one.fact.name).startswith("alert.")]
    assert {one.actor for one in told} == {SYSTEM}
    assert "elderly" not in json.dumps([dict(one.body) for one in told])
    assert {str(one.body["kind"]) for one in told} == {"visit_nearly_late", "counter_idle"}


def test_alerts_that_are_over_are_forgotten_with_the_visits(office: SmallOffice, duty: Duty):
    duty.prospect = at_risk(office)
    duty.look()
    duty.look(MINUTE)
    duty.prospect = Prospect(1, 1.0)
    duty.look()
    duty.look(MINUTE)
    office.clock.advance(timedelta(days=89))
    office.run(lambda work: alerts.forget(work, timedelta(days=90)))
    count = "select count(*) from alert"
    assert office.db.execute(count).fetchone()[0] == 1
    office.clock.advance(timedelta(days=2))
    office.run(lambda work: alerts.forget(work, timedelta(days=90)))
    assert office.db.execute(count).fetchone()[0] == 0
