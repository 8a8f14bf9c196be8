"""Phrases: canned answers in Chinese and English, with variables that are filled when one is used (domain.md §2)."""

import re
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.message import check_text

VARIABLES: Final = ("buyer", "company", "exhibit", "number", "moq", "price", "lead_days", "me")
"""Buyer's name and company; the exhibit's name, number, MOQ, price and lead time in days; my own name."""

MAX_SHORTCUT_CHARS: Final = 40
MAX_TITLE_CHARS: Final = 200

# An input method for Chinese types full-width braces: they mean the same.
_NAMED: Final = re.compile(r"[{｛]\s*([A-Za-z_]+)\s*[}｝]")


class Phrase(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A canned answer; named by the action that made it."""

    id: ActionId
    rev: int
    owner_id: PrincipalId | None = None
    """Whose it is; `None`: company-wide."""
    shortcut: str = ""
    title: str = ""
    zh: str = ""
    en: str = ""
    deleted: bool = False
    """Gone, or no longer this reader's to see; then it has no texts."""

    def text(self, language: str) -> str:
        """Return the text for a reader of that language (`zh…` or anything else); the other one if that is empty."""
        first, second = (self.zh, self.en) if language.startswith("zh") else (self.en, self.zh)
        return first or second


class UsualPhrase(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the trade's usual answers, to begin with: `resources/phrases/trade.json` is a list of them."""

    shortcut: str
    title: str
    """For readers of both languages."""
    zh: str
    en: str


def unfilled(text: str) -> tuple[str, ...]:
    """Return the variables that stand in a text, each once, in their order."""
    found = (match[1].lower() for match in _NAMED.finditer(text))
    return tuple(dict.fromkeys(name for name in found if name in VARIABLES))


def first_unfilled(text: str) -> tuple[int, int] | None:
    """Return where the first variable in a text begins and ends, braces included; `None` if there is none."""
    found = (match for match in _NAMED.finditer(text) if match[1].lower() in VARIABLES)
    return next((match.span() for match in found), None)


def check_filled(text: str) -> str:
    """Return the text as it may be sent.

    Raises:
        Refusal: `phrase_unfilled` with `names` (parted by commas) when a variable still stands in it.
    """
    missing = unfilled(text)
    if missing:
        raise Refusal("phrase_unfilled", {"names": ", ".join(missing)})
    return text


def fill_known(text: str, values: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Return the text with what is known put in, and the variables that have no value and still stand there.

    Values are put in once: a brace in a buyer's name is not looked at again.
    """
    missing: dict[str, None] = {}

    def value(match: re.Match[str]) -> str:
        name = match[1].lower()
        if name not in VARIABLES:
            return match[0]
        known = values.get(name, "").strip()
        if not known:
            missing[name] = None
        return known or match[0]

    filled = _NAMED.sub(value, text)
    return filled, tuple(missing)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every variable filled.

    Raises:
        Refusal: `phrase_unfilled` with `names` (parted by commas) when a variable has no value.
    """
    filled, missing = fill_known(text, values)
    if missing:
        raise Refusal("phrase_unfilled", {"names": ", ".join(missing)})
    return filled


def check_phrase(shortcut: str, title: str, zh: str, en: str) -> tuple[str, str, str, str]:
    """Return shortcut, title and texts as they may be kept.

    Raises:
        Refusal: `text_empty` when both texts or the title are, `text_too_long`, `text_invalid`, `invalid_request` with
            `field` `shortcut`, `phrase_variable_unknown` with `name`.
    """
    shortcut, title = shortcut.strip().lstrip("/"), " ".join(title.split())
    if len(shortcut) > MAX_SHORTCUT_CHARS or any(one.isspace() for one in shortcut):
        raise Refusal("invalid_request", {"field": "shortcut"})
    if len(title) > MAX_TITLE_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_TITLE_CHARS, "length": len(title)})
    check_text(title)
    if shortcut:
        check_text(shortcut)
    texts = [text if text.strip() else "" for text in (zh, en)]
    if not any(texts):
        raise Refusal("text_empty")
    for text in filter(None, texts):
        _check_variables(check_text(text))
    return shortcut, title, texts[0], texts[1]


def _check_variables(text: str) -> None:
    for match in _NAMED.finditer(text):
        if match[1].lower() not in VARIABLES:
            raise Refusal("phrase_variable_unknown", {"name": match[1]})
