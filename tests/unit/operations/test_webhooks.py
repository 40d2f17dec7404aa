"""How far a receiver was told, and who is told when it cannot be."""

from datetime import timedelta

from queue_server.domain.alerts import Condition, Kind
from queue_server.operations import alerts, webhooks
from queue_server.operations.asker import THE_SYSTEM
from tests.support_office import SmallOffice

MINUTE = timedelta(minutes=1)
NAME = "alerts.example.vn"


def told(office: SmallOffice) -> list[str]:
    return [f"{one.fact.name} {one.fact.body['given_up']}" for one in office.events if "receiver" in one.fact.body]


def begin(office: SmallOffice) -> int:
    return office.run(lambda work: webhooks.begin(work, "r")).after_seq


def test_a_new_receiver_hears_what_comes_and_a_known_one_goes_on_where_it_was(office: SmallOffice):
    office.ticket()
    first = begin(office)
    assert first == office.events[-1].seq
    office.ticket()
    assert begin(office) == first
    office.run(lambda work: webhooks.delivered(work, "r", first + 1))
    office.restart()
    assert begin(office) == first + 1


def test_a_receiver_that_fails_for_five_minutes_is_told_of_until_it_takes_something(office: SmallOffice):
    seq = begin(office)
    office.run(lambda work: webhooks.failed(work, "r", NAME))
    office.clock.advance(4 * MINUTE)
    office.run(lambda work: webhooks.failed(work, "r", NAME))
    assert told(office) == []
    office.clock.advance(MINUTE)
    for _ in range(2):
        office.run(lambda work: webhooks.failed(work, "r", NAME))
    assert told(office) == ["alert.raised 0"]
    office.run(lambda work: webhooks.delivered(work, "r", seq + 1))
    assert told(office) == ["alert.raised 0", "alert.cleared 0"]


def test_what_was_dropped_stands_with_its_count_until_somebody_has_accepted_it(office: SmallOffice):
    admin = office.person("an", "administrator")
    seq = begin(office)
    for at in (1, 2, 3):
        office.run(lambda work, at=at: webhooks.gave_up(work, "r", NAME, seq + at))
    office.run(lambda work: webhooks.delivered(work, "r", seq + 4))
    [view] = office.run(lambda work: alerts.standing(work, THE_SYSTEM, None))
    assert (view.row.kind, view.figures["given_up"]) == (Kind.WEBHOOK_FAILED, 3)
    office.run(lambda work: alerts.accept(work, view.row.alert_id, admin))
    office.run(lambda work: webhooks.delivered(work, "r", seq + 5))
    assert office.run(lambda work: alerts.standing(work, THE_SYSTEM, None)) == []
    assert begin(office) == seq + 5


def test_an_alert_of_the_hall_and_one_of_a_receiver_stand_side_by_side(office: SmallOffice):
    begin(office)
    office.run(lambda work: webhooks.gave_up(work, "r", NAME, 7))
    office.run(lambda work: alerts.raise_alert(work, Condition(Kind.COUNTER_IDLE, "1", {"counter_id": "1"})))
    kinds = [view.row.kind.value for view in office.run(lambda work: alerts.standing(work, THE_SYSTEM, None))]
    assert sorted(kinds) == ["counter_idle", "webhook_failed"]
