"""Loads python-escpos without what it does to a program."""

from __future__ import annotations

import importlib
import logging
import os
import shutil
from pathlib import Path
from typing import Any

PROFILE = Path(__file__).resolve().parents[2] / "assets" / "tickets" / "escpos_profile.json"


def load_escpos_driver(name: str) -> Any:
    """Return the module `escpos.printer.NAME`.

    The import of python-escpos sets up the root logger, parses 300 kB of printer profiles that a raster job never
    looks at, and leaves a directory in /tmp behind; its drivers then log each opening on the root logger. Here it gets
    a profile of a few lines and a logger of its own, and the rest is undone.
    """
    os.environ.setdefault("ESCPOS_CAPABILITIES_FILE", str(PROFILE))
    root = logging.getLogger()
    handlers = [*root.handlers]
    driver: Any = importlib.import_module(f"escpos.printer.{name}")
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
    shutil.rmtree(importlib.import_module("escpos.capabilities").pickle_dir, ignore_errors=True)
    quiet = logging.getLogger("escpos")
    quiet.setLevel(logging.WARNING)
    driver.logging = quiet
    return driver
