"""The list of papers as a picture: whole, at every width, its code readable."""

from __future__ import annotations

from dataclasses import replace

import pytest
import zxingcpp
from PIL import Image

from hardware.document import Checklist, ChecklistDrawer, ChecklistItem

ADDRESS = "https://dichvucong.gov.vn/p/home/dvc-chi-tiet-thu-tuc-nganh-doc.html?ma_thu_tuc=1.001193"
LIST = Checklist(
    office="Trung tâm Phục vụ hành chính công xã Ví Dụ",
    heading="Giấy tờ cần mang theo",
    title="Khai sinh, thường trú, thẻ bảo hiểm y tế cho trẻ",
    code="Mã thủ tục: 3.000722",
    items=(
        ChecklistItem("Tờ khai đăng ký khai sinh", ticked=True),
        ChecklistItem("Giấy chứng sinh; nếu không có: văn bản của người làm chứng", "Chỉ khi có trường hợp này"),
    ),
    facts=(("Thời hạn giải quyết", "Trong ngày làm việc"), ("Phí, lệ phí", "Theo quy định")),
    address=ADDRESS,
    address_words="Quét mã để xem trên Cổng Dịch vụ công quốc gia",
    footnotes=("Giấy này không phải Giấy tiếp nhận hồ sơ",),
)
DRAWER = ChecklistDrawer.from_file()


def ink(picture: Image.Image) -> int:
    return picture.convert("L").histogram()[0]


@pytest.mark.parametrize("width", [576, 512, 384])
def test_the_list_is_as_wide_as_the_paper_and_its_code_can_be_read(width: int) -> None:
    picture = DRAWER.draw(LIST, width)
    assert (picture.mode, picture.width) == ("1", width)
    found = zxingcpp.read_barcodes(picture.convert("L"))
    assert [code.text for code in found] == [ADDRESS]


def test_a_ticked_paper_shows_more_ink_than_an_open_one() -> None:
    open_list = replace(LIST, items=(ChecklistItem("Tờ khai"),))
    ticked = replace(LIST, items=(ChecklistItem("Tờ khai", ticked=True),))
    assert ink(DRAWER.draw(ticked, 576)) > ink(DRAWER.draw(open_list, 576))


def test_a_long_list_makes_a_long_paper_and_loses_nothing() -> None:
    long_item = ChecklistItem("Văn bản ủy quyền, nếu làm thay; ông bà, cha mẹ không cần chứng thực " * 5)
    short, long = DRAWER.draw(LIST, 384), DRAWER.draw(replace(LIST, items=(long_item,) * 20), 384)
    assert long.height > 5 * short.height
    assert not any(column for column in long.crop((384 - 8, 0, 384, long.height)).convert("L").histogram()[:1])


def test_without_an_address_there_is_no_code() -> None:
    assert zxingcpp.read_barcodes(DRAWER.draw(replace(LIST, address=None), 576).convert("L")) == []
