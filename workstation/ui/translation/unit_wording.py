"""Units of memory and glossary in words."""

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.services.translation.exchange import Skipped
from workstation.services.translation.library import UnitRow
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.refused import reason


def whose(row: UnitRow) -> str:
    """Return who entered a unit."""
    translate = QCoreApplication.translate
    if row.shipped:
        return translate("TranslationUnits", "with the desk")
    if row.mine:
        return translate("TranslationUnits", "mine")
    if row.author is None:
        return translate("TranslationUnits", "a former colleague's")
    return isolated_name(row.author.name(QLocale().name()))


def state_of(row: UnitRow) -> str:
    """Return what keeps a unit from being the whole company's, empty when nothing does."""
    if row.problem is not None:
        return reason(row.problem.code, row.problem.params)
    return QCoreApplication.translate("TranslationUnits", "waiting to leave") if row.waiting else ""


def why_skipped(skipped: Skipped) -> str:
    """Return why a line of a file is not taken."""
    translate = QCoreApplication.translate
    said = {
        "languages": translate("TranslationUnits", "fewer than two languages"),
        "too_long": translate("TranslationUnits", "too long"),
        "language_unknown": translate("TranslationUnits", "a language that is not known"),
        "too_many": translate("TranslationUnits", "more than 20,000 in one file"),
        "unreadable": translate("TranslationUnits", "signs that cannot be read"),
    }
    return said.get(skipped.code, skipped.code)
