"""Where one sentence of the memory, or one term of the glossary, is written in its languages."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.ids import new_action_id
from workstation.domain.translation.memory import MAX_TERM_CHARS, MAX_TEXT_CHARS
from workstation.domain.translation_actions import UnitDraft
from workstation.services.translation.library import UnitRow
from workstation.ui.chat import people
from workstation.ui.chat.translating.switches import LANGUAGES
from workstation.ui.theme import Size
from workstation.ui.translation.unit_wording import state_of, whose
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

FIRST = ("zh-Hans", "en", "es")
_LOW, _HIGH = 40, 76


class UnitForm(QWidget):
    """Shows a unit; what is typed is kept by the button.

    Signals:
        written(UnitDraft): to be kept.
        delete_wanted(UnitRow): to be deleted, or the refused change forgotten.
    """

    written = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: UnitRow | None = None
        self.title = Words(self, bold=True)
        self.state = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.kind = Segmented(("sentence", "term"), self)
        self.kind.chosen.connect(lambda _key: self._show_state())
        self.fields: dict[str, QPlainTextEdit] = {}
        self._labels: dict[str, Words] = {}
        self._inside = QVBoxLayout()
        self._inside.setSpacing(4)
        self.more = Choice(self)
        self.more.activated.connect(self._on_more)
        self.save, self.delete = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._on_save)
        self.delete.clicked.connect(lambda: self.delete_wanted.emit(self.row))
        for language in FIRST:
            self._add(language)
        self._build()
        self.retranslate()
        self.show_row(None)

    def _build(self) -> None:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(self._inside)
        column.addWidget(self.more)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(holder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.title)
        whole.addWidget(self.state)
        whole.addWidget(self.kind)
        whole.addWidget(scroll, 1)
        whole.addLayout(buttons)

    def _add(self, language: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setTabChangesFocus(True)
        field.textChanged.connect(self._show_state)
        label = Words(self, size=Size.SMALL, bold=True)
        label.setBuddy(field)
        self.fields[language], self._labels[language] = field, label
        self._inside.addWidget(label)
        self._inside.addWidget(field)
        self._word(language)
        return field

    def _word(self, language: str) -> None:
        name = people.language_name(language)
        if language.startswith("zh-Hant"):
            name = self.tr("Traditional Chinese")
        self._labels[language].setText(name)
        self.fields[language].setAccessibleName(name)

    def show_row(self, row: UnitRow | None) -> None:
        """Show a unit; `None` begins a new one."""
        self.row = row
        texts = {} if row is None else row.unit.texts
        for language in texts:
            if language not in self.fields:
                self._add(language)
        for language, field in self.fields.items():
            field.setPlainText(texts.get(language, ""))
            shown = language in FIRST or language in texts
            field.setVisible(shown)
            self._labels[language].setVisible(shown)
        self.kind.select("term" if row is not None and row.unit.term else "sentence")
        self._word_more()
        self._show_words()
        self._show_state()

    def _on_more(self, at: int) -> None:
        language = self.more.itemData(at)
        if language:
            field = self.fields.get(language) or self._add(language)
            field.show()
            self._labels[language].show()
            field.setFocus()
            self._show_state()
            self._word_more()

    @property
    def draft(self) -> UnitDraft:
        """What stands in the form: a change of the unit shown, or a new one (a better wording of another's)."""
        row = self.row
        texts = {language: field.toPlainText().strip() for language, field in self.fields.items()}
        return UnitDraft(
            id=row.unit.id if row is not None and row.changeable else new_action_id(),
            texts={language: text for language, text in texts.items() if text},
            term=self.kind.key == "term",
        )

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not kept."""
        draft, row = self.draft, self.row
        return bool(draft.texts) if row is None else (draft.texts, draft.term) != (row.unit.texts, row.unit.term)

    def _show_state(self) -> None:
        term = self.kind.key == "term"
        longest = MAX_TERM_CHARS if term else MAX_TEXT_CHARS
        for field in self.fields.values():
            field.setFixedHeight(_LOW if term else _HIGH)
        texts = self.draft.texts
        fits = len(texts) >= 2 and all(len(text) <= longest for text in texts.values())
        self.save.setEnabled(fits and self.is_changed)
        refused = self.row is not None and self.row.problem is not None
        self.delete.setVisible(self.row is not None and (self.row.changeable or refused))
        if self.row is None and not fits and texts:
            self.state.setText(
                self.tr("Two languages at least.") if len(texts) < 2 else self.tr("That is too long for the memory.")
            )

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self.written.emit(self.draft)

    def _show_words(self) -> None:
        row = self.row
        if row is None:
            self.title.setText(self.tr("New"))
            self.state.setText(self.tr("For the whole company. Figures in a sentence fit other figures as well."))
        else:
            self.title.setText(self.tr("Glossary") if row.unit.term else self.tr("Memory"))
            about = "" if row.changeable else self.tr("A change becomes a unit of your own and goes first.")
            self.state.setText(" · ".join(part for part in (whose(row), state_of(row), about) if part))
            self.state.set_tone("danger" if row.problem is not None else "muted")
        refused = row is not None and row.problem is not None
        self.delete.setText(self.tr("Discard the change") if refused else self.tr("Delete"))

    def _word_more(self) -> None:
        self.more.clear()
        self.more.addItem(self.tr("Another language …"), "")
        for language in LANGUAGES:
            if language not in self.fields or not self.fields[language].isVisibleTo(self):
                name = people.language_name(language)
                self.more.addItem(self.tr("Traditional Chinese") if language == "zh-Hant" else name, language)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.kind.set_texts(self.tr("Kind"), {"sentence": self.tr("Sentence"), "term": self.tr("Term")})
        self.save.setText(self.tr("Keep"))
        self.more.setAccessibleName(self.tr("Another language …"))
        for language in self.fields:
            self._word(language)
        self._word_more()
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
