"""The sentence that answers "why this one?", in every language of the office. It names no class of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from queue_server.api.texts import Texts
from queue_server.contract import answers
from queue_server.domain.selection import Reason, Why

DOMAIN = "server"

SENTENCES: Mapping[Why, str] = {
    Why.ONLY: "Chỉ có người này đang chờ quầy này.",
    Why.EARLIEST: "Người này đến sớm nhất trong những người mà quầy này phục vụ được.",
    Why.AT_BOUND: "Hàng này đã nhường đủ {bound} lần nên phải được gọi ngay.",
    Why.COUNTER_FOR_CLASS: "Quầy này gọi đối tượng ưu tiên trước.",
    Why.PRIORITY: "Đối tượng ưu tiên được gọi sớm hơn.",
    Why.APPOINTMENT: "Người này đã hẹn giờ.",
    Why.SHORT_SERVICE: "Việc này xong nhanh: gọi trước thì mọi người chờ ít hơn.",
    Why.SCARCE_SERVICE: "Ít quầy làm được việc này và hàng đang dài nên được gọi sớm hơn.",
    Why.KEEPS_PROMISE: "Gọi bây giờ thì người này còn kịp trong thời gian đã hứa.",
}
WAITED = "Đã chờ {minutes} phút."
PASSED_OVER = "Có {count} người đến trước chờ thêm một lượt."


def why(reason: Reason, texts: Texts, languages: Iterable[str]) -> answers.Why:
    """The wire form of a reason."""
    words = {language: " ".join(_sentences(reason, texts, language)) for language in languages}
    return answers.Why(code=reason.why.value, text=words, passed_over=reason.passed_over)


def _sentences(reason: Reason, texts: Texts, language: str) -> Iterable[str]:
    yield texts.say(DOMAIN, language, SENTENCES[reason.why]).format(bound=reason.bound)
    yield texts.say(DOMAIN, language, WAITED).format(minutes=int(reason.waited // 60))
    if reason.passed_over:
        yield texts.say(DOMAIN, language, PASSED_OVER).format(count=reason.passed_over)
