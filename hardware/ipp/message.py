"""Messages of the Internet Printing Protocol as bytes (RFC 8010), as far as a document needs them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum

VERSION = (2, 0)
LONGEST = 1 << 20
"""Bytes of the attributes of a message; a printer's whole description is some 20 thousand."""

Value = int | bool | str
Attributes = dict[str, tuple[Value, ...]]


class Group(IntEnum):
    OPERATION = 1
    JOB = 2
    END = 3
    PRINTER = 4


class Tag(IntEnum):
    """Kinds of values; others are passed over when a message is read."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME = 0x49


NUMBERS = (Tag.INTEGER, Tag.ENUM)
TAGS = {
    "attributes-charset": Tag.CHARSET,
    "attributes-natural-language": Tag.LANGUAGE,
    "printer-uri": Tag.URI,
    "job-uri": Tag.URI,
    "job-name": Tag.NAME,
    "requesting-user-name": Tag.NAME,
    "document-format": Tag.MIME,
    "document-format-supported": Tag.MIME,
    "job-id": Tag.INTEGER,
    "job-state": Tag.ENUM,
    "printer-state": Tag.ENUM,
    "media": Tag.KEYWORD,
}
"""What is sent under these names; any other text is a keyword, any other number an integer."""


class NotIpp(Exception):
    """These bytes are no message of the protocol."""


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer. `code` is the operation, or the status of an answer; below 0x0100 all went well."""

    code: int
    request_id: int
    groups: tuple[tuple[Group, Attributes], ...] = ()
    document: bytes = field(default=b"", repr=False)
    version: tuple[int, int] = VERSION
    """An answer has that of its request."""

    def group(self, wanted: Group) -> Attributes:
        """All attributes of the groups of this kind; empty when there is none."""
        return {name: values for kind, found in self.groups if kind is wanted for name, values in found.items()}


def encode(message: Message) -> bytes:
    parts = [struct.pack(">BBhI", *message.version, message.code, message.request_id)]
    for kind, attributes in message.groups:
        parts.append(bytes([kind]))
        for name, values in attributes.items():
            parts += _attribute(name, values)
    return b"".join([*parts, bytes([Group.END]), message.document])


def decode(content: bytes) -> Message:
    """Raises NotIpp. What a value of another kind means is not known here, and it is left out."""
    try:
        major, minor, code, request_id = struct.unpack_from(">BBhI", content)
        groups, rest = _groups(content)
    except (struct.error, UnicodeDecodeError, IndexError, ValueError) as error:
        raise NotIpp(str(error)) from error
    return Message(code, request_id, groups, content[rest:], (major, minor))


def _attribute(name: str, values: tuple[Value, ...]) -> Iterator[bytes]:
    for place, value in enumerate(values):
        written = name.encode() if place == 0 else b""
        tag, raw = _raw(name, value)
        yield bytes([tag]) + struct.pack(">H", len(written)) + written + struct.pack(">H", len(raw)) + raw


def _raw(name: str, value: Value) -> tuple[Tag, bytes]:
    if isinstance(value, bool):
        return Tag.BOOLEAN, bytes([value])
    if isinstance(value, int):
        return TAGS.get(name, Tag.INTEGER), struct.pack(">i", value)
    return TAGS.get(name, Tag.KEYWORD), value.encode()


def _groups(content: bytes) -> tuple[tuple[tuple[Group, Attributes], ...], int]:
    at, name = 8, ""
    groups: list[tuple[Group | None, Attributes]] = []
    while content[at] != Group.END:
        if at > LONGEST:
            raise ValueError("too long")
        if content[at] < 0x10:
            groups.append((Group(content[at]) if content[at] in set(Group) else None, {}))
            at += 1
            continue
        tag, said, value, at = _value(content, at)
        name = said or name
        if groups and value is not None:
            found = groups[-1][1]
            found[name] = (*found.get(name, ()), _read(tag, value))
    return tuple((kind, found) for kind, found in groups if kind is not None), at + 1


def _value(content: bytes, at: int) -> tuple[int, str, bytes | None, int]:
    tag = content[at]
    name, at = _text(content, at + 1)
    value, at = _text(content, at)
    return tag, name.decode(), value if tag in set(Tag) else None, at


def _text(content: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", content, at)
    end = at + 2 + length
    if end >= len(content):
        raise ValueError("cut off")
    return content[at + 2 : end], end


def _read(tag: int, value: bytes) -> Value:
    if tag in NUMBERS:
        return int(struct.unpack(">i", value)[0])
    return value == b"\1" if tag == Tag.BOOLEAN else value.decode()
