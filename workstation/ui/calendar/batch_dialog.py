"""Many slots at once: what will be created, what is there already and what clashes is seen before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.slot import Slot
from workstation.domain.slot_batch import Fate, Preview, preview
from workstation.ui.calendar import times
from workstation.ui.calendar.batch_fields import BatchFields, Phase
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.table import LOW_ROW_HEIGHT, Cell, Column, Row, Table
from workstation.ui.widgets.words import Words


class BatchDialog(Dialog):
    """Plans slots.

    Signals:
        decided(object): the `SlotPlan` whose new slots are to be created; answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(
        self,
        fair: ZoneInfo,
        phases: Sequence[Phase],
        existing: Sequence[Slot],
        now: Callable[[], datetime],
        first: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fair = fair
        self._existing = list(existing)
        self._now = now
        self.preview = Preview(slots=())
        self.set_head(self.tr("Create slots"))
        self.resize(1000, 520)
        self.fields = BatchFields(phases, first, fair, self)
        self.sum = Words(self, bold=True, wrap=True)
        self.table = Table(
            (Column("day", 136), Column("new", 56, right=True), Column("rest")), row_height=LOW_ROW_HEIGHT
        )
        self.table.setAccessibleName(self.tr("What will be created"))
        self.table.rows_model.set_titles({"day": self.tr("Day"), "new": self.tr("New"), "rest": self.tr("Left out")})
        cancel = self.add_button()
        cancel.setText(self.tr("Cancel"))
        self.go = self.add_button(kind="primary")
        self.go.clicked.connect(lambda: self.decided.emit(self.fields.plan))
        cancel.clicked.connect(self.reject)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.sum)
        right.addWidget(self.table, 1)
        left = QVBoxLayout()
        left.addWidget(self.fields)
        left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(28)
        both.addLayout(left)
        both.addLayout(right, 1)
        self.body.addLayout(both, 1)
        self.fields.changed.connect(self.look)
        self.look()

    def look(self) -> None:
        """See what would come of the plan now."""
        try:
            self.preview = preview(self.fields.plan, place=self._fair, existing=self._existing, now=self._now())
        except Refusal as refusal:
            self.preview = Preview(slots=())
            self.notice.say(refusal)
        else:
            self.notice.clear()
        self._show()

    def refuse(self, refusal: Refusal) -> None:
        """Stay open and say why nothing was created."""
        self.notice.say(refusal)

    def _show(self) -> None:
        new = self.preview.count(Fate.NEW)
        self.go.setEnabled(new > 0)
        self.go.setText(self.tr("Create %n slot(s)", "", new))
        said = [self.tr("%n slot(s) will be created", "", new)]
        if not self.preview.slots and self.notice.isHidden():
            said = [self.tr("No slot of this length fits into these hours and days.")]
        said += [
            self.worded(fate, count) for fate in Fate if fate is not Fate.NEW and (count := self.preview.count(fate))
        ]
        self.sum.setText(" · ".join(said))
        self.table.show_rows(self._rows())

    def _rows(self) -> list[Row]:
        days: dict[date, Counter[Fate]] = {}
        for one in self.preview.slots:
            days.setdefault(one.starts_at.astimezone(self._fair).date(), Counter())[one.fate] += 1
        rows = []
        for day, fates in sorted(days.items()):
            left_out = [self.worded(fate, fates[fate]) for fate in Fate if fate is not Fate.NEW and fates[fate]]
            clash = fates[Fate.CLASH] or fates[Fate.NO_SUCH_TIME]
            cells = (
                Cell(times.day_name(day)),
                Cell(str(fates[Fate.NEW]), bold=True, tone="text" if fates[Fate.NEW] else "muted"),
                Cell(" · ".join(left_out), tone="warning" if clash else "muted"),
            )
            rows.append(Row(day, cells, faint=not fates[Fate.NEW]))
        return rows

    def worded(self, fate: Fate, count: int) -> str:
        """Return how many are left out, and why."""
        if fate is Fate.THERE:
            return self.tr("%n there already", "", count)
        if fate is Fate.CLASH:
            return self.tr("%n clash(es) with another", "", count)
        if fate is Fate.PAST:
            return self.tr("%n past", "", count)
        return self.tr("%n at no such time", "", count)
