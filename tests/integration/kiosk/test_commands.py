"""The kiosk's parts by themselves: `./run kiosk type`, as another program calls them."""

from __future__ import annotations

import subprocess
import sys

from tests.integration.kiosk.driver import ROOT


def run_kiosk(*arguments: str, given: bytes) -> tuple[int, bytes, str]:
    """Exit status, standard output, standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "kiosk", *arguments], cwd=ROOT, input=given, capture_output=True, timeout=60, check=False
    )
    return done.returncode, done.stdout, done.stderr.decode()


def test_keystrokes_go_in_and_text_comes_out_line_by_line() -> None:
    keys = "tieengs Vieetj\nRow Chaam H’Maaux\r\n\nwindows facebook"
    assert run_kiosk("type", given=keys.encode()) == (
        0,
        "tiếng Việt\nRơ Châm H’Mẫu\n\nwindows facebook\n".encode(),
        "",
    )


def test_keystrokes_are_read_in_the_method_and_style_asked_for() -> None:
    assert run_kiosk("type", "--method", "vni", "--tone-style", "new", given=b"hoa2 thuy1")[1] == "hoà thuý\n".encode()
    assert run_kiosk("type", "--method", "vni", given=b"hoa2 thuy1")[1] == "hòa thúy\n".encode()


def test_keystrokes_of_any_bytes_never_end_in_a_fault() -> None:
    status, out, errors = run_kiosk("type", given=b"\xff\xfe tieengs\n" + bytes(range(256)) + b"\n" + b"a" * 20_000)
    assert (status, errors) == (0, "")
    assert "tiếng" in out.decode()


def test_a_method_that_there_is_not_is_refused_with_those_there_are() -> None:
    status, out, errors = run_kiosk("type", "--method", "qwerty", given=b"a")
    assert (status, out) == (2, b"")
    assert "telex" in errors
