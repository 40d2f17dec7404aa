"""The only place of the kiosk outside its screens that asks for the time."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day it is on this machine, in its own zone."""
    return datetime.now().astimezone().date()
