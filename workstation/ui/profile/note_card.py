"""One note on a buyer: what it says, who wrote it when, whom it is shared with, what became of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.services.notes import NoteRow
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import is_right_to_left, shown
from workstation.ui.formats import chat_time, full_time
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

LINES = 8
"""A longer note is cut until one wants to see all of it."""
CHARS = 400


class NoteCard(QFrame):
    """Shows a note.

    Signals:
        edit_wanted(), delete_wanted(), again_wanted(), dismiss_wanted(): chosen at the card.
    """

    edit_wanted = Signal()
    delete_wanted = Signal()
    again_wanted = Signal()
    dismiss_wanted = Signal()

    def __init__(self, row: NoteRow, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._now = now
        self._whole = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.text = Words(self, wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.text.setMinimumWidth(1)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.setProperty("small", "true")
        self.more.clicked.connect(self._on_more)
        self._lock = QLabel(self)
        self.about = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._menu_button = IconButton("more", self, side=24)
        self._menu_button.clicked.connect(self._open_menu)
        self.problem = Words(self, size=Size.SMALL, tone="danger", wrap=True)
        self.again, self.dismiss = QPushButton(self), QPushButton(self)
        for button, wanted in ((self.again, self.again_wanted), (self.dismiss, self.dismiss_wanted)):
            button.setProperty("kind", "link")
            button.setProperty("small", "true")
            button.clicked.connect(wanted)
        self._lay_out()
        self.show_row(row, now)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self._lock)
        foot.addWidget(self.about, 1)
        foot.addWidget(self._menu_button, 0, Qt.AlignmentFlag.AlignTop)
        ways = QHBoxLayout()
        ways.setSpacing(0)
        ways.addWidget(self.again)
        ways.addWidget(self.dismiss)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 4, 6)
        column.setSpacing(2)
        column.addWidget(self.text)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addLayout(ways)
        column.addLayout(foot)

    def show_row(self, row: NoteRow, now: datetime) -> None:
        """Show it as it is now."""
        self.row, self._now = row, now
        self.retranslate()

    def _on_more(self) -> None:
        self._whole = not self._whole
        self.retranslate()

    def _cut(self, text: str) -> str:
        lines = text.split("\n")
        return "\n".join(lines[:LINES])[:CHARS].rstrip() + " …"

    def retranslate(self) -> None:
        """Word it anew."""
        row = self.row
        text = shown(row.text.strip())
        long = len(text) > CHARS or text.count("\n") >= LINES
        self.text.setText(self._cut(text) if long and not self._whole else text)
        rtl = is_right_to_left(text.split("\n", 1)[0])
        self.text.setAlignment(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        self.more.setVisible(long)
        self.more.setText(self.tr("Show less") if self._whole else self.tr("Show all of it"))
        author = self.tr("You") if row.mine else wording.own_name(row.author_name_zh, row.author_name_en)
        kept = self.tr("the company sees it") if row.shared else self.tr("only you see it")
        parts = [author, chat_time(row.at, self._now), kept]
        if row.waiting:
            parts.append(self.tr("waits to leave"))
        self.about.setText(" · ".join(part for part in parts if part))
        self.about.setToolTip(full_time(row.at))
        self._lock.setPixmap(icon("team" if row.shared else "lock").pixmap(14, 14))
        self.problem.setVisible(row.problem is not None)
        self.problem.setText(wording.fault(row.problem) if row.problem is not None else "")
        for button in (self.again, self.dismiss):
            button.setVisible(row.problem is not None)
        self.again.setText(self.tr("Save again"))
        self.dismiss.setText(self.tr("Discard"))
        self._menu_button.set_words(self.tr("What to do with this note"))
        self.setAccessibleName(f"{self.about.text()}: {text[:CHARS]}")
        self.update()

    # ---- what can be done --------------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return what can be done with it."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        copy = menu.addAction(icon("copy"), self.tr("Copy"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.row.text))
        if self.row.mine:
            self._offer(menu, "note", self.tr("Edit…"), self.edit_wanted)
        if self.row.deletable:
            self._offer(menu, "trash", self.tr("Delete"), self.delete_wanted)
        return menu

    def _offer(self, menu: QMenu, sign: str, words: str, wanted: SignalInstance) -> QAction:
        action = menu.addAction(icon(sign), words)
        action.triggered.connect(wanted.emit)
        return action

    def _open_menu(self) -> None:
        self.menu().popup(self._menu_button.mapToGlobal(QPoint(0, self._menu_button.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same by the right button and the menu key."""
        self.menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by Enter, delete by Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row.mine:
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self.row.deletable:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.danger if self.row.problem is not None else colours.border
        painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else QPen(edge, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
