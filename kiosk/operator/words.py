"""How this kiosk is, in words for whoever looks after it. No Kivy."""

from __future__ import annotations

from kiosk.operator.corner import Corner, Outcome, Reach, Report, Task
from kiosk.operator.pin import Verdict
from kiosk.operator.tasks import NOTHING_GIVEN
from kiosk.phrases import Speech, mark

Row = tuple[str, str]

FAULTS = {
    "paper_out": mark("hết giấy"),
    "paper_near_end": mark("sắp hết giấy"),
    "cover_open": mark("nắp máy in đang mở"),
    "cutter_jammed": mark("kẹt dao cắt giấy"),
    "offline": mark("máy in không trả lời"),
    "unconfirmed": mark("không rõ đã in xong chưa"),
    NOTHING_GIVEN: mark("không có phiếu nào chưa gửi về"),
}
TASKS = {
    Task.TEST_PRINT: mark("In thử"),
    Task.PRINT_LAST: mark("In lại phiếu cuối"),
    Task.LOOK: mark("Xem lại"),
    Task.RESTART: mark("Khởi động lại"),
}
REACHES = {
    Reach.THERE: mark("đang liên lạc"),
    Reach.AWAY: mark("mất liên lạc"),
    Reach.REFUSED: mark("từ chối máy này"),
}


def pin_in_words(speech: Speech, corner: Corner) -> str:
    """What the PIN screen says above its keys."""
    tried = corner.tried
    if tried is None or tried.verdict is Verdict.RIGHT:
        return ""
    if tried.verdict is Verdict.NOT_SET:
        return speech._("Máy này chưa có mã PIN. Quản trị viên đặt mã ở mục Thiết bị của bàn điều khiển.")
    if tried.seconds > 0:
        return speech.count("Đã nhập sai nhiều lần. Hãy đợi {n} giây rồi thử lại.", tried.seconds)
    if corner.tries:
        return speech._("Mã PIN không đúng. Hãy nhập lại.")
    return speech._("Nhập mã PIN của máy")


def report_in_words(speech: Speech, report: Report) -> list[Row]:
    """Label and value, a row each."""
    health, minutes = report.health, int(report.health.uptime_seconds) // 60
    uptime = speech._("{hours} giờ {minutes} phút").format(hours=minutes // 60, minutes=minutes % 60)
    refused = ", ".join(health.refused)
    return [
        (speech._("Máy in"), _printer(speech, report)),
        (speech._("Máy chủ"), _server(speech, report)),
        (speech._("Địa chỉ máy chủ"), report.server),
        (speech._("Địa chỉ máy này"), report.address or speech._("không có mạng")),
        (speech._("Số dự phòng còn lại"), str(health.lease_left)),
        (speech._("Phiếu chưa gửi về"), str(health.unsent)),
        (speech._("Số không được nhận"), refused or speech._("không có")),
        (speech._("Chạy được"), uptime),
        (speech._("Lỗi màn hình, khởi động lại"), f"{health.screen_faults}, {health.restarts}"),
        (speech._("Phiên bản"), report.version),
    ]


def outcome_in_words(speech: Speech, outcome: Outcome | None) -> str:
    """How the last task went; empty for looking, which shows for itself."""
    if outcome is None or outcome.task in (Task.LOOK, Task.RESTART):
        return ""
    what = speech._(TASKS[outcome.task])
    if outcome.fault is None:
        return speech._("{task}: xong").format(task=what)
    return speech._("{task}: không được ({fault})").format(task=what, fault=fault_in_words(speech, outcome.fault))


def fault_in_words(speech: Speech, code: str) -> str:
    """A code without words is shown as it is: whoever reads this can look it up."""
    return speech._(FAULTS[code]) if code in FAULTS else code


def _printer(speech: Speech, report: Report) -> str:
    if report.printer_fault is not None:
        return fault_in_words(speech, report.printer_fault)
    return speech._("sắp hết giấy") if report.paper_low else speech._("sẵn sàng, có giấy")


def _server(speech: Speech, report: Report) -> str:
    said = speech._(REACHES[report.reach])
    return f"{said} ({report.reach_seconds * 1000:.0f} ms)" if report.reach is Reach.THERE else said
