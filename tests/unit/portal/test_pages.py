"""Pages that anyone may see: what they show, in which language, and what browsers are told."""

import html
import re

import pytest

from tests.helpers.portal_fair import NAUGHTY, FairServer
from tests.helpers.portal_fair import picture as drawn
from tests.unit.portal.conftest import Reader


def test_home_shows_fair_and_exhibits(reader: Reader) -> None:
    page = reader.get("/")
    assert page.status_code == 200
    assert "140th Fair" in page.text
    assert "Kettle 1<" in page.text
    assert "Hidden lamp" not in page.text
    assert "US$6.20 – US$8.90" in page.text
    assert "MOQ 1,500" in page.text


def test_search_takes_every_word_and_no_wildcards(reader: Reader) -> None:
    assert "Kettle 7<" in reader.get("/?q=kettle+7").text
    assert "Kettle 7<" not in reader.get("/?q=kettle+8").text
    assert "电水壶7" in Reader(reader.base, "zh").get("/?q=水壶7").text
    assert "Kettle 1<" not in reader.get("/?q=%25").text, "a percent sign is a character like any other"
    assert "100%_A" not in reader.get("/?q=100%25XA").text
    assert html.escape(NAUGHTY)[:20] in reader.get("/?q=100%25_a").text


def test_pages_and_sections(reader: Reader) -> None:
    first, second = reader.get("/").text, reader.get("/?page=2").text
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Kettle 30<" in second
    assert "Page 2 of 2" in reader.get("/?page=999999").text
    link = re.search(r'href="/\?(section=\d+)"[^>]*>Lamps<', first)
    assert link
    assert "Kettle 1<" not in reader.get(f"/?{link[1]}").text


def test_exhibitors_are_listed_and_found_by_their_exhibits(reader: Reader) -> None:
    assert "Lanzhi Ltd" in reader.get("/?show=exhibitors").text
    found = reader.get("/?show=exhibitors&q=lamp").text
    assert "Second" in found
    assert "Lanzhi Ltd" not in found


@pytest.mark.parametrize(
    "query", ["section=x&page=-1", "page=0", "page=99999999999999999999", "section=-4", "show=<b>"]
)
def test_nonsense_in_the_address_is_left_out(reader: Reader, query: str) -> None:
    assert reader.get(f"/?{query}").status_code == 200


def test_nul_in_the_address_is_refused_by_a_page(reader: Reader) -> None:
    page = reader.get("/?q=%00")
    assert page.status_code == 422
    assert "text/html" in page.headers["Content-Type"]


def test_exhibit_and_exhibitor_pages(fair: FairServer, reader: Reader) -> None:
    exhibits, exhibitors = fair.ids("exhibit"), fair.ids("exhibitor")
    page = reader.get(f"/exhibits/{exhibits['k1']}").text
    assert "Stainless steel inside." in page
    assert "1,500 pieces" in page
    assert "30 days" in page
    assert f"/chats/new?exhibit={exhibits['k1']}" in page
    assert "https://lanzhi.example.com" in reader.get(f"/exhibitors/{exhibitors['first']}").text


def test_what_is_not_listed_or_not_there_is_not_found(fair: FairServer, reader: Reader) -> None:
    for path in (
        f"/exhibits/{fair.ids('exhibit')['hidden']}",
        "/exhibits/999999",
        "/exhibitors/999999",
        "/pictures/99",
    ):
        page = reader.get(path)
        assert page.status_code == 404, path
        assert "text/html" in page.headers["Content-Type"]


def test_what_exhibitors_write_is_never_markup(fair: FairServer, reader: Reader) -> None:
    second = fair.ids("exhibitor")["second"]
    for path in ("/?show=exhibitors", f"/exhibitors/{second}", f"/exhibits/{fair.ids('exhibit')['naughty']}"):
        text = reader.get(path).text
        assert "<img src=x" not in text, path
        assert "<script>" not in text
        assert "&lt;img src=x" in text
    assert "javascript:" not in reader.get(f"/exhibitors/{second}").text


@pytest.mark.parametrize(
    ("accepted", "language", "words"),
    [
        ("zh-CN,zh;q=0.9", "zh", ["第140届交易会", "电水壶1", "起订量", "咨询"]),
        ("es-MX", "es", ["140.ª Feria", "Hervidor 1", "Pedido mínimo", "Preguntar"]),
        ("de, fr;q=0.5", "en", ["140th Fair", "Kettle 1", "Minimum order", "Ask about"]),
    ],
)
def test_languages(fair: FairServer, accepted: str, language: str, words: list[str]) -> None:
    page = Reader(fair.url, accepted).get(f"/exhibits/{fair.ids('exhibit')['k1']}")
    assert page.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in page.text
    assert all(word in page.text for word in words)


def test_pages_keep_browsers_on_a_short_leash(reader: Reader) -> None:
    page = reader.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page.text), "no script in the page"
    assert not re.search(r"\son\w+=", page.text)
    assert not re.search(r"\sstyle=", page.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text), "nothing from elsewhere"


def test_assets_are_kept_only_under_their_own_version(reader: Reader) -> None:
    address = re.search(r'href="(/static/\w+/site\.css)"', reader.get("/").text)
    assert address
    assert "immutable" in reader.get(address[1]).headers["Cache-Control"]
    assert reader.get("/static/old/site.css").headers["Cache-Control"] == "no-cache"
    assert reader.get("/static/old/../../../pages.py").status_code == 404
    assert reader.get("/static/old/%2e%2e/pages.py").status_code == 404


def test_pictures_of_exhibits_only(fair: FairServer, reader: Reader) -> None:
    found = re.search(r'src="(/pictures/\d+)\?size=thumb"', reader.get("/").text)
    assert found
    picture = reader.get(f"{found[1]}?size=full")
    assert picture.headers["Content-Type"].startswith("image/")
    assert "sandbox" in picture.headers["Content-Security-Policy"]
    buyer, _ = fair.buyer()
    conversation = buyer.act("start_conversation", exhibitor_id=fair.ids("exhibitor")["first"])["conversation_id"]
    buyer.show(conversation, drawn())
    private = buyer.messages(conversation)[-1]["attachment"]["id"]
    assert reader.get(f"/pictures/{private}").status_code == 404


def test_an_address_that_is_not_there(reader: Reader) -> None:
    browser = {"Accept": "text/html,*/*;q=0.8"}
    page = reader.get("/nowhere/at/all", headers=browser)
    assert page.status_code == 404
    assert "text/html" in page.headers["Content-Type"]
    assert "To the start page" in page.text
    program = reader.get("/api/v1/nowhere", headers=browser)
    assert program.status_code == 404
    assert program.json()["code"] == "not_found"
    assert reader.get("/nowhere").json()["code"] == "not_found"
