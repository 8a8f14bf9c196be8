"""Translations kept on this machine beside their originals, and the ledger of what left for them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, func, insert, select, update

from workstation.domain.clock import from_ms, to_ms
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.translation.translated import CacheKey, Translation
from workstation.storage import refs
from workstation.storage.schema import translation_ledger, translations

_decoder: Final = msgspec.json.Decoder(Translation)
MOST: Final = 100_000
"""Translations kept; those made longest ago go first."""


class LedgerLine(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What left for an engine, and when."""

    at: datetime
    engine: str
    kind: str
    host: str
    local: bool
    """It stayed on this machine."""
    source: str
    target: str
    characters: int
    conversation: str = ""


def get(tx: Connection, key: CacheKey) -> Translation | None:
    """Return a kept translation, `None` if there is none."""
    data = tx.execute(select(translations.c.data).where(translations.c.key == key.digest())).scalar()
    return None if data is None else _decoder.decode(data)


def put(tx: Connection, key: CacheKey, translation: Translation, *, now_ms: int, conversation: str = "") -> None:
    """Keep a translation, in the place of an older one.

    Args:
        conversation: whose text it is, as `refs` names it: with the conversation it is taken away; empty: nobody's.
    """
    digest = key.digest()
    tx.execute(delete(translations).where(translations.c.key == digest))
    data = msgspec.json.encode(translation).decode()
    tx.execute(insert(translations).values(key=digest, used_at=now_ms, data=data, conversation=conversation))


def forget_of(tx: Connection, conversations: Iterable[str]) -> None:
    """Forget what was translated for conversations that were taken away."""
    tx.execute(delete(translations).where(translations.c.conversation.in_(list(conversations))))


def forget_all(tx: Connection) -> None:
    """Forget all translations: everything was taken away."""
    tx.execute(delete(translations))


def rename(tx: Connection, client_id: ActionId, conversation: ConversationId) -> None:
    """The server has named a conversation begun off-line."""
    tx.execute(
        update(translations)
        .where(translations.c.conversation == refs.to_text(client_id))
        .values(conversation=refs.to_text(conversation))
    )


def trim(tx: Connection, most: int = MOST) -> int:
    """Forget those made longest ago beyond `most`; return how many."""
    over = int(tx.execute(select(func.count()).select_from(translations)).scalar_one()) - most
    if over <= 0:
        return 0
    oldest = select(translations.c.key).order_by(translations.c.used_at).limit(over)
    return tx.execute(delete(translations).where(translations.c.key.in_(oldest))).rowcount


def note(tx: Connection, line: LedgerLine) -> None:
    """Write a line into the ledger."""
    values = msgspec.structs.asdict(line) | {"at": to_ms(line.at), "local": int(line.local)}
    tx.execute(insert(translation_ledger).values(values))


def ledger(tx: Connection, since_ms: int = 0, limit: int = 10_000) -> list[LedgerLine]:
    """Return the newest lines of the ledger, newest first."""
    rows = tx.execute(
        select(translation_ledger)
        .where(translation_ledger.c.at >= since_ms)
        .order_by(translation_ledger.c.id.desc())
        .limit(limit)
    )
    return [
        LedgerLine(
            at=from_ms(row.at), engine=row.engine, kind=row.kind, host=row.host, local=bool(row.local),
            source=row.source, target=row.target, characters=row.characters, conversation=row.conversation,
        )
        for row in rows
    ]  # fmt: skip


def characters_sent(tx: Connection, since_ms: int) -> int:
    """Return how many characters have left this machine since then."""
    wanted = select(func.coalesce(func.sum(translation_ledger.c.characters), 0))
    return int(
        tx.execute(wanted.where(translation_ledger.c.at >= since_ms, translation_ledger.c.local == 0)).scalar_one()
    )
