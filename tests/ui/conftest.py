"""Tests of the screens speak English unless they say otherwise, whatever ran before them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from workstation.ui.language import Language
from workstation.ui.theme import Theme


@pytest.fixture(scope="session")
def spoken(qapp: QApplication) -> Language:
    """The language of the application under test."""
    return Language(qapp, Theme(qapp))


@pytest.fixture(autouse=True)
def _in_english(spoken: Language) -> None:
    """Speak English also where a test asks for no application: wording without widgets goes by the catalogues too."""
    spoken.use("en")


@pytest.fixture(autouse=True)
def _no_key_is_held(qapp: QApplication) -> None:
    """Let go of Ctrl or Shift: Qt takes them for held down after `QTest.keyClick`, and then chooses rows otherwise."""
    if QGuiApplication.keyboardModifiers():
        QTest.keyRelease(QWidget(), Qt.Key.Key_Control)
        assert not QGuiApplication.keyboardModifiers()
