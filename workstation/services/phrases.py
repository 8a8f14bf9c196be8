"""Phrases: canned answers, found as one types, filled for the conversation they are used in."""

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from workstation import paths
from workstation.domain.account import Account, AccountKind
from workstation.domain.actions import DeletePhrase, SavePhrase
from workstation.domain.buyer import Buyer
from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.phrase import Phrase, UsualPhrase, check_phrase, fill, fill_known
from workstation.domain.quote import amount
from workstation.domain.units import unit_for
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.overlaid import fault_of
from workstation.services.views import ConversationRef, Fault

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class PhraseRow(Struct, frozen=True, kw_only=True):
    """A phrase as the lists show it, with what is on its way laid over it."""

    phrase: Phrase
    text: str
    """In the language asked for, else in the other; variables not filled."""
    shared: bool
    """Company-wide."""
    changeable: bool
    """Mine, or (main account) the company's."""
    waiting: bool = False
    """Not at the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None
    """The change that waits or was refused."""


class Filled(Struct, frozen=True, kw_only=True):
    """A phrase with all that is known put in."""

    text: str
    missing: tuple[str, ...]
    """Variables without a value that still stand in the text: it must not be sent so."""


class PhraseService:
    """Works on the local files alone; changes leave through the outbox and show at once."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def list(self, language: str = "zh", query: str = "") -> "list[PhraseRow]":
        """Return the phrases that match what is typed after the `/`, the best first.

        The shortcut itself comes first, then those whose shortcut begins so, then by title, then by text; without a
        query all by shortcut. One's own come before the company's.
        """
        laid, me = await self._laid_over()
        rows = [_row(phrase, pending, me, language) for phrase, pending in laid.values()]
        return await self._files.read(_ranked, rows, query)

    async def get(self, phrase_id: ActionId) -> Phrase | None:
        """Return a phrase with what is on its way laid over it, `None` if there is none."""
        laid, _me = await self._laid_over()
        found = laid.get(phrase_id)
        return None if found is None else found[0]

    async def save(
        self,
        phrase_id: ActionId | None = None,
        *,
        shortcut: str = "",
        title: str = "",
        zh: str = "",
        en: str = "",
        shared: bool = False,
    ) -> ActionId:
        """Make a phrase (without `phrase_id`) or change one, queued; return the phrase's id.

        Raises:
            Refusal: `not_allowed` (company-wide ones are the main account's), `not_found`; `text_empty`,
                `text_too_long`, `text_invalid`, `invalid_request` (`field`), `phrase_variable_unknown` (`name`).
        """
        laid, me = await self._laid_over()
        await self._check_may(laid, me, phrase_id, shared)
        shortcut, title, zh, en = check_phrase(shortcut, title, zh, en)
        made = new_action_id()
        action = SavePhrase(phrase=phrase_id or made, shared=shared, shortcut=shortcut, title=title, zh=zh, en=en)
        await self._outgoing.queue(action, id_=made)
        return action.phrase

    async def add_usual(self, *, shared: bool = False) -> int:
        """Add the trade's usual answers (queued) whose shortcut nobody's phrase has here; return how many.

        Args:
            shared: for the company, by the main account.

        Raises:
            Refusal: `not_allowed`.
        """
        laid, me = await self._laid_over()
        await self._check_may(laid, me, None, shared)
        taken = {phrase.shortcut.lower() for phrase, _ in laid.values()}
        wanted = [one for one in _usual() if one.shortcut not in taken]
        for one in wanted:
            await self.save(shortcut=one.shortcut, title=one.title, zh=one.zh, en=one.en, shared=shared)
        return len(wanted)

    async def delete(self, phrase_id: ActionId) -> None:
        """Delete a phrase (queued).

        Raises:
            Refusal: `not_allowed`, `not_found`.
        """
        laid, me = await self._laid_over()
        await self._check_may(laid, me, phrase_id, False)
        await self._outgoing.queue(DeletePhrase(phrase=phrase_id))

    async def filled(self, phrase: Phrase, conversation: ConversationRef, language: str) -> str:
        """Return the phrase as it may be sent to the buyer of a conversation.

        Raises:
            Refusal: `phrase_unfilled` with `names`.
        """
        return fill(phrase.text(language), await self._values(conversation, language))

    async def prepared(self, phrase: Phrase, conversation: ConversationRef, language: str) -> Filled:
        """Return the phrase with what is known put in, and what the user must fill himself."""
        text, missing = fill_known(phrase.text(language), await self._values(conversation, language))
        return Filled(text=text, missing=missing)

    # --- within ---

    async def _values(self, conversation: ConversationRef, language: str) -> dict[str, str]:
        me, buyer, exhibit = await self._files.read(_about, conversation)
        return values_for(language, me=me, buyer=buyer, exhibit=exhibit)

    async def _laid_over(self) -> "tuple[dict[ActionId, tuple[Phrase, Pending | None]], Account | None]":
        pending = await self._files.read_local(_on_their_way)
        stored, me = await self._files.read(_stored)
        laid: dict[ActionId, tuple[Phrase, Pending | None]] = {one.id: (one, None) for one in stored}
        for change in pending:
            _lay(laid, change, me)
        return laid, me

    async def _check_may(
        self,
        laid: "dict[ActionId, tuple[Phrase, Pending | None]]",
        me: Account | None,
        phrase_id: ActionId | None,
        shared: bool,
    ) -> None:
        if phrase_id is not None:
            if phrase_id not in laid:
                raise Refusal("not_found")
            shared = shared or laid[phrase_id][0].owner_id is None
        if me is None or (shared and me.kind is not AccountKind.MAIN):
            raise Refusal("not_allowed")


def values_for(language: str, *, me: Account | None, buyer: Buyer | None, exhibit: Exhibit | None) -> dict[str, str]:
    """Return what the variables stand for; one without a value is missing."""
    values = {
        "me": me.name(language) if me else "",
        "buyer": buyer.name if buyer else "",
        "company": buyer.company if buyer else "",
        "exhibit": exhibit.name(language) if exhibit else "",
        "number": exhibit.number if exhibit else "",
        "moq": _counted(exhibit, language) if exhibit else "",
        "price": _price(exhibit, language) if exhibit else "",
        "lead_days": str(exhibit.lead_time_days) if exhibit and exhibit.lead_time_days is not None else "",
    }
    return {name: value for name, value in values.items() if value}


def _counted(exhibit: Exhibit, language: str) -> str:
    return "" if exhibit.moq is None else f"{exhibit.moq:,} {unit_for(exhibit.unit, language, exhibit.moq)}".strip()


def _price(exhibit: Exhibit, language: str) -> str:
    """Return a price or the range of prices; nothing when it is on request."""
    found = [one for one in (exhibit.price_min_minor, exhibit.price_max_minor) if one is not None]
    if not found:
        return ""
    low, high = amount(found[0], exhibit.currency), amount(found[-1], exhibit.currency)
    text = low if low == high else f"{low} – {high.removeprefix(exhibit.currency).strip()}"
    return f"{text} / {unit_for(exhibit.unit, language)}" if exhibit.unit else text


def _row(phrase: Phrase, pending: "Pending | None", me: Account | None, language: str) -> PhraseRow:
    shared = phrase.owner_id is None
    refused = pending is not None and bool(pending.problem_code) and pending.is_refused
    return PhraseRow(
        phrase=phrase,
        text=phrase.text(language),
        shared=shared,
        changeable=not shared or (me is not None and me.kind is AccountKind.MAIN),
        waiting=pending is not None and not refused and pending.is_waiting,
        problem=fault_of(pending) if pending and refused else None,
        action_id=None if pending is None else pending.id,
    )


def _lay(laid: "dict[ActionId, tuple[Phrase, Pending | None]]", change: "Pending", me: Account | None) -> None:
    """Lay a change that waits over the phrases; a refused one keeps its words with the user."""
    action, refused = change.action, change.is_refused
    if isinstance(action, DeletePhrase):
        if refused and action.phrase in laid:
            laid[action.phrase] = (laid[action.phrase][0], change)
        elif not refused:
            laid.pop(action.phrase, None)
    elif isinstance(action, SavePhrase):
        known = laid.get(action.phrase)
        before = Phrase(id=action.phrase, rev=0) if known is None else known[0]
        owner_id = None if action.shared or me is None else me.id
        laid[action.phrase] = (
            replace(
                before,
                owner_id=owner_id,
                shortcut=action.shortcut,
                title=action.title,
                zh=action.zh,
                en=action.en,
            ),
            change,
        )


def _on_their_way(tx: "Tx") -> "list[Pending]":
    from workstation.storage import outbox

    return [one for one in outbox.every(tx) if isinstance(one.action, SavePhrase | DeletePhrase)]


def _stored(tx: "Tx") -> tuple[list[Phrase], Account | None]:
    from workstation.storage import accounts, phrases

    return phrases.every(tx), accounts.me(tx)


def _about(tx: "Tx", conversation: ConversationRef) -> tuple[Account | None, Buyer | None, Exhibit | None]:
    """Return who I am, the buyer of a conversation and the exhibit that he asked about last."""
    from workstation.storage import accounts, buyers, conversations, exhibits

    head = conversations.get(tx, conversation) if isinstance(conversation, int) else None
    if head is None:
        return accounts.me(tx), None, None
    return accounts.me(tx), buyers.get(tx, head.buyer_id), exhibits.get(tx, head.exhibit_id)


def _ranked(_tx: "Tx", rows: list[PhraseRow], query: str) -> list[PhraseRow]:
    """Return the rows that match, the best first; on a reading thread, where the folding is loaded."""
    from workstation.storage.search_text import fold, normal

    wanted = fold(query.strip().lstrip("/"))
    words = normal(query).strip()

    def rank(row: PhraseRow) -> int | None:
        shortcut = fold(row.phrase.shortcut)
        if not wanted or shortcut.startswith(wanted):
            return 0 if not wanted or shortcut == wanted else 1
        title, texts = normal(row.phrase.title), normal(f"{row.phrase.zh} {row.phrase.en}")
        if words and f" {words}" in title:
            return 2
        return 3 if words and f" {words}" in texts else None

    ranked = [(rank(row), row) for row in rows]
    found = [(place, row) for place, row in ranked if place is not None]
    found.sort(key=lambda one: (one[0], one[1].shared, fold(one[1].phrase.shortcut or one[1].phrase.title)))
    return [row for _place, row in found]


def _usual() -> list[UsualPhrase]:
    text = (paths.resources() / "phrases" / "trade.json").read_bytes()
    return msgspec.json.decode(text, type=list[UsualPhrase])
