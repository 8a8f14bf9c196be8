"""Keeping a buyer away: what it means is said before; the organiser can be told along with it."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.account_actions import ReportReason
from workstation.domain.errors import Refusal
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason as refused_reason
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import report_reasons
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.words import Words

_HEIGHT: Final = 84


class Verdict(NamedTuple):
    """What the user decided."""

    block: bool
    report: ReportReason | None
    text: str


class BlockDialog(QDialog):
    """Asks about one buyer; `reporting` begins with the report, without the block.

    Signals:
        decided(Verdict): answer with `accept` or `refuse`.
    """

    decided = Signal(object)

    def __init__(self, buyer: str, *, reporting: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(460)
        self._reporting = reporting
        title = self.tr("Report {buyer} to the organiser") if reporting else self.tr("Block {buyer}")
        self.setWindowTitle(title.format(buyer=buyer))
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self._title.setText(title.format(buyer=buyer))
        self.notice = NoticeLine(self, refused_reason)
        self._box = QFrame(self)
        self._box.setProperty("soft", "true")
        self._consequence = Words(self._box, wrap=True)
        inside = QVBoxLayout(self._box)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.addWidget(self._consequence)
        self.other = Check(self)
        self.other.setText(self.tr("Block the buyer too") if reporting else self.tr("Report to the organiser too"))
        self._reason_label, self.reason = Words(self, size=Size.SMALL, tone="muted"), Choice(self)
        self._reason_label.setText(self.tr("What for"))
        self._reason_label.setBuddy(self.reason)
        for one, words in report_reasons().items():
            self.reason.addItem(words, one)
        self.reason.setAccessibleName(self._reason_label.text())
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(_HEIGHT)
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.text.setPlaceholderText(self.tr("What happened (may stay empty)"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.go, cancel = QPushButton(self), QPushButton(self)
        self.go.setProperty("kind", "primary")
        cancel.setText(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        parts: tuple[QWidget, ...] = (
            self._title, self.notice, self._box, self.other, self._reason_label, self.reason, self.text,
        )  # fmt: skip
        for part in parts:
            column.addWidget(part)
        column.addLayout(buttons)
        self.other.toggled.connect(lambda _on: self._show_state())
        self.go.clicked.connect(self._on_go)
        cancel.clicked.connect(self.reject)
        self._show_state()

    @property
    def verdict(self) -> Verdict:
        """What the buttons say."""
        other = self.other.isChecked()
        report = ReportReason(self.reason.currentData()) if self._reporting or other else None
        return Verdict(other if self._reporting else True, report, self.text.toPlainText().strip() if report else "")

    def _show_state(self) -> None:
        verdict = self.verdict
        for widget in (self._reason_label, self.reason, self.text):
            widget.setVisible(verdict.report is not None)
        said = []
        if verdict.block:
            said.append(
                self.tr(
                    "The buyer can write to nobody of your company any more, and the session ends. What was said stays."
                    " You can lift this at any time."
                )
            )
        if verdict.report is not None:
            said.append(self.tr("The organiser gets your report and the conversation's number; the buyer is not told."))
        self._consequence.setText(" ".join(said))
        self.go.setText(self.tr("Block") if verdict.block and not self._reporting else self.tr("Report"))

    def _fit(self) -> None:
        """Be as high as the wrapped lines need at this width: the hint knows them for another one."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._fit()
        return done

    def _on_go(self) -> None:
        self.go.setEnabled(False)
        self.decided.emit(self.verdict)

    def refuse(self, refusal: Refusal) -> None:
        """Say why it came to nothing."""
        self.go.setEnabled(True)
        self.notice.say(refusal)
