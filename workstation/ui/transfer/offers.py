"""Transfers that ask something of somebody: read from the store, shown as lines, answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.transfer import TransferState
from workstation.services.views import ConversationRef
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.transfer import offer_line
from workstation.ui.transfer.offer_line import OfferLine

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.services.transfer_offers import Offer
    from workstation.ui.bus import Bus

MOST: Final = 3
"""Lines over the screens at once; the others follow when these are dealt with."""


def concerns_anywhere(offer: Offer) -> bool:
    """Tell whether it is to be known wherever one is: I am asked, or what I gave came back."""
    state = offer.transfer.state
    if offer.role == "receiver":
        return state is TransferState.ASKED
    return offer.role == "giver" and state in (TransferState.DECLINED, TransferState.UNANSWERED)


class Offers(QWidget):
    """Shows the offers that belong here; takes no room while there is none.

    Signals:
        again(Offer): the user wants to choose another colleague for it.
        taken(Offer): its text is wanted in the composer.
    """

    again = Signal(object)
    taken = Signal(object)

    def __init__(
        self, desk: Desk, bus: Bus, clock: Clock, belongs: Callable[[Offer], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._belongs = belongs
        self._reading = Latest(self)
        self._first: ConversationRef | None = None
        self._focus_waits = False
        self.lines: list[OfferLine] = []
        self.notice = NoticeLine(self, reason)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.notice)
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tick)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()
        bus.changed.connect(self._on_changed)
        self.renew()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.transfers or change.everything or any(lane.startswith("transfer:") for lane in change.outbox):
            self.renew()

    def point_at(self, conversation: ConversationRef) -> None:
        """Show the offer about a conversation first, and put the focus where it is answered."""
        self._first = conversation
        self._focus_waits = True
        self.renew()

    def renew(self) -> None:
        """Read the offers again."""
        self._reading.run(self._read())

    async def _read(self) -> None:
        try:
            offers = [one for one in await self._desk.offers.every() if self._belongs(one)]
        except Refusal:
            return  # the files are being closed, or can't be read: the shell says so
        offers.sort(key=lambda one: one.transfer.conversation_id != self._first)
        del offers[MOST:]
        known = {line.offer.transfer.id for line in self._shown() if line.offer is not None}
        self._show(offers)
        if any(one.transfer.id not in known for one in offers):
            QAccessible.updateAccessibility(QAccessibleEvent(self.lines[0], QAccessible.Event.Alert))
        if self._focus_waits and self._shown():
            self.lines[0].take_focus()
        self._focus_waits = False

    def _shown(self) -> list[OfferLine]:
        return [line for line in self.lines if not line.isHidden()]

    def _show(self, offers: list[Offer]) -> None:
        while len(self.lines) < len(offers):
            line = OfferLine(self)
            line.acted.connect(self._on_acted)
            self.lines.append(line)
            self._column.insertWidget(len(self.lines) - 1, line)
        now = self._clock.now()
        for at, line in enumerate(self.lines):
            if at < len(offers):
                line.show_offer(offers[at], now)
            line.setVisible(at < len(offers))
        self.setVisible(bool(offers) or bool(self.notice.text))

    def _tick(self) -> None:
        now = self._clock.now()
        for line in self._shown():
            line.tick(now)

    # ---- what the user does ----------------------------------------------------------------------------------------

    def _on_acted(self, offer: Offer, name: str) -> None:
        spawn(self._act(offer, name), owner=self)

    async def _act(self, offer: Offer, name: str) -> None:
        offers, id_ = self._desk.offers, offer.transfer.id
        try:
            if name in (offer_line.ACCEPT, offer_line.DECLINE):
                await offers.answer(id_, name == offer_line.ACCEPT)
            elif name == offer_line.WITHDRAW:
                await offers.withdraw(id_)
            else:
                await offers.settle(id_)
        except Refusal as refusal:
            self.notice.say(refusal)
        else:
            self.notice.clear()
            if name == offer_line.AGAIN:
                self.again.emit(offer)
            elif name == offer_line.TAKE:
                self.taken.emit(offer)
        await self._read()

    # ---- events ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ticking.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ticking.stop()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._ticking.stop()
        self._reading.cancel()
