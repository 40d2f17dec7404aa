"""Files that are there whole or as they were before, and that nobody else on the machine can read."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from hardware.faults import SetupError


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` on disk in place of what was there. When this returns it survives a pulled plug. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)


def hold_folder(folder: Path) -> IO[str]:
    """Keep other kiosks out of this folder for as long as the file is open: two of them would give the same numbers.

    Raises `SetupError` when another one is there. The system lets go of it when we die.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = (folder / "kiosk.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise SetupError(f"{folder}: another kiosk uses this folder; end it, or choose another with --data") from error
    return file


def sync_folder(folder: Path) -> None:
    """Make what was created, renamed or deleted in it durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
