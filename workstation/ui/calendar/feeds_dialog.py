"""Secret addresses under which other calendar programs read one's schedule: made, copied once, revoked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.ui import formats
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.ids import ActionId
    from workstation.domain.slot_actions import CalendarFeed
    from workstation.services.calendar_feeds import CalendarFeeds
    from workstation.ui.bus import Bus

WIDTH: Final = 600
LIST_HEIGHT: Final = 190
MARGIN: Final = 24


class AddressBox(QFrame):
    """Shows an address in full, this once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", "true")
        self.field = QLineEdit(self)
        self.field.setReadOnly(True)
        self.field.setAccessibleName(self.tr("Calendar address"))
        self.copy = QPushButton(self)
        self.copy.setProperty("kind", "primary")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        hint = Words(self, size=Size.SMALL, wrap=True)
        hint.setText(
            self.tr(
                "It is shown this once. Paste it where your calendar program adds a calendar by its address, and pass"
                " it on to nobody."
            )
        )
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(hint)
        self.hide()

    def show_address(self, address: str) -> None:
        """Show it."""
        self.field.setText(address)
        self.field.setCursorPosition(0)
        self.copy.setText(self.tr("Copy"))
        self.show()
        self.copy.setFocus()

    def forget(self) -> None:
        """Show it no more."""
        self.field.clear()
        self.hide()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.field.text())
        self.copy.setText(self.tr("Copied"))


class FeedRow(QWidget):
    """One address, without its secret; revoked with a second press, for that can't be undone."""

    def __init__(self, feed: CalendarFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.feed = feed
        self.name, self.facts = Words(self, bold=True), Words(self, size=Size.SMALL, tone="muted")
        self.name.setText(self.tr("Whole schedule") if feed.whole else self.tr("My schedule"))
        self.facts.setText(" · ".join(part for part in (self._made(), self._read()) if part))
        self.revoke = QPushButton(self)
        self.revoke.setText(self.tr("Revoke"))
        self.revoke.setAutoDefault(False)
        self.revoke.setAccessibleDescription(f"{self.name.text()}, {self.facts.text()}")
        self.sure = False
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.name)
        said.addWidget(self.facts)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 4, 8, 4)
        line.addLayout(said, 1)
        line.addWidget(self.revoke)

    def _made(self) -> str:
        at = _instant(self.feed.made_at)
        return self.tr("Made: {when}").format(when=_short(at)) if at is not None else ""

    def _read(self) -> str:
        at = _instant(self.feed.read_at)
        return self.tr("Last read: {when}").format(when=_short(at)) if at else self.tr("Never read yet")

    def ask(self) -> bool:
        """Return whether it was asked before; else ask."""
        asked, self.sure = self.sure, True
        self.revoke.setText(self.tr("Revoke for good"))
        return asked


def _short(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d} {formats.clock_time(at)}"


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None


class FeedsDialog(QDialog):
    """Lists my addresses.

    Args:
        feeds: what is there, and what is done about it.
        bus: tells when they change.
        whole: an address of the whole schedule may be made too.
        parent: over which it opens.

    Attributes:
        rows: one for each address.
        shown: whose address stands there in full, if any.
    """

    def __init__(self, feeds: CalendarFeeds, bus: Bus, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feeds = feeds
        self._reading = Latest(self)
        self.rows: list[FeedRow] = []
        self.shown: ActionId | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Subscribe in another calendar"))
        self.setMinimumWidth(WIDTH)
        self.notice = NoticeLine(self, reason)
        self.box = AddressBox(self)
        self.empty = Words(self, tone="muted", wrap=True)
        self.empty.setText(self.tr("There is no address yet."))
        self.make_mine, self.make_whole, self._close = (QPushButton(self) for _ in range(3))
        self.make_mine.setText(self.tr("New address: my schedule"))
        self.make_whole.setText(self.tr("New address: whole schedule"))
        self.make_whole.setVisible(whole)
        self._close.setText(self.tr("Close"))
        for button in (self.make_mine, self.make_whole, self._close):
            button.setAutoDefault(False)
        self.make_mine.clicked.connect(lambda: self._make(whole=False))
        self.make_whole.clicked.connect(lambda: self._make(whole=True))
        self._close.clicked.connect(self.reject)
        self._lay_out()
        bus.changed.connect(self._on_changed)
        self.renew()

    def _lay_out(self) -> None:
        title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        title.setText(self.windowTitle())
        about = Words(self, wrap=True)
        about.setText(
            self.tr(
                "A calendar program that subscribes to such an address shows your negotiations and keeps up with them:"
                " times, buyers and companies, but no meeting links, passcodes or contacts. Whoever has the address"
                " can read it without signing in; revoke it when it is no longer needed."
            )
        )
        self._inner = QWidget(self)
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.addStretch(1)
        self._area = QScrollArea(self)
        self._area.setWidget(self._inner)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self.make_mine)
        buttons.addWidget(self.make_whole)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(12)
        for part in (title, about, self.notice, self.box, self.empty, self._area):
            column.addWidget(part)
        column.addLayout(buttons)

    # ---- what is there ---------------------------------------------------------------------------------------------

    def renew(self) -> None:
        """Read the list again."""
        self._reading.run(self._read())

    async def _read(self) -> None:
        self._show(await self._feeds.list())

    def _show(self, feeds: tuple[CalendarFeed, ...]) -> None:
        if [row.feed for row in self.rows] == list(feeds):
            return
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [FeedRow(feed, self) for feed in feeds]
        for at, row in enumerate(self.rows):
            row.revoke.clicked.connect(lambda _checked=False, row=row: self._on_revoke(row))
            self._list.insertWidget(at, row)
        self.empty.setVisible(not feeds)
        self._area.setVisible(bool(feeds))
        self._fit()

    def _fit(self) -> None:
        """Be as high as what is shown; a long list scrolls."""
        self._list.activate()
        self._area.setFixedHeight(min(LIST_HEIGHT, self._list.sizeHint().height()))
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything or change.calendar_feeds:
            self.renew()

    # ---- what is done ----------------------------------------------------------------------------------------------

    def _make(self, *, whole: bool) -> None:
        spawn(self._making(whole=whole), owner=self)

    async def _making(self, *, whole: bool) -> None:
        self._let_make(on=False)
        self.notice.clear()
        try:
            made = await self._feeds.make(whole=whole)
        except Refusal as refusal:
            self.notice.say(refusal)
            self._fit()
        else:
            self.shown = made.feed.id
            self.show_made(made.address)
            self.renew()
        finally:
            self._let_make(on=True)

    def show_made(self, address: str) -> None:
        """Show a new address in full."""
        self.box.show_address(address)
        self._fit()

    def _let_make(self, *, on: bool) -> None:
        self.make_mine.setEnabled(on)
        self.make_whole.setEnabled(on)

    def _on_revoke(self, row: FeedRow) -> None:
        if row.ask():
            spawn(self._revoke(row.feed.id), owner=self)

    async def _revoke(self, feed_id: ActionId) -> None:
        try:
            await self._feeds.revoke(feed_id)
        except Refusal as refusal:
            self.notice.say(refusal)
            self._fit()
            return
        if self.shown == feed_id:
            self.box.forget()
        self.renew()
