"""Phone numbers: read as people write them, kept as E.164, shown as people read them (docs/decisions/0080)."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

EXTENSION = ";ext="
_CHINESE_MOBILE = re.compile(r"1[3-9]\d{9}")
_CHINESE_EXTENSION = re.compile("转|分机")
_NUMBER = re.compile(
    r"[\s\d()（）+＋./\u2010-\u2015－-]+((?:;ext=|ext\.?|extn\.?|x|#|转|分机)\s*:?\s*\d+)?\s*", re.IGNORECASE
)


def normal(written: str, country: str = "") -> str:
    """Return a number in E.164, with `;ext=` where there is an extension; as it was written when it can't be read.

    Args:
        written: by people, any way.
        country: ISO 3166-1 alpha-2 of where a number without a country's code belongs, or empty.
    """
    number = _parsed(written, country)
    if number is None:
        return " ".join(written.split())
    return _e164(number) + (f"{EXTENSION}{number.extension}" if number.extension else "")


def international(written: str, country: str = "") -> str:
    """Return a number in E.164 without its extension, to compare by; empty when it can't be read as a number."""
    if written.startswith("+") and written[1:].isdigit() and 7 < len(written) <= 16:
        return written  # as we keep them
    number = _parsed(written, country)
    return "" if number is None else _e164(number)


def textable(written: str, country: str = "") -> str:
    """Return a number in E.164 that text messages may reach, else nothing; `00` before it stands for `+`.

    A number with an extension, or one that is known to be a land line or a service, reaches nobody's pocket.

    Args:
        written: by people, any way.
        country: ISO 3166-1 alpha-2 of where a number without a country's code belongs, or empty.
    """
    text = written.strip()
    number = _parsed(f"+{text[2:]}" if text.startswith("00") else text, country)
    return "" if number is None or number.extension or not _may_be_mobile(number) else _e164(number)


@lru_cache(4096)
def shown(number: str) -> str:
    """Return a number as people read it (`+86 138 0013 8000`); what isn't one as it is."""
    from phonenumbers import PhoneNumberFormat, format_number

    parsed = _parsed(number, "")
    return number if parsed is None else format_number(parsed, PhoneNumberFormat.INTERNATIONAL)


def is_chinese_mobile(written: str) -> bool:
    """Tell whether a number without a country's code has the form of a mobile number of China: `138 0013 8000`."""
    return bool(_CHINESE_MOBILE.fullmatch(re.sub(r"[\s-]", "", written)))


def is_valid(written: str, country: str = "") -> bool:
    """Tell whether such a number can exist."""
    from phonenumbers import is_valid_number

    number = _parsed(written, country)
    return number is not None and is_valid_number(number)


def is_land_line(written: str, country: str = "") -> bool:
    """Tell whether a number is known to be no mobile one; `False` for what can't be read as a number.

    Args:
        written: by people, any way.
        country: ISO 3166-1 alpha-2 of where a number without a country's code belongs, or empty.
    """
    number = _parsed(written, country)
    return number is not None and (bool(number.extension) or not _may_be_mobile(number))


def address(number: str) -> str:
    """Return the `tel:` address (RFC 3966) of a number, empty when it is none."""
    plain = international(number.split(EXTENSION, maxsplit=1)[0])
    if not plain:
        return ""
    extension = number.partition(EXTENSION)[2]
    return f"tel:{plain}" + (f"{EXTENSION}{extension}" if extension.isdigit() else "")


def _parsed(written: str, country: str) -> "PhoneNumber | None":
    from phonenumbers import NumberParseException, is_possible_number, is_valid_number, parse

    if not _NUMBER.fullmatch(written):
        return None  # words with a number in them: the library would take the number alone
    try:
        number = parse(_CHINESE_EXTENSION.sub(" ext ", written), country or None)
    except NumberParseException:
        return None
    fine = is_possible_number(number) if written.lstrip().startswith(("+", "＋")) else is_valid_number(number)
    return number if fine else None


def _may_be_mobile(number: "PhoneNumber") -> bool:
    from phonenumbers import PhoneNumberType, number_type

    mobile = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.PERSONAL_NUMBER)
    return number_type(number) in (*mobile, PhoneNumberType.UNKNOWN)  # unknown: a range newer than the library


def _e164(number: "PhoneNumber") -> str:
    from phonenumbers import PhoneNumberFormat, format_number

    return format_number(number, PhoneNumberFormat.E164)
