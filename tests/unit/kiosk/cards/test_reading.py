"""The ladder: what a scanned code is, and what is said of it. All people, numbers and addresses are made up."""

from __future__ import annotations

import io
import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.cards.command import LINE_BYTES, describe, lines_of
from kiosk.cards.reading import LONGEST, Code, Kind, Reading, Verdict, read_card
from kiosk.cards.words import sentence_for
from kiosk.i18n import load_words

TODAY = date(2026, 11, 21)
GOOD = "064090012345|231234567|Nguyễn Văn Mẫu|15031990|Nam|Thôn Ví Dụ, Ia Rtô, Ayun Pa, Gia Lai|12052021"
PIECES = st.sampled_from(
    [
        *GOOD.split("|"),
        "|",
        "||",
        "",
        "31021990",
        "Nữ",
        "nam",
        "GD4646400000000",
        "000201",
        "https://",
        "\ufeff",
        "\r\n",
        "\x00",
    ]
)
NEARLY = st.lists(PIECES, max_size=12).map("|".join)


def read(payload: str) -> Reading:
    return read_card(payload, TODAY)


def with_field(number: int, text: str, payload: str = GOOD) -> str:
    fields = payload.split("|")
    fields[number] = text
    return "|".join(fields)


@pytest.mark.parametrize(
    "payload",
    [
        GOOD,
        "064304012346||Rơ Châm H’Mẫu|02092004|Nữ|Buôn Giả Định, Ia Rtô, Gia Lai|20082023",
        GOOD + "||Nguyễn Văn Bố|Trần Thị Mẹ|",
        "\ufeff" + GOOD + "\r\n",
        "  " + unicodedata.normalize("NFD", GOOD) + "\n",
        with_field(3, "15/03/1990"),
        with_field(2, "Mẫu"),
        with_field(6, "22112026"),
    ],
)
def test_a_card_is_read_without_a_doubt(payload: str) -> None:
    reading = read(payload)
    assert (reading.verdict, reading.code, reading.warnings) == (Verdict.OK, Code.OK, ())
    assert reading.card is not None
    assert unicodedata.is_normalized("NFC", "".join(reading.card.fields.values()))


def test_the_fields_have_the_names_that_declarations_use() -> None:
    card = read(GOOD + "|somebody else's name").card
    assert card is not None
    assert card.fields == {
        "so_dinh_danh": "064090012345",
        "cmnd_cu": "231234567",
        "ho_ten": "Nguyễn Văn Mẫu",
        "ngay_sinh": "15/03/1990",
        "gioi_tinh": "Nam",
        "noi_thuong_tru": "Thôn Ví Dụ, Ia Rtô, Ayun Pa, Gia Lai",
        "ngay_cap": "12/05/2021",
    }


@pytest.mark.parametrize(
    ("payload", "kind"),
    [
        (GOOD[:40], Kind.HALF),
        (GOOD[30:], Kind.HALF),
        ("064090012345", Kind.HALF),
        ("GD4646400000000|4e677579e1bb856e|15/03/1990|1|4861|64-001|01/01/2026|-|01/01/2026|...", Kind.INSURANCE),
        ("https://dichvucong.gov.vn/abc", Kind.ADDRESS),
        ("00020101021238570010A000000727", Kind.PAYMENT),
        ("https://vneid.gov.vn/qr/abc", Kind.VNEID),
        ("", Kind.EMPTY),
        ("\r\n", Kind.EMPTY),
        ("xin chào", Kind.OTHER),
        ("|" * (LONGEST + 1), Kind.OTHER),
    ],
)
def test_what_is_no_citizen_card_gets_a_friendly_word_of_its_own(payload: str, kind: Kind) -> None:
    reading = read(payload)
    assert (reading.verdict, reading.code, reading.kind) == (Verdict.REJECT, Code.NOT_CCCD, kind)
    assert "Mời ông/bà" in sentence_for(reading)


@pytest.mark.parametrize(
    "payload",
    [
        with_field(3, "31021990"),
        with_field(3, "31121899"),
        with_field(3, "22112026"),
        with_field(6, "23112026"),
        with_field(6, ""),
        with_field(3, "1531990"),
    ],
)
def test_a_date_that_cannot_be_is_refused(payload: str) -> None:
    assert (read(payload).verdict, read(payload).code) == (Verdict.REJECT, Code.DATE)


def test_the_first_failure_decides() -> None:
    wrong_everywhere = with_field(4, "nam", with_field(3, "31021990", with_field(0, "12345")))
    assert read(wrong_everywhere).code is Code.NOT_CCCD
    assert read(with_field(0, "064090012345", wrong_everywhere)).code is Code.DATE
    assert read(with_field(4, "nam")).code is Code.GENDER
    assert read(with_field(4, "nam")).card is None


@pytest.mark.parametrize(
    ("payload", "warnings"),
    [
        (with_field(0, "064190012345"), (Code.GENDER,)),
        (with_field(0, "064290012345"), (Code.GENDER,)),
        (with_field(0, "064091012345"), (Code.BIRTH_YEAR,)),
        (with_field(6, "12051985"), (Code.ISSUE_DATE,)),
        (with_field(2, "Siu Kok", with_field(5, "Plei Pa, Gia Lai")), (Code.NO_DIACRITICS,)),
        (with_field(0, "064191012345"), (Code.GENDER, Code.BIRTH_YEAR)),
    ],
)
def test_a_doubt_warns_and_never_blocks(payload: str, warnings: tuple[Code, ...]) -> None:
    reading = read(payload)
    assert (reading.verdict, reading.code, reading.warnings) == (Verdict.WARN, warnings[0], warnings)
    assert reading.card is not None


def test_no_province_is_refused() -> None:
    for province in range(1000):
        assert read(with_field(0, f"{province:03d}090012345")).verdict is Verdict.OK


def test_an_answer_never_shows_what_stood_on_a_refused_card() -> None:
    answer = describe(with_field(3, "31021990"), TODAY, load_words("en"))
    assert answer["fields"] == {}
    assert "Mẫu" not in json.dumps(answer, ensure_ascii=False)
    assert answer["message"].startswith("The dates on this card")


def test_megabytes_without_an_end_fill_no_memory() -> None:
    garbage = b"\xff|" * 2_500_000
    lines = list(lines_of(io.BytesIO(garbage + b"\n" + GOOD.encode() + b"\r\n")))
    assert [len(line) for line in lines] == [LINE_BYTES, len(GOOD.encode()) + 2]
    assert [read(line.decode("utf-8", "replace")).verdict for line in lines] == [Verdict.REJECT, Verdict.OK]


@given(st.one_of(st.text(), NEARLY, st.binary().map(lambda raw: raw.decode("utf-8", "replace"))))
@settings(max_examples=300)
def test_any_scan_gets_a_verdict_and_a_sentence(payload: str) -> None:
    check_any_scan(payload)


@pytest.mark.long
@given(st.one_of(st.text(), NEARLY, st.binary(max_size=300).map(lambda raw: raw.decode("utf-8", "replace"))))
@settings(max_examples=10_000, deadline=None)
def test_ten_thousand_scans_get_a_verdict_and_a_sentence(payload: str) -> None:
    check_any_scan(payload)


def check_any_scan(payload: str) -> None:
    reading = read(payload)
    assert sentence_for(reading).endswith(".")
    assert (reading.card is None) is (reading.verdict is Verdict.REJECT)
    assert json.loads(json.dumps(describe(payload, TODAY, load_words("vi"))))["verdict"] == reading.verdict
