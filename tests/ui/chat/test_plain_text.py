"""Texts as they are shown: nothing in them can hurt, positions stay."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from workstation.ui.chat.timeline import plain_text

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


@given(ANY_TEXT)
def test_shown_text_keeps_positions_and_has_nothing_dangerous(text: str) -> None:
    source = plain_text.normalized(text)
    shown = plain_text.shown(source)
    assert len(shown) == len(source)
    assert plain_text.utf16_length(shown) == len(shown.encode("utf-16-le")) // 2
    for char in shown:
        assert char in "\t\n\r" or not unicodedata.category(char).startswith(("Cc", "Cs"))
        assert char not in "\u202a\u202b\u202c\u202d\u202e"


@given(ANY_TEXT)
def test_runs_cover_the_whole_text(text: str) -> None:
    shown = plain_text.shown(plain_text.normalized(text))
    runs = plain_text.runs_of_paragraphs(shown)
    assert runs[0][0] == 0
    ends = [start + plain_text.utf16_length(part) for start, part, _ in runs]
    assert [start for start, _, _ in runs[1:]] == [end + 1 for end in ends[:-1]]
    assert ends[-1] == plain_text.utf16_length(shown)


@given(ANY_TEXT, st.integers(0, 400), st.integers(0, 400))
def test_slices_are_those_of_qt(text: str, a: int, b: int) -> None:
    source = plain_text.normalized(text)
    raw = source.encode("utf-16-le")
    start, end = sorted((a, b))
    assert plain_text.utf16_slice(source, start, end) == raw[2 * start : 2 * end].decode("utf-16-le", "replace")


@given(ANY_TEXT)
def test_names_stay_on_one_line_and_keep_their_direction_to_themselves(name: str) -> None:
    safe = plain_text.isolated_name(name)
    assert not set(safe.strip("\u2068\u2069")) & set("\n\r\u202a\u202b\u202d\u202e\u2066\u2067\u2028\u2029")
    assert ("\u2068" in safe) == safe.endswith("\u2069")


def test_a_name_that_turns_the_line_around_is_shown_with_a_mark() -> None:
    assert plain_text.isolated_name("Ali\u202egnp.exe") == "Ali\u25c0gnp.exe"
    assert plain_text.isolated_name("علي") == "\u2068علي\u2069"


def test_direction_is_that_of_the_first_strong_letter() -> None:
    assert plain_text.is_right_to_left("123 مرحبا hello")
    assert not plain_text.is_right_to_left("hello مرحبا")
    assert not plain_text.is_right_to_left("\u2067مرحبا\u2069 hello")
    runs = plain_text.runs_of_paragraphs("one\ntwo\nثلاثة\nfour")
    assert [(text.count("\u2028"), rtl) for _, text, rtl in runs] == [(1, False), (0, True), (0, False)]


def test_links_are_http_only_whole_and_without_the_sentence_around() -> None:
    def found(text: str) -> list[str]:
        return [link.address for link in plain_text.links(text)]

    assert found("see https://example.com/a?b=c(d)#e.") == ["https://example.com/a?b=c(d)#e"]
    assert found("(https://example.com/a)") == ["https://example.com/a"]
    assert found("请看https://example.com/报价，谢谢") == ["https://example.com/"]
    assert found("HTTP://EXAMPLE.COM") == ["HTTP://EXAMPLE.COM"]
    assert found("javascript:alert(1) file:///etc/passwd ftp://x.y mailto:a@b.c www.example.com") == []
    assert found("https://exa\u202emple.com") == ["https://exa"]
    assert found("https:// http://") == []


def test_link_positions_count_as_qt_does() -> None:
    text = "😀 https://a.example/x"
    (link,) = plain_text.links(text)
    assert plain_text.utf16_slice(text, link.start, link.end) == "https://a.example/x"
