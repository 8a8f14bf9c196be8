"""What spans two files, and therefore can't be one transaction: each step may be repeated at any time."""

from collections.abc import Sequence
from typing import Final

from msgspec import json
from sqlalchemy import Connection, delete, select

from workstation.domain import actions as act
from workstation.domain import team_actions as team_act
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, AttachmentId, ConversationId
from workstation.domain.message import Message
from workstation.domain.transfer import TransferState
from workstation.storage import blobs, messages, notes, notices, outbox, phrases, refs, team, translations, uploads
from workstation.storage.accounts_shown import shows_accounts
from workstation.storage.calendar_shown import shows_calendar
from workstation.storage.cards_shown import shows_cards
from workstation.storage.clearing import ALL
from workstation.storage.intents_shown import shows_intents
from workstation.storage.outbox import Pending, State
from workstation.storage.schema import conversations, doomed_conversations, doomed_images
from workstation.storage.store import Store
from workstation.storage.units_shown import shows_units

ECHO_PATIENCE_MS: Final = 60_000
"""What was confirmed and looks otherwise by then was overwritten from another desk."""


def settle_blocking(store: Store, *, now_ms: int, image_limit_bytes: int = 300 * 1024 * 1024) -> ChangeSet:
    """Take out of the outbox what the cache shows by now; call it at start and after events were applied.

    Own images move to `images.db`, so they aren't fetched again.
    """
    pending = store.read_local_blocking(outbox.tried)
    if not pending:
        return ChangeSet()
    known, done = store.read_blocking(_arrived, pending, now_ms)
    for one in pending:
        message = known.get(one.id)
        if message is not None and message.attachment is not None and one.after is not None:
            data = store.read_local_blocking(uploads.data, one.after)
            if data is not None:
                store.images_blocking(
                    blobs.put, message.attachment.id, "full", data, now_ms=now_ms, limit_bytes=image_limit_bytes
                )
    if not done:
        return ChangeSet()
    return store.write_local_blocking(outbox.settle, done)


def shred_blocking(store: Store) -> None:
    """Delete the images and translations of conversations that were deleted."""
    gone = store.read_blocking(_gone)
    if gone:
        store.write_local_blocking(_forget_translations, gone)
        store.write_blocking(_forget_gone, gone)
    doomed = store.read_blocking(_doomed)
    if doomed:
        store.images_blocking(blobs.forget, doomed)
        store.write_blocking(_forget_doomed, doomed)


def _arrived(tx: Connection, pending: Sequence[Pending], now_ms: int) -> tuple[dict[ActionId, Message], list[ActionId]]:
    known = messages.known_actions(tx, [p.id for p in pending if isinstance(p.action, act.Said)])
    done = [p.id for p in pending if p.id in known or (p.state is State.SENT and _shown(tx, p, now_ms))]
    return known, done


def _shown(tx: Connection, pending: Pending, now_ms: int) -> bool:
    """Tell whether the cache shows what a confirmed action did."""
    if now_ms - pending.created_at > ECHO_PATIENCE_MS:
        return True
    match pending.action:
        case act.MarkRead() | act.SetMarks():
            return _shows_marks(tx, pending.action)
        case act.MarkNoticesRead(ids=ids):
            return not notices.unread_among(tx, ids)
        case act.SavePhrase(phrase=id_):
            return _same(phrases.get(tx, id_), pending.action, ("shortcut", "title", "zh", "en"))
        case act.DeletePhrase(phrase=id_):
            return phrases.get(tx, id_) is None
        case act.SaveNote(note=id_):
            return _same(notes.get(tx, id_), pending.action, ("text", "shared"))
        case act.DeleteNote(note=id_):
            return notes.get(tx, id_) is None
        case _:
            return _shows_team(tx, pending.action)


def _shows_team(tx: Connection, action: act.Action) -> bool:
    match action:
        case team_act.SetDistribution() | team_act.SetTeamRules() | team_act.SetAssociations():
            return team.shows(tx, action)
        case team_act.AnswerTransfer(transfer=id_) | team_act.WithdrawTransfer(transfer=id_):
            found = team.transfer(tx, id_)
            return found is None or found.state is not TransferState.ASKED
        case team_act.SettleTransfer(transfer=id_):
            return team.transfer(tx, id_) is None
        case _:
            shown = (shows_cards, shows_accounts, shows_units, shows_calendar, shows_intents)
            return any(shows(tx, action) for shows in shown)


def _shows_marks(tx: Connection, action: act.MarkRead | act.SetMarks) -> bool:
    c = conversations.c
    marks = c.read_n, c.starred, c.pinned, c.muted, c.marked_unread, c.tags
    row = tx.execute(select(*marks).where(c.id == action.conversation)).first()
    if row is None:
        return True
    if isinstance(action, act.MarkRead):
        return bool(row.read_n >= action.n)
    return (
        action.starred in (None, bool(row.starred))
        and action.pinned in (None, bool(row.pinned))
        and action.muted in (None, bool(row.muted))
        and action.marked_unread in (None, bool(row.marked_unread))
        and action.tags in (None, json.decode(row.tags, type=tuple[str, ...]))
    )


def _same(stored: object, wanted: object, names: tuple[str, ...]) -> bool:
    return stored is not None and all(getattr(stored, name) == getattr(wanted, name) for name in names)


def _gone(tx: Connection) -> list[ConversationId]:
    return [ConversationId(id_) for id_ in tx.execute(select(doomed_conversations.c.id)).scalars()]


def _forget_translations(tx: Connection, ids: Sequence[ConversationId]) -> None:
    if ALL in ids:
        translations.forget_all(tx)
    else:
        translations.forget_of(tx, map(refs.to_text, ids))


def _forget_gone(tx: Connection, ids: Sequence[ConversationId]) -> None:
    tx.execute(delete(doomed_conversations).where(doomed_conversations.c.id.in_(ids)))


def _doomed(tx: Connection) -> list[AttachmentId]:
    return [AttachmentId(id_) for id_ in tx.execute(select(doomed_images.c.attachment_id)).scalars()]


def _forget_doomed(tx: Connection, ids: Sequence[AttachmentId]) -> None:
    tx.execute(delete(doomed_images).where(doomed_images.c.attachment_id.in_(ids)))
