"""Highlighting: the stretches of the text as it was written, and the snippet around them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.storage import search_text
from workstation.storage.search_match import SNIPPET_CHARS, Finder, snippet

TRADE = st.text(alphabet="价價格a1Aéñ ñ-./٣أحFＦОб한ไก👍$€\u0301\u064e\u200d\u00ad\n", max_size=40)


def marked(text: str, query: str) -> str:
    """Return the text with what is found in brackets."""
    result, last = "", 0
    for begin, end in Finder(search_text.parse(query)).ranges(text):
        result += f"{text[last:begin]}[{text[begin:end]}]"
        last = end
    return result + text[last:]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("请报价，最低价是多少", "价", "请报[价]，最低[价]是多少"),
        ("請問價格？", "价格", "請問[價格]？"),
        ("铁路12306网", "12306", "铁路[12306]网"),
        ("铁路12306网", "路12", "铁[路12]306网"),
        ("Hasta mañana, Ñandú", "manana nandu", "Hasta [mañana], [Ñandú]"),
        ("man\u0303ana", "mañ", "[man\u0303]ana"),
        ("ＦＯＢ 上海", "fob上海", "[ＦＯＢ 上海]"),
        ("part A-77/B, a77", "a77", "part [A-77]/B, [a77]"),
        ("part A-77/B, a77", "A 77", "part [A]-[77]/B, [a77]"),
        ("السيد أحمد", "احمد", "السيد [أحمد]"),
        ("مُحَمَّد", "محم", "[مُحَمَّ]د"),
        ("Straße", "strass", "[Straß]e"),
        ("prices, price", "price", "[price]s, [price]"),
        ("Пример FOB", "при", "[При]мер FOB"),
        ("yes👍🏽 $5", "👍 $", "yes[👍🏽] [$]5"),
        ("no such", "none", "no such"),
        ("price 价", "price 格", "price 价"),
    ],
)
def test_marks_what_was_found_as_it_was_written(text: str, query: str, expected: str) -> None:
    assert marked(text, query) == expected


@given(TRADE, TRADE)
def test_ranges_are_there_exactly_when_every_word_is(text: str, query: str) -> None:
    parsed = search_text.parse(query)
    ranges = Finder(parsed).ranges(text)
    assert bool(ranges) == (bool(parsed.phrases) and parsed.is_in(text))
    assert all(0 <= begin < end <= len(text) for begin, end in ranges)
    assert list(ranges) == sorted(ranges)
    assert all(a[1] < b[0] for a, b in pairwise(ranges))


@given(TRADE, TRADE)
def test_what_is_marked_is_found_by_the_query_again(text: str, query: str) -> None:
    parsed = search_text.parse(query)
    together = " ".join(text[begin:end] for begin, end in Finder(parsed).ranges(text))
    assert not together or parsed.is_in(together)


def test_in_several_texts_each_may_have_some_words() -> None:
    finder = Finder(search_text.parse("ahmed gulf"))
    assert finder.ranges("Ahmed", every=False) == ((0, 5),)
    assert finder.ranges("Gulf Trading", every=False) == ((0, 4),)
    assert finder.ranges("Ahmed") == ()


def test_a_short_text_is_shown_whole_on_one_line() -> None:
    found = snippet("one\ntwo\u2028three", ((4, 7),))
    assert (found.text, found.ranges) == ("one two three", ((4, 7),))
    assert not found.cut_before
    assert not found.cut_after


def test_a_long_text_is_cut_where_most_is_shown() -> None:
    text = "price " + "word " * 100 + "the price of a sample " + "word " * 100
    found = snippet(text, Finder(search_text.parse("price sample")).ranges(text))
    assert [found.text[a:b] for a, b in found.ranges] == ["price", "sample"]
    assert found.cut_before
    assert found.cut_after
    assert len(found.text) <= SNIPPET_CHARS


@given(TRADE.map(lambda text: text * 20), TRADE)
def test_a_snippet_marks_the_same_characters(text: str, query: str) -> None:
    ranges = Finder(search_text.parse(query)).ranges(text)
    found = snippet(text, ranges)
    assert len(found.text) <= SNIPPET_CHARS
    assert bool(found.ranges) == bool(ranges)
    place = 0 if not found.cut_before else text.replace("\n", " ").index(found.text)
    assert all(text[place + a : place + b].replace("\n", " ") == found.text[a:b] for a, b in found.ranges)
