"""The figures of the hall, for those who manage it."""

from datetime import date, timedelta

import pytest

from queue_server.client import QueueClient
from queue_server.contract.reports import MeasuresBy
from tests.integration.server.hall import BIRTHS, LAND, MINE, Hall, done, refused
from tests.support_api import PRIVATE

BYS = ("service", "counter", "class_group", "half_hour")


def measures(hall: Hall, query: str = "") -> dict:
    return done(hall.supervisor.get(f"/reports/measures{query}"))


def groups(hall: Hall, by: str) -> dict[str | None, dict]:
    return {group["key"]: group for group in measures(hall, f"?by={by}")["groups"]}


def today(hall: Hall) -> date:
    return date.fromisoformat(done(hall.anybody.get("/office"))["business_date"])


def test_today_is_told_as_it_stands(hall: Hall):
    before = measures(hall)
    hall.visit_in("completed")
    hall.ticket(LAND, priority_class="disabled")
    after = measures(hall)
    assert after["first_date"] == after["last_date"] == str(today(hall))
    assert after["complete"]
    assert after["visits"]["visits"] == before["visits"]["visits"] + 2
    assert after["visits"]["endings"]["served"] == before["visits"]["endings"]["served"] + 1
    assert after["total"]["running"]["count"] == 1
    assert 0 <= after["total"]["running"]["worst_seconds"] < 60
    spread = after["visits"]["wait"]
    assert spread["p50_seconds"] <= spread["p90_seconds"] <= spread["p95_seconds"] <= spread["worst_seconds"]


def test_the_wait_of_a_visit_is_the_one_that_its_own_page_tells(hall: Hall):
    visit_id = hall.visit_in("completed")
    visit = hall.visit(visit_id)
    before = groups(hall, "counter")[MINE]["figures"]["wait"]
    assert visit["wait_seconds"] <= before["worst_seconds"]
    assert visit["wait_target_seconds"] == 900


def test_legs_are_told_apart_in_four_ways_and_their_sums_agree(hall: Hall):
    hall.visit_in("completed")
    hall.ticket(BIRTHS, priority_class="with_infant")
    for by in BYS:
        report = measures(hall, f"?by={by}")
        assert report["by"] == by
        assert sum(group["figures"]["legs"] for group in report["groups"]) == report["total"]["legs"]
    assert set(groups(hall, "class_group")) == {"priority", "ordinary"}
    assert groups(hall, "service")[BIRTHS]["name"]["en"]
    assert groups(hall, "service")[BIRTHS]["wait_target_seconds"] == 900
    assert None in groups(hall, "counter")


@pytest.mark.parametrize("by", BYS)
def test_no_figure_names_a_priority_class(hall: Hall, by):
    hall.ticket(priority_class="pregnant")
    assert not PRIVATE.search(hall.supervisor.get(f"/reports/measures?by={by}").content.decode())


def test_days_before_the_office_used_it_have_no_figures_and_are_complete(hall: Hall):
    long_ago = today(hall) - timedelta(days=400)
    report = measures(hall, f"?from={long_ago}&to={long_ago}")
    assert (report["visits"]["visits"], report["groups"], report["complete"]) == (0, [], True)
    assert report["total"]["wait"]["mean_seconds"] is None


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=21-11-2026", "from"),
        ("from=2026-02-30", "from"),
        ("to=20261121", "to"),
        ("to=", "to"),
        ("to=9999-12-31", "to"),
        ("from=2026-03-02&to=2026-03-01", "from"),
        ("from=2020-01-01", "from"),
        ("by=class", "by"),
        ("by=", "by"),
    ],
)
def test_a_wrong_question_is_told_which_part_of_it(hall: Hall, query, field):
    answer = hall.supervisor.get(f"/reports/measures?{query}")
    assert field in refused(answer, 422, "invalid_fields")
    assert [error["field"] for error in answer.json["errors"]] == [field]


def test_another_program_of_ours_reads_the_same_figures(hall: Hall):
    hall.visit_in("completed")
    day = today(hall)
    with QueueClient(hall.server.url, hall.token("supervisor")) as client:
        report = client.measures(day, day, MeasuresBy.COUNTER)
        errors = client.forecast_errors(day, day)
        office = client.office()
    assert report.by is MeasuresBy.COUNTER
    assert report.total.legs == measures(hall)["total"]["legs"]
    assert (errors.first, errors.last) == (day, day)
    assert office.handling_target_seconds == report.handling_target_seconds == 1800
