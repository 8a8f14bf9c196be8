"""Tests of the screens speak English unless they say otherwise, whatever ran before them."""

import pytest
from PySide6.QtWidgets import QApplication

from workstation.ui.language import Language
from workstation.ui.theme import Theme


@pytest.fixture(scope="session")
def spoken(qapp: QApplication) -> Language:
    """The language of the application under test."""
    return Language(qapp, Theme(qapp))


@pytest.fixture(autouse=True)
def _in_english(request: pytest.FixtureRequest) -> None:
    if "qapp" in request.fixturenames or "qtbot" in request.fixturenames:
        request.getfixturevalue("spoken").use("en")
