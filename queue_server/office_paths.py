"""The parts of the office's description that say how people may come: hours, appointments, deliveries, petitions; and
what it says of itself on declarations.
"""

from __future__ import annotations

from datetime import timedelta

from queue_server.domain.catalog import Appointments, Declarations, FeedbackClass, OpenHours, Petitions
from queue_server.mistakes import Table

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DELIVERIES = ("counter", "post", "agreed_hour")
CODE = r"[a-z0-9][a-z0-9_]{0,39}"
SUGGESTIONS = (
    "birth_places", "death_places", "death_causes", "death_notice_authorities", "registries", "papers", "purposes",
    "residence_requests", "ethnic_groups",
)  # fmt: skip
LONGEST_SUGGESTION = 150


def read_hours(root: Table) -> tuple[OpenHours, ...]:
    """The tables [[hours]] of an office or of one service, by weekday and beginning."""
    spans: list[OpenHours] = []
    for table in root.tables("hours"):
        days = table.texts("days", form="|".join(WEEKDAYS))
        opens, closes = table.clock_time("opens"), table.clock_time("closes")
        table.end()
        if table.has("opens") and table.has("closes") and opens >= closes:
            table.wrong("closes", "Giờ đóng phải sau giờ mở.", "Closing must come after opening.")
        for day in (day for day in days if day in WEEKDAYS):
            span = OpenHours(WEEKDAYS.index(day), opens, closes)
            if any(s.weekday == span.weekday and s.opens < span.closes and span.opens < s.closes for s in spans):
                table.wrong("days", f"Giờ ngày {day} chồng lên nhau.", f"The hours of {day} overlap.")
            spans.append(span)
    return tuple(sorted(spans, key=lambda span: (span.weekday, span.opens)))


def read_deliveries(table: Table) -> tuple[str, ...]:
    found = table.texts("deliveries", ("counter",), form="|".join(DELIVERIES))
    if not found:
        table.wrong("deliveries", "Cần ít nhất một cách nhận kết quả.", "Needs at least one way to get the result.")
    return tuple(one for one in DELIVERIES if one in found) or ("counter",)


def read_appointments(root: Table) -> Appointments:
    table = root.table("appointments") if root.has("appointments") else None
    if table is None:
        return Appointments()
    found = Appointments(
        slot=timedelta(minutes=table.whole("slot_minutes", 5, 240, 30)),
        capacity=table.whole("capacity", 0, 500, 2),
        days_ahead=table.whole("days_ahead", 1, 365, 14),
        early=timedelta(minutes=table.whole("check_in_before_minutes", 0, 720, 60)),
        late=timedelta(minutes=table.whole("check_in_after_minutes", 0, 720, 30)),
    )
    table.end()
    return found


def read_petitions(root: Table) -> Petitions:
    table = root.table("feedback") if root.has("feedback") else None
    if table is None:
        return Petitions()
    classes: dict[str, FeedbackClass] = {}
    for one in table.tables("classes", "code"):
        read = _feedback_class(one)
        if read.code in classes:
            one.wrong("code", "Mã này được dùng hai lần.", "This id is used twice.")
        classes[read.code] = read
    found = Petitions(table.names("address"), classes)
    if not classes:
        table.wrong("classes", "Cần ít nhất một bảng [[feedback.classes]].", "Needs a table [[feedback.classes]].")
    table.end()
    return found


def read_declarations(root: Table) -> Declarations:
    """The table [declarations], which may be left out; `kiosk check-data` tells what a form lacks then."""
    if not root.has("declarations"):
        return Declarations()
    table = root.table("declarations")
    suggestions = table.table("suggestions") if table.has("suggestions") else None
    form = f".{{1,{LONGEST_SUGGESTION}}}"
    found = Declarations(
        registrar=table.text("registrar", "", example="Ủy ban nhân dân xã Ví Dụ"),
        police=table.text("police", "", example="Công an xã Ví Dụ"),
        commune=table.text("commune", "", example="xã Ví Dụ"),
        province=table.text("province", "", example="tỉnh Gia Lai"),
        suggestions={name: suggestions.texts(name, (), form=form) for name in SUGGESTIONS} if suggestions else {},
    )
    if suggestions is not None:
        suggestions.end()
    table.end()
    return found


def _feedback_class(table: Table) -> FeedbackClass:
    found = FeedbackClass(
        code=table.text("code", form=CODE, example="complaint"),
        name=table.names("name"),
        working_days=table.whole("working_days", 1, 90),
        source=table.text("source"),
    )
    table.end()
    return found
