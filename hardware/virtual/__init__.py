"""Devices without hardware that speak the true protocols and fail on demand."""

from hardware.virtual.printer import VirtualPrinter
from hardware.virtual.troubles import Kind, Trouble

__all__ = ["Kind", "Trouble", "VirtualPrinter"]
