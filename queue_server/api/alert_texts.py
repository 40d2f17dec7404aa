"""The sentences of alerts and of their advice, in every language there is a catalogue for, from a code and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from queue_server.api.texts import SOURCE_LANGUAGE, Texts
from queue_server.contract import alerts as answers
from queue_server.domain.alerts import Fact, Kind
from queue_server.domain.catalog import Catalog, Names
from queue_server.operations.alerts import AlertView

DOMAIN = "server"

SENTENCES: Mapping[Kind, str] = {
    Kind.SHARE_AT_RISK: "Trong 60 phút tới, dự kiến chỉ {share_percent} % người được gọi trong {target_minutes} phút.",
    Kind.VISIT_NEARLY_LATE: "Số {ticket_number} đã chờ {waited_minutes} phút (hẹn trong {target_minutes} phút).",
    Kind.SERVED_TOO_LONG: "Số {ticket_number} ở {counter} đã làm {served_minutes} phút (hẹn {target_minutes} phút).",
    Kind.SERVICE_UNSERVED: "Không có quầy nào đang mở làm được “{service}”: {waiting} người đang chờ.",
    Kind.COUNTER_IDLE: "{counter} đang trống trong khi {waiting} người chờ quầy này.",
    Kind.COUNTER_SILENT: "{counter} mở mà {minutes} phút nay chưa gọi ai.",
    Kind.WEBHOOK_FAILED: "Không gửi được cảnh báo tới {receiver} (đã bỏ vì quá cũ: {given_up}).",
}
ADVICE = "Mở thêm {counters} từ {opens} đến {closes}: {advice_share_percent} % thay vì {share_percent} %."
ADVICE_WAIT = (
    "Mở thêm {counters} từ {opens} đến {closes}: chờ trung bình {advice_wait_minutes} phút thay vì {wait_minutes} phút."
)
NO_ADVICE = "Không còn quầy nào mở thêm mà giúp được."


class AlertTexts:
    """Knows the names of counters and services, and the office's own time of day."""

    def __init__(self, catalog: Catalog, texts: Texts) -> None:
        self._catalog, self._texts = catalog, texts

    def say(self, kind: Kind, figures: Mapping[str, Fact]) -> dict[str, str]:
        """The sentences by language."""
        return {one: " ".join(self._sentences(kind, figures, one)) for one in self._texts.languages(DOMAIN)}

    def wire(self, view: AlertView) -> answers.Alert:
        row, figures = view.row, view.figures
        return answers.Alert(
            alert_id=row.alert_id,
            kind=row.kind.value,
            subject=row.subject,
            text=self.say(row.kind, figures),
            counter_id=_text(figures.get("counter_id")),
            service_id=_text(figures.get("service_id")),
            ticket_number=_text(figures.get("ticket_number")),
            advice=_advice(figures) if _advised(figures) else None,
            raised_at=row.raised_at,
            accepted_at=row.accepted_at,
            accepted_by=view.accepted_by,
            cleared_at=row.cleared_at,
        )

    def _sentences(self, kind: Kind, figures: Mapping[str, Fact], language: str) -> Iterator[str]:
        words = {**figures, **self._names(figures, language)}
        for sentence in (SENTENCES[kind], _advising(figures) if kind is Kind.SHARE_AT_RISK else ""):
            if sentence:
                yield self._texts.say(DOMAIN, language, sentence).format_map(_Known(words))

    def _names(self, figures: Mapping[str, Fact], language: str) -> dict[str, str]:
        """What stands for ids and moments in a sentence."""
        zone = self._catalog.office.time_zone
        service = self._catalog.services.get(service_id := str(figures.get("service_id")))
        names = {
            "counter": self._counter(str(figures.get("counter_id")), language),
            "counters": ", ".join(self._counter(one, language) for one in _advised(figures)),
            "service": _named(service.name, language) if service else service_id,
        }
        if "advice_from" in figures:
            names["opens"], names["closes"] = (_hour(figures[one], zone) for one in ("advice_from", "advice_until"))
        return names

    def _counter(self, counter_id: str, language: str) -> str:
        desk = self._catalog.counters.get(counter_id)
        return _named(desk.name, language) if desk else counter_id


class _Known(dict[str, Any]):
    """A figure that an event of an older version does not have is left open in its sentence."""

    def __missing__(self, _: str) -> str:
        return "…"


def _advising(figures: Mapping[str, Fact]) -> str:
    """The share tells most; of a hall that is too full for that, the wait does."""
    if not _advised(figures):
        return "" if "advice_counters" in figures else NO_ADVICE
    better = int(figures.get("advice_share_percent") or 0) > int(figures.get("share_percent") or 0)
    return ADVICE if better else ADVICE_WAIT


def _advised(figures: Mapping[str, Fact]) -> list[str]:
    return str(figures.get("advice_counters", "")).split()


def _advice(figures: Mapping[str, Fact]) -> answers.Advice:
    return answers.Advice(
        counter_ids=_advised(figures),
        opens_at=_moment(figures["advice_from"]),
        closes_at=_moment(figures["advice_until"]),
        share_percent=int(figures.get("advice_share_percent") or 0),
        without_percent=int(figures.get("share_percent") or 0),
        wait_minutes=int(figures.get("advice_wait_minutes") or 0),
        without_minutes=int(figures.get("wait_minutes") or 0),
    )


def _moment(seconds: Fact) -> datetime:
    return datetime.fromtimestamp(float(seconds or 0), UTC)


def _hour(seconds: Fact, zone: ZoneInfo) -> str:
    return f"{_moment(seconds).astimezone(zone):%H:%M}"


def _named(names: Names, language: str) -> str:
    return names.get(language) or names[SOURCE_LANGUAGE]


def _text(fact: Fact) -> str | None:
    return None if fact is None else str(fact)
