"""Who published a purchase intent: name, company, country, and what time it is there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.services.intent_views import IntentView
from workstation.ui import formats
from workstation.ui.chat import people
from workstation.ui.intents import wording
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.flags import paint_flag
from workstation.ui.widgets.words import Words


class _Flag(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.country = ""
        self.setFixedSize(QSize(22, 15))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_flag(painter, QRectF(0, 0, 22, 15), self.country, tokens().border)
        painter.end()


class BuyerLine(QWidget):
    """Shows the buyer of an intent."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._view: IntentView | None = None
        self._avatar = Avatar(40, self)
        self.name = Words(self, bold=True, wrap=True)
        self._company = Words(self, size=Size.SMALL, wrap=True)
        self._place = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._flag = _Flag(self)
        where = QHBoxLayout()
        where.setSpacing(6)
        where.addWidget(self._flag)
        where.addWidget(self._place, 1)
        column = QVBoxLayout()
        column.setSpacing(1)
        column.addWidget(self.name)
        column.addWidget(self._company)
        column.addLayout(where)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(self._avatar)
        line.addLayout(column, 1)

    def show_intent(self, view: IntentView) -> None:
        """Show who published it."""
        self._view = view
        received = view.received
        self.name.setText(wording.buyer(view))
        self._avatar.show_person(wording.buyer(view), received.intent.buyer_id)
        self._company.setText(wording.company(view))
        self._company.setVisible(bool(self._company.text()))
        self._flag.country = received.buyer_country
        self._flag.setVisible(bool(received.buyer_country))
        self._flag.update()
        there = people.local_time(received.buyer_zone, self._clock.now())
        time = self.tr("{time} there").format(time=there) if there else ""
        self._place.setText(" · ".join(part for part in (formats.country_name(received.buyer_country), time) if part))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange and self._view is not None:
            self.show_intent(self._view)
        super().changeEvent(event)
