"""A card typed in or corrected: one that no other person keeps up."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.form import CardForm
from workstation.ui.cards.picture_pick import PicturePick
from workstation.ui.loop import Latest, spawn

if TYPE_CHECKING:
    from workstation.domain.exhibit import Section

Saving = Callable[[CardContent, bytes | None, bytes | None], Awaitable[None]]
"""Keeps content, a new photo, a new logo."""
RunBlocking = Callable[[Callable[[], QImage]], Awaitable[QImage]]
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
        self._run_blocking = run_blocking
        self._is_new = content is None
        self._before = content or CardContent()
        self._new: dict[str, bytes] = {}
        self._saving = Latest(self)
        self.photo, self.logo = PicturePick("user", self), PicturePick("building", self)
        self.form = CardForm(self)
        self.form.set_sections(sections)
        self.form.show_content(self._before)
        self.photo.show_image(pictures.photo)
        self.logo.show_image(pictures.logo)
        self.cancel_button = self.add_button()
        self.save_button = self.add_button(kind="primary")
        self._build()
        for name, pick in (("photo", self.photo), ("logo", self.logo)):
            pick.chosen.connect(lambda data, name=name: spawn(self._take(name, data), owner=self))
            pick.removed.connect(lambda name=name: self._take_off(name))
            pick.refused.connect(self.notice.say)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self.save)
        self.retranslate()
        self.fit(*_SIZE)
        self.form.lines["name_zh"].setFocus()

    def _build(self) -> None:
        picks = QHBoxLayout()
        picks.setSpacing(16)
        picks.addWidget(self.photo)
        picks.addWidget(self.logo)
        picks.addStretch(1)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addLayout(picks)
        column.addWidget(self.form)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.body.addWidget(scroll, 1)

    async def _take(self, name: str, data: bytes) -> None:
        image = await self._run_blocking(lambda: QImage.fromData(data))
        if image.isNull():
            self.notice.say(Refusal("image_unreadable"))
            return
        self.notice.clear()
        self._new[name] = data
        (self.photo if name == "photo" else self.logo).show_image(image)

    def _take_off(self, name: str) -> None:
        self._new.pop(name, None)
        if name == "photo":
            self._before = replace(self._before, photo=None)
            self.photo.show_image(None)
        else:
            self._before = replace(self._before, logo=None)
            self.logo.show_image(None)

    def save(self) -> None:
        """Keep it, unless something in it can't be kept."""
        if not self._saving.running:
            self._saving.run(self._keep())

    async def _keep(self) -> None:
        content = replace(self.form.content(), photo=self._before.photo, logo=self._before.logo)
        try:
            await self._save(content, self._new.get("photo"), self._new.get("logo"))
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
        self.photo.set_words(self.tr("Photo"), self.tr("Choose a photo"), self.tr("Remove"))
        self.logo.set_words(self.tr("Logo"), self.tr("Choose a logo"), self.tr("Remove"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.save_button.setText(self.tr("Save"))
