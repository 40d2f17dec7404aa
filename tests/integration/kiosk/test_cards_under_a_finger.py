"""A list that changes while a finger rests on it: the finger chooses what it touched, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.bench.stage import at_rest, on_stage


def test_a_card_that_changes_under_a_finger_never_chooses_something_else() -> None:
    found = on_stage("tests.integration.kiosk.test_cards_under_a_finger:acts", "540x960")
    assert found["shown_before"] != found["shown_after"]
    assert found["opened"] in (found["touched"], None)


def acts(app: Any, found: dict[str, Any]) -> Iterator[None]:
    """Rests a finger on the first result of a search, finds other results, and lifts it."""
    from kivy.tests.common import UnitTestTouch

    from kiosk.samples import TABLE, demo_props
    from kiosk.state import Screen

    searching = TABLE[Screen.SEARCH](demo_props())[0].state
    app.put(searching)
    yield from at_rest(app)
    cards = cards_of(app)
    touch, found["touched"] = UnitTestTouch(*cards[0].to_window(*cards[0].center)), cards[0].value
    found["shown_before"] = [card.value for card in cards]
    touch.touch_down()
    yield
    app.put(replace(searching, finding=replace(searching.finding, results=searching.finding.results[1:])))
    yield
    found["shown_after"] = [card.value for card in cards_of(app)]
    touch.touch_up()
    for _ in range(10):
        yield
    after = app.crew.conductor.state
    found["opened"] = after.finding.code if after.screen is Screen.PROCEDURE else None


def cards_of(app: Any) -> list[Any]:
    from kiosk.ui.screen_map import visible
    from kiosk.ui.widgets.touchable import Card

    return [one for one in visible(app.root) if isinstance(one, Card)]
