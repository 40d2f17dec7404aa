"""Comfort in the real kiosk: one touch away, heard, turned in mid-visit, gone with the visit."""

from __future__ import annotations

import wave
from pathlib import Path

from hardware.voice.wave_files import read_wav
from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import KioskDriver
from tests.integration.kiosk.stand_in import StandInOffice
from tests.support import wait_until


def heard(folder: Path) -> list[Path]:
    return sorted(folder.glob("heard-*.wav"))


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return file.getnframes() / file.getframerate()


def test_one_touch_and_the_screen_is_larger_darker_lower_until_the_visit_ends(kiosk: KioskDriver) -> None:
    # The last plate comes when the forms have been read.
    usual = kiosk.wait("attract", "Xóa thông tin đã giữ")
    kiosk.tap("comfort")
    kiosk.wait("comfort")
    for name in ("text:200", "look:dark", "reach:on"):
        kiosk.tap(name)
    kiosk.tap("comfort:close")
    kiosk.wait("attract")
    assert kiosk.complaints() == []
    kiosk.tap("start")
    low = kiosk.wait("groups")
    assert all(one["y"] >= low["size"][1] * 2 / 3 - 2 for one in low["widgets"])
    assert kiosk.complaints() == []
    kiosk.tap("home")
    again = kiosk.wait("attract")
    assert again["widgets"] == usual["widgets"]


def test_prompts_are_heard_repeated_made_louder_and_end_with_the_visit(
    office: StandInOffice, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    folder = tmp_path / "speaker"
    kiosk = start_kiosk(office.start(), "--speaker", f"virtual:{folder}")
    kiosk.wait("attract")
    assert heard(folder) == []
    kiosk.tap("comfort")
    kiosk.wait("comfort")
    kiosk.tap("voice:on")
    wait_until(lambda: len(heard(folder)) >= 1, what="the first prompt")
    first = heard(folder)[0]
    assert seconds(first) > 1
    kiosk.tap("volume:up")
    wait_until(lambda: len(heard(folder)) >= 2, what="the same, louder")
    louder = heard(folder)[1]
    assert max(read_wav(louder.read_bytes()).samples) > max(read_wav(first.read_bytes()).samples)
    kiosk.tap("comfort:close")
    kiosk.tap("start")
    wait_until(lambda: len(heard(folder)) >= 3, what="the prompt of the next screen")
    kiosk.wait("groups")
    kiosk.tap("home")
    kiosk.wait("attract")
    count = len(heard(folder))
    kiosk.tap("start")
    kiosk.wait("groups")
    assert len(heard(folder)) == count


def test_a_dead_speaker_stops_nobody_and_shows_in_the_health(
    office: StandInOffice, start_kiosk: StartKiosk, tmp_path: Path
) -> None:
    folder = tmp_path / "speaker"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "trouble").touch()
    kiosk = start_kiosk(office.start(), "--speaker", f"virtual:{folder}")
    kiosk.wait("attract")
    kiosk.tap("comfort")
    kiosk.wait("comfort")
    kiosk.tap("voice:on")
    kiosk.tap("comfort:close")
    kiosk.choose("ho-tich", "khai-sinh")
    kiosk.tap("take")
    kiosk.wait_for("done")
    kiosk.tap("done")
    kiosk.wait("attract")
    wait_until(
        lambda: any(one["fault"] == "speaker_failed" and one["state"] == "warning" for one in office.health),
        what="the health report",
        timeout=30,
    )
