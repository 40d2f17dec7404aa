"""How the question of a field is written: on which keys, with which capitals, how long at most. Pure."""

from __future__ import annotations

from kiosk.typing.board import Pad
from queue_server.contract.forms.schema import FormField, Kind

PADS = {
    Kind.IDENTITY: Pad.NUMBER,
    Kind.NUMBER: Pad.NUMBER,
    Kind.PHONE: Pad.PHONE,
    Kind.DATE: Pad.DATE,
    Kind.MOMENT: Pad.MOMENT,
    Kind.DATE_OR_YEAR: Pad.NUMBER,  # the date pad writes slashes by itself, which a year alone has none of
}
CAPITALS = {Kind.NAME: "words", Kind.TEXT: "first", Kind.ADDRESS: "first", Kind.CHOICE_WITH_WORDS: "first"}
LENGTHS = {Kind.DATE_OR_YEAR: 8}
SPELLED = (Kind.NAME, Kind.TEXT, Kind.ADDRESS, Kind.CHOICE_WITH_WORDS)
"""In an e-mail address every key writes itself."""


def pad_of(field: FormField) -> Pad:
    return PADS.get(field.kind, Pad.TEXT)


def capitals_of(field: FormField) -> str:
    """As `Entry.wants_capital` takes it."""
    return CAPITALS.get(field.kind, "none")


def length_of(field: FormField) -> int:
    return LENGTHS.get(field.kind, field.longest)


def is_spelled(field: FormField) -> bool:
    """Whether keys are composed to Vietnamese."""
    return field.kind in SPELLED
