"""Loads python-escpos without what its import does to a program."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import Any

PROFILE = Path(__file__).resolve().parents[2] / "assets" / "tickets" / "escpos_profile.json"


def load_escpos_printers() -> Any:
    """Return the module `escpos.printer`.

    Its import sets up the root logger, parses 300 kB of printer profiles that a raster job never looks at, and leaves
    a directory in /tmp behind; here it gets a profile of a few lines, and the rest is undone.
    """
    os.environ.setdefault("ESCPOS_CAPABILITIES_FILE", str(PROFILE))
    root = logging.getLogger()
    handlers = [*root.handlers]
    from escpos import capabilities, printer

    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
    shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
    return printer
