"""Sentences with figures in them, in the language of whoever reads. No Kivy."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from hardware.document.wording import rounded_wait
from kiosk.state import CUT_OFF, Trouble
from queue_server.contract.answers import Forecast
from queue_server.contract.planning import Basis, Quieter


class Speech(Protocol):
    """A language: `_` translates a sentence, `count` one that holds `{n}`."""

    def _(self, sentence: str) -> str: ...

    def count(self, sentence: str, number: int) -> str: ...


def mark(sentence: str) -> str:
    """Mark a sentence of a table for the catalogue; it is translated when it is shown."""
    return sentence


WEEKDAYS = (
    mark("Thứ Hai"),
    mark("Thứ Ba"),
    mark("Thứ Tư"),
    mark("Thứ Năm"),
    mark("Thứ Sáu"),
    mark("Thứ Bảy"),
    mark("Chủ Nhật"),
)

OUT_OF_ORDER = {
    Trouble.STARTING: (mark("Máy đang khởi động"), mark("Xin ông/bà chờ trong giây lát.")),
    Trouble.SERVER_AWAY: (
        mark("Máy tạm ngừng cấp số"),
        mark("Mời ông/bà lấy số tại quầy hướng dẫn. Máy sẽ tự hoạt động trở lại."),
    ),
    Trouble.LEASE_USED_UP: (
        mark("Máy đã phát hết số của mình"),
        mark("Máy đang mất kết nối. Mời ông/bà đến quầy hướng dẫn, cán bộ sẽ cấp số."),
    ),
    Trouble.LEASE_OVER: (
        mark("Máy chưa thể cấp số"),
        mark("Máy đang mất kết nối. Mời ông/bà đến quầy hướng dẫn, cán bộ sẽ cấp số."),
    ),
    Trouble.NO_SERVICES: (
        mark("Hiện chưa có thủ tục nào được tiếp nhận"),
        mark("Mời ông/bà hỏi cán bộ tại quầy hướng dẫn."),
    ),
    Trouble.NOT_ALLOWED: (
        mark("Máy chưa được phép cấp số"),
        mark("Mời ông/bà lấy số tại quầy hướng dẫn. Cán bộ phụ trách cần đăng ký lại máy này."),
    ),
    Trouble.SCREEN_FAULT: (mark("Máy vừa gặp lỗi"), mark("Máy đang tự khôi phục, xin ông/bà chờ trong giây lát.")),
}

REFUSED = {
    Trouble.SERVER_AWAY: mark(
        "Máy chưa liên lạc được với hệ thống. Ông/bà bấm “Thử lại”, hoặc lấy số tại quầy hướng dẫn."
    ),
    Trouble.LEASE_USED_UP: mark(
        "Máy đang mất kết nối và đã phát hết số của mình. Mời ông/bà đến quầy hướng dẫn, cán bộ sẽ cấp số."
    ),
    Trouble.LEASE_OVER: mark("Máy đang mất kết nối. Mời ông/bà đến quầy hướng dẫn, cán bộ sẽ cấp số."),
    Trouble.BUSY: mark("Hệ thống đang bận. Xin ông/bà bấm “Thử lại” sau giây lát."),
    Trouble.SERVICE_CLOSED: mark("Thủ tục này vừa ngừng tiếp nhận. Ông/bà có thể chọn thủ tục khác."),
    Trouble.OFFICE_CLOSED: mark("Trung tâm đã hết giờ tiếp nhận. Mời ông/bà quay lại trong giờ làm việc."),
    Trouble.SERIES_FULL: mark("Thủ tục này đã hết số trong ngày. Mời ông/bà hỏi cán bộ tại quầy hướng dẫn."),
    Trouble.NOT_ALLOWED: mark("Máy chưa được phép cấp số. Mời ông/bà lấy số tại quầy hướng dẫn."),
    Trouble.REFUSED: mark("Máy không lấy được số này. Mời ông/bà hỏi cán bộ tại quầy hướng dẫn."),
}

WORTH_ANOTHER_TRY = (*CUT_OFF, Trouble.BUSY)


def ahead_in_words(speech: Speech, ahead: int | None) -> str:
    """Empty when nobody could tell."""
    if ahead is None:
        return ""
    if ahead == 0:
        return speech._("Chưa có ai chờ trước ông/bà")
    return speech.count("Có {n} người chờ trước ông/bà", ahead)


def wait_in_words(speech: Speech, forecast: Forecast | None) -> str:
    """The same interval as on the paper, such as `5–10 phút`; empty when nothing is known."""
    if forecast is None:
        return ""
    low, high = rounded_wait(timedelta(seconds=forecast.low_seconds), timedelta(seconds=forecast.high_seconds))
    if low <= 0:
        return speech.count("dưới {n} phút", high)
    if low == high:
        return speech.count("khoảng {n} phút", high)
    return speech.count("{low}–{n} phút", high).replace("{low}", str(low))


def quieter_in_words(speech: Speech, quieter: Quieter | None) -> str:
    """When to come back for a shorter wait; what is not from the office's own days is said as such."""
    if quieter is None:
        return ""
    if quieter.basis is Basis.HISTORY:
        said = speech._("Thường vắng hơn lúc {time}. Nếu tiện, ông/bà có thể quay lại vào giờ đó.")
    else:
        said = speech._("Theo ngày thường ở xã, lúc {time} sẽ vắng hơn. Nếu tiện, ông/bà có thể quay lại vào giờ đó.")
    return said.replace("{time}", quieter.time)


def queue_in_words(speech: Speech, waiting: int) -> str:
    if waiting == 0:
        return speech._("Chưa có ai đang chờ")
    return speech.count("{n} người đang chờ", waiting)


def date_in_words(speech: Speech, moment: datetime) -> str:
    return f"{speech._(WEEKDAYS[moment.weekday()])}, {moment:%d/%m/%Y}"
