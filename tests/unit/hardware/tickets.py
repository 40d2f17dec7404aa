"""Answers of the server as the tests print them."""

from __future__ import annotations

from functools import cache
from typing import Any

from PIL import Image, ImageChops

from hardware.document import TicketData, TicketDrawer

LONGEST_SERVICE = (
    "Liên thông: Đăng ký khai sinh, đăng ký thường trú, cấp thẻ BHYT cho trẻ em dưới 6 tuổi (và cấp căn cước)"
)
HO_TICH = {"id": "ho-tich", "name": {"vi": "Hộ tịch", "en": "Civil status"}}
ANSWER: dict[str, Any] = {
    "visit_id": "019a0000-0000-7000-8000-000000000001",
    "ticket_number": "A001",
    "series": "A",
    "number": 1,
    "office": {
        "name": {
            "vi": "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ VÍ DỤ",
            "en": "Ví Dụ Commune Public Administrative Service Centre",
        }
    },
    "service": HO_TICH,
    "legs": [{"leg_no": 1, "service": HO_TICH, "state": "waiting", "counter_id": None}],
    "counters": ["1", "3"],
    "ahead": 4,
    "forecast": {"median_seconds": 720, "low_seconds": 540, "high_seconds": 960},
    "issued_at": "2026-11-21T01:05:09Z",
    "business_date": "2026-11-21",
    "time_zone": "Asia/Ho_Chi_Minh",
    "priority": False,
    "language": "vi",
    "tracking_url": None,
    "print_job_id": "019a0000-0000-7000-8000-000000000002",
}
TRACKING_URL = "https://motcua.example.gov.vn/q/MDEyMzQ1Njc4OWFiY2RlZg"


def ticket(*, reprint: bool = False, **changes: Any) -> TicketData:
    return TicketData.from_answer({**ANSWER, **changes}, reprint=reprint)


@cache
def drawer() -> TicketDrawer:
    return TicketDrawer.from_file()


def drawn(width: int = 576, *, reprint: bool = False, **changes: Any) -> Image.Image:
    return drawer().draw(ticket(reprint=reprint, **changes), width)


def shows_exactly(paper: Image.Image, image: Image.Image) -> bool:
    """Whether `paper` begins with `image`, dot by dot, and is blank after it."""
    expected = Image.new("1", paper.size, 1)
    expected.paste(image, (0, 0))
    return ImageChops.difference(paper.convert("L"), expected.convert("L")).getbbox() is None
