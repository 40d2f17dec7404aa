"""Whatever is sent: never a fault of the server, always a problem in its one form, and nothing has changed."""

import json
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.integration.server.hall import BIRTHS, MINE, Hall, refused
from tests.support_api import API, PROBLEM, Answer

LIMIT = 64 * 1024
QUICK = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DEEP = settings(QUICK, max_examples=3000)

TARGETS = (
    "/visits",
    "/sessions",
    "/devices/enrol",
    f"/counters/{MINE}/open",
    "/visits/none/call",
    "/devices/self/health",
)
MALFORMED = (
    b"{",
    b"not json",
    b"\x00",
    b"\xff\xfe\x00{",
    b'{"request_id": "\xc3\x28"}',
    b'{"request_id": "\\ud800"}',
    b"{'request_id': 'x'}",
    b'{"a": NaN}',
    b"[" * 50_000,
    b'{"a":' * 10_000,
    b'"\\u0000"',
    b"{} trailing",
)
WRONG_SHAPES = (None, True, 0, -1, 10**400, 1.5, "", "x", [], [[]], [{}], {"request_id": {}}, {"": ""}, {"a\x00b": 1})
UNICODE = (
    "\u0000",
    "a\u0000b",
    "\u202e",
    "🏮" * 500,
    "Ắ" * 2001,
    "\ufeff",
    "ﷺ" * 100,
    "e\u0301\u0301" * 50,
    "\\",
    "%s%n",
    "{0}",
)
HEADERS = {
    "Authorization": (
        "Bearer \xff\xfe",
        "Bearer " + "x" * 6000,
        "Bearer a b",
        "Basic YTpi",
        "\t",
        "Bearer ..",
        "bearer",
    ),
    "Cookie": ("motcua=", "motcua=\xff", "=;=;;", "motcua=" + "x" * 4000, 'motcua="\\012"', "motcua=a; motcua=b"),
    "Origin": ("null", "http://[", "\xff", "//", "http://" + "x" * 4000),
    "Accept-Language": ("\xff", "x" * 4000, "*;q=-1", "en;q=1e999", ",,,,", "vi;q=nan"),
    "Content-Type": ("text/plain", "\xff", "application/json; charset=utf-7", "multipart/form-data", ""),
    "Last-Event-ID": ("-1", "1e9", "\xb2", "9" * 400, "0x10"),
    "Accept": ("\xff", "x/y;q=2", "*"),
    "If-None-Match": ("\xff", '"', "W/"),
    "X-Forwarded-For": ("\xff", "1" * 4000),
}
BODIES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=80),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["request_id", "service_id", "service_ids", "priority_class", "language", "channel", "delivery"]
)


def assert_turned_down(answer: Answer) -> None:
    assert 400 <= answer.status < 500, (answer.status, answer.content[:300])
    assert answer.content_type == PROBLEM, answer.content[:300]


def post_raw(hall: Hall, path: str, body: bytes, who: str = "kiosk", **headers: str) -> Answer:
    return hall.caller(who).ask("POST", path, body, headers)


@pytest.fixture
def unmoved(hall: Hall):
    """Nothing that this test sends may change anything."""
    seq = hall.seq()
    yield hall
    assert hall.seq() == seq
    assert hall.waiting() == []
    log = Path(hall.server.data) / "server.log"
    assert '"level": "error"' not in log.read_text("utf-8")


@pytest.mark.parametrize("path", TARGETS)
def test_a_body_that_is_no_json_is_refused(unmoved: Hall, path):
    who = "kiosk" if path in ("/visits", "/devices/self/health") else "clerk"
    for body in MALFORMED:
        answer = post_raw(unmoved, path, body, who)
        assert_turned_down(answer)
        assert answer.kind in ("not_json", "invalid_fields"), body[:40]


@pytest.mark.parametrize("path", TARGETS)
def test_a_body_of_the_wrong_shape_is_refused(unmoved: Hall, path):
    who = "kiosk" if path in ("/visits", "/devices/self/health") else "clerk"
    for shape in WRONG_SHAPES:
        assert_turned_down(post_raw(unmoved, path, json.dumps(shape).encode(), who))


@pytest.mark.parametrize("field", ["request_id", "service_id", "priority_class", "language", "channel", "delivery"])
def test_absurd_text_in_any_field_is_refused(unmoved: Hall, field):
    for text in UNICODE:
        body = {"request_id": "request-0001", "service_id": BIRTHS} | {field: text}
        assert_turned_down(unmoved.kiosk.post("/visits", body))
        assert_turned_down(unmoved.kiosk.post("/visits", body | {text: field}))


def test_absurd_text_as_a_name_or_a_code_lets_nobody_in(unmoved: Hall):
    for text in UNICODE:
        refused_kinds = ("wrong_credentials", "invalid_fields", "too_many_attempts")
        assert unmoved.anybody.post("/sessions", {"username": text, "password": text}).kind in refused_kinds
        assert unmoved.anybody.post("/devices/enrol", {"code": text}).kind in (
            "unknown_enrolment_code",
            "invalid_fields",
        )


def test_a_body_as_large_as_allowed_is_read_and_a_larger_one_refused(unmoved: Hall):
    fitting = b'{"request_id": "' + b"x" * (LIMIT - 18) + b'"}'
    assert len(fitting) == LIMIT
    refused(post_raw(unmoved, "/visits", fitting), 422, "invalid_fields")
    refused(post_raw(unmoved, "/visits", fitting + b" "), 413, "body_too_large")
    refused(post_raw(unmoved, "/visits", b"x" * 2_000_000), 413, "body_too_large")
    assert unmoved.kiosk.get("/board").status == 200


def test_a_large_body_that_does_not_say_its_length_is_refused_and_never_held_in_memory(unmoved: Hall):
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    _, most = unmoved.server.memory()
    said = raw(unmoved, "POST", "/visits", "Transfer-Encoding: chunked", chunk * 30 + b"0\r\n\r\n")
    assert int(said.split()[1]) in (400, 413)
    assert unmoved.server.memory()[1] < most + 8


def test_a_large_body_of_somebody_who_may_not_send_any_is_not_even_read(unmoved: Hall):
    answer = unmoved.anybody.as_(None).ask("POST", "/visits", b"x" * 2_000_000)
    refused(answer, 401, "not_signed_in")


@pytest.mark.parametrize("header", HEADERS)
def test_garbage_in_a_header_is_no_fault_of_the_server(unmoved: Hall, header):
    for value in HEADERS[header]:
        for caller in (unmoved.anybody, unmoved.kiosk):
            for method, path, body in (
                ("GET", "/board", None),
                ("GET", "/visits/none", None),
                ("POST", "/visits", b"{"),
            ):
                headers = {**caller.headers, header: value}
                answer = unmoved.anybody.as_(None).ask(method, path, body, headers)
                assert answer.status < 500, (header, value[:40], answer.content[:200])


@pytest.mark.parametrize(
    "text", [*UNICODE, "..", "../../etc/passwd", "%2e%2e%2f", "'; drop table visit; --", "1" * 3000]
)
def test_an_id_that_nobody_was_given_finds_nothing(unmoved: Hall, text):
    part = quote(text, safe="")
    for method, path in (
        ("GET", f"/visits/{part}"),
        ("POST", f"/visits/{part}/recall"),
        ("POST", f"/counters/{part}/open"),
        ("GET", f"/services/{part}/outlook"),
        ("GET", f"/services/{BIRTHS}/outlook?priority_class={part}"),
        ("GET", f"/print-jobs/{part}"),
        ("GET", f"/announcements/{part}"),
        ("GET", f"/{part}"),
    ):
        answer = unmoved.supervisor.send(method, API + path, b"{}" if method == "POST" else None)
        assert answer.status in (301, 308, 404, 405, 414), (path, answer.content[:200])
        assert answer.status in (301, 308, 414) or answer.content_type == PROBLEM


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "BREW"])
def test_a_method_that_an_address_does_not_take_is_told(unmoved: Hall, method):
    answer = unmoved.clerk.send(method, f"{API}/visits", b"{}")
    assert answer.status in (404, 405, 501)
    if answer.status < 500:
        assert answer.content_type == PROBLEM


@pytest.mark.parametrize(
    "path",
    ["/wall/../pyproject.toml", "/wall/%2e%2e/pyproject.toml", "/vendor/..%2f..%2frun", "/i18n/..%2f..%2f/en.json"],
)
def test_nothing_outside_the_served_folders_is_read(unmoved: Hall, path):
    answer = unmoved.anybody.send("GET", path)
    assert answer.status == 404
    assert b"[project]" not in answer.content


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET /api/v1/board HTTP/9.9\r\n\r\n",
        b"GET /api/v1/board HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"POST /api/v1/visits HTTP/1.1\r\nContent-Length: many\r\n\r\n{}",
        b"POST /api/v1/visits HTTP/1.1\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /api/v1/board HTTP/1.1\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    ],
)
def test_what_is_no_http_is_hung_up_on_and_the_next_caller_is_served(unmoved: Hall, request_bytes):
    address = urlsplit(unmoved.server.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        said = b""
        try:
            line.sendall(request_bytes)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                said += piece
        except OSError:
            pass  # hung up on, at whatever point that was
    assert b" 500 " not in said.partition(b"\r\n")[0]
    assert unmoved.anybody.as_(None).get("/board").status == 200


@QUICK
@given(body=BODIES)
def test_any_json_at_all_is_turned_down_in_form(unmoved: Hall, body: Any):
    assert_turned_down(post_raw(unmoved, "/visits", json.dumps(body).encode()))


@QUICK
@given(field=NAMES, value=BODIES)
def test_any_value_in_any_field_of_a_ticket_is_no_fault_of_the_server(hall: Hall, field: str, value: Any):
    body = {"request_id": "request-0001", "service_id": "khong-co", field: value}
    assert_turned_down(post_raw(hall, "/visits", json.dumps(body).encode()))


@QUICK
@given(body=st.binary(max_size=300))
def test_any_bytes_at_all_are_turned_down_in_form(unmoved: Hall, body: bytes):
    assert_turned_down(post_raw(unmoved, "/visits", b"\x00" + body))


@pytest.mark.long
@DEEP
@given(body=BODIES | st.dictionaries(NAMES, BODIES, max_size=7))
def test_thousands_of_bodies_are_turned_down_in_form(unmoved: Hall, body: Any):
    assert_turned_down(post_raw(unmoved, "/visits", json.dumps(body).encode()))


def raw(hall: Hall, method: str, path: str, header: str, body: bytes) -> bytes:
    """The first bytes of the answer to a request that no client library would send."""
    address = urlsplit(hall.server.url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as line:
        head = [f"{method} {API}{path} HTTP/1.1", "Host: x", f"Authorization: Bearer {hall.token('kiosk')}", header]
        line.sendall("\r\n".join([*head, "", ""]).encode() + body)
        return line.recv(4096)
