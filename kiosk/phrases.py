"""Sentences with figures in them, in the language of whoever reads. No Kivy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from hardware.document.wording import rounded_wait
from kiosk.state import CUT_OFF, Trouble
from kiosk.voices import Mishap
from queue_server.contract.answers import Forecast, Service
from queue_server.contract.common import Delivery, Purpose
from queue_server.contract.planning import Basis, Quieter
from queue_server.contract.ratings import RatingReason


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
    Trouble.OFFICE_BREAK: mark("Trung tâm đang nghỉ giữa buổi. Mời ông/bà quay lại khi mở cửa lại."),
    Trouble.OFFICE_HOLIDAY: mark("Hôm nay trung tâm nghỉ. Mời ông/bà quay lại ngày làm việc tiếp theo."),
    Trouble.SERVICE_HOURS: mark("Chưa đến giờ nhận thủ tục này. Mời ông/bà quay lại đúng giờ, hoặc chọn thủ tục khác."),
    Trouble.LAST_TICKET: mark("Sắp hết giờ làm việc nên máy ngừng phát số. Mời ông/bà quay lại buổi sau."),
    Trouble.SERVICE_FULL: mark(
        "Số người chờ đã đủ cho hôm nay. Mời ông/bà quay lại buổi khác hoặc đặt hẹn với cán bộ."
    ),
    Trouble.DAILY_LIMIT: mark(
        "Hôm nay thẻ này đã lấy đủ số. Số đã lấy vẫn còn giá trị: nếu mất phiếu, quầy hướng dẫn in lại cho ông/bà. "
        "Cần thêm số, mời ông/bà hỏi cán bộ ở quầy đó."
    ),
    Trouble.CARD_NEEDED: mark(
        "Máy này cần thẻ căn cước để phát số. Không mang thẻ, mời ông/bà đến quầy hướng dẫn: cán bộ sẽ lấy số giúp."
    ),
    Trouble.UNKNOWN_APPOINTMENT: mark("Không có lịch hẹn mang mã này. Mời ông/bà xem lại từng số trên giấy hẹn."),
    Trouble.APPOINTMENT_USED: mark("Lịch hẹn này đã lấy số rồi. Mời ông/bà xem phiếu đã in, hoặc hỏi cán bộ."),
    Trouble.APPOINTMENT_CANCELLED: mark("Lịch hẹn này đã hủy. Mời ông/bà lấy số thường, hoặc hỏi cán bộ."),
    Trouble.APPOINTMENT_OTHER_DAY: mark("Lịch hẹn này vào ngày khác. Mời ông/bà xem lại ngày trên giấy hẹn."),
    Trouble.APPOINTMENT_TOO_EARLY: mark("Chưa đến giờ lấy số của lịch hẹn này. Mời ông/bà quay lại gần giờ hẹn."),
    Trouble.APPOINTMENT_TOO_LATE: mark("Đã quá giờ hẹn. Mời ông/bà lấy số thường, hoặc hỏi cán bộ."),
    Trouble.TOO_MANY_ATTEMPTS: mark("Đã nhập sai nhiều lần. Mời ông/bà nhờ cán bộ, hoặc thử lại sau ít phút."),
    Trouble.SERIES_FULL: mark("Thủ tục này đã hết số trong ngày. Mời ông/bà hỏi cán bộ tại quầy hướng dẫn."),
    Trouble.NOT_ALLOWED: mark("Máy chưa được phép cấp số. Mời ông/bà lấy số tại quầy hướng dẫn."),
    Trouble.REFUSED: mark("Máy không lấy được số này. Mời ông/bà hỏi cán bộ tại quầy hướng dẫn."),
}

DELIVERIES = {
    Delivery.COUNTER: (mark("Đến quầy nhận"), mark("Mang theo giấy hẹn trả kết quả")),
    Delivery.POST: (mark("Gửi bưu điện về nhà"), mark("Cán bộ sẽ ghi địa chỉ; có thể phải trả cước")),
    Delivery.AGREED_HOUR: (mark("Hẹn giờ đến nhận"), mark("Cán bộ sẽ hẹn giờ cụ thể tại quầy")),
}

PURPOSES = {
    Purpose.RESULT: mark("Nhận kết quả"),
    Purpose.COMPLETE: mark("Bổ sung hồ sơ"),
    Purpose.ADVICE: mark("Cần tư vấn"),
}

FACES = (
    mark("Rất không hài lòng"),
    mark("Không hài lòng"),
    mark("Bình thường"),
    mark("Hài lòng"),
    mark("Rất hài lòng"),
)

RATING_REASONS = {
    RatingReason.WAITED_LONG: mark("Chờ lâu"),
    RatingReason.UNCLEAR: mark("Hướng dẫn chưa rõ"),
    RatingReason.MANNER: mark("Thái độ phục vụ"),
    RatingReason.PAPERS_AGAIN: mark("Phải bổ sung giấy tờ nhiều lần"),
    RatingReason.NOT_DONE: mark("Việc chưa giải quyết xong"),
}

MISHAPS = {
    Mishap.WRONG_CODE: mark("Không có mã này. Xin xem lại từng số trên giấy."),
    Mishap.TOO_MANY: mark("Đã nhập sai nhiều lần. Xin nhờ cán bộ, hoặc thử lại sau ít phút."),
    Mishap.NO_ANSWER: mark("Chưa gửi được. Xin thử lại."),
}

WORTH_ANOTHER_TRY = (*CUT_OFF, Trouble.BUSY)
NOT_FOR_THIS_MACHINE = (Trouble.DAILY_LIMIT, Trouble.CARD_NEEDED)
"""Another procedure would meet the same answer."""


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


def listed_in_words(names: Sequence[str]) -> str:
    """One name as it is, several with their numbers, each on a line of its own."""
    if len(names) == 1:
        return names[0]
    return "\n".join(f"{place}. {name}" for place, name in enumerate(names, start=1))


def opening_in_words(speech: Speech, service: Service, zone: ZoneInfo, today: date) -> str:
    """When a closed service gives numbers again, and when fewest people come; empty when nobody can say."""
    if service.opens_at is None:
        return ""
    opens = service.opens_at.astimezone(zone)
    day = "" if opens.date() == today else f", {date_in_words(speech, opens)}"
    again, quiet = speech._("Mở lại lúc"), speech._("Thường vắng nhất lúc")
    said = f"{again} {opens:%H:%M}{day}"
    if service.quiet_at is None or service.quiet_at == service.opens_at:
        return said
    return f"{said}. {quiet} {service.quiet_at.astimezone(zone):%H:%M}"
