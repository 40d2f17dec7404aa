"""What the console's two routes hand out."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from queue_server.console.pages import STATIC, blueprint

INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=", re.IGNORECASE)
IMPORTED = re.compile(r'from "(\.[^"]+)"')


@pytest.fixture
def client() -> FlaskClient:
    app = Flask("console_alone", static_folder=None)
    app.register_blueprint(blueprint())
    return app.test_client()


def test_the_page_and_every_file_it_names_are_there(client: FlaskClient) -> None:
    page = client.get("/console/")
    assert page.mimetype == "text/html"
    named = re.findall(r'(?:href|src)="([^"]+)"', page.get_data(as_text=True))
    assert "js/main.js" in named
    assert [name for name in named if client.get(f"/console/{name}").status_code != 200] == []


def test_every_module_that_a_module_imports_is_there() -> None:
    missing = [
        f"{path.name} imports {name}"
        for path in STATIC.rglob("*.js")
        for name in IMPORTED.findall(path.read_text("utf-8"))
        if not (path.parent / name).is_file()
    ]
    assert missing == []


def test_nothing_is_written_inline_since_the_security_policy_would_stop_it() -> None:
    assert not INLINE.search((STATIC / "index.html").read_text("utf-8"))


def test_a_browser_asks_again_for_every_file(client: FlaskClient) -> None:
    answer = client.get("/console/js/main.js")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.mimetype in ("text/javascript", "application/javascript")
    assert client.get("/console/js/main.js", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("name", ["../pages.py", "..%2fpages.py", "js/../../pages.py", "nothing.js", "js"])
def test_nothing_outside_the_pages_is_handed_out(client: FlaskClient, name: str) -> None:
    assert client.get(f"/console/{name}").status_code == 404
