"""Nobody there, and nobody gets out: the idle reset, the keys, the faults, the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.integration.kiosk.conftest import StartKiosk
from tests.integration.kiosk.driver import ROOT, SCREENS, KioskDriver
from tests.support import wait_until
from tests.support_server import DemoServer

QUICK = ("--idle-seconds", "3", "--warning-seconds", "3")
FAULTY_SHOW = """
import sys
from pathlib import Path
from kiosk.ui.showcase import showcase

def acts():
    yield
    raise RuntimeError("no such sample")

app = showcase(Path(sys.argv[1]), (540, 960), 32.0)
app.play(acts())
sys.exit(app.run_until_stopped())
"""
ESCAPE, F1, F4, SUPER = (27, 41), (282, 58), (285, 61), (1073742051, 227)


def test_a_kiosk_left_alone_warns_counts_down_and_forgets(server: DemoServer, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(server.url, *QUICK, demo=server.data)
    kiosk.wait("attract")
    kiosk.tap("language:en")
    kiosk.tap("start")
    kiosk.wait("groups")
    warned = kiosk.wait("idle_warning", "Are you still there?")
    assert [one["name"] for one in warned["widgets"]] == ["stay", "more-time"]
    assert any(text.startswith("This screen starts over in") for text in warned["texts"])
    assert kiosk.complaints() == []
    kiosk.wait("attract", "Chạm để lấy số")


def test_any_touch_says_that_somebody_is_there(server: DemoServer, start_kiosk: StartKiosk) -> None:
    kiosk = start_kiosk(server.url, *QUICK, "--size", "1920x1080", demo=server.data)
    kiosk.wait("attract")
    kiosk.tap("start")
    kiosk.wait("idle_warning")
    assert kiosk.complaints() == []
    assert kiosk.tap("stay") == ["stay"]
    kiosk.wait("groups")
    kiosk.wait("idle_warning")
    assert kiosk.tap_at(300, 700) == []
    kiosk.wait("groups")


def test_no_key_and_no_window_manager_ends_the_kiosk(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    for key, scancode in (ESCAPE, F1, F4, SUPER):
        kiosk.key(key, scancode)
    assert kiosk.close_is_refused()
    assert kiosk.wait("attract")["screen"] == "attract"
    assert kiosk.process.poll() is None


def test_a_fault_of_the_screen_is_shown_and_mends_itself(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    kiosk.crash()
    kiosk.wait("out_of_order", "Máy vừa gặp lỗi")
    assert "a fault on purpose" in kiosk.log()
    kiosk.wait("attract", seconds=30)


def test_a_screen_that_fails_again_and_again_is_left_to_the_supervisor(kiosk: KioskDriver) -> None:
    kiosk.wait("attract")
    for _ in range(6):
        kiosk.crash()
    assert kiosk.process.wait(15) == 1


def test_the_kiosk_ends_cleanly_when_it_is_told_to(server: DemoServer, tmp_path: Path) -> None:
    screen = tmp_path / "screen.json"
    process = start_as_a_user_would(server, tmp_path, "--screen-map", str(screen))
    try:
        wait_until(lambda: screen.exists() and json.loads(screen.read_text())["screen"] == "attract", what="the screen")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=15)
    finally:
        process.kill()
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert server.kiosk_token not in errors


def test_settings_that_cannot_be_used_are_told_all_at_once(server: DemoServer, tmp_path: Path) -> None:
    process = start_as_a_user_would(server, tmp_path, "--size", "to", "--diagonal", "0")
    _, errors = process.communicate(timeout=15)
    assert process.returncode == 2
    assert "size: needs" in errors
    assert "diagonal: needs" in errors
    process = start_as_a_user_would(server, tmp_path, "--printer", "fax:12345")
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert "fax:12345" in errors
    assert "Traceback" not in errors


def start_as_a_user_would(server: DemoServer, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    demo = ["--server", server.url, "--demo-data", str(server.data), "--data", str(folder / "data"), "--windowed"]
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.Popen(
        [sys.executable, "-m", "kiosk", *demo, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_fault_in_a_show_of_samples_is_told_with_its_trace_and_ends_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FAULTY_SHOW, str(tmp_path)]
    ended = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert ended.returncode == 1
    assert "RuntimeError: no such sample" in ended.stderr
    assert "AttributeError" not in ended.stderr
