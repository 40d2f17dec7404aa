"""Is there a screen that the kiosk window can open on? The Kivy wheels speak X11 (under Wayland through XWayland)."""

import ctypes
import os


def trouble() -> str:
    """Empty if a window can be opened; else why not, in words."""
    display = os.environ.get("DISPLAY")
    if not display:
        return "DISPLAY is not set"
    return "" if x_server_answers() else f"DISPLAY is {display}, but no X server lets us in there"


def x_server_answers() -> bool:
    """Asked through libX11 itself, so that cookies and sockets are treated as the window will treat them."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return False
    x11.XOpenDisplay.restype = ctypes.c_void_p
    connection = x11.XOpenDisplay(None)
    if connection:
        x11.XCloseDisplay(ctypes.c_void_p(connection))
    return bool(connection)
