"""Answers of the planning as text for a person, in Vietnamese or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from queue_server.contract.planning import Basis, DayFigures, Staffing, StaffingFigures, Weekday, WhatIf
from queue_server.domain.catalog import Catalog

WEEKDAYS: Mapping[str, Mapping[Weekday, str]] = {
    "vi": dict(zip(Weekday, ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"), strict=True)),
    "en": dict(
        zip(Weekday, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
    ),
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "title": "Nhân lực {day}: ít nhất {share} người được gọi trong {minutes} phút",
        "title_scenario": "Nhân lực theo kịch bản: ít nhất {share} người được gọi trong {minutes} phút",
        "history": "Theo {days} ngày cùng thứ của chính trung tâm trong 8 tuần qua.",
        "usual_week": (
            "CHƯA ĐỦ DỮ LIỆU: mới có {days} ngày cùng thứ (cần {enough}), nên số người đến lấy chủ yếu theo\n"
            "tuần thông thường của một xã."
        ),
        "scenario": "Theo nhu cầu ghi trong tệp kịch bản.",
        "head": f"{'Giờ':<13}{'Người đến':>10}{'Mở':>6}   Quầy",
        "figures_head": f"{'Phương án':<34}{'Giờ quầy':>10}{'Trong hạn':>12}",
        "roster": "Bảng này",
        "flat": "Số quầy như nhau cả ngày",
        "erlang": "Công thức Erlang C từng nửa giờ",
        "checked": "Tỷ lệ trong hạn tính trên {days} ngày thử khác với {searched} ngày đã dùng để tìm.",
        "unreached": (
            "KHÔNG ĐẠT {asked}: các quầy hiện có mở hết cũng chỉ hơn mức trên không quá một điểm phần trăm.\n"
            "Cần thêm quầy, cho quầy biết làm thêm dịch vụ, hoặc hướng người dân sang giờ vắng."
        ),
        "only_at": "Phải mở suốt vì không quầy nào khác làm thay được: {counters}.",
        "progress": "Đang tính",
        "day_title": "Ngày {day} diễn lại: {policy}{extra}",
        "extra": ", thêm một quầy ({services}{hours})",
        "day_head": f"{'':<34}{'Trong hạn':>12}{'Chờ TB':>9}{'90 %':>8}{'Ưu tiên 90 %':>14}{'Bị vượt':>9}",
        "happened": "Thực tế",
        "replayed": "Diễn lại y như cũ ({policy})",
        "changed": "Diễn lại theo thay đổi",
        "day_note": (
            "{people} người; phút chờ đến lần gọi đầu. Khác nhau giữa hai dòng đầu là sai số của mô hình.\n"
            "Bỏ ra {left_out} lượt về trước khi được gọi; {chosen} lần cán bộ tự chọn số để gọi."
        ),
    },
    "en": {
        "title": "Staffing for {day}: at least {share} of people called within {minutes} minutes",
        "title_scenario": "Staffing for the scenario: at least {share} of people called within {minutes} minutes",
        "history": "From {days} such weekdays of the office's own last 8 weeks.",
        "usual_week": (
            "NOT ENOUGH HISTORY: {days} such weekdays so far ({enough} are needed), so the people to come are\n"
            "mostly those of a commune's usual week."
        ),
        "scenario": "From the demand in the scenario's file.",
        "head": f"{'Time':<13}{'People':>10}{'Open':>6}   Counters",
        "figures_head": f"{'Roster':<34}{'Hours':>10}{'In time':>12}",
        "roster": "This one",
        "flat": "As many counters all day",
        "erlang": "Erlang C, half-hour by half-hour",
        "checked": "Shares are of {days} test days, other ones than the {searched} that the search used.",
        "unreached": (
            "{asked} IS OUT OF REACH: all counters all day do better than this by one point at most. It needs\n"
            "another counter, more skills at the counters, or people who come in quieter hours."
        ),
        "only_at": "Open all the time because no other counter offers what they do: {counters}.",
        "progress": "Computing",
        "day_title": "{day} played again: {policy}{extra}",
        "extra": ", one more counter ({services}{hours})",
        "day_head": f"{'':<34}{'In time':>12}{'Mean':>9}{'90 %':>8}{'Priority 90 %':>14}{'Passed':>9}",
        "happened": "What happened",
        "replayed": "Replayed as it was ({policy})",
        "changed": "Replayed with the change",
        "day_note": (
            "{people} people; minutes until the first call. What the first two rows differ by is the model's error.\n"
            "Left out: {left_out} visits that left before a call; clerks chose {chosen} calls by hand."
        ),
    },
}


def progress_text(language: str, done: float) -> str:
    return f"{TEXTS[language]['progress']}: {done:4.0%}"


def table(plan: Staffing, catalog: Catalog, language: str) -> str:
    """The whole answer, a line for each half-hour."""
    texts = TEXTS[language]
    lines = [_title(plan, language), _basis(plan, texts), "", texts["head"]]
    lines += [
        f"{piece.begins}–{piece.ends}  {_number(piece.expected, language):>10}{len(piece.counters):>6}   "
        f"{_names(piece.counters, catalog, language)}"
        for piece in plan.pieces
    ]
    lines += ["", texts["figures_head"]]
    for name, figures in (("roster", plan.roster), ("flat", plan.flat), ("erlang", plan.erlang)):
        lines.append(_row(texts[name], figures, language))
    lines += ["", texts["checked"].format(days=plan.checked_days, searched=plan.searched_days)]
    if plan.only_at:
        lines.append(texts["only_at"].format(counters=_names(plan.only_at, catalog, language)))
    if not plan.reached:
        lines.append(texts["unreached"].format(asked=_percent(plan.share, language)))
    return "\n".join(lines)


def day_table(found: WhatIf, language: str) -> str:
    """A day played again, a line for the truth and for each replay."""
    texts = TEXTS[language]
    hours = f" {found.opens or ''}–{found.closes or ''}" if found.opens or found.closes else ""
    extra = texts["extra"].format(services=", ".join(found.services), hours=hours) if found.services else ""
    lines = [texts["day_title"].format(day=f"{found.day:%d/%m/%Y}", policy=found.policy, extra=extra), ""]
    lines += [texts["day_head"]]
    for name, figures in (("happened", found.happened), ("replayed", found.replayed), ("changed", found.changed)):
        lines.append(_day_row(texts[name].format(policy=found.own_policy), figures, language))
    facts = {"people": found.happened.people, "left_out": found.left_out, "chosen": found.chosen_calls}
    return "\n".join([*lines, "", texts["day_note"].format(**facts)])


def _day_row(name: str, figures: DayFigures, language: str) -> str:
    seconds = (figures.mean_seconds, figures.p90_seconds, figures.priority_p90_seconds)
    mean, p90, priority = ("–" if one is None else _number(one / 60, language) for one in seconds)
    share = _percent(figures.share_within, language)
    return f"{name:<34}{share:>12}{mean:>9}{p90:>8}{priority:>14}{figures.overtakes_max:>9}"


def _title(plan: Staffing, language: str) -> str:
    texts = TEXTS[language]
    facts = {"share": _percent(plan.share, language), "minutes": f"{plan.wait_target_seconds / 60:g}"}
    if plan.weekday is None or plan.day is None:
        return texts["title_scenario"].format(**facts)
    return texts["title"].format(day=f"{WEEKDAYS[language][plan.weekday]} {plan.day:%d/%m/%Y}", **facts)


def _basis(plan: Staffing, texts: Mapping[str, str]) -> str:
    key = {Basis.HISTORY: "history", Basis.USUAL_WEEK: "usual_week", Basis.SCENARIO: "scenario"}[plan.basis]
    return texts[key].format(days=plan.known_days, enough=plan.enough_days)


def _row(name: str, figures: StaffingFigures, language: str) -> str:
    hours = _number(figures.counter_hours, language)
    return f"{name:<34}{hours:>10}{_percent(figures.share_within, language):>12}"


def _names(counter_ids: Sequence[str], catalog: Catalog, language: str) -> str:
    """The counters' names; a first word that all of the office's share is said once."""
    named = {one: desk.name.get(language) or desk.name["vi"] for one, desk in catalog.counters.items()}
    first_words = {name.partition(" ")[0] for name in named.values()}
    prefix = f"{first_words.pop()} " if len(first_words) == 1 else ""
    return prefix + ", ".join(named[one].removeprefix(prefix) for one in counter_ids)


def _percent(part: float, language: str) -> str:
    return f"{_number(part * 100, language)} %"


def _number(value: float, language: str) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "vi" else text
