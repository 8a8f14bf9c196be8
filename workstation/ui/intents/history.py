"""What became of a purchase intent: received, assigned and why, seen, answered, done; the rules' trace on demand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workstation.domain.distribution import Assignment
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.intent import IntentEnd
from workstation.services.intent_views import IntentView
from workstation.ui import formats
from workstation.ui.chat import wording as chat_wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.intents import wording
from workstation.ui.profile import trace_words
from workstation.ui.profile.trace import Steps
from workstation.ui.profile.trace_words import Known
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk


class IntentHistory(QWidget):
    """Lines joined by a rule; `Why me?` asks the server, once for each intent."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._view: IntentView | None = None
        self._made: Sequence[Assignment] = ()
        self._known = Known({}, {}, {}, 0)
        self._asking = Latest(self)
        self._steps: Steps | None = None
        self._trace: list[QWidget] = []
        self.why = QPushButton(self)
        self.why.setProperty("kind", "link")
        self.why.setProperty("small", "true")
        self.why.clicked.connect(self.ask)
        self.said = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.said.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.why)
        self._column.addWidget(self.said)
        self.retranslate()

    def show_intent(self, view: IntentView) -> None:
        """Show what became of it."""
        before, self._view = self._view, view
        moved = before is None or before.id != view.id or before.received.owner_id != view.received.owner_id
        if moved:
            self._asking.cancel()
            self._made = ()
            self.said.hide()
        self._show()

    @property
    def lines(self) -> list[str]:
        """What it says, line by line."""
        steps = [*([self._steps] if self._steps is not None else []), *self._trace]
        return [label.text() for one in steps if isinstance(one, Steps) for label in one.labels]

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        if self._steps is not None:
            self._drop(self._steps)
        self._steps = Steps(self._lines(view), self)
        self._column.insertWidget(0, self._steps)
        self._show_trace()

    def _drop(self, widget: QWidget) -> None:
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _lines(self, view: IntentView) -> list[str]:
        received = view.received
        lines: list[tuple[datetime | None, str]] = [
            (received.intent.at, self.tr("Published by the buyer")),
            (received.received_at, self._received(view)),
        ]
        if received.seen_at is not None:
            lines.append((received.seen_at, self.tr("Seen")))
        if received.card_sent_at is not None:
            lines.append((received.card_sent_at, self.tr("Card sent")))
        if received.chat_at is not None:
            lines.append((received.chat_at, self.tr("Chat started")))
        if received.done_at is not None:
            done = self.tr("Marked as done by {name}").format(name=wording.person(view.done_by))
            words = isolated_name(one_line(received.done_words, 200))
            lines.append((received.done_at, f"{done}: {words}" if words else done))
        if view.ended is IntentEnd.WITHDRAWN:
            lines.append((None, self.tr("Withdrawn by the buyer")))
        elif view.ended is IntentEnd.EXPIRED:
            lines.append((None, self.tr("The deadline has passed")))
        now = self._clock.now()
        first = [lines[0]] if received.intent.at < received.received_at else []
        return [f"{formats.chat_time(at, now)}  {words}" if at else words for at, words in (*first, *lines[1:])]

    def _received(self, view: IntentView) -> str:
        owner = wording.person(view.owner)
        if not owner:
            return self.tr("Received; waits to be assigned")
        rules = {
            "exhibit": self.tr("Received; came to {name}, who looks after the exhibit that matched best"),
            "section": self.tr("Received; came to {name}, who looks after its section"),
            "manual": self.tr("Received; came to {name}: intents are assigned by hand"),
            "main_account": self.tr("Received; came to {name}, the main account: nobody looks after what matched"),
            "live_session": self.tr("Received; came to {name}, who is talking with this buyer"),
            "last_owner": self.tr("Received; came to {name}, who served this buyer last"),
            "emergency": self.tr("Received; came to {name}, who stands in when nobody else is free"),
            "assign": self.tr("Received; assigned to {name}"),
        }
        return rules.get(view.received.rule, self.tr("Received; came to {name}")).format(name=owner)

    # ---- why -------------------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask the server why it is whose."""
        if self._view is not None:
            self.said.setText(self.tr("Asking the server …"))
            self.said.show()
            self._asking.run(self._ask(self._view.id))

    async def _ask(self, intent_id: ActionId) -> None:
        try:
            made = await self._desk.intents.why(intent_id)
        except Refusal as refusal:
            self.said.setText(reason(refusal.code, refusal.params))
            return
        if self._view is None or self._view.id != intent_id:
            return
        self._known = await self._names(self._view)
        self._made = made
        self.said.setText(self.tr("The server has no decision about this intent any more."))
        self.said.setVisible(not made)
        self._show_trace()

    async def _names(self, view: IntentView) -> Known:
        zh = chat_wording.in_chinese()
        accounts = await self._desk.team.accounts()
        rows = await self._desk.distribution.exhibits()
        sections = await self._desk.distribution.sections()
        return Known(
            accounts={int(one.id): chat_wording.own_name(one.name_zh, one.name_en) for one in accounts},
            exhibits={
                int(row.exhibit.id): wording.exhibit_name(row.exhibit) for row in rows if row.exhibit is not None
            },
            sections={int(row.section.id): row.section.name_zh if zh else row.section.name_en for row in sections},
            me_id=int(self._desk.me.id),
        )

    def _show_trace(self) -> None:
        for one in self._trace:
            self._drop(one)
        self._trace = []
        now = self._clock.now()
        for made in self._made:
            head = Words(self, size=Size.SMALL, bold=True, wrap=True)
            when = formats.chat_time(made.at, now)
            head.setText(self.tr("{time}: {what}").format(time=when, what=trace_words.outcome(made, self._known)))
            for one in (head, Steps(trace_words.sentences(made, self._known), self)):
                self._column.addWidget(one)
                self._trace.append(one)
        self.why.setVisible(not self._made)

    def forget(self) -> None:
        """Ask nothing more."""
        self._asking.cancel()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        mine = self._view is not None and self._view.mine
        self.why.setText(self.tr("Why is it mine?") if mine else self.tr("Why did it go there?"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
