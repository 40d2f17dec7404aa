"""Signing in and out, cookies, and pages of other origins."""

from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie

import pytest

from tests.integration.server.hall import MINE, Hall, done, refused


def cookie_of(answer) -> SimpleCookie:
    return SimpleCookie(answer.headers["set-cookie"])


def sign_in(hall: Hall, who: str = "clerk"):
    return hall.anybody.post("/sessions", hall.credentials[who])


def by_cookie(hall: Hall, **headers: str):
    """A browser that has signed in."""
    token = cookie_of(sign_in(hall))["motcua"].value
    return hall.anybody.as_(None, Cookie=f"motcua={token}", **headers)


def test_a_session_tells_who_it_is_for_how_long_and_what_they_may(hall: Hall):
    session = done(sign_in(hall, "supervisor"), 201)
    assert session["roles"] == ["supervisor"]
    assert session["name"]
    assert session["counter_ids"] == []
    current = done(hall.anybody.as_(session["token"]).get("/sessions/current"))
    assert current == session | {"token": ""}


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(hall: Hall):
    cookie = cookie_of(sign_in(hall))["motcua"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/"
    assert int(cookie["max-age"]) == 12 * 3600


def test_the_user_name_is_not_case_sensitive_and_the_password_is(hall: Hall):
    account = hall.credentials["clerk"]
    done(hall.anybody.post("/sessions", account | {"username": account["username"].upper()}), 201)
    wrong = account | {"password": account["password"].upper()}
    refused(hall.anybody.post("/sessions", wrong), 401, "wrong_credentials")
    done(sign_in(hall), 201)


def test_an_unknown_name_is_refused_like_a_wrong_password(hall: Hall):
    account = hall.credentials["clerk"]
    known = hall.anybody.post("/sessions", account | {"password": "sai"})
    unknown = hall.anybody.post("/sessions", {"username": "khong-ai", "password": "sai"})
    assert (known.status, known.json) == (unknown.status, unknown.json)
    done(sign_in(hall), 201)


def test_after_five_wrong_passwords_even_the_right_one_must_wait_and_others_need_not(hall: Hall):
    hall.token("clerk-5")  # whoever needs this clerk later is signed in already
    account = hall.credentials["clerks"][5]
    for _ in range(5):
        refused(hall.anybody.post("/sessions", account | {"password": "sai"}), 401, "wrong_credentials")
    sentence = refused(hall.anybody.post("/sessions", account), 429, "too_many_attempts")
    assert "5 phút" in sentence
    shouted = account | {"username": account["username"].upper()}
    refused(hall.anybody.post("/sessions", shouted), 429, "too_many_attempts")
    done(sign_in(hall), 201)


def test_many_guesses_at_once_are_as_many_guesses(hall: Hall):
    wrong = {"username": "khong-ai-biet", "password": "sai"}
    callers = [hall.anybody.as_(None) for _ in range(16)]
    with ThreadPoolExecutor(len(callers)) as pool:
        answers = [one.status for one in pool.map(lambda caller: caller.post("/sessions", wrong), callers)]
    assert sorted(answers) == [401] * 5 + [429] * 11


def test_signing_out_makes_the_token_worthless_at_once(hall: Hall):
    caller = hall.anybody.as_(done(sign_in(hall), 201)["token"])
    done(caller.get("/visits"))
    answer = caller.ask("DELETE", "/sessions/current")
    assert answer.status == 204
    assert cookie_of(answer)["motcua"]["max-age"] == "0"
    refused(caller.get("/visits"), 401, "not_signed_in")


def test_signing_out_leaves_other_sessions_of_the_same_person_alone(hall: Hall):
    one, other = (hall.anybody.as_(done(sign_in(hall), 201)["token"]) for _ in range(2))
    one.ask("DELETE", "/sessions/current")
    done(other.get("/visits"))


def test_the_cookie_signs_in_like_the_token(hall: Hall):
    browser = by_cookie(hall)
    done(browser.get("/visits"))
    done(browser.post(f"/counters/{MINE}/open", Origin=hall.server.url))


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1", "http://localhost:8080"])
def test_a_page_of_another_origin_cannot_use_the_cookie(hall: Hall, origin):
    browser, seq = by_cookie(hall, Origin=origin), hall.seq()
    refused(browser.post(f"/counters/{MINE}/open"), 403, "wrong_origin")
    refused(browser.ask("DELETE", "/sessions/current"), 403, "wrong_origin")
    assert hall.seq() == seq
    assert hall.counter(MINE)["state"] == "closed"


def test_another_origin_is_never_told_that_it_may_read(hall: Hall):
    answer = by_cookie(hall, Origin="https://evil.example").get("/visits")
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_bearer_token_is_never_sent_by_a_browser_on_its_own_so_its_origin_does_not_matter(hall: Hall):
    done(hall.clerk.post(f"/counters/{MINE}/open", Origin="https://app.example"))


def test_a_wrong_bearer_token_is_not_helped_by_a_good_cookie(hall: Hall):
    token = cookie_of(sign_in(hall))["motcua"].value
    refused(hall.anybody.as_("wrong", Cookie=f"motcua={token}").get("/visits"), 401, "not_signed_in")
