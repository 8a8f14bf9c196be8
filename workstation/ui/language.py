"""The language of the interface, switched at once: catalogues, locale and fonts."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from workstation import paths
from workstation.ui.theme import Theme

log = logging.getLogger("workstation.ui")

LANGUAGES: Final = {"zh_CN": "简体中文", "en": "English"}
"""Codes and the languages' own names."""


def system_language() -> str:
    """Return the offered language that suits the system best."""
    return "zh_CN" if QLocale.system().language() is QLocale.Language.Chinese else "en"


class Language(QObject):
    """Installs the catalogues of one language at a time.

    Every widget gets `LanguageChange` by Qt; whatever is no widget listens to the signal.

    Signals:
        changed(): texts, dates and numbers are others now.
    """

    changed = Signal()

    def __init__(self, app: QApplication, theme: Theme) -> None:
        super().__init__(app)
        self._app = app
        self._theme = theme
        self._code = ""
        self._translators: list[QTranslator] = []

    @property
    def code(self) -> str:
        """`zh_CN` or `en`; empty before the first `use`."""
        return self._code

    def use(self, code: str) -> None:
        """Switch to a language; unknown ones become English."""
        code = code if code in LANGUAGES else "en"
        if code == self._code:
            return
        self._code = code
        QLocale.setDefault(QLocale(code))
        self._theme.set_fonts(code)
        previous, self._translators = self._translators, self._load(code)
        for translator in previous:
            self._app.removeTranslator(translator)
        for translator in self._translators:
            self._app.installTranslator(translator)
        self.changed.emit()

    def _load(self, code: str) -> list[QTranslator]:
        wanted = [("workstation_" + code, str(paths.catalogues()))]
        if code != "en":
            wanted.insert(0, ("qtbase_" + code, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)))
        loaded = []
        for name, where in wanted:
            translator = QTranslator(self)
            if translator.load(name, where):
                loaded.append(translator)
            else:
                log.warning("catalogue %s is missing", name)
        return loaded
