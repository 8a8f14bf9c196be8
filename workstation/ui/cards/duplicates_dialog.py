"""Cards that are perhaps one person's: side by side, with the reason; merged only when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from workstation.domain.card_files import phones
from workstation.services.card_views import Duplicates, Reason
from workstation.ui import formats
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.preview import CardPreview
from workstation.ui.cards.printing import sides
from workstation.ui.cards.side_by_side import SideBySide
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

_SIZE: Final = (860, 700)
_PREVIEW: Final = 250


class DuplicatesDialog(CardDialog):
    """Goes through the groups.

    Args:
        groups: not empty.
        chosen: the user put these cards together: no reason is given, and they are not said to be different.

    Signals:
        merge_wanted(object, object): a `Duplicates` is to be merged into this content.
        distinct(object): a `Duplicates` that is not one person.
    """

    merge_wanted = Signal(object, object)
    distinct = Signal(object)

    def __init__(self, groups: Sequence[Duplicates], parent: QWidget | None = None, *, chosen: bool = False) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._groups = list(groups)
        self._at = 0
        self._gone: set[frozenset[object]] = set()
        self.sides: SideBySide | None = None
        self.reason = Words(self, bold=True, wrap=True)
        self.count = Words(self, tone="muted")
        self.before_button, self.after_button = IconButton("chevron_left", self), IconButton("chevron_right", self)
        self._kept = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.zh, self.en = CardPreview("zh", self), CardPreview("en", self)
        self._scroll = QScrollArea(self)
        self.distinct_button = self.add_button()
        self.close_button = self.add_button()
        self.merge_button = self.add_button(kind="primary")
        self._build()
        self.before_button.clicked.connect(lambda: self._step(-1))
        self.after_button.clicked.connect(lambda: self._step(1))
        self.distinct_button.clicked.connect(self._on_distinct)
        self.merge_button.clicked.connect(self._on_merge)
        self.close_button.clicked.connect(self.reject)
        self.fit(*_SIZE)
        self.retranslate()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(4)
        top.addWidget(self.reason, 1)
        for widget in (self.count, self.before_button, self.after_button):
            top.addWidget(widget)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        faces = QHBoxLayout()
        faces.setSpacing(16)
        for preview in (self.zh, self.en):
            preview.setFixedWidth(_PREVIEW)
            faces.addWidget(preview, 0, Qt.AlignmentFlag.AlignTop)
        faces.addWidget(self._kept, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(faces)
        self.distinct_button.setVisible(not self._chosen)

    @property
    def group(self) -> Duplicates:
        """What is shown."""
        return self._groups[self._at]

    def show_groups(self, groups: Sequence[Duplicates]) -> None:
        """Show what is found now; the group that is looked at stays, whatever was chosen in it too."""
        before = _ids(self.group) if self._groups else frozenset()
        self._groups = [group for group in groups if _ids(group) not in self._gone]
        if not self._groups:
            self.accept()
            return
        places = [at for at, group in enumerate(self._groups) if _ids(group) == before]
        self._at = places[0] if places else min(self._at, len(self._groups) - 1)
        self._show(again=not places)

    def _step(self, by: int) -> None:
        self._at = max(0, min(len(self._groups) - 1, self._at + by))
        self._show()

    def _on_merge(self) -> None:
        if self.sides is not None:
            self._leave(lambda group, sides: self.merge_wanted.emit(group, sides.content))

    def _on_distinct(self) -> None:
        self._leave(lambda group, _sides: self.distinct.emit(group))

    def _leave(self, say: object) -> None:
        """Decide about the group that is shown, and go on to the next one."""
        group, sides = self.group, self.sides
        self._gone.add(_ids(group))
        if callable(say):
            say(group, sides)
        self._groups.pop(self._at)
        if not self._groups:
            self.accept()
            return
        self._at = min(self._at, len(self._groups) - 1)
        self._show()

    def _show(self, *, again: bool = True) -> None:
        if again:
            self.sides = SideBySide(self.group.rows, self.group.proposed, self)
            self.sides.changed.connect(self._show_faces)
            self._scroll.setWidget(self.sides)  # deletes the one before
        self.count.setText(
            self.tr("{number} of {count}").format(
                number=formats.number(self._at + 1), count=formats.number(len(self._groups))
            )
        )
        several = len(self._groups) > 1
        for widget in (self.count, self.before_button, self.after_button):
            widget.setVisible(several)
        self.before_button.setEnabled(self._at > 0)
        self.after_button.setEnabled(self._at < len(self._groups) - 1)
        reasons = " · ".join(self._worded(one) for one in self.group.reasons[:3])
        self.reason.setText(reasons if not self._chosen else self.tr("You have chosen these cards."))
        self._show_faces()

    def _worded(self, reason: Reason) -> str:
        if reason.kind == "email":
            return self.tr("The same e-mail: {email}").format(email=isolated_name(one_line(reason.value, 80)))
        return self.tr("The same phone: {phone}").format(phone=phones.shown(reason.value))

    def _show_faces(self) -> None:
        if self.sides is not None:
            shown = sides(self.sides.content)  # with one side only there is but one face to see
            for preview in (self.zh, self.en):
                preview.show_card(self.sides.content, Pictures())
                preview.setVisible(preview.side in shown)

    def retranslate(self) -> None:
        intro = self.tr("Choose where they differ. Numbers, e-mails and websites of all of them are kept.")
        self.set_head(self.tr("Merge cards"), self.tr("Are these one person?") if not self._chosen else "", intro)
        self.before_button.set_words(self.tr("The ones before"))
        self.after_button.set_words(self.tr("The next ones"))
        self._kept.setText(
            self.tr("This is the merged card. The cards it stands for are kept; the merging can be undone.")
        )
        self.distinct_button.setText(self.tr("Not the same"))
        self.close_button.setText(self.tr("Close"))
        self.merge_button.setText(self.tr("Merge"))
        self._show(again=self.sides is None)


def _ids(group: Duplicates) -> frozenset[object]:
    return frozenset(row.id for row in group.rows)
