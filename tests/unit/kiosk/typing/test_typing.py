"""What a typist notices: tones anywhere, keys taken back, English left alone, names of the highlands, whole letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.typing.entry import Entry, Way, entry_of, length, type_line
from kiosk.typing.methods import Method
from kiosk.typing.syllables import ToneStyle

TELEX, VNI = Way(Method.TELEX), Way(Method.VNI)
KEYS = st.text(st.sampled_from("aeiouydwsfrxjzghnmtcpkbvlq AEWSD[]'’-.0123456789"), max_size=40)
ANYTHING = st.text(max_size=30)
EVERY_KEY = st.lists(
    st.one_of(st.sampled_from([*"aeiouydwsfrxjzngh 12345", "\u0301", "\u0323", "ơ̆", "ƀ", "ế"]), st.text(min_size=1)),
    max_size=30,
)


def typed(entry: Entry, keys: str) -> Entry:
    for key in keys:
        entry = entry.press(key)
    return entry


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("tieengs tieesng tiengse tieesgn", "tiếng tiếng tiếng tieesgn"),
        ("Nguyeenx NGUYEENX nguyxeen", "Nguyễn NGUYỄN nguyễn"),
        ("dduwowngf duongdwf ddwowngf dduowcj", "đường đường đường được"),
        ("giuwax gif gieengs quyeets quoocs quys", "giữa gì giếng quyết quốc quý"),
        ("thuowr thuwowr huowng huow khuyru", "thuở thuở hương huơ khuỷu"),
        ("muaw muwa huuw huwu xoawn quawn", "mưa mưa hưu hưu xoăn quăn"),
        ("t[ t] x][ng", "tơ tư xương"),
        ("tas tasz tasf", "tá ta tà"),
        ("bor hoar", "bỏ hỏa"),
        ("Tr]owng DDINHJ dDinh", "Trương ĐỊNH đinh"),
    ],
)
def test_telex_makes_the_words_that_were_meant(keys: str, text: str) -> None:
    assert type_line(keys, TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("ass aaa eee ooo", "as aa ee oo"),
        ("aww oww uww ww uoww ddd", "aw ow uw w uow dd"),
        ("asss tesst texxt", "ass test text"),
        ("xooong mooocs", "xoong moóc"),
        ("tasz aaw aww", "ta ă aw"),
    ],
)
def test_the_same_key_twice_takes_back_what_it_did(keys: str, text: str) -> None:
    entry = Entry(way=TELEX)
    shown = [typed(entry, word).text for word in keys.split()]
    assert shown == text.split()


def test_vni_marks_and_tones_may_come_in_any_place() -> None:
    keys = "tieng61 tie6ng1 Vie65t d9uong72 duong972 hoa2 ru7o7u5 thuo73 Nguye6n4 ma8t1"
    assert type_line(keys, VNI) == "tiếng tiếng Việt đường đường hòa rượu thuở Nguyễn mắt"
    assert type_line("a11 d99 a66 o77", VNI) == "a1 d9 a6 o7"
    assert type_line("A001 12/3 quan 1", VNI) == "A001 12/3 quan 1"


def test_the_tone_of_open_pairs_follows_the_style() -> None:
    keys = "hoaf khoer thuys hoangf thuyeenf ngoayr quys giaf mias muas"
    assert type_line(keys, TELEX) == "hòa khỏe thúy hoàng thuyền ngoảy quý già mía múa"
    new = type_line(keys, Way(Method.TELEX, ToneStyle.NEW))
    assert new == "hoà khoẻ thuý hoàng thuyền ngoảy quý già mía múa"


@pytest.mark.parametrize(
    "words",
    [
        "windows facebook test google wifi internet email new visa taxi post photo data",
        "office password passport class address express access business coffee worry",
        "meet book green draw week sleep street school computer container marketing laptop",
        "Windows FACEBOOK Test iPhone Samsung website download server update",
    ],
)
def test_a_word_typed_in_english_is_given_back_when_it_ends(words: str) -> None:
    assert type_line(words, TELEX) == words
    assert type_line(words, VNI) == words


def test_a_word_typed_in_english_with_figures_is_given_back_in_vni() -> None:
    assert type_line("windows98 covid19 mp3 h2o", VNI) == "windows98 covid19 mp3 h2o"


def test_names_of_the_highlands_are_words_here() -> None:
    keys = "Row Chaam H’Maaux, Kpaw, Ksor, K'Bang, Rtoo, Puih, Rcom, Ia Hloops, Ia Hrus, Chuw Pawh, DDawk DDoa"
    names = "Rơ Châm H’Mẫu, Kpă, Ksor, K'Bang, Rtô, Puih, Rcom, Ia Hlốp, Ia Hrú, Chư Păh, Đăk Đoa"
    assert type_line(keys, TELEX) == names
    places = "Krông Pa, Chư Prông, Kông Chro, Ia Rsươm, Ia Kriêng, Ia Piơr, Ia Dơk, Măng Yang, Chrôh Pơnan, Đắk Lắk"
    keys = "Kroong Pa, Chuw Proong, Koong Chro, Ia Rsuowm, Ia Krieeng, Ia Piowr, Ia Dowk, Mawng Yang, Chrooh Pownan"
    assert type_line(keys + ", DDawks Lawks", TELEX) == places


def test_letters_of_jrai_and_bahnar_stay_what_they_are() -> None:
    for letter in ("ƀ", "č", "ĕ", "ĭ", "ŏ", "ŭ", "ơ̆", "ư̆", "ê̆", "ô̆", "Ƀ", "Č", "Ơ̆"):
        entry = Entry().press("H").press(letter).press("n")
        assert entry.text == unicodedata.normalize("NFC", f"H{letter}n")
        assert entry.backspace().backspace().text == "H"


def test_keys_for_tones_alone_set_and_take_back_a_tone() -> None:
    accents = Way(Method.ACCENTS)
    entry = typed(Entry(way=accents), "hoang\u0300")
    assert entry.text == "hoàng"
    assert entry.press("\u0300").text == "hoang"
    assert entry.press("\u0301").text == "hoáng"
    assert typed(Entry(way=accents), "\u0301a").text == "a"
    assert typed(Entry(way=accents), "Jose\u0301").end().text == "José"


def test_backspace_takes_away_one_whole_letter() -> None:
    entry = typed(Entry(), "tieengs")
    seen = []
    while entry.text:
        entry = entry.backspace()
        seen.append(entry.text)
    assert seen == ["tiến", "tiế", "ti", "t", ""]
    assert entry_of("Ƀơ̆").backspace().text == "Ƀ"
    assert typed(Entry(), "hoas").backspace().text == "hó"


def test_after_backspace_the_word_goes_on_as_if_typed_so() -> None:
    assert typed(typed(Entry(), "thuyeetk").backspace(), "j").end().text == "thuyệt"
    assert typed(typed(Entry(), "tieengs").backspace(), "n").end().text == "tieensn"
    assert typed(typed(Entry(), "toans ").backspace(), "r").text == "toản"


def test_a_tone_can_be_added_where_the_caret_was_put() -> None:
    entry = typed(entry_of("ông Nguyên Văn").move(10), "x")
    assert entry.text == "ông Nguyễn Văn"
    assert entry.caret == 10


def test_a_full_entry_takes_no_more_and_loses_nothing() -> None:
    entry = typed(Entry(limit=4), "tieengs")
    assert entry.text == "tiến"
    assert typed(Entry(limit=3), "abcdef").text == "abc"


def test_a_key_writes_itself_where_no_method_applies() -> None:
    assert typed(Entry(way=Way(None)), "an.aas@gmail.com").end().text == "an.aas@gmail.com"


@given(KEYS, st.sampled_from(Method), st.sampled_from(ToneStyle))
@settings(max_examples=200)
def test_any_keys_make_whole_letters_and_nothing_is_lost(keys: str, method: Method, style: ToneStyle) -> None:
    check_any_keys(list(keys), Way(method, style))


@given(EVERY_KEY, st.sampled_from(Method), st.sampled_from(ToneStyle))
@settings(max_examples=200)
def test_any_text_as_a_key_is_taken_as_it_is(keys: list[str], method: Method, style: ToneStyle) -> None:
    check_any_keys(keys, Way(method, style))


@pytest.mark.long
@given(EVERY_KEY, st.sampled_from(Method), st.sampled_from(ToneStyle))
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_runs_of_keys_break_nothing(keys: list[str], method: Method, style: ToneStyle) -> None:
    check_any_keys(keys, Way(method, style))


def check_any_keys(keys: list[str], way: Way) -> None:
    entry = Entry(way=way)
    for key in keys:
        entry = entry.press(key)
        assert unicodedata.is_normalized("NFC", entry.text)
        assert 0 <= entry.caret <= len(entry.text)
    assert unicodedata.is_normalized("NFC", entry.end().text)
    for _ in range(length(entry.text)):
        shorter = entry.backspace()
        assert length(shorter.text) == length(entry.text) - 1
        entry = shorter
    assert entry.text == ""


@given(ANYTHING)
@settings(max_examples=200)
def test_where_no_method_applies_any_text_stays(text: str) -> None:
    assert entry_of(text).end().text == text
