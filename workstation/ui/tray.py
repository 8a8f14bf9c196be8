"""The icon in the tray: how much is unread, and the way back to the window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from workstation.ui.theme import tokens
from workstation.ui.widgets.badge import badge_text
from workstation.ui.widgets.icons import paint_icon

_SIZES: Final = (16, 22, 24, 32, 48, 64)


def app_icon(unread: int = 0) -> QIcon:
    """Return the product's icon, with a count in its corner when there is one."""
    result = QIcon()
    for side in _SIZES:
        result.addPixmap(_drawn(side, unread))
    return result


def _drawn(side: int, unread: int) -> QPixmap:
    colours = tokens()
    image = QPixmap(side, side)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.accent)
    painter.drawRoundedRect(0, 0, side, side, side / 4.5, side / 4.5)
    paint_icon(painter, QRect(0, 0, side, side), "logo", colours.on_accent, max(8, round(side * 0.62)))
    if unread:
        corner = QRect(side - round(side * 0.62), 0, round(side * 0.62), round(side * 0.62))
        painter.setBrush(colours.danger)
        painter.drawEllipse(corner)
        if side >= 22:
            font = painter.font()
            font.setPixelSize(max(7, round(corner.height() * (0.72 if unread < 10 else 0.5))))
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(colours.surface)
            painter.drawText(corner, Qt.AlignmentFlag.AlignCenter, badge_text(unread))
    painter.end()
    return image


class Tray(QObject):
    """The icon and its menu, where the desktop has a tray.

    Signals:
        open_wanted(): bring the window back.
        quit_wanted(): end the program.
        message_clicked(): the notification shown through it was clicked.
        next_wanted(): lead to the next negotiation.
    """

    open_wanted = Signal()
    quit_wanted = Signal()
    message_clicked = Signal()
    next_wanted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._unread = 0
        self._menu = QMenu()
        self._open, self._next, self._quit = (QAction("", self._menu) for _ in range(3))
        self._menu.addAction(self._open)
        self._open.triggered.connect(self.open_wanted)
        self._menu.addAction(self._next)
        self._next.setVisible(False)
        self._next.triggered.connect(self.next_wanted)
        self._menu.addSeparator()
        self._menu.addAction(self._quit)
        self._quit.triggered.connect(self.quit_wanted)
        self._icon = QSystemTrayIcon(app_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.message_clicked)
        self.retranslate()

    @property
    def available(self) -> bool:
        """Whether this desktop has a tray: without one, hiding the window would lose it."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def tooltip(self) -> str:
        """What the icon says."""
        return self._icon.toolTip()

    def show(self) -> None:
        """Show the icon as soon as there is a place for it: at a log-in the panel may come later than we do (X11)."""
        if self.available or QGuiApplication.platformName() == "xcb":
            self._icon.show()

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()

    def set_unread(self, unread: int) -> None:
        """Show how many messages are unread."""
        if unread == self._unread:
            return
        before, self._unread = self._unread, unread
        if badge_text(unread) != badge_text(before):
            self._icon.setIcon(app_icon(unread))
        self.retranslate()

    def set_next(self, words: str) -> None:
        """Offer the next negotiation in the menu, in these words; none takes it away."""
        self._next.setText(words)
        self._next.setVisible(bool(words))

    def notify(self, title: str, text: str) -> bool:
        """Show a notification; tell whether the tray could (where there is none Qt drops it silently)."""
        if not self.available or not self._icon.isVisible():
            return False
        self._icon.showMessage(title, text, app_icon())
        return True

    def retranslate(self) -> None:
        """Say everything in the language of the moment; Qt tells only widgets when it changes."""
        self._open.setText(self.tr("Open Workstation"))
        self._quit.setText(self.tr("Quit"))
        if self._unread:
            self._icon.setToolTip(self.tr("Workstation: %n unread message(s)", "", self._unread))
        else:
            self._icon.setToolTip("Workstation")

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_wanted.emit()
