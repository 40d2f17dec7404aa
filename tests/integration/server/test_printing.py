"""Print jobs: asked of one device, told to it alone, and answered exactly once."""

import pytest

from tests.integration.server.hall import Hall, done, refused


def reprint(hall: Hall, visit_id: str, **body):
    return hall.clerk.post(f"/visits/{visit_id}/reprint", body)


def device_id(hall: Hall, who: str) -> str:
    return str(done(hall.caller(who).get("/devices/self"))["id"])


def test_a_kiosk_has_the_job_of_its_own_ticket_and_reports_it(hall: Hall):
    ticket, seq = hall.ticket(), hall.seq()
    jobs = {job["job_id"]: job for job in done(hall.kiosk.get("/print-jobs"))["print_jobs"]}
    job = jobs[ticket["print_job_id"]]
    assert (job["kind"], job["state"]) == ("ticket", "requested")
    assert job["ticket"]["ticket_number"] == ticket["ticket_number"]
    answered = done(hall.kiosk.post(f"/print-jobs/{job['job_id']}/result", {"state": "printed"}))
    assert answered["state"] == "printed"
    [event] = hall.events_after(seq)
    assert (event["name"], event["visit_id"]) == ("ticket.printed", ticket["visit_id"])
    assert job["job_id"] not in [one["job_id"] for one in done(hall.kiosk.get("/print-jobs"))["print_jobs"]]


def test_a_result_is_told_once_however_often_it_is_reported(hall: Hall):
    job_id = hall.ticket()["print_job_id"]
    seq = hall.seq()
    report = {"state": "failed", "fault": "paper_out"}
    first = done(hall.kiosk.post(f"/print-jobs/{job_id}/result", report))
    assert done(hall.kiosk.post(f"/print-jobs/{job_id}/result", report)) == first
    [event] = hall.events_after(seq)
    assert (event["name"], event["body"]["fault"]) == ("ticket.print_failed", "paper_out")


@pytest.mark.parametrize("other", [{"state": "printed"}, {"state": "failed", "fault": "cover_open"}])
def test_another_result_for_the_same_job_is_refused(hall: Hall, other):
    job_id = hall.ticket()["print_job_id"]
    done(hall.kiosk.post(f"/print-jobs/{job_id}/result", {"state": "failed", "fault": "paper_out"}))
    seq = hall.seq()
    refused(hall.kiosk.post(f"/print-jobs/{job_id}/result", other), 409, "print_job_ended")
    assert hall.seq() == seq


@pytest.mark.parametrize("body", [{"state": "requested"}, {"state": "failed"}, {"state": "printed", "fault": "x"}, {}])
def test_a_report_that_says_nothing_is_refused(hall: Hall, body):
    job_id = hall.ticket()["print_job_id"]
    refused(hall.kiosk.post(f"/print-jobs/{job_id}/result", body), 422, "invalid_fields")


def test_a_reprint_is_asked_where_the_ticket_was_printed_first(hall: Hall):
    ticket = hall.ticket()
    job = done(reprint(hall, ticket["visit_id"]))
    assert (job["device_id"], job["kind"]) == (device_id(hall, "kiosk"), "reprint")
    assert job["ticket"]["ticket_number"] == ticket["ticket_number"]
    assert job["ticket"]["issued_at"] == ticket["issued_at"]
    assert job["ticket"]["ahead"] == ticket["ahead"]


def test_a_reprint_is_heard_by_its_own_device_only(hall: Hall):
    visit_id = hall.ticket()["visit_id"]
    agent_id = device_id(hall, "agent")
    with hall.listening("agent", "device") as own, hall.listening("kiosk", "device") as other:
        job = done(reprint(hall, visit_id, device_id=agent_id))
        last = done(reprint(hall, visit_id, device_id=device_id(hall, "kiosk")))
        heard = own.next()
        assert (heard["name"], heard["device_id"]) == ("print.requested", agent_id)
        assert heard["body"] == {"print_job_id": job["job_id"], "kind": "reprint"}
        assert other.next()["body"]["print_job_id"] == last["job_id"]
    fetched = done(hall.agent.get(f"/print-jobs/{job['job_id']}"))
    assert fetched["ticket"]["visit_id"] == visit_id
    done(hall.agent.post(f"/print-jobs/{job['job_id']}/result", {"state": "printed"}))


def test_a_job_is_hidden_from_other_devices(hall: Hall):
    job_id = hall.ticket()["print_job_id"]
    refused(hall.agent.get(f"/print-jobs/{job_id}"), 404, "unknown_print_job")
    refused(hall.agent.post(f"/print-jobs/{job_id}/result", {"state": "printed"}), 404, "unknown_print_job")
    assert done(hall.clerk.get(f"/print-jobs/{job_id}"))["state"] == "requested"


def test_a_walk_in_ticket_is_printed_by_the_agent_at_the_desk(hall: Hall):
    walk_in = {"request_id": "walk-in-ticket", "service_id": "khai-sinh"}
    ticket = hall.clerk.post("/visits", walk_in).json
    assert done(reprint(hall, ticket["visit_id"]))["device_id"] == device_id(hall, "agent")


def test_what_cannot_be_printed_is_refused(hall: Hall):
    visit_id, seq = hall.ticket()["visit_id"], hall.seq()
    refused(reprint(hall, "none"), 404, "unknown_visit")
    refused(reprint(hall, visit_id, device_id="none"), 404, "unknown_device")
    refused(reprint(hall, visit_id, device_id=device_id(hall, "display")), 409, "no_printer")
    assert hall.seq() == seq


def test_a_ticket_is_not_asked_of_a_revoked_printer(hall: Hall):
    added = done(hall.admin.post("/devices", {"kind": "agent", "name": "cũ"}), 201)
    done(hall.admin.post(f"/devices/{added['device']['id']}/revoke"))
    answer = reprint(hall, hall.ticket()["visit_id"], device_id=added["device"]["id"])
    refused(answer, 409, "no_printer")
