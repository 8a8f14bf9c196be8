"""Importing into the folder and exporting from it: reports, cancelling, undoing, what is known already."""

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PIL import Image

from tests.helpers.builders import make_card
from tests.unit.card_files.samples import cards as sample_cards
from tests.unit.services.conftest import Bench
from workstation.domain import events as ev
from workstation.domain.card_actions import AddCards, ChangeCard, DeleteCards
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard
from workstation.domain.card_files.vcard_out import Version, written
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Section
from workstation.domain.ids import SectionId, new_action_id
from workstation.services.card_export import CardExports, Format, file_name
from workstation.services.card_files import csv_in
from workstation.services.card_import import CardImports, ImportProgress
from workstation.services.card_views import CardFilter, CardOrder, CardRow
from workstation.storage import exhibits, outbox


@pytest.fixture
def imports(bench: Bench) -> CardImports:
    return CardImports(bench.files, bench.outgoing, bench.worker)


@pytest.fixture
def exports(bench: Bench) -> CardExports:
    return CardExports(bench.files, bench.chat, bench.worker, bench.clock)


async def rows(bench: Bench, **wanted: Any) -> tuple[CardRow, ...]:
    return (await bench.cards.list(CardFilter(**wanted, order=CardOrder.NAME))).rows


def picture() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (900, 900), "#225588").save(stream, "JPEG")
    return stream.getvalue()


async def test_a_file_is_imported_and_that_is_undone(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    kept = await bench.cards.add(make_card(name_en="Kept").content)
    file = tmp_path / "cards.vcf"
    found = [card for card in sample_cards(230) if not card.photo and not card.logo]
    file.write_bytes(b"".join(written(card, Version.V4) for card in found) + b"BEGIN:VCARD\nno\nEND:VCARD\n")
    look = await imports.look(file)
    assert look.table is None
    assert [card.content for card in look.cards] == [card.content for card in found[:8]]
    told: list[ImportProgress] = []
    report = await imports.run(look, progress=told.append)
    assert (report.added, report.known, report.cancelled) == (len(found), 0, False)
    assert [issue.code for issue in report.issues] == ["empty", "not_a_property"]
    assert told[-1].done == look.size
    assert [now.added for now in told] == sorted(now.added for now in told)
    assert len(await rows(bench)) == len(found) + 1
    pieces = [one.action for one in bench.outbox() if isinstance(one.action, AddCards) and one.action.batch]
    assert {piece.batch for piece in pieces} == {report.batch}
    assert max(len(piece.cards) for piece in pieces) <= 100
    again = await imports.run(look)
    assert (again.added, again.known) == (0, len(found)), "what is there exactly so isn't added twice"
    assert await imports.undo(report.batch) == len(found)
    assert [row.id for row in await rows(bench)] == [kept]
    assert all(isinstance(one.action, DeleteCards) for one in bench.outbox()[-3:])


async def test_an_import_can_be_stopped(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    file = tmp_path / "cards.vcf"
    file.write_bytes(b"".join(written(card, Version.V3) for card in sample_cards(300)))
    count = 0

    def cancelled() -> bool:
        nonlocal count
        count += 1
        return count == 2

    report = await imports.run(await imports.look(file), cancelled=cancelled)
    assert report.cancelled
    assert 0 < report.added < 300
    assert len(await rows(bench)) == report.added
    await imports.undo(report.batch)
    assert await rows(bench) == ()


async def test_pictures_follow_their_cards(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    content = make_card(name_en="Ana").content
    file = tmp_path / "cards.vcf"
    broken = FileCard(content=make_card(name_en="Bad").content, photo=b"\xff\xd8no picture")
    good = FileCard(content=content, photo=picture(), logo=picture())
    file.write_bytes(written(good, Version.V3) + written(broken, Version.V4))
    report = await imports.run(await imports.look(file))
    assert (report.added, report.pictures) == (2, 2)
    assert [issue.code for issue in report.issues] == ["picture_unreadable"]
    waiting = bench.outbox()
    assert isinstance(waiting[0].action, AddCards)
    changes = [(one, one.action) for one in waiting if isinstance(one.action, ChangeCard)]
    assert [one.after for one, _ in changes] == [changes[0][1].photo, changes[1][1].logo]
    assert {one.lane for one, _ in changes}.isdisjoint({waiting[0].lane})
    [ana, bad] = await rows(bench)
    assert ana.photo_upload is not None
    assert ana.logo_upload is not None
    assert bad.photo_upload is None
    await imports.undo(report.batch)
    assert not [one for one in bench.outbox() if isinstance(one.action, ChangeCard)], "pictures of no card leave never"


async def test_files_and_folders_come_in_together(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    folder = tmp_path / "each"
    folder.mkdir()
    found = [card for card in sample_cards(30) if not card.photo and not card.logo]
    for number, card in enumerate(found):
        (folder / f"{number:02}.vcf").write_bytes(written(card, Version.V4))
    (folder / "readme.txt").write_text("not meant")
    (tmp_path / "table.csv").write_text("name,email\nAna,a@example.com\n")
    (tmp_path / "broken.vcf").write_bytes(b"\x89PNG\x00")
    (tmp_path / "more.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nno\nFN:Bea\nEND:VCARD\n")
    look = await imports.look(folder, *(tmp_path / name for name in ("table.csv", "broken.vcf", "more.vcf", "no.vcf")))
    assert len(look.paths) == len(found) + 1
    assert [card.content for card in look.cards] == [card.content for card in found[:8]]
    told: list[ImportProgress] = []
    report = await imports.run(look, progress=told.append)
    assert report.added == len(found) + 1
    assert {(one.file, one.line, one.code) for one in report.issues} == {
        ("table.csv", 0, "table_alone"),
        ("broken.vcf", 0, "file_no_cards"),
        ("no.vcf", 0, "file_unreadable"),
        ("more.vcf", 3, "not_a_property"),
    }
    assert told[-1].done == look.size
    assert [now.done for now in told] == sorted(now.done for now in told)
    [batch] = await imports.batches()
    assert (batch.batch, batch.count) == (report.batch, report.added)
    await imports.undo(batch.batch)
    assert await imports.batches() == []
    with pytest.raises(Refusal, match="file_no_cards"):
        await imports.look(tmp_path / "table.csv", tmp_path / "broken.vcf")


async def test_what_stands_twice_in_a_file_is_said(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    def card(name: str, uid: str) -> str:
        return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{uid}\nEND:VCARD\n"

    file = tmp_path / "twice.vcf"
    file.write_text(card("Ana", "1") + card("Ana", "2") + card("Bea", "1") + card("Cleo", "3"))
    report = await imports.run(await imports.look(file))
    assert (report.added, report.known) == (3, 0)
    said = [(one.line, one.code, one.what) for one in report.issues]
    assert said == [(6, "same_twice", "Ana"), (11, "same_uid", "1")]


async def test_merged_cards_are_known_and_refused_ones_are_taken_back(
    bench: Bench, imports: CardImports, tmp_path: Path
) -> None:
    file = tmp_path / "cards.vcf"
    file.write_bytes(b"".join(written(card, Version.V3) for card in sample_cards(120) if not card.photo))
    look = await imports.look(file)
    report = await imports.run(look)
    first, second = (await rows(bench))[:2]
    merged = await bench.cards.merge([first.id, second.id], first.content)
    again = await imports.run(look)
    assert (again.added, again.known) == (0, report.added), "also those that another card stands for"
    await bench.cards.delete([merged])
    adding = [one for one in bench.outbox() if isinstance(one.action, AddCards)]
    assert isinstance(adding[1].action, AddCards)
    bench.local(outbox.refuse, adding[1].id, "too_many", {"limit": 20_000})
    never = {card.id for card in adding[1].action.cards}
    await imports.undo(report.batch)
    assert await rows(bench) == ()
    gone = [id_ for one in bench.outbox() if isinstance(one.action, DeleteCards) for id_ in one.action.cards]
    assert never.isdisjoint(gone), "the server never had them, and would refuse to delete the others with them"


async def test_sections_and_tags_are_told_apart(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    lighting = Section(id=SectionId(1), code="1.03", name_zh="照明产品", name_en="Lighting")
    bench.store.write_blocking(exhibits.store_sections, (lighting,))
    file = tmp_path / "cards.vcf"
    file.write_text(
        "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nCATEGORIES:lighting,Friends\nX-WORKSTATION-FOLLOW-UP:soon\nEND:VCARD\n"
    )
    await imports.run(await imports.look(file))
    [row] = await rows(bench)
    assert (row.content.sections, row.tags, row.note, row.follow_up) == (("1.03",), ("Friends",), "soon", "")


async def test_a_table_is_mapped(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    file = tmp_path / "buyers.csv"
    file.write_bytes("姓名,单位,说什么,手机\r\n李芳,佛山灯饰,hello,13800138000\r\n".encode("gb18030"))
    look = await imports.look(file)
    assert look.table is not None
    assert look.table.headings == ("姓名", "单位", "说什么", "手机")
    assert look.table.mapping == (Column.NAME, Column.COMPANY, None, Column.MOBILE)
    assert look.table.rows == (("李芳", "佛山灯饰", "hello", "13800138000"),)
    mapping = (Column.NAME, Column.COMPANY, Column.NOTE, None)
    await imports.run(look, mapping)
    [row] = await rows(bench)
    assert (row.content.name_zh, row.content.company_zh) == ("李芳", "佛山灯饰")
    assert (row.note, row.content.phones) == ("hello", ())


async def test_numbers_of_a_table_belong_where_it_is_said(bench: Bench, imports: CardImports, tmp_path: Path) -> None:
    file = tmp_path / "buyers.csv"
    file.write_text(
        "单位名称,电话,国家\n甲,0755-26543210,\n乙,020 7946 0123,英国\n丙,+1 415 555 2671,\n丁,12,\n", "utf-8"
    )
    look = await imports.look(file)
    assert look.table is not None
    assert look.table.mapping == (Column.COMPANY, Column.WORK_PHONE, Column.COUNTRY)
    assert csv_in.first_cards(look.table, look.table.mapping)[0].content.phones[0].number == "0755-26543210"
    await imports.run(replace(look, table=replace(look.table, country="CN")), look.table.mapping)
    found = {row.content.company_zh: (row.content.phones[0].number, row.content.country) for row in await rows(bench)}
    assert found == {
        "甲": ("+8675526543210", ""),
        "乙": ("+442079460123", "GB"),
        "丙": ("+14155552671", ""),
        "丁": ("12", ""),
    }


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "file_no_cards"), (b"\x89PNG\r\n\x1a\n\x00\x00", "file_no_cards"), (None, "file_unreadable")],
)
async def test_what_is_no_file_of_cards(imports: CardImports, tmp_path: Path, data: bytes | None, code: str) -> None:
    file = tmp_path / "x.vcf"
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(Refusal, match=code):
        await imports.look(file)


# --- out ---


async def test_what_is_exported_comes_in_again(
    bench: Bench, imports: CardImports, exports: CardExports, tmp_path: Path
) -> None:
    first = tmp_path / "in.vcf"
    plain = [card for card in sample_cards(120) if not card.photo and not card.logo]
    first.write_bytes(b"".join(written(card, Version.V4) for card in plain))
    added = (await imports.run(await imports.look(first))).added
    found = await rows(bench)
    for format_, name in ((Format.VCARD_4, "a.vcf"), (Format.VCARD_3, "b.vcf"), (Format.TABLE, "c.csv")):
        report = await exports.run(found, tmp_path / name, format_, with_mine=True, language="zh_CN")
        assert (report.written, report.pictures_missing) == (added, 0)
    for name in ("a.vcf", "b.vcf"):
        assert (await imports.run(await imports.look(tmp_path / name))).known == added
    look = await imports.look(tmp_path / "c.csv")
    assert look.table is not None
    assert None not in look.table.mapping
    assert sorted(path.name for path in tmp_path.glob("*.*")) == ["a.vcf", "b.vcf", "c.csv", "in.vcf"], "nothing half"


async def test_each_card_in_a_file_of_its_own(bench: Bench, exports: CardExports, tmp_path: Path) -> None:
    for name in ("李芳", "李芳", "../../etc/passwd", "CON", "a:b*c?"):
        await bench.cards.add(make_card(name_zh=name).content)
    target = tmp_path / "out"
    target.mkdir()
    (target / "李芳.vcf").write_text("mine")
    report = await exports.run(await rows(bench), target, Format.VCARD_3, separate=True)
    assert report.written == 5
    assert sorted(path.name for path in target.iterdir()) == sorted(
        ["李芳.vcf", "李芳 (2).vcf", "李芳 (3).vcf", "etc passwd.vcf", "card.vcf", "a b c.vcf"]
    )
    assert (target / "李芳.vcf").read_text() == "mine"
    assert file_name(make_card(name_en="x" * 300).content) == "x" * 80


async def test_a_cancelled_export_leaves_nothing(bench: Bench, exports: CardExports, tmp_path: Path) -> None:
    await bench.cards.add(make_card(name_en="A").content)
    for separate, name in ((False, "a.vcf"), (True, "folder")):
        target = tmp_path / "out" / name
        target.parent.mkdir(exist_ok=True)
        report = await exports.run(await rows(bench), target, Format.VCARD_4, separate=separate, cancelled=lambda: True)
        assert report.cancelled
    assert [path for path in (tmp_path / "out").rglob("*") if path.is_file()] == []


async def test_a_picture_that_can_t_be_had_is_counted(bench: Bench, exports: CardExports, tmp_path: Path) -> None:
    bench.hear(ev.HeldCardChanged(card=make_card(name_en="Ana", photo=77)))
    report = await exports.run(await rows(bench), tmp_path / "a.vcf", Format.VCARD_4)
    assert (report.written, report.pictures_missing) == (1, 1)
    added = await bench.cards.add(make_card(name_en="Bea").content)
    await bench.cards.change(added, make_card(name_en="Bea").content, photo=picture())
    report = await exports.run([row for row in await rows(bench) if row.mine], tmp_path / "b.vcf", Format.VCARD_4)
    stream = io.BytesIO((tmp_path / "b.vcf").read_bytes())
    photos = [one.photo for one in vcard_in.read(stream) if isinstance(one, FileCard)]
    assert sorted(map(bool, photos)) == [False, True], "one on its way is there"


async def test_a_place_that_can_t_be_written(bench: Bench, exports: CardExports, tmp_path: Path) -> None:
    await bench.cards.add(make_card(name_en="A").content)
    with pytest.raises(Refusal, match="export_failed"):
        await exports.run(await rows(bench), tmp_path / "nowhere" / "a.vcf", Format.TABLE)


# --- a thousand ---


async def test_planted_duplicates_are_offered_and_none_is_merged(
    bench: Bench, imports: CardImports, tmp_path: Path
) -> None:
    """1,000 cards, 120 of them somebody twice: by the e-mail in other letters, or the number written otherwise."""
    lines = []
    planted = []
    for number in range(880):
        lines.append(_plain(f"Person {number}", f"p{number}@example.com", f"+86138{number:08}"))
    for number in range(120):
        name = f"Again {number}"
        planted.append((f"Person {number}", name))
        match number % 4:
            case 0:
                lines.append(_plain(name, f"P{number}@EXAMPLE.com", ""))
            case 1:
                lines.append(_plain(name, f"other{number}@example.com", f"138 {number:08}", "CN"))
            case 2:
                lines.append(_plain(name, "", f"(+86) 138-{number:08}"))
            case _:
                lines.append(_plain(name, f" p{number}@example.com ", f"0086 138 {number:08}", "CN"))
    file = tmp_path / "thousand.vcf"
    file.write_text("".join(lines))
    report = await imports.run(await imports.look(file))
    assert (report.added, report.issues) == (1000, ())
    offered = await bench.cards.duplicates()
    pairs = {frozenset(row.content.name_en for row in group.rows) for group in offered}
    hits = sum(frozenset(pair) in pairs for pair in planted)
    assert hits >= 114, f"{hits} of 120"
    assert len(offered) <= 120, "and nobody else"
    assert all(group.reasons for group in offered)
    assert len(await rows(bench)) == 1000
    assert not any(row.sources for row in await rows(bench))


def _plain(name: str, email: str, phone: str, country: str = "") -> str:
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"FN:{name}", f"N:{name};;;;"]
    lines += [f"EMAIL:{email}"] if email else []
    lines += [f"TEL:{phone}"] if phone else []
    lines += [f"ADR:;;;;;;{country}"] if country else []
    return "\r\n".join([*lines, "END:VCARD", ""])


async def test_an_import_stands_in_its_file_s_order_though_it_comes_in_pieces(bench: Bench) -> None:
    begun, batch = datetime(2026, 10, 15, 9, tzinfo=UTC), new_action_id()
    of_file = (("1", batch, 0), ("2", batch, 0), ("3", batch, 5))
    others = (("older", None, -1), ("between", None, 2), ("newer", None, 9))
    one, two, three, older, between, newer = (
        make_card(name_en=name, batch=of, received_at=begun + timedelta(seconds=after))
        for name, of, after in (*of_file, *others)
    )
    bench.hear(*(ev.HeldCardChanged(card=card) for card in (three, newer, two, older, between, one)))
    for order in (CardOrder.RECENT, CardOrder.FOLLOW_UP):
        shown = [row.content.name_en for row in (await bench.cards.list(CardFilter(order=order))).rows]
        assert shown == ["newer", "between", "1", "2", "3", "older"]
