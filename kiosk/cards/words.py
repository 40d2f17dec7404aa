"""What the kiosk says of a scan: a sentence that says what to do, and never what stands on the card."""

from __future__ import annotations

from kiosk.cards.desk import CardDesk
from kiosk.cards.hand import Answer
from kiosk.cards.reading import Code, Kind, Reading
from kiosk.cards.veil import veil_name, veil_number
from kiosk.phrases import Speech, mark

REJECTED = {
    Code.DATE: mark("Ngày tháng trên thẻ không đúng. Mời ông/bà quét lại, hoặc nhập bằng tay."),
    Code.GENDER: mark("Máy không đọc được giới tính trên thẻ. Mời ông/bà quét lại, hoặc nhập bằng tay."),
}
NO_CARD = {
    Kind.HALF: mark("Máy mới đọc được một phần mã. Mời ông/bà giữ yên thẻ và quét lại."),
    Kind.INSURANCE: mark("Đây là mã của thẻ bảo hiểm y tế. Mời ông/bà quét mã trên thẻ căn cước."),
    Kind.ADDRESS: mark("Đây là mã của một trang mạng. Mời ông/bà quét mã trên thẻ căn cước."),
    Kind.PAYMENT: mark("Đây là mã thanh toán. Mời ông/bà quét mã trên thẻ căn cước."),
    Kind.VNEID: mark("Mã của ứng dụng VNeID chỉ đọc được qua mạng. Mời ông/bà quét mã trên thẻ căn cước bằng nhựa."),
    Kind.EMPTY: mark("Máy chưa đọc được gì. Mời ông/bà quét lại mã trên thẻ căn cước."),
}
NOT_A_CARD = mark("Đây không phải mã của thẻ căn cước. Mời ông/bà quét mã trên thẻ căn cước.")
NO_PAPERS = mark("Không cần đưa giấy tờ tại máy này.")
SCAN_IF_YOU_LIKE = mark("Không cần giấy tờ. Nếu muốn, mời ông/bà quét thẻ căn cước để máy gợi ý theo tuổi.")
SCAN_TO_BE_COUNTED = mark("Mời ông/bà quét thẻ căn cước: mỗi thẻ lấy được {n} số một ngày. Máy không lưu số thẻ.")
HOLD_TO_BE_COUNTED = mark("Đưa mã vuông trên thẻ vào máy quét. Mỗi thẻ lấy được {n} số một ngày; máy không lưu số thẻ.")
AGED = mark("Theo thẻ, ông/bà {n} tuổi: được ưu tiên.")
NOT_AGED = mark("Theo thẻ, ông/bà {n} tuổi: chưa thuộc diện ưu tiên theo tuổi.")
TOUCH_TO_SHOW = mark("Chạm để hiện thông tin")
READ = mark("Đã đọc thẻ căn cước.")
DOUBTED = {
    Code.GENDER: mark("Đã đọc thẻ. Giới tính không khớp với số định danh, mời ông/bà xem lại."),
    Code.BIRTH_YEAR: mark("Đã đọc thẻ. Năm sinh không khớp với số định danh, mời ông/bà xem lại."),
    Code.ISSUE_DATE: mark("Đã đọc thẻ. Ngày cấp sớm hơn ngày sinh, mời ông/bà xem lại."),
    Code.NO_DIACRITICS: mark("Đã đọc thẻ. Tên và địa chỉ không có dấu, mời ông/bà xem lại."),
}
ANSWERS = {
    # Where one card alone is asked for; a declaration has its own sentences beside its rules.
    Answer.TAKEN: READ,
    Answer.SAME_SCAN: READ,
    Answer.ALREADY_HERE: mark("Thẻ này đã được quét rồi. Ông/bà có thể đi tiếp."),
    Answer.ANOTHER_PERSON: mark("Đây là thẻ của người khác. Nếu muốn thay, mời ông/bà xóa thẻ trước rồi quét lại."),
}


def sentence_for(reading: Reading) -> str:
    """The Vietnamese sentence, which is the message id for other languages."""
    if reading.card is not None:
        return DOUBTED.get(reading.code, READ)
    if reading.code is Code.NOT_CCCD:
        return NO_CARD.get(reading.kind, NOT_A_CARD)
    return REJECTED[reading.code]


def why_a_card(speech: Speech, limit: int) -> str:
    """What to do with the card, and what it is asked for where numbers are counted by it."""
    return speech.count(HOLD_TO_BE_COUNTED, limit)


def under_the_question(speech: Speech, desk: CardDesk, limit: int = 0, *, is_suggested: bool) -> str:
    """Under the question about priority: what was made of a card, else what a scanner is for, else nothing to bring.

    `limit`: numbers that one card may take a day, 0 for any.
    """
    if desk.is_refused:
        return speech._(desk.said)
    if desk.age is not None:
        sentence = AGED if is_suggested else NOT_AGED
        return speech.count(sentence, desk.age)
    if limit:
        return speech.count(SCAN_TO_BE_COUNTED, limit)
    return speech._(SCAN_IF_YOU_LIKE if desk.has_scanner else NO_PAPERS)


def title_of_card(desk: CardDesk) -> str:
    """`Nguyễn V** M**`, or the whole name once it was asked for."""
    if desk.card is None:
        return ""
    return desk.card.ho_ten if desk.is_bare else veil_name(desk.card.ho_ten)


def about_card(speech: Speech, desk: CardDesk) -> str:
    """What a touch does; once it was done, the number and the day of birth."""
    if desk.card is None:
        return ""
    if not desk.is_bare:
        return f"{veil_number(desk.card.so_dinh_danh)} · {speech._(TOUCH_TO_SHOW)}"
    return f"{desk.card.so_dinh_danh} · {desk.card.fields['ngay_sinh']}"
