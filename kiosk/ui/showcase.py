"""The real app with nobody behind it: it shows the states it is handed. For pictures, layout tests and benches."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from kiosk.config import KioskConfig
from kiosk.ui.environment import prepare

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
"""Without these SDL draws into memory, through EGL."""


def showcase(folder: Path, size: tuple[int, int], diagonal: float, environment: MutableMapping[str, str] = os.environ):
    """A kiosk of this glass, in pixels and inches, that is drawn into memory; one to a process.

    `folder` is for Kivy's own files. Touches nothing else: no server, no printer, no sound.
    """
    for name in SCREENS:
        environment.pop(name, None)
    config = KioskConfig(
        server="http://127.0.0.1:9",
        token="nobody",
        printer="virtual:" + str(folder / "printer"),
        size=size,
        fullscreen=False,
        diagonal_inches=diagonal,
        idle_seconds=3600,
        warning_seconds=20,
        data=folder,
        screen_map=None,
    )
    prepare(config)
    from kiosk.ui.showcase_app import ShowcaseApp

    return ShowcaseApp(config)


def take_picture(path: Path) -> None:
    """What is on the screen now, as a PNG."""
    from kivy.core.window import Window

    Path(Window.screenshot(name=str(path))).replace(path)
