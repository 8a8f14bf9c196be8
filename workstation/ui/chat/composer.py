"""The composer: what is typed for one buyer is kept on disk for him, and sent to him or to nobody."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFileDialog, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.message import MAX_TEXT_CHARS, check_text
from workstation.domain.phrase import check_filled, first_unfilled
from workstation.services.chat import ChatService
from workstation.services.views import ConversationRef, Quote
from workstation.ui.chat import incoming_images
from workstation.ui.chat.composer_face import ComposerFace
from workstation.ui.chat.incoming_images import GivenImage, Source
from workstation.ui.chat.notice_line import About
from workstation.ui.chat.parcels import Parcel, Unsent, UnsentTexts, check_addressee, joined
from workstation.ui.chat.running import Aside, loop_runs
from workstation.ui.chat.timeline.plain_text import utf16_length
from workstation.ui.chat.translating.outgoing import Prepared
from workstation.ui.file_dialog import file_dialog
from workstation.ui.loop import spawn

SAVE_AFTER_MS: Final = 500
_LONE_SLASH: Final = frozenset("/／")
"""Begins a phrase; nothing to send by itself."""
"""A draft is on disk within a second."""


class Composer(ComposerFace):
    """Types, keeps and sends.

    Signals:
        sent(): something was queued; it is on disk now.
        typed(): the user is typing.
        edited(): the user changed the text, by typing or otherwise; not when another buyer's text is taken out.
        replaced(): another text stands there now, or none: taken out, sent, come back.
    """

    sent = Signal()
    edited = Signal()
    replaced = Signal()
    typed = Signal()

    def __init__(
        self,
        chat: ChatService,
        aside: Aside,
        shown: Callable[[], ConversationRef | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chat = chat
        self._aside = aside
        self._shown = shown
        self.seen_n: Callable[[], int | None] = lambda: None
        self.prepare: Callable[[str], Prepared | None] = Prepared
        self._texts = UnsentTexts()
        self._ref: ConversationRef | None = None
        self._putting_in = False
        self._on_the_way: dict[ConversationRef, list[Parcel]] = {}
        self._last_parcel: dict[ConversationRef, asyncio.Task[None]] = {}
        self._saving = asyncio.Lock()
        self._unsaved: set[ConversationRef] = set()
        self._save_timer = QTimer(self)
        self._save_timer.setSingleShot(True)
        self._save_timer.setInterval(SAVE_AFTER_MS)
        self._save_timer.timeout.connect(self._save)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.submitted.connect(self.send)
        self._looking = asyncio.Lock()
        self.edit.images_given.connect(self.take_images)
        self.edit.refused.connect(lambda code, params: self.notice.say(Refusal(code, params)))
        self.send_button.clicked.connect(self.send)
        self.attach_button.clicked.connect(self.pick_images)
        self.previews.removed.connect(self._on_image_removed)
        self.previews.opened.connect(self._on_image_opened)
        self.reply_closed.connect(lambda: self.set_reply(None))

    # ---- whose text this is ----------------------------------------------------------------------------------------

    @property
    def ref(self) -> ConversationRef | None:
        """For whom is typed right now."""
        return self._ref

    def switch_to(self, ref: ConversationRef | None) -> None:
        """Put away what is typed for one conversation and take out what is typed for another, in one step."""
        if ref == self._ref:
            return
        self._put_away()
        self._ref = ref
        self.notice.clear()
        waiting = self._texts.of(ref) if ref is not None else Unsent()
        self._put_in(waiting)
        self.set_writable(False, "")
        if ref is not None and not waiting.loaded:
            spawn(self._load_draft(ref), owner=self)

    def _put_away(self) -> None:
        if self._ref is None:
            return
        self.edit.end_composition()
        waiting = self._texts.of(self._ref)
        waiting.text = self.edit.toPlainText()
        if self._ref in self._unsaved:
            self._save_timer.stop()
            self._save()

    def _put_in(self, waiting: Unsent) -> None:
        self._putting_in = True
        self.edit.take_over(waiting.text)
        self._putting_in = False
        self.show_reply(waiting.reply)
        self.previews.show_images(waiting.images)
        self.refresh(self.edit.toPlainText(), bool(waiting.images))
        self.replaced.emit()

    async def _load_draft(self, ref: ConversationRef) -> None:
        try:
            text = await self._chat.draft(ref)
        except Refusal:
            return  # unreadable right now: nothing is written over it either, see `save_drafts`
        waiting = self._texts.of(ref)
        if waiting.loaded:
            return
        waiting.loaded = True
        if not text:
            return
        if ref != self._ref:
            waiting.text = joined(text, waiting.text)
            return
        # What was typed meanwhile stays, after the draft, the caret where it was.
        self._putting_in = True
        cursor = QTextCursor(self.edit.document())
        typed = bool(self.edit.toPlainText())
        cursor.insertText(f"{text}\n" if typed else text)
        if not typed:
            self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self._putting_in = False
        waiting.text = self.edit.toPlainText()
        self.refresh(waiting.text, bool(waiting.images))

    # ---- drafts ----------------------------------------------------------------------------------------------------

    def _on_text_changed(self) -> None:
        if self._putting_in or self._ref is None:
            return
        waiting = self._texts.of(self._ref)
        waiting.text = self.edit.toPlainText()
        self.refresh(waiting.text, bool(waiting.images))
        if len(waiting.text) <= MAX_TEXT_CHARS:
            self.notice.forget("text_too_long")
        self.notice.forget("lone_slash")
        self._unsaved.add(self._ref)
        if not self._save_timer.isActive():
            self._save_timer.start()
        if waiting.text:
            self.typed.emit()
        self.edited.emit()

    def _save(self) -> None:
        if self._unsaved and loop_runs():
            spawn(self.save_drafts())

    async def save_drafts(self) -> None:
        """Write what isn't on disk yet; also before the program ends."""
        self._save_timer.stop()
        async with self._saving:
            while self._unsaved:
                ref = self._unsaved.pop()
                waiting = self._texts.of(ref)
                if not waiting.loaded:
                    await self._load_draft(ref)  # typed before the draft was read: both are kept
                if waiting.loaded:
                    await self._save_draft(ref, waiting.text)

    async def _save_draft(self, ref: ConversationRef, text: str) -> None:
        for parcel in reversed(self._on_the_way.get(ref, [])):
            text = joined(parcel.text, text)
        try:
            await self._chat.save_draft(ref, text)
        except Refusal as refusal:
            self._say(ref, ("", refusal))  # tried again with the next letter

    def rest(self) -> None:
        """Write nothing by itself any more."""
        self._save_timer.stop()

    # ---- pictures and quotes ---------------------------------------------------------------------------------------

    def set_reply(self, quote: Quote | None) -> None:
        """Answer a message, or no longer."""
        if self._ref is not None:
            self._texts.of(self._ref).reply = quote
            self.show_reply(quote)
            self.edit.setFocus()

    def take_images(self, given: QMimeData) -> None:
        """Put pictures that were pasted or dropped beside the text."""
        found = incoming_images.sources(given)
        if found:
            self._take(found)
        else:
            self.notice.say(Refusal("image_unreadable"))

    def pick_images(self) -> None:
        """Ask for image files."""
        dialog = file_dialog(self, self.tr("Choose images"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Images (*.jpg *.jpeg *.png *.webp *.gif)"))
        dialog.filesSelected.connect(self._on_files_selected)
        dialog.open()

    def _on_files_selected(self, names: list[str]) -> None:
        self._take([incoming_images.of_file(Path(name)) for name in names])

    def _take(self, found: list[Source]) -> None:
        if self._ref is not None and self.writable:
            spawn(self._look_at_in_turn(self._ref, found), owner=self)

    async def _look_at_in_turn(self, ref: ConversationRef, found: list[Source]) -> None:
        async with self._looking:  # a small picture that was given later does not overtake a large one
            await self._look_at(ref, found)

    async def _look_at(self, ref: ConversationRef, found: list[Source]) -> None:
        refused: list[tuple[str, Refusal]] = []
        for source in found:
            waiting = self._texts.of(ref)
            try:
                if len(waiting.images) >= incoming_images.MAX_AT_ONCE:
                    raise Refusal("too_many_images", {"limit": incoming_images.MAX_AT_ONCE})
                waiting.images.append(await incoming_images.look_at(source, self._aside))
            except Refusal as refusal:
                too_many = refusal.code == "too_many_images"
                refused.append(("" if too_many or len(found) == 1 else source.name, refusal))
                self._say(ref, *refused)
                if too_many:
                    return
            self._show_waiting(ref)

    def _on_image_removed(self, image: GivenImage) -> None:
        if self._ref is not None:
            waiting = self._texts.of(self._ref)
            waiting.images = [kept for kept in waiting.images if kept is not image]
            self._show_waiting(self._ref)
            self.edit.setFocus()

    def _on_image_opened(self, image: GivenImage) -> None:
        from workstation.ui.chat.viewer import ImageViewer

        if self._ref is None:
            return
        images = list(self._texts.of(self._ref).images)

        async def fetch(key: str, _full: bool) -> bytes:
            return images[int(key)].data

        if image in images:
            keys = [str(number) for number in range(len(images))]
            ImageViewer(fetch, self._aside, keys, str(images.index(image)), self.window()).open()

    def _show_waiting(self, ref: ConversationRef) -> None:
        if ref == self._ref:
            waiting = self._texts.of(ref)
            self.previews.show_images(waiting.images)
            self.refresh(self.edit.toPlainText(), bool(waiting.images))

    def _say(self, ref: ConversationRef, *said: About) -> None:
        if ref == self._ref:
            self.notice.say_each(said)

    def select_unfilled(self, text: str, at: int = 0) -> None:
        """Select the first variable that still has to be filled; `text` stands in the field at `at` (as Qt counts)."""
        found = first_unfilled(text)
        if found is not None:
            start, end = (at + utf16_length(text[:place]) for place in found)
            cursor = self.edit.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self.edit.setTextCursor(cursor)
            self.edit.setFocus()

    # ---- sending ---------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send what is typed to whom it is typed for; refused unless his conversation is the one on the screen."""
        if self._ref is None or not self.writable or self.edit.composing:
            return
        waiting = self._texts.of(self._ref)
        text = self.edit.toPlainText()
        if not text.strip() and not waiting.images:
            return
        if text.strip() in _LONE_SLASH:
            self.notice.say(Refusal("lone_slash"))
            return
        try:
            to = check_addressee(self._ref, self._shown())
            if text.strip():
                check_filled(check_text(text))
        except Refusal as refusal:
            self.notice.say(refusal)
            if refusal.code == "phrase_unfilled":
                self.select_unfilled(text)
            return
        prepared = self.prepare(text)
        if prepared is None:
            return  # its translation is to be looked at first
        images = tuple(waiting.images)
        typed, translated = (text if text.strip() else ""), (prepared.text if prepared.original else "")
        self._dispatch(Parcel(to, typed, waiting.reply, images, self.seen_n(), translated, prepared.original))

    def _dispatch(self, parcel: Parcel) -> None:
        waiting = self._texts.of(parcel.to)
        waiting.text, waiting.reply, waiting.images = "", None, []
        self._on_the_way.setdefault(parcel.to, []).append(parcel)
        self.notice.clear()
        self._put_in(waiting)
        before = self._last_parcel.get(parcel.to)
        task = spawn(self._deliver(parcel, before))
        self._last_parcel[parcel.to] = task

    async def _deliver(self, parcel: Parcel, before: "asyncio.Task[None] | None") -> None:
        """Queue pictures and text in order, after what was sent before; what is refused comes back."""
        if before is not None and not before.done():
            await asyncio.wait([before])
        images = list(parcel.images)
        text = parcel.text
        try:
            while images:
                alone = len(parcel.images) == 1 and parcel.reply is None and parcel.original is None
                caption = text if alone else ""
                await self._chat.send_image(parcel.to, images[0].data, caption, seen_n=parcel.seen_n)
                images.pop(0)
                text = "" if caption else text
            if text:
                reply_to_n = parcel.reply.n if parcel.reply is not None else None
                await self._chat.send_text(
                    parcel.to,
                    parcel.translated or text,
                    original=parcel.original,
                    reply_to_n=reply_to_n,
                    seen_n=parcel.seen_n,
                )
                text = ""
        except Exception as error:
            code = getattr(error, "code", None)
            if not isinstance(code, str):
                raise
            self._take_back(parcel, text, images, Refusal(code, getattr(error, "params", None)))
        else:
            self.sent.emit()
        finally:
            self._arrived(parcel, text, images)

    def _arrived(self, parcel: Parcel, text: str, images: list[GivenImage]) -> None:
        self._on_the_way[parcel.to].remove(parcel)
        if not self._on_the_way[parcel.to]:
            del self._on_the_way[parcel.to]
            self._last_parcel.pop(parcel.to, None)
        # The draft on disk was cleared with the text that left: what was typed since is written again.
        self._unsaved.add(parcel.to)
        if not self._save_timer.isActive():
            self._save_timer.start(0)

    def _take_back(self, parcel: Parcel, text: str, images: list[GivenImage], refusal: Refusal) -> None:
        waiting = self._texts.of(parcel.to)
        if parcel.to == self._ref:
            waiting.text = self.edit.toPlainText()
        if images and refusal.code.startswith("image"):
            images[0].problem = refusal.code
        waiting.text = joined(text, waiting.text)
        waiting.images = images + waiting.images
        waiting.reply = waiting.reply or parcel.reply
        if parcel.to == self._ref:
            self._put_in(waiting)
        self._say(parcel.to, ("", refusal))

    def put_text(self, ref: ConversationRef, text: str) -> None:
        """Give a text back to its conversation's composer (a discarded message)."""
        waiting = self._texts.of(ref)
        if ref == self._ref:
            waiting.text = self.edit.toPlainText()
        waiting.text = joined(waiting.text, text)
        self._unsaved.add(ref)
        self._save_timer.start()
        if ref == self._ref:
            self._put_in(waiting)
