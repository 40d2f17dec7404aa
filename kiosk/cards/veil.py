"""What is shown of a card until the citizen asks for all of it."""

from __future__ import annotations

HIDDEN = "**"
SHOWN_HEAD, SHOWN_TAIL = 4, 2


def veil_name(name: str) -> str:
    """`Nguyễn V** M**`: the family name, then first letters; of a name of one word the first letter."""
    words = name.split()
    if len(words) < 2:
        return "".join(word[:1] + HIDDEN for word in words)
    return " ".join([words[0], *(word[:1] + HIDDEN for word in words[1:])])


def veil_number(number: str) -> str:
    """`0640******45`; a short one is hidden whole."""
    hidden = len(number) - SHOWN_HEAD - SHOWN_TAIL
    return number[:SHOWN_HEAD] + "*" * hidden + number[-SHOWN_TAIL:] if hidden > 0 else "*" * len(number)


def veil_day(day: str) -> str:
    """`**/**/1990`."""
    return f"{HIDDEN}/{HIDDEN}/{day[-4:]}"


def veil_place(place: str) -> str:
    """The last part alone: `…, Gia Lai`."""
    return f"…, {place.rsplit(',', 1)[-1].strip()}" if "," in place else "…"
