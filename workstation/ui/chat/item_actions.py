"""What can be done with a message of the timeline, by click, key or menu."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from workstation.domain.account import Permission
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef, Quote, TimelineItem
from workstation.ui.chat import item_menu, wording
from workstation.ui.chat.composer import Composer
from workstation.ui.chat.feed import Feed
from workstation.ui.chat.links import LinkDialog, safe_url
from workstation.ui.chat.timeline import conversation_block, exhibit_block, readings, texts
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.pictures import Fetch
from workstation.ui.chat.timeline.readings import Remedy
from workstation.ui.chat.timeline.targets import Kind, Target
from workstation.ui.chat.viewer import ImageViewer
from workstation.ui.loop import spawn
from workstation.ui.places import Place

T = TypeVar("T")


class ItemActions(QObject):
    """Answers the timeline's targets and menus.

    Signals:
        translation_wanted(str): translate the message with that key, or back to its original.
        reading_wanted(str, str): `fix_translation`, `typed`, `translate_card`, `translate_exhibit` or
            `translate_selection`, for the
            message with that key.
        day_chosen(str): the line over a day was clicked; the day as ISO 8601.
        conversation_wanted(object): a link of a colleague's leads there.
        place_wanted(Place): it leads to what one may only look at.
    """

    day_chosen = Signal(str)
    translation_wanted = Signal(str)
    reading_wanted = Signal(str, str)
    conversation_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(self, desk: Desk, timeline: TimelineArea, composer: Composer, feed: Feed, fetch: Fetch) -> None:
        super().__init__(timeline)
        self._desk = desk
        self._timeline = timeline
        self._composer = composer
        self._feed = feed
        self._fetch = fetch
        self._on_blocks: dict[str, Callable[[str], None]] = {}
        self.on_block(exhibit_block.SCHEME, self._open_exhibit)
        self.on_block(conversation_block.SCHEME, self._open_linked)
        timeline.activated.connect(self._on_activated)
        timeline.menu_requested.connect(self._on_menu_requested)

    def _item(self, key: str) -> TimelineItem | None:
        index = self._timeline.rows.index(key)
        return None if index is None else self._timeline.rows.items[index]

    def _by_me(self, item: TimelineItem) -> bool:
        return wording.by_me(item, self._timeline.me_id)

    def _on_activated(self, target: Target) -> None:
        acts: dict[Kind, Callable[[str], None]] = {
            Kind.LINK: self.open_link,
            Kind.PICTURE: self.open_picture,
            Kind.BLOCK: self._on_block,
            Kind.DAY: self.day_chosen.emit,
            Kind.READING: self._on_reading,
            Kind.QUOTE: lambda value: self._feed.jump_to(int(value)),
            Kind.RETRY: self.retry,
            Kind.COPY: self.copy,
            Kind.DISCARD: self.discard,
        }
        acts[target.kind](target.value)

    def _on_reading(self, key: str) -> None:
        reading = readings.of(key)
        if reading is not None and reading.remedy is Remedy.SETTINGS:
            self.place_wanted.emit(Place(kind="translation"))
        else:
            self.translation_wanted.emit(key)

    def on_block(self, scheme: str, act: Callable[[str], None]) -> None:
        """Say what a click on a card does whose action begins with a word and a colon; `act` gets the rest."""
        self._on_blocks[scheme] = act

    def _on_block(self, value: str) -> None:
        scheme, _, rest = value.partition(":")
        act = self._on_blocks.get(scheme)
        if act is not None:
            act(rest)

    def _open_exhibit(self, key: str) -> None:
        ImageViewer(self._fetch, self._desk.run_blocking, [key], key, self._timeline.window()).open()

    def _open_linked(self, number: str) -> None:
        spawn(self._open_if_mine(ConversationId(int(number))), owner=self)

    async def _open_if_mine(self, conversation: ConversationId) -> None:
        if await self._desk.team.can_open(conversation):
            self.conversation_wanted.emit(conversation)
        elif self._desk.me.may(Permission.COMPANY_HISTORY):
            self.place_wanted.emit(Place(kind="company", conversation=conversation))
        else:
            self._composer.notice.say(Refusal("link_not_yours"))

    def open_link(self, address: str) -> None:
        """Ask whether to open it, showing its real host."""
        url = safe_url(address)
        if url is not None:
            LinkDialog(url, self._timeline.window()).open()

    def open_picture(self, key: str) -> None:
        """Show a picture large, the others beside it."""
        items = self._timeline.rows.items
        keys = [name for item in items if (name := texts.picture_key(item)) and not item.recalled]
        if key in keys:
            ImageViewer(
                self._fetch, self._desk.run_blocking, list(dict.fromkeys(keys)), key, self._timeline.window()
            ).open()

    def copy(self, key: str) -> None:
        """Copy a whole message."""
        item = self._item(key)
        if item is not None:
            QGuiApplication.clipboard().setText(texts.whole(item, self._timeline.me_id))

    def retry(self, key: str) -> None:
        """Send a failed message again."""
        item = self._item(key)
        if item is not None and item.action_id is not None:
            spawn(self._said(self._desk.chat.retry(item.action_id)))

    def discard(self, key: str) -> None:
        """Take a message out of the outbox."""
        item = self._item(key)
        if item is not None and item.action_id is not None and self._feed.ref is not None:
            spawn(self._discard(self._feed.ref, item.action_id))

    async def _discard(self, ref: ConversationRef, action_id: ActionId) -> None:
        """Its text goes back into the field, so that discarding loses nothing."""
        text = await self._said(self._desk.chat.discard(action_id))
        if text:
            self._composer.put_text(ref, text)

    def recall(self, item: TimelineItem) -> None:
        """Take back a message that was sent."""
        if self._feed.ref is not None and item.message_id is not None:
            spawn(self._said(self._desk.chat.recall(self._feed.ref, item.message_id)))

    async def _said(self, work: Awaitable[T]) -> T | None:
        """Await something; say why it was refused."""
        try:
            return await work
        except Refusal as refusal:
            self._composer.notice.say(refusal)
            return None

    def reply_to(self, item: TimelineItem) -> None:
        """Quote a message in the composer."""
        if item.n is None:
            return
        me = self._desk.me
        own = self._by_me(item)
        self._composer.set_reply(
            Quote(
                n=item.n,
                text=item.text,
                kind=item.kind,
                sender_name_zh=me.name_zh if own else item.sender_name_zh,
                sender_name_en=me.name_en if own else item.sender_name_en,
            )
        )

    # ---- menu ------------------------------------------------------------------------------------------------------

    def _on_menu_requested(self, key: str, place: QPoint) -> None:
        item = self._item(key)
        if item is None:
            return
        target = self._timeline.target_at(QPointF(self._timeline.viewport().mapFromGlobal(place)))
        link = target.value if target is not None and target.kind is Kind.LINK else ""
        names = item_menu.offers(
            item,
            by_me=self._by_me(item),
            writable=self._composer.writable,
            selected=not self._timeline.selection.empty,
            link=link,
            now=wording.now(),
            translated=readings.is_translated(key),
            may_send=self._timeline.geometry_.layouter.writable,
        )
        menu = QMenu(self._timeline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        item_menu.fill(menu, names, lambda name: self.act(name, key, link))
        menu.popup(place)

    def act(self, name: str, key: str, link: str = "") -> None:
        """Do what a menu entry says, for an item that may be gone by now."""
        item = self._item(key)
        if item is None:
            return
        acts: dict[str, Callable[[], object]] = {
            "copy_selection": self._timeline.copy,
            "copy_link": lambda: QGuiApplication.clipboard().setText(link),
            "copy": lambda: self.copy(key),
            "select_all": self._timeline.select_all,
            "retry": lambda: self.retry(key),
            "discard": lambda: self.discard(key),
            "open_image": lambda: self.open_picture(texts.picture_key(item)),
            "translate": lambda: self.translation_wanted.emit(key),
            "fix_translation": lambda: self.reading_wanted.emit(name, key),
            "typed": lambda: self.reading_wanted.emit(name, key),
            "translate_card": lambda: self.reading_wanted.emit(name, key),
            "translate_exhibit": lambda: self.reading_wanted.emit(name, key),
            "translate_selection": lambda: self.reading_wanted.emit(name, key),
            "reply": lambda: self.reply_to(item),
            "recall": lambda: self.recall(item),
        }
        acts[name]()
