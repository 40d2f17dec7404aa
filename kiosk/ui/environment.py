"""What Kivy must be told before it is imported for the first time."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from pathlib import Path

from kiosk.config import KioskConfig


def scratch_folder(config: KioskConfig) -> Path:
    """Where temporary files of this process go, so that they can be deleted after each visit."""
    return config.data / "scratch"


def prepare(config: KioskConfig, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set Kivy's environment and configuration: a hardened window of the configured size, nothing read from a home."""
    home = config.data / "kivy"
    home.mkdir(parents=True, exist_ok=True)
    scratch = scratch_folder(config)
    scratch.mkdir(parents=True, exist_ok=True)
    environment.update(
        TMPDIR=str(scratch),
        KIVY_HOME=str(home),
        KIVY_NO_ARGS="1",
        KIVY_NO_CONFIG="1",
        KIVY_NO_FILELOG="1",
        # Kivy would otherwise take over the root logger and print in a form of its own.
        KIVY_LOG_MODE="PYTHON",
    )
    from kivy.config import Config

    width, height = config.size
    for section, key, value in (
        ("graphics", "width", width),
        ("graphics", "height", height),
        ("graphics", "fullscreen", "auto" if config.fullscreen else "0"),
        ("graphics", "resizable", 0),
        ("graphics", "multisamples", 0),
        ("graphics", "show_cursor", 0 if config.fullscreen else 1),
        ("kivy", "exit_on_escape", 0),
        ("kivy", "desktop", 0),
        ("kivy", "log_level", "warning"),
        ("kivy", "keyboard_mode", ""),
    ):
        Config.set(section, key, value)
    # SDL reports every touch of the panel as the mouse; a second reader of the same device would double each one.
    for device, _ in Config.items("input"):
        Config.remove_option("input", device)
    Config.set("input", "mouse", "mouse,disable_multitouch")
    for module, _ in Config.items("modules"):
        Config.remove_option("modules", module)
