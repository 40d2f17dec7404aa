"""The number is being taken."""

from __future__ import annotations

from kiosk.ui.screens.base import FlowScreen


class IssuingScreen(FlowScreen):
    """Nothing to touch and nothing to read but patience; the answer changes the screen."""
