"""The kiosk is there soon and stays light, held against a bare Kivy window started in the same run."""

from __future__ import annotations

from tests.bench import kiosk


def test_the_first_frame_comes_within_a_few_bare_windows() -> None:
    figures = kiosk.run(rounds=2)
    assert figures["ratio_to_bare_window"] < 8
    assert figures["cpu_ratio_to_bare_window"] < 4
    assert figures["rss_mb"] < 2.5 * figures["bare_rss_mb"]
