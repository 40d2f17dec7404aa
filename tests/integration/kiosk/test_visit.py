"""From the first touch to the paper, with the real server and the virtual printer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from queue_server.client import QueueClient
from queue_server.contract.answers import PrintJob
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.support import wait_until
from tests.support_server import DemoServer

UNSERVED = "Hiện không có quầy nào đang mở làm được thủ tục này. Ông/bà nên hỏi cán bộ trước khi lấy số."


def events_of(server: DemoServer, ticket_number: str) -> list[dict[str, Any]]:
    """What the journal says of the visit with this number."""
    client, _ = server.signed_in()
    with client:
        events = [event.model_dump() for event in client.journal(limit=500).events]
    started = [e for e in events if e["name"] == "visit.started" and e["body"]["ticket_number"] == ticket_number]
    return [event for event in events if started and event["visit_id"] == started[0]["visit_id"]]


def names_of(server: DemoServer, ticket_number: str) -> list[str]:
    return [event["name"].value for event in events_of(server, ticket_number)]


def number_on(screen: dict[str, Any]) -> str:
    """The number a citizen reads, which is the one text of letter and digits."""
    return next(str(text) for text in screen["texts"] if text[:1].isupper() and text[1:].replace("-", "").isdigit())


@pytest.mark.parametrize("size", ["1080x1920", "1920x1080"])
def test_a_citizen_touches_through_to_a_ticket_on_paper(server: DemoServer, start_kiosk: StartKiosk, size: str) -> None:
    kiosk = start_kiosk(server.url, "--size", size, demo=server.data)
    kiosk.choose("ho-tich", "khai-sinh")
    assert kiosk.tap("take") == ["take"]
    ticket = kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    number = number_on(ticket)
    assert len(kiosk.printed()) == 1
    wait_until(lambda: "ticket.printed" in names_of(server, number), what="the server to hear of the paper")
    assert names_of(server, number) == ["visit.started", "ticket.printed"]
    kiosk.tap("done")
    kiosk.wait("attract")


def test_a_citizen_is_told_before_taking_a_number_that_no_open_counter_can_serve_it(
    server: DemoServer, kiosk: KioskDriver
) -> None:
    kiosk.choose("ho-tich", "khai-sinh")
    assert UNSERVED in kiosk.wait("outlook", UNSERVED)["texts"]
    supervisor, _ = server.signed_in()
    with supervisor:
        supervisor.counter_verb("1", "open")
        kiosk.go_home()
        kiosk.choose("ho-tich", "khai-sinh")
        wait_until(lambda: "…" not in kiosk.look()["texts"], what="the server's answer")
        assert UNSERVED not in kiosk.look()["texts"]
        supervisor.counter_verb("1", "close")


def test_a_claimed_class_makes_a_priority_ticket_and_shows_no_reason(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao", "elderly_75")
    assert "Ưu tiên" in kiosk.look()["texts"]
    kiosk.tap("take")
    ticket = kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    assert "Ưu tiên" in ticket["texts"]
    assert not [text for text in ticket["texts"] if "75" in text]
    started = events_of(server, number_on(ticket))[0]
    assert started["body"]["priority"] is True


def test_english_is_there_at_a_touch_on_every_screen_and_gone_with_the_citizen(
    server: DemoServer, kiosk: KioskDriver
) -> None:
    kiosk.wait("attract", "Chạm để lấy số")
    kiosk.tap("language:en")
    kiosk.wait("attract", "Touch to take a number")
    kiosk.tap("start")
    kiosk.wait("groups", "Civil status")
    kiosk.tap("language:vi")
    kiosk.wait("groups", "Hộ tịch")
    kiosk.tap("language:en")
    kiosk.tap("group:ho-tich")
    kiosk.wait("services", "Birth registration")
    kiosk.tap("service:khai-sinh")
    kiosk.wait("priority", "Are you in a priority group?")
    kiosk.tap("priority:none")
    kiosk.wait("outlook", "Do you still want a number?")
    kiosk.tap("take")
    ticket = kiosk.wait("ticket", "Please take your ticket")
    client, _ = server.signed_in()
    with client:
        visit = next(one for one in client.visits().visits if one.ticket_number == number_on(ticket))
    assert visit.language == "en"
    kiosk.tap("done")
    kiosk.wait("attract", "Chạm để lấy số")


def test_people_ahead_are_told_before_the_number_is_taken(server: DemoServer, kiosk: KioskDriver) -> None:
    with QueueClient(server.url, server.kiosk_token) as client:
        ahead = client.outlook("ket-hon").ahead
    kiosk.choose("ho-tich", "ket-hon")
    kiosk.wait("outlook", str(ahead))
    kiosk.tap("leave")
    kiosk.wait("attract")
    with QueueClient(server.url, server.kiosk_token) as client:
        assert client.outlook("ket-hon").ahead == ahead


def test_a_second_touch_in_a_hurry_chooses_nothing_on_the_next_screen(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    here = next(one for one in kiosk.look()["widgets"] if one["name"] == "start")
    middle = here["x"] + here["w"] / 2, here["y"] + here["h"] / 2
    assert kiosk.tap_at(*middle) == ["start"]
    assert kiosk.tap_at(*middle) == []
    assert kiosk.wait("groups")["screen"] == "groups"


def test_the_console_asks_for_a_reprint_and_gets_one_paper(server: DemoServer, kiosk: KioskDriver) -> None:
    papers_before = len(kiosk.printed())
    kiosk.choose("ho-tich", "trich-luc")
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu"))
    visit_id = events_of(server, number)[0]["visit_id"]
    client, _ = server.signed_in()
    with client:
        client._post(f"/visits/{visit_id}/reprint", {}, PrintJob)
    wait_until(lambda: names_of(server, number).count("ticket.printed") == 2, what="the reprint to be reported")
    assert len(kiosk.printed()) == papers_before + 2


def test_the_screen_map_tells_where_everything_is(server: DemoServer, start_kiosk: StartKiosk, tmp_path: Path) -> None:
    file = tmp_path / "screen.json"
    kiosk = start_kiosk(server.url, "--screen-map", str(file), demo=server.data)
    kiosk.wait("attract")
    kiosk.tap("start")
    kiosk.wait("groups")
    content = wait_until(lambda: _map_of(file, "groups"), what="the map of the groups")
    assert content == kiosk.look()


def _map_of(file: Path, screen: str) -> dict[str, Any] | None:
    content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return content if content["screen"] == screen else None
