"""Declarations for tests: whole answers to every form, and what is known on one day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from queue_server.contract.forms.book import load_book
from queue_server.contract.forms.dates import Moment
from queue_server.contract.forms.declaration import Declaration, Known
from queue_server.contract.forms.filling import fill
from queue_server.contract.forms.values import Today

BOOK = load_book()
SAMPLES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "samples.json").read_text("utf-8"))
DAY = date(2026, 11, 21)
TODAY = Today(DAY, Moment(DAY, 9, 30))
OFFICE = {"office_name": "Ủy ban nhân dân xã Ia Rtô", "police_name": "Công an xã Ia Rtô"}
WOMAN = {
    "so_dinh_danh": "064304012346",
    "cmnd_cu": "",
    "ho_ten": "Rơ Châm H’Mẫu",
    "ngay_sinh": "02/09/2004",
    "gioi_tinh": "Nữ",
    "noi_thuong_tru": "Buôn Giả Định, Ia Rtô, Gia Lai",
    "ngay_cap": "20/08/2023",
}
MAN = {
    "so_dinh_danh": "064090012345",
    "cmnd_cu": "231234567",
    "ho_ten": "Nguyễn Văn Mẫu",
    "ngay_sinh": "15/03/1990",
    "gioi_tinh": "Nam",
    "noi_thuong_tru": "Thôn Ví Dụ, Ia Rtô, Gia Lai",
    "ngay_cap": "12/05/2021",
}


def declare(form_id: str, answers: dict[str, Any] | None = None, **known: Any) -> Declaration:
    """A declaration of these answers, all of the sample's when none are given."""
    given = SAMPLES[form_id] if answers is None else answers
    return fill(BOOK, BOOK.forms[form_id], given, Known(TODAY, OFFICE, **known))


def changed(form_id: str, **answers: Any) -> Declaration:
    """The sample with some answers changed; None leaves one out."""
    merged = {key: value for key, value in (SAMPLES[form_id] | answers).items() if value is not None}
    return declare(form_id, merged)


def told(declaration: Declaration) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in declaration.mistakes]


def warned(declaration: Declaration) -> list[tuple[str, str]]:
    return [(one.field, one.code) for one in declaration.warnings]
