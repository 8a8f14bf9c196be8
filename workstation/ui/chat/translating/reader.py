"""Translates messages where they stand: one by a key or click, all that come in by the conversation's switch."""

import asyncio
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.message import SYSTEM
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.translated import Translation
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef, TimelineItem
from workstation.ui.chat.timeline import readings
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.readings import Reading, Remedy
from workstation.ui.chat.translating import wording
from workstation.ui.chat.translating.card_popup import CardPopup
from workstation.ui.chat.translating.exhibit_popup import ExhibitPopup
from workstation.ui.chat.translating.mending import MendDialog
from workstation.ui.chat.translating.popup import TranslationPopup
from workstation.ui.chat.translating.selection import SelectionPopup
from workstation.ui.loop import Latest, spawn

SAY_AFTER_MS = 120
"""A translation that takes longer is said to be on its way."""
_AT_ONCE = 3
"""Requests under way for one conversation; the rest of it waits, newest first."""
_FIRST, _TOGETHER = 3, 6
"""The newest messages are asked for one by one, to be read soon; the rest several at once, if the engine takes them."""


class Reader(QObject):
    """Keeps the readings of the conversation that is open."""

    def __init__(self, desk: Desk, timeline: TimelineArea) -> None:
        super().__init__(timeline)
        self._desk = desk
        self._timeline = timeline
        self._ref: ConversationRef | None = None
        self._usual = ""
        self.habit = ReadingHabit()
        self._original: set[str] = set()
        self._asked: dict[str, object] = {}
        self._batch = Latest(self)
        self.dialog: MendDialog | None = None
        self.popup: TranslationPopup | None = None

    def open(self, ref: ConversationRef | None, usual: str, habit: ReadingHabit) -> None:
        """Begin with another conversation: all as it was written, then as its switches say.

        Args:
            usual: the buyer's usual language.
        """
        self._batch.cancel()
        if ref != self._ref:
            readings.clear()
            self._original.clear()
            self._asked.clear()
        self._ref, self._usual, self.habit = ref, usual, habit
        if ref is not None and habit.incoming:
            self.follow(self._timeline.rows.items)

    def set_habit(self, habit: ReadingHabit) -> None:
        """Read as the switches say from now on."""
        before, self.habit = self.habit, habit
        if habit.incoming and not before.incoming:
            self._original.clear()
            self.follow(self._timeline.rows.items)
        elif before.incoming and not habit.incoming:
            self._batch.cancel()
            self._show({item.key: None for item in self._timeline.rows.items})
        elif habit.both is not before.both:
            changed = {
                item.key: reading._replace(beside=habit.both or reading.warns)
                for item in self._timeline.rows.items
                if (reading := readings.of(item.key)) is not None
            }
            self._show(dict(changed))

    def follow(self, items: Iterable[TimelineItem]) -> None:
        """Translate what came in, if the switch says so."""
        if self.habit.incoming and self._ref is not None:
            wanted = [item for item in items if self._wanted(item)]
            if wanted:
                self._batch.run(self._translate_all(self._ref, wanted[::-1]))

    def _wanted(self, item: TimelineItem) -> bool:
        if not item.from_buyer or not _has_words(item) or item.key in self._original:
            return False
        reading = readings.of(item.key)
        return reading is None or reading.remedy is not Remedy.NONE  # an engine may be back, or there

    def toggle(self, key: str) -> None:
        """Translate a message, or go back to its original; where asking once more may help, that is done."""
        item = self._item(key)
        if item is None or self._ref is None:
            return
        if not _has_words(item) and (item.exhibit is not None or item.card is not None):
            self.show_exhibit(key)
            self.show_card(key)
            return
        if item.original is not None and item.original.language.split("-")[0] == wording.my_language().split("-")[0]:
            self.show_typed(key)  # one reads it already: no engine need be asked
            return
        reading = readings.of(key)
        if reading is not None and reading.remedy is not Remedy.AGAIN:
            # Also while it is being translated: whoever is tired of waiting reads the original.
            self._asked.pop(key, None)
            self._original.add(key)
            self._show({key: None})
        elif _has_words(item):
            self._original.discard(key)
            waiting = Reading(note=QCoreApplication.translate("Translating", "Translating …"))
            readings.put(key, waiting)
            QTimer.singleShot(SAY_AFTER_MS, self, lambda: self._say(key, waiting))
            spawn(self._translate_one(self._ref, item), owner=self)

    def _say(self, key: str, waiting: Reading) -> None:
        """Show that a translation is waited for, if it still is: one that is kept would only flicker."""
        if readings.of(key) is waiting:
            self._timeline.reread({key})

    def toggle_current(self) -> None:
        """Translate what is selected, else toggle the message that the keyboard stands on, else the buyer's newest."""
        if self._timeline.selected_text(bare=False).strip():
            self.translate_selection()
            return
        items = self._timeline.rows.items
        current = self._timeline.current
        if current is None or self._timeline.rows.index(current) is None:
            current = next((item.key for item in reversed(items) if item.from_buyer and _has_words(item)), None)
        if current is not None:
            self.toggle(current)

    async def _translate_one(self, ref: ConversationRef, item: TimelineItem) -> None:
        mine = self._asked[item.key] = object()
        reading = await self._read(ref, item)
        if self._asked.get(item.key) is mine:  # else one has gone back to the original, or away, meanwhile
            del self._asked[item.key]
            self._show({item.key: reading})

    async def _translate_all(self, ref: ConversationRef, items: list[TimelineItem]) -> None:
        left = await self._from_cache(ref, items)
        gate = asyncio.Semaphore(_AT_ONCE)

        async def several(some: list[TimelineItem]) -> None:
            async with gate:
                found = await self._desk.translation.translate_all(
                    [item.text for item in some],
                    target=wording.my_language(),
                    usual=self._usual,
                    conversation=ref,
                )
            if ref == self._ref:
                self._show(
                    {
                        item.key: self._reading(made, quiet=True)
                        for item, made in zip(some, found, strict=True)
                        if item.key not in self._original
                    }
                )

        rest = range(_FIRST, len(left), _TOGETHER)
        groups = [[item] for item in left[:_FIRST]] + [left[at : at + _TOGETHER] for at in rest]
        await asyncio.gather(*map(several, groups))

    async def _from_cache(self, ref: ConversationRef, items: list[TimelineItem]) -> list[TimelineItem]:
        """Show what was translated before, at once; return the rest."""
        source = self._usual
        pair = Pair(source=source, target=wording.my_language())
        if not source or source == pair.target:
            return items
        found = await self._desk.translation.cached({at: item.text for at, item in enumerate(items)}, pair, ref)
        self._show({items[at].key: self._worded(made) for at, made in found.items()})
        return [item for at, item in enumerate(items) if at not in found]

    async def _read(self, ref: ConversationRef, item: TimelineItem) -> Reading | None:
        [made] = await self._desk.translation.translate_all(
            [item.text], target=wording.my_language(), usual=self._usual, conversation=ref
        )
        return self._reading(made, quiet=False)

    def _reading(self, made: Translation | Refusal, *, quiet: bool) -> Reading | None:
        if not isinstance(made, Refusal):
            return self._worded(made)
        if quiet and made.code in ("same_language", "nothing_to_translate"):
            return None
        remedy, label = wording.remedy(made)
        return Reading(note=wording.refusal(made), warns=True, label=label, remedy=remedy)

    def _worded(self, made: Translation) -> Reading:
        warning = wording.warning(made)
        note = wording.note(made)
        return Reading(
            text=made.text,
            note=f"{warning}\n{note}" if warning else note,
            label=_original_again(),
            warns=bool(warning),
            beside=self.habit.both or bool(warning),
            pair=(made.pair.source, made.pair.target),
        )

    def show_typed(self, key: str) -> None:
        """Show what was typed before a message was translated and sent, or go back to what was sent."""
        item = self._item(key)
        if item is None or item.original is None:
            return
        if readings.of(key) is not None:
            self._show({key: None})
            return
        translate = QCoreApplication.translate
        note = translate("Translating", "Typed so; sent in translation")
        label = translate("Translating", "Show what was sent")
        self._show({key: Reading(text=item.original.text, note=note, label=label)})

    def mend(self, key: str) -> None:
        """Let the user write a better translation: the memory learns it, and the message is read anew."""
        item, reading = self._item(key), readings.of(key)
        if item is None or self._ref is None or reading is None or reading.pair is None:
            return
        dialog = self.dialog = MendDialog(item.text, reading.text, Pair(source=reading.pair[0], target=reading.pair[1]))
        dialog.setParent(self._timeline.window(), dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ref = self._ref
        dialog.written.connect(lambda better: spawn(self._mend(ref, item, dialog, better), owner=self))
        dialog.open()

    async def _mend(self, ref: ConversationRef, item: TimelineItem, dialog: MendDialog, better: str) -> None:
        try:
            await self._desk.translation.fix(item.text, better, dialog.pair)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        await self._translate_one(ref, item)

    def translate_selection(self) -> None:
        """Translate what is selected, in a small window beside it; cards in between never leave."""
        text = self._timeline.selected_text(bare=False).strip()
        if text and self._ref is not None:
            self.popup = SelectionPopup(self._desk, text, self._usual, self._ref, self._timeline)
            self.popup.show_at(QCursor.pos())

    def show_exhibit(self, key: str) -> None:
        """Show the exhibit that a message is about in another language."""
        item = self._item(key)
        if item is not None and item.exhibit is not None:
            self.translate_exhibit(item.exhibit)

    def show_card(self, key: str) -> None:
        """Show what a card says in one's own language."""
        item = self._item(key)
        if item is not None and item.card is not None and self._ref is not None:
            self.popup = CardPopup(self._desk, item.card.content, self._ref, self._timeline)
            self.popup.show_at(QCursor.pos())

    def translate_exhibit(self, exhibit: Exhibit, place: QPoint | None = None) -> None:
        """Show an exhibit's words in another language, in a small window near a place (or the pointer)."""
        if self._ref is not None:
            self.popup = ExhibitPopup(self._desk, exhibit, self._usual, self._ref, self._timeline)
            left = QPoint(self.popup.width(), 0)  # it hangs on the button's right edge, inside the window
            self.popup.show_at(place - left if place is not None else QCursor.pos())

    def _item(self, key: str) -> TimelineItem | None:
        index = self._timeline.rows.index(key)
        return None if index is None else self._timeline.rows.items[index]

    def _show(self, changed: dict[str, Reading | None]) -> None:
        for key, reading in changed.items():
            readings.put(key, reading)
        self._timeline.reread(set(changed))


def _has_words(item: TimelineItem) -> bool:
    return bool(item.text) and item.kind != SYSTEM and not item.recalled


def _original_again() -> str:
    return QCoreApplication.translate("Translating", "Show the original")
