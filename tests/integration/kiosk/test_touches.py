"""An automated citizen's touches, one by one, on the real glass: what was counted without a screen is what it costs."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from queue_server.contract.dossiers import OfficeWords
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.values import Today
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.test_declaring import declared_by
from tests.integration.kiosk.test_visit import number_on
from tests.support_citizen import Citizen
from tests.support_scenes import OFFICE, SCENES, Scene, ticket_for
from tests.support_server import DemoServer

ROADS = {"khai_sinh": ("ho-tich", "khai-sinh"), "khai_tu": ("ho-tich", "khai-tu")}


def at_home(scene: Scene, words: OfficeWords) -> dict[str, Any]:
    """The answers of somebody of this commune, whose child was born here."""
    text = json.dumps(scene.answers, ensure_ascii=False).replace(OFFICE.commune, words.commune)
    answers = dict(json.loads(text))
    born_at = {"tre_noi_sinh": words.suggestions["birth_places"][0]}
    return answers | {key: value for key, value in born_at.items() if key in answers}


def rehearsed(scene: Scene, server: DemoServer) -> Citizen:
    """What the citizen will touch at this office, today."""
    client, _ = server.signed_in("supervisor")
    with client:
        office = client.office()
    now = datetime.now(ZoneInfo(office.time_zone))
    citizen = Citizen(at_home(scene, office.declarations), scene.codes)
    ticket = ticket_for(scene.form, office.declarations, office.business_date)
    citizen.declare(ticket, Today(office.business_date, Moment(office.business_date, now.hour, now.minute)))
    return citizen


def play(kiosk: KioskDriver, citizen: Citizen, scans: Path) -> None:
    """Touch by touch, looking up whenever a new question is asked."""
    for number, plate in enumerate(citizen.touched):
        if number in citizen.asked:
            kiosk.wait(*citizen.asked[number])
        if plate.startswith("scan:"):
            scans.write_text(plate.removeprefix("scan:") + "\n", encoding="utf-8")
        elif plate == "declare":
            kiosk.tap(plate)
        else:
            kiosk.wait_for(plate)
            kiosk.tap(plate)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "scene", [SCENES[8], pytest.param(SCENES[0], marks=pytest.mark.long)], ids=["khai_tu", "khai_sinh"]
)
def test_the_touches_that_were_counted_hand_the_declaration_in(
    scene: Scene, server: DemoServer, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    citizen = rehearsed(scene, server)
    scans = tmp_path / "scanner" / "scan"
    kiosk = start_kiosk(server.url, "--scanner", f"virtual:{scans.parent}", demo=server.data)
    kiosk.choose(*ROADS[scene.form])
    kiosk.tap("take")
    number = number_on(kiosk.wait("ticket", "Mời ông/bà lấy phiếu"))
    play(kiosk, citizen, scans)
    if "nyc_dien_thoai" in citizen.written:
        # Something that no card tells: whether it may be kept for the next time is asked after all is handed in.
        kiosk.wait("declare_keep")
        kiosk.tap("keep:no")
    kiosk.wait("ticket", "Cán bộ đã có tờ khai")
    (declared,) = declared_by(server, number)["declarations"]
    lines = {line["field"]: line["text"] for section in declared["sections"] for line in section["lines"]}
    said = {key: value for key, value in citizen.answers.items() if isinstance(value, str) and key in citizen.written}
    said.pop("chet_luc", None)  # a minute is shown in words
    assert said
    assert {key: lines[key] for key in said} == said
