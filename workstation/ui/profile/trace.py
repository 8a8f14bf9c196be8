"""Why is this chat with me: the decisions of the distribution, in plain words; asked of the server when unfolded."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.distribution import Assignment
from workstation.domain.errors import Refusal
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import chat_time, full_time
from workstation.ui.loop import Latest
from workstation.ui.problems import refused
from workstation.ui.profile import trace_words
from workstation.ui.profile.section import Section
from workstation.ui.profile.trace_words import Known
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

REST_S: Final = 0.3
"""Who walks through the list asks nothing of the server."""
_INDENT: Final = 18
_DOT: Final = 3.5


class Steps(QWidget):
    """Sentences under each other, joined by a line: what came after what."""

    def __init__(self, sentences: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_INDENT, 0, 0, 0)
        column.setSpacing(4)
        self.labels: list[Words] = []
        for sentence in sentences:
            label = Words(self, size=Size.SMALL, wrap=True)
            label.setText(sentence)
            label.setMinimumWidth(1)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
            self.labels.append(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = self.width() - 6.0 if self.isRightToLeft() else 6.0
        places = [QPointF(x, label.y() + 9.0) for label in self.labels]
        painter.setPen(QPen(colours.border, 2))
        if len(places) > 1:
            painter.drawLine(places[0], places[-1])
        painter.setPen(Qt.PenStyle.NoPen)
        for place in places:
            painter.setBrush(colours.accent if place == places[-1] else colours.strong_border)
            painter.drawEllipse(place, _DOT, _DOT)
        painter.end()


class TraceSection(Section):
    """Folded until one asks."""

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("help", parent, action_icon="chevron_right")
        self._desk = desk
        self._clock = clock
        self._ref: ConversationRef | None = None
        self._known = Known({}, {}, {}, 0)
        self._open = False
        self._all = False
        self._decisions: tuple[Assignment, ...] | None = None
        self._refusal: Refusal | None = None
        self._asking, self._naming = Latest(self), Latest(self)
        self.said = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.setProperty("small", "true")
        self._blocks: list[QWidget] = []
        self.body.addWidget(self.said)
        self.body.addWidget(self.more)
        self.action.clicked.connect(self.toggle)
        self.more.clicked.connect(self._on_more)
        self.heading.setCursor(Qt.CursorShape.PointingHandCursor)
        self._show()

    # ---- showing -----------------------------------------------------------------------------------------------

    def show_head(self, head: ChatHead | None) -> None:
        """Be about this buyer; a new owner means a new decision."""
        before = self.head
        super().show_head(head)
        about_buyer = head is not None and head.row.kind is ConversationKind.CUSTOMER
        ref = head.row.id if head is not None and about_buyer else None
        self.set_shown(ref is not None)
        moved = before is not None and head is not None and before.row.owner_id != head.row.owner_id
        if ref != self._ref or moved:
            self._ref = ref
            self._all = False
            self._decisions = self._refusal = None
            self._asking.cancel()
            self._ask()
        self._show()

    def on_changed(self, change: ChangeSet) -> None:
        """Names may be others now."""
        if (change.accounts or change.exhibits) and self._decisions is not None:
            self._naming.run(self._rename())

    def link_is_up(self) -> None:
        """Ask again for what could not be had off-line."""
        if self._refusal is not None:
            self._ask()

    def toggle(self) -> None:
        """Fold or unfold it; stays so for the next buyer."""
        self._open = not self._open
        self.action.set_icon_name("chevron_down" if self._open else "chevron_right")
        if self._decisions is None:
            self._ask()
        self._show()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold or unfold by a click on the heading."""
        if event.position().y() < self.heading.geometry().bottom() + 8:
            self.toggle()

    def _ask(self) -> None:
        if self._open and self._ref is not None:
            self._asking.run(self._read(self._ref))

    async def _read(self, ref: ConversationRef) -> None:
        await asyncio.sleep(REST_S)
        self._known = await self._names()
        try:
            self._decisions, self._refusal = await self._desk.distribution.trace(ref), None
        except Refusal as refusal:
            self._decisions, self._refusal = None, refusal
        self._show()

    async def _rename(self) -> None:
        """Word what is known anew; the server need not be asked for that."""
        self._known = await self._names()
        self._show()

    async def _names(self) -> Known:
        accounts = await self._desk.team.accounts()
        exhibits = await self._desk.distribution.exhibits()
        sections = await self._desk.distribution.sections()
        zh = wording.in_chinese()
        language = "zh" if zh else "en"
        return Known(
            accounts={int(one.id): wording.own_name(one.name_zh, one.name_en) for one in accounts},
            exhibits={
                int(row.exhibit.id): isolated_name(one_line(row.exhibit.name(language)))
                for row in exhibits
                if row.exhibit is not None
            },
            sections={int(row.section.id): row.section.name_zh if zh else row.section.name_en for row in sections},
            me_id=int(self._desk.me.id),
        )

    def _on_more(self) -> None:
        self._all = True
        self._show()

    def _show(self) -> None:
        for block in self._blocks:
            block.hide()
            block.deleteLater()
        self._blocks = []
        decisions = self._decisions or ()
        shown = (decisions if self._all else decisions[:1]) if self._open else ()
        for made in shown:
            self._add(made)
        self.more.setVisible(self._open and len(decisions) > len(shown))
        self.said.setVisible(self._open and not decisions)
        self.retranslate()

    def _add(self, made: Assignment) -> None:
        head = Words(self, wrap=True)
        when = chat_time(made.at, self._clock.now())
        head.setText(self.tr("{time}: {what}").format(time=when, what=trace_words.outcome(made, self._known)))
        head.setToolTip(full_time(made.at))
        steps = Steps(trace_words.sentences(made, self._known), self)
        for block in (head, steps):
            self.body.insertWidget(self.body.count() - 1, block)
            block.show()
            self._blocks.append(block)

    @property
    def lines(self) -> list[str]:
        """What it says, line by line."""
        return [
            label.text()
            for block in self._blocks
            for label in (block.labels if isinstance(block, Steps) else [block])
            if isinstance(label, Words)
        ]

    def forget(self) -> None:
        """Ask nothing more."""
        self._asking.cancel()
        self._naming.cancel()
        self._ref = None

    def retranslate(self) -> None:
        """Word it anew."""
        owner = self.head.owner if self.head is not None else None
        known = Known({}, {}, {}, int(self._desk.me.id))
        if owner is not None:
            known = known._replace(accounts={int(owner.id): wording.own_name(owner.name_zh, owner.name_en)})
        self.heading.setText(trace_words.title(owner.id if owner is not None else None, known))
        self.action.set_words(self.tr("Hide why") if self._open else self.tr("Show why"))
        if self._refusal is not None and self._refusal.code == "unreachable":
            self.said.setText(self.tr("The server keeps this, and it cannot be reached now. It is asked again later."))
        elif self._refusal is not None:
            self.said.setText(refused(self._refusal.code, self._refusal.params).text)
        elif self._decisions is not None:
            self.said.setText(self.tr("The server has no decision about this chat any more."))
        else:
            self.said.setText(self.tr("Asking the server …"))
        self.more.setText(self.tr("%n earlier decision(s)", "", max(0, len(self._decisions or ()) - 1)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language: names and sentences are others."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._decisions is not None:
            self._naming.run(self._rename())
