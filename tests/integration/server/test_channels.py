"""How people came, counted by day and service."""

from collections import Counter

from tests.integration.server.hall import BIRTHS, LAND, Hall, done, refused


def counted(hall: Hall) -> Counter[tuple[str, str]]:
    report = done(hall.supervisor.get("/reports/channels"))
    assert report["first_date"] == report["last_date"]
    return Counter({(row["service_id"], row["channel"]): row["visits"] for row in report["counts"]})


def test_help_with_filing_online_is_counted_beside_the_other_ways_to_come(hall: Hall):
    before = counted(hall)
    hall.ticket(BIRTHS, channel="assisted_online")
    hall.ticket(BIRTHS)
    hall.ticket(LAND)
    came = counted(hall) - before
    assert came == {(BIRTHS, "assisted_online"): 1, (BIRTHS, "kiosk"): 1, (LAND, "kiosk"): 1}


def test_only_a_kiosk_says_that_somebody_wants_help_online(hall: Hall):
    body = {"request_id": "staff-asks-1", "service_id": BIRTHS, "channel": "assisted_online"}
    assert refused(hall.clerk.post("/visits", body), 403, "not_allowed")


def test_a_range_that_makes_no_sense_is_refused(hall: Hall):
    assert refused(hall.supervisor.get("/reports/channels?from=2026-02-30"), 422, "invalid_fields")
