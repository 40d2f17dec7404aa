"""A declaration at the real kiosk, from a scanned card and typed answers, as the clerk finds it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_visit import number_on
from tests.integration.server.test_dossiers import traces_of
from tests.support import wait_until
from tests.support_server import DemoServer

PHONE = "0987123654"
CARD = "064090012345|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Gia Lai|12052021"


def answer(kiosk: KioskDriver, question: str, keys: str) -> None:
    kiosk.wait("declare_write", question)
    for key in keys:
        kiosk.tap(f"key:{key}")
    kiosk.tap("declare:next")


def declared_by(server: DemoServer, number: str) -> dict[str, Any]:
    """The dossier of the visit with this number, as a supervisor reads it."""
    client, _ = server.signed_in("supervisor")
    with client:
        visit = next(one for one in client.visits().visits if one.ticket_number == number)
        return client.dossier(visit.visit_id).model_dump(mode="json")


def test_what_a_citizen_declares_is_there_for_the_clerk_and_gone_from_the_kiosk(
    server: DemoServer, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    scans = tmp_path / "scanner" / "scan"
    kiosk = start_kiosk(server.url, "--scanner", f"virtual:{scans.parent}", demo=server.data)
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao")
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu"))
    kiosk.tap("declare")
    kiosk.wait("declare_card", "người yêu cầu")
    scans.write_text(CARD + "\n", encoding="utf-8")
    answer(kiosk, "Số điện thoại", "")
    answer(kiosk, "là giấy gì", "hoso")
    answer(kiosk, "mấy trang", "3")
    answer(kiosk, "mấy bản sao", "2")
    kiosk.wait("declare_choice", "bản sao điện tử")
    kiosk.tap("declare:skip")
    kiosk.wait("declare_choice", "Còn giấy tờ nào nữa không?")
    kiosk.tap("declare:enough")
    review = kiosk.wait("declare_review", "Xin đọc lại tờ khai")
    assert "Nguyễn V** M**" in review["texts"]
    assert "Nguyễn Văn Mẫu" not in str(review)
    kiosk.tap("declare:send")
    kiosk.wait("ticket", "Cán bộ đã có tờ khai của ông/bà.")
    kiosk.tap("done")
    kiosk.wait("attract")
    sections = declared_by(server, number)["declarations"][0]["sections"]
    lines = [line for section in sections for line in section["lines"]]
    assert {"Nguyễn Văn Mẫu", "10.000"} <= {line["text"] for line in lines}
    wait_until(lambda: not kiosk.traces("Nguyễn Văn Mẫu")["holders"], what="the kiosk to forget")
    assert "Mẫu" not in kiosk.log()


def declare_copies(kiosk: KioskDriver, scans: Path) -> None:
    """A declaration with the card, and a telephone number to type."""
    kiosk.wait("declare_card", "người yêu cầu")
    scans.write_text(CARD + "\n", encoding="utf-8")
    answer(kiosk, "Số điện thoại", PHONE)
    declare_papers(kiosk)


def declare_papers(kiosk: KioskDriver) -> None:
    """What is asked after the telephone number, up to handing in."""
    answer(kiosk, "là giấy gì", "hoso")
    answer(kiosk, "mấy trang", "3")
    answer(kiosk, "mấy bản sao", "2")
    kiosk.wait("declare_choice", "bản sao điện tử")
    kiosk.tap("declare:skip")
    kiosk.wait("declare_choice", "Còn giấy tờ nào nữa không?")
    kiosk.tap("declare:enough")
    kiosk.wait("declare_review", "Xin đọc lại tờ khai")
    kiosk.tap("declare:send")


def test_the_second_declaration_of_a_visit_is_filled_from_the_first_and_nothing_stays(
    server: DemoServer, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    scans = tmp_path / "scanner" / "scan"
    kiosk = start_kiosk(server.url, "--scanner", f"virtual:{scans.parent}", demo=server.data)
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao")
    kiosk.tap("add")
    kiosk.wait("groups")
    kiosk.tap("group:ho-tich")
    kiosk.wait("services")
    kiosk.tap("service:trich-luc")
    kiosk.wait("outlook")
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu"))
    kiosk.tap("declare")
    kiosk.wait("declare_which", "Ông/bà khai tờ nào?")
    kiosk.tap("form:chung_thuc_ban_sao")
    declare_copies(kiosk, scans)
    kiosk.wait("declare_keep", "Không giữ")
    kiosk.tap("keep:no")
    kiosk.wait("ticket", "Khai tờ tiếp theo, đã điền sẵn một phần")
    kiosk.tap("declare")
    kiosk.wait("declare_card", "Máy đã điền sẵn")
    kiosk.tap("declare:skip")
    # Name, number, address and telephone are known: the first question is about something new.
    kiosk.wait("declare_choice", "là gì của")
    kiosk.tap("declare:Bản thân")
    kiosk.wait("declare_choice")
    kiosk.tap("declare:Khai sinh")
    answer(kiosk, "đã đăng ký ở đâu", "aayun")
    for question in ("Số đăng ký", "Quyển số mấy", "Đăng ký ngày nào"):
        kiosk.wait("declare_write", question)
        kiosk.tap("declare:next")
    answer(kiosk, "cần mấy bản sao", "")
    kiosk.wait("declare_choice")
    kiosk.tap("declare:yes")
    review = kiosk.wait("declare_review", "từ tờ khai trước")
    assert PHONE not in str(review)
    kiosk.tap("declare:send")
    kiosk.wait("ticket", "Cán bộ đã có 2 tờ khai của ông/bà.")
    kiosk.tap("done")
    kiosk.wait("attract")
    declarations = {one["form_id"]: one for one in declared_by(server, number)["declarations"]}
    assert set(declarations) == {"chung_thuc_ban_sao", "trich_luc"}
    lines = [line for section in declarations["trich_luc"]["sections"] for line in section["lines"]]
    assert {(line["text"], line["source"]) for line in lines} >= {(PHONE, "kept"), ("Nguyễn Văn Mẫu", "kept")}
    for personal in ("Nguyễn Văn Mẫu", PHONE, "064090012345", "âyun"):
        wait_until(lambda text=personal: not kiosk.traces(text)["holders"], what="the kiosk to forget")
        assert personal not in kiosk.log()


def begin_copies(kiosk: KioskDriver) -> None:
    kiosk.choose("chung-thuc", "chung-thuc-ban-sao")
    kiosk.tap("take")
    kiosk.wait("ticket", "Mời ông/bà lấy phiếu")
    kiosk.tap("declare")


def remembered_at(server: DemoServer) -> int:
    with closing(sqlite3.connect(server.data / "motcua.db", timeout=10)) as db:
        return int(db.execute("select count(*) from remembered").fetchone()[0])


def test_what_may_be_kept_spares_typing_at_the_next_visit_until_it_is_erased(
    server: DemoServer, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    scans = tmp_path / "scanner" / "scan"
    kiosk = start_kiosk(server.url, "--scanner", f"virtual:{scans.parent}", demo=server.data)
    begin_copies(kiosk)
    declare_copies(kiosk, scans)
    kiosk.wait("declare_keep", "Giữ các thông tin này để lần sau khỏi khai lại?")
    assert remembered_at(server) == 0
    kiosk.tap("keep:yes")
    kiosk.wait("ticket", "Đã giữ cho lần sau, đến")
    kiosk.tap("done")
    kiosk.wait("attract")
    assert remembered_at(server) == 1
    wait_until(lambda: not kiosk.traces(PHONE)["holders"], what="the kiosk to forget")

    begin_copies(kiosk)
    kiosk.wait("declare_card", "người yêu cầu")
    scans.write_text(CARD + "\n", encoding="utf-8")
    told = kiosk.wait("declare_remembered", "Điện thoại 0987****54")
    assert PHONE not in str(told)
    kiosk.tap("remembered:use")
    declare_papers(kiosk)
    kiosk.wait("ticket", "Cán bộ đã có tờ khai của ông/bà.")
    kiosk.tap("done")

    kiosk.wait("attract")
    kiosk.tap("path:forget")
    kiosk.wait("forget", "Quét thẻ căn cước để xóa thông tin đã giữ")
    scans.write_text(CARD + "\n", encoding="utf-8")
    kiosk.wait("forget", "Đã xóa thông tin đã giữ")
    kiosk.tap("forget:home")
    kiosk.wait("attract")
    assert remembered_at(server) == 0
    for personal in (PHONE, "064090012345", "Nguyễn Văn Mẫu"):
        wait_until(lambda text=personal: not kiosk.traces(text)["holders"], what="the kiosk to forget")
        assert personal not in kiosk.log()
    assert traces_of(PHONE, server.data) == []
