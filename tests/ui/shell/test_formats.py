"""Times and spans as the two languages write them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from workstation.ui import formats
from workstation.ui.language import Language

NOW = datetime(2026, 3, 11, 14, 2).astimezone().astimezone(UTC)
"""A Wednesday, two past two on this machine's clock."""


@pytest.fixture
def language(spoken: Language) -> Iterator[Language]:
    yield spoken
    spoken.use("en")


@pytest.mark.parametrize(
    ("ago", "english", "chinese"),
    [
        (timedelta(0), "14:02", "14:02"),
        (timedelta(days=1), "Yesterday", "昨天"),
        (timedelta(days=2), "Mon", "周一"),
        (timedelta(days=6), "Thu", "周四"),
        (timedelta(days=7), "4 Mar", "3月4日"),
        (timedelta(days=400), "4 Feb 2025", "2025年2月4日"),
        (timedelta(days=-3), "14 Mar", "3月14日"),
    ],
)
def test_chat_times(qapp: object, language: Language, ago: timedelta, english: str, chinese: str) -> None:
    language.use("en")
    assert formats.chat_time(NOW - ago, NOW) == english
    language.use("zh_CN")
    assert formats.chat_time(NOW - ago, NOW) == chinese


@pytest.mark.parametrize(
    ("ago", "english", "chinese"),
    [
        (timedelta(0), "Today", "今天"),
        (timedelta(days=1), "Yesterday", "昨天"),
        (timedelta(days=7), "Wednesday, 4 March", "3月4日 星期三"),
        (timedelta(days=400), "4 February 2025", "2025年2月4日"),
    ],
)
def test_day_lines(qapp: object, language: Language, ago: timedelta, english: str, chinese: str) -> None:
    language.use("en")
    assert formats.day_line(NOW - ago, NOW) == english
    language.use("zh_CN")
    assert formats.day_line(NOW - ago, NOW) == chinese


@pytest.mark.parametrize(
    ("span", "english", "chinese"),
    [
        (timedelta(seconds=-5), "0 min", "0 分钟"),
        (timedelta(minutes=59, seconds=59), "59 min", "59 分钟"),
        (timedelta(hours=1), "1 h", "1 小时"),
        (timedelta(hours=47), "47 h", "47 小时"),
        (timedelta(hours=49), "2 d", "2 天"),
    ],
)
def test_spans(qapp: object, language: Language, span: timedelta, english: str, chinese: str) -> None:
    language.use("en")
    assert formats.short_span(span) == english
    language.use("zh_CN")
    assert formats.short_span(span) == chinese


def test_countries(qapp: object, language: Language) -> None:
    language.use("en")
    assert [formats.country_name(code) for code in ("DE", "de", "", "XX")] == ["Germany", "Germany", "", "XX"]
    language.use("zh_CN")
    assert formats.country_name("DE") == "德国"


def test_numbers(qapp: object, language: Language) -> None:
    language.use("en")
    assert formats.number(1234567) == "1,234,567"
