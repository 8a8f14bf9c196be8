"""Notes on a buyer: one's own, and those that colleagues share."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from workstation.domain.account import Account, AccountKind
from workstation.domain.actions import DeleteNote, SaveNote
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import from_ms
from workstation.domain.conversation import Conversation, ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, PrincipalId, new_action_id
from workstation.domain.message import check_text
from workstation.domain.note import Note
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.overlaid import fault_of
from workstation.services.views import ConversationRef, Fault

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

_DRAFTS: Final = "note_drafts"


class NoteRow(Struct, frozen=True, kw_only=True):
    """A note as the profile shows it, with what is on its way laid over it."""

    id: ActionId
    text: str
    shared: bool
    author_id: PrincipalId
    author_name_zh: str = ""
    author_name_en: str = ""
    at: datetime
    mine: bool = False
    """Only its author changes a note."""
    deletable: bool = False
    """Mine, or (main account) a shared one."""
    waiting: bool = False
    """Not at the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None
    """The change that waits or was refused."""


class NoteDraft(Struct, frozen=True, kw_only=True):
    """A note that is being written; it survives a change of conversation and the end of the program."""

    text: str = ""
    shared: bool = False
    note_id: ActionId | None = None
    """The note that is being changed, `None` for a new one."""


class _Known(Struct, frozen=True, kw_only=True):
    me: Account | None
    accounts: dict[PrincipalId, Account]
    head: Conversation | None
    given_away: bool
    notes: dict[ActionId, Note]


class NotesService:
    """Works on the local files alone; changes leave through the outbox and show at once."""

    def __init__(self, files: Files, outgoing: Outgoing) -> None:
        self._files = files
        self._outgoing = outgoing

    async def list(self, conversation: ConversationRef) -> "list[NoteRow]":
        """Return the notes on the buyer of a conversation, the newest first."""
        if not isinstance(conversation, int):
            return []
        changes = await self._files.read_local(_on_their_way, conversation)
        known = await self._files.read(_known, ConversationId(conversation))
        rows = {id_: _row(note, known) for id_, note in known.notes.items()}
        for change in changes:
            _lay(rows, change, known)
        return sorted(rows.values(), key=lambda row: (row.at, row.id), reverse=True)

    async def save(
        self, conversation: ConversationRef, text: str, *, note_id: ActionId | None = None, shared: bool = False
    ) -> ActionId:
        """Write a note (without `note_id`) or change one's own, queued; return the note's id.

        Raises:
            Refusal: `text_empty`, `text_too_long`, `text_invalid`; `not_found`; `not_allowed`: not my note, no buyer,
                or to be shared where the conversation was given away.
        """
        check_text(text)
        known = await self._about_a_buyer(conversation)
        if known.head is None or (shared and known.given_away):
            raise Refusal("not_allowed")
        if note_id is not None and not (await self._row(known.head.id, note_id)).mine:
            raise Refusal("not_allowed")
        made = new_action_id()
        action = SaveNote(conversation=known.head.id, note=note_id or made, text=text, shared=shared)
        await self._outgoing.queue(action, id_=made)
        return action.note

    async def delete(self, conversation: ConversationRef, note_id: ActionId) -> None:
        """Delete one's own note, or (main account) a shared one; queued.

        Raises:
            Refusal: `not_found`, `not_allowed`.
        """
        known = await self._about_a_buyer(conversation)
        if known.head is None or not (await self._row(known.head.id, note_id)).deletable:
            raise Refusal("not_allowed")
        await self._outgoing.queue(DeleteNote(conversation=known.head.id, note=note_id))

    async def save_again(self, conversation: ConversationRef, row: NoteRow) -> ActionId:
        """Queue a refused note anew, then forget the refusal; return the id of what replaces it.

        Raises:
            Refusal: as `save`; the refused one stays as it is.
        """
        known = await self._about_a_buyer(conversation)
        at_server = row.id in known.notes
        made = await self.save(conversation, row.text, note_id=row.id if at_server else None, shared=row.shared)
        await self.dismiss(conversation, row)
        return made

    async def dismiss(self, conversation: ConversationRef, row: NoteRow) -> None:
        """Forget a refused change; what the server has of the note shows again."""
        from workstation.storage import outbox

        if row.problem is not None and row.action_id is not None:
            await self._files.write_local(outbox.discard, row.action_id)
            self._outgoing.changed(ChangeSet(notes=frozenset({ConversationId(int(conversation))})), queued=False)

    async def draft(self, conversation: ConversationRef) -> NoteDraft:
        """Return the note that is being written on a buyer."""
        return (await self._files.read_local(_drafts)).get(str(conversation), NoteDraft())

    async def save_draft(self, conversation: ConversationRef, draft: NoteDraft) -> None:
        """Keep a note that is being written, on this machine; one without words is forgotten."""
        await self._files.write_local(_save_draft, str(conversation), draft)

    # --- within ---

    async def _about_a_buyer(self, conversation: ConversationRef) -> _Known:
        if not isinstance(conversation, int):
            raise Refusal("not_allowed")
        known = await self._files.read(_known, ConversationId(conversation))
        if known.head is None or known.me is None:
            raise Refusal("not_found")
        if known.head.kind is not ConversationKind.CUSTOMER:
            raise Refusal("not_allowed")
        return known

    async def _row(self, conversation: ConversationId, note_id: ActionId) -> NoteRow:
        for row in await self.list(conversation):
            if row.id == note_id:
                return row
        raise Refusal("not_found")


def _row(note: Note, known: _Known) -> NoteRow:
    author = known.accounts.get(note.author_id)
    me = known.me
    mine = me is not None and note.author_id == me.id
    return NoteRow(
        id=note.id,
        text=note.text,
        shared=note.shared,
        author_id=note.author_id,
        author_name_zh="" if author is None else author.name("zh"),
        author_name_en="" if author is None else author.name("en"),
        at=note.at,
        mine=mine,
        deletable=mine or (me is not None and me.kind is AccountKind.MAIN),
    )


def _lay(rows: dict[ActionId, NoteRow], change: "Pending", known: _Known) -> None:
    """Lay a change that waits over the notes; a refused one keeps its words with the user."""
    from msgspec.structs import replace

    action, refused = change.action, change.is_refused
    problem = fault_of(change) if refused else None
    if isinstance(action, DeleteNote):
        if not refused:
            rows.pop(action.note, None)
        elif action.note in rows:
            rows[action.note] = replace(rows[action.note], problem=problem, action_id=change.id)
    elif isinstance(action, SaveNote) and known.me is not None:
        note = Note(
            id=action.note,
            rev=0,
            conversation_id=ConversationId(int(action.conversation)),
            author_id=known.me.id,
            at=from_ms(change.created_at),
            text=action.text,
            shared=action.shared,
        )
        waiting = not refused and change.state.value != "sent"
        rows[note.id] = replace(_row(note, known), waiting=waiting, problem=problem, action_id=change.id)


def _on_their_way(tx: "Tx", conversation: ConversationRef) -> "list[Pending]":
    from workstation.storage import outbox

    return [one for one in outbox.for_conversation(tx, conversation) if isinstance(one.action, SaveNote | DeleteNote)]


def _drafts(tx: "Tx") -> dict[str, NoteDraft]:
    from workstation.storage import settings

    stored = settings.get(tx, _DRAFTS)
    return {} if stored is None else msgspec.json.decode(stored, type=dict[str, NoteDraft])


def _save_draft(tx: "Tx", conversation: str, draft: NoteDraft) -> None:
    from workstation.storage import settings

    kept = _drafts(tx)
    kept.pop(conversation, None)
    if draft.text.strip():
        kept[conversation] = draft
    settings.put(tx, _DRAFTS, msgspec.json.encode(kept).decode())


def _known(tx: "Tx", conversation: ConversationId) -> _Known:
    from workstation.storage import accounts, conversations, notes

    lines = conversations.rows_by_id(tx, [conversation])
    return _Known(
        me=accounts.me(tx),
        accounts={one.id: one for one in accounts.every(tx)},
        head=conversations.get(tx, conversation),
        given_away=bool(lines) and lines[0].readable_to_n is not None,
        notes={note.id: note for note in notes.of_conversation(tx, conversation)},
    )
