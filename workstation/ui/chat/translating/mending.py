"""Where a translation is mended: the original above, a better wording below, for the whole company from then on."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.translation.doubts import doubts
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.memory import MAX_TEXT_CHARS
from workstation.ui.chat import people
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.translating import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import add_primary
from workstation.ui.widgets.words import Words


class MendDialog(QDialog):
    """Stays open until what it holds was kept; figures that differ are named, and may be kept all the same.

    Signals:
        written(str): the better translation.
    """

    written = Signal(str)

    def __init__(self, original: str, translation: str, pair: Pair, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pair = pair
        self._original = original
        self.setWindowTitle(self.tr("Mend a translation"))
        self.setMinimumWidth(520)
        self.notice = NoticeLine(self)
        self.original, self.better = QPlainTextEdit(original, self), QPlainTextEdit(translation, self)
        self.original.setReadOnly(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(8)
        column.addWidget(self.notice)
        for field, language in ((self.original, pair.source), (self.better, pair.target)):
            field.setTabChangesFocus(True)
            field.setFixedHeight(110)
            name = people.language_name(language)
            field.setAccessibleName(name)
            label = Words(self, size=Size.SMALL, bold=True)
            label.setText(name)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        self.warning = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        hint.setText(self.tr("The memory learns it for the whole company, also for the sentence with other figures."))
        box = QDialogButtonBox(self)
        self.keep = add_primary(box, self.tr("Keep"))
        box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(lambda: self.written.emit(self.better.toPlainText().strip()))
        box.rejected.connect(self.reject)
        for part in (self.warning, hint, box):
            column.addWidget(part)
        self.better.textChanged.connect(self._on_edited)
        self._on_edited()
        self.better.setFocus()
        self.better.moveCursor(QTextCursor.MoveOperation.End)

    def _on_edited(self) -> None:
        text = self.better.toPlainText().strip()
        self.keep.setEnabled(0 < len(text) <= MAX_TEXT_CHARS and len(self._original) <= MAX_TEXT_CHARS)
        found = doubts(self._original, text, self.pair.source, self.pair.target, {}) if text else ()
        if len(self._original) > MAX_TEXT_CHARS:
            self.warning.setText(self.tr("This text is too long for the memory."))
        else:
            self.warning.setText(wording.doubts(found) if found else "")
        self.warning.setVisible(bool(self.warning.text()))

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not kept; all stays as it was typed."""
        self.notice.say(refusal)
