"""Messages of the printing protocol: what goes in comes out, and no bytes can break the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hardware.ipp.message import Group, Message, NotIpp, decode, encode

WISHES = {"printer-uri": ("ipp://h/p",), "job-id": (7,), "some-reasons": ("none", "media-empty"), "ok": (True,)}


def test_a_request_is_read_as_it_was_written() -> None:
    sent = Message(0x0002, 42, ((Group.OPERATION, WISHES), (Group.JOB, {"media": ("iso_a4_210x297mm",)})), b"%PDF-1.7")
    assert decode(encode(sent)) == sent


def test_the_bytes_are_those_of_the_standard() -> None:
    head = encode(Message(0x000B, 1, ((Group.OPERATION, {"attributes-charset": ("utf-8",)}),)))
    name, value = b"attributes-charset", b"utf-8"
    expected = b"\x02\x00\x00\x0b\x00\x00\x00\x01\x01\x47" + bytes([0, len(name)]) + name + bytes([0, 5]) + value
    assert head == expected + b"\x03"


def test_a_value_of_a_kind_that_is_not_needed_is_left_out() -> None:
    plain = encode(Message(0, 1, ((Group.PRINTER, {"printer-state": (3,)}),)))
    strange = b"\x33\x00\x05range\x00\x08\x00\x00\x00\x01\x00\x00\x00\x02"
    assert decode(plain[:-1] + strange + plain[-1:]).group(Group.PRINTER) == {"printer-state": (3,)}


def test_half_a_message_is_none() -> None:
    whole = encode(Message(0, 1, ((Group.PRINTER, {"printer-state": (3,)}),)))
    for end in range(len(whole)):
        with pytest.raises(NotIpp):
            decode(whole[:end])


@settings(max_examples=300)
@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_can_break_the_reading(content: bytes, is_begun: bool) -> None:
    try:
        decode((b"\x02\x00\x00\x00\x00\x00\x00\x01\x04" if is_begun else b"") + content)
    except NotIpp:
        return


@given(st.dictionaries(st.from_regex(r"\A[a-z]{3,9}\Z"), st.lists(st.integers(-9, 9), min_size=1, max_size=3)))
def test_any_numbers_come_back(values: dict[str, list[int]]) -> None:
    attributes = {name: tuple(several) for name, several in values.items()}
    assert decode(encode(Message(0, 1, ((Group.JOB, attributes),)))).group(Group.JOB) == attributes
