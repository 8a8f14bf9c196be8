"""Says in a chat who else of the team has it open or types in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.transfer import wording
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from workstation.services.lookers import Looker

HEIGHT = 28
_AVATAR = 18


class LookersLine(QWidget):
    """Takes no room while one is alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookers: Sequence[Looker] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_lookers(self, lookers: Sequence[Looker]) -> None:
        """Show these colleagues, nobody for an empty list."""
        self._lookers = lookers
        self.setVisible(bool(lookers))
        self.setAccessibleName(self.text)
        self.setToolTip(self.text)
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        typing = [one for one in self._lookers if one.typing]
        names = self.tr(", ", "between names").join(wording.name(one.account) for one in typing or self._lookers)
        if not self._lookers:
            return ""
        if typing:
            return self.tr("{names}: typing an answer to this buyer").format(names=names)
        return self.tr("{names}: has this conversation open too").format(names=names)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.show_lookers(self._lookers)
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        typing = any(one.typing for one in self._lookers)
        painter.fillRect(self.rect(), colours.warning_soft if typing else colours.window)
        left = 16
        paint_icon(painter, QRect(left, 0, 16, HEIGHT), "eye", colours.warning if typing else colours.muted, 16)
        left += 24
        for one in self._lookers[:3]:
            where = QRect(left, (HEIGHT - _AVATAR) // 2, _AVATAR, _AVATAR)
            paint_avatar(painter, where, wording.name(one.account), int(one.account.id))
            left += _AVATAR + 4
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.warning if typing else colours.muted)
        room = QRect(left + 4, 0, self.width() - left - 16, HEIGHT)
        text = painter.fontMetrics().elidedText(self.text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
