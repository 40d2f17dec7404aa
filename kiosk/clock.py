"""The only place of the kiosk outside its screens that asks for the time."""

from __future__ import annotations

from datetime import date, datetime


def today() -> date:
    """The day it is on this machine, in its own zone."""
    return now_here().date()


def now_here() -> datetime:
    """The minute it is on this machine, in its own zone."""
    return datetime.now().astimezone()
