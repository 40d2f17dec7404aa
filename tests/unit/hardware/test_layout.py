"""The layout that an office edits."""

import json
from pathlib import Path
from typing import Any

import pytest

from hardware.document.layout import STANDARD_LAYOUT, LayoutError, Show, load_layout


def edited(folder: Path, **changes: Any) -> Path:
    path = folder / "layout.json"
    path.write_text(json.dumps({**json.loads(STANDARD_LAYOUT.read_text("utf-8")), **changes}), "utf-8")
    return path


def test_the_layout_that_ships_shows_everything_a_ticket_must_show() -> None:
    assert {block.show for block in load_layout().blocks} == set(Show)


def test_all_mistakes_of_a_layout_are_told_with_file_and_key(tmp_path: Path) -> None:
    blocks = [
        {"show": "nunber", "font": "bold"},
        {"show": "title", "font": "comic", "size": 4000},
        {"show": "rule", "thickness": "fat", "colour": "red"},
    ]
    words = json.loads(STANDARD_LAYOUT.read_text("utf-8"))["words"]
    words["vi"]["ahead"] = "Còn {people} người"
    del words["en"]["watch"]
    path = edited(tmp_path, blocks=blocks, words=words, margin=900)
    with pytest.raises(LayoutError) as caught:
        load_layout(path)
    lines = str(caught.value).splitlines()
    assert all(line.startswith(str(path)) for line in lines)
    for key in (
        "blocks[0].show", "blocks[1].font", "blocks[1].size", "blocks[2].thickness", "blocks[2].colour",
        "words.vi.ahead", "words.en.watch", "margin",
    ):  # fmt: skip
        assert any(f": {key}: " in line for line in lines), key


def test_a_wrong_word_in_braces_is_answered_with_the_ones_that_may_stand_there(tmp_path: Path) -> None:
    words = json.loads(STANDARD_LAYOUT.read_text("utf-8"))["words"]
    words["vi"]["wait_range"] = "từ {from} phút"
    with pytest.raises(LayoutError, match=r"'from'.*\{high\}, \{low\}"):
        load_layout(edited(tmp_path, words=words))


def test_a_font_that_is_not_there_is_named(tmp_path: Path) -> None:
    fonts = {"bold": {"file": "be-vietnam-pro/Nothing.ttf", "fallback": "noto-sans/NotoSans-Bold.ttf"}}
    with pytest.raises(LayoutError, match=r"fonts\.bold\.file.*Nothing\.ttf"):
        load_layout(edited(tmp_path, fonts=fonts))


@pytest.mark.parametrize("text", ["{", "[]", "3", ""])
def test_a_file_that_is_no_layout_is_told_apart_from_a_bad_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "layout.json"
    path.write_text(text)
    with pytest.raises(LayoutError, match=str(path)):
        load_layout(path)


def test_a_layout_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="cannot be read"):
        load_layout(tmp_path / "nowhere.json")
