"""A colleague as a place to drop buyers on: who, whether they are there, how much they have to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.transfer import wording
from workstation.ui.widgets.avatar import paint_avatar

if TYPE_CHECKING:
    from workstation.services.transfers import Receiver

MIME: Final = "application/x-workstation-conversations"
HEIGHT: Final = 64


class ColleagueCard(QAbstractButton):
    """Takes what is dropped on it; a click gives it what is chosen.

    Signals:
        given(object, object): the account's id, and the conversations that were dropped.
    """

    given = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.receiver: Receiver | None = None
        self._most = 1
        self._over = 0
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_receiver(self, receiver: Receiver, most: int) -> None:
        """Show somebody; `most` is the load that fills the bar."""
        self.receiver, self._most = receiver, max(1, most)
        self.setEnabled(not receiver.problem)
        self.setAccessibleName(f"{wording.name(receiver.account)}, {self._note()}")
        self.setToolTip(self.accessibleName())
        self.update()

    def _note(self) -> str:
        receiver = self.receiver
        if receiver is None:
            return ""
        if self._over:
            return self.tr("Assign {buyers}").format(buyers=wording.buyers(self._over))
        if receiver.problem:
            return wording.problem(receiver.problem)
        if receiver.live is None:
            return presence_name(receiver.presence)
        parts = [wording.load(receiver.live)]
        if receiver.waiting:
            parts.append(self.tr("%n waiting", "buyers", receiver.waiting))
        if receiver.full:
            parts.append(self.tr("full"))
        return " · ".join(parts)

    def sizeHint(self) -> QSize:
        return QSize(220, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    # ---- dropping --------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME) and self.receiver is not None and not self.receiver.problem:
            self._over = len(dropped(event))
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = 0
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = 0
        event.acceptProposedAction()
        if self.receiver is not None:
            self.given.emit(self.receiver.account.id, dropped(event))
        self.update()

    # ---- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        receiver = self.receiver
        if receiver is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.55)
        marked = bool(self._over) or self.hasFocus()
        edge = colours.focus if marked else colours.strong_border if self.underMouse() else colours.border
        painter.setPen(QPen(edge, 2 if marked else 1))
        ground = colours.accent_soft if self._over else colours.surface
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        name = wording.name(receiver.account)
        where = QRect(12, 12, 36, 36)
        paint_avatar(painter, where, name, int(receiver.account.id), presence=receiver.presence, behind=ground)
        left, room = 60, self.width() - 72
        painter.setFont(text_font(Size.BODY, bold=True))
        painter.setPen(colours.text)
        said = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 8, room, 20), Qt.AlignmentFlag.AlignVCenter, said)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.accent_text if self._over else colours.muted)
        note = painter.fontMetrics().elidedText(self._note(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 28, room, 18), Qt.AlignmentFlag.AlignVCenter, note)
        self._paint_load(painter, QRectF(left, 50, room, 4), receiver.live, full=receiver.full)
        painter.end()

    def _paint_load(self, painter: QPainter, bar: QRectF, live: int | None, *, full: bool) -> None:
        colours = tokens()
        if live is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.border)
        painter.drawRoundedRect(bar, 2, 2)
        if live:
            painter.setBrush(colours.warning if full else colours.accent)
            share = min(1.0, live / self._most)
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(4.0, bar.width() * share), 4), 2, 2)


def dropped(event: QDropEvent) -> tuple[int, ...]:
    """Return the conversations that a drag carries."""
    lines = bytes(event.mimeData().data(MIME).data()).decode("ascii", "replace").split()
    return tuple(int(line) for line in lines if line.isdigit())
