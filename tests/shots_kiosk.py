"""Pictures of every screen of the kiosk: those of `./run kiosk shots`."""

from __future__ import annotations

from pathlib import Path

from kiosk import shots


def shoot(folder: Path) -> None:
    """Write `<screen>-<state>-<orientation>-<language>-<mode>.png` into `folder`. Raises `RuntimeError` on a fault."""
    if shots.main([str(folder)]) != 0:
        raise RuntimeError("the kiosk could not be drawn; why stands above")
