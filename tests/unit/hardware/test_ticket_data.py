"""Reading the server's answer."""

from datetime import timedelta

import pytest

from hardware.document import TicketData, TicketDataError
from tests.unit.hardware.tickets import ANSWER, HO_TICH, ticket


def test_an_answer_becomes_a_ticket_in_the_time_of_the_office() -> None:
    read = ticket()
    assert (read.number, read.ahead, read.counters) == ("A001", 4, ("1", "3"))
    assert f"{read.issued_at:%H:%M %d/%m/%Y}" == "08:05 21/11/2026"
    assert read.wait == (timedelta(minutes=9), timedelta(minutes=16))


def test_keys_of_a_newer_server_are_passed_over() -> None:
    assert ticket(colour="blue", office={**ANSWER["office"], "logo": "x"}) == ticket()


def test_every_missing_or_wrong_key_is_named_at_once() -> None:
    broken = {key: value for key, value in ANSWER.items() if key != "ticket_number"}
    broken |= {"office": {"name": {"en": "Office"}}, "ahead": -1, "time_zone": "Mars/Base", "priority": "yes"}
    with pytest.raises(TicketDataError) as caught:
        TicketData.from_answer(broken)
    for key in ("ticket_number", "office.name", "ahead", "time_zone", "priority"):
        assert key in str(caught.value)


def test_a_time_without_offset_is_refused_rather_than_guessed() -> None:
    with pytest.raises(TicketDataError, match="issued_at"):
        ticket(issued_at="2026-11-21T01:05:09")


def test_a_visit_to_several_services_lists_each_of_them() -> None:
    second = {"id": "dat-dai", "name": {"vi": "Đất đai", "en": "Land"}}
    legs = [{"leg_no": 1, "service": HO_TICH}, {"leg_no": 2, "service": second}]
    assert [service["vi"] for service in ticket(legs=legs).services] == ["Hộ tịch", "Đất đai"]


def test_marks_sent_apart_are_put_on_their_letters_and_control_signs_dropped() -> None:
    name = {"vi": "Hô\u0323 ti\u0323ch\n\u202e\x07 xã"}
    assert ticket(service={"id": "x", "name": name}).services[0]["vi"] == "Hộ tịch xã"
