"""The settings page: shows what is set, keeps what is changed, follows the language at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QTime
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget

from workstation.services.settings import SettingsService
from workstation.services.views import CloseTo, NotifyScope, Settings, Theme
from workstation.ui.settings.view import SettingsView
from workstation.ui.widgets.buttons import Choice

Until = Callable[..., Any]


@pytest.fixture
def page(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[SettingsView, SettingsService]]:
    settings = SettingsService(tmp_path, default_language="en")
    view = SettingsView(settings)
    view.resize(800, 600)
    view.show()
    yield view, settings
    view.forget()
    view.close()
    view.deleteLater()


def choose(field: Choice, value: object) -> None:
    index = next(i for i in range(field.count()) if field.itemData(i) == value)
    field.setCurrentIndex(index)
    field.activated.emit(index)


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("language", "zh_CN", "language"),
        ("theme", Theme.DARK, "theme"),
        ("enter", False, "enter_sends"),
        ("closing", CloseTo.QUIT, "close_to"),
        ("scope", NotifyScope.ALL, "notify_scope"),
        ("sound", "", "sound"),
        ("sound", "knock", "sound"),
    ],
)
async def test_choices_are_kept(
    page: tuple[SettingsView, SettingsService], until: Until, field: str, value: object, name: str
) -> None:
    view, settings = page
    choose(getattr(view, field), value)
    await until(lambda: getattr(settings.get(), name) == value)


async def test_waiting_and_quiet_hours(page: tuple[SettingsView, SettingsService], until: Until) -> None:
    view, settings = page
    view.waiting.setValue(40)
    view.waiting.editingFinished.emit()
    await until(lambda: settings.get().waiting_minutes == 40)
    assert not view.quiet_from.isEnabled()
    view.quiet.click()
    await until(lambda: settings.get().quiet_hours == (20 * 60, 8 * 60))
    assert view.quiet_from.isEnabled()
    view.quiet_to.setTime(QTime(7, 30))
    view.quiet_to.editingFinished.emit()
    await until(lambda: settings.get().quiet_hours == (20 * 60, 7 * 60 + 30))
    view.quiet.click()
    await until(lambda: settings.get().quiet_hours is None)


async def test_changes_from_elsewhere_show(page: tuple[SettingsView, SettingsService]) -> None:
    view, settings = page
    await settings.update(theme=Theme.LIGHT, close_to=CloseTo.QUIT, waiting_minutes=3, sound="")
    assert view.theme.currentData() == Theme.LIGHT
    assert view.closing.currentData() == CloseTo.QUIT
    assert view.waiting.value() == 3
    assert view.sound.currentData() == ""


def test_every_setting_is_shown_as_it_is(page: tuple[SettingsView, SettingsService]) -> None:
    view, _ = page
    wanted = Settings(language="en", theme=Theme.DARK, enter_sends=False, quiet_hours=(60, 120))
    view.show_settings(wanted)
    assert view.language.currentData() == "en"
    assert view.enter.currentData() is False
    assert (view.quiet_from.time(), view.quiet_to.time()) == (QTime(1, 0), QTime(2, 0))


def test_fields_are_named(page: tuple[SettingsView, SettingsService]) -> None:
    view, _ = page
    for field in (view.language, view.theme, view.enter, view.closing, view.scope, view.waiting, view.quiet_from):
        assert field.accessibleName()
    assert view.enter.itemText(0) == "Enter sends, Shift+Enter breaks the line"


async def test_a_section_that_is_revealed_stays_in_sight_while_the_page_takes_shape(
    page: tuple[SettingsView, SettingsService], until: Until
) -> None:
    view, _ = page
    early, wanted, late = QWidget(), QWidget(), QWidget()
    for section in (early, wanted, late):
        section.setMinimumHeight(80)
        view.add_section(section)
    bar = view._scroll.verticalScrollBar()

    def below_the_edge() -> int:
        return wanted.mapTo(view._scroll.viewport(), QPoint(0, 0)).y()

    view.reveal(wanted)
    early.setMinimumHeight(500)  # what it shows has come only now
    late.setMinimumHeight(900)
    await until(lambda: 0 <= below_the_edge() < 40)
    bar.triggerAction(QScrollBar.SliderAction.SliderToMinimum)
    late.setMinimumHeight(1200)
    await until(lambda: bar.maximum() > 1700)
    assert bar.value() == 0, "whoever scrolls away is not called back"
