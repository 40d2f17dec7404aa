"""How a receiver of webhooks is described, and how what it gets is signed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from queue_server.config import Config, ConfigError, load_config
from queue_server.webhook.signing import headers, signature
from tests.support_receiver import Hooks

URL = "https://me:mine@alerts.example.vn:8443/hook?key=1"
SECRET = "sixteen bytes it is"
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def loaded(tmp_path: Path, text: str, **environment: str) -> Config:
    path = tmp_path / "server.toml"
    path.write_text(text, encoding="utf-8")
    return load_config(path, environment, {"demo": True})


def mistakes(tmp_path: Path, text: str, **environment: str) -> set[str]:
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, text, **environment)
    return {mistake.key for mistake in caught.value.mistakes}


def test_without_an_address_nothing_is_sent(tmp_path: Path):
    assert loaded(tmp_path, "").webhook is None


def test_the_secret_comes_from_a_file_or_from_the_environment(tmp_path: Path):
    (tmp_path / "secret").write_text(SECRET + "\n", encoding="utf-8")
    from_file = loaded(tmp_path, f'webhook_url = "{URL}"\nwebhook_secret_file = "secret"\nwebhook_give_up_hours = 2')
    assert from_file.webhook is not None
    assert from_file.webhook.secret == SECRET.encode()
    assert from_file.webhook.give_up_after == timedelta(hours=2)
    elsewhere = loaded(tmp_path, f'webhook_url = "{URL}"', MOTCUA_WEBHOOK_SECRET=SECRET)
    assert elsewhere.webhook is not None
    assert elsewhere.webhook.secret == SECRET.encode()


def test_what_is_shown_of_a_receiver_holds_no_secret_of_anybody(tmp_path: Path):
    config = loaded(tmp_path, f'webhook_url = "{URL}"', MOTCUA_WEBHOOK_SECRET=SECRET)
    assert config.webhook is not None
    assert config.webhook.name == "alerts.example.vn:8443"
    assert SECRET not in repr(config)
    assert "mine" not in repr(config)


@pytest.mark.parametrize(
    ("text", "environment", "key"),
    [
        ('webhook_url = "alerts.example.vn"', {"MOTCUA_WEBHOOK_SECRET": SECRET}, "webhook_url"),
        (f'webhook_url = "{URL}"', {}, "webhook_secret_file"),
        (f'webhook_url = "{URL}"\nwebhook_secret_file = "none"', {}, "webhook_secret_file"),
        (f'webhook_url = "{URL}"\nwebhook_secret = "{SECRET}"', {}, "webhook_secret"),
        (f'webhook_url = "{URL}"', {"MOTCUA_WEBHOOK_SECRET": "short"}, "MOTCUA_WEBHOOK_SECRET"),
        ("webhook_give_up_hours = 0", {}, "webhook_give_up_hours"),
        ("", {"MOTCUA_WEBHOOK_SECRET": SECRET}, "webhook_url"),
    ],
)
def test_a_mistake_in_a_receiver_is_told_with_its_key(tmp_path: Path, text: str, environment: dict[str, str], key: str):
    assert key in mistakes(tmp_path, text, **environment)


def test_a_signature_covers_the_moment_and_every_byte():
    told = headers(b"secret", "xa-1", b'{"a":1}', NOW)
    assert told["Motcua-Delivery"] == "xa-1"
    assert told["Motcua-Timestamp"] == str(int(NOW.timestamp()))
    assert told["Motcua-Signature"] == signature(b"secret", told["Motcua-Timestamp"], b'{"a":1}')
    others = [
        signature(b"secret", "1", b'{"a":1}'),
        signature(b"secret", told["Motcua-Timestamp"], b'{"a":2}'),
        signature(b"Secret", told["Motcua-Timestamp"], b'{"a":1}'),
    ]
    assert told["Motcua-Signature"] not in others


def test_a_receiver_that_checks_as_it_is_told_to_refuses_what_was_signed_with_another_secret():
    body = b'{"delivery":"xa-1"}'
    told = headers(SECRET.encode(), "xa-1", body, NOW)
    for secret, complaints in ((SECRET.encode(), []), (b"another secret as long", ["the signature is wrong"])):
        hooks = Hooks(secret, clock=NOW.timestamp)
        hooks.receive(told, body)
        assert hooks.complaints == complaints
