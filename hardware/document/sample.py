"""A ticket for trying a printer: it says on its face that it is a trial."""

from __future__ import annotations

from datetime import datetime, timedelta

from hardware.document.ticket_data import TicketData


def sample_ticket(issued_at: datetime, language: str = "en", tracking_url: str | None = None) -> TicketData:
    """A ticket with every letter shape that is hard to print: stacked marks, Jrai and Bahnar letters, a long name."""
    return TicketData(
        number="A000",
        office={"vi": "PHIẾU IN THỬ – TRUNG TÂM XÃ VÍ DỤ", "en": "TRIAL PRINT – Ví Dụ Commune Centre"},
        services=(
            {
                "vi": "Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế – Ẩ Ẵ Ễ Ộ Ự ƀ č ĕ ĭ ŏ ŭ",
                "en": "Birth registration, residence, health card",
            },
        ),
        counters=("1", "3"),
        ahead=4,
        wait=(timedelta(minutes=9), timedelta(minutes=16)),
        issued_at=issued_at,
        priority=True,
        language=language,
        tracking_url=tracking_url,
    )
