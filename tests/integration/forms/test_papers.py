"""The paper of each declaration: everything on it, whole, and nothing over the edge."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from hardware.document.declaration import FOLDER, Filled, PaperError, draw_declaration, load_paper
from kiosk.forms.paper import draw
from queue_server.contract.forms.declaration import Declaration, sheet_of
from tests.unit.contract.forms.made import BOOK, DAY, SAMPLES, changed, declare

LEFT, RIGHT, BOTTOM = 60, 560, 15
LONG_NAME = "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Khánh Huyền Diễm Quỳnh Phương Thảo"
LONG_ADDRESS = (
    "Số nhà 123/45/67 đường Nguyễn Thị Minh Khai nối dài, tổ dân phố số 12, "
    "thôn Plei Kơtu Ngŏl, xã Ia Rtô, tỉnh Gia Lai"
)


def pages_of(pdf: bytes) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(pdf))


def text_of(pdf: bytes) -> str:
    found = " ".join(page.get_textpage().get_text_range() for page in pages_of(pdf))
    return " ".join(found.replace("\ufffe", "").split())


def paper_of(form_id: str, declaration: Declaration) -> bytes:
    return draw(BOOK.forms[form_id], declaration, DAY)


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("form_id", sorted(SAMPLES))
def test_every_answer_stands_whole_on_the_paper(form_id: str) -> None:
    declaration = declare(form_id)
    said = without_spaces(text_of(paper_of(form_id, declaration)))
    sheet = sheet_of(declaration)
    values = [value for name, value in sheet.words.items() if not is_ticked(form_id, name)]
    values += [value for rows in sheet.rows.values() for row in rows for value in row.values()]
    assert not [value for value in values if without_spaces(value) not in said]


def is_ticked(form_id: str, name: str) -> bool:
    """Shown as a box rather than in words."""
    return f"[{name}=" in (FOLDER / f"{form_id}.json").read_text("utf-8")


@pytest.mark.parametrize("form_id", sorted(SAMPLES))
def test_nothing_reaches_over_the_edge_however_long_it_is(form_id: str) -> None:
    names = [one.id for one in BOOK.forms[form_id].fields if one.kind.value == "name" and one.longest >= 100]
    places = [one.id for one in BOOK.forms[form_id].fields if one.kind.value in ("address", "text")]
    given = dict.fromkeys(names, LONG_NAME) | {
        name: LONG_ADDRESS for name in places if name in SAMPLES[form_id] and name != "bhyt"
    }
    pdf = paper_of(form_id, changed(form_id, **given))
    for page in pages_of(pdf):
        letters = page.get_textpage()
        boxes = [letters.get_charbox(index) for index in range(letters.count_chars())]
        inked = [box for box in boxes if box[2] > box[0]]
        assert min(box[0] for box in inked) >= LEFT
        assert max(box[2] for box in inked) <= RIGHT
        assert min(box[1] for box in inked) >= BOTTOM


def test_letters_of_jrai_and_bahnar_are_drawn() -> None:
    letters = "ƀ č ĕ ĭ ŏ ŭ Ƀ Č Ĕ Ĭ Ŏ Ŭ ê̆ ô̆ ơ̆ ư̆ ñ"
    paper = load_paper(FOLDER / "huu_tri_xa_hoi.json")
    drawn = draw_declaration(paper, Filled({"nd_ho_ten": letters}))
    for letter in letters.split():
        assert letter[0] in text_of(drawn)


def test_many_papers_go_on_to_a_second_page() -> None:
    many = [{"loai": f"Giấy tờ rất dài tên số {number} {LONG_ADDRESS}", "so_trang": 3} for number in range(20)]
    pdf = paper_of("chung_thuc_ban_sao", declare("chung_thuc_ban_sao", {"nyc_ho_ten": "A", "giay_to": many}))
    assert len(pages_of(pdf)) > 1
    assert "100.000" in text_of(pdf)


def test_what_a_citizen_types_is_never_markup() -> None:
    pdf = paper_of("trich_luc", changed("trich_luc", noi_dk="<b>Xã</b> & <font size=40>{so}</font>"))
    assert "<b>Xã</b>&<fontsize=40>{so}</font>" in without_spaces(text_of(pdf))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "cannot be read"),
        ('{"line": "x"}', "must be a list"),
        ('[{"poem": "x"}]', "piece 1: there is no piece 'poem'"),
        ('[{"nation": true}, {"line": 3}]', "piece 2: line: holds something else"),
        ('[{"rows": {"of": "x"}}]', "piece 1: rows: needs just columns, of, sum"),
        ('[{"signatures": [{"role": "x"}]}]', "piece 1: signature: needs just hint, name, role"),
    ],
)
def test_a_broken_layout_is_told_by_its_piece(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "broken.json"
    path.write_text(content, "utf-8")
    with pytest.raises(PaperError, match=r"broken\.json") as caught:
        load_paper(path)
    assert said in str(caught.value)


def test_the_layouts_are_lists_that_a_person_can_read() -> None:
    for path in FOLDER.glob("*.json"):
        assert isinstance(json.loads(path.read_text("utf-8")), list)
