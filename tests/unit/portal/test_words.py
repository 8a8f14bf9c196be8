"""Words of pages and scripts: all there in three languages, and names as each language writes them."""

from pathlib import Path

import pytest

from tools import catalogues
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ExhibitId, ExhibitorId, SectionId
from workstation.server import words
from workstation.server.portal import assets, countries, pages
from workstation.server.portal.visitors import local

LANGUAGES = ("zh", "en", "es")


def test_catalogues_are_fresh_and_complete() -> None:
    assert [str(fault) for fault in catalogues.check_server()] == []


def test_scripts_find_every_word_that_they_say() -> None:
    """Babel's reading of the scripts (which the catalogues are made by) and the pages' own find the same texts."""
    from babel.messages.extract import extract_from_dir

    keywords = {"t": None, "tn": (1, 2)}
    found = extract_from_dir(assets.FOLDER, [("**.js", "javascript")], keywords=keywords)
    expected = {text[0] if isinstance(text, tuple) else text for _, _, text, _, _ in found}
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in assets.FOLDER.rglob("*.js"))
    assert set(assets.script_words(scripts, "en")) == expected
    assert len(expected) > 40


@pytest.mark.parametrize("language", ["zh", "es"])
def test_scripts_speak_the_language(language: str) -> None:
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in assets.FOLDER.rglob("*.js"))
    told = assets.script_words(scripts, language)
    same = {source for source, text in told.items() if text in (source, [source, source])}
    assert same == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_words(language: str) -> None:
    for code in words.SENTENCES:
        title, detail = words.sentence(
            code,
            language,
            {
                "limit": 5,
                "length": 9,
                "minimum": 8,
                "megabytes": 20,
                "retry_after_s": 90,
                "name": "byuer",
                "minutes_min": 5,
                "given": 9,
                "minutes_max": 720,
            },
        )
        assert title
        assert "{" not in title + detail, code


@pytest.mark.parametrize(("language", "name"), [("zh", "德国"), ("en", "Germany"), ("es", "Alemania")])
def test_countries(language: str, name: str) -> None:
    known = dict(countries.countries(language))
    assert known["DE"] == name
    assert len(known) > 230
    assert not {"EU", "ZZ", "UN"} & known.keys()


@pytest.mark.parametrize(
    ("low", "high", "currency", "shown"),
    [
        (620, 890, "USD", "US$6.20 – US$8.90"),
        (620, 620, "USD", "US$6.20"),
        (None, 5000, "JPY", "JP¥5,000"),
        (123456, None, "EUR", "€1,234.56"),
        (None, None, "USD", ""),
    ],
)
def test_prices(low: int | None, high: int | None, currency: str, shown: str) -> None:
    exhibit = Exhibit(
        id=ExhibitId(1),
        rev=1,
        exhibitor_id=ExhibitorId(1),
        section_id=SectionId(1),
        number="",
        name_zh="",
        name_en="",
        price_min_minor=low,
        price_max_minor=high,
        currency=currency,
    )
    assert countries.price(exhibit, "en") == shown


def test_units_and_days() -> None:
    assert [pages.unit("es", "set", n) for n in (1, 2)] == ["juego", "juegos"]
    assert pages.unit("zh", "piece", 500) == "件"
    assert pages.unit("en", "bundle") == "bundle"
    assert pages.days("en", "2026-10-31", "2026-11-04").startswith("31 Oct")


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/chats/1?x=2", True),
        ("//evil.example", False),
        ("/\\evil", False),
        ("chats", False),
        ("", False),
        ("/a\tb", False),
    ],
)
def test_only_our_own_paths_are_gone_to(path: str, kept: bool) -> None:
    assert (local(path) == path) is kept


def test_source_files_are_small() -> None:
    for path in Path(assets.FOLDER).rglob("*.js"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path.name
