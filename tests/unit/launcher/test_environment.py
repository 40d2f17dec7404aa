"""When ./run takes .venv as it is, and when it does not."""

import sys
from pathlib import Path

import pytest

from launcher import environment


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished .venv: a Python that starts, one requirement, and the stamp of the installation."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "pyvenv.cfg").write_text("version = 3.11")
    (tmp_path / "requirements.txt").write_text("flask==3.1.3")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "PYTHON", tmp_path / "bin" / "python")
    monkeypatch.setattr(environment, "REQUIREMENTS", {"runtime": tmp_path / "requirements.txt"})
    monkeypatch.setattr(environment, "SIGNS_OF_LIFE", {"runtime": ("json",)})
    environment.stamp_of("runtime").write_text(environment.stamp("runtime"))
    return tmp_path


def test_a_finished_venv_is_taken_as_it_is(venv: Path) -> None:
    assert environment.is_ready(("runtime",))


def test_changed_requirements_are_noticed(venv: Path) -> None:
    (venv / "requirements.txt").write_text("flask==3.1.4")
    assert not environment.is_ready(("runtime",))


def test_another_python_in_the_venv_is_noticed(venv: Path) -> None:
    (venv / "pyvenv.cfg").write_text("version = 3.12")
    assert not environment.is_ready(("runtime",))


def test_an_interrupted_installation_is_noticed(venv: Path) -> None:
    environment.stamp_of("runtime").unlink()
    assert not environment.is_ready(("runtime",))


def test_a_python_that_went_away_is_noticed(venv: Path) -> None:
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(venv / "nowhere")
    assert not environment.is_ready(("runtime",))


def test_a_package_that_went_away_is_noticed(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "SIGNS_OF_LIFE", {"runtime": ("no_such_package",)})
    assert not environment.is_ready(("runtime",))


def test_a_failed_installation_names_its_cause_and_its_log(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = venv / "setup.log"
    monkeypatch.setattr(environment, "LOG", log)
    log.write_text("WARNING: connection broken by x\nERROR: No matching distribution found for flask\n")
    assert environment.NO_WAY in environment.explain()
    assert str(log) in environment.explain()
    log.write_text("ERROR: Could not install: [Errno 28] No space left on device\n")
    assert "disk is full" in environment.explain()
