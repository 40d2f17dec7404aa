"""The roll of paper in a virtual printer: what was printed, decoded from the bytes, kept as pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops

from hardware.virtual.parser import Raster

WHITE = 1
PIECE_NAME = re.compile(r"(?:paper|torn)-(\d{6})\.png")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of paper that left the printer. `whole` is false for one the cutter never reached."""

    number: int
    whole: bool
    picture: Path
    job: Path

    def image(self) -> Image.Image:
        """The picture on it, 1-bit."""
        with Image.open(self.picture) as picture:
            return picture.convert("1")


class PaperRoll:
    """Rows printed since the last cut. Keeps the last `keep` pieces in `folder`, and numbers on after a restart."""

    def __init__(self, folder: Path, width: int, keep: int = 500) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._width, self._keep = folder, width, keep
        self._strips: list[Image.Image] = []
        self._last_number = max((number for number, _ in self._numbered()), default=0)

    @property
    def is_blank(self) -> bool:
        return not self._strips

    def print_rows(self, raster: Raster) -> None:
        rows = len(raster.data) // max(1, raster.width_bytes)
        if not rows:
            return
        printed = Image.frombytes("1", (raster.width_bytes * 8, rows), raster.data[: rows * raster.width_bytes])
        strip = Image.new("1", (self._width, rows), WHITE)
        strip.paste(ImageChops.invert(printed), (0, 0))
        self._strips.append(strip)

    def feed(self, dots: int) -> None:
        if dots:
            self._strips.append(Image.new("1", (self._width, dots), WHITE))

    def part(self, job: bytes, *, whole: bool) -> Piece:
        """Take off what is printed so far: cut when `whole`, else torn. Writes `paper-…` or `torn-….png` and `.bin`."""
        self._last_number += 1
        name = f"{'paper' if whole else 'torn'}-{self._last_number:06d}"
        piece = Piece(self._last_number, whole, self._folder / f"{name}.png", self._folder / f"{name}.bin")
        piece.job.write_bytes(job)
        # Under its final name only when complete: people and tests watch the folder.
        unfinished = piece.picture.with_suffix(".part")
        self._joined().save(unfinished, format="PNG")
        unfinished.replace(piece.picture)
        self._strips = []
        self._forget_old()
        return piece

    def _joined(self) -> Image.Image:
        page = Image.new("1", (self._width, max(1, sum(strip.height for strip in self._strips))), WHITE)
        top = 0
        for strip in self._strips:
            page.paste(strip, (0, top))
            top += strip.height
        return page

    def _forget_old(self) -> None:
        for number, picture in self._numbered():
            if number <= self._last_number - self._keep:
                picture.unlink(missing_ok=True)
                picture.with_suffix(".bin").unlink(missing_ok=True)

    def _numbered(self) -> list[tuple[int, Path]]:
        found = ((PIECE_NAME.fullmatch(path.name), path) for path in self._folder.glob("*.png"))
        return [(int(name[1]), path) for name, path in found if name]
