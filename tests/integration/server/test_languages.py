"""The server says no in the reader's language: Vietnamese unless asked otherwise."""

import pytest

from tests.integration.server.hall import BIRTHS, MINE, Hall, done, refused

NOT_FOUND = {"vi": "Không tìm thấy", "en": "Not found"}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        (None, "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.8", "en"),
        ("vi", "vi"),
        ("vi-VN,en;q=0.5", "vi"),
        ("en;q=0.4, vi;q=0.9", "vi"),
        ("fr-FR, fr;q=0.9", "vi"),
        ("fr, en;q=0.3", "en"),
        ("jra, en;q=0.3", "en"),
        ("*", "vi"),
        ("", "vi"),
        (";;;q=x,,", "vi"),
    ],
)
def test_a_problem_is_told_in_the_language_that_the_reader_prefers(hall: Hall, accepted, language):
    headers = {} if accepted is None else {"Accept_Language": accepted}
    answer = hall.clerk.get("/visits/none", **headers)
    refused(answer, 404, "unknown_visit")
    assert answer.headers["content-language"] == language
    assert answer.json["title"] == NOT_FOUND[language]


def test_a_refused_move_is_a_whole_sentence_in_english_too(hall: Hall):
    visit_id = hall.visit_in("serving")
    number = hall.visit(visit_id)["ticket_number"]
    answer = hall.clerk.post(f"/visits/{visit_id}/recall", Accept_Language="en")
    assert refused(answer, 409, "illegal_move") == f"Number {number} is “being served”, so this cannot be done."
    vietnamese = refused(hall.clerk.post(f"/visits/{visit_id}/recall"), 409, "illegal_move")
    assert vietnamese == f"Số {number} đang ở trạng thái “đang phục vụ” nên không thể làm việc này."


def test_nothing_of_a_sentence_is_left_to_fill_in(hall: Hall):
    hall.visit_in("called")
    hall.ticket()
    for language in ("vi", "en"):
        english = {"Accept_Language": language}
        for answer in (
            hall.clerk.post(f"/counters/{MINE}/call-next", **english),
            hall.colleague.post(f"/counters/{MINE}/open", **english),
            hall.clerk.post("/counters/2/open", **english),
            hall.clerk.post("/counters/99/open", **english),
            hall.clerk.post("/visits", {}, **english),
            hall.anybody.get("/services/none/outlook", **english),
            hall.anybody.get(f"/services/{BIRTHS}/outlook?priority_class=vip", **english),
            hall.clerk.get("/journal?after=99999999", **english),
        ):
            assert answer.status >= 400
            assert not set("{}") & set(answer.json["detail"])


def test_names_come_in_all_languages_of_the_office_at_once(hall: Hall):
    for service in done(hall.anybody.get("/services"))["services"]:
        assert {"vi", "en"} <= set(service["name"])
    for one in done(hall.anybody.get("/priority-classes"))["priority_classes"]:
        assert {"vi", "en"} <= set(one["name"])
