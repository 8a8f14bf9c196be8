"""What is written is read again, the same; others read it too, and we read what they write."""

import csv
import io
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.unit.card_files.samples import cards
from workstation.domain.card import CardContent, CardPhone, PhoneKind, check_card
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.columns import WRITTEN
from workstation.domain.card_files.model import FileCard, Issue
from workstation.domain.card_files.vcard_out import FOLD, Version, written
from workstation.domain.errors import Refusal
from workstation.services.card_files import csv_in, csv_out

THOUSAND = cards(1000)
SAME = ("name_zh", "name_en", "company_zh", "company_en", "emails", "country", "booth", "about", "address_en")


def read(data: bytes) -> tuple[list[FileCard], list[Issue]]:
    found = list(vcard_in.read(io.BytesIO(data)))
    good = [replace(one, line=0) for one in found if isinstance(one, FileCard)]
    return good, [one for one in found if isinstance(one, Issue)]


@pytest.mark.parametrize("version", list(Version))
def test_a_thousand_cards_come_back_the_same(version: Version) -> None:
    data = b"".join(written(card, version) for card in THOUSAND)
    back, issues = read(data)
    assert issues == []
    assert len(back) == len(THOUSAND)
    for before, after in zip(THOUSAND, back, strict=True):
        assert after == before


@pytest.mark.parametrize("version", list(Version))
def test_lines_are_folded_between_characters(version: Version) -> None:
    for card in THOUSAND[:200]:
        data = written(card, version)
        assert data.startswith(f"BEGIN:VCARD\r\nVERSION:{version.value}\r\n".encode())
        for line in data.split(b"\r\n"):
            assert len(line) <= FOLD
            line.decode("utf-8")
            assert b"\n" not in line
            assert b"\r" not in line


_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120)


@given(_texts, _texts, _texts, st.lists(_texts, max_size=4), st.sampled_from(list(Version)))
def test_whatever_stands_on_a_card_comes_back(
    name: str, company: str, about: str, more: list[str], version: Version
) -> None:
    given = CardContent(name_zh=name, company_en=company, about=about, booth=name, sections=tuple(more))
    try:
        content = check_card(replace(given, emails=("a@example.com",)))
    except Refusal:
        return
    [back], issues = read(written(FileCard(content=content, note=content.about, tags=content.sections), version))
    assert issues == []
    if content.name_zh not in ("", content.company_en, "a@example.com"):
        assert back.content == content
    assert (back.content.about, back.content.sections, back.note) == (content.about, content.sections, content.about)


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    read(data)
    read(b"BEGIN:VCARD\nVERSION:2.1\n" + data + b"\nFN:x\nEND:VCARD\n")
    table = csv_in.look(io.BytesIO(data))
    list(csv_in.read(io.BytesIO(data), table, table.mapping))


# --- others ---


def test_another_parser_reads_what_we_write() -> None:
    data = b"".join(written(card, Version.V3) for card in THOUSAND).decode()
    theirs: list[Any] = list(vobject.readComponents(data))
    assert len(theirs) == len(THOUSAND)
    for card, found in zip(THOUSAND, theirs, strict=True):
        content = card.content
        found.validate(raiseException=True)
        shown = content.name_zh or content.name_en or content.company("zh")
        assert found.fn.value == shown
        assert [one.value for one in found.contents.get("email", [])] == list(content.emails)
        assert [one.value for one in found.contents.get("note", [])] == ([content.about] if content.about else [])
        assert found.org.value[0] == content.company("zh")
        if card.photo:
            assert found.photo.value == card.photo
        numbers = [one.value for one in found.contents.get("tel", [])]
        assert [number.replace(" ext. ", ";ext=") for number in numbers] == [one.number for one in content.phones]


def test_another_parser_reads_our_new_cards() -> None:
    for card in THOUSAND[:200]:
        found: Any = vobject.readOne(written(replace(card, photo=b"", logo=b""), Version.V4).decode())
        assert found.version.value == "4.0"
        assert found.fn.value == (card.content.name_zh or card.content.name_en or card.content.company("zh"))
        assert [one.value for one in found.contents.get("email", [])] == list(card.content.emails)


def test_we_read_what_another_writer_writes() -> None:
    for card in THOUSAND[:300]:
        theirs: Any = vobject.readOne(written(card, Version.V3).decode())
        [back], issues = read(theirs.serialize().encode())
        assert issues == []
        assert back.content.emails == card.content.emails
        assert back.content.name("zh") == card.content.name("zh")
        assert back.content.company("zh") == card.content.company("zh")
        assert {one.number for one in back.content.phones} == {one.number for one in card.content.phones}
        assert back.photo == card.photo


def khard(folder: Path, *arguments: str) -> str:
    config = folder / "khard.conf"
    config.write_text(
        f"[addressbooks]\n[[fair]]\npath = {folder / 'book'}\n[general]\ndebug = no\ndefault_action = list\n"
        "editor = true\nmerge_editor = true\n[contact table]\ndisplay = formatted_name\nshow_uids = no\n"
        "[vcard]\npreferred_version = 3.0\nskip_unparsable = no\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["khard", "-c", str(config), *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": ""},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.mark.requires("khard")
@pytest.mark.parametrize("version", list(Version))
def test_an_address_book_reads_and_writes_our_cards(tmp_path: Path, version: Version) -> None:
    book = tmp_path / "book"
    book.mkdir()
    plain = [replace(card, photo=b"", logo=b"") for card in THOUSAND[:60]]
    some = [replace(card, content=replace(card.content, uid=f"card-{n}")) for n, card in enumerate(plain)]
    for number, card in enumerate(some):
        (book / f"{number:03}.vcf").write_bytes(written(card, version))
    listed = khard(tmp_path, "list", "--parsable", "--fields", "uid,formatted_name")
    found = dict(line.split("\t", 1) for line in listed.splitlines() if line.startswith("card-"))
    assert len(found) == len(some)
    for number, card in enumerate(some):
        shown = card.content.name_zh or card.content.name_en or card.content.company("zh")
        assert found[f"card-{number}"].strip() == shown
    emails = khard(tmp_path, "email", "--parsable")
    assert set(re.findall(r"card\d+\.\d@example\d\.com", emails)) == {e for card in some for e in card.content.emails}
    khard(tmp_path, "new", "-i", str(_yaml(tmp_path)), "-a", "fair")
    made = [path for path in book.glob("*.vcf") if not path.stem.isdigit()]
    [theirs], issues = read(made[0].read_bytes())
    assert issues == []
    assert (theirs.content.name_zh, theirs.content.company_zh) == ("李芳", "佛山灯饰")
    assert theirs.content.phones == (CardPhone("+8613800138000", PhoneKind.MOBILE),)
    assert theirs.content.emails == ("fang@example.com",)


def _yaml(folder: Path) -> Path:
    file = folder / "new.yaml"
    file.write_text(
        "Formatted name: 李芳\nFirst name: 芳\nLast name: 李\nOrganisation: 佛山灯饰\n"
        "Phone:\n    cell: +86 138 0013 8000\nEmail:\n    work: fang@example.com\n",
        encoding="utf-8",
    )
    return file


# --- tables ---


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_table_comes_back(language: str) -> None:
    data = b"".join(csv_out.written(THOUSAND, language))
    table = csv_in.look(io.BytesIO(data))
    assert table.mapping == tuple(WRITTEN)
    back = list(csv_in.read(io.BytesIO(data), table, table.mapping))
    assert len(back) == len(THOUSAND)
    for before, after in zip(THOUSAND, back, strict=True):
        assert isinstance(after, FileCard)
        for field in SAME:
            assert getattr(after.content, field) == getattr(before.content, field), field
        assert _numbers(after.content.phones) == _numbers(before.content.phones)
        assert (after.note, after.tags, after.follow_up) == (before.note, before.tags, before.follow_up)


def _numbers(phones: Sequence[CardPhone]) -> set[str]:
    return {part.strip() for one in phones for part in one.number.replace(";ext=", " ext. ").split(";")}


def test_no_cell_is_a_formula() -> None:
    nasty = ("=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "＝cmd|' /C calc'!A0", "'=x", '=HYPERLINK("http://x")')
    contents = [CardContent(name_en=text, company_en=text, about=text, emails=(text,)) for text in nasty]
    cards = [FileCard(content=one, note=one.name_en, tags=(one.name_en,)) for one in contents]
    data = b"".join(csv_out.written(cards, "en"))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    for row in rows[1:]:
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")), cell
    table = csv_in.look(io.BytesIO(data))
    back = [one for one in csv_in.read(io.BytesIO(data), table, table.mapping) if isinstance(one, FileCard)]
    assert [one.content.name_en for one in back] == [check_card(one).name_en for one in contents]
