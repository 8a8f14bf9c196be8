"""What dialogs share: a title, a body, a line for what went wrong, buttons at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason as any_reason
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

Reason = Callable[[str, dict[str, str | int]], str]
"""Words a refusal by its code and parameters."""


class Dialog(QDialog):
    """Deletes itself when closed.

    Args:
        parent: over which window.
        reason: words a refusal by its code and parameters.

    Attributes:
        body: what it holds goes here.
        buttons: those at the foot, from left to right; begins with nothing.
    """

    def __init__(self, parent: QWidget | None = None, reason: Reason = any_reason) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self._intro = Words(self, tone="muted", wrap=True)
        self._intro.hide()
        self.notice = NoticeLine(self, reason)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._foot: list[QPushButton] = []
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self._intro)
        column.addLayout(self.body, 1)
        column.addWidget(self.notice)  # beside what was pressed; above the fields it would push them from the pointer
        column.addSpacing(4)
        column.addLayout(self.buttons)

    def add_button(self, *, kind: str = "") -> QPushButton:
        """Add a button at the right end of the foot; the first `primary` one is pressed by Enter."""
        if not self.buttons.count():
            self.buttons.addStretch(1)
        button = QPushButton(self)
        button.setAutoDefault(False)
        if kind:
            button.setProperty("kind", kind)
        if kind == "primary":
            button.setDefault(True)
        self.buttons.addWidget(button)
        self._foot.append(button)
        return button

    def setVisible(self, visible: bool) -> None:
        if visible:
            # Tab comes to what is asked first and to the buttons last, whichever was made first.
            for before, after in pairwise([*self._last_above(self._foot), *self._foot]):
                self.setTabOrder(before, after)
        super().setVisible(visible)

    def _last_above(self, foot: Sequence[QWidget]) -> Sequence[QWidget]:
        """Return where Tab comes to last before it starts anew, the foot left out."""
        last: QWidget | None = None
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            if widget not in foot and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                last = widget
            widget = widget.nextInFocusChain()
        return () if last is None else (last,)

    def set_head(self, window: str, head: str = "", intro: str = "") -> None:
        """Word the window's title, the title inside (default: the same), and a sentence below."""
        self.setWindowTitle(window)
        self._head.setText(head or window)
        self._intro.setText(intro)
        self._intro.setVisible(bool(intro))

    def fit(self, width: int, height: int) -> None:
        """Take so much room, and no more than the screen has, in pixels."""
        room = self.screen().availableGeometry()
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def grow(self) -> None:
        """Become as high as the words need once they are laid out, as far as the screen goes."""
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        column = self.layout()
        if column is not None:
            column.activate()
            self.fit(self.width(), max(self.height(), column.totalHeightForWidth(self.width())))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
