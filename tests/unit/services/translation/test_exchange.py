"""Memory and glossary go out and come back equal; broken and hostile files are told apart from good ones."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest

from workstation.domain.ids import new_action_id
from workstation.domain.translation.memory import Unit
from workstation.services.translation.exchange import (
    Brought,
    UnreadableFile,
    read_csv,
    read_tmx,
    write_csv,
    write_tmx,
)
from workstation.services.translation.shipped import shipped_units

NOW = datetime(2026, 10, 15, tzinfo=UTC)


def texts(brought: Brought) -> list[tuple[dict[str, str], bool]]:
    return [(unit.texts, unit.term) for unit in brought.units]


def odd_units() -> list[Unit]:
    pairs = [
        ("=1+1", "=cmd()"),
        ("+86 138", "-5 °C"),
        ('say "hi", <b>&amp;', "说“你好”，<b>&"),
        ("two\nlines", "两\n行"),
        ("'=quoted", "@at"),
    ]
    return [
        Unit(id=new_action_id(), rev=1, texts={"en": one, "zh-Hans": two}, term=number % 2 == 0)
        for number, (one, two) in enumerate(pairs)
    ]


def test_what_goes_out_as_tmx_comes_back_equal() -> None:
    units = [*shipped_units(), *odd_units()]
    written = write_tmx(units, NOW)
    back = read_tmx(written)
    assert texts(back) == [(unit.texts, unit.term) for unit in units]
    assert back.skipped == ()
    root = ET.fromstring(written)
    assert root.get("version") == "1.4"
    assert len(root.findall("body/tu")) == len(units)


def test_what_goes_out_as_csv_comes_back_equal_and_computes_nothing() -> None:
    units = [*shipped_units(), *odd_units()]
    written = write_csv(units)
    assert texts(read_csv(written)) == [(dict(sorted(unit.texts.items())), unit.term) for unit in units]
    assert written.startswith(b"\xef\xbb\xbf")
    for line in written.decode("utf-8-sig").splitlines():
        assert not line.startswith(("=", "+", "-", "@"))


def test_tmx_of_another_program_is_read() -> None:
    data = b"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US"/><body>
<tu><tuv xml:lang="EN-US"><seg>MOQ is <bpt i="1">500</bpt> pcs</seg></tuv>
<tuv xml:lang="ZH-CN"><seg>\xe8\xb5\xb7</seg></tuv></tu>
<tu><tuv lang="zh-TW"><seg>\xe8\xab\x8b</seg></tuv><tuv xml:lang="es-ES"><seg>por favor</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
</body></tmx>"""
    back = read_tmx(data)
    assert texts(back) == [
        ({"en": "MOQ is 500 pcs", "zh-Hans": "起"}, False),
        ({"zh-Hant": "請", "es": "por favor"}, False),
    ]
    assert [(one.line, one.code) for one in back.skipped] == [(7, "languages")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not xml",
        b"<tmx><body><tu>",
        b"<html/>",
        b'<!DOCTYPE t [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><tmx><body>&b;</body></tmx>',
        b'<!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body>&x;</body></tmx>',
    ],
)
def test_what_is_no_tmx_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_tmx(data)


def test_csv_in_the_encoding_of_chinese_spreadsheets_is_read() -> None:
    data = "zh-CN,en,term\r\n起订量,MOQ,1\r\n你好,Hello,\r\n".encode("gbk")
    assert texts(read_csv(data)) == [
        ({"zh-Hans": "起订量", "en": "MOQ"}, True),
        ({"zh-Hans": "你好", "en": "Hello"}, False),
    ]


@pytest.mark.parametrize("data", [b"", b"en\nalone\n", b"\x00\x01", b'en,es\n"open', b"1,2\na,b\n"])
def test_what_is_no_csv_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_csv(data)


def test_bad_rows_are_named_and_the_rest_comes_in() -> None:
    back = read_csv(("en,es\ngood,bueno\n" + "x" * 2001 + ",y\nalone,\n\nfine,bien\n").encode())
    assert [unit.texts["en"] for unit in back.units] == ["good", "fine"]
    assert [(one.line, one.code) for one in back.skipped] == [(3, "too_long"), (4, "languages")]
