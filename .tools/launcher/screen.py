"""Is there a screen that the kiosk window can open on? The Kivy wheels speak X11 (under Wayland through XWayland)."""

import ctypes
import os

SHARE_OF_HEIGHT = 0.85
TALLEST = 1920
KIOSK_VARIABLES = ("MOTCUA_KIOSK_SIZE", "MOTCUA_KIOSK_FULLSCREEN", "MOTCUA_KIOSK_CONFIG")


def trouble() -> str:
    """Empty if a window can be opened; else why not, in words."""
    display = os.environ.get("DISPLAY")
    if not display:
        return "DISPLAY is not set"
    return "" if height() else f"DISPLAY is {display}, but no X server lets us in there"


def kiosk_window() -> list[str]:
    """The kiosk's arguments for an upright window that leaves room for the terminal; none if the person chose."""
    tall = min(TALLEST, int(height() * SHARE_OF_HEIGHT))
    if not tall or any(name in os.environ for name in KIOSK_VARIABLES):
        return []
    return ["--windowed", "--size", f"{tall * 9 // 16}x{tall}"]


def height() -> int:
    """Of the screen in pixels; 0 if there is none. Asked through libX11 itself, so that cookies and sockets are
    treated as the window will treat them."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return 0
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = x11.XOpenDisplay(None)
    if not connection:
        return 0
    handle = ctypes.c_void_p(connection)
    pixels = int(x11.XDisplayHeight(handle, x11.XDefaultScreen(handle)))
    x11.XCloseDisplay(handle)
    return pixels
