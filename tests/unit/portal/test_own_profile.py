"""A buyer's own page without a script: changing what exhibitors see, the e-mail, and what is told when it can't be."""

import re
from html import unescape

import pytest

from tests.helpers.portal_fair import FairServer, Person
from tests.unit.portal.conftest import Reader
from workstation.domain.buyer import Buyer
from workstation.domain.ids import PrincipalId
from workstation.server.portal import countries
from workstation.server.portal.own_profile import edit_of, values_of

PASSWORD = "una frase larga"
EDIT, EMAIL = 'action="/profile"', 'action="/profile/email"'


def form(page: str, mark: str) -> dict[str, str]:
    """Return what a browser would send of a form that nobody has touched."""
    found = re.search(rf"<form[^>]*{re.escape(mark)}.*?</form>", page, re.DOTALL)
    assert found
    fields: dict[str, str] = {}
    for kind in re.findall(r"<input([^>]*)>", found[0]):
        name, value = re.search(r'name="([^"]*)"', kind), re.search(r'value="([^"]*)"', kind)
        if name and ('type="checkbox"' not in kind or re.search(r"\schecked", kind)):
            fields[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)".*?>(.*?)</select>', found[0], re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields


def change(reader: Reader, **changes: str) -> str:
    """Send the form of the profile with these changes; return the page that follows."""
    fields = form(reader.get("/profile").text, EDIT) | changes
    done = reader.session.post(
        f"{reader.base}/profile", data=fields, headers={"Origin": reader.base}, timeout=20, allow_redirects=True
    )
    return done.text


def me(reader: Reader) -> dict[str, object]:
    """Return the buyer as the interface tells."""
    token = reader.session.cookies["workstation_session"]
    found: dict[str, object] = Person(reader.base, token).call("GET", "/api/v1/me")["buyer"]
    return found


def test_what_is_typed_is_kept_and_told(fair: FairServer, reader: Reader) -> None:
    reader.register(fair, phone="+52 55 1234 5678")
    page = change(
        reader,
        name=" Ana <b>Nueva</b> ",
        company="",
        country="VN",
        phone="0912 345 678",
        time_zone="Asia/Saigon",
        language_first="es",
        interests="LED lamps，茶壶、kettles, ,kettles",
        badge_number="V26-1",
        **{"speaks.fr": "1"},
    )
    assert "Your profile is saved" in page
    found = me(reader)
    assert (found["name"], found["country"], found["phone"]) == ("Ana <b>Nueva</b>", "VN", "0912 345 678")
    assert "company" not in found
    assert (found["languages"], found["interests"]) == (["es", "en", "fr"], ["LED lamps", "茶壶", "kettles"])
    assert (found["time_zone"], found["badge_number"]) == ("Asia/Saigon", "V26-1")
    assert "Ana &lt;b&gt;Nueva&lt;/b&gt;" in page
    assert "Your profile is saved" not in reader.get("/profile?saved=profile&rev=1").text, "of another day"


def test_a_form_that_nobody_touched_changes_nothing(fair: FairServer, reader: Reader) -> None:
    strange = {"time_zone": "US/Central", "interests": ["a, b", "c"], "languages": ["zh-Hant", "sw"], "phone": "+52 1"}
    _, token = fair.buyer(**{**strange, "phone": "+52 55 1234 5678"})
    reader.session.cookies["workstation_session"] = token
    before = me(reader)
    assert "Your profile is saved" in change(reader)
    assert me(reader) == before


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("name", "  ", "Please give your name"),
        ("name", "Ana\x07", "Please give your name"),
        ("phone", "12345", "not a phone number that can be called"),
        ("company", "x" * 201, "at most 200 characters"),
        ("time_zone", "Mars/Olympus", "choose a time zone"),
        ("badge_number", "x" * 41, "at most 40 characters"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    fair: FairServer, reader: Reader, field: str, value: str, told: str
) -> None:
    reader.register(fair)
    typed = {"company": "Otra Casa", "interests": "lamps", "speaks.ja": "1", field: value}
    page = change(reader, **typed)
    assert re.search(rf'<span class="wrong" id="{field}-wrong">[^<]*{told}', page)
    again = form(page, EDIT)
    kept = {name: text for name, text in typed.items() if name != "time_zone"}  # what isn't in the list isn't chosen
    assert again | kept == again
    fine = change(reader, **{**again, field: "" if field != "name" else "Ana", "company": "Otra Casa"})
    assert "Your profile is saved" in fine
    assert me(reader)["company"] == "Otra Casa"


def test_a_page_that_is_out_of_date_says_so_and_saves_the_second_time(fair: FairServer, reader: Reader) -> None:
    reader.register(fair)
    old = form(reader.get("/profile").text, EDIT)
    change(reader, company="Otra Casa")
    page = change(reader, **{**old, "name": "Ana Nueva"})
    assert "has been changed on another page" in page
    assert me(reader)["name"] == "Ana Torres"
    assert "Your profile is saved" in change(reader, **form(page, EDIT))
    assert me(reader)["name"] == "Ana Nueva"


def test_the_same_form_twice_is_done_once(fair: FairServer, reader: Reader) -> None:
    reader.register(fair)
    fields = form(reader.get("/profile").text, EDIT) | {"name": "Ana Nueva"}
    for _ in range(2):
        assert reader.post("/profile", fields, csrf=fields["csrf"]).status_code == 303
    assert me(reader)["rev"] == 2


def test_the_email_is_changed_with_the_present_password(fair: FairServer, reader: Reader) -> None:
    old, new, taken = (fair.fresh_email() for _ in range(3))
    reader.register(fair, email=old)
    Reader(fair.url).register(fair, email=taken)
    token = reader.csrf("/profile")

    def send(email: str, present: str = PASSWORD) -> str:
        done = reader.post("/profile/email", {"email": email, "present": present}, csrf=token)
        return done.text if done.status_code != 303 else reader.get(done.headers["Location"]).text

    for email, present, field, told in (
        (new, "not this", "present", "not your present password"),
        ("nobody", PASSWORD, "email", "not an e-mail address"),
        (taken, PASSWORD, "email", "registered under this e-mail already"),
    ):
        page = send(email, present)
        assert re.search(rf'<span class="wrong" id="{field}-wrong">[^<]*{told}', page), told
        assert form(page, EMAIL)["email"] == email, "what was typed is still there"
        assert present not in page, "but for the password"
        assert me(reader)["email"] == old
    assert "registered" not in send(taken, "not this"), "whether it is taken is not told to just anybody"
    assert "Your e-mail is changed" in send(new)
    assert me(reader)["email"] == new
    there = Reader(fair.url)
    assert there.post("/sign-in", {"email": old, "password": PASSWORD}).status_code == 422
    assert there.post("/sign-in", {"email": new, "password": PASSWORD}).status_code == 303


@pytest.mark.parametrize("path", ["/profile", "/profile/email"])
def test_it_is_for_who_is_signed_in_and_comes_from_our_page(fair: FairServer, reader: Reader, path: str) -> None:
    nobody = reader.post(path, {"name": "Eve"})
    assert (nobody.status_code, nobody.headers["Location"]) == (303, f"/sign-in?next={path}")
    reader.register(fair)
    token = reader.csrf("/profile")
    for origin, csrf in (("https://evil.example", token), (None, token), ("", None), ("", "0" * 64)):
        assert reader.post(path, {"name": "Eve"}, origin=origin, csrf=csrf).status_code == 403
    assert me(reader)["name"] == "Ana Torres"


@pytest.mark.parametrize(("language", "told"), [("zh", "不是可以拨打的电话号码"), ("es", "no se puede llamar")])
def test_it_is_worded_in_the_buyer_s_language(fair: FairServer, language: str, told: str) -> None:
    reader = Reader(fair.url, language)
    reader.register(fair)
    assert told in change(reader, phone="12345")


def test_a_form_says_what_it_shows() -> None:
    buyer = Buyer(id=PrincipalId(1), rev=3, name="Ana", languages=("zh-Hant", "sw"), interests=("a, b", "c"))
    assert edit_of(values_of(buyer) | {"rev": "3"}).interests is None
    moved = edit_of(values_of(buyer) | {"language_first": "sw"})
    assert moved.languages == ("sw", "zh-Hant"), "the one that was first is still understood"


def test_zones_and_languages_have_names() -> None:
    for language in ("zh", "en", "es"):
        listed = dict(countries.zones(language))
        assert len(listed) > 300
        assert len(set(listed.values())) > 300
    assert dict(countries.zones("en"))["America/Mexico_City"] == "Mexico – Mexico City"
    assert dict(countries.zones("zh"))["America/Mexico_City"] == "墨西哥 – 墨西哥城"
    assert countries.zones("en", "US/Central")[0] == ("US/Central", "US/Central")
    assert countries.tongue("es", "en") == "Spanish"
    assert countries.tongue("xx", "en") == "xx"
    assert countries.tongue("nonsense-code", "en")
