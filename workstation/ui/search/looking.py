"""Asks for what is typed, for more of it, and again when something new may be found; one question at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from workstation.domain.errors import Refusal
from workstation.services.search import Narrowing, SearchResult
from workstation.services.views import ConversationRef, InboxRow
from workstation.ui.loop import Latest
from workstation.ui.search.findings import Findings, Kind, SearchRow

if TYPE_CHECKING:
    from workstation.services.inbox import InboxService
    from workstation.services.search import SearchService

MOST_PAGES = 20
"""Pages brought again at most when something new is looked for."""


class Looking(QObject):
    """Holds what was found for the last question.

    Signals:
        answered(bool): there is an answer; whether it is one more to the question answered before.
        extended(object): more has come in the place of this `SearchRow`.
        refused(): there is a reason instead.
    """

    answered = Signal(bool)
    extended = Signal(object)
    refused = Signal()

    def __init__(self, search: SearchService, inbox: InboxService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = search
        self._inbox = inbox
        self._asking = Latest(self)
        self.clear()

    def clear(self) -> None:
        """Forget what was found."""
        self._asking.cancel()
        self.text = ""
        self.narrowing = Narrowing()
        self.findings = Findings()
        self.answer: SearchResult | None = None
        self.refusal: Refusal | None = None
        self._pages = 1

    @property
    def running(self) -> bool:
        """Whether an answer is still to come."""
        return self._asking.running

    def stop(self) -> None:
        """Wait for no answer any more."""
        self._asking.cancel()

    def ask(self, text: str, narrowing: Narrowing) -> None:
        """Look for a text; an older question is given up. Asked again, as much as before is brought."""
        self._asking.run(self._find(text, narrowing))

    def extend(self, row: SearchRow) -> None:
        """Bring more in the place of a row."""
        self._asking.run(self._extend(row))

    # ---- within ------------------------------------------------------------------------------------------------

    async def _find(self, text: str, narrowing: Narrowing) -> None:
        again = (text, narrowing) == (self.text, self.narrowing) and self.answer is not None
        pages, opened = (self._pages, self.findings.opened_groups) if again else (1, [])
        try:
            answer = await self._search.find(text, narrowing=narrowing)
            findings = Findings(answer, await self._rows(answer))
            for _ in range(min(pages, MOST_PAGES) - 1):
                if findings.before is not None:
                    findings.add_page(await self._search.find(text, before=findings.before, narrowing=narrowing))
            for conversation in opened:
                findings.add_inside(conversation, (await self._search.find_in(conversation, text)).hits)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self.text, self.narrowing, self.answer, self.refusal = text, narrowing, answer, None
        self.findings, self._pages = findings, pages
        self.answered.emit(again)

    async def _rows(self, answer: SearchResult) -> Mapping[ConversationRef, InboxRow]:
        wanted = [hit.conversation_id for hit in answer.documents if hit.conversation_id is not None]
        return await self._inbox.rows(wanted) if wanted else {}

    async def _extend(self, row: SearchRow) -> None:
        try:
            if row.kind is Kind.MORE:
                before = self.findings.before
                self.findings.add_page(await self._search.find(self.text, before=before, narrowing=self.narrowing))
                self._pages += 1
            elif row.row is not None:
                inside = await self._search.find_in(row.row.id, self.text)
                self.findings.add_inside(row.row.id, inside.hits)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self.extended.emit(row)

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.code != "closed":
            self.clear()
            self.refusal, self.answer = refusal, SearchResult()
            self.refused.emit()
