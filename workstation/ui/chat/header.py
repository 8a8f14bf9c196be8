"""The head of a chat: who it is, where, what time it is there, which language he speaks, and what can be done."""

from datetime import UTC, datetime
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from workstation.domain.account import Presence
from workstation.domain.conversation import ConversationKind
from workstation.services.views import ChatHead
from workstation.ui import formats
from workstation.ui.chat import people, wording
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.flags import paint_flag
from workstation.ui.widgets.icons import paint_icon

_HEIGHT = 60
_FLAG = (21, 14)
_GAP = 12
_NAME_ROOM = 160
"""So much of a long name is shown before the clock is."""
_MENU_CHANGES = (QEvent.Type.ActionAdded, QEvent.Type.ActionChanged, QEvent.Type.ActionRemoved)


class ChatHeader(QWidget):
    """Shows the head of one conversation.

    Signals:
        transfer_requested(): the transfer button was pressed.
        translate_requested(QPoint): the translation's switches are wanted at that place of the screen.
        profile_requested(): show or hide the profile panel.
        minute_passed(): a new minute began while it is on the screen.

    Attributes:
        menu: what stands behind "more"; whoever offers something adds it here. Hidden while it is empty.
    """

    transfer_requested = Signal()
    profile_requested = Signal()
    translate_requested = Signal(QPoint)
    minute_passed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.menu = QMenu(self)
        self._avatar = Avatar(36, self)
        self._who = _Who(self)
        self._transfer = IconButton("transfer", self, side=36)
        self._translate = IconButton("translate", self, side=36)
        self._profile = IconButton("panel_right", self, side=36)
        self._more = IconButton("more", self, side=36)
        self._transfer.clicked.connect(self.transfer_requested)
        self._translate.clicked.connect(self._on_translate)
        self._profile.clicked.connect(self.profile_requested)
        self._more.clicked.connect(self._open_menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 8, 0)
        line.setSpacing(4)
        line.addWidget(self._avatar)
        line.addSpacing(8)
        line.addWidget(self._who, 1)
        for button in (self._transfer, self._translate, self._profile, self._more):
            line.addWidget(button)
        self.menu.installEventFilter(self)
        self._head: ChatHead | None = None
        self._presence: Presence | None = None
        self._can_transfer = False
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._on_minute)
        self.retranslate()

    def offer_transfer(self, possible: bool) -> None:
        """Show the transfer button where the conversation may be handed on (somebody answers the signal)."""
        self._can_transfer = possible
        self._show_buttons()

    def show_head(self, head: ChatHead | None) -> None:
        """Show whose conversation it is."""
        if head is None or self._head is None or head.row.other_id != self._head.row.other_id:
            self._presence = None
        self._head = head
        self._refresh()

    def show_presence(self, presence: Presence) -> None:
        """Show that he came or went."""
        self._presence = presence
        self._refresh()

    def _refresh(self) -> None:
        head = self._head
        self._avatar.setVisible(head is not None)
        if head is not None:
            row = head.row
            presence = self._presence or row.presence
            title = row.title or wording.own_name(row.colleague_name_zh, row.colleague_name_en)
            self._avatar.show_person(title, int(row.other_id or 0), presence=presence)
        self._who.show_head(head, self._presence or (head.row.presence if head is not None else Presence.OFFLINE))
        self._show_buttons()

    def _show_buttons(self) -> None:
        head = self._head
        customer = head is not None and head.row.kind is ConversationKind.CUSTOMER
        self._transfer.setVisible(self._can_transfer and customer and head is not None and head.writable)
        self._translate.setVisible(customer)
        self._profile.setVisible(customer)
        self._more.setVisible(head is not None and not self.menu.isEmpty())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever offers something more, or less, in the menu need not tell."""
        if watched is self.menu and event.type() in _MENU_CHANGES:
            self._show_buttons()
        return super().eventFilter(watched, event)

    def _open_menu(self) -> None:
        corner = self._more.mapToGlobal(QPoint(self._more.width(), self._more.height() + 2))
        self.menu.popup(corner - QPoint(self.menu.sizeHint().width(), 0))

    def _on_translate(self) -> None:
        self.translate_requested.emit(self._translate.mapToGlobal(QPoint(0, self._translate.height() + 2)))

    def show_translating(self, on: bool) -> None:
        """Show on the button whether this conversation is translated."""
        self._translate.setCheckable(True)
        self._translate.setChecked(on)

    def _on_minute(self) -> None:
        self._who.update()
        self.minute_passed.emit()
        self._wait_for_minute()

    def _wait_for_minute(self) -> None:
        now = datetime.now(UTC)
        self._clock.start(60_000 - (now.second * 1000 + now.microsecond // 1000) + 20)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the clock run while it is seen."""
        super().showEvent(event)
        self._show_buttons()
        self._wait_for_minute()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the clock."""
        super().hideEvent(event)
        self._clock.stop()

    def retranslate(self) -> None:
        """Word it anew."""
        for button, text in (
            (self._transfer, self.tr("Transfer to a colleague")),
            (self._translate, self.tr("Translation")),
            (self._profile, self.tr("Profile and history")),
            (self._more, self.tr("More")),
        ):
            button.set_words(text)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), colours.surface)
        painter.setPen(colours.border)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class Places(NamedTuple):
    """What stands on the first line; pixels from the left."""

    name: str
    """Shortened to the room there is."""
    name_width: int
    code: str
    """Of the country; empty where there is no room for anything."""
    clock: str
    """The buyer's time; empty where there is no room for it."""
    clock_left: int
    """Where name and flag have to end."""


class _Who(QWidget):
    """Name with country on the first line; company, clock and language on the second."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: ChatHead | None = None
        self._presence = Presence.OFFLINE
        self._said: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_head(self, head: ChatHead | None, presence: Presence) -> None:
        self._head = head
        self._presence = presence
        texts = [self._name(), *self._facts(datetime.now(UTC))] if head is not None else []
        said = (*texts, *self._beside())
        if said == self._said:
            return  # each message changes the head, and mostly nothing that stands here
        self._said = said
        self.setAccessibleName(", ".join(text for text in texts if text))
        self.setToolTip("")
        self.update()

    def _beside(self) -> tuple[str, str]:
        """Return what else is painted: flag and clock."""
        head = self._head
        return ("", "") if head is None else (head.row.country, "" if head.buyer is None else head.buyer.time_zone)

    def _name(self) -> str:
        if self._head is None:
            return ""
        row = self._head.row
        return isolated_name(row.title) or wording.own_name(row.colleague_name_zh, row.colleague_name_en)

    def _facts(self, now: datetime) -> list[str]:
        head = self._head
        if head is None:
            return []
        if head.colleague is not None:
            title = isolated_name(head.colleague.title)
            return [presence_name(self._presence), title] if title else [presence_name(self._presence)]
        facts = [isolated_name(head.row.company), formats.country_name(head.row.country)]
        facts.append(people.language_name(head.row.language))
        if head.owner is not None and not head.row.mine:
            owner = wording.own_name(head.owner.name_zh, head.owner.name_en)
            facts.append(self.tr("served by {name}").format(name=owner))
        return [fact for fact in facts if fact]

    def places(self, now: datetime) -> Places:
        """Return where name, flag and clock stand: the name goes before the clock where there is little room."""
        metrics = QFontMetrics(text_font(Size.BODY, bold=True))
        name = self._name()
        code = self._head.row.country.upper()[:2] if self._head is not None else ""
        chip = QFontMetrics(text_font(Size.SMALL, bold=True)).horizontalAdvance(code) + 20 if code else 0
        needed = min(metrics.horizontalAdvance(name), _NAME_ROOM) + chip
        clock = next((text for text in self._clock_words(now) if self._clock_left(text) >= needed), "")
        room = max(0, self._clock_left(clock) - chip)
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        return Places(name, metrics.horizontalAdvance(name), code if room else "", clock, self._clock_left(clock))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._head is None:
            return
        colours = tokens()
        now = datetime.now(UTC)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - 42) // 2
        places = self.places(now)
        painter.setFont(text_font(Size.BODY, bold=True))
        painter.setPen(colours.text)
        painter.drawText(QRect(0, top, places.name_width + 1, 22), Qt.AlignmentFlag.AlignVCenter, places.name)
        if places.code:
            self._paint_flag(painter, places.code, places.name_width + 8, top)
        if places.clock:
            self._paint_clock(painter, places.clock, places.clock_left + _GAP, top, now)
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        facts = QFontMetrics(font).elidedText(" · ".join(self._facts(now)), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRect(0, top + 23, self.width(), 19), Qt.AlignmentFlag.AlignVCenter, facts)
        painter.end()

    def _paint_flag(self, painter: QPainter, code: str, left: int, top: int) -> None:
        colours = tokens()
        if paint_flag(painter, QRectF(left, top + 4, *_FLAG), code, colours.border):
            return
        font = text_font(Size.SMALL, bold=True)
        chip = QRectF(left, top + 2, QFontMetrics(font).horizontalAdvance(code) + 12, 18)
        painter.setPen(QPen(colours.border, 1))
        painter.setBrush(colours.hover)
        painter.drawRoundedRect(chip, 4, 4)
        painter.setFont(font)
        painter.setPen(colours.muted)
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, code)

    def _clock_words(self, now: datetime) -> tuple[str, ...]:
        """Return what may be said of the buyer's time, the fullest first."""
        buyer = self._head.buyer if self._head is not None else None
        time = people.local_time(buyer.time_zone, now) if buyer is not None else ""
        return (self.tr("{time} there").format(time=time), time) if time else ()

    def _clock_left(self, text: str) -> int:
        """Return up to where there is room beside a clock with these words."""
        if not text:
            return self.width()
        return self.width() - QFontMetrics(text_font(Size.SMALL)).horizontalAdvance(text) - 26 - _GAP

    def _paint_clock(self, painter: QPainter, text: str, left: int, top: int, now: datetime) -> None:
        if self._head is None or self._head.buyer is None:
            return
        colours = tokens()
        name = "moon" if people.is_night(self._head.buyer.time_zone, now) else "sun"
        paint_icon(painter, QRect(left, top + 2, 18, 18), name, colours.muted, 16)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        painter.drawText(QRect(left + 20, top, self.width() - left - 20, 22), Qt.AlignmentFlag.AlignVCenter, text)
