"""Every refusal has its sentence and its advice, in every language."""

import string
from collections.abc import Iterator

import pytest

from workstation.domain.errors import STATUS
from workstation.server import words

PARAMS: dict[str, str | int] = {
    "retry_after_s": 61,
    "limit": 10,
    "length": 11,
    "minimum": 8,
    "megabytes": 20,
    "name": "byuer",
    "given": 10_000,
    "minutes_min": 5,
    "minutes_max": 720,
}


def test_every_code_has_its_words() -> None:
    assert set(words.SENTENCES) == set(STATUS)


def fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def texts() -> Iterator[str]:
    for pair in words.SENTENCES.values():
        yield from pair


@pytest.mark.parametrize("language", ["zh", "es"])
@pytest.mark.parametrize("text", sorted(set(texts())))
def test_translations_are_there_with_the_same_fields(language: str, text: str) -> None:
    translated = words.translate(language, text)
    assert translated != text
    assert fields(translated) == fields(text)


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("code", sorted(STATUS))
def test_nothing_is_left_to_fill_in(code: str, language: str) -> None:
    for text in words.sentence(code, language, PARAMS):
        assert text
        assert "{" not in text


def test_minutes_are_rounded_up() -> None:
    assert "2 minutes" in words.sentence("locked", "en", {"retry_after_s": 61})[1]


@pytest.mark.parametrize(
    ("profile", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "fr-FR,es;q=0.6,en;q=0.3", "es"),
        (None, "en;q=0.1,es;q=0.2", "es"),
        (None, "de,fr", "en"),
        (None, ";;;q=,,q=x;q=nan", "en"),
        ("es-MX", "zh", "es"),
        ("fr", "zh", "zh"),
    ],
)
def test_which_language_is_spoken(profile: str | None, accepted: str, language: str) -> None:
    assert words.language_of(profile, accepted) == language
