"""Puts the application back as the first test of the screens found it, so that no test sees what ran before it."""

import sys
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import shiboken6
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFont, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from workstation.ui import theme
from workstation.ui.language import Language
from workstation.ui.theme import Theme


@dataclass
class Looks:
    """The application as it was found: in English, without a style sheet."""

    app: QApplication
    theme: Theme
    language: Language
    font: QFont
    palette: QPalette

    @classmethod
    def found(cls, app: QApplication) -> "Looks":
        """Note how the application looks once it speaks English."""
        app.setQuitOnLastWindowClosed(False)  # as in the desk
        look = Theme(app)
        language = Language(app, look)
        language.use("en")
        return cls(app, look, language, QFont(app.font()), QPalette(app.palette()))

    def put_back(self) -> None:
        """Undo what a test, or a window that it made, has turned; costs some microseconds when nothing was."""
        others = self._take_others_away()
        if others or self.language.code != "en" or QLocale().language() is not QLocale.Language.English:
            self.language._code = ""
            self.language.use("en")
        if self.app.font() != self.font:
            self.app.setFont(self.font)
            theme._fonts.clear()
        if self.app.styleSheet() or theme.tokens() is not theme.LIGHT:
            self.app.setStyleSheet("")
            self.app.styleHints().unsetColorScheme()
            self.app.setPalette(self.palette)
            theme._current = theme.LIGHT
        if not self.app.windowIcon().isNull():
            self.app.setWindowIcon(QIcon())
        clipboard = QGuiApplication.clipboard()
        held = clipboard.mimeData()
        if held is not None and held.formats():
            clipboard.clear()
        _forget_registered()

    def _take_others_away(self) -> bool:
        """A start of the desk makes a theme and a language of its own, which would go on following the system."""
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        kinds = (*self.app.findChildren(Language, options=direct), *self.app.findChildren(Theme, options=direct))
        others = [one for one in kinds if one is not self.language and one is not self.theme]
        for one in others:
            shiboken6.delete(one)  # its catalogues go with it
        return bool(others)


def _loaded(name: str) -> Any:
    return sys.modules.get("workstation.ui." + name)  # what no test has imported holds nothing


def _forget_registered() -> None:
    """What screens made known to the whole process: kinds of cards, wording, the fair's zone, what was translated."""
    if wording := _loaded("chat.wording"):
        wording._more_lines.clear()
        wording._timed_lines.clear()
    if blocks := _loaded("chat.timeline.blocks"):
        blocks._kinds.clear()
    if readings := _loaded("chat.timeline.readings"):
        readings.clear()
    if block := _loaded("calendar.block"):
        block.set_fair(ZoneInfo(block.FAIR_ZONE))
