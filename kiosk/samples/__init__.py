"""For every screen the states worth looking at; each path keeps its own in a module with a table `SAMPLES`."""

from __future__ import annotations

from kiosk.samples import choosing, declaring, finding, operating, speaking, standing, ticketing
from kiosk.samples.props import USUAL, Props, Sample, Samples, demo_props
from kiosk.state import Screen

__all__ = ["TABLE", "USUAL", "Props", "Sample", "demo_props", "samples"]

TABLE: Samples = (
    standing.SAMPLES
    | finding.SAMPLES
    | choosing.SAMPLES
    | speaking.SAMPLES
    | ticketing.SAMPLES
    | operating.SAMPLES
    | declaring.SAMPLES
)


def samples(props: Props, only: Screen | None = None) -> tuple[Sample, ...]:
    """All samples of all screens in the order of `Screen`, or those of one. Raises `KeyError` for a screen without."""
    screens = [only] if only else list(Screen)
    return tuple(sample for screen in screens for sample in TABLE[screen](props))
