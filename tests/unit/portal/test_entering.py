"""Registering, signing in and out, languages, passwords: and that other places can't do it in somebody's name."""

import re
from uuid import uuid4

import pytest
import requests

from tests.helpers.portal_fair import FairServer
from tests.unit.portal.conftest import Reader

SESSION = "workstation_session"


def test_register_signs_in_and_goes_on(fair: FairServer, reader: Reader) -> None:
    done = reader.register(fair, next="/exhibits/1")
    assert done.status_code == 303
    assert done.headers["Location"] == "/exhibits/1"
    cookie = done.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    profile = reader.get("/profile").text
    assert "Ana Torres" in profile
    assert "Mexico" in profile
    assert "not verified" in profile


def test_sign_out_and_in_again(fair: FairServer, reader: Reader) -> None:
    email = fair.fresh_email()
    reader.register(fair, email=email)
    old = reader.session.cookies[SESSION]
    assert reader.post("/sign-out", {}).headers["Location"] == "/"
    assert SESSION not in reader.session.cookies
    gone = requests.get(f"{fair.url}/portal/state", cookies={SESSION: old}, timeout=20)
    assert gone.status_code == 401, "the token itself counts no more"
    wrong = reader.post("/sign-in", {"email": email, "password": "something else"})
    assert wrong.status_code == 422
    assert "wrong" in wrong.text
    assert email in wrong.text
    right = reader.post("/sign-in", {"email": email, "password": "una frase larga", "next": "/chats"})
    assert right.headers["Location"] == "/chats"


@pytest.mark.parametrize(
    "onward", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "/a\nb"]
)
def test_nobody_is_sent_elsewhere(fair: FairServer, reader: Reader, onward: str) -> None:
    assert reader.register(fair, next=onward).headers["Location"] == "/"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("email", "nobody", "not an e-mail address"),
        ("country", "", "choose a country"),
        ("name", " ", "give your name"),
        ("password", "12345678", "guessed too easily"),
        ("company", "x" * 201, "at most 200 characters"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    fair: FairServer, reader: Reader, field: str, value: str, told: str
) -> None:
    page = reader.register(fair, **{field: value})
    assert page.status_code == 422
    assert told in page.text
    assert 'value="Torres Hogar"' in page.text or field == "company", "what was typed is still there"
    assert "una frase larga" not in page.text, "but for the password"


def test_an_email_registers_once(fair: FairServer, reader: Reader) -> None:
    email = fair.fresh_email()
    reader.register(fair, email=email)
    page = Reader(fair.url).register(fair, email=email.upper())
    assert page.status_code == 422
    assert "already" in page.text


def test_an_unknown_time_zone_is_no_obstacle(fair: FairServer, reader: Reader) -> None:
    assert reader.register(fair, time_zone="Mars/Olympus").status_code == 303


def test_exhibitors_do_not_sign_in_here(fair: FairServer, reader: Reader) -> None:
    fair.account("first")
    page = reader.post("/sign-in", {"email": "first", "password": fair.password("first")})
    assert page.status_code == 422
    assert "Workstation program" in page.text
    assert SESSION not in reader.session.cookies


@pytest.mark.parametrize(
    "path", ["/register", "/sign-in", "/sign-out", "/language", "/profile/password", "/profile", "/profile/email"]
)
def test_forms_come_from_our_own_pages(fair: FairServer, reader: Reader, path: str) -> None:
    token = reader.csrf()
    for origin, csrf in (("https://evil.example", token), (None, token), ("null", token), ("", None), ("", "0" * 64)):
        assert reader.post(path, {"language": "es"}, origin=origin, csrf=csrf).status_code == 403, (origin, csrf)
    other = Reader(fair.url)
    assert reader.post(path, {"language": "es"}, csrf=other.csrf()).status_code == 403, "another visitor's token"


def test_scripts_need_origin_and_token_too(fair: FairServer, reader: Reader) -> None:
    reader.register(fair)
    token = reader.csrf("/profile")
    action = {"id": "01890a5d-ac96-774b-bcce-b302099a8057", "action": {"kind": "start_conversation", "exhibitor_id": 1}}

    def act(headers: dict[str, str]) -> int:
        return reader.session.post(f"{fair.url}/api/v1/actions", json=action, headers=headers, timeout=20).status_code

    assert act({}) == 403
    assert act({"Origin": fair.url}) == 403
    assert act({"X-CSRF-Token": token}) == 403
    assert act({"Origin": "https://evil.example", "X-CSRF-Token": token}) == 403
    assert act({"Origin": fair.url, "X-CSRF-Token": token}) == 200


def test_language_is_kept_in_browser_and_profile(fair: FairServer, reader: Reader) -> None:
    switched = reader.post("/language", {"language": "es", "next": "/?q=x"})
    assert switched.headers["Location"] == "/?q=x"
    assert 'lang="es"' in reader.get("/").text
    email = fair.fresh_email()
    reader.register(fair, email=email)
    elsewhere = Reader(fair.url, "en")
    elsewhere.post("/sign-in", {"email": email, "password": "una frase larga"})
    assert '<html lang="es"' in elsewhere.get("/").text, "the profile's language goes with him"
    elsewhere.post("/language", {"language": "zh"}, csrf=elsewhere.csrf("/profile"))
    assert '<html lang="zh"' in elsewhere.get("/").text
    assert '<html lang="zh"' in reader.get("/").text
    assert reader.post("/language", {"language": "xx"}, csrf=reader.csrf("/profile")).status_code == 422


def test_a_language_chosen_at_the_door_becomes_the_profiles(fair: FairServer, reader: Reader) -> None:
    email = fair.fresh_email()
    reader.register(fair, email=email)
    other = Reader(fair.url, "en")
    other.post("/language", {"language": "zh"})
    other.post("/sign-in", {"email": email, "password": "una frase larga"})
    assert '<html lang="zh"' in other.get("/").text


def test_changing_the_password_signs_the_others_out(fair: FairServer, reader: Reader) -> None:
    email = fair.fresh_email()
    reader.register(fair, email=email)
    other = Reader(fair.url)
    other.post("/sign-in", {"email": email, "password": "una frase larga"})
    token = reader.csrf("/profile")
    wrong = reader.post("/profile/password", {"old": "not this", "new": "otra frase larga"}, csrf=token)
    assert wrong.status_code == 422
    right = reader.post("/profile/password", {"old": "una frase larga", "new": "otra frase larga"}, csrf=token)
    assert "is changed" in right.text
    assert other.get("/profile").status_code == 303
    assert reader.get("/profile").status_code == 200


def test_after_ten_wrong_passwords_one_has_to_wait(fair: FairServer, reader: Reader) -> None:
    email = fair.fresh_email()
    reader.register(fair, email=email)
    guesser = Reader(fair.url)
    token = guesser.csrf()
    codes = [
        guesser.post("/sign-in", {"email": email, "password": f"guess number {n}"}, csrf=token).status_code
        for n in range(11)
    ]
    assert codes == [422] * 10 + [429]
    told = guesser.post("/sign-in", {"email": email, "password": "una frase larga"}, csrf=token).text
    assert re.search(r"try again in \d+ minutes?", told)


def test_pages_behind_the_door_lead_to_it_and_back(fair: FairServer, reader: Reader) -> None:
    exhibit = fair.ids("exhibit")["k1"]
    sent = reader.get(f"/chats/new?exhibit={exhibit}")
    assert sent.headers["Location"] == f"/sign-in?next=/chats/new%3Fexhibit%3D{exhibit}"
    page = reader.get(sent.headers["Location"]).text
    assert f'value="/chats/new?exhibit={exhibit}"' in page
    assert f"/register?next=/chats/new%3Fexhibit%3D{exhibit}" in page
    assert reader.get("/portal/state").status_code == 401
    exhibitor = fair.ids("exhibitor")["first"]
    for behind in ("/meetings", f"/exhibitors/{exhibitor}/slots", f"/meetings/{uuid4()}/calendar.ics"):
        assert reader.get(behind).headers["Location"] == f"/sign-in?next={behind}"
    form = f"/exhibitors/{exhibitor}/slots"
    assert reader.post(form, {"choice": "x"}).headers["Location"] == f"/sign-in?next={form}"
    assert reader.post(form, {"choice": "x"}, csrf="of a session that is over").status_code == 403
