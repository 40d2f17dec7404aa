"""Devices: enrolled by a code once, revoked for good, and how they say they are."""

from http.cookies import SimpleCookie

from tests.integration.server.hall import Hall, done, refused


def add(hall: Hall, kind: str = "kiosk", name: str = "Ki-ốt cửa sau") -> dict:
    return done(hall.admin.post("/devices", {"kind": kind, "name": name}), 201)


def enrol(hall: Hall, code: str):
    return hall.anybody.post("/devices/enrol", {"code": code})


def listed(hall: Hall, device_id: str) -> dict:
    return next(one for one in done(hall.supervisor.get("/devices"))["devices"] if one["id"] == device_id)


def test_a_code_enrols_a_device_once(hall: Hall):
    added = add(hall)
    assert added["device"]["enrolled"] is False
    enrolled = done(enrol(hall, added["enrolment_code"]), 201)
    assert enrolled["device"] == added["device"] | {"enrolled": True}
    device = hall.anybody.as_(enrolled["token"])
    assert done(device.get("/devices/self"))["name"] == "Ki-ốt cửa sau"
    refused(enrol(hall, added["enrolment_code"]), 404, "unknown_enrolment_code")
    done(device.get("/devices/self"))


def test_a_code_may_be_typed_in_small_letters_and_groups(hall: Hall):
    code = add(hall)["enrolment_code"].lower()
    done(enrol(hall, f" {code[:4]}-{code[4:8]} {code[8:]} "), 201)


def test_a_code_that_nobody_was_given_enrols_nothing(hall: Hall):
    refused(enrol(hall, "ABCDEFGHJKLM"), 404, "unknown_enrolment_code")


def test_enrolling_sets_a_cookie_since_an_event_stream_sends_no_token(hall: Hall):
    answer = enrol(hall, add(hall, "display")["enrolment_code"])
    cookie = SimpleCookie(answer.headers["set-cookie"])["motcua"]
    assert cookie["httponly"]
    wall = hall.anybody.as_(None, Cookie=f"motcua={cookie.value}")
    stream = wall.events("office")
    assert stream.answer.status == 200
    stream.close()


def test_a_revoked_device_is_nobody_at_once(hall: Hall):
    added = add(hall)
    device = hall.anybody.as_(done(enrol(hall, added["enrolment_code"]), 201)["token"])
    done(device.get("/devices/self"))
    revoked = done(hall.admin.post(f"/devices/{added['device']['id']}/revoke"))
    assert (revoked["revoked"], revoked["enrolled"]) == (True, False)
    refused(device.get("/devices/self"), 401, "not_signed_in")


def test_a_device_revoked_before_it_enrolled_cannot_enrol(hall: Hall):
    added = add(hall)
    done(hall.admin.post(f"/devices/{added['device']['id']}/revoke"))
    refused(enrol(hall, added["enrolment_code"]), 404, "unknown_enrolment_code")


def test_revoking_what_does_not_exist_is_told(hall: Hall):
    refused(hall.admin.post("/devices/none/revoke"), 404, "unknown_device")


def test_a_fault_is_told_once_and_so_is_its_end(hall: Hall):
    own = done(hall.agent.get("/devices/self"))["id"]
    seq = hall.seq()
    for body in (
        {"state": "ok", "version": "1.2.3"},
        {"state": "failed", "fault": "paper_out"},
        {"state": "failed", "fault": "paper_out"},
        {"state": "failed", "fault": "cover_open"},
        {"state": "warning", "fault": "paper_low"},
        {"state": "ok"},
    ):
        done(hall.agent.post("/devices/self/health", body))
    events = hall.events_after(seq)
    told = [(event["name"], event["body"]["fault"]) for event in events]
    assert told == [("device.failed", "paper_out"), ("device.failed", "cover_open"), ("device.recovered", None)]
    assert {event["device_id"] for event in events} == {own}
    assert (listed(hall, own)["state"], listed(hall, own)["version"]) == ("ok", "1.2.3")
    assert listed(hall, own)["seen_at"]


def test_a_fault_in_a_form_of_its_own_is_refused(hall: Hall):
    for fault in ("Hết giấy", "PAPER", "x" * 41, "<script>"):
        refused(hall.agent.post("/devices/self/health", {"state": "failed", "fault": fault}), 422, "invalid_fields")


def test_a_kiosk_tells_of_itself_and_the_list_of_devices_passes_it_on(hall: Hall):
    told = {"uptime_seconds": 60, "lease_left": 150, "unsent": 2, "refused": ["K1-003"], "screen_faults": 1}
    done(hall.kiosk.post("/devices/self/health", {"state": "ok", "version": "9.9", "kiosk": told}))
    listed = done(hall.clerk.get("/devices"))["devices"]
    found = next(one for one in listed if one["kind"] == "kiosk" and one["version"] == "9.9")
    assert found["kiosk"] == told | {"restarts": 0, "has_pin": True}
    for wrong in ({"lease_left": -1}, {"refused": ["x" * 13]}):
        refused(hall.kiosk.post("/devices/self/health", {"state": "ok", "kiosk": wrong}), 422, "invalid_fields")


def test_a_new_pin_goes_to_its_kiosk_alone_as_a_digest_and_leaves_nothing_behind(hall: Hall):
    own, seq = done(hall.kiosk.get("/devices/self"))["id"], hall.seq()
    set_ = done(hall.admin.post(f"/devices/{own}/pin", {"pin": "482915"}))
    assert (set_["pin_waiting"], set_["new_pin"]) == (True, None)
    assert (listed(hall, own)["pin_waiting"], listed(hall, own)["new_pin"]) == (True, None)
    new = done(hall.kiosk.get("/devices/self"))["new_pin"]
    assert set(new) == {"salt", "digest"}
    assert done(hall.agent.get("/devices/self"))["new_pin"] is None
    done(hall.kiosk.post("/devices/self/pin-taken", {"salt": "0" * 32}))
    assert done(hall.kiosk.get("/devices/self"))["new_pin"] == new
    done(hall.kiosk.post("/devices/self/pin-taken", {"salt": new["salt"]}))
    assert done(hall.kiosk.get("/devices/self"))["new_pin"] is None
    events = hall.events_after(seq)
    assert [(one["name"], one["actor"]["kind"]) for one in events] == [
        ("device.pin_set", "person"),
        ("device.pin_taken", "device"),
    ]
    assert "482915" not in str(events)


def test_what_is_no_pin_or_no_kiosk_is_refused(hall: Hall):
    kiosk, agent = done(hall.kiosk.get("/devices/self"))["id"], done(hall.agent.get("/devices/self"))["id"]
    for pin in ("12345", "1234567890123", "12345a", "١٢٣٤٥٦", ""):
        refused(hall.admin.post(f"/devices/{kiosk}/pin", {"pin": pin}), 422, "invalid_fields")
    refused(hall.admin.post(f"/devices/{agent}/pin", {"pin": "482915"}), 404, "unknown_device")
    refused(hall.admin.post("/devices/none/pin", {"pin": "482915"}), 404, "unknown_device")
    refused(hall.supervisor.post(f"/devices/{kiosk}/pin", {"pin": "482915"}), 403, "not_allowed")
