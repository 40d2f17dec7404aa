"""The kiosk's parts by themselves: `./run kiosk type` and `read-card`, as another program calls them."""

from __future__ import annotations

import json
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


CARD = "064090012345||Nguyễn Văn Mẫu|15031990|Nam|Thôn 1, Gia Lai|12052021"


def test_scans_go_in_and_verdicts_come_out_in_their_order() -> None:
    scans = [CARD.encode(), b"\xff\xfe\x00garbage", b"", CARD.replace("1503", "3102").encode() + b"\r", CARD.encode()]
    status, out, errors = run_kiosk("read-card", given=b"\n".join(scans))
    answers = [json.loads(line) for line in out.decode().splitlines()]
    assert (status, errors) == (0, "")
    verdicts = [f"{one['verdict']}:{one['code']}" for one in answers]
    assert verdicts == ["ok:ok", "reject:not_cccd", "reject:not_cccd", "reject:date", "ok:ok"]
    assert answers[0]["fields"]["ho_ten"] == "Nguyễn Văn Mẫu"


def test_five_megabytes_from_a_scanner_are_one_refusal_in_the_language_asked_for() -> None:
    status, out, errors = run_kiosk("read-card", "--language", "en", given=b"\xc3|" * 2_500_000 + b"\n" + CARD.encode())
    first, second = (json.loads(line) for line in out.decode().splitlines())
    assert (status, errors) == (0, "")
    assert first["message"].startswith("This is not the code of an identity card")
    assert second["verdict"] == "ok"
