"""What other rules would have done: the last assignments replayed, who would have got more and who less, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.distribution import WhatIfResult, WhatIfRow, WhatIfTotal, Work
from workstation.domain.ids import ActionId, PrincipalId
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import chat_time
from workstation.ui.team.distribution import wording
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.clock import Clock

People = Mapping[PrincipalId, Account]
Titles = Mapping[int, str]
_ROW: Final = 40
_AVATAR: Final = 24
_COLUMNS: Final = (Column("at", 96), Column("buyer"), Column("got"), Column("arrow", 40), Column("would"))


class Totals(QWidget):
    """Two bars for each account: what it got, what it would have got."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.totals: list[tuple[str, int, WhatIfTotal]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_totals(self, totals: list[tuple[str, int, WhatIfTotal]]) -> None:
        """Show totals with name and id (0: the queue)."""
        self.totals = totals
        self.setFixedHeight(max(1, len(totals)) * _ROW)
        said = (
            self.tr("{name}: got {got}, would get {would}").format(name=name, got=one.got, would=one.would)
            for name, _id, one in totals
        )
        self.setAccessibleName("; ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, max(1, len(self.totals)) * _ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((max(one.got, one.would) for _n, _i, one in self.totals), default=0) or 1
        label, figures = min(160, int(self.width() * 0.38)), 108
        for at, (name, id_, one) in enumerate(self.totals):
            top = at * _ROW
            where = QRect(0, top + (_ROW - _AVATAR) // 2, _AVATAR, _AVATAR)
            if id_:
                paint_avatar(painter, where, name, id_)
            else:
                paint_icon(painter, where, "inbox", colours.muted, 18)
            painter.setFont(text_font(Size.BODY))
            painter.setPen(colours.text)
            said = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, label - 32)
            painter.drawText(QRect(32, top, label - 32, _ROW), Qt.AlignmentFlag.AlignVCenter, said)
            full = QRectF(label + 8, top, max(20, self.width() - label - figures - 16), _ROW)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.strong_border)
            painter.drawRoundedRect(QRectF(full.left(), top + 11, full.width() * one.got / most, 7), 3.5, 3.5)
            painter.setBrush(colours.accent)
            painter.drawRoundedRect(QRectF(full.left(), top + 22, full.width() * one.would / most, 7), 3.5, 3.5)
            self._paint_figures(painter, QRect(self.width() - figures, top, figures, _ROW), one)
        painter.end()

    def _paint_figures(self, painter: QPainter, where: QRect, one: WhatIfTotal) -> None:
        colours = tokens()
        by = one.would - one.got
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        left = where.adjusted(0, 0, -44, 0)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(left, flags, f"{one.got} → {one.would}")
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.muted if not by else colours.success if by > 0 else colours.danger)
        painter.drawText(where, flags, f"{by:+d}" if by else "±0")


class WhatIfDialog(QDialog):
    """Shows what came of each kind of work that was tried, one at a time.

    Args:
        results: by kind, at least one; the first is shown first.
        people: accounts by id.
        titles: what conversations are called.
        clock: tells the time.
        wanted: titles of purchase intents.

    Signals:
        save_wanted(): the tried rules shall hold.
    """

    save_wanted = Signal()

    def __init__(
        self,
        results: Mapping[Work, WhatIfResult],
        people: People,
        titles: Titles,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        wanted: Mapping[ActionId, str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._results = results
        self.work = next(iter(results))
        self._people, self._titles, self._clock = people, titles, clock
        self._wanted = wanted or {}
        self.setWindowTitle(self.tr("What if"))
        self.works = Segmented(tuple(str(work) for work in results), self)
        self.works.setVisible(len(results) > 1)
        self._said = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self._note = Words(self, tone="muted", wrap=True)
        self.totals = Totals(self)
        self.only_changed = Check(self)
        self.only_changed.setChecked(True)
        self.table = Table(_COLUMNS, self)
        self.save, self._back = QPushButton(self), QPushButton(self)
        self._build()
        self.only_changed.toggled.connect(lambda _on: self._show_rows())
        self.save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.reject)
        self.works.chosen.connect(self.show_work)
        self._word()
        self._show_rows()
        self.resize(860, 580)

    def _build(self) -> None:
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.totals)
        scroll.setMaximumHeight(5 * _ROW)
        buttons = QHBoxLayout()
        buttons.addWidget(self.only_changed)
        buttons.addStretch(1)
        buttons.addWidget(self._back)
        buttons.addWidget(self.save)
        self.save.setProperty("kind", "primary")
        self.save.setAutoDefault(False)
        self._back.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.works)
        column.addWidget(self._said)
        column.addWidget(self._note)
        column.addWidget(scroll)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    @property
    def outcome(self) -> WhatIfResult:
        """What is shown."""
        return self._results[self.work]

    def show_work(self, work: str) -> None:
        """Show what came of another kind of work."""
        self.work = Work(work)
        self.works.select(work)
        self._word()
        self._show_rows()

    def _name(self, account_id: PrincipalId | None) -> str:
        if account_id is None:
            return self.tr("the queue")
        account = self._people.get(account_id)
        return account_name(account) if account is not None else str(account_id)

    def _word(self) -> None:
        result = self.outcome
        self._said.setText(self._summary(result))
        self._note.setText(
            self.tr(
                "Grey: what each of them got. Blue: what they would have got. Who was on-line and how busy is as it was"
                " then; where chance decides, it favours who got it."
            )
        )
        totals = sorted(result.totals, key=lambda one: -max(one.got, one.would))
        self.totals.show_totals([(self._name(one.account_id), int(one.account_id or 0), one) for one in totals])
        self.works.set_texts(self.tr("Tried on"), {str(work): wording.work(work) for work in self._results})
        self.only_changed.setText(self.tr("Only those who would have gone elsewhere"))
        self.save.setText(self.tr("Save these rules"))
        self._back.setText(self.tr("Back"))
        self.table.setAccessibleName(self.tr("Past assignments"))
        self.table.rows_model.set_titles(
            {
                "at": self.tr("When"),
                "buyer": self.tr("Purchase intent") if self.work is Work.INTENTS else self.tr("Buyer"),
                "got": self.tr("Went to"),
                "would": self.tr("Would go to"),
            }
        )

    def _summary(self, result: WhatIfResult) -> str:
        """Return in a sentence what came of it."""
        intents = self.work is Work.INTENTS
        if not result.considered and intents:
            return self.tr("No purchase intent has been assigned yet, so there is nothing to try the rules on.")
        if not result.considered:
            return self.tr("No buyer has been assigned yet, so there is nothing to try the rules on.")
        if not result.changed:
            return (
                self.tr("No purchase intent would have gone elsewhere.")
                if intents
                else self.tr("Nobody would have gone elsewhere.")
            )
        if intents:
            said = self.tr("%n of the last {count} would have gone elsewhere.", "purchase intents", result.changed)
        else:
            said = self.tr("%n of the last {count} would have gone elsewhere.", "buyers", result.changed)
        return said.format(count=result.considered)

    def _show_rows(self) -> None:
        only = self.only_changed.isChecked()
        shown = [one for one in self.outcome.rows if not only or one.owner_id != one.would_id]
        self.table.show_rows([self._row(one) for one in shown])

    def _row(self, one: WhatIfRow) -> Row:
        other = one.owner_id != one.would_id
        return Row(
            one.assignment_id,
            (
                Cell(chat_time(one.at, self._clock.now())),
                Cell(self._about(one)),
                Cell(self._name(one.owner_id), note=wording.rule(one.rule), seed=int(one.owner_id or 0) or None),
                Cell(icon="chevron_right" if other else "", tone="accent_text"),
                Cell(
                    self._name(one.would_id),
                    note=wording.rule(one.would_rule),
                    seed=int(one.would_id or 0) or None,
                    bold=other,
                ),
            ),
        )

    def _about(self, one: WhatIfRow) -> str:
        """Return whom or what a row is about."""
        if one.conversation_id is None:
            known = one_line(self._wanted.get(one.intent_id, ""), 120) if one.intent_id is not None else ""
            return isolated_name(known) or self.tr("purchase intent")
        title = self._titles.get(int(one.conversation_id))
        return title or self.tr("conversation {number}").format(number=one.conversation_id)

    def _on_save(self) -> None:
        self.save_wanted.emit()
        self.accept()
