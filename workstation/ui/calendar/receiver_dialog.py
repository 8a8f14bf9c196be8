"""Who receives a buyer: colleagues with what they do at that hour and that day, the suggested one first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from workstation.domain.booking import REMINDER_S
from workstation.ui.calendar import times, wording
from workstation.ui.calendar.colleague_dialog import ColleagueDialog, Offered
from workstation.ui.widgets.buttons import Check

if TYPE_CHECKING:
    from workstation.domain.ids import PrincipalId
    from workstation.services.calendar_views import BookingView, ReceiverChoice


class ReceiverDialog(ColleagueDialog):
    """Decides with the account's id; who names themselves says with `card_along` whether their card goes along."""

    def __init__(
        self,
        view: BookingView,
        choices: Sequence[ReceiverChoice],
        me: PrincipalId,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._me = me
        self._soon = view.booking.starts_at - now < timedelta(seconds=REMINDER_S)
        self.set_head(self.tr("Who receives {buyer}?").format(buyer=wording.buyer(view)))
        self.go.setText(self.tr("Name"))
        self._along = Check(self)
        self._along.setText(self.tr("Send my card along"))
        self._along.setChecked(True)
        offered = (Offered(one, self.note(one), self._figure(one)) for one in choices)
        self.offer(offered, height=500, more=[self._along])

    @property
    def card_along(self) -> bool:
        """Whether my card is to go along."""
        return self._is_me and self._along.isChecked()

    @property
    def _is_me(self) -> bool:
        current = self.picker.current
        return current is not None and current.id == self._me and current.possible

    def _show_state(self) -> None:
        self._along.setVisible(self._is_me)
        super()._show_state()

    def _figure(self, one: ReceiverChoice) -> str:
        return self.tr("%n that day", "", one.that_day) if one.that_day else self.tr("free that day")

    def note(self, one: ReceiverChoice) -> str:
        """Return what speaks for or against somebody."""
        if one.current:
            return self.tr("Is named now")
        if one.problem == "busy" and one.clashes:
            with_whom = one.clashes[0]
            words = self.tr("Receives {buyer} then ({hours})")
            return words.format(buyer=wording.buyer(with_whom), hours=times.hours(with_whom.clocks.here))
        if one.problem == "disabled":
            return self.tr("The account is disabled")
        if one.problem == "no_permission":
            return self.tr("May not receive bookings")
        if one.suggested:
            return (
                self.tr("Suggested: serves this buyer") if one.owner else self.tr("Suggested: has least to do that day")
            )
        return self.tr("Serves this buyer") if one.owner else one.account.title

    def consequence_for(self, name: str) -> str:
        if self._is_me:
            return self.tr("You receive the buyer, with no further answer; the buyer is told now.")
        words = self.tr("{name} is told now, and again 15 minutes before; the buyer learns who receives them.")
        if self._soon:
            words = self.tr("{name} is told now; the buyer learns who receives them.")
        return words.format(name=name)
