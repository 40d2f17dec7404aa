"""The touch keyboard on the real kiosk, touched, held, and beside a real keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.integration.kiosk.stand_in import StandInOffice, service
from tests.integration.kiosk.typing_driver import TypingDriver

GLASSES = [
    pytest.param("1080x1920", "32", "vi", marks=pytest.mark.long),
    pytest.param("1920x1080", "32", "en", marks=pytest.mark.long),
    ("1080x1920", "15.6", "en"),
    ("1920x1080", "15.6", "vi"),
]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    office = StandInOffice([service("khai-sinh", "ho-tich", "Khai sinh")])
    yield office.start()
    office.stop()


@pytest.fixture(scope="module")
def one_kiosk(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TypingDriver]:
    folder = tmp_path_factory.mktemp("typing")
    (folder / "token").write_text("typing-token")
    with TypingDriver(folder / "kiosk", url, "--token-file", str(folder / "token")) as kiosk:
        kiosk.wait("attract")
        yield kiosk


@pytest.fixture
def kiosk(one_kiosk: TypingDriver) -> TypingDriver:
    """With an empty field, the keyboard in Telex."""
    one_kiosk.type_on()
    while "key:1" in names(one_kiosk) or "key:ă" in names(one_kiosk):
        one_kiosk.tap("key:method")
    return one_kiosk


def names(kiosk: TypingDriver) -> list[str]:
    return [str(one["name"]) for one in kiosk.look()["widgets"]]


def test_keys_write_vietnamese_and_done_ends_the_last_word(kiosk: TypingDriver) -> None:
    assert kiosk.type_keys(*"tieengs", "space", *"tesst") == "tiếng test"
    assert kiosk.type_keys("space", *"windows") == "tiếng test ưindows"
    kiosk.tap("key:done")
    assert kiosk.written()["done"] == ["tiếng test windows"]


def test_backspace_and_the_clear_button_take_away(kiosk: TypingDriver) -> None:
    kiosk.type_keys(*"tieengs")
    assert kiosk.type_keys("backspace") == "tiến"
    kiosk.tap("field:clear")
    assert kiosk.written()["text"] == ""


def test_a_held_key_offers_other_letters_in_its_place(kiosk: TypingDriver) -> None:
    kiosk.type_keys("h")
    kiosk.hold("key:o")
    assert kiosk.complaints() == []
    kiosk.tap("variant:ơ̆")
    assert kiosk.written()["text"] == "hơ̆"
    kiosk.hold("key:b")
    kiosk.tap("key:c")
    assert kiosk.written()["text"] == "hơ̆bc"
    assert "variant:ƀ" not in names(kiosk)


def test_the_method_is_kept_on_the_next_field(kiosk: TypingDriver) -> None:
    kiosk.tap("key:method")
    assert kiosk.type_keys(*"tieng61") == "tiếng"
    kiosk.type_on()
    assert kiosk.type_keys(*"hoa2") == "hòa"


def test_the_method_is_forgotten_with_the_visit(kiosk: TypingDriver) -> None:
    kiosk.tap("key:method")
    assert "key:1" in names(kiosk)
    kiosk.close_page()
    kiosk.tap("start")
    kiosk.wait("services")
    kiosk.tap("home")
    kiosk.wait("attract")
    kiosk.type_on()
    assert "key:1" not in names(kiosk)


def test_names_begin_with_capitals_by_themselves(kiosk: TypingDriver) -> None:
    kiosk.type_on(capitals="words")
    assert kiosk.type_keys(*"row", "space", *"chaam", "space", *"h", "’", *"maaux") == "Rơ Châm H’mẫu"


def test_a_real_keyboard_writes_into_the_same_field(kiosk: TypingDriver) -> None:
    kiosk.text_input("Nguyeenx Vawn A")
    assert kiosk.written()["text"] == "Nguyễn Văn A"
    kiosk.key(8)
    kiosk.key(276)
    kiosk.text_input("n")
    assert kiosk.written()["text"] == "Nguyễn Vănn "
    kiosk.key(13)
    assert kiosk.written()["done"] == ["Nguyễn Vănn "]


def test_a_touch_puts_the_caret_between_letters(kiosk: TypingDriver) -> None:
    kiosk.type_keys(*"maf")
    place = next(one for one in kiosk.look()["widgets"] if one["name"] == "field:clear")
    kiosk.tap_at(place["x"] - 20, place["y"] + place["h"] / 2)
    assert kiosk.written()["caret"] == 2
    kiosk.tap_at(40 + 20, place["y"] + place["h"] / 2)
    assert kiosk.written()["caret"] == 0


def test_a_date_is_typed_on_a_pad_of_its_own(kiosk: TypingDriver) -> None:
    kiosk.type_on(pad="date")
    assert kiosk.type_keys(*"1503", *"1990") == "15/03/1990"
    assert "key:q" not in names(kiosk)


@pytest.mark.parametrize(("size", "inches", "language"), GLASSES)
def test_every_key_is_large_and_readable_on_any_glass(
    url: str, tmp_path_factory: pytest.TempPathFactory, size: str, inches: str, language: str
) -> None:
    folder = tmp_path_factory.mktemp("glass")
    (folder / "token").write_text("typing-token")
    arguments = ("--token-file", str(folder / "token"), "--size", size, "--diagonal", inches)
    with TypingDriver(folder / "kiosk", url, *arguments) as kiosk:
        kiosk.wait("attract")
        kiosk.tap(f"language:{language}")
        assert complaints_on_every_layer(kiosk) == []


def complaints_on_every_layer(kiosk: TypingDriver) -> list[str]:
    found: list[str] = []
    kiosk.type_on()
    for touch in ("key:method", "key:method", "key:method", "key:signs", "key:highland"):
        kiosk.tap(touch)
        kiosk.wait("")
        found += kiosk.complaints()
    for pad in ("number", "date", "phone"):
        kiosk.type_on(pad=pad)
        found += kiosk.complaints()
    return found
