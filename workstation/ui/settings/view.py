"""The settings page: every change is in force at once and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QEvent, QPoint, QSignalBlocker, QSize, Qt, QTime, QTimer
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workstation import __version__
from workstation.services.views import CloseTo, NotifyScope, Settings, Theme
from workstation.ui import sounds
from workstation.ui.language import LANGUAGES
from workstation.ui.meeting.lead_choice import LEADS, lead_name
from workstation.ui.settings.licences import COMPONENTS
from workstation.ui.tasks import spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.fields import NumberField, TimeField
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.settings import SettingsService

_WIDTH: Final = 720
_LABEL: Final = 220
_ABOVE: Final = 16
"""Pixels left above a section that is revealed."""
_FIELD: Final = 320
_NARROW: Final = 200


class _Field(Choice):
    """A choice as wide as its neighbours where there is room."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(_FIELD, 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW, super().minimumSizeHint().height())


def _field() -> Choice:
    return _Field()


class _Section(QWidget):
    """A titled group of fields; each field's label names it to assistive tools."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Words(self, bold=True)
        card = QFrame(self)
        card.setProperty("card", "true")
        self._form = QFormLayout(card)
        self._form.setContentsMargins(20, 16, 20, 16)
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(12)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(card)

    def add(self, field: QWidget) -> Words:
        """Add a field and return its label."""
        label = Words(self)
        label.setBuddy(field)
        label.setMinimumWidth(_LABEL)
        self._form.addRow(label, field)
        return label

    def add_wide(self, field: QWidget) -> None:
        """Add a field that carries its own words."""
        self._form.addRow(field)

    def set_title(self, words: str) -> None:
        """Word the title."""
        self.title.setText(words)


class SettingsView(QWidget):
    """What a user may set about the desk."""

    def __init__(self, settings: SettingsService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._added: list[QWidget] = []
        self._revealed: QWidget | None = None
        self._build()
        bar = self._scroll.verticalScrollBar()
        bar.rangeChanged.connect(lambda _least, _most: self._scroll_to_revealed())
        bar.actionTriggered.connect(lambda _action: self._scrolls_alone())
        self._undo = settings.on_change(lambda _before, after: self.show_settings(after))
        self.retranslate()
        self.show_settings(settings.get())

    def forget(self) -> None:
        """Let go of the service before the page goes."""
        self._undo()
        for section in self._added:
            forget = getattr(section, "forget", None)
            if forget is not None:
                forget()

    def reveal(self, section: QWidget) -> None:
        """Bring a section to the top; it stays there while the page takes shape, until the user scrolls."""
        self._revealed = section
        self._scroll_to_revealed()
        QTimer.singleShot(0, section, self._scroll_to_revealed)

    def _scroll_to_revealed(self) -> None:
        page = self._scroll.widget()
        if self._revealed is not None and page is not None:
            top = self._revealed.mapTo(page, QPoint(0, 0)).y()
            self._scroll.verticalScrollBar().setValue(top - _ABOVE)

    def _scrolls_alone(self) -> None:
        self._revealed = None

    def add_section(self, section: QWidget) -> None:
        """Put a section of its own above what tells about the program; one with `forget` is told when the page goes."""
        self._added.append(section)
        self._sections.insertWidget(self._sections.indexOf(self._about), section)

    # ---- building ----------------------------------------------------------------------------------------------

    def _build(self) -> None:
        page = QWidget(self)
        page.setMaximumWidth(_WIDTH)
        self._title = Words(page, size=Size.TITLE, bold=True)
        self._look, self._work = _Section(page), _Section(page)
        self._notices, self._about = _Section(page), _Section(page)
        self._build_look()
        self._build_work()
        self._build_notices()
        self._build_about()
        column = QVBoxLayout(page)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(0)
        column.addWidget(self._title)
        for section in (self._look, self._work, self._notices, self._about):
            column.addWidget(section)
        column.addStretch(1)
        self._sections = column
        holder = QWidget(self)
        centred = QHBoxLayout(holder)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(page, 8)
        centred.addStretch(1)
        scroll = self._scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a stop nobody would see
        scroll.setWidget(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _build_look(self) -> None:
        self.language, self.theme = _field(), _field()
        for code, own_name in LANGUAGES.items():
            self.language.addItem(own_name, code)
        for choice in Theme:
            self.theme.addItem("", choice)
        self._language_label = self._look.add(self.language)
        self._theme_label = self._look.add(self.theme)
        self._keep(self.language, "language", str)
        self._keep(self.theme, "theme", Theme)

    def _build_work(self) -> None:
        self.enter, self.closing = _field(), _field()
        self.enter.addItem("", True)
        self.enter.addItem("", False)
        for choice in CloseTo:
            self.closing.addItem("", choice)
        self.waiting = NumberField()
        self.waiting.setRange(1, 24 * 60)
        self.waiting.setMinimumWidth(120)
        self.waiting.editingFinished.connect(lambda: self._change(waiting_minutes=self.waiting.value()))
        self._enter_label = self._work.add(self.enter)
        self._waiting_label = self._work.add(self.waiting)
        self._closing_label = self._work.add(self.closing)
        self._keep(self.enter, "enter_sends", bool)
        self._keep(self.closing, "close_to", CloseTo)

    def _build_notices(self) -> None:
        self.scope = _field()
        for choice in NotifyScope:
            self.scope.addItem("", choice)
        self.sound = _field()
        for name in (*sounds.OURS, sounds.SYSTEM, ""):
            self.sound.addItem("", name)
        self.sound.activated.connect(lambda index: sounds.play(self.sound.itemData(index)))
        self.quiet = Check()
        self.quiet_from, self.quiet_to = TimeField(QTime(20, 0)), TimeField(QTime(8, 0))
        self._quiet_dash = Words()
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self.quiet, self.quiet_from, self._quiet_dash, self.quiet_to):
            line.addWidget(widget)
        line.addStretch(1)
        for edit in (self.quiet_from, self.quiet_to):
            edit.setMinimumWidth(84)
            edit.editingFinished.connect(self._on_quiet_edited)
        self.quiet.clicked.connect(self._on_quiet_edited)
        self.remind = _field()
        for seconds in LEADS:
            self.remind.addItem("", seconds)
        self._scope_label = self._notices.add(self.scope)
        self._remind_label = self._notices.add(self.remind)
        self._sound_label = self._notices.add(self.sound)
        self._quiet_label = self._notices.add(row)
        self._quiet_label.setBuddy(self.quiet)
        self._keep(self.scope, "notify_scope", NotifyScope)
        self._keep(self.remind, "remind_before_s", int)
        self._keep(self.sound, "sound", str)

    def _build_about(self) -> None:
        self._version = Words(wrap=True)
        self._licences = Words(size=Size.SMALL, tone="muted", wrap=True)
        self._licences.hide()
        self.more = QPushButton()
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._on_more_clicked)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._version, 1)
        row.addWidget(self.more)
        for label in (self._version, self._licences):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._about.add_wide(line)
        self._about.add_wide(self._licences)

    def _keep(self, choice: Choice, name: str, kind: Callable[[Any], object]) -> None:
        choice.activated.connect(lambda index: self._change(**{name: kind(choice.itemData(index))}))

    def _change(self, **changes: object) -> None:
        spawn(self._settings.update(**changes))

    def _on_more_clicked(self) -> None:
        self._licences.setVisible(not self._licences.isVisible())
        self._word_more()

    def _word_more(self) -> None:
        hidden = self._licences.isHidden()
        self.more.setText(self.tr("Licences of its parts") if hidden else self.tr("Hide the licences"))

    def _on_quiet_edited(self) -> None:
        if not self.quiet.isChecked():
            self._change(quiet_hours=None)
            return
        first, last = (edit.time().hour() * 60 + edit.time().minute() for edit in (self.quiet_from, self.quiet_to))
        self._change(quiet_hours=(first, last))

    # ---- showing -----------------------------------------------------------------------------------------------

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        for choice, value in (
            (self.language, settings.language),
            (self.theme, settings.theme),
            (self.enter, settings.enter_sends),
            (self.closing, settings.close_to),
            (self.scope, settings.notify_scope),
            (self.sound, settings.sound),
            (self.remind, settings.remind_before_s),
        ):
            choice.setCurrentIndex(next((i for i in range(choice.count()) if choice.itemData(i) == value), 0))
        with QSignalBlocker(self.waiting):
            self.waiting.setValue(settings.waiting_minutes)
        hours = settings.quiet_hours
        self.quiet.setChecked(hours is not None)
        for edit, minutes in zip((self.quiet_from, self.quiet_to), hours or (), strict=False):
            with QSignalBlocker(edit):
                edit.setTime(QTime(minutes // 60, minutes % 60))
        for edit in (self.quiet_from, self.quiet_to):
            edit.setEnabled(hours is not None)
        self._quiet_dash.set_tone("text" if hours is not None else "muted")

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Settings"))
        self._look.set_title(self.tr("Look"))
        self._work.set_title(self.tr("Working"))
        self._notices.set_title(self.tr("Notifications"))
        self._about.set_title(self.tr("About"))
        self._name(self._language_label, self.language, self.tr("Language"))
        self._name(self._theme_label, self.theme, self.tr("Colours"))
        self._name(self._enter_label, self.enter, self.tr("Sending"))
        self._name(self._waiting_label, self.waiting, self.tr("A buyer waits too long after"))
        self._name(self._closing_label, self.closing, self.tr("Closing the window"))
        self._name(self._scope_label, self.scope, self.tr("Notify me about"))
        self._name(self._remind_label, self.remind, self.tr("Remind me of negotiations"))
        self._word_choices()
        self.waiting.setSuffix(self.tr(" min", "after a number of minutes"))
        self._name(self._sound_label, self.sound, self.tr("Sound"))
        self._quiet_label.setText(self.tr("Quiet hours"))
        self.quiet.setText(self.tr("From", "quiet hours from … to …"))
        self.quiet.setAccessibleName(self.tr("Be quiet in these hours"))
        self._quiet_dash.setText(self.tr("to", "between two times of day"))
        self.quiet_from.setAccessibleName(self.tr("Quiet from"))
        self.quiet_to.setAccessibleName(self.tr("Quiet until"))
        self._version.setText(self.tr("Workstation {version}, licensed under Apache-2.0").format(version=__version__))
        self._word_more()
        built = "\n".join(f"{name} — {licence}" for name, licence in COMPONENTS)
        self._licences.setText(self.tr("Built with:\n{list}").format(list=built))

    def _word_choices(self) -> None:
        words: dict[Choice, tuple[str, ...]] = {
            self.theme: (self.tr("Like the system"), self.tr("Light"), self.tr("Dark")),
            self.enter: (
                self.tr("Enter sends, Shift+Enter breaks the line"),
                self.tr("Ctrl+Enter sends, Enter breaks the line"),
            ),
            self.closing: (self.tr("Keeps the desk running in the tray"), self.tr("Quits")),
            self.scope: (
                self.tr("Nothing"),
                self.tr("My conversations"),
                self.tr("My conversations and unassigned ones"),
                self.tr("All conversations I may see"),
            ),
            self.remind: tuple(lead_name(seconds) for seconds in LEADS),
            self.sound: (
                self.tr("Chime"),
                self.tr("Drop"),
                self.tr("Knock"),
                self.tr("The system's sound"),
                self.tr("None", "no sound"),
            ),
        }
        for choice, texts in words.items():
            for index, text in enumerate(texts):
                choice.setItemText(index, text)

    def _name(self, label: Words, field: QWidget, words: str) -> None:
        label.setText(words)
        field.setAccessibleName(words)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange,):
            self.retranslate()
        super().changeEvent(event)
