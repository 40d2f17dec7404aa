"""What a citizen declared: who may open it, what becomes of it, and that erased means gone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.integration.server.hall import COLLEAGUE, HERS, MINE, Hall, done, refused
from tests.support import wait_until
from tests.unit.contract.forms.made import SAMPLES

FORM = "khai_sinh"
MARKER = "Buôn Tìm Mãi Không Ra, xã Ia Rtô, tỉnh Gia Lai"


def declared(**changes: Any) -> dict[str, Any]:
    day = datetime.now(UTC) - timedelta(days=2)
    answers = SAMPLES[FORM] | {"tre_ngay_sinh": f"{day:%d/%m/%Y}", "tre_noi_sinh": MARKER} | changes
    return {"answers": answers, "checklist": [{"name": "Giấy chứng sinh", "ticked": True}]}


def put(hall: Hall, visit_id: str, body: dict[str, Any], who: str = "kiosk", form: str = FORM) -> Any:
    return hall.caller(who).ask("PUT", f"/visits/{visit_id}/declarations/{form}", json.dumps(body).encode())


@pytest.fixture
def visit_id(hall: Hall) -> str:
    """A visit with a declaration, called to the clerk's counter."""
    visit_id = str(hall.ticket()["visit_id"])
    done(put(hall, visit_id, declared()))
    hall.open(MINE)
    assert hall.call_next()["visit_id"] == visit_id
    return visit_id


def dossier(hall: Hall, visit_id: str, who: str = "clerk") -> dict[str, Any]:
    return done(hall.caller(who).get(f"/visits/{visit_id}/dossier"))


def line(declaration: dict[str, Any], field: str) -> dict[str, Any]:
    return next(one for section in declaration["sections"] for one in section["lines"] if one["field"] == field)


def test_the_clerk_who_serves_reads_everything_that_was_declared(hall: Hall, visit_id: str):
    assert hall.visit(visit_id)["has_dossier"]
    (found,) = dossier(hall, visit_id)["declarations"]
    assert line(found, "tre_noi_sinh")["text"] == MARKER
    assert line(found, "me_ho_ten")["source"] == "same"
    addressed = line(found, "kinh_gui")
    assert (addressed["source"], addressed["text"]) == ("office", "Ủy ban nhân dân xã Ví Dụ")
    assert found["checklist"] == [{"name": "Giấy chứng sinh", "ticked": True}]


def test_nobody_else_can_open_it(hall: Hall, visit_id: str):
    hall.open(HERS, COLLEAGUE)
    refused(hall.colleague.get(f"/visits/{visit_id}/dossier"), 409, "counter_held")
    for who in ("kiosk", "display", "agent"):
        refused(hall.caller(who).get(f"/visits/{visit_id}/dossier"), 403, "not_allowed")
    refused(hall.anybody.get(f"/visits/{visit_id}/dossier"), 401, "not_signed_in")
    assert not done(hall.caller("display").get(f"/visits/{visit_id}"))["has_dossier"]


def test_before_the_call_no_clerk_can_open_it(hall: Hall):
    visit_id = str(hall.ticket()["visit_id"])
    done(put(hall, visit_id, declared()))
    hall.open(MINE)
    refused(hall.clerk.get(f"/visits/{visit_id}/dossier"), 403, "not_allowed")


def test_mistakes_are_refused_with_a_sentence_for_each_field(hall: Hall):
    visit_id = str(hall.ticket()["visit_id"])
    answer = put(hall, visit_id, declared(tre_gioi_tinh="?", nyc_so_dinh_danh="1"))
    refused(answer, 422, "invalid_fields")
    assert {one["field"] for one in answer.json["errors"]} >= {"tre_gioi_tinh", "nyc_so_dinh_danh"}
    assert not hall.visit(visit_id)["has_dossier"]


def test_what_a_kiosk_hands_in_belongs_to_its_own_visit(hall: Hall):
    added = done(hall.admin.post("/devices", {"kind": "kiosk", "name": "kiosk khác"}), 201)
    other = done(hall.anybody.post("/devices/enrol", {"code": added["enrolment_code"]}), 201)["token"]
    visit_id = str(hall.ticket()["visit_id"])
    answer = hall.anybody.as_(other).ask(
        "PUT", f"/visits/{visit_id}/declarations/{FORM}", json.dumps(declared()).encode()
    )
    refused(answer, 404, "unknown_visit")
    refused(put(hall, visit_id, declared(), form="ly_hon"), 404, "unknown_form")


def test_handed_in_again_it_replaces_what_was_there(hall: Hall):
    visit_id = str(hall.ticket()["visit_id"])
    first = done(put(hall, visit_id, declared()))
    second = done(put(hall, visit_id, declared(tre_noi_sinh="Trạm Y tế xã Mẫu")))
    assert first["declaration_id"] == second["declaration_id"]
    (found,) = dossier(hall, visit_id, "supervisor")["declarations"]
    assert line(found, "tre_noi_sinh")["text"] == "Trạm Y tế xã Mẫu"


def test_a_correction_is_shown_as_the_clerks(hall: Hall, visit_id: str):
    (before,) = dossier(hall, visit_id)["declarations"]
    path = f"/declarations/{before['declaration_id']}/corrections"
    after = done(hall.clerk.post(path, {"field": "tre_que_quan", "value": "xã Mẫu, tỉnh Gia Lai"}))
    corrected = line(after, "tre_que_quan")
    assert corrected["text"] == "xã Mẫu, tỉnh Gia Lai"
    assert corrected["corrected_by"]
    assert line(after, "tre_noi_sinh")["corrected_by"] is None
    refused(hall.clerk.post(path, {"field": "tre_ngay_sinh", "value": "31/02/2026"}), 422, "invalid_fields")
    refused(hall.clerk.post(path, {"field": "so_giay", "value": "x"}), 422, "invalid_fields")


def test_what_a_clerk_has_taken_changes_no_more(hall: Hall, visit_id: str):
    (found,) = dossier(hall, visit_id)["declarations"]
    path = f"/declarations/{found['declaration_id']}"
    taken = done(hall.clerk.post(f"{path}/take"))
    assert taken["taken_at"]
    assert done(hall.clerk.post(f"{path}/take"))["taken_at"] == taken["taken_at"]
    change = {"field": "tre_noi_sinh", "value": "x"}
    refused(hall.clerk.post(f"{path}/corrections", change), 409, "declaration_taken")
    refused(put(hall, visit_id, declared()), 409, "declaration_taken")


def test_the_paper_is_a_pdf_with_what_was_declared(hall: Hall, visit_id: str):
    (found,) = dossier(hall, visit_id)["declarations"]
    answer = hall.clerk.get(f"/declarations/{found['declaration_id']}/paper")
    assert (answer.status, answer.content_type) == (200, "application/pdf")
    assert answer.headers["cache-control"] == "no-store"
    said = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert "Buôn Tìm Mãi Không Ra" in " ".join(said.split())
    assert "Xã Ví Dụ, ngày " in " ".join(said.split())


def test_the_report_counts_what_nobody_had_to_type(hall: Hall):
    before = done(hall.supervisor.get("/reports/savings"))["forms"]
    visit_id = str(hall.ticket()["visit_id"])
    done(put(hall, visit_id, declared()))
    done(put(hall, visit_id, declared()))
    after = next(one for one in done(hall.supervisor.get("/reports/savings"))["forms"] if one["form_id"] == FORM)
    counted = next((one["declarations"] for one in before if one["form_id"] == FORM), 0)
    assert after["declarations"] == counted + 1
    assert 0 < after["typed"] < after["counted"]


def test_an_opened_dossier_leaves_a_note_of_who_and_no_word_of_what(hall: Hall, visit_id: str):
    dossier(hall, visit_id)
    with closing(sqlite3.connect(Path(hall.server.data) / "motcua.db", timeout=10)) as db:
        rows = db.execute(
            "select person_id, note from visit_note where kind = 'dossier_opened' and visit_id = ?", (visit_id,)
        )
        assert (hall.person_id("clerk"), "1") in rows.fetchall()


def traces_of(marker: str, folder: Path) -> list[str]:
    """The files that hold these words, in any of the encodings they could have been written in."""
    needles = [marker.encode(), marker.encode("utf-16-le"), marker.encode("unicode_escape")]
    found = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in found if any(needle in path.read_bytes() for needle in needles)]


def test_erased_is_gone_from_database_log_and_keys(hall: Hall, visit_id: str, tmp_path: Path):
    data = Path(hall.server.data)
    (found,) = dossier(hall, visit_id)["declarations"]
    assert traces_of(MARKER, data) == []
    key = data / "keys" / f"declaration-{found['declaration_id']}.key"
    copy = key.read_bytes()
    with closing(sqlite3.connect(data / "motcua.db", timeout=10)) as db, db:
        past = (datetime.now(UTC) - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        db.execute("update declaration set erase_at = ? where declaration_id = ?", (past, found["declaration_id"]))
    wait_until(lambda: not key.exists(), 20, "the key to be destroyed")
    assert dossier(hall, visit_id)["declarations"] == []
    refused(hall.clerk.get(f"/declarations/{found['declaration_id']}/paper"), 404, "unknown_declaration")
    assert not hall.visit(visit_id)["has_dossier"]
    assert [path.name for path in data.rglob("*") if path.is_file() and copy in path.read_bytes()] == []
