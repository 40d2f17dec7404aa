"""The picture of a ticket."""

import itertools

import pytest
import zxingcpp
from PIL import Image, ImageChops

from hardware.document import TicketDrawer
from hardware.document.drawing import wrap
from tests.unit.hardware.tickets import LONGEST_SERVICE, TRACKING_URL, drawn, ticket

WIDTHS = [576, 512, 384]
LONG = {"service": {"id": "x", "name": {"vi": LONGEST_SERVICE}}}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("number", ["A001", "A1000", "K1-004", "1001"])
def test_a_ticket_is_as_wide_as_the_paper_and_its_ink_keeps_off_the_edges(
    width: int, language: str, number: str
) -> None:
    image = drawn(width, language=language, ticket_number=number, priority=True, reprint=True, **LONG)
    assert (image.mode, image.width) == ("1", width)
    left, _, right, bottom = ink_box(image)
    assert left >= 4
    assert right <= width - 4
    assert bottom < image.height


def test_the_picture_has_black_and_white_and_no_grey() -> None:
    assert set(itertools.compress(range(256), drawn().convert("L").histogram())) == {0, 255}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_number_is_the_largest_thing_on_the_paper(width: int) -> None:
    rows = tallest_run_of_inked_rows(drawn(width))
    assert rows >= 100, "at least 12 mm"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_code_on_a_ticket_leads_to_the_visit(width: int, language: str) -> None:
    found = zxingcpp.read_barcodes(drawn(width, language=language, tracking_url=TRACKING_URL).convert("L"))
    assert [code.text for code in found] == [TRACKING_URL]


@pytest.mark.parametrize("length", [20, 40, 60, 90, 120])
def test_a_code_can_be_read_whatever_address_it_holds(length: int) -> None:
    for filling in ("a", "0", "Zz9", "aAbBcC-_", "\u0000".encode().hex()):
        url = ("https://vd.vn/" + filling * length)[:length]
        (code,) = zxingcpp.read_barcodes(drawn(384, tracking_url=url).convert("L"))
        assert code.text == url


def test_a_ticket_without_an_address_carries_no_code() -> None:
    assert zxingcpp.read_barcodes(drawn().convert("L")) == []


def test_a_priority_ticket_and_a_reprint_look_different_from_a_plain_one() -> None:
    heights = {drawn().height, drawn(priority=True).height, drawn(reprint=True).height}
    assert len(heights) == 3


def test_what_a_drawer_remembers_never_shows_on_another_ticket() -> None:
    used = TicketDrawer.from_file()
    for number, language in (("A001", "vi"), ("A002", "en"), ("B100", "vi")):
        given = ticket(ticket_number=number, language=language, priority=number == "A002")
        for width in (576, 384, 576):
            assert used.draw(given, width).tobytes() == TicketDrawer.from_file().draw(given, width).tobytes()


def test_a_letter_that_no_font_has_is_told_in_the_log_and_printed_as_a_box(caplog: pytest.LogCaptureFixture) -> None:
    TicketDrawer.from_file().draw(ticket(service={"id": "x", "name": {"vi": "Hộ tịch 漢"}}), 576)
    assert [record.message.split()[0] for record in caplog.records] == ["service"]


def test_a_long_name_is_broken_between_words_and_loses_none() -> None:
    lines = wrap(LONGEST_SERVICE, 240, lambda text: 10 * len(text))
    assert " ".join(lines) == LONGEST_SERVICE
    assert all(len(line) <= 24 for line in lines)


def test_lines_of_a_broken_name_are_about_equally_long() -> None:
    lines = wrap("một hai ba bốn năm sáu bảy", 250, lambda text: 10 * len(text))
    assert lines == ["một hai ba bốn", "năm sáu bảy"]


def test_a_word_longer_than_the_paper_is_broken_rather_than_cut() -> None:
    lines = wrap("x" * 95 + " y", 300, lambda text: 10 * len(text))
    assert "".join(lines).replace(" ", "") == "x" * 95 + "y"
    assert all(len(line) <= 30 for line in lines)


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    box = ImageChops.invert(image.convert("L")).getbbox()
    assert box is not None
    return box


def tallest_run_of_inked_rows(image: Image.Image) -> int:
    grey = ImageChops.invert(image.convert("L"))
    inked = [grey.crop((0, row, image.width, row + 1)).getbbox() is not None for row in range(image.height)]
    return max(len([*run]) for has_ink, run in itertools.groupby(inked) if has_ink)
