"""The panel: who it is, what time it is there, tags, images."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.helpers.builders import make_buyer, make_image_message
from tests.stories.rich_desk import EVIL_NAME, ODD, RICH
from tests.stories.seeded_desk import NOW
from tests.ui.profile.conftest import Open
from workstation.domain import events as ev
from workstation.domain.actions import SetMarks
from workstation.domain.ids import ConversationId
from workstation.storage import outbox
from workstation.ui import units, world
from workstation.ui.chat import people
from workstation.ui.chat.viewer import ImageViewer
from workstation.ui.language import Language
from workstation.ui.profile.clocks import Hours, common_work, day_around, hours_at, hours_of

Until = Callable[..., Any]


async def test_it_shows_who_it_is(opened: Open, spoken: Language) -> None:
    async with opened() as panel:
        assert panel.view.person.name == "José Hernández Ruiz"
        assert panel.value("country") == "Mexico"
        assert panel.value("languages") == "Spanish, English"
        assert panel.value("channel") == "the fair's web page"
        assert "Not verified" in panel.view.person.facts["email"].mark
        assert panel.value("exhibit") == "Brass floor lamp LX-002\nUSD 26.80–32.50 / set\nMOQ 100, lead time 30 days"
        assert panel.value("phone") == "", "what is not known takes no room"
        assert panel.view.person.clocks.there
        assert panel.view.person.clocks.accessibleName().startswith(f"{panel.view.person.clocks.there} in Monterrey")
        spoken.use("zh_CN")
        panel.view.retranslate()
        assert panel.value("languages") == "西班牙语、英语"
        assert panel.value("exhibit") == "黄铜落地灯 LX-002\nUSD 26.80–32.50 / 套\n起订量 100、交货期 30 天"
        assert "蒙特雷" in panel.view.person.clocks.in_words()


async def test_every_field_is_copied_by_its_button_and_by_its_menu(opened: Open) -> None:
    async with opened() as panel:
        fact = panel.view.person.facts["badge"]
        fact._copy.click()
        assert QGuiApplication.clipboard().text() == "V26-40004"
        assert fact._copy.accessibleName() == "Copy: Badge"
        email = panel.view.person.facts["email"]
        email.copy()
        assert QGuiApplication.clipboard().text() == "buyer4@example.com", "without the places to break at"


async def test_changes_are_shown(opened: Open, until: Until) -> None:
    async with opened() as panel:
        renamed = make_buyer(104, rev=9, name="José H.", email="jose@example.com", email_verified=True, phone="+52 1")
        panel.hear(ev.BuyerChanged(buyer=renamed))
        await until(lambda: panel.view.person.name == "José H.")
        assert panel.view.person.facts["email"].mark == ""
        assert panel.value("phone") == "+52 1"
        assert panel.view.person.clocks.isHidden(), "no place is known any more"
        panel.view.open_conversation(ConversationId(900))
        await until(lambda: panel.view.person.name == "Qiang Li")
        assert panel.view.person.tags.isHidden()
        assert all(section.isHidden() for section in panel.view.person.sections.values())


async def test_names_and_notes_can_not_do_anything(opened: Open, until: Until) -> None:
    async with opened(ODD) as panel:
        name = panel.view.person.name
        assert "\u202e" not in name
        assert "\u202c" not in name
        assert "<b>Al-Thani</b>" in name
        assert len(panel.view.person._company.text()) <= 130
        await until(lambda: len(panel.notes.cards) == 2)
        labels = panel.view.findChildren(QLabel)
        assert {label.textFormat() for label in labels if label.text()} == {Qt.TextFormat.PlainText}
        long, html = panel.notes.cards
        assert html.text.text().startswith("<script>alert(1)</script>")
        assert len(long.text.text()) < 500
        long.more.click()
        assert len(long.text.text()) > 5000
        wide = [label for label in labels if label.isVisible() and label.minimumSizeHint().width() > 290]
        assert wide == [], "nothing pushes the panel wide"
        assert EVIL_NAME in panel.head.row.title


# ---- clocks --------------------------------------------------------------------------------------------------------


def test_the_hours_of_a_day() -> None:
    kinds = [hours_at(hour) for hour in range(24)]
    assert kinds.count(Hours.WORK) == 9
    assert kinds[:7] == [Hours.NIGHT] * 7
    assert kinds[22:] == [Hours.NIGHT] * 2


@pytest.mark.parametrize(
    ("zone", "there", "expected"),
    [
        ("Asia/Shanghai", "Europe/Madrid", [("15:00", "18:00")]),
        ("Asia/Shanghai", "America/Mexico_City", []),
        ("Asia/Shanghai", "Asia/Kolkata", [("11:30", "18:00")]),
        ("Europe/Madrid", "Europe/Madrid", [("09:00", "18:00")]),
        ("America/New_York", "Pacific/Auckland", [("17:00", "18:00")]),
    ],
)
def test_when_both_work(zone: str, there: str, expected: list[tuple[str, str]]) -> None:
    mine, theirs = people.zone(zone), people.zone(there)
    day = day_around(datetime(2026, 7, 1, 10, 0, tzinfo=UTC), mine)
    found = common_work(day, hours_of(day, mine), hours_of(day, theirs))
    told = [(begin.astimezone(mine).strftime("%H:%M"), end.astimezone(mine).strftime("%H:%M")) for begin, end in found]
    assert told == expected


def test_a_day_may_have_23_or_25_hours() -> None:
    madrid = people.zone("Europe/Madrid")
    spring = day_around(datetime(2026, 3, 29, 12, 0, tzinfo=UTC), madrid)
    autumn = day_around(datetime(2026, 10, 25, 12, 0, tzinfo=UTC), madrid)
    assert [len(day) - 1 for day in (spring, autumn)] == [46, 50]
    assert all(day[0].astimezone(madrid).hour == day[-1].astimezone(madrid).hour == 0 for day in (spring, autumn))
    assert all(b - a == timedelta(minutes=30) for a, b in pairwise(autumn))


def test_time_there_names_the_day_when_it_is_another() -> None:
    now = datetime(2026, 3, 3, 23, 30, tzinfo=UTC).astimezone()
    there = people.local_time("Pacific/Kiritimati", now)
    assert there.split()[-1] == "13:30"
    assert people.local_time("Not/AZone", now) == ""
    assert people.local_time("", now) == ""


# ---- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [("piece", "piece", "件"), ("PCS", "piece", "件"), ("Sets", "set", "套"), ("套", "set", "套"),
     ("boxes", "box", "盒"),
     ("sqm", "m²", "平方米"), ("  KG. ", "kg", "千克"), ("barrel", "barrel", "barrel"), ("", "", "")],
)  # fmt: skip
def test_units_in_the_readers_words(
    qapp: QApplication, spoken: Language, typed: str, english: str, chinese: str
) -> None:
    assert units.unit_name(typed) == english
    spoken.use("zh_CN")
    assert units.unit_name(typed) == chinese


def test_cities_in_the_readers_words() -> None:
    assert world.city("Europe/Madrid", "zh_CN") == "马德里"
    assert world.city("Asia/Kolkata", "zh_CN") == "加尔各答"
    assert world.city("Europe/Kyiv", "zh_CN") == "基辅"
    assert world.city("America/Argentina/Buenos_Aires", "en_US") == "Buenos Aires"
    assert world.city("America/New_York", "en_US") == "New York"


# ---- tags ----------------------------------------------------------------------------------------------------------


async def test_tags_are_put_on_and_taken_off(opened: Open, until: Until) -> None:
    async with opened() as panel:
        line = panel.view.person.tags
        assert list(line.tags) == ["VIP", "样品已寄", "UL"]
        line.add_button.click()
        await until(lambda: "待报价" in line._known.stringList())
        assert not set(line.tags) & set(line._known.stringList()), "what is on already is not offered"
        QTest.keyClicks(line.field, "  Hotel   chain ")
        QTest.keyClick(line.field, Qt.Key.Key_Return)
        await until(lambda: line.tags == ("VIP", "样品已寄", "UL", "Hotel chain"))
        QTest.keyClick(line.field, Qt.Key.Key_Escape)
        assert line.field.isHidden()
        QTest.keyClick(line.chips[1], Qt.Key.Key_Delete)
        await until(lambda: line.tags == ("VIP", "UL", "Hotel chain"))
        waiting = panel.seeded.store.read_local_blocking(outbox.every)
        assert [one.action.tags for one in waiting if isinstance(one.action, SetMarks)][-1] == line.tags
        line.put_on("VIP")
        assert line._wanted == line.tags, "a tag is put on once"


async def test_two_tags_in_a_row_are_both_kept_whatever_is_read_meanwhile(opened: Open, until: Until) -> None:
    async with opened() as panel:
        line, before = panel.view.person.tags, panel.head
        line.put_on("first")
        line.show_head(before)
        line.put_on("second")
        await until(lambda: line.tags[-2:] == ("first", "second"))
        waiting = panel.seeded.store.read_local_blocking(outbox.every)
        assert [one.action.tags for one in waiting if isinstance(one.action, SetMarks)][-1] == line.tags


# ---- images --------------------------------------------------------------------------------------------------------


async def test_images_open_in_the_viewer(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.images
        await until(lambda: len(section.grid.images) == 7 and section.isVisible())
        assert section.heading.text() == "Images (7)"
        panel.hear(make_image_message(RICH, 16, attachment_id=900, at=NOW))
        await until(lambda: section.heading.text() == "Images (8)")
        assert section.grid.images[0].n == 16
        grid = section.grid
        await until(lambda: section._pictures.get("i:905", grid.square(1).size().toSizeF()) is not None)
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(grid.square(1).center()))
        await until(lambda: panel.view.findChildren(ImageViewer))
        viewers = panel.view.findChildren(ImageViewer)
        await until(lambda: not viewers[0].canvas.image.isNull())
        assert viewers[0]._place.text() == "7 / 7", "each image once, in the order of the conversation"
        viewers[0].close()


async def test_the_grid_is_walked_by_keys(opened: Open, until: Until) -> None:
    async with opened() as panel:
        grid = panel.images.grid
        await until(lambda: len(grid.images) == 7)
        chosen: list[int] = []
        grid.opened.disconnect()
        grid.opened.connect(chosen.append)
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Return):
            QTest.keyClick(grid, key)
        assert chosen == [4]
        assert grid.accessibleName().startswith("Image 5 of 7")
