"""What the window says over all screens: transfers that ask for me or came back, and decisions that came to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.places import Place
from workstation.ui.refused import Params, reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.transfer.offers import Offers, concerns_anywhere

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.services.refusals import RefusedAction
    from workstation.services.transfer_offers import Offer
    from workstation.ui.bus import Bus

_REST_MS: Final = 400
"""A refused decision is told when the outbox has rested for so long: nobody waits for it."""


def deed(kind: str) -> str:
    """Return what was wished for, by its action's kind; empty for those that say themselves why they failed."""
    translate = QCoreApplication.translate
    return {
        "transfer_conversation": translate("Refused", "The transfer came to nothing."),
        "assign_conversation": translate("Refused", "The assignment came to nothing."),
        "take_over": translate("Refused", "Taking over came to nothing."),
        "answer_transfer": translate("Refused", "Your answer came to nothing."),
        "withdraw_transfer": translate("Refused", "Withdrawing came to nothing."),
        "close_session": translate("Refused", "Ending the session came to nothing."),
        "block_buyer": translate("Refused", "Blocking the buyer came to nothing."),
        "report_buyer": translate("Refused", "The report was not accepted."),
        "set_profile": translate("Refused", "Your personal information was not changed."),
        "set_status": translate("Refused", "Your status was not changed."),
        "set_permissions": translate("Refused", "The permissions were not changed."),
        "set_account_enabled": translate("Refused", "The account was not changed."),
        "edit_account": translate("Refused", "The account was not changed."),
        "set_max_days_offline": translate("Refused", "The time off-line was not changed."),
        "create_slots": translate("Refused", "The slots were not created."),
        "change_slot": translate("Refused", "The slot was not changed."),
        "delete_slots": translate("Refused", "The slots were not deleted."),
        "undo_slots": translate("Refused", "The slots were not taken back."),
        "set_booking_rules": translate("Refused", "The rules for bookings were not changed."),
        "offer_slots": translate("Refused", "The slots were not offered."),
        "name_receiver": translate("Refused", "Naming who receives the buyer came to nothing."),
        "answer_booking": translate("Refused", "Your answer to a booking came to nothing."),
        "cancel_booking": translate("Refused", "The booking was not cancelled."),
        "propose_time": translate("Refused", "The other time was not proposed."),
        "answer_proposal": translate("Refused", "Your answer to the buyer's other time came to nothing."),
        "set_meeting": translate("Refused", "The meeting's details were not saved."),
        "save_outcome": translate("Refused", "Notes and outcome were not saved."),
        "assign_intent": translate("Refused", "The purchase intent was not assigned."),
        "send_intent_card": translate("Refused", "Your card was not sent to the buyer of a purchase intent."),
        "start_intent_chat": translate("Refused", "The chat about a purchase intent was not started."),
        "mark_intent_done": translate("Refused", "A purchase intent was not marked."),
        "save_auto_reply": translate("Refused", "The auto-replies were not changed."),
    }.get(kind, "")


class WindowOffers(QWidget):
    """Stands above the screens; takes no room while there is nothing to say.

    Signals:
        again(Offer): what came back is to be offered to somebody else.
    """

    again = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._refused: list[RefusedAction] = []
        self._reading = Latest(self)
        self.offers = Offers(desk, bus, clock, self._belongs, self)
        self.notice = NoticeLine(self, self._worded)
        self.notice.dismissed.connect(self._on_dismissed)
        self.offers.again.connect(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.offers)
        column.addWidget(self.notice)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._reading.run(self._read()))
        bus.changed.connect(self._on_changed)
        self._rest.start()

    def open_place(self, place: Place) -> None:
        """Lead to the offer about a conversation."""
        if place.conversation is not None:
            self.offers.point_at(place.conversation)

    def _belongs(self, offer: Offer) -> bool:
        return concerns_anywhere(offer)

    def _on_changed(self, change: ChangeSet) -> None:
        if change.outbox or change.everything:
            self._rest.start()

    async def _read(self) -> None:
        self._refused = [one for one in await self._desk.refusals.list() if deed(one.kind)]
        self._show()

    def _show(self) -> None:
        if self._refused:
            first = self._refused[0]
            self.notice.say(Refusal(first.problem.code, {**first.problem.params, "kind_of_deed": first.kind}))
        else:
            self.notice.clear()

    def _worded(self, code: str, params: Params) -> str:
        return f"{deed(str(params.get('kind_of_deed', '')))} {reason(code, params)}"

    def _on_dismissed(self) -> None:
        for one in self._refused[:1]:
            spawn(self._dismiss(one), owner=self)

    async def _dismiss(self, one: RefusedAction) -> None:
        await self._desk.refusals.dismiss(one.action_id)
        await self._read()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._rest.stop()
        self._reading.cancel()
        self.offers.forget()
