"""Phrases by `/`: watches what is typed, offers what fits, puts the chosen one in."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from workstation.domain.errors import Refusal
from workstation.services.phrases import PhraseRow, PhraseService
from workstation.services.views import ConversationRef
from workstation.ui.chat.composer import Composer
from workstation.ui.chat.phrases_popup import PhrasesPopup
from workstation.ui.chat.timeline.plain_text import utf16_length, utf16_slice
from workstation.ui.loop import spawn

# A slash that begins a line or follows a blank, so that addresses and fractions stay what they are. Input methods for
# Chinese type it full-width.
_BEGUN: Final = re.compile(r"(?:^|(?<=\s))[/／]([^\s/／]{0,40})$")
_TAKING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class Begun(NamedTuple):
    """A slash and what follows it up to the caret."""

    at: int
    """Where the slash stands, as Qt counts."""
    token: str
    query: str


class PhraseEntry(QObject):
    """Leads the list of phrases from the composer's field, which keeps the focus; the list lies over `over`.

    Signals:
        making_wanted(): there is no phrase yet, and one is to be made.
    """

    making_wanted = Signal()

    def __init__(self, phrases: PhraseService, composer: Composer, language: Callable[[], str], over: QWidget) -> None:
        super().__init__(composer)
        self._phrases = phrases
        self._composer = composer
        self._edit = composer.edit
        self._language = language
        self._asked = 0
        self._asking = False
        self._gone = False
        self._inserting = False
        self._key: Qt.Key | None = None
        self._dismissed_at: int | None = None
        self._rows_ref: ConversationRef | None = None
        self.popup = PhrasesPopup(over)
        self.popup.chosen.connect(self._on_chosen)
        self.popup.destroyed.connect(self._on_popup_gone)
        self.popup.wanted.connect(self.making_wanted)
        self.popup.usual_wanted.connect(lambda: spawn(self._take_usual(), owner=self))
        composer.edited.connect(self._look)
        self._edit.cursorPositionChanged.connect(self._on_caret_moved)
        self._edit.installEventFilter(self)

    def close(self) -> None:
        """Offer nothing any more, until something is typed."""
        self._asked += 1
        self._asking = False
        self._key = None
        if not self._gone:
            self.popup.hide()

    def _on_popup_gone(self) -> None:
        """The window closes: the list goes before the field, which still loses the focus and its text."""
        self._gone = True

    @property
    def _offers(self) -> bool:
        return not self._gone and self.popup.isVisible()

    # ---- what is typed ---------------------------------------------------------------------------------------------

    def _begun(self) -> Begun | None:
        cursor = self._edit.textCursor()
        if cursor.hasSelection() or self._edit.composing or not self._composer.writable:
            return None
        match = _BEGUN.search(utf16_slice(cursor.block().text(), 0, cursor.positionInBlock()))
        if match is None:
            return None
        return Begun(cursor.position() - utf16_length(match[0]), match[0], match[1])

    def _look(self) -> None:
        begun, ref = self._begun(), self._composer.ref
        if begun is None or ref is None or begun.at == self._dismissed_at:
            if begun is None:
                self._dismissed_at = None
            self.close()
            return
        self._dismissed_at = None
        self._asked += 1
        self._asking = True
        self._key = None
        spawn(self._find(self._asked, ref, begun.query), owner=self)

    async def _take_usual(self) -> None:
        try:
            await self._phrases.add_usual()
        except Refusal as refusal:
            self._composer.notice.say(refusal)
            return
        self._look()

    async def _find(self, asked: int, ref: ConversationRef, query: str) -> None:
        refusal = None
        rows: Sequence[PhraseRow] = ()
        try:
            rows = await self._phrases.list(self._language(), query)
        except Refusal as error:
            refusal = error
        if self._gone or asked != self._asked or ref != self._composer.ref:
            return
        self._asking = False
        if refusal is not None:
            self.close()
            self._composer.notice.say(refusal)
            return
        self._show(rows, ref, lone=not query)

    def _show(self, rows: Sequence[PhraseRow], ref: ConversationRef, *, lone: bool) -> None:
        key, self._key = self._key, None
        if not rows and not lone:
            self.popup.hide()
            self._pass_on(key)
            return
        self._rows_ref = ref
        corner = self._composer.field_corner()
        width = self._composer.width() - 2 * (corner.x() - self._left())
        if not rows:
            self.popup.show_none(corner, width)
            return
        self.popup.show_rows(rows, corner, width)
        if key is not None:
            self.popup.choose()

    def _left(self) -> int:
        return self._composer.mapToGlobal(QPoint(0, 0)).x()

    def _pass_on(self, key: Qt.Key | None) -> None:
        """Let Enter do what it does when no phrase fits."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._edit.enter_sends:
                self._edit.submitted.emit()
            else:
                self._edit.textCursor().insertText("\n")

    def _on_caret_moved(self) -> None:
        if (self._offers or self._asking) and self._begun() is None:
            self.close()

    # ---- keys ------------------------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the list, none while an input method composes."""
        composes = isinstance(event, QInputMethodEvent) and bool(event.preeditString())
        if composes or event.type() is QEvent.Type.FocusOut:
            self.close()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._edit.composing:
            plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
            return plain and self._on_key(Qt.Key(event.key()))
        return False

    def _on_key(self, key: Qt.Key) -> bool:
        if self._inserting and key in _TAKING:
            return True  # pressed twice: the phrase is on its way into the field
        if self._asking and key in _TAKING:
            self._key = key  # faster than the list: it holds for what the list will show
            return True
        if not self._offers:
            return False
        if key in _TAKING:
            self.popup.choose()  # there may be none to choose: a lone slash is nothing to send
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.popup.move_by(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            begun = self._begun()
            self._dismissed_at = begun.at if begun is not None else None
            self.close()
        else:
            return False
        return True

    # ---- putting in ------------------------------------------------------------------------------------------------

    def _on_chosen(self, row: PhraseRow) -> None:
        begun, ref = self._begun(), self._composer.ref
        self.close()
        if begun is None or ref is None or ref != self._rows_ref:
            return
        place = QTextCursor(self._edit.document())
        place.setPosition(begun.at)
        place.setPosition(begun.at + utf16_length(begun.token), QTextCursor.MoveMode.KeepAnchor)
        place.setKeepPositionOnInsert(True)  # what is typed meanwhile stays behind the phrase
        self._inserting = True
        spawn(self._put_in(row, ref, place, begun.token), owner=self)

    async def _put_in(self, row: PhraseRow, ref: ConversationRef, place: QTextCursor, token: str) -> None:
        try:
            prepared = await self._phrases.prepared(row.phrase, ref, self._language())
        except Refusal as refusal:
            if ref == self._composer.ref:
                self._composer.notice.say(refusal)
            return
        finally:
            self._inserting = False
        # The field may show another buyer's text by now, or this one changed: then nothing is put in.
        if ref != self._composer.ref or place.selectedText() != token or not self._composer.writable:
            return
        start, followed = place.selectionStart(), self._edit.textCursor().position() == place.selectionEnd()
        place.setKeepPositionOnInsert(False)
        place.insertText(prepared.text)
        if followed:
            self._edit.setTextCursor(place)
            if prepared.missing:
                self._composer.select_unfilled(prepared.text, start)
        self._edit.ensureCursorVisible()
        self._edit.setFocus()
