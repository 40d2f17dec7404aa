"""What a request's header lines may look like, and what is refused before anything reads it."""

from io import BytesIO

import pytest

from queue_server.api.headers import Headers


def read(text: bytes) -> Headers:
    return Headers(BytesIO(text))


def test_names_are_found_in_any_case_and_values_lose_their_blanks() -> None:
    headers = read(b"Host: here:80\r\ncontent-TYPE:  application/json \r\nX-Empty:\r\n\r\nbody")
    assert headers.status == ""
    assert (headers.get("HOST"), headers.typeheader, headers.get("x-empty")) == ("here:80", "application/json", "")
    assert headers.get("absent", "default") == "default"
    assert next(iter(headers.headers)) == "Host: here:80\r\n"


def test_reading_stops_at_the_blank_line() -> None:
    lines = BytesIO(b"A: 1\r\n\r\nB: 2\r\n")
    assert Headers(lines).get("b") is None
    assert lines.read() == b"B: 2\r\n"


def test_a_deleted_header_is_gone_from_the_lines_too() -> None:
    headers = read(b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n")
    del headers["content-length"]
    assert [line for line in headers.headers if "ength" in line] == []


@pytest.mark.parametrize(
    "text",
    [
        b"no colon\r\n\r\n",
        b"Name : blank before the colon\r\n\r\n",
        b"A: 1\r\n folded\r\n\r\n",
        b"A: nul\x00byte\r\n\r\n",
        b"A: bare\rreturn\r\n\r\n",
        b": no name\r\n\r\n",
        b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"Transfer-Encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n",
        b"A: cut off",
        b"A: " + b"x" * 20_000 + b"\r\n\r\n",
        b"A: 1\r\n" * 200 + b"\r\n",
    ],
)
def test_lines_that_could_be_read_in_two_ways_are_refused(text: bytes) -> None:
    assert read(text).status != ""
