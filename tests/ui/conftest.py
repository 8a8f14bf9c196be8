"""Tests of the screens speak English unless they say otherwise, whatever ran before them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.looks import Looks
from workstation.ui.language import Language


@pytest.fixture(scope="session")
def looks(qapp: QApplication) -> Looks:
    """How the application looks at the beginning of every test."""
    return Looks.found(qapp)


@pytest.fixture(scope="session")
def spoken(looks: Looks) -> Language:
    """The language of the application under test."""
    return looks.language


@pytest.fixture(autouse=True)
def _as_at_first(looks: Looks) -> Iterator[None]:
    """Begin in English and without a look, also where a test asks for no application: wording goes by it too."""
    yield
    looks.put_back()


@pytest.fixture(autouse=True)
def _nothing_is_held_down(qapp: QApplication) -> Iterator[None]:
    """Let go of Ctrl or Shift: Qt takes them for held down after `QTest.keyClick`, and then chooses rows otherwise.

    So it does with the button after `QTest.mouseDClick`, and then takes the next movement for dragging.
    """
    yield
    if QGuiApplication.keyboardModifiers():
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
    if QGuiApplication.mouseButtons():
        QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)
    assert not QGuiApplication.keyboardModifiers()
    assert not QGuiApplication.mouseButtons()
