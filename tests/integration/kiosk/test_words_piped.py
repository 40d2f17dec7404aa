"""The scriptable words of the kiosk, as part of a longer line in a shell."""

import subprocess
import sys


def test_a_reader_that_has_seen_enough_ends_a_word_without_a_trace() -> None:
    word = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "messages", "--language", "jra"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert word.stdout is not None
    assert word.stderr is not None
    assert word.stdout.readline().startswith("{")
    word.stdout.close()
    assert word.stderr.read() == ""
    assert word.wait(timeout=30) == 1
