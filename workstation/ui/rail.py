"""The rail: oneself on top, then the screens there are, the settings at the bottom."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.account import Presence
from workstation.ui.late_screens import CALENDAR, CARDS, INTENTS, NOTICES, SETTINGS, TEAM
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.badge import paint_badge
from workstation.ui.widgets.icons import paint_icon

WIDTH: Final = 64
INBOX: Final = "inbox"


class RailButton(QAbstractButton):
    """An entry: icon over a short word, a count at its corner."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 8, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected if self.isChecked() else colours.border)
            painter.drawRoundedRect(rect, 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 8, 8)
        colour = colours.accent_text if self.isChecked() else colours.muted
        paint_icon(painter, QRect(0, 8, self.width(), 24), self._icon_name, colour, 24)
        painter.setPen(colour)
        painter.setFont(text_font(Size.SMALL, bold=self.isChecked()))
        if painter.fontMetrics().horizontalAdvance(self.text()) > self.width() - 4:
            painter.setFont(text_font(Size.SMALL))
        metrics = painter.fontMetrics()
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - 4)
        painter.drawText(QRect(0, 34, self.width(), 18), Qt.AlignmentFlag.AlignCenter, words)
        if self.count:
            paint_badge(painter, self.width() - 2, 12, self.count)
        painter.end()


class Me(QAbstractButton):
    """Oneself: avatar with one's status; opens the menu."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._seed = 0
        self._presence = Presence.OFFLINE
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(48, 48)

    def show_person(self, name: str, seed: int, presence: Presence) -> None:
        """Show who is signed in."""
        self._name, self._seed, self._presence = name, seed, presence
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        paint_avatar(
            painter, QRect(4, 4, 40, 40), self._name, self._seed, presence=self._presence, behind=colours.window
        )
        painter.end()


class Rail(QWidget):
    """Chooses the screen.

    Signals:
        chosen(str): the user wants this screen.
        me_clicked(): he wants the menu about himself.
    """

    chosen = Signal(str)
    me_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.me = Me(self)
        self.me.clicked.connect(self.me_clicked)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 12, 4, 12)
        self._layout.setSpacing(4)
        self._layout.addWidget(self.me, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addSpacing(8)
        self._layout.addStretch(1)
        self.setFixedWidth(WIDTH)

    def add(self, key: str, icon_name: str, *, bottom: bool = False) -> RailButton:
        """Add a screen's entry, at the end of the upper or the lower ones."""
        button = RailButton(icon_name, self)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = button
        stretch = next(i for i in range(self._layout.count()) if self._layout.stretch(i))
        place = self._layout.count() if bottom else stretch
        self._layout.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def button(self, key: str) -> RailButton:
        """Return a screen's entry."""
        return self._buttons[key]

    def select(self, key: str) -> None:
        """Show which screen is open."""
        self._buttons[key].setChecked(True)

    def set_words(self, key: str, words: str, accessible_name: str = "") -> None:
        """Word an entry."""
        button = self._buttons[key]
        button.setText(words)
        button.setToolTip(words)
        button.setAccessibleName(accessible_name or words)

    def set_count(self, key: str, count: int) -> None:
        """Show a count at an entry."""
        if count != self._buttons[key].count:
            self._buttons[key].count = count
            self._buttons[key].update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().border)
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        painter.end()


class RailWords(QObject):
    """Words them, again after a switch of the language."""

    def __init__(self, rail: Rail) -> None:
        super().__init__(rail)
        self._rail = rail
        self._unread = self._intents = 0

    def show_unread(self, unread: int) -> None:
        """So many conversations have something unread."""
        self._unread = unread
        self._rail.set_count(INBOX, unread)
        said = self.tr("%n with something unread", "", unread)
        words = self.tr("Inbox, {count}").format(count=said) if unread else ""
        self._rail.set_words(INBOX, self.tr("Inbox"), words)

    def show_intents(self, count: int) -> None:
        """So many purchase intents wait for me to look at them, or to assign them."""
        self._intents = count
        self._rail.set_count(INTENTS, count)
        words = self.tr("%n new purchase intent(s)", "", count) if count else self.tr("Purchase intents")
        self._rail.set_words(INTENTS, self.tr("Intents"), words)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._rail.setAccessibleName(self.tr("Screens"))
        self.show_unread(self._unread)
        self.show_intents(self._intents)
        self._rail.set_words(NOTICES, self.tr("Notices"))
        self._rail.set_words(CALENDAR, self.tr("Calendar"))
        self._rail.set_words(CARDS, self.tr("Cards"))
        self._rail.set_words(TEAM, self.tr("Team"))
        self._rail.set_words(SETTINGS, self.tr("Settings"))
