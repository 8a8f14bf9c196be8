"""One purchase intent beside the list: what is wanted, what of ours fits, who asks, what was done, what one can do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId
from workstation.services.history import SharedImage
from workstation.services.intent_views import IntentView
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.intents import wording
from workstation.ui.intents.buyer_line import BuyerLine
from workstation.ui.intents.facts import IntentFacts
from workstation.ui.intents.history import IntentHistory
from workstation.ui.intents.matches import MatchCards
from workstation.ui.intents.reading import IntentReading
from workstation.ui.profile.images import ImageGrid
from workstation.ui.refused import Params, reason
from workstation.ui.tasks import spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.side_panel import paint_side, upright
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk

WIDTH: Final = 400
NARROW_WIDTH: Final = 348
DEEDS: Final = ("chat", "card", "done", "assign")
_ICONS: Final = {"chat": "chat", "card": "card", "done": "check", "assign": "user_add"}
_PARTS: Final = ("pictures", "matches", "buyer", "history")


class IntentDetail(QFrame):
    """Shows one intent; what is done about it is asked for.

    Signals:
        wanted(str): one of `DEEDS`, about the intent shown.
        closed(): the list is to be seen again.
        settled(): what was refused is known; look again.
    """

    wanted = Signal(str)
    closed = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.view: IntentView | None = None
        self.pictures = Pictures(self._fetch, desk.run_blocking, self)
        self.state = Words(self, size=Size.SMALL, bold=True)
        self.back_button, self.close_button = IconButton("back", self), IconButton("close", self)
        self.notice = NoticeLine(self, self._worded)
        self.reading = IntentReading(desk, self)
        self.mind = Words(self, size=Size.SMALL, wrap=True)
        self._mind_box = QFrame(self)
        self.facts = IntentFacts(self)
        self.buttons = {deed: QPushButton(self) for deed in DEEDS}
        self.grid = ImageGrid(self.pictures, self)
        self.matches = MatchCards(self.pictures, self)
        self.by_section = Words(self, wrap=True)
        self.buyer = BuyerLine(clock, self)
        self.history = IntentHistory(desk, clock, self)
        self.headings = {key: Words(self, size=Size.SMALL, bold=True, tone="muted") for key in _PARTS}
        self._build()
        self._connect()
        self.retranslate()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setMinimumWidth(1)

    def _build(self) -> None:
        self._mind_box.setProperty("soft", "true")
        mind = QVBoxLayout(self._mind_box)
        mind.setContentsMargins(12, 8, 12, 8)
        mind.addWidget(self.mind)
        deeds = QGridLayout()
        deeds.setSpacing(8)
        for at, (deed, button) in enumerate(self.buttons.items()):
            button.setIcon(icon(_ICONS[deed]))
            deeds.addWidget(button, at // 2, at % 2)
        inside = QWidget(self)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 16, 20)
        column.setSpacing(10)
        upper: tuple[QWidget, ...] = (self.notice, self.reading, self._mind_box, self.facts)
        for part in upper:
            column.addWidget(part)
        column.addLayout(deeds)
        lower: tuple[QWidget, ...] = (self.grid, self.matches, self.buyer, self.history)
        for key, part in zip(_PARTS, lower, strict=True):
            column.addSpacing(6)
            column.addWidget(self.headings[key])
            column.addWidget(part)
            if part is self.matches:
                column.addWidget(self.by_section)
        column.addStretch(1)
        self._scroll = upright(inside, self)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 12, 6)
        head.setSpacing(6)
        head.addWidget(self.back_button)
        head.addWidget(self.state, 1)
        head.addWidget(self.close_button)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(0, 0, 0, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self.foot)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.close_button.clicked.connect(self.closed)
        for deed, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, deed=deed: self.wanted.emit(deed))
        self.grid.opened.connect(self._on_picture)
        self.matches.picture_wanted.connect(lambda key: self._open_viewer([key], key))
        self.notice.dismissed.connect(self._on_dismissed)

    async def _fetch(self, key: str, full: bool) -> bytes:
        return await self._desk.chat.image(AttachmentId(int(key.partition(":")[2])), "full" if full else "thumb")

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    # ---- showing -----------------------------------------------------------------------------------------------

    def show_intent(self, view: IntentView) -> None:
        """Show an intent as it is now."""
        other = self.view is None or self.view.id != view.id
        self.view = view
        if other:
            self._scroll.verticalScrollBar().setValue(0)
            self.notice.clear()
        if view.problem is not None:
            self.notice.say(Refusal(view.problem.code, {**view.problem.params, "deed": view.refused}))
        elif other or self.notice.isVisible():
            self.notice.clear()
        self.state.setText(wording.state(view))
        self.state.set_tone("accent" if view.is_new else "muted")
        self.reading.show_intent(view)
        self._show_mind(view)
        self.facts.show_intent(view)
        self._show_deeds(view)
        images = view.received.intent.images
        self.grid.show_images(tuple(_shared(view, at) for at in range(len(images))))
        self.matches.show_matches(view.matches)
        self.buyer.show_intent(view)
        self.history.show_intent(view)
        for key, shown in (("pictures", bool(images)), ("matches", bool(view.matches))):
            self.headings[key].setVisible(shown)
        self.grid.setVisible(bool(images))
        self.matches.setVisible(bool(view.matches))
        by_section = not view.received.matches
        self.by_section.setVisible(by_section)
        self.headings["matches"].setVisible(bool(view.matches) or by_section)
        self._word_headings(view)

    def _show_mind(self, view: IntentView) -> None:
        said = [wording.ended(view)]
        if view.received.reduced:
            said.append(
                self.tr(
                    "Description, price, quantity, pictures and the buyer's name are hidden: your account may not see"
                    " details. Your main account can allow it."
                )
            )
        self.mind.setText("\n".join(words for words in said if words))
        self._mind_box.setVisible(bool(self.mind.text()))

    def offered(self, view: IntentView) -> set[str]:
        """Return which deeds make sense now."""
        rules = {
            "chat": view.may_chat or view.conversation_id is not None,
            "card": view.may_send_card,
            "done": view.may_finish,
            "assign": view.may_assign,
        }
        return {deed for deed, sensible in rules.items() if sensible}

    def _show_deeds(self, view: IntentView) -> None:
        offered = self.offered(view)
        for deed, button in self.buttons.items():
            button.setVisible(deed in offered)
        main = next((deed for deed in ("assign", "chat") if deed in offered and (deed == "chat" or not view.owner)), "")
        for deed, button in self.buttons.items():
            kind = "primary" if deed == main and not view.is_done and view.ended is None else ""
            if button.property("kind") != kind:
                button.setProperty("kind", kind)
                button.style().unpolish(button)
                button.style().polish(button)
            button.setIcon(icon(_ICONS[deed], "on_accent" if kind else "muted"))
        started = view.received.chat_at is not None and view.conversation_id is not None
        chat = self.tr("Open the chat") if started or not view.may_chat else self.tr("Start a chat")
        self.buttons["chat"].setText(self.tr("Starting the chat …") if view.chat_waiting else chat)
        sent = view.received.card_sent_at is not None
        self.buttons["card"].setText(self.tr("Send card again") if sent else self.tr("Send my card"))
        self.buttons["done"].setText(self.tr("Not done after all") if view.is_done else self.tr("Mark as done"))
        self.buttons["assign"].setText(self.tr("Assign …"))

    def show_alone(self, alone: bool) -> None:
        """Stand in the list's place, or beside it."""
        self.back_button.setVisible(alone)
        self.close_button.setVisible(not alone)

    def _worded(self, code: str, params: Params) -> str:
        deed = wording.why_refused(str(params.get("deed", "")))
        return f"{deed} {reason(code, params)}".lstrip()

    # ---- doing -------------------------------------------------------------------------------------------------

    def _on_picture(self, place: int) -> None:
        if self.view is not None:
            keys = [f"i:{image.id}" for image in self.view.received.intent.images]
            self._open_viewer(keys, keys[place])

    def _open_viewer(self, keys: list[str], key: str) -> None:
        from workstation.ui.chat.viewer import ImageViewer

        if key:
            ImageViewer(self._fetch, self._desk.run_blocking, keys, key, self.window()).open()

    def _on_dismissed(self) -> None:
        if self.view is not None and self.view.problem is not None and self.view.action_id is not None:
            spawn(self._dismiss(self.view.action_id), owner=self)

    async def _dismiss(self, action_id: ActionId) -> None:
        await self._desk.refusals.dismiss(action_id)
        self.settled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self.pictures.clear()
        self.reading.forget()
        self.history.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_side(self)

    # ---- words -------------------------------------------------------------------------------------------------

    def _word_headings(self, view: IntentView) -> None:
        self.headings["pictures"].setText(self.tr("Pictures"))
        self.headings["matches"].setText(self.tr("Matched exhibits"))
        self.by_section.setText(
            self.tr("None of your exhibits fits by its words; the purchase intent is in your section of the fair.")
        )
        self.headings["buyer"].setText(self.tr("Buyer"))
        self.headings["history"].setText(self.tr("What has happened"))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setAccessibleName(self.tr("The chosen purchase intent"))
        self.back_button.set_words(self.tr("Back to the list"))
        self.close_button.set_words(self.tr("Close"))
        if self.view is not None:
            self.show_intent(self.view)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _shared(view: IntentView, at: int) -> SharedImage:
    intent = view.received.intent
    return SharedImage(n=at, at=intent.at, from_buyer=True, text="", attachment=intent.images[at])
