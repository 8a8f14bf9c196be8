"""Edits the auto-replies of one account or of the company; tried at every key, sent by *Save*, taken back by *Undo*."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.autoreply import AutoReply
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.team.replies.preview import Preview
from workstation.ui.team.replies.reply_card import ReplyCard, TextPair
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.columns import Columns
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.auto_replies import AutoReplyService

COMPANY: Final = "company"
OWN: Final = "own"
_REST_MS: Final = 120

Undo = Callable[[], Coroutine[Any, Any, object]]


class RepliesEditor(QWidget):
    """Shows answers and what they would say.

    Signals:
        saved(object): they are on their way; what takes it back.
    """

    saved = Signal(object)

    def __init__(self, service: AutoReplyService, parent: QWidget | None = None, *, columns: int = 3) -> None:
        super().__init__(parent)
        self._service = service
        self._reading = Latest(self)
        self._previewing = Latest(self)
        self.account_id: PrincipalId | None = None
        self._kept = AutoReply()
        self._company = AutoReply()
        self._changeable = False
        self.notice = NoticeLine(self, reason)
        self.whose = Segmented((COMPANY, OWN), self)
        self.online, self.offline = ReplyCard(self), ReplyCard(self)
        self.preview = Preview(self)
        self._further = Card(self)
        self._waiting_label, self._transferred_label = Words(self, bold=True), Words(self, bold=True)
        self.waiting, self.transferred = TextPair(self), TextPair(self)
        self.discard, self.save = QPushButton(self), QPushButton(self)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._previewing.run(self._preview()))
        self._build(columns)
        for part in (self.online, self.offline, self.waiting, self.transferred):
            part.changed.connect(self._on_edited)
        self.whose.chosen.connect(lambda _key: self._on_edited())
        self.preview.changed.connect(self._rest.start)
        self.discard.clicked.connect(self._on_discard)
        self.save.clicked.connect(lambda: spawn(self._save(), owner=self))
        self.retranslate()

    def _build(self, columns: int) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(12)
        whose.addWidget(self.whose)
        whose.addStretch(1)
        whose.addWidget(self.discard)
        whose.addWidget(self.save)
        self.save.setProperty("kind", "primary")
        texts = QHBoxLayout()
        texts.setSpacing(16)
        for label, pair in ((self._waiting_label, self.waiting), (self._transferred_label, self.transferred)):
            column = QVBoxLayout()
            column.addWidget(label)
            column.addWidget(pair)
            texts.addLayout(column, 1)
        self._further.body.addLayout(texts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self.notice)
        whole.addLayout(whose)
        self._columns = Columns((self.online, self.offline, self.preview), least=300, most=columns, parent=self)
        whole.addWidget(self._columns)
        whole.addWidget(self._further)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def open(self, account_id: PrincipalId | None) -> None:
        """Show the answers of an account, or the company's."""
        other = account_id != self.account_id
        self.account_id = account_id
        self._reading.run(self.read(fresh=other))

    async def read(self, *, fresh: bool = False) -> None:
        """Read what is kept; edits stay unless it is read afresh.

        Raises:
            Refusal: as `AutoReplyService.get`.
        """
        edited = None if fresh or not self.edited else self.edited_reply()
        view = await self._service.get(self.account_id)
        self._company = (await self._service.company()).reply
        self._kept, self._changeable = view.reply, view.changeable
        if view.problem is not None:
            self.notice.say(Refusal(view.problem.code, view.problem.params))
        self._show(edited or view.reply)

    def _show(self, reply: AutoReply) -> None:
        own = self.account_id is not None
        self.whose.setVisible(own)
        self.whose.select(OWN if own and reply.own else COMPANY)
        self._further.setVisible(not own)
        self._show_parts(reply, shown=not own or self.whose.key == OWN)
        self.waiting.show_texts(reply.waiting)
        self.transferred.show_texts(reply.transferred)
        self._further.setEnabled(self._changeable)
        self._show_state()
        self._rest.start()

    def edited_reply(self) -> AutoReply:
        """Return the answers as they stand in the editor."""
        if self.account_id is not None and self.whose.key == COMPANY:
            return replace(self._kept, own=False)
        return AutoReply(
            account_id=self.account_id,
            rev=self._kept.rev,
            own=True,
            online=self.online.reply(),
            offline=self.offline.reply(),
            waiting=self.waiting.texts() if self.account_id is None else self._kept.waiting,
            transferred=self.transferred.texts() if self.account_id is None else self._kept.transferred,
        )

    @property
    def edited(self) -> bool:
        """Whether what is shown differs from what is kept."""
        now, kept = self.edited_reply(), self._kept
        if self.account_id is not None and not now.own:
            return kept.own
        same = ("online", "offline", "waiting", "transferred")
        differs = any(getattr(now, name) != getattr(kept, name) for name in same)
        return differs or (self.account_id is not None and not kept.own)

    def _on_edited(self) -> None:
        if self.account_id is not None:
            reply = self.edited_reply()
            own = self.whose.key == OWN
            if own and self.online.isHidden():  # begins with what was kept, else with the company's texts
                reply = replace(self._kept, own=True)
                if not self._kept.rev:
                    reply = replace(reply, online=self._company.online, offline=self._company.offline)
            self._show_parts(reply, shown=own)
        self._show_state()
        self._rest.start()

    def _show_parts(self, reply: AutoReply, *, shown: bool) -> None:
        """Show what can be written; who gives the company's answers sees in the preview what these are."""
        for card, part, stand_in in (
            (self.online, reply.online, self._company.online.texts),
            (self.offline, reply.offline, self._company.offline.texts),
        ):
            card.show_reply(part, stand_in, editable=self._changeable)
            card.setVisible(shown)
        self._columns.renew()

    def _show_state(self) -> None:
        edited = self._changeable and self.edited
        self.save.setVisible(edited)
        self.discard.setVisible(edited)

    async def _preview(self) -> None:
        language, presence = self.preview.chosen
        reply = self.edited_reply()
        self.preview.show_verdict(await self._service.preview(reply, languages=(language,), presence=presence))

    # ---- deciding --------------------------------------------------------------------------------------------------

    def _on_discard(self) -> None:
        self.notice.clear()
        self._show(self._kept)

    async def _save(self) -> None:
        before, after = self._kept, self.edited_reply()
        try:
            await self._send(after)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.notice.clear()
        await self.read(fresh=True)
        self.saved.emit(lambda: self._send(before))

    async def _send(self, reply: AutoReply) -> None:
        if reply.account_id is not None and not reply.own:
            await self._service.follow_company(reply.account_id)
            return
        await self._service.save(
            reply.account_id,
            online=reply.online,
            offline=reply.offline,
            waiting=reply.waiting if reply.account_id is None else None,
            transferred=reply.transferred if reply.account_id is None else None,
        )

    def rest(self) -> None:
        """Let go of the service before the screen goes."""
        self._rest.stop()
        self._reading.cancel()
        self._previewing.cancel()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.whose.set_texts(
            self.tr("Which answers"), {COMPANY: self.tr("The company's texts"), OWN: self.tr("Own texts")}
        )
        self.online.set_words(self.tr("While on-line"), self.tr("Given when on-line or busy."))
        self.offline.set_words(self.tr("While off-line"), self.tr("Given when away, not to be disturbed, or off-line."))
        self._further.set_words(
            self.tr("Waiting and transfer"), self.tr("Where a text is missing, the platform's own words are sent.")
        )
        self._waiting_label.setText(self.tr("For buyers who wait in the queue"))
        self._transferred_label.setText(self.tr("For buyers who are handed over; {name} is who serves them now"))
        self.discard.setText(self.tr("Discard"))
        self.save.setText(self.tr("Save"))
        for part in (self.online, self.offline):
            part.retranslate()
        self.preview.retranslate()
        self.waiting.retranslate()
        self.transferred.retranslate()
