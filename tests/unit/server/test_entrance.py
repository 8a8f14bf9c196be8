"""Signing in, being locked out, first passwords, registering: through HTTP, on both databases."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest

from tests.helpers.live_server import PASSWORD, Client, LiveServer, code_of, live_server
from workstation.domain.entrance import Me
from workstation.domain.errors import Problem


def sign_in(client: Client, login: str, password: str) -> Any:
    return client.call("POST", "/api/v1/sign-in", {"login": login, "password": password})


def test_health_and_readiness(server: LiveServer) -> None:
    for path in ("/healthz", "/readyz"):
        answer = server.client().call("GET", path)
        assert answer.status_code == 200
        assert answer.json()["ok"] is True
        assert answer.json()["product"] == "workstation"


def test_the_first_password_comes_before_everything_else(engine: str, tmp_path: Path) -> None:
    if engine != "sqlite":
        return
    with live_server(tmp_path) as server:
        first = server.sign_in("north", server.passwords["north"])
        assert first.must_change_password
        client = server.client(first.token)
        for path in ("/api/v1/snapshot", "/api/v1/log?after=0", "/api/v1/exhibitors", "/api/v1/stream?after=0"):
            assert code_of(client.call("GET", path)) == "must_change_password"
        assert client.get("/api/v1/me", Me).account is not None
        old = server.passwords["north"]
        for weak in ("short", "north", "password", old, "aaaaaaaaaaaa"):
            change = {"old": old, "new": weak}
            assert code_of(client.call("POST", "/api/v1/password", change)) == "password_too_weak"
        wrong = {"old": "not the old one", "new": PASSWORD}
        assert code_of(client.call("POST", "/api/v1/password", wrong)) == "wrong_credentials"
        assert client.call("POST", "/api/v1/password", {"old": old, "new": PASSWORD}).status_code == 204
        assert client.call("GET", "/api/v1/snapshot").status_code == 200
        assert code_of(sign_in(server.client(), "north", old)) == "wrong_credentials"
        assert sign_in(server.client(), " NORTH ", PASSWORD).status_code == 200


def test_an_unknown_login_is_answered_like_a_wrong_password(server: LiveServer) -> None:
    buyer = server.buyer(email=f"known-{uuid4().hex}@example.com")
    known = buyer.get("/api/v1/me", Me).buyer
    assert known is not None
    answers = [sign_in(server.client(), login, "quite wrong") for login in (known.email, f"{uuid4().hex}@example.com")]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() == answers[1].json()


def test_a_hundred_guesses_at_once_get_exactly_ten_looks(server: LiveServer) -> None:
    email = f"target-{uuid4().hex}@example.com"
    server.buyer(email=email)
    with ThreadPoolExecutor(25) as pool:
        answers = list(pool.map(lambda n: sign_in(Client(server.url), email, f"guess number {n}"), range(100)))
    codes = [code_of(answer) for answer in answers]
    assert codes.count("wrong_credentials") == 10
    assert codes.count("locked") == 90
    locked = next(answer for answer in answers if answer.status_code == 429)
    assert 0 < int(locked.headers["Retry-After"]) <= 15 * 60 + 1
    assert code_of(sign_in(server.client(), email, PASSWORD)) == "locked", "the right password is not looked at either"
    assert sign_in(server.client(), "nobody-else", "x").status_code == 401, "others are not locked out"


def test_success_forgets_earlier_failures(server: LiveServer) -> None:
    email = f"clumsy-{uuid4().hex}@example.com"
    server.buyer(email=email)
    for _ in range(3):
        for _ in range(9):
            assert code_of(sign_in(server.client(), email, "wrong again")) == "wrong_credentials"
        assert sign_in(server.client(), email, PASSWORD).status_code == 200


def test_signing_out_ends_the_token_and_no_other(server: LiveServer) -> None:
    email = f"two-{uuid4().hex}@example.com"
    here = server.buyer(email=email)
    there = server.client(server.sign_in(email, PASSWORD).token)
    assert here.call("POST", "/api/v1/sign-out").status_code == 204
    assert code_of(here.call("GET", "/api/v1/me")) == "not_signed_in"
    assert there.call("GET", "/api/v1/me").status_code == 200


def test_a_new_password_ends_the_other_tokens(server: LiveServer) -> None:
    email = f"moved-{uuid4().hex}@example.com"
    here = server.buyer(email=email)
    there = server.client(server.sign_in(email, PASSWORD).token)
    assert there.call("GET", "/api/v1/me").status_code == 200
    change = {"old": PASSWORD, "new": "another lamp for the desk"}
    assert here.call("POST", "/api/v1/password", change).status_code == 204
    assert here.call("GET", "/api/v1/me").status_code == 200
    assert code_of(there.call("GET", "/api/v1/me")) == "not_signed_in"


@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer nonsense", "Basic Zm9vOmJhcg==", "Bearer \u00e9\u00e9"])
def test_without_a_good_token_nobody_is_signed_in(server: LiveServer, header: str) -> None:
    answer = server.client().call("GET", "/api/v1/me", headers={"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert code_of(answer) == "not_signed_in"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "  "),
        ("name", "x" * 101),
        ("email", "no address"),
        ("email", "a@b"),
        ("email", "a b@example.com"),
        ("country", "Spain"),
        ("country", "es"),
        ("language", "<script>"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("languages", ("en",) * 11),
        ("interests", ("x" * 101,)),
        ("phone", "1" * 41),
    ],
)
def test_registering_says_which_field_is_wrong(server: LiveServer, field: str, value: Any) -> None:
    body = {
        "name": "A",
        "company": "B",
        "country": "ES",
        "email": f"{uuid4().hex}@example.com",
        "password": PASSWORD,
        "language": "es",
        "time_zone": "Europe/Madrid",
        field: value,
    }
    answer = server.client().call("POST", "/api/v1/register", body)
    assert answer.status_code == 422
    problem = msgspec.json.decode(answer.content, type=Problem)
    assert (problem.code, problem.params["field"]) == ("invalid_request", field)


def test_an_email_is_registered_once(server: LiveServer) -> None:
    email = f"Once-{uuid4().hex}@Example.com"
    server.buyer(email=email)
    body = {
        "name": "B", "company": "", "country": "FR", "email": email.lower(), "password": PASSWORD,
        "language": "fr", "time_zone": "",
    }  # fmt: skip
    assert code_of(server.client().call("POST", "/api/v1/register", body)) == "login_taken"


def test_registering_is_limited_for_an_address(engine: str, tmp_path: Path) -> None:
    if engine != "sqlite":
        return
    with live_server(tmp_path, arguments=("--registrations-per-hour", "3")) as server:
        for _ in range(3):
            server.buyer()
        body = {
            "name": "B", "company": "", "country": "FR", "email": "more@example.com", "password": PASSWORD,
            "language": "fr", "time_zone": "",
        }  # fmt: skip
        answer = server.client().call("POST", "/api/v1/register", body)
        assert answer.status_code == 429
        assert code_of(answer) == "too_many_requests"


@pytest.mark.parametrize(
    ("language", "pattern"), [("zh-CN,en;q=0.5", r"[\u4e00-\u9fff]"), ("es", r"."), ("fr", r"^[ -~]+$")]
)
def test_sentences_come_in_the_callers_language(server: LiveServer, language: str, pattern: str) -> None:
    answer = server.client(language=language).call("GET", "/api/v1/me")
    problem = msgspec.json.decode(answer.content, type=Problem)
    assert problem.type == "urn:workstation:problem:not_signed_in"
    assert re.search(pattern, problem.title)
    assert problem.detail


def test_the_profile_s_language_goes_before_the_header(server: LiveServer) -> None:
    buyer = server.buyer(language="zh")
    problem = msgspec.json.decode(buyer.call("GET", "/api/v1/snapshot").content, type=Problem)
    assert problem.code == "not_allowed"
    assert re.search(r"[\u4e00-\u9fff]", problem.title)
