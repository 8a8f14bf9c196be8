"""What may be kept of a buyer: the one rule for registering and for changing the profile later."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from zoneinfo import available_timezones

from workstation.domain import spoken
from workstation.domain.card_files import phones
from workstation.domain.mail_address import mail_address

MAX_NAME_CHARS: Final = 100
MAX_COMPANY_CHARS: Final = 200
MAX_EMAIL_CHARS: Final = 200
MAX_PHONE_CHARS: Final = 40
MAX_BADGE_CHARS: Final = 40
MAX_GENDER_CHARS: Final = 20
MAX_LANGUAGES: Final = 10
MAX_INTERESTS: Final = 50
MAX_INTEREST_CHARS: Final = 100

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BREAKING: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that no line has: controls, half characters, ends of lines."""


def tidy(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields as they are kept: without blanks around them, and without empty entries."""
    return {name: value.strip() if isinstance(value, str) else _entries(value) for name, value in said.items()}


def faulty(said: Mapping[str, Any], country: str) -> str:
    """Return the name of the first field that can't be kept, empty when all can.

    Args:
        said: tidied fields of a `Buyer`, any of them.
        country: where a number without a country's code belongs.
    """
    for name, can_be_kept in _RULES.items():
        if name in said and not can_be_kept(said[name]):
            return name
    phone = said.get("phone", "")
    return "phone" if phone and not (_is_line(phone, MAX_PHONE_CHARS) and phones.international(phone, country)) else ""


def is_language(code: str) -> bool:
    """Tell whether this is the code of a language."""
    return len(code) <= spoken.LONGEST and _LANGUAGE.fullmatch(code) is not None


def _entries(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(stripped for value in values if (stripped := value.strip()))


def _is_line(text: str, most: int) -> bool:
    return len(text) <= most and not any(unicodedata.category(one) in _BREAKING for one in text)


def _is_name(text: str) -> bool:
    """Tell whether people could be called that: there is something to see."""
    return _is_line(text, MAX_NAME_CHARS) and any(unicodedata.category(one)[0] not in "CZ" for one in text)


_RULES: Final[Mapping[str, Callable[[Any], bool]]] = {
    "name": _is_name,
    "company": lambda text: _is_line(text, MAX_COMPANY_CHARS),
    "country": lambda code: _COUNTRY.fullmatch(code) is not None,
    "email": lambda text: len(text) <= MAX_EMAIL_CHARS and bool(mail_address(text)),
    "languages": lambda codes: len(codes) <= MAX_LANGUAGES and all(map(is_language, codes)),
    "interests": lambda words: len(words) <= MAX_INTERESTS and all(_is_line(one, MAX_INTEREST_CHARS) for one in words),
    "time_zone": lambda zone: not zone or zone in available_timezones(),
    "badge_number": lambda text: _is_line(text, MAX_BADGE_CHARS),
    "gender": lambda text: _is_line(text, MAX_GENDER_CHARS),
}
