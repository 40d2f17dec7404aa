"""How a server's settings are read, and how mistakes in them are told."""

from datetime import timedelta
from pathlib import Path

import pytest

from queue_server.config import DEMO_OFFICE, ConfigError, load_config

CONFIG_FOLDER = DEMO_OFFICE.parent


@pytest.fixture
def written(tmp_path: Path):
    """Writes a server.toml beside an office.toml and gives its path."""
    (tmp_path / "office.toml").write_text("", encoding="utf-8")

    def write(text: str) -> Path:
        path = tmp_path / "server.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def mistakes_of(*args, **kwargs) -> dict[str, str]:
    with pytest.raises(ConfigError) as caught:
        load_config(*args, **kwargs)
    return {mistake.key: mistake.file for mistake in caught.value.mistakes}


def test_a_demo_needs_no_file_and_listens_to_this_machine_only():
    config = load_config(overrides={"demo": True})
    assert config.host == "127.0.0.1"
    assert config.port == 8080
    assert config.office_file == DEMO_OFFICE
    assert config.announce_languages == ("vi",)
    assert config.session_time == timedelta(hours=12)
    assert config.retention == timedelta(days=90)
    assert config.body_limit_bytes == 64 * 1024
    assert config.public_url is None


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(written):
    path = written('office_file = "office.toml"\nport = 1\nhost = "10.0.0.1"\nlog_level = "debug"\n')
    config = load_config(
        path, {"MOTCUA_PORT": "2", "MOTCUA_HOST": "10.0.0.2", "PATH": "/bin"}, {"port": 3, "host": None}
    )
    assert (config.port, config.host, config.log_level) == (3, "10.0.0.2", "debug")


def test_a_relative_path_is_meant_from_the_folder_of_the_file_that_says_it(written):
    path = written('office_file = "office.toml"\ndata_dir = "data"\n')
    config = load_config(path)
    assert config.office_file == path.parent / "office.toml"
    assert config.data_dir == path.parent / "data"


def test_the_environment_speaks_of_lists_and_yes_or_no():
    config = load_config(environment={"MOTCUA_DEMO": "yes", "MOTCUA_ANNOUNCE_LANGUAGES": "vi, en"})
    assert config.demo
    assert config.announce_languages == ("vi", "en")


def test_settings_of_the_other_programs_are_left_to_them():
    load_config(environment={"MOTCUA_KIOSK_SERVER": "http://x"}, overrides={"demo": True})


def test_every_mistake_is_told_at_once_with_its_file_and_key(written):
    path = written(
        'port = 70000\npublic_url = "motcua"\nvoice_output = "loud"\nhosst = "x"\nannounce_languages = "vi"\n'
    )
    mistakes = mistakes_of(path, {"MOTCUA_SESSION_HOURS": "long"}, {"log_level": "shout"})
    file = str(path)
    assert mistakes.pop("MOTCUA_SESSION_HOURS").endswith("environment")
    assert mistakes.pop("log_level").endswith("command line")
    assert mistakes == dict.fromkeys(
        ["port", "public_url", "voice_output", "hosst", "announce_languages", "office_file"], file
    )


def test_a_mistake_is_a_sentence_in_vietnamese_and_english(written):
    with pytest.raises(ConfigError) as caught:
        load_config(written('office_file = "office.toml"\nport = "8080"\n'))
    assert str(caught.value).endswith(
        "server.toml: port: Cần một số nguyên từ 0 đến 65535. / Needs a whole number from 0 to 65535."
    )


@pytest.mark.parametrize("key", ["session_hours", "body_limit_bytes", "retention_days", "port"])
def test_true_is_not_a_number(written, key):
    assert mistakes_of(written(f'office_file = "office.toml"\n{key} = true\n')).keys() == {key}


def test_a_real_office_must_say_where_its_description_is():
    assert mistakes_of().keys() == {"office_file"}


def test_an_office_file_that_is_not_there_is_a_mistake(written):
    assert mistakes_of(written('office_file = "elsewhere.toml"\n')).keys() == {"office_file"}


@pytest.mark.parametrize(
    "url", ["ftp://x.vn", "https://", "https://x.vn/?a=1", "https://x.vn:99999", "https://x.vn/#a"]
)
def test_a_public_url_is_a_whole_web_address(written, url):
    assert mistakes_of(written(f'office_file = "office.toml"\npublic_url = "{url}"\n')).keys() == {"public_url"}


def test_a_public_url_loses_its_last_slash(written):
    config = load_config(written('office_file = "office.toml"\npublic_url = "https://motcua.example.vn/"\n'))
    assert config.public_url == "https://motcua.example.vn"


def test_a_file_that_is_not_toml_is_told_with_its_line(written):
    with pytest.raises(ConfigError, match=r"server\.toml: Sai cú pháp TOML .*line 2"):
        load_config(written("port = 1\nport 2\n"))


def test_a_file_that_is_missing_or_not_utf8_is_told(tmp_path):
    with pytest.raises(ConfigError, match="Không đọc được tệp"):
        load_config(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'host = "\xe9"\n')
    with pytest.raises(ConfigError, match="UTF-8"):
        load_config(tmp_path / "latin.toml")


def test_a_file_saved_by_notepad_is_read(tmp_path):
    (tmp_path / "server.toml").write_bytes(b"\xef\xbb\xbfdemo = true\r\nport = 0\r\n")
    assert load_config(tmp_path / "server.toml").port == 0


def test_the_template_of_a_server_loads():
    assert load_config(CONFIG_FOLDER / "server.example.toml").office_file == CONFIG_FOLDER / "office.example.toml"
