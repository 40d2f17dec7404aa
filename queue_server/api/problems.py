"""Every error as one form (RFC 9457), with a sentence in the reader's language that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from queue_server.api.texts import SOURCE_LANGUAGE, Texts
from queue_server.contract.answers import Problem
from queue_server.contract.problems import ProblemType as P
from queue_server.domain.errors import Refused

DOMAIN = "server"


@dataclass(frozen=True, slots=True)
class Said:
    """The status of a problem and its sentence; the braces take the facts of the refusal."""

    status: int
    sentence: str


SAID: Mapping[P, Said] = {
    P.MALFORMED_REQUEST: Said(400, "Yêu cầu không đọc được. Hãy gửi lại."),
    P.INVALID_FIELDS: Said(422, "Có trường chưa đúng: {fields}. Hãy sửa rồi gửi lại."),
    P.BODY_TOO_LARGE: Said(413, "Nội dung gửi lên quá lớn. Hãy rút gọn."),
    P.NOT_JSON: Said(400, "Nội dung không phải JSON hợp lệ. Hãy kiểm tra rồi gửi lại."),
    P.NOT_SIGNED_IN: Said(401, "Cần đăng nhập. Hãy đăng nhập rồi làm lại."),
    P.WRONG_CREDENTIALS: Said(401, "Tên đăng nhập hoặc mật khẩu không đúng. Hãy thử lại."),
    P.TOO_MANY_ATTEMPTS: Said(429, "Sai quá nhiều lần. Hãy đợi {minutes} phút rồi thử lại."),
    P.NOT_ALLOWED: Said(403, "Tài khoản hoặc thiết bị này không được làm việc đó."),
    P.WRONG_ORIGIN: Said(403, "Yêu cầu đến từ một trang khác nên bị từ chối."),
    P.NOT_FOUND: Said(404, "Không có địa chỉ này."),
    P.METHOD_NOT_ALLOWED: Said(405, "Địa chỉ này không nhận cách gọi đó."),
    P.UNKNOWN_SERVICE: Said(404, "Không có dịch vụ “{service_id}”."),
    P.UNKNOWN_PRIORITY_CLASS: Said(404, "Không có đối tượng ưu tiên “{priority_class}”."),
    P.UNKNOWN_LANGUAGE: Said(404, "Trung tâm không dùng ngôn ngữ “{language}”."),
    P.UNKNOWN_COUNTER: Said(404, "Không có quầy “{counter_id}”."),
    P.UNKNOWN_VISIT: Said(404, "Không tìm thấy lượt giao dịch này."),
    P.UNKNOWN_CLERK: Said(404, "Không tìm thấy cán bộ này."),
    P.UNKNOWN_LEASE: Said(404, "Hôm nay không máy lấy số nào được cấp số “{ticket_number}”. Hãy xem lại phiếu."),
    P.UNKNOWN_DEVICE: Said(404, "Không tìm thấy thiết bị này."),
    P.UNKNOWN_PRINT_JOB: Said(404, "Không tìm thấy lệnh in này."),
    P.UNKNOWN_ALERT: Said(404, "Không tìm thấy cảnh báo này."),
    P.UNKNOWN_ENROLMENT_CODE: Said(404, "Mã đăng ký thiết bị không đúng hoặc đã hết hạn. Hãy xin mã mới."),
    P.UNKNOWN_APPOINTMENT: Said(404, "Không có lịch hẹn mang mã này. Hãy xem lại từng số trên giấy hẹn."),
    P.UNKNOWN_RATING_CODE: Said(404, "Mã không đúng, đã dùng, quá hạn hoặc lượt chưa xong. Hãy xem lại trên phiếu."),
    P.UNKNOWN_FEEDBACK_CLASS: Said(404, "Không có loại góp ý “{feedback_class}”."),
    P.UNKNOWN_FORM: Said(404, "Không có mẫu tờ khai “{form_id}”."),
    P.UNKNOWN_DECLARATION: Said(404, "Tờ khai này không còn: đã được xóa hoặc chưa từng có."),
    P.UNKNOWN_FEEDBACK: Said(404, "Không tìm thấy phản ánh, kiến nghị này."),
    P.EVENTS_GONE: Said(410, "Các sự kiện cũ không còn. Hãy đọc lại bảng rồi nghe từ số {oldest}."),
    P.DAY_GONE: Said(410, "Các lượt của ngày {day} đã bị xóa theo thời hạn lưu, hãy chọn ngày gần hơn."),
    P.NOBODY_WAITING: Said(409, "Không có ai đang chờ quầy này."),
    P.REQUEST_ID_REUSED: Said(409, "Mã yêu cầu này đã dùng cho một phiếu khác. Hãy dùng mã mới."),
    P.OFFICE_CLOSED: Said(409, "Trung tâm đang ngoài giờ làm việc. Xin quay lại trong giờ làm việc."),
    P.OFFICE_BREAK: Said(409, "Trung tâm đang nghỉ giữa buổi. Xin quay lại khi mở cửa lại."),
    P.OFFICE_HOLIDAY: Said(409, "Hôm nay là ngày nghỉ. Xin quay lại ngày làm việc tiếp theo."),
    P.SERVICE_HOURS: Said(409, "Dịch vụ này chưa đến giờ nhận. Xin quay lại đúng giờ của dịch vụ."),
    P.LAST_TICKET: Said(409, "Sắp hết giờ làm việc nên đã ngừng phát số. Xin quay lại buổi sau."),
    P.SERVICE_FULL: Said(409, "Số người đang chờ đã đủ cho cả buổi hôm nay. Xin quay lại buổi khác hoặc đặt hẹn."),
    P.DAILY_LIMIT: Said(409, "Hôm nay thẻ này đã lấy đủ {limit} số. Nếu cần thêm, xin gặp cán bộ hướng dẫn."),
    P.NOT_A_SLOT: Said(409, "Không nhận hẹn vào giờ này. Hãy chọn một khung giờ trong danh sách."),
    P.SLOT_FULL: Said(409, "Khung giờ này đã đủ người hẹn. Hãy chọn khung giờ khác."),
    P.APPOINTMENT_USED: Said(409, "Lịch hẹn này đã lấy số rồi. Xin xem phiếu đã in hoặc hỏi cán bộ."),
    P.APPOINTMENT_CANCELLED: Said(409, "Lịch hẹn này đã hủy. Xin lấy số thường hoặc hỏi cán bộ."),
    P.APPOINTMENT_OTHER_DAY: Said(409, "Lịch hẹn này vào {slot}, không phải hôm nay."),
    P.APPOINTMENT_TOO_EARLY: Said(409, "Lịch hẹn lúc {slot}. Có thể lấy số từ {from_time}."),
    P.APPOINTMENT_TOO_LATE: Said(409, "Đã quá giờ hẹn {slot}. Xin lấy số thường."),
    P.DECLARATION_TAKEN: Said(409, "Cán bộ đã nhận tờ khai này nên không sửa được nữa."),
    P.FEEDBACK_CLOSED: Said(409, "Phản ánh, kiến nghị này đã đóng nên không đổi được nữa."),
    P.SERVICE_CLOSED: Said(409, "Dịch vụ này đang tạm ngừng. Xin chọn dịch vụ khác hoặc hỏi cán bộ."),
    P.SERIES_FULL: Said(409, "Đã phát hết số của ký hiệu {series} hôm nay. Xin hỏi cán bộ."),
    P.NUMBER_TAKEN: Said(409, "Số {ticket_number} đã thuộc một lượt giao dịch khác. Hãy báo người quản trị."),
    P.COUNTER_HELD: Said(409, "Quầy {counter_id} đang do cán bộ khác giữ."),
    P.COUNTER_NOT_HELD: Said(409, "Ông/bà chưa mở quầy {counter_id}. Hãy mở quầy trước."),
    P.CLERK_HOLDS_ANOTHER_COUNTER: Said(409, "Ông/bà đang giữ quầy {counter_id}. Hãy đóng quầy đó trước."),
    P.COUNTER_BUSY: Said(409, "Quầy {counter_id} đang có một lượt chưa xong. Hãy kết thúc lượt đó trước."),
    P.COUNTER_NOT_OPEN: Said(409, "Quầy {counter_id} chưa mở. Hãy mở quầy trước."),
    P.COUNTER_CANNOT_SERVE: Said(409, "Quầy {counter_id} không phục vụ dịch vụ của số {ticket_number}."),
    P.ILLEGAL_MOVE: Said(409, "Số {ticket_number} đang ở trạng thái “{state}” nên không thể làm việc này."),
    P.NO_PRINTER: Said(409, "Chưa có máy in nào dùng được. Hãy kiểm tra thiết bị."),
    P.PRINT_JOB_ENDED: Said(409, "Lệnh in này đã có kết quả khác."),
    P.NOTHING_TO_PLAN: Said(409, "Ngày đó trung tâm không mở cửa hoặc không có ai đến, nên không có gì để tính."),
    P.BUSY: Said(503, "Máy chủ đang bận hoặc ổ đĩa có lỗi; chưa có gì thay đổi. Hãy thử lại."),
    P.INTERNAL: Said(500, "Máy chủ gặp lỗi. Hãy thử lại; nếu vẫn lỗi, hãy báo người quản trị."),
}

TITLES: Mapping[int, str] = {
    400: "Yêu cầu không hợp lệ",
    401: "Chưa đăng nhập",
    403: "Không được phép",
    404: "Không tìm thấy",
    405: "Không được phép",
    409: "Không thể thực hiện lúc này",
    410: "Không còn nữa",
    413: "Quá lớn",
    422: "Dữ liệu chưa đúng",
    429: "Quá nhiều lần thử",
    500: "Lỗi máy chủ",
    503: "Máy chủ bận",
}

STATES: Mapping[str, str] = {
    "waiting": "đang chờ",
    "called": "đã gọi",
    "serving": "đang phục vụ",
    "held": "tạm giữ",
    "completed": "hoàn tất",
    "no_show": "vắng mặt",
    "cancelled": "đã hủy",
}


class ProblemFound(Exception):
    """A request that the edge itself turns down."""

    def __init__(self, kind: P, errors: list[dict[str, Any]] | None = None, **facts: str | int) -> None:
        super().__init__(kind)
        self.kind, self.errors, self.facts = kind, errors or [], facts


class Problems:
    """Writes problems in the reader's language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def of_refusal(self, refused: Refused) -> Response:
        return self.answer(P(refused.code.value), refused.facts)

    def of_found(self, found: ProblemFound) -> Response:
        return self.answer(found.kind, found.facts, found.errors)

    def answer(
        self, kind: P, facts: Mapping[str, str | int] | None = None, errors: list[dict[str, Any]] | None = None
    ) -> Response:
        language, said = self.language(), SAID[kind]
        named = dict(facts or {})
        if kind is P.ILLEGAL_MOVE:
            state = str(named["state"])
            named["state"] = self._say(STATES.get(state, state), language)
        problem = Problem(
            type=kind.value,
            title=self._say(TITLES[said.status], language),
            status=said.status,
            detail=self._say(said.sentence, language).format(**named),
            instance=request.path,
            errors=errors or [],
            opens_at=named.get("opens_at"),
            quiet_at=named.get("quiet_at"),
        )
        response = Response(problem.model_dump_json(), status=said.status, content_type="application/problem+json")
        response.headers["Content-Language"] = language
        return response

    def language(self) -> str:
        """The reader's first choice among the languages there are; Vietnamese if none fits."""
        known = self._texts.languages(DOMAIN)
        for wanted, quality in request.accept_languages:
            # Whoever asks for vi-VN alone reads Vietnamese; a country of its own has no catalogue here.
            language = wanted.partition("-")[0].lower()
            if quality and language in known:
                return language
        return SOURCE_LANGUAGE

    def _say(self, message: str, language: str) -> str:
        return self._texts.say(DOMAIN, language, message)
