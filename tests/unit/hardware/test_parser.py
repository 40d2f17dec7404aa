"""Reading ESC/POS in pieces."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hardware.printer.job import compose_job
from hardware.printer.models import PrinterModel
from hardware.virtual.parser import Command, Cut, EscPosParser, Feed, Query, Raster, Reset, Unread
from tests.unit.hardware.tickets import drawn

JOB = compose_job(drawn(384), PrinterModel("any", width=384)) + b"\x1dr\x01\x10\x04\x02Xin ch\xc3\xa0o\n"


def parsed(*pieces: bytes) -> list[Command]:
    parser = EscPosParser()
    return [command for piece in pieces for command in parser.feed(piece)]


@given(st.lists(st.integers(0, len(JOB)), max_size=12))
def test_commands_are_the_same_however_the_bytes_are_cut(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(JOB)]
    pieces = [JOB[start:end] for start, end in pairwise(edges)]
    assert without_text(parsed(*pieces)) == without_text(parsed(JOB))


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_harm(data: bytes) -> None:
    for command in parsed(data):
        assert isinstance(command, Command)


def test_a_job_is_a_reset_a_picture_a_feed_a_cut_and_its_questions() -> None:
    kinds = [type(command) for command in parsed(JOB)]
    assert kinds == [Reset, Unread, Raster, Feed, Cut, Query, Query, Unread, Feed]


def test_picture_bytes_that_look_like_a_question_are_answered_as_true_printers_do() -> None:
    data = b"\x1dv0\x00\x02\x00\x02\x00\x10\x04\x01\xff"
    assert parsed(data) == [Query(1, realtime=True), Raster(2, b"\x10\x04\x01\xff")]


def test_a_question_is_answered_though_the_picture_around_it_never_ends() -> None:
    assert parsed(b"\x1dv0\x00\x48\x00\x00\x04abc\x10", b"\x04", b"\x02def") == [Query(2, realtime=True)]


def test_whole_rows_of_a_torn_picture_can_still_be_had() -> None:
    parser = EscPosParser()
    assert [*parser.feed(b"\x1dv0\x00\x02\x00\x10\x00abcde")] == []
    assert parser.torn_raster() == Raster(2, b"abcd")


def without_text(commands: list[Command]) -> list[Command]:
    return [command for command in commands if not isinstance(command, Unread)]
