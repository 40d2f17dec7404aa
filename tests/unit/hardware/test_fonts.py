"""Every letter of the languages of the place is printed whole."""

import unicodedata
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from hardware.document.drawing import _line
from hardware.document.fonts import Typeface
from hardware.document.layout import load_layout

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = [
    *"bcdđghklmnpqrstvx",
    *VOWELS,
    *(unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES),
]
JRAI_AND_BAHNAR = [*"ƀčĕĭŏŭñ", "ê\u0306", "ô\u0306", "ơ\u0306", "ư\u0306", "â\u0306"]
LETTERS = [*VIETNAMESE, *JRAI_AND_BAHNAR]
LETTERS += [letter.upper() for letter in LETTERS if letter != "ƀ"] + ["Ƀ"]
FACES = load_layout().faces


@pytest.mark.parametrize("name", FACES)
def test_every_vietnamese_jrai_and_bahnar_letter_has_a_shape(name: str) -> None:
    typeface = Typeface(FACES[name], 40)
    assert [letter for letter in [*LETTERS, *"0123456789–…·/():,.&"] if typeface.lacks(letter)] == []


@pytest.mark.parametrize("name", FACES)
def test_a_letter_no_font_has_is_noticed(name: str) -> None:
    assert Typeface(FACES[name], 40).lacks("漢")


@pytest.mark.parametrize("name", FACES)
def test_no_two_letters_look_the_same(name: str) -> None:
    typeface = Typeface(FACES[name], 40)
    shapes = {letter: picture(typeface, letter).tobytes() for letter in LETTERS}
    same = {(a, b) for a in LETTERS for b in LETTERS if a < b and shapes[a] == shapes[b]}
    # An Đ is one letter in Vietnamese and Bahnar; nothing else may fall together.
    assert same == set()


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("size", [19, 42])
def test_no_mark_above_or_below_a_letter_is_cut_off(name: str, size: int) -> None:
    typeface = Typeface(FACES[name], size)
    for letter in LETTERS:
        line = ImageChops.invert(_line(letter, typeface, width=3 * size))
        assert inked_rows(line) == inked_rows(picture(typeface, letter)), letter


@pytest.mark.parametrize("size", [30, 60])
def test_a_breve_stands_on_its_letter_and_not_beside_it(size: int) -> None:
    typeface = Typeface(FACES["bold"], size)
    for marked in ("ơ\u0306", "ê\u0306"):
        base = picture(typeface, marked[0]).getbbox()
        both = picture(typeface, marked).getbbox()
        assert base
        assert both
        assert both[1] < base[1], "the mark stands above"
        assert both[2] - both[0] <= (base[2] - base[0]) * 1.3, "and takes no room of its own"


def picture(typeface: Typeface, text: str) -> Image.Image:
    """White letters on black, with room all around."""
    canvas = Image.new("L", (160, 160), 255)
    typeface.draw(canvas, 40, 100, text)
    return ImageChops.invert(canvas)


def inked_rows(picture: Image.Image) -> int:
    box = picture.getbbox()
    assert box is not None
    return box[3] - box[1]


def test_the_fonts_ship_with_their_licences() -> None:
    for face in FACES.values():
        for file in (face.file, face.fallback):
            assert "SIL Open Font License" in (Path(file).parent / "OFL.txt").read_text("utf-8")
