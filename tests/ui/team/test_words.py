"""Every page says everything in the language of the moment, names all its controls, and fits a small window."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from tests.helpers.live_server import LiveServer
from tests.helpers.qt_loop import at_rest
from tests.helpers.real_desk import ask
from tests.ui.shell.test_main_window import controls, inside, is_english, name
from tests.ui.team.conftest import OpenPage, team_of
from workstation.ui.language import Language
from workstation.ui.team.access import ACCOUNTS, DISTRIBUTION, LOG, OVERVIEW, QUEUE, REPLIES

Until = Callable[..., Any]
PAGES = (OVERVIEW, QUEUE, DISTRIBUTION, ACCOUNTS, REPLIES, LOG)
CONTENT = ("north", "N-", "127.0.0.1", "English", "Español", "MM", "python", "Hello", "yyyy", "Lamps")


@pytest.fixture
def language(spoken: Language) -> Iterator[Language]:
    yield spoken
    spoken.use("en")


def texts(page: QWidget) -> set[str]:
    """Return all that is said in sight; what is hidden is worded when it is shown."""
    found = set[str]()
    for widget in [page, *page.findChildren(QWidget)]:
        if widget.isVisible():
            found |= {widget.toolTip(), widget.accessibleName()}
            if isinstance(widget, QLabel | QAbstractButton):
                found.add(widget.text())
            if isinstance(widget, QLineEdit):
                found.add(widget.placeholderText())
    return {text for text in found if text}


def left_in_english(before: set[str], after: set[str]) -> set[str]:
    """Return what is English in both, apart from names and what people wrote."""
    return {text for text in before & after if is_english(text) and not any(word in text for word in CONTENT)}


@pytest.mark.parametrize("key", PAGES)
async def test_a_page_speaks_both_languages_and_fits(
    key: str, open_page: OpenPage, server: LiveServer, language: Language, until: Until
) -> None:
    ask(server, name="玛丽亚", company="公司")
    async with open_page(key) as (desk, page):
        language.changed.connect(desk.bus.language_changed)
        team = team_of(desk)
        english = await at_rest(lambda: texts(team))
        assert {text for text in english if is_english(text)}
        language.use("zh_CN")
        assert left_in_english(english, await at_rest(lambda: texts(team))) == set()
        language.use("en")
        await until(lambda: english - texts(team) <= {text for text in english if ":" in text})
        for width in (1366, 1024):
            desk.window.resize(width, 640)
            outside = await at_rest(lambda: [name(one) for one in controls(page) if not inside(one, desk.window)])
            assert outside == [], width
        assert [name(widget) for widget in controls(page) if not named(widget)] == []


def named(widget: QWidget) -> bool:
    """Tell whether assistive tools have a name for a control."""
    own = widget.accessibleName() or widget.toolTip() or (isinstance(widget, QAbstractButton) and widget.text())
    part_of_qt = widget.objectName() in ("qt_spinbox_lineedit", "qt_calendar_calendarview") or type(
        widget
    ).__name__ in ("QLineEditIconButton", "QToolButton", "QTableCornerButton")
    return bool(own) or part_of_qt
