"""Ties reading and writing in other languages to the chat: what is open, its switches, its buyer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from workstation.domain.account import AccountKind
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.policy import BuyerTranslation, Reach
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui.chat.running import loop_runs
from workstation.ui.chat.translating.outgoing import OutgoingStrip
from workstation.ui.chat.translating.reader import Reader
from workstation.ui.chat.translating.switches import Switches
from workstation.ui.loop import Latest, spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.chat.composer import Composer
    from workstation.ui.chat.header import ChatHeader
    from workstation.ui.chat.timeline.area import TimelineArea


class DeskLanguages(QObject):
    """One for a chat view.

    Attributes:
        reader: translates messages where they stand.
        strip: shows what the buyer will read; belongs under the timeline.
    """

    def __init__(self, desk: "Desk", timeline: "TimelineArea", composer: "Composer", header: "ChatHeader") -> None:
        super().__init__(timeline)
        self._desk = desk
        self._composer = composer
        self._header = header
        self._ref: ConversationRef | None = None
        self._head: ChatHead | None = None
        self._opening = Latest(self)
        self.reader = Reader(desk, timeline)
        self.strip = OutgoingStrip(desk)
        self.switches = Switches(header)
        self.switches.habit_chosen.connect(self._on_habit)
        self.switches.buyer_chosen.connect(self._on_buyer)
        self.strip.send_wanted.connect(composer.send)
        composer.edited.connect(self._on_edited)
        composer.replaced.connect(self._on_edited)
        composer.prepare = self.strip.prepare
        header.translate_requested.connect(self._on_requested)

    def act(self, name: str, key: str) -> None:
        """Do what the menu of a message offers about languages."""
        if name == "fix_translation":
            self.reader.mend(key)
        elif name == "typed":
            self.reader.show_typed(key)
        elif name == "translate_card":
            self.reader.show_card(key)
        elif name == "translate_exhibit":
            self.reader.show_exhibit(key)
        else:
            self.reader.translate_selection()

    def leave(self) -> None:
        """Another conversation comes."""
        self._opening.cancel()
        self._ref = self._head = None
        self.reader.open(None, "", ReadingHabit())
        self.strip.open(None, "")

    def show_head(self, ref: ConversationRef, head: ChatHead) -> None:
        """A conversation is open, or its head is another now."""
        known = ref == self._ref
        self._ref, self._head = ref, head
        if not known and head.row.kind is ConversationKind.CUSTOMER and loop_runs():
            self._opening.run(self._open(ref))

    def on_changed(self, change: ChangeSet) -> None:
        """What holds for the buyer may be another now."""
        if change.translation and self._ref is not None:
            self._opening.run(self._open(self._ref))

    async def _open(self, ref: ConversationRef) -> None:
        habit = await self._desk.translation.habit(ref)
        buyer = await self._desk.translation.privacy.of_buyer(ref)
        if ref == self._ref:
            self._take(ref, habit, buyer)

    def _take(self, ref: ConversationRef, habit: ReadingHabit, buyer: BuyerTranslation) -> None:
        self.switches.habit, self.switches.buyer = habit, buyer
        self.switches.usual = self._usual()
        self.switches.may_decide = self._may_decide()
        language = buyer.language or self._usual()
        self.reader.open(ref, language, habit)
        self.strip.open(ref, language if habit.outgoing else "")
        self.strip.typed(self._composer.edit.toPlainText())
        self._header.show_translating(habit.incoming or habit.outgoing)

    def _usual(self) -> str:
        head = self._head
        if head is None:
            return ""
        spoken = head.buyer.languages if head.buyer is not None else ()
        first = next(iter(spoken), "") or head.row.language
        return "zh-Hans" if first in ("zh", "zh-CN") else first

    def _may_decide(self) -> bool:
        head, me = self._head, self._desk.me
        return head is not None and (me.kind is AccountKind.MAIN or head.row.owner_id == me.id)

    def _on_requested(self, place: QPoint) -> None:
        self.switches.popup(place)

    def _on_edited(self) -> None:
        if self._composer.ref == self._ref:
            self.strip.typed(self._composer.edit.toPlainText())

    def _on_habit(self, habit: ReadingHabit) -> None:
        if self._ref is None:
            return
        ref = self._ref
        language = self.switches.buyer.language or self._usual()
        if habit.outgoing and not language:
            self._composer.notice.say(Refusal("language_unknown"))
        self.reader.set_habit(habit)
        self.strip.open(ref, language if habit.outgoing else "")
        self.strip.typed(self._composer.edit.toPlainText())
        self._header.show_translating(habit.incoming or habit.outgoing)
        spawn(self._desk.translation.set_habit(ref, habit))

    def _on_buyer(self, reach: str, language: str) -> None:
        if self._ref is not None:
            spawn(self._set_buyer(self._ref, Reach(reach), language))

    async def _set_buyer(self, ref: ConversationRef, reach: Reach, language: str) -> None:
        try:
            await self._desk.translation.privacy.set_buyer(ref, reach, language)
        except Refusal as refusal:
            self._composer.notice.say(refusal)
