"""The chat screen: one conversation at a time, opened, read, answered."""

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import Permission, Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.events import PresenceMoved, PresentNow, Typing
from workstation.domain.events import Signal as PassingSignal
from workstation.domain.ids import ActionId, AttachmentId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.services.views import ChatHead, ConversationRef, TimelineItem
from workstation.ui import world
from workstation.ui.bus import Bus
from workstation.ui.chat import wording
from workstation.ui.chat.composer import Composer
from workstation.ui.chat.composer_face import ARCHIVED
from workstation.ui.chat.context_strip import ContextStrip
from workstation.ui.chat.day_jump import DayJump
from workstation.ui.chat.feed import Feed
from workstation.ui.chat.header import ChatHeader
from workstation.ui.chat.item_actions import ItemActions
from workstation.ui.chat.phrase_entry import PhraseEntry
from workstation.ui.chat.quote_entry import QuoteEntry
from workstation.ui.chat.refused_here import RefusedHere
from workstation.ui.chat.running import loop_runs
from workstation.ui.chat.seen import Seen
from workstation.ui.chat.sharing import Sharing
from workstation.ui.chat.timeline import accessible, blocks, texts
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.conversation_block import ConversationKind as LinkKind
from workstation.ui.chat.timeline.exhibit_block import ExhibitKind
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.translating.desk_languages import DeskLanguages
from workstation.ui.chat.typing_line import TypingLine
from workstation.ui.loop import spawn
from workstation.ui.places import Place
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon


class ChatView(QWidget):
    """Shows a conversation and lets one answer.

    Signals:
        opened(ChatHead): a conversation is on the screen, or its head is another now.
        transfer_requested(object): the transfer button was pressed, for this conversation.
        profile_requested(): show or hide the profile panel.
        conversation_wanted(object): a colleague's link leads to that conversation.
        said(str): something was done, to be said in passing.
        place_wanted(Place): something outside the chat is to be opened.
        stepped_back(): Esc with nothing left to undo here: the list wants the focus.
    """

    opened = Signal(object)
    transfer_requested = Signal(object)
    profile_requested = Signal()
    conversation_wanted = Signal(object)
    said = Signal(str)
    stepped_back = Signal()
    place_wanted = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        blocks.register(LinkKind(lambda: desk.me.may(Permission.COMPANY_HISTORY)))
        blocks.register(ExhibitKind())
        self._desk = desk
        self._ref: ConversationRef | None = None
        self._shown_ref: ConversationRef | None = None
        self._older = "none"
        self._write_again = False
        self._gone = False
        self._marked = ""
        self.pictures = Pictures(self._fetch_picture, desk.run_blocking, self)
        self.timeline = TimelineArea(self.pictures, int(desk.me.id), self)
        self.feed = Feed(desk.chat, desk.jumps, self.timeline)
        self.seen = Seen(desk.chat, self.timeline, self.feed, self)
        self.day_jump = DayJump(desk.jumps, self.feed, self.timeline)
        self.header = ChatHeader(self)
        self.day_action = QAction(icon("calendar"), "", self.header.menu)
        self.header.menu.addAction(self.day_action)
        self.sharing = Sharing(desk, self.header.menu, self)
        self.strip = ContextStrip(self._fetch_exhibit_picture, desk.run_blocking, self)
        self.typing_line = TypingLine(self)
        self.composer = Composer(desk.chat, desk.run_blocking, lambda: self._shown_ref, self)
        self.composer.seen_n = lambda: self.seen.n
        self.phrases = PhraseEntry(desk.phrases, self.composer, self._buyers_language, self)
        self.actions_ = ItemActions(desk, self.timeline, self.composer, self.feed, self._fetch_picture)
        self.quotes = QuoteEntry(desk, self.feed, self.composer)
        self.refused = RefusedHere(desk.refusals, self.composer.notice)
        self.languages = DeskLanguages(desk, self.timeline, self.composer, self.header)
        self.strip.translation_wanted.connect(self.languages.reader.translate_exhibit)
        self._empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self.setAcceptDrops(True)
        self._build()
        self._connect(bus)
        self._undo_settings = desk.settings.on_change(lambda _before, after: self._take_settings(after.enter_sends))
        self._take_settings(desk.settings.get().enter_sends)
        self.retranslate()
        self._load_names()

    def _build(self) -> None:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.strip)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        column.addLayout(self._lines)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.typing_line)
        column.addWidget(self.languages.strip)
        self._feet = QVBoxLayout()
        self._feet.setContentsMargins(16, 0, 16, 0)
        column.addLayout(self._feet)
        column.addWidget(self.composer)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setTabOrder(self.composer.edit, self.composer.attach_button)
        self.setTabOrder(self.composer.attach_button, self.composer.quote_button)
        self.setTabOrder(self.composer.quote_button, self.composer.send_button)
        self.setTabOrder(self.composer.send_button, self.timeline)

    def add_line(self, line: QWidget) -> None:
        """Put something that concerns the open conversation between its head and what was said."""
        self._lines.addWidget(line)

    def add_foot(self, foot: QWidget) -> None:
        """Put something that is about to be sent between what was said and the field."""
        self._feet.addWidget(foot)

    def _connect(self, bus: Bus) -> None:
        bus.changed.connect(self._on_changed)
        bus.link_changed.connect(self._on_link_changed)
        bus.signalled.connect(self._on_signalled)
        bus.theme_changed.connect(self.restyle)
        bus.language_changed.connect(self._on_language_changed)
        self.feed.head_changed.connect(self._on_head_changed)
        self.feed.came.connect(self._on_came)
        self.feed.gone.connect(self._on_gone)
        self.feed.older_state.connect(self._on_older_state)
        self.feed.not_here.connect(self.composer.notice.say)
        self.actions_.translation_wanted.connect(self.languages.reader.toggle)
        self.actions_.reading_wanted.connect(self.languages.act)
        self.actions_.day_chosen.connect(lambda _day: self.day_jump.choose())
        self.day_action.triggered.connect(self.day_jump.choose)
        self.header.transfer_requested.connect(lambda: self.transfer_requested.emit(self._ref))
        self.header.profile_requested.connect(self.profile_requested)
        self.header.minute_passed.connect(self._on_minute_passed)
        self.actions_.conversation_wanted.connect(self.conversation_wanted)
        self.actions_.place_wanted.connect(self.place_wanted)
        self.sharing.said.connect(self.said)
        self.phrases.making_wanted.connect(lambda: self.place_wanted.emit(Place(kind="phrases")))
        self.composer.sent.connect(self.feed.jump_to_newest)
        self.composer.typed.connect(self._on_typed)
        self.composer.edit.left.connect(self._on_left)
        self.composer.writing_wanted.connect(self._on_writing_wanted)

    # ---- opening ---------------------------------------------------------------------------------------------------

    @property
    def conversation(self) -> ConversationRef | None:
        """Which conversation is open."""
        return self._ref

    def open_conversation(self, ref: ConversationRef, n: int | None = None) -> None:
        """Show a conversation: where one stopped reading, or at message `n`."""
        if ref == self._ref:
            if n is not None:
                self.feed.jump_to(n)
            return
        self._leave()
        self._ref = ref
        self._shown_ref = None
        self.composer.switch_to(ref)
        self._stack.setCurrentIndex(1)
        self.feed.open(ref, n)

    def mark_words(self, query: str) -> None:
        """Mark the words of a query in what is shown, until another conversation is; an empty one marks nothing."""
        self._marked = query.strip()
        if self._marked:
            spawn(self._mark(self._marked), owner=self)
        else:
            self.timeline.mark_words(None)

    async def _mark(self, query: str) -> None:
        try:
            find = await self._desk.search.marker(query)
        except Refusal:
            return  # what can't be looked for was not found either
        if query == self._marked:
            self.timeline.mark_words(find)

    def close_conversation(self) -> None:
        """Show that none is open; drafts are kept."""
        self._leave()
        self._ref = self._shown_ref = None
        self.composer.switch_to(None)
        self.feed.close()
        self.header.show_head(None)
        self.strip.show_exhibit(None)
        self._stack.setCurrentIndex(0)

    def _buyers_language(self) -> str:
        """Return in which language phrases are offered: Chinese to whom reads that first, else English."""
        buyer = self.feed.head.buyer if self.feed.head is not None else None
        if buyer is None:
            return "zh" if wording.in_chinese() else "en"
        return "zh" if next(iter(buyer.languages), "").startswith("zh") else "en"

    def _leave(self) -> None:
        self.phrases.close()
        self.seen.leave()
        self.refused.show_for(set())
        self.typing_line.clear()
        self.pictures.clear()
        self._write_again = False
        self.languages.leave()
        self.mark_words("")
        if self._shown_ref is not None:
            self._give_up_lease(self._shown_ref)

    def _give_up_lease(self, ref: ConversationRef) -> None:
        if loop_runs():
            spawn(self._desk.chat.looked_away(ref))

    def forget(self) -> None:
        """Let go of the services before the screen goes; await `save_drafts` first."""
        self._undo_settings()
        self._undo_settings = lambda: None
        self._shown_ref = None
        self.seen.leave()
        self.typing_line.clear()
        self.pictures.clear()
        self.strip.show_exhibit(None)
        self.feed.close()
        self.refused.rest()
        self.phrases.close()
        self.composer.rest()
        self.timeline.rest()

    def focus_composer(self) -> None:
        """Put the cursor where one types."""
        self.composer.take_focus()

    async def save_drafts(self) -> None:
        """Write what is typed and not on disk yet; awaited before the program ends."""
        await self.composer.save_drafts()

    # ---- what the feed says ----------------------------------------------------------------------------------------

    def _on_head_changed(self, head: ChatHead) -> None:
        first = self._shown_ref is None
        self._shown_ref = self._ref
        if self._gone:  # what the account may see was read afresh, and this came back with it
            self._gone = False
            self.composer.notice.clear()
        self.header.show_head(head)
        self.sharing.show_head(head)
        self.refused.show_for({head.row.id} if self._ref is None else {head.row.id, self._ref})
        self.strip.show_exhibit(head.exhibit)
        self.composer.offer_quotes(head.row.kind is ConversationKind.CUSTOMER)
        self._let_write(head)
        if first and self._ref is not None:
            self.seen.open(self._ref, head.unread_from_n)
            self.focus_composer()
        if self._ref is not None:
            self.languages.show_head(self._ref, head)
        self.opened.emit(head)
        self.seen.look()

    def _let_write(self, head: ChatHead) -> None:
        """Open the field, or say why not; one that is archived is read first, and written to when one wants to."""
        reason = "" if head.writable else head.read_only_reason or "not_allowed"
        if head.row.archived and not reason and not self._write_again:
            reason = ARCHIVED
        self.composer.set_writable(not reason, reason)
        self.timeline.set_writable(head.writable)

    def _on_writing_wanted(self) -> None:
        self._write_again = True
        if self.feed.head is not None and self._shown_ref is not None:
            self._let_write(self.feed.head)
            self.focus_composer()

    def _on_gone(self, code: str) -> None:
        self._gone = True
        self.composer.set_writable(False, "not_found")
        self.composer.notice.say(Refusal(code))

    def _on_came(self, items: tuple[TimelineItem, ...]) -> None:
        self.typing_line.clear()
        for item in items if accessible.listened_to() else ():
            accessible.announce(self.timeline, texts.spoken(item, self.timeline.me_id))
        self.seen.came(len(items))
        self.languages.reader.follow(items)

    def _on_older_state(self, state: str) -> None:
        self._older = state
        self.timeline.set_header(wording.older(state))

    # ---- what the bus says -----------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if not self.seen.watched() and self._shown_ref is not None:
            self.seen.renew_unread_line()
        self.refused.on_changed(change)
        self.feed.on_changed(change)
        self.languages.on_changed(change)

    def _on_link_changed(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE:
            self.feed.unblock()
            self.pictures.retry()

    def _on_signalled(self, signal: PassingSignal) -> None:
        head = self.feed.head
        if head is None:
            return
        other_id, here = head.row.other_id, (self._ref, head.row.id)
        if isinstance(signal, PresentNow):
            self.header.show_presence(signal.presences.get(other_id or PrincipalId(0), Presence.OFFLINE))
        elif signal.principal_id != other_id:
            return
        elif isinstance(signal, PresenceMoved):
            self.header.show_presence(signal.presence)
        elif isinstance(signal, Typing) and signal.conversation_id in here:
            self.typing_line.show_typing(head)

    def _on_typed(self) -> None:
        if self._shown_ref is not None:
            self._desk.chat.typing(self._shown_ref)

    # ---- pictures --------------------------------------------------------------------------------------------------

    async def _fetch_picture(self, key: str, full: bool) -> bytes:
        kind, _, number = key.partition(":")
        if kind == "u":
            return await self._desk.chat.upload(ActionId(wording.client_id(number)))
        return await self._desk.chat.image(AttachmentId(int(number)), "full" if full else "thumb")

    async def _fetch_exhibit_picture(self, picture_id: AttachmentId) -> bytes:
        return await self._desk.chat.image(picture_id, "thumb")

    # ---- words and looks -------------------------------------------------------------------------------------------

    def _take_settings(self, enter_sends: bool) -> None:
        self.composer.set_enter_sends(enter_sends)

    def retranslate(self) -> None:
        """Word it anew."""
        self._empty.say("chat", self.tr("No conversation is open"), self.tr("Choose a buyer or colleague in the list."))
        self.timeline.setAccessibleName(self.tr("Messages"))
        self.timeline.set_header(wording.older(self._older))
        self.day_action.setText(self.tr("Go to a day …"))
        self.sharing.retranslate()

    def _load_names(self) -> None:
        """Have the names of the world ready before the first conversation is opened."""
        reader = QLocale().name()
        if loop_runs():
            spawn(self._desk.run_blocking(lambda: world.load(reader)), owner=self)

    def _on_language_changed(self) -> None:
        self._load_names()
        self.retranslate()
        self.header.retranslate()
        self.timeline.restyle()

    def _on_minute_passed(self) -> None:
        if self.timeline.day_is_over():
            self.timeline.restyle()

    def restyle(self) -> None:
        """Take the theme's colours."""
        self.retranslate()
        self.timeline.restyle()
        self.composer.restyle()
        self.typing_line.restyle()
        self.update()

    # ---- events ----------------------------------------------------------------------------------------------------

    def _on_left(self) -> None:
        """Esc steps back: first the notice, then the quote, then to the list."""
        if self.composer.notice.text:
            self.composer.notice.clear()
        elif self.composer.reply.isVisible():
            self.composer.set_reply(None)
        else:
            self.stepped_back.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc from the timeline goes to the composer; typing there as well."""
        if event.key() == Qt.Key.Key_Escape:
            self.focus_composer()
        elif self.timeline.hasFocus() and event.text().isprintable() and event.text().strip():
            self.focus_composer()
            QGuiApplication.sendEvent(self.composer.edit, event)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language; coming back to the window is reading."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.ActivationChange:
            self.seen.look()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """What was hidden is seen now."""
        super().showEvent(event)
        self.seen.look()

    def hideEvent(self, event: QHideEvent) -> None:
        """Looking away gives up the right to write first."""
        super().hideEvent(event)
        self.seen.stop()
        if self._shown_ref is not None:
            self._give_up_lease(self._shown_ref)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the floating buttons in their corners."""
        super().resizeEvent(event)
        self.seen.place()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take images wherever they are dropped on the chat."""
        if self.composer.writable and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put them beside the text."""
        self.composer.take_images(event.mimeData())
        event.acceptProposedAction()
