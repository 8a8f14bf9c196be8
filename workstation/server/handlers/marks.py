"""What one keeps about a conversation for oneself: how far one has read, stars, pins, mutes, tags, marked as unread."""

from typing import Any

from workstation.domain.actions import ActionResult, MarkRead, SetMarks
from workstation.domain.conversation import Marks, ReadMark
from workstation.domain.errors import Refusal
from workstation.domain.events import MarksChanged, ReadMoved
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server.actions import ACCOUNTS, EVERYBODY, Doing, handles
from workstation.server.database import insert
from workstation.server.handlers.messages import number
from workstation.server.queries import conversations
from workstation.server.schema import marks
from workstation.server.writer import Tx

MAX_TAGS = 20
MAX_TAG_CHARS = 40


def _set(tx: Tx, conversation_id: ConversationId, principal_id: PrincipalId, values: dict[str, Any]) -> Marks:
    tx.conn.execute(
        insert(tx.conn, marks)
        .values(conversation_id=conversation_id, principal_id=principal_id, **values)
        .on_conflict_do_update(
            index_elements=[marks.c.conversation_id, marks.c.principal_id],
            set_={"rev": marks.c.rev + 1, **values},
        )
    )
    mine = conversations.marks_of(tx.conn, conversation_id, principal_id)
    tx.emit([principal_id], MarksChanged(marks=mine))
    return mine


@handles(MarkRead, EVERYBODY)
def mark_read(doing: Doing, action: MarkRead) -> ActionResult:
    """Remember how far one has read (it only ever grows) and let the other side know."""
    tx, caller = doing.tx, doing.caller
    where = conversations.seen(tx.conn, caller, number(action.conversation), lock=True)
    head = where.conversation
    n = min(action.n, head.last_n)
    if n > conversations.marks_of(tx.conn, head.id, caller.principal_id).read_n:
        grown = {"read_n": n}
        _set(tx, head.id, caller.principal_id, grown)
        others = where.accounts if caller.is_buyer else (head.buyer_id, *head.participant_ids)
        if where.readable_to_n is None:
            tx.emit(
                [one for one in others if one != caller.principal_id],
                ReadMoved(read=ReadMark(conversation_id=head.id, reader_id=caller.principal_id, n=n)),
            )
    return doing.result(conversation_id=head.id, n=n)


@handles(SetMarks, ACCOUNTS)
def set_marks(doing: Doing, action: SetMarks) -> ActionResult:
    """Star, pin, mute, tag or mark as unread a conversation for oneself."""
    where = conversations.seen(doing.tx.conn, doing.caller, number(action.conversation))
    wanted = {
        "starred": action.starred,
        "pinned": action.pinned,
        "muted": action.muted,
        "marked_unread": action.marked_unread,
        "tags": _tags(action.tags),
    }
    values = {name: value for name, value in wanted.items() if value is not None}
    if values:
        _set(doing.tx, where.conversation.id, doing.caller.principal_id, values)
    return doing.result(conversation_id=where.conversation.id)


def _tags(tags: tuple[str, ...] | None) -> tuple[str, ...] | None:
    if tags is None:
        return None
    clean = tuple(dict.fromkeys(tag.strip() for tag in tags))
    if len(clean) > MAX_TAGS or any(not 1 <= len(tag) <= MAX_TAG_CHARS for tag in clean):
        raise Refusal("invalid_request", {"field": "tags"})
    return clean
