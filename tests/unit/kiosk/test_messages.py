"""Languages: their places, what they lack, and that Vietnamese stands in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hardware.document.fonts import Typeface
from hardware.document.layout import load_layout
from kiosk.i18n import Tongues, load_words
from kiosk.messages import languages_there, main, missing

LETTERS = "ƀ č ĕ ĭ ŏ ŭ Ƀ Č Ĕ Ĭ Ŏ Ŭ ê̆ ô̆ ơ̆ â̆"


def test_jrai_and_bahnar_have_their_places_and_nobody_is_offered_an_empty_one() -> None:
    assert {"bdq", "en", "jra"} <= set(languages_there())
    tongues = Tongues()
    assert not tongues.knows("jra")
    assert not tongues.knows("bdq")
    assert tongues.knows("vi")
    assert tongues.knows("en")
    assert tongues.spoken("jra") == "vi"


def test_the_command_lists_every_missing_message_of_a_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "jra"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    everything = {("kiosk", message) for message in load_words("en").messages}
    everything |= {("display", message) for message in load_words("en", domain="display").messages}
    assert {(line["catalogue"], line["message"]) for line in lines} == everything


def test_vietnamese_and_english_lack_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "vi", "--language", "en"]) == 0
    assert capsys.readouterr().out == ""


def test_what_a_native_speaker_adds_is_shown_and_the_rest_stays_vietnamese(tmp_path: Path) -> None:
    folder = tmp_path / "jra" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Language: jra\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (folder / "kiosk.po").write_text(head + f'msgid "Xong"\nmsgstr "{LETTERS}"\n', encoding="utf-8")
    words = load_words("jra", tmp_path)
    assert words.say("Xong") == LETTERS
    assert words.say("Quay lại") == "Quay lại"
    assert ("kiosk", "Xong") not in set(missing("jra", tmp_path))
    assert ("kiosk", "Quay lại") in set(missing("jra", tmp_path))


def test_their_letters_stand_on_paper() -> None:
    faces = list(load_layout().faces.values())
    assert len(faces) > 1
    assert not [face for face in faces if Typeface(face, 40).lacks(LETTERS)]
