"""What may be kept of a buyer, field by field."""

from typing import Any

import pytest

from workstation.domain.buyer_rules import faulty, tidy

GOOD: dict[str, Any] = {
    "name": "Ana María O'Neill-Pérez 李芳",
    "company": "",
    "country": "VN",
    "email": "ana@casa.example",
    "phone": "0912 345 678",
    "languages": ("es", "zh-Hant", "en"),
    "interests": ("LED lamps", "灯具"),
    "time_zone": "Asia/Ho_Chi_Minh",
    "badge_number": "V26-40001",
    "gender": "",
}


def test_what_people_say_is_kept() -> None:
    assert faulty(GOOD, "VN") == ""
    assert faulty({}, "") == ""
    for phone in ("", "+84 912 345 678", "0084 912 345 678", "+966 50 123 4567 ext. 889", "（028）3822 1234"):
        assert faulty({"phone": phone}, "VN") == "", phone


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[("name", text) for text in ("", "x" * 101, "Ana\x07", "A\nB", "A\u2028B", "\u200b\u2060", "\u0085")],
        *[("company", text) for text in ("x" * 201, "Casa\tLuz")],
        *[("country", text) for text in ("", "vn", "VNM", "V\n")],
        *[("email", text) for text in ("", "ana", "ana@casa", f"{'a' * 190}@casa.example", "a b@casa.example")],
        *[("phone", text) for text in ("x", "12345", "call me", "+1", "1" * 41, "+84 912 345 678 or 679")],
        *[("languages", codes) for codes in (("en",) * 11, ("<b>",), ("e",), ("en" + "-aaaaaaaa" * 3,))],
        *[("interests", words) for words in (("x",) * 51, ("x" * 101,), ("a\nb",))],
        *[("time_zone", zone) for zone in ("Mars/Olympus", "../../etc/passwd", "asia/shanghai ")],
        *[("badge_number", text) for text in ("x" * 41, "1\x002")],
    ],
)
def test_what_can_t_be_kept_is_named(field: str, value: Any) -> None:
    assert faulty({**GOOD, field: value}, "VN") == field


def test_a_number_without_its_country_s_code_belongs_to_a_country() -> None:
    assert faulty({"phone": "0912 345 678"}, "US") == "phone"
    assert faulty({"phone": "+84 912 345 678"}, "US") == ""


def test_blanks_around_are_not_kept() -> None:
    assert tidy({"name": " Ana ", "interests": (" LED ", " ", "")}) == {"name": "Ana", "interests": ("LED",)}
