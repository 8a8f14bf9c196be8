"""Title and description of a purchase intent: as the buyer wrote them, or in the reader's language, one key apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.translation.translated import Translation
from workstation.services.intent_views import IntentView
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.translating import wording as translating
from workstation.ui.intents import wording
from workstation.ui.tasks import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_AS_IT_IS: Final = frozenset({"same_language", "nothing_to_translate"})
"""Title or description may need no translation while the other does: a title in English, the rest in Spanish."""


class IntentReading(QWidget):
    """Holds the title, the description, and what is to be said of a translation.

    Signals:
        toggled(): it reads otherwise now.
    """

    toggled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: IntentView | None = None
        self._made: tuple[Translation | None, Translation | None] | None = None
        self._work = Latest(self)
        self.title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.kind = Words(self, tone="muted", wrap=True)
        self.about = Words(self, wrap=True)
        self.warning = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        self.button.setProperty("small", "true")
        self.button.setIcon(icon("translate"))
        self.button.clicked.connect(self.toggle)
        for words in (self.title, self.about):
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.note, 1)
        foot.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.kind)
        column.addSpacing(2)
        column.addWidget(self.about)
        column.addWidget(self.warning)
        column.addLayout(foot)
        self.retranslate()

    @property
    def translated(self) -> bool:
        """Whether a translation is read."""
        return self._made is not None

    def show_intent(self, view: IntentView) -> None:
        """Show an intent; another one, or other words, is read as the buyer wrote it."""
        before, self._view = self._view, view
        if before is None or before.id != view.id or before.wanted != view.wanted:
            self._work.cancel()
            self._made = None
            self.note.setText("")
            self.warning.setText("")
        self._show()

    def toggle(self) -> None:
        """Translate it, or go back to the original."""
        if self._made is not None or self._view is None:
            self._made = None
            self.note.setText("")
            self.warning.setText("")
            self._show()
            self.toggled.emit()
            return
        self.note.setText(self.tr("Translating …"))
        self._work.run(self._translate(self._view))

    async def _translate(self, view: IntentView) -> None:
        wanted = view.wanted
        texts = [wanted.title, wanted.description.strip()]
        made = await self._desk.translation.translate_all(
            [text for text in texts if text],
            target=translating.my_language(),
            usual=wanted.language,
            conversation=view.conversation_id,
        )
        if not self._is_shown(view.id):
            return
        found = [one for one in made if not isinstance(one, Refusal)]
        refused = [one for one in made if isinstance(one, Refusal) and (not found or one.code not in _AS_IT_IS)]
        if refused:
            self.note.setText(translating.refusal(refused[0]))
            return
        read = [None if isinstance(one, Refusal) else one for one in made]
        self._made = (read[0], read[1] if len(read) > 1 else None)
        warnings = dict.fromkeys(words for one in found if (words := translating.warning(one)))
        self.warning.setText("\n".join(warnings))
        self.note.setText(translating.note(found[-1]))
        self._show()
        self.toggled.emit()

    def _is_shown(self, intent_id: ActionId) -> bool:
        return self._view is not None and self._view.id == intent_id

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        title, about = (None, None) if self._made is None else self._made
        self.title.setText(wording.title(view.wanted) if title is None else isolated_name(title.text))
        self.kind.setText(wording.what_kind(view))
        self.kind.setVisible(bool(self.kind.text()))
        self.about.setText(isolated_name(view.wanted.description.strip() if about is None else about.text))
        self.about.setVisible(bool(self.about.text()))
        self.warning.setVisible(bool(self.warning.text()))
        self.button.setText(self.tr("Translate") if self._made is None else self.tr("Show the original"))

    def forget(self) -> None:
        """Translate nothing more."""
        self._work.cancel()

    def retranslate(self) -> None:
        """Say everything in the language of the moment: a translation is into another language then."""
        self._made = None
        self.note.setText("")
        self.warning.setText("")
        self.button.setText(self.tr("Translate"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
