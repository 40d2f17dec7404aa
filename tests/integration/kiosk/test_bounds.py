"""Every screen in every combination of glass, language, type size, look and reach: nothing cut, nothing in the way."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.integration.kiosk.driver import ROOT

STANDING, LYING = ("1080x1920", "32"), ("1920x1080", "32")
SMALL = [("1080x1920", "15.6"), ("1920x1080", "15.6")]


def complaints(size: str, diagonal: str, office: str, which: str) -> list[str]:
    command = [sys.executable, "-m", "tests.integration.kiosk.bounds", size, diagonal, office, which]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.timeout(900)
def test_no_label_is_cut_or_in_the_way_in_a_mode_of_each_kind() -> None:
    with ThreadPoolExecutor(2) as pool:
        found = [*pool.map(lambda glass: complaints(*glass, "demo", "each-axis"), (STANDING, LYING))]
    assert found == [[], []]


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("glass", [STANDING, LYING, *SMALL])
@pytest.mark.parametrize("office", ["demo", "crowded"])
def test_no_label_is_cut_or_in_the_way_in_any_combination(glass: tuple[str, str], office: str) -> None:
    assert complaints(*glass, office, "every") == []


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("glass", [STANDING, LYING, *SMALL])
def test_no_question_of_any_form_is_cut_or_in_the_way(glass: tuple[str, str]) -> None:
    assert complaints(*glass, "questions", "layouts") == []
