"""Who declares what, with which cards: one scene for each form and each way of coming, all of them invented people.

Their commune is the office's own, as with most people who come; names, rulings and numbers are theirs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from kiosk.actions import (
    Begin,
    CatalogArrived,
    ChooseGroup,
    ChoosePriority,
    ChooseService,
    TakeTicket,
    TicketTaken,
)
from kiosk.cards.actions import ScannerSeen
from kiosk.finding import Guide
from kiosk.finding_actions import GuideArrived
from kiosk.procedures.reading import load_library
from kiosk.state import State
from queue_server.contract.dossiers import OfficeWords
from tests.unit.contract.forms.made import BOOK, DAY, MAN, SAMPLES, WOMAN
from tests.unit.kiosk.made import a_catalog, a_service, a_ticket, after

OFFICE = OfficeWords(
    registrar="Ủy ban nhân dân xã Ia Rtô",
    police="Công an xã Ia Rtô",
    commune="xã Ia Rtô",
    province="tỉnh Gia Lai",
    suggestions={
        "birth_places": ["Trạm Y tế xã Ia Rtô, tỉnh Gia Lai", SAMPLES["khai_sinh"]["tre_noi_sinh"]],
        "death_notice_authorities": ["Trạm Y tế xã Ia Rtô"],
        "registries": ["Ủy ban nhân dân xã Ia Rtô cũ, thị xã Ayun Pa, tỉnh Gia Lai"],
        "ethnic_groups": ["Kinh", "Gia Rai (Jrai)", "Ba Na (Bahnar)"],
    },
)
FATHER = {**MAN, "so_dinh_danh": "064099012345", "ho_ten": "Siu Mẫu", "ngay_sinh": "15/03/1999"}
DEAD = {**MAN, "so_dinh_danh": "064048000123", "ho_ten": "Nguyễn Văn Giả Định", "ngay_sinh": "01/02/1948"}
WIFE = {**WOMAN, "so_dinh_danh": "064192000111", "ho_ten": "Trần Thị Ví Dụ", "ngay_sinh": "01/02/1992"}
OLD_WOMAN = {**WOMAN, "so_dinh_danh": "064144000321", "ho_ten": "Siu H’Bia", "ngay_sinh": "10/10/1944"}
OLD_MAN = {**MAN, "so_dinh_danh": "064048000456", "ho_ten": "Đinh Bơh Ƀrêl", "ngay_sinh": "12/02/1948"}


@dataclass(frozen=True)
class Scene:
    """`cards`: the seven fields of each card, by role. `said`: answers that are not the sample's."""

    name: str
    form: str
    cards: Mapping[str, Mapping[str, str]]
    said: Mapping[str, Any] = field(default_factory=dict)

    @property
    def answers(self) -> dict[str, Any]:
        """The sample's answers, given by somebody of the office's own commune."""
        text = json.dumps(SAMPLES[self.form] | dict(self.said), ensure_ascii=False)
        former = "Ủy ban nhân dân xã Mẫu cũ, huyện Mẫu, tỉnh Gia Lai"
        text = text.replace(former, OFFICE.suggestions["registries"][0]).replace("xã Mẫu", OFFICE.commune)
        return dict(json.loads(text))

    @property
    def codes(self) -> dict[str, str]:
        return {role: code_of(card) for role, card in self.cards.items()}


SCENES = (
    Scene("the mother's card", "khai_sinh", {"nyc": WOMAN}),
    Scene("the mother's and the father's card", "khai_sinh", {"nyc": WOMAN, "cha": FATHER}),
    Scene("the father's card and the mother's", "khai_sinh", {"nyc": FATHER, "me": WOMAN}, {"quan_he": "Cha"}),
    Scene("a grandfather's card and the mother's", "khai_sinh", {"nyc": OLD_MAN, "me": WOMAN}, {"quan_he": "Ông/bà"}),
    Scene("three cards", "khai_sinh", {"nyc": OLD_MAN, "me": WOMAN, "cha": FATHER}, {"quan_he": "Ông/bà"}),
    Scene("both cards", "ket_hon", {"nu": WOMAN, "nam": MAN}),
    Scene("the bride's card", "ket_hon", {"nu": WOMAN}),
    Scene("the declarant's card", "khai_tu", {"nyc": MAN}),
    Scene("the declarant's and the dead person's card", "khai_tu", {"nyc": MAN, "chet": DEAD}),
    Scene("the own card", "xn_tinh_trang_hon_nhan", {"nyc": MAN}),
    Scene(
        "the card of somebody with authority and the other's",
        "xn_tinh_trang_hon_nhan",
        {"nyc": OLD_MAN, "dc": MAN},
        {"quan_he": "Được ủy quyền"},
    ),
    Scene("the own card", "trich_luc", {"nyc": MAN}),
    Scene("a father's card and his child's", "trich_luc", {"nyc": OLD_MAN, "nd": MAN}, {"quan_he": "Cha/mẹ"}),
    Scene("the own card", "chung_thuc_ban_sao", {"nyc": MAN}),
    Scene("the own card", "CT01", {"nyc": MAN}, {"f11": []}),
    Scene("the own card, and a member's", "CT01", {"nyc": MAN, "tv_0": WIFE}),
    Scene("a son's card and the head's", "CT01", {"nyc": MAN, "chu_ho": OLD_MAN}, {"f8": "Con đẻ", "f11": []}),
    Scene("the own card", "tro_cap_1a_1d", {"dt": OLD_WOMAN}),
    Scene("the own card and a helper's", "tro_cap_1a_1d", {"dt": OLD_WOMAN, "nyc": MAN}),
    Scene("the own card", "huu_tri_xa_hoi", {"nd": OLD_MAN}),
)


def ticket_for(form_id: str, words: OfficeWords = OFFICE, day: date = DAY) -> State:
    """A ticket in hand for the procedure of a form, on this day, at an office that says this of itself."""
    catalog = a_catalog(a_service("s", "g", procedures=[BOOK.forms[form_id].procedures[0]]))
    office = catalog.office.model_copy(update={"declarations": words, "business_date": day})
    known = (
        CatalogArrived(replace(catalog, office=office)),
        GuideArrived(Guide.over(load_library(), BOOK)),
        ScannerSeen(is_there=True),
    )
    asked = (Begin(), ChooseGroup("g"), ChooseService("s"), ChoosePriority("ordinary"), TakeTicket("r1"))
    return after(*known, *asked, TicketTaken("r1", a_ticket()))


def code_of(card: Mapping[str, str]) -> str:
    """As it stands in the code of a card."""
    days = {key: text.replace("/", "") for key, text in card.items() if key.startswith("ngay")}
    flat = {**card, **days}
    keys = ("so_dinh_danh", "cmnd_cu", "ho_ten", "ngay_sinh", "gioi_tinh", "noi_thuong_tru", "ngay_cap")
    return "|".join(flat[key] for key in keys)
