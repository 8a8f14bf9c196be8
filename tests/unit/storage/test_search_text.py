"""Folding and splitting: what makes no difference to a search, and that FTS5 takes our words as they are."""

import contextlib
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from workstation.domain.errors import Refusal
from workstation.storage import search_text, traditional


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mañana", "manana"),
        ("e\u0301clair", "ÉCLAIR"),
        ("ＦＯＢ　１２３", "fob 123"),
        ("價格", "价格"),
        ("瞭解", "了解"),
        ("請回覆", "请回复"),
        ("臺灣", "台湾"),
        ("項鍊", "项链"),
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("مُحَمَّد", "محمد"),
        ("کتاب", "كتاب"),
        ("١٢٣", "123"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Ørsted", "orsted"),
        ("ﬁne", "fine"),
        ("ёлка", "елка"),
        ("ｶﾀﾛｸﾞ", "カタログ"),
        ("m²", "m2"),
        ("ship\u00adping", "shipping"),
        ("A-77", "a 77"),
        ("A77", "a 77"),
        ("500pcs", "500 PCS"),
        ("铁路12306", "铁路 12306"),
        ("FOB上海", "fob 上 海"),
        ("سعرFOB", "سعر fob"),
        ("ценаFOB", "цена fob"),
        ("👍🏽", "👍"),
        ("㍿", "株式会社"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert search_text.split(one).split() == search_text.split(other).split() != []


@pytest.mark.parametrize(
    ("one", "other"), [("报价", "价报"), ("€", "$"), ("👍", "👎"), ("price", "prize"), ("土", "士")]
)
def test_these_are_not(one: str, other: str) -> None:
    assert search_text.split(one).split() != search_text.split(other).split()


def test_the_index_takes_every_character_as_we_split_it() -> None:
    """Else something would be in the index otherwise than the query asks for it, and never be found."""
    characters = [chr(code) for code in range(1, sys.maxunicode + 1) if _is_worth_a_try(code)]
    rows = [
        [word for character in characters[first : first + 500] for word in search_text.split(character).split()]
        for first in range(0, len(characters), 500)
    ]
    with contextlib.closing(dbapi2.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61 remove_diacritics 0')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab('t', 'instance')")
        connection.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", enumerate(map(" ".join, rows)))
        indexed: list[list[str]] = [[] for _ in rows]
        for row, word in connection.execute("SELECT doc, term FROM v ORDER BY doc, offset"):
            indexed[row].append(word)
    assert [(ours, theirs) for ours, theirs in zip(rows, indexed, strict=True) if ours != theirs] == []
    assert sum(map(len, rows)) > 20_000


def _is_worth_a_try(code: int) -> bool:
    """Tell whether a character is assigned; of the tens of thousands of Han and Hangul a sample is enough."""
    if unicodedata.category(chr(code)) in {"Cn", "Co", "Cs"}:
        return False
    return code < 0x3400 or 0xA000 <= code < 0xAC00 or 0xD7B0 <= code < 0x20000 or code % 37 == 0


def test_every_letter_digit_and_emoji_can_be_found() -> None:
    lost = [c for c in "價aЖ5ñ한ไع€👍🇨ß½" if not search_text.split(c).split()]
    assert lost == []


@given(st.text())
def test_splitting_what_is_split_changes_nothing_but_signs(text: str) -> None:
    words = search_text.split(text).split()
    plain = [word for word in words if ord(word[0]) < 0xF0000]
    assert search_text.split(" ".join(plain)).split() == plain


@given(st.text(alphabet=st.characters(codec="utf-8")), st.text(alphabet=st.characters(codec="utf-8")))
def test_a_text_is_found_by_itself_and_by_its_beginning(text: str, more: str) -> None:
    query = search_text.parse(text[: search_text.MAX_QUERY_CHARS])
    assert query.is_in(text[: search_text.MAX_QUERY_CHARS] + " " + more)


def test_terms_of_punctuation_are_named_not_dropped_silently() -> None:
    query = search_text.parse("价格 - 12 ?!")
    assert query.ignored == ("-", "?!")
    assert query.phrases == (("价", "格"), ("12",))


def test_too_long_a_query_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        search_text.parse("价" * 501)
    assert refused.value.code == "query_too_long"
    assert refused.value.params == {"limit": 500}


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800", "\u202e\u2066", "—", "。"])
def test_there_may_be_nothing_to_look_for(text: str) -> None:
    assert search_text.parse(text).phrases == ()


def test_the_tables_are_one_to_one_and_end_at_once() -> None:
    table = traditional.simplified()
    assert len(table) > 4000
    assert all(len(a) == len(b) == 1 for a, b in table.items())
    assert [c for c, to in table.items() if to in table] == []
    assert [c for c in traditional.readings() if c in table] == []
