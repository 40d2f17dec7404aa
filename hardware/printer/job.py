"""Turns a picture into the bytes of one print job."""

from __future__ import annotations

from collections.abc import Iterator

from escpos.constants import ESC, GS, HW_INIT, PAPER_FULL_CUT, PAPER_PART_CUT, S_RASTER_N
from PIL import Image, ImageChops

from hardware.faults import SetupError
from hardware.printer.models import Cut, PrinterModel

ROWS_AT_ONCE = 960
"""Cheap printers hold no more in one raster command."""

NO_UNASKED_STATUS: bytes = GS + b"a\x00"

CUTS: dict[Cut, bytes] = {
    Cut.FULL: PAPER_FULL_CUT,
    Cut.PARTIAL: PAPER_PART_CUT,
    Cut.FEED_AND_PARTIAL: GS + b"VB\x00",
    Cut.NONE: b"",
}


def compose_job(image: Image.Image, model: PrinterModel) -> bytes:
    """Return the whole job: reset, picture, feed, cut; without the status query that follows it.

    Raises `SetupError` when the picture is not 1-bit or wider than the paper.
    """
    if image.mode != "1":
        raise SetupError(f"a printer takes 1-bit pictures, not mode {image.mode}")
    if image.width > model.width:
        raise SetupError(f"a picture {image.width} dots wide does not fit the {model.width} dots of {model.name!r}")
    feed = ESC + b"d" + bytes([model.feed_lines]) if model.feed_lines else b""
    job: bytes = HW_INIT + NO_UNASKED_STATUS + b"".join(_raster(image)) + feed + CUTS[model.cut]
    return job


def _raster(image: Image.Image) -> Iterator[bytes]:
    # The bytes of python-escpos's `bitImageRaster` (a test compares them), without its way there: it takes a 1-bit
    # picture through RGBA and grey, which costs 60 times as long.
    ink = ImageChops.invert(image)
    width_bytes = (image.width + 7) // 8
    for top in range(0, image.height, ROWS_AT_ONCE):
        rows = min(ROWS_AT_ONCE, image.height - top)
        yield S_RASTER_N + width_bytes.to_bytes(2, "little") + rows.to_bytes(2, "little")
        yield ink.crop((0, top, image.width, top + rows)).tobytes()
