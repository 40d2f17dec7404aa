"""Sentences about procedures, on the screen and on paper."""

from __future__ import annotations

from datetime import time

from kiosk.finding import Shelf
from kiosk.phrases import Speech, mark
from kiosk.procedures.fees import dong
from kiosk.procedures.model import Fee, LateReception, Library, OnlineLevel, Per, TimeLimit
from kiosk.state import name_in

SHELVES = {
    Shelf.MOST_USED: mark("Hay dùng"),
    Shelf.LIFE_EVENTS: mark("Việc đời sống"),
    Shelf.FIELDS: mark("Lĩnh vực"),
}

ONLINE = {
    OnlineLevel.FULL: mark("Toàn trình: làm hết trên mạng, không phải đến"),
    OnlineLevel.PARTIAL: mark("Một phần: nộp trên mạng, có bước phải đến"),
    OnlineLevel.IN_PERSON: mark("Chỉ làm trực tiếp tại trung tâm"),
}

PER = {
    Per.CASE: mark("{amount} mỗi trường hợp"),
    Per.COPY: mark("{amount} mỗi bản"),
    Per.FILING: mark("{amount} mỗi lần nộp"),
}


def fee_in_words(speech: Speech, fee: Fee, language: str) -> str:
    """What is paid, then the note. Without a tariff it is "theo quy định", whatever the note says."""
    head = tariff_in_words(speech, fee)
    note = name_in(dict(fee.note), language) if fee.note else ""
    return f"{head}. {note}" if note else head


def tariff_in_words(speech: Speech, fee: Fee) -> str:
    """The tariff alone. Nothing known is "theo quy định", never nothing to pay."""
    if fee.copies is not None:
        sentence = speech._("{first} mỗi trang đến trang {pages}, sau đó {next} mỗi trang, tối đa {most} một bản")
        tariff = fee.copies
        sentence = sentence.replace("{first}", dong(tariff.first_fee)).replace("{pages}", str(tariff.first_pages))
        return sentence.replace("{next}", dong(tariff.next_fee)).replace("{most}", dong(tariff.most_per_copy))
    if fee.amount is None:
        return speech._("Theo quy định")
    if fee.amount == 0 or fee.per is None:
        return speech._("Không thu")
    return speech._(PER[fee.per]).replace("{amount}", dong(fee.amount))


def online_in_words(speech: Speech, level: OnlineLevel) -> str:
    return speech._(ONLINE[level])


def late_in_words(speech: Speech, limit: TimeLimit, late: LateReception | None, now: time) -> str:
    """What late reception means for a result of the same day; firmer when it is late already."""
    if late is None or not limit.same_day:
        return ""
    hour = f"{late.after:%H:%M}"
    if now >= late.after:
        sentence = speech._("Đã quá {hour}: trả vào ngày làm việc tiếp theo")
    else:
        sentence = speech._("Nhận sau {hour}: trả ngày làm việc tiếp theo")
    return sentence.replace("{hour}", hour)


def portal_address(library: Library, code: str) -> str | None:
    """Where the national portal tells about a procedure; None when the rules could not be read."""
    return library.portal.replace("{code}", code) if library.portal else None
