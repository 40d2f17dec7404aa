"""Which screen asks the present question of a declaration. Pure."""

from __future__ import annotations

from kiosk.forms.declaring import CHOSEN, Declaring
from kiosk.forms.questions import Ask
from kiosk.state import Screen


def screen_of(declaring: Declaring) -> Screen:
    """The screen that asks the present question, after what is remembered was told."""
    step, field = declaring.interview.step, declaring.field
    if declaring.telling:
        return Screen.DECLARE_REMEMBERED
    if step.ask is Ask.REVIEW:
        return Screen.DECLARE_REVIEW
    if step.ask is Ask.CARD:
        return Screen.DECLARE_CARD
    if field is None or (field.kind in CHOSEN and declaring.chosen is None):
        return Screen.DECLARE_CHOICE
    return Screen.DECLARE_WRITE
