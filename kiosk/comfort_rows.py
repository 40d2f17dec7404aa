"""What the comfort sheet offers, row by row, in the visitor's language. Pure; the sheet draws it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.actions import Action, ChooseLanguage
from kiosk.comfort import LOUDEST, QUIETEST, TEXT_SIZES, VOLUME_STEP, Comfort, Look
from kiosk.comfort_actions import SayAgain, SetLook, SetReach, SetTextSize, SetVoice, SetVolume
from kiosk.phrases import Speech, mark

LOOKS = {
    Look.STANDARD: mark("Thường"),
    Look.CONTRAST: mark("Tương phản"),
    Look.DARK: mark("Nền tối"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One button. `chosen` is the present setting; one that is not `usable` would change nothing."""

    key: str
    said: str
    action: Action
    icon: str = ""
    chosen: bool = False
    usable: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    options: tuple[Option, ...]


def comfort_rows(comfort: Comfort, speech: Speech, languages: dict[str, str], language: str) -> tuple[Row, ...]:
    """`languages` maps each code to its own name; they are offered here when the head does not (within reach)."""
    rows = (_text(comfort, speech), _look(comfort, speech), _reach(comfort, speech), *_voice(comfort, speech))
    return (_languages(speech, languages, language), *rows) if comfort.reach and len(languages) > 1 else rows


def _text(comfort: Comfort, speech: Speech) -> Row:
    sizes = (Option(f"text:{n}", f"{n}%", SetTextSize(n), chosen=comfort.text == n) for n in TEXT_SIZES)
    return Row(speech._("Cỡ chữ"), tuple(sizes))


def _look(comfort: Comfort, speech: Speech) -> Row:
    looks = (
        Option(f"look:{look.value}", speech._(name), SetLook(look), chosen=comfort.look is look)
        for look, name in LOOKS.items()
    )
    return Row(speech._("Màu sắc"), tuple(looks))


def _reach(comfort: Comfort, speech: Speech) -> Row:
    usual = Option("reach:off", speech._("Bình thường"), SetReach(on=False), chosen=not comfort.reach)
    low = Option("reach:on", speech._("Hạ thấp"), SetReach(on=True), chosen=comfort.reach)
    return Row(speech._("Vị trí nút bấm"), (usual, low))


def _voice(comfort: Comfort, speech: Speech) -> tuple[Row, ...]:
    off = Option("voice:off", speech._("Tắt"), SetVoice(on=False), "mute", chosen=not comfort.voice)
    on = Option("voice:on", speech._("Bật"), SetVoice(on=True), "speaker", chosen=comfort.voice)
    voice = Row(speech._("Đọc to"), (off, on))
    if not comfort.voice:
        return (voice,)
    quieter, louder = comfort.volume - VOLUME_STEP, comfort.volume + VOLUME_STEP
    return (
        voice,
        Row(
            speech.count("Âm lượng {n}%", comfort.volume),
            (
                Option("volume:down", speech._("Nhỏ hơn"), SetVolume(quieter), usable=comfort.volume > QUIETEST),
                Option("volume:up", speech._("To hơn"), SetVolume(louder), usable=comfort.volume < LOUDEST),
                Option("voice:again", speech._("Đọc lại"), SayAgain(), "again"),
            ),
        ),
    )


def _languages(speech: Speech, languages: dict[str, str], language: str) -> Row:
    options = (
        Option(f"language:{code}", name, ChooseLanguage(code), chosen=code == language)
        for code, name in languages.items()
    )
    return Row(speech._("Ngôn ngữ"), tuple(options))
