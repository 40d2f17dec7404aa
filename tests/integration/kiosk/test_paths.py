"""The other ways to come and to speak, touched through on a real kiosk with the real server behind it."""

from __future__ import annotations

from typing import Any

from queue_server.client import QueueClient
from queue_server.contract.commands import StartVisit
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_visit import number_on
from tests.support import wait_until
from tests.support_api import Api
from tests.support_server import DemoServer

LAND, COPIES = "dang-ky-dat", "chung-thuc-ban-sao"


def staff(server: DemoServer) -> Api:
    client, token = server.signed_in()
    client.close()
    return Api(server.url).as_(token)


def key_in(kiosk: KioskDriver, code: str) -> None:
    for digit in code:
        kiosk.tap(f"code:{digit}")
    kiosk.tap("submit")


def printed(kiosk: KioskDriver) -> dict[str, Any]:
    return kiosk.wait("ticket", "Mời ông/bà lấy phiếu")


def test_a_result_is_two_touches_and_a_ticket_away(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    for touch, screen in (("purpose:result", "priority"), ("priority:none", "outlook")):
        kiosk.tap(touch)
        kiosk.wait(screen)
    kiosk.tap("take")
    assert number_on(printed(kiosk)).startswith("H")


def test_two_procedures_stand_on_one_ticket_with_the_way_the_result_goes(
    server: DemoServer, kiosk: KioskDriver
) -> None:
    papers = len(kiosk.printed())
    kiosk.choose("chung-thuc", COPIES)
    kiosk.tap("add")
    kiosk.wait("groups")
    kiosk.tap("group:dat-dai")
    kiosk.wait("services")
    kiosk.tap(f"service:{LAND}")
    kiosk.wait("outlook")
    kiosk.tap("take")
    kiosk.wait("delivery")
    kiosk.tap("delivery:post")
    ticket = printed(kiosk)
    assert any("1. Chứng thực bản sao" in text and "2. Đăng ký đất" in text for text in ticket["texts"])
    client, _ = server.signed_in()
    with client:
        visit = next(one for one in client.visits().visits if one.ticket_number == number_on(ticket))
    assert ([leg.service.id for leg in visit.legs], visit.delivery) == ([COPIES, LAND], "post")
    assert len(kiosk.printed()) == papers + 1


def test_an_appointment_is_keyed_in_and_a_wrong_code_is_corrected(server: DemoServer, kiosk: KioskDriver) -> None:
    code = booked(server)
    kiosk.wait("attract")
    kiosk.tap("path:appointment")
    kiosk.wait("code")
    key_in(kiosk, "00000000")
    kiosk.wait("priority")
    kiosk.tap("priority:none")
    kiosk.wait("code", "Không có mã này. Xin xem lại từng số trên giấy.")
    for _ in range(8):
        kiosk.tap("code:erase")
    key_in(kiosk, code)
    kiosk.wait("priority")
    kiosk.tap("priority:none")
    # In the last half-hour before midnight the next slot is tomorrow's.
    wait_until(lambda: kiosk.look()["screen"] in ("ticket", "refused"), what="the code to be taken")
    if kiosk.look()["screen"] == "ticket":
        assert number_on(printed(kiosk)).startswith("A")
    else:
        kiosk.wait("refused", "Lịch hẹn này vào ngày khác. Mời ông/bà xem lại ngày trên giấy hẹn.")


def booked(server: DemoServer) -> str:
    api = staff(server)
    today = api.get("/office").json["business_date"]
    listed = api.get(f"/appointments/slots?service_id=khai-sinh&date={today}").json
    if not listed["slots"]:
        listed = api.get(f"/appointments/slots?service_id=khai-sinh&date={listed['last_date']}").json
    slot = {"service_id": "khai-sinh", "slot_at": listed["slots"][0]["slot_at"]}
    return str(api.post("/appointments", slot).json["code"])


def test_a_visit_that_is_over_is_rated_with_a_face_and_reasons(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    go_to_rating(kiosk, served(server, "rated-visit-1"))
    kiosk.tap("score:1")
    kiosk.wait_for("reason:waited_long")
    kiosk.tap("reason:waited_long")
    kiosk.tap("send")
    kiosk.wait("thanks", "Cảm ơn ông/bà")
    total = staff(server).get("/reports/ratings").json["total"]
    assert (total["scores"][0] >= 1, total["reasons"]["waited_long"] >= 1) == (True, True)
    kiosk.tap("done")
    kiosk.wait("attract")


def test_within_reach_the_faces_say_what_they_mean_and_reasons_are_asked_too(
    server: DemoServer, kiosk: KioskDriver
) -> None:
    kiosk.wait("attract")
    go_to_rating(kiosk, served(server, "rated-visit-2"))
    kiosk.tap("comfort")
    while "reach:on" not in {one["name"] for one in kiosk.wait_for("comfort:close")["widgets"]}:
        kiosk.tap("comfort:next")
    kiosk.tap("reach:on")
    kiosk.tap("comfort:close")
    kiosk.wait("rating", "Rất không hài lòng")
    assert kiosk.complaints() == []
    kiosk.tap("score:2")
    kiosk.wait_for("reason:waited_long")
    assert kiosk.complaints() == []
    kiosk.tap("reason:waited_long")
    kiosk.tap("send:beside")
    kiosk.wait("thanks")
    kiosk.tap("done")


def go_to_rating(kiosk: KioskDriver, code: str) -> None:
    kiosk.tap("path:voices")
    kiosk.wait("voices")
    kiosk.tap("rating")
    kiosk.wait("code")
    key_in(kiosk, code)
    kiosk.wait("rating", "Ông/bà thấy lượt này thế nào?")


def served(server: DemoServer, request: str) -> str:
    """A visit that somebody had, and the code on its ticket."""
    supervisor, _ = server.signed_in()
    with supervisor, QueueClient(server.url, server.kiosk_token) as device:
        ticket = device.start_visit(StartVisit(request_id=request, service_id="khuyet-tat"))
        supervisor.counter_verb("8", "open")
        supervisor.visit_verb(ticket.visit_id, "call", {"counter_id": "8", "reason": "thử"})
        supervisor.visit_verb(ticket.visit_id, "serve")
        supervisor.visit_verb(ticket.visit_id, "complete")
        supervisor.counter_verb("8", "close")
        return str(ticket.rating_code)


def test_a_petition_is_typed_sent_and_forgotten_by_the_kiosk(server: DemoServer, kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    kiosk.tap("path:voices")
    kiosk.wait("voices")
    kiosk.tap("petition")
    kiosk.wait_for("class:other")
    kiosk.tap("class:other")
    kiosk.wait("words")
    for letter in "ghees":
        kiosk.tap(f"key:{letter}")
    kiosk.tap("submit")
    thanks = kiosk.wait("thanks", "Cảm ơn ông/bà")
    reference = next(text for text in thanks["texts"] if text.replace(" ", "").isdigit())
    listed = staff(server).get("/feedback").json["feedback"]
    [mine] = [one for one in listed if one["reference"] == reference.replace(" ", "")]
    assert mine["text"].lower() == "ghế"
    kiosk.tap("done")
    kiosk.wait("attract")
    assert "ghế" not in kiosk.log().lower()
