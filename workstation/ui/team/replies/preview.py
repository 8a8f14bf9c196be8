"""What a buyer would be answered, as it would stand in their chat; or why they would not be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from workstation.domain.account import Presence
from workstation.domain.autoreply import Silence, Verdict
from workstation.ui.chat.people import language_name
from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.words import Words

_LANGUAGES: Final = ("zh", "en", "es", "ar")


class Preview(Card):
    """Shows a verdict.

    Signals:
        changed(): another buyer or another state is to be looked at.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: Verdict | None = None
        self.language, self.presence = Choice(self), Choice(self)
        for code in _LANGUAGES:
            self.language.addItem("", code)
        self.language.setCurrentIndex(1)
        for one in (Presence.ONLINE, Presence.BUSY, Presence.AWAY, Presence.OFFLINE):
            self.presence.addItem("", one)
        self.presence.setCurrentIndex(3)
        for choice in (self.language, self.presence):
            choice.setMinimumWidth(120)
            choice.activated.connect(lambda _index: self.changed.emit())
        bubble = QFrame(self)
        bubble.setProperty("bubble", "true")
        self._text = Words(bubble, wrap=True)
        self._mark = Words(bubble, size=Size.SMALL, tone="muted")
        inside = QVBoxLayout(bubble)
        inside.setContentsMargins(12, 10, 12, 8)
        inside.setSpacing(4)
        inside.addWidget(self._text)
        inside.addWidget(self._mark)
        self._bubble = bubble
        self._why = Words(self, tone="muted", wrap=True)
        self.body.addWidget(self.language)
        self.body.addWidget(self.presence)
        self.body.addWidget(bubble)
        self.body.addWidget(self._why)
        self.body.addStretch(1)

    @property
    def chosen(self) -> tuple[str, Presence]:
        """The buyer's language, and the presence of who serves them."""
        return str(self.language.currentData()), Presence(self.presence.currentData())

    @property
    def said(self) -> str:
        """What it shows: the answer, or why there is none."""
        return self._why.text() if self._bubble.isHidden() else self._text.text()

    def show_verdict(self, verdict: Verdict) -> None:
        """Show what would be answered."""
        self._verdict = verdict
        silent = verdict.silence is not None
        self._bubble.setVisible(not silent)
        self._why.setVisible(silent)
        self._text.setText(verdict.text)
        company = self.tr("automatic, the company's text")
        self._mark.setText(company if verdict.company else self.tr("automatic"))
        if verdict.silence is not None:
            self._why.setText(self._silence(verdict.silence))

    def _silence(self, why: Silence) -> str:
        return {
            Silence.AUTOMATIC: self.tr("Nothing: an automatic message is never answered automatically."),
            Silence.NOBODY: self.tr("The waiting text: nobody serves the buyer yet."),
            Silence.BLOCKED: self.tr("Nothing: the buyer is blocked."),
            Silence.OFF: self.tr("Nothing: this answer is switched off."),
            Silence.NO_TEXT: self.tr("Nothing: there is no text."),
            Silence.OUTSIDE_BANDS: self.tr("Nothing right now: it is outside the hours set."),
            Silence.COOLDOWN: self.tr("Nothing: the buyer got an automatic answer within the last 30 minutes."),
        }[why]

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(
            self.tr("What the buyer sees"),
            self.tr("At most once in 30 minutes, marked as automatic; sent by the server, also when this is closed."),
        )
        self.language.setAccessibleName(self.tr("Language of the buyer"))
        self.presence.setAccessibleName(self.tr("State of who serves them"))
        for at, code in enumerate(_LANGUAGES):
            self.language.setItemText(at, self.tr("Buyer reads {language}").format(language=language_name(code)))
        for at in range(self.presence.count()):
            state = presence_name(Presence(self.presence.itemData(at)))
            self.presence.setItemText(at, self.tr("You are: {state}").format(state=state))
        if self._verdict is not None:
            self.show_verdict(self._verdict)
