"""Cards in columns, field by field; where they differ one chooses what the merged card says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from workstation.domain.card import CardContent
from workstation.domain.card_files import phones
from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

_SINGLE: Final = (
    *(f"{field}_{side}" for field in ("name", "title", "department", "company", "address") for side in ("zh", "en")),
    "country",
    "booth",
    "about",
)
_LISTS: Final = ("phones", "emails", "websites", "ims")
_HEIGHT: Final = 34
_SIGN: Final = 20


class ValueButton(QAbstractButton):
    """A value of one card; ticked when the merged card has it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(170, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        edge = colours.focus if self.hasFocus() else colours.accent if chosen else colours.border
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(colours.accent_soft if chosen else colours.hover if self.underMouse() else colours.surface)
        painter.drawRoundedRect(box, 6, 6)
        tone = colours.on_accent_soft if chosen else colours.text
        if chosen:
            paint_icon(painter, self.rect().adjusted(6, 0, 6 + _SIGN - self.width(), 0), "check", tone, 14)
        inside = self.rect().adjusted(6 + _SIGN, 0, -8, 0)
        painter.setFont(text_font(Size.BODY))
        painter.setPen(tone)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


class SideBySide(QWidget):
    """Shows them.

    Signals:
        changed(): another value was chosen.
    """

    changed = Signal()

    def __init__(self, rows: Sequence[CardRow], proposed: CardContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self.content = proposed
        self.values: dict[str, list[ValueButton]] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        for at in range(len(rows)):
            self._grid.setColumnStretch(at + 1, 1)
        self._fill()

    def _fill(self) -> None:
        for at, row in enumerate(self._rows, 1):
            head = Words(self, size=Size.SMALL, tone="muted", wrap=True)
            head.setText(" · ".join((wording.source(row), formats.chat_time(row.at, wording.now()))))
            self._grid.addWidget(head, 0, at)
        line = 1
        for field in _SINGLE:
            found = [str(getattr(row.content, field)) for row in self._rows]
            if any(found):
                self._add_field(line, field, found)
                line += 1
        for field in _LISTS:
            lists = [_listed(row.content, field) for row in self._rows]
            if any(lists):
                self._add_list(line, field, lists)
                line += 1
        self._grid.setRowStretch(line, 1)

    def _add_label(self, line: int, field: str) -> None:
        label = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        words = wording.field(field)
        side = {"_zh": self.tr("Chinese"), "_en": self.tr("English")}.get(field[-3:], "")
        label.setText(f"{words}\n{side}" if side else words)
        label.setFixedWidth(96)
        self._grid.addWidget(label, line, 0)

    def _add_field(self, line: int, field: str, found: Sequence[str]) -> None:
        self._add_label(line, field)
        alike = len({value for value in found if value}) == 1
        chosen: str = getattr(self.content, field)
        for at, value in enumerate(found, 1):
            if not value:
                continue
            shown = formats.country_name(value) if field == "country" else isolated_name(one_line(value, 200))
            if alike:
                plain = Words(self, wrap=True)
                plain.setText(shown)
                self._grid.addWidget(plain, line, at)
                continue
            button = ValueButton(shown, self)
            button.setChecked(value == chosen)
            button.clicked.connect(lambda _checked=False, field=field, value=value: self._choose(field, value))
            button.setProperty("value", value)
            self._grid.addWidget(button, line, at)
            self.values.setdefault(field, []).append(button)

    def _add_list(self, line: int, field: str, lists: Sequence[Sequence[str]]) -> None:
        self._add_label(line, field)
        for at, values in enumerate(lists, 1):
            text = Words(self, wrap=True)
            text.setText("\n".join(isolated_name(one_line(value, 120)) for value in values))
            self._grid.addWidget(text, line, at, Qt.AlignmentFlag.AlignTop)

    def _choose(self, field: str, value: str) -> None:
        self.content = replace(self.content, **{field: value})
        for button in self.values[field]:
            button.setChecked(button.property("value") == value)
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._refill()
        super().changeEvent(event)

    def _refill(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.values = {}
        self._fill()


def _listed(content: CardContent, field: str) -> tuple[str, ...]:
    if field == "phones":
        return tuple(f"{phones.shown(one.number)} ({wording.phone_kind(one.kind)})" for one in content.phones)
    if field == "ims":
        return tuple(f"{wording.service(one.service)}: {one.handle}" for one in content.ims)
    found: tuple[str, ...] = getattr(content, field)
    return found
