"""A card typed in or corrected: one that no other person keeps up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.form import CardForm
from workstation.ui.cards.picks import CardPicks, RunBlocking
from workstation.ui.loop import Latest

if TYPE_CHECKING:
    from workstation.domain.exhibit import Section

Saving = Callable[[CardContent, bytes | None, bytes | None], Awaitable[None]]
"""Keeps content, a new photo, a new logo."""
_SIZE: Final = (760, 680)


class CardEditDialog(CardDialog):
    """Stays open until the card is kept.

    Args:
        save: keeps it.
        run_blocking: decodes pictures.
        content: what to begin with; `None`: a new card.
        pictures: of it.
        sections: of the fair.
    """

    def __init__(
        self,
        save: Saving,
        run_blocking: RunBlocking,
        content: CardContent | None,
        pictures: Pictures,
        sections: Sequence[Section],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._is_new = content is None
        self._saving = Latest(self)
        self.picks = CardPicks(run_blocking, self)
        self.form = CardForm(self)
        self.form.set_sections(sections)
        self.form.show_content(content or CardContent())
        self.picks.show_card(content or CardContent(), pictures)
        self.cancel_button = self.add_button()
        self.save_button = self.add_button(kind="primary")
        self._build()
        self.picks.refused.connect(self.notice.say)
        self.picks.accepted.connect(self.notice.clear)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.retranslate()
        self.fit(*_SIZE)
        self.form.lines["name_zh"].setFocus()
        self._before = self._typed

    @property
    def _typed(self) -> tuple[CardContent, dict[str, bytes]]:
        return self.picks.laid_on(self.form.content()), dict(self.picks.new)

    @property
    def changed(self) -> bool:
        """Whether anything was typed or chosen."""
        return self._typed != self._before

    def reject(self) -> None:
        """Close; what was typed is kept with the dialog, for whoever opens it again."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not self.changed)
        super().reject()

    def accept(self) -> None:
        """Close for good."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        super().accept()

    def _build(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(self.picks)
        column.addWidget(self.form)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    def save(self) -> None:
        """Keep it, unless something in it can't be kept."""
        if not self._saving.running:
            self._saving.run(self._keep())

    async def _keep(self) -> None:
        new = self.picks.new
        try:
            await self._save(self.picks.laid_on(self.form.content()), new.get("photo"), new.get("logo"))
        except Refusal as refusal:
            self.notice.say(refusal)
            self.form.point_at(str(refusal.params.get("field", "")))
        else:
            self.accept()

    def retranslate(self) -> None:
        if self._is_new:
            self.set_head(self.tr("Type in a card"))
        else:
            self.set_head(self.tr("Edit a card"))
        self.picks.retranslate()
        self.cancel_button.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Save"))
