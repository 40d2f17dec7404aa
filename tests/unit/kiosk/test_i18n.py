"""The words: all of them translated, none left over, Vietnamese when something is missing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir

from kiosk.i18n import Words, load_words

ROOT = Path(__file__).resolve().parents[3]
KEYWORDS = {"_": None, "count": None, "mark": None}


def sentences_of_the_kiosk() -> set[str]:
    methods = [("**.py", "python"), ("**.kv", "python")]
    found = extract_from_dir(str(ROOT / "kiosk"), method_map=methods, keywords=KEYWORDS)
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


def test_every_sentence_of_the_kiosk_is_in_the_english_catalogue_and_no_other() -> None:
    sentences = sentences_of_the_kiosk()
    assert len(sentences) > 50
    assert sentences == set(load_words("en").messages)


def test_english_counts_and_vietnamese_does_not() -> None:
    english, vietnamese = load_words("en"), load_words("vi")
    assert english.count("{n} người đang chờ", 1) == "1 person waiting"
    assert english.count("{n} người đang chờ", 4) == "4 people waiting"
    assert vietnamese.count("{n} người đang chờ", 1) == "1 người đang chờ"


def test_a_sentence_without_translation_is_said_in_vietnamese() -> None:
    assert load_words("en").say("Câu chưa dịch") == "Câu chưa dịch"
    assert load_words("en").count("Còn {n} câu", 3) == "Còn 3 câu"


def test_a_language_without_catalogue_speaks_vietnamese(tmp_path: Path) -> None:
    assert load_words("jra", tmp_path).say("Xong") == "Xong"


def test_a_broken_catalogue_speaks_vietnamese(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "kiosk.po").write_bytes(b'msgid "Xong"\nmsgstr "Done\n\xff')
    assert load_words("en", tmp_path).say("Xong") == "Xong"


def test_a_doubtful_or_empty_translation_is_not_shown(tmp_path: Path) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = 'msgid "Xong"\nmsgstr ""\n\n#, fuzzy\nmsgid "Không"\nmsgstr "Nope"\n\nmsgid "Có"\nmsgstr "Yes"\n'
    (folder / "kiosk.po").write_bytes(BytesIO(catalogue.encode()).getvalue())
    words = load_words("en", tmp_path)
    assert (words.say("Xong"), words.say("Không"), words.say("Có")) == ("Xong", "Không", "Yes")


def test_no_words_at_all_is_vietnamese() -> None:
    assert Words().say("Xong") == "Xong"
