"""./run kiosk shots DIR: a picture of every screen, as the real app draws it, without server, printer or window."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from kiosk.comfort import Comfort, Look
from kiosk.samples import USUAL, Sample, demo_props, samples
from kiosk.state import Screen, State

GLASSES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}
DIAGONAL = 32.0
LANGUAGES = ("vi", "en")
MODES = {
    "": Comfort(),
    "contrast": Comfort(look=Look.CONTRAST),
    "dark": Comfort(look=Look.DARK),
    "200": Comfort(text=200),
    "reach": Comfort(reach=True),
    "200-reach": Comfort(text=200, reach=True),
}
"""What a visitor may set, by the end of the picture's name."""

SHEET, WARNING = "comfort", "idle_warning"
"""What lies over a screen; here over the first one and over the groups."""

SECONDS_LEFT = 15
OVERLAYS = {SHEET: Screen.ATTRACT, WARNING: Screen.GROUPS}


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the state, and what lies over the screen, if anything."""

    name: str
    state: State
    over: str = ""


def main(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.glass:
        return _shoot(options.glass, options.only, options.folder)
    # A process for each glass, side by side: Kivy has one window, and in memory that keeps the size it began with.
    command = [sys.executable, "-m", "kiosk", "shots", str(options.folder), *_only(options.only)]
    glasses = [subprocess.Popen([*command, "--glass", glass]) for glass in GLASSES]
    status = max(abs(glass.wait()) for glass in glasses)
    if status != 0:
        return status
    sys.stdout.write(f"{len(list(options.folder.glob('*.png')))} pictures in {options.folder}\n")
    return 0


def _only(screen: str | None) -> list[str]:
    return ["--only", screen] if screen else []


def shots(glass: str, only: str | None = None) -> Iterator[Shot]:
    """Every picture of one glass: each sample in each language; in the other modes the usual look of each screen."""
    chosen = [sample for sample in samples(demo_props()) if only in (None, sample.state.screen.value)]
    # A change of mode lays out every screen anew: so each mode once, and all screens in it.
    for language, mode, sample in product(LANGUAGES, MODES, chosen):
        if mode and sample.name != USUAL:
            continue
        yield Shot(_name(sample, glass, language, mode), _state(sample, language, mode))
    for over, language, mode in product(OVERLAYS, LANGUAGES, MODES):
        if only in (None, over):
            yield _overlay(over, glass, language, mode)


def _overlay(over: str, glass: str, language: str, mode: str) -> Shot:
    sample = samples(demo_props(), OVERLAYS[over])[0]
    state = _state(sample, language, mode)
    if over == SHEET:
        state = replace(state, comfort=replace(state.comfort, is_open=True, voice=True))
    return Shot(_joined(over, glass, language, mode), state, over)


def _state(sample: Sample, language: str, mode: str) -> State:
    return replace(sample.state, language=language, comfort=MODES[mode])


def _name(sample: Sample, glass: str, language: str, mode: str) -> str:
    return _joined(sample.state.screen.value, sample.name, glass, language, mode)


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def _shoot(glass: str, only: str | None, folder: Path) -> int:
    from kiosk.ui.showcase import showcase, take_picture

    with tempfile.TemporaryDirectory() as scratch:
        app = showcase(Path(scratch), GLASSES[glass], DIAGONAL)

        def acts() -> Iterator[None]:
            for shot in shots(glass, only):
                app.put(shot.state)
                app.root.warn(shown=shot.over == WARNING)
                app.root.count_down(SECONDS_LEFT)
                yield
                take_picture(folder / f"{shot.name}.png")

        app.play(acts())
        return int(app.run_until_stopped())


def _parser() -> argparse.ArgumentParser:
    known = [screen.value for screen in Screen] + list(OVERLAYS)
    parser = argparse.ArgumentParser(prog="kiosk shots", description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="made when it is missing")
    parser.add_argument("--only", choices=known, metavar="SCREEN", help=f"one of {', '.join(known)}")
    parser.add_argument("--glass", choices=[*GLASSES], help="one orientation (both when left out)")
    return parser
