"""The kiosk is there soon, stays light and answers every touch; held against what was measured in the same run."""

from __future__ import annotations

import pytest

from tests.bench import kiosk, touch, visits


def test_the_first_frame_comes_within_a_few_bare_windows() -> None:
    figures = kiosk.run(rounds=2)
    assert figures["ratio_to_bare_window"] < 8
    assert figures["cpu_ratio_to_bare_window"] < 4
    assert figures["rss_mb"] < 2.5 * figures["bare_rss_mb"]


@pytest.mark.long
@pytest.mark.timeout(1200)
def test_every_plate_of_every_screen_is_seen_pressed_under_the_finger() -> None:
    figures = touch.run()
    assert figures["plates"] > 200
    assert figures["unseen"] == []


@pytest.mark.long
@pytest.mark.timeout(4 * 3600)
def test_memory_stays_flat_over_a_thousand_visits_without_a_pause() -> None:
    figures = visits.run(size="540x960")
    assert figures["visits"] == 1000
    assert abs(figures["drift"]) <= 0.05, figures["rss_mb"]
