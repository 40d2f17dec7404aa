"""How this kiosk was asked to run: a TOML file, then MOTCUA_KIOSK_* of the environment, then the command line."""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kiosk.commands import commands_in_words
from kiosk.typing.syllables import ToneStyle

PREFIX = "MOTCUA_KIOSK_"
KEYS = (
    "server", "token_file", "demo_data", "printer", "size", "fullscreen", "diagonal", "idle_seconds",
    "warning_seconds", "data", "screen_map", "tone_style", "scanner", "speaker",
)  # fmt: skip
TRUTHS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


class ConfigError(Exception):
    """The kiosk cannot start like this. `mistakes` holds every one, each naming its key and where it was written."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class KioskConfig:
    """`size` is width and height in pixels, `diagonal_inches` the glass: together they say how large a millimetre is.

    `data` holds the print ledger and Kivy's own files. `screen_map`, when set, is a file that tells after each change
    where everything on the screen is. `tone_style` is how this office writes `hòa`, or `hoà`.
    `scanner` is the address of the card scanner, `wedge:` for one that types like a keyboard, empty for none.
    """

    server: str
    token: str
    printer: str
    size: tuple[int, int]
    fullscreen: bool
    diagonal_inches: float
    idle_seconds: float
    warning_seconds: float
    data: Path
    screen_map: Path | None
    tone_style: ToneStyle = ToneStyle.OLD
    scanner: str = ""
    speaker: str = "none"


def load_config(arguments: Sequence[str], environment: Mapping[str, str]) -> KioskConfig:
    """Read all three; the command line wins over the environment, and that over the file.

    Raises ConfigError with every mistake, and SystemExit for `--help` and unknown arguments as argparse does.
    """
    given = {key: value for key, value in vars(_parser().parse_args(arguments)).items() if value is not None}
    file = given.pop("config", environment.get(PREFIX + "CONFIG"))
    reader = _Reader()
    if file is not None:
        reader.add(str(file), _read_toml(Path(file), reader.mistakes))
    reader.add("environment", _of_environment(environment))
    reader.add("command line", given)
    config = _read(reader)
    if reader.mistakes:
        raise ConfigError(reader.mistakes)
    return config


class _Reader:
    """The values with the place each was written in; what is wrong is noted, and reading goes on."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []
        self._values: dict[str, Any] = {}
        self._places: dict[str, str] = {}

    def add(self, place: str, values: Mapping[str, Any]) -> None:
        for key in values.keys() - set(KEYS):
            self.mistakes.append(f"{place}: {key}: there is no such key; check the spelling")
        self._values |= values
        self._places |= dict.fromkeys(values, place)

    def wrong(self, key: str, what: str) -> None:
        place = self._places.get(key)
        self.mistakes.append(f"{place}: {key}: {what}" if place else f"{key}: {what}")

    def has(self, key: str) -> bool:
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        value = self._values.get(key, default)
        if isinstance(value, (str, Path)) and str(value).strip():
            return str(value).strip()
        self.wrong(key, "is missing" if value is None else "needs a line of text")
        return default or ""

    def number(self, key: str, low: float, high: float, default: float) -> float:
        value = self._values.get(key, default)
        try:
            number = float(value) if not isinstance(value, bool) else None
        except (TypeError, ValueError):
            number = None
        if number is None or not low <= number <= high:
            self.wrong(key, f"needs a number from {low:g} to {high:g}")
            return default
        return number

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._values.get(key, default)
        truth = value if isinstance(value, bool) else TRUTHS.get(str(value).lower())
        if truth is None:
            self.wrong(key, "needs true or false")
        return bool(truth)


def _read(reader: _Reader) -> KioskConfig:
    data = Path(reader.text("data", _default_data(reader))).resolve()
    return KioskConfig(
        server=_server(reader),
        token=_token(reader),
        printer=reader.text("printer", f"virtual:{data / 'printer'}" if reader.has("demo_data") else None),
        size=_size(reader),
        fullscreen=reader.flag("fullscreen", default=True),
        diagonal_inches=reader.number("diagonal", 7, 120, 32),
        idle_seconds=reader.number("idle_seconds", 1, 600, 45),
        warning_seconds=reader.number("warning_seconds", 1, 120, 20),
        data=data,
        screen_map=Path(reader.text("screen_map")).resolve() if reader.has("screen_map") else None,
        tone_style=_tone_style(reader),
        scanner=_scanner(reader, data),
        speaker=reader.text("speaker", "auto"),
    )


def _tone_style(reader: _Reader) -> ToneStyle:
    style = reader.text("tone_style", ToneStyle.OLD)
    if style not in set(ToneStyle):
        reader.wrong("tone_style", "needs old (hòa, thúy) or new (hoà, thuý)")
        return ToneStyle.OLD
    return ToneStyle(style)


def _scanner(reader: _Reader, data: Path) -> str:
    """A demo has a virtual one; elsewhere there is none unless it is named."""
    if not reader.has("scanner"):
        return f"virtual:{data / 'scanner'}" if reader.has("demo_data") else ""
    return reader.text("scanner")


def _default_data(reader: _Reader) -> str:
    return str(Path(reader.text("demo_data")) / "kiosk") if reader.has("demo_data") else "var/kiosk"


def _server(reader: _Reader) -> str:
    url = reader.text("server")
    try:
        parts = urlsplit(url)
        is_web_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web_address = False
    if url and not is_web_address:
        reader.wrong("server", "needs a whole address, like http://127.0.0.1:8080")
    return url.rstrip("/")


def _token(reader: _Reader) -> str:
    """The device's own secret: from a file of its own, so that it never stands in a process list."""
    if reader.has("token_file"):
        return _from_file(reader, "token_file", Path(reader.text("token_file")), lambda text: text.strip())
    if reader.has("demo_data"):
        path = Path(reader.text("demo_data")) / "demo-credentials.json"
        return _from_file(reader, "demo_data", path, lambda text: str(json.loads(text)["kiosk_token"]))
    reader.wrong("token_file", "is missing (or give demo_data, the data folder of a demo server)")
    return ""


def _from_file(reader: _Reader, key: str, path: Path, find: Any) -> str:
    try:
        token = str(find(path.read_text(encoding="utf-8")))
    except OSError as error:
        reader.wrong(key, f"cannot read {path} ({error.strerror})")
        return ""
    except (ValueError, KeyError, TypeError):
        reader.wrong(key, f"{path} holds no kiosk_token")
        return ""
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        reader.wrong(key, f"{path} does not hold a token: one line of plain characters")
    return token


def _size(reader: _Reader) -> tuple[int, int]:
    text = reader.text("size", "1080x1920")
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    if match is None:
        reader.wrong("size", "needs width x height in pixels, like 1080x1920")
        return 1080, 1920
    return int(match[1]), int(match[2])


def _of_environment(environment: Mapping[str, str]) -> dict[str, str]:
    ours = {name.removeprefix(PREFIX).lower(): text for name, text in environment.items() if name.startswith(PREFIX)}
    ours.pop("config", None)
    return ours


def _read_toml(path: Path, mistakes: list[str]) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        mistakes.append(f"{path}: cannot read the file ({error.strerror})")
    except ValueError as error:
        mistakes.append(f"{path}: not valid TOML in UTF-8 ({error})")
    return {}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kiosk",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="The touch kiosk that gives tickets.",
        epilog="Each setting may also stand in the file of --config, or in the environment as MOTCUA_KIOSK_<NAME>.\n"
        f"\nkiosk WORD --help tells about these, which show no kiosk:\n{commands_in_words()}",
        allow_abbrev=False,
    )
    parser.add_argument("--config", metavar="FILE", help="a TOML file with the same settings, dashes as underscores")
    parser.add_argument("--server", metavar="URL", help="where the queue server is, like http://127.0.0.1:8080")
    parser.add_argument("--token-file", metavar="FILE", help="file with this kiosk's token")
    parser.add_argument("--demo-data", metavar="DIR", help="data folder of a demo server, instead of --token-file")
    parser.add_argument("--printer", metavar="URL", help="the ticket printer, like virtual:DIR or tcp://192.0.2.7:9100")
    parser.add_argument("--scanner", metavar="URL", help="the card scanner: serial:///dev/ttyACM0 or wedge:")
    parser.add_argument("--speaker", metavar="HOW", help="auto, alsa:DEVICE, virtual:DIR or none (auto)")
    parser.add_argument("--size", metavar="WxH", help="pixels of the screen (1080x1920)")
    parser.add_argument("--fullscreen", action=argparse.BooleanOptionalAction, default=None, help="the default")
    parser.add_argument("--windowed", action="store_false", dest="fullscreen", default=None, help="in a window")
    parser.add_argument("--diagonal", metavar="INCHES", help="of the glass (32): sizes in millimetres follow from it")
    parser.add_argument("--idle-seconds", metavar="N", help="quiet time before the warning (45)")
    parser.add_argument("--warning-seconds", metavar="N", help="warning before the screen starts over (20)")
    parser.add_argument("--data", metavar="DIR", help="the kiosk's own files (var/kiosk)")
    parser.add_argument("--screen-map", metavar="FILE", help="write there, as JSON, where everything on the screen is")
    parser.add_argument("--tone-style", metavar="STYLE", help="typed tones: old (hòa, the default) or new (hoà)")
    return parser
