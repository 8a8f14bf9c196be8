"""Small shared widgets: avatars, badges, chips, tabs, flow, icons."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workstation import paths
from workstation.domain.account import Presence
from workstation.ui.theme import DARK, LIGHT
from workstation.ui.widgets import icons
from workstation.ui.widgets.avatar import ground, initials, presence_colour
from workstation.ui.widgets.badge import Badge, badge_text, badge_width
from workstation.ui.widgets.buttons import Check, IconButton
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.columns import Columns
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.table import ROW_HEIGHT, Cell, Column, Row, Table
from workstation.ui.widgets.tabs import Tabs
from workstation.ui.widgets.words import Words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("张伟", "张"),
        ("Maria del Carmen", "MC"),
        ("maria", "M"),
        ("محمد علي", "م"),
        ("Ольга Петрова", "ОП"),
        ("(Bob) Smith", "BS"),
        ("", "?"),
        ("***", "?"),
        ("\u2068Ann\u2069", "A"),
        ("\u2068محمد العلي\u2069", "م"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


def test_an_avatar_keeps_its_colour() -> None:
    assert [ground(seed, LIGHT) for seed in range(50)] == [ground(seed, LIGHT) for seed in range(50)]
    assert ground(7, LIGHT) != ground(7, DARK)
    assert presence_colour(Presence.OFFLINE, LIGHT) is None


def test_badges_stop_at_99(qapp: QApplication) -> None:
    assert [badge_text(count) for count in (1, 99, 100, 5000)] == ["1", "99", "99+", "99+"]
    assert badge_width(0) == 0
    assert badge_width(3) == 20
    badge = Badge()
    badge.show_count(3, "3 unread")
    assert not badge.isHidden()
    badge.show_count(0, "")
    assert badge.isHidden()


def test_every_icon_follows_the_colour(qapp: QApplication) -> None:
    files = sorted((paths.resources() / "icons").glob("*.svg"))
    assert len(files) > 60
    for file in files:
        assert "currentColor" in file.read_text("utf-8"), file.name
        image = icons.pixmap(file.stem, QColor("#ff0000"), 48).toImage()
        solid = [image.pixelColor(x, y) for x in range(48) for y in range(48) if image.pixelColor(x, y).alpha() > 250]
        assert solid, file.name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in solid), file.name


def test_every_icon_that_is_named_exists() -> None:
    import re

    known = {file.stem for file in (paths.resources() / "icons").glob("*.svg")}
    pattern = re.compile(r"""(?:icon|IconButton|RailButton)\(\s*"([a-z_]+)["']""")
    for source in Path(icons.__file__).parents[1].rglob("*.py"):
        for name in pattern.findall(source.read_text("utf-8")):
            assert name in known, f"{source.name}: {name}"


def test_icons_are_sharp_at_any_scale(qapp: QApplication) -> None:
    image = icons.pixmap("inbox", QColor("black"), 20, 2.0)
    assert image.size() == QSize(40, 40)
    assert image.deviceIndependentSize().toSize() == QSize(20, 20)
    assert icons.icon("inbox").pixmap(QSize(20, 20), 2.0).size() == QSize(40, 40)


def chips(width: int) -> ChipBar:
    bar = ChipBar()
    bar.resize(width, 28)
    bar.set_chips({key: f"Filter {key}" for key in "abcdef"})
    bar.show()
    return bar


def test_chips_that_do_not_fit_go_into_the_menu(qapp: QApplication) -> None:
    bar = chips(2000)
    assert bar.overflow == []
    bar.resize(250, 28)
    assert bar.overflow
    assert bar.overflow == list("abcdef")[-len(bar.overflow) :]
    shown = [child for child in bar.children() if isinstance(child, QWidget) and child.isVisible()]
    assert all(bar.rect().contains(child.geometry()) for child in shown)
    bar.close()


def test_the_chosen_chip_is_always_in_sight(qapp: QApplication) -> None:
    bar = chips(250)
    bar.select("f")
    assert "f" not in bar.overflow
    assert bar.key == "f"
    bar.set_chips({"a": "A", "b": "B"})
    assert bar.key == "a"
    bar.close()


def test_choosing_a_chip_is_told_once(qapp: QApplication) -> None:
    bar, seen = chips(2000), list[str]()
    bar.chosen.connect(seen.append)
    bar._buttons["b"].click()
    bar._buttons["b"].click()
    assert seen == ["b"]
    assert bar._buttons["b"].isChecked()
    bar.close()


def test_tabs(qapp: QApplication) -> None:
    tabs, seen = Tabs(("x", "y")), list[str]()
    tabs.chosen.connect(seen.append)
    tabs.set_text("y", "Why")
    tabs.set_count("y", 3, "Why, 3 unread")
    assert tabs.key == "x"
    tabs._buttons["y"].click()
    assert (tabs.key, seen) == ("y", ["y"])
    assert tabs._buttons["y"].accessibleName() == "Why, 3 unread"
    tabs._buttons["y"].setFocus()
    tabs.select("x")
    assert tabs.focusWidget() is tabs._buttons["x"], "the frame stands around the tab that is shown"


def test_flow_wraps_and_mirrors(qapp: QApplication) -> None:
    box = QWidget()
    flow = FlowLayout(box, spacing=4)
    labels = [QLabel("x" * 10, box) for _ in range(5)]
    for label in labels:
        label.setFixedSize(100, 20)
        flow.addWidget(label)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(210) == 20 * 3 + 8
    flow.setGeometry(QRect(0, 0, 210, 100))
    assert [label.x() for label in labels] == [0, 104, 0, 104, 0]
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(QRect(0, 0, 210, 100))
    assert [label.x() for label in labels] == [110, 6, 110, 6, 110]
    labels[1].setFixedSize(100, 40)
    flow.setGeometry(QRect(0, 0, 210, 100))
    assert [label.y() for label in labels[:3]] == [10, 0, 44], "what stands in one line stands level"


def test_own_buttons_can_be_used_by_keyboard_and_named(qapp: QApplication) -> None:
    button, check = IconButton("close"), Check("Remember")
    button.set_words("Close")
    assert button.accessibleName() == "Close"
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert check.sizeHint().width() > check.fontMetrics().horizontalAdvance("Remember") + 18


def test_a_wrapped_line_never_begins_with_the_dot_between_facts(qapp: QApplication) -> None:
    label = Words(wrap=True)
    label.setText("Served by Wang · Tag VIP · Longest waiting first")
    assert label.text() == "Served by Wang · Tag VIP · Longest waiting first"
    shown = QLabel.text(label)
    for width in range(60, 300, 7):
        layout = QTextLayout(shown, label.font())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            assert line.textLength()
            assert not shown[line.textStart() :].startswith("·")
        layout.endLayout()


def test_what_is_dragged_hides_nothing_it_is_dragged_over(qapp: QApplication) -> None:
    table = Table((Column("buyer"), Column("said")), several=True, mime="text/x-buyers")
    table.show_rows(
        [Row(1, (Cell("Maria " * 40, note="IT"), Cell("Hello"))), Row(2, (Cell("Li", note="CN"), Cell("")))]
    )
    widths = []
    for keys in ({1}, {2}, {1, 2}):
        table.choose(set(keys))
        sign = table.drag_sign()
        widths.append(sign.deviceIndependentSize().width())
        assert sign.deviceIndependentSize().height() < ROW_HEIGHT
    assert widths[2] <= widths[1] < widths[0] < 300
    table.deleteLater()


def test_a_column_that_can_be_missed_gives_way(qapp: QApplication) -> None:
    table = Table((Column("name"), Column("seen", 80)))
    table.give_way(1, 400)
    table.show()
    for width, hidden in ((300, True), (600, False), (390, True)):
        table.resize(width, 200)
        assert table.isColumnHidden(1) is hidden, width
    table.deleteLater()


def test_columns_that_became_fewer_share_all_the_room(qapp: QApplication) -> None:
    around = QWidget()
    parts = [QWidget(around) for _ in range(3)]
    columns = Columns(parts, least=200, most=3, parent=around)
    columns.resize(700, 100)
    around.show()
    parts[2].hide()
    columns.renew()
    layout = columns.layout()
    assert layout is not None
    layout.activate()
    assert [part.y() for part in parts[:2]] == [0, 0]
    assert parts[1].geometry().right() == columns.width() - 1
    assert abs(parts[0].width() - parts[1].width()) <= 1
    around.deleteLater()
