"""`kiosk shots` draws the real app into files, with nothing else running."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from kiosk.shots import GLASSES, MODES, shots
from kiosk.state import Screen
from tests.integration.kiosk.driver import ROOT


def test_pictures_of_one_screen_come_in_every_mode_language_and_orientation(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "shots", str(tmp_path), "--only", "outlook"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    names = {path.stem for path in tmp_path.glob("*.png")}
    assert {"outlook-portrait-vi", "outlook-landscape-en", "outlook-portrait-en-contrast"} <= names
    assert {"outlook-landscape-vi-200", "outlook-portrait-vi-reach", "outlook-asking-portrait-vi"} <= names
    with Image.open(tmp_path / "outlook-landscape-vi-200.png") as picture:
        assert picture.size == (1920, 1080)
        assert len(picture.convert("RGB").getcolors(1 << 24)) > 50
    usual, dark = (Image.open(tmp_path / f"outlook-portrait-vi{mode}.png").convert("L") for mode in ("", "-dark"))
    assert sum(usual.resize((1, 1)).tobytes()) > 2 * sum(dark.resize((1, 1)).tobytes())


def test_no_screen_is_left_out_and_no_picture_overwrites_another() -> None:
    for glass in GLASSES:
        names = [shot.name for shot in shots(glass)]
        assert len(set(names)) == len(names)
        for screen in Screen:
            for language in ("vi", "en"):
                usual = f"{screen.value}-{glass}-{language}"
                assert {f"{usual}-{mode}" if mode else usual for mode in MODES} <= set(names)
