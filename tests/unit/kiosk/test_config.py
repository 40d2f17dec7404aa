"""How the kiosk reads its settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.config import ConfigError, load_config


@pytest.fixture
def token_file(tmp_path: Path) -> Path:
    path = tmp_path / "token"
    path.write_text("abc123\n")
    return path


def test_the_command_line_alone_is_enough(tmp_path: Path, token_file: Path) -> None:
    config = load_config(
        ["--server", "http://127.0.0.1:8080/", "--token-file", str(token_file), "--printer", "tcp://10.0.0.9:9100",
         "--size", "1920x1080", "--windowed", "--diagonal", "21.5", "--data", str(tmp_path)],
        {},
    )  # fmt: skip
    assert (config.server, config.size, config.fullscreen) == ("http://127.0.0.1:8080", (1920, 1080), False)
    assert config.token == token_file.read_text().strip()
    assert (config.diagonal_inches, config.idle_seconds, config.warning_seconds) == (21.5, 45, 20)
    assert config.screen_map is None


def test_a_demo_needs_only_the_data_of_its_server(tmp_path: Path) -> None:
    (tmp_path / "demo-credentials.json").write_text(json.dumps({"kiosk_token": "demo-token"}))
    config = load_config(["--server", "http://localhost:1", "--demo-data", str(tmp_path)], {})
    assert config.token == "demo-token"
    assert config.data == tmp_path / "kiosk"
    assert config.printer == f"virtual:{tmp_path / 'kiosk' / 'printer'}"
    assert (config.size, config.fullscreen, config.diagonal_inches) == ((1080, 1920), True, 32)


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path, token_file: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        f'server = "http://file:1"\ntoken_file = "{token_file}"\nprinter = "virtual:/tmp/p"\n'
        "idle_seconds = 30\ndiagonal = 15.6\nfullscreen = false\n"
    )
    environment = {
        "MOTCUA_KIOSK_CONFIG": str(file),
        "MOTCUA_KIOSK_SERVER": "http://env:1",
        "MOTCUA_KIOSK_DIAGONAL": "24",
    }
    config = load_config(["--diagonal", "43"], environment)
    assert (config.server, config.diagonal_inches, config.idle_seconds) == ("http://env:1", 43, 30)
    assert config.fullscreen is False


def test_every_mistake_is_told_at_once_with_its_key_and_place(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('idle_seconds = "lâu"\nsize = "to"\ncolour = "đỏ"\n')
    with pytest.raises(ConfigError) as caught:
        load_config(
            ["--config", str(file), "--server", "máy chủ", "--diagonal", "0"], {"MOTCUA_KIOSK_FULLSCREEN": "có"}
        )
    told = "\n".join(caught.value.mistakes)
    for key, place in (
        ("idle_seconds", str(file)),
        ("size", str(file)),
        ("colour", str(file)),
        ("server", "command line"),
        ("diagonal", "command line"),
        ("fullscreen", "environment"),
    ):
        assert f"{place}: {key}: " in told
    assert "printer: is missing" in told
    assert "token_file: is missing" in told
    assert len(caught.value.mistakes) == 8


@pytest.mark.parametrize("content", ["", "two words\n", "chữ\n"])
def test_a_token_file_must_hold_a_token(tmp_path: Path, content: str) -> None:
    path = tmp_path / "token"
    path.write_text(content)
    with pytest.raises(ConfigError, match="token_file"):
        load_config(["--server", "http://h", "--token-file", str(path), "--printer", "virtual:/tmp/p"], {})


def test_a_missing_or_broken_file_is_a_mistake_and_no_crash(tmp_path: Path) -> None:
    broken = tmp_path / "kiosk.toml"
    broken.write_text("server = ")
    for path in (broken, tmp_path / "nowhere.toml"):
        with pytest.raises(ConfigError, match=path.name):
            load_config(["--config", str(path)], {})


def test_the_token_is_no_argument_that_a_process_list_would_show() -> None:
    with pytest.raises(SystemExit):
        load_config(["--token", "abc"], {})
