"""What is true in the end: on the server, on the desk, and what was meant to be."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection

from workstation.domain.ids import ConversationId
from workstation.domain.message import IMAGE, TEXT, Message
from workstation.remote.api import Api
from workstation.storage import drafts
from workstation.storage.schema import messages
from workstation.storage.store import Store


class Verdict(Struct, frozen=True, kw_only=True):
    """How many things went wrong, by kind; all 0 is the only good one."""

    lost: int = 0
    """Said to be durable (desk) or done (buyer), and not on the server."""
    doubled: int = 0
    """Once too often on the server."""
    unmeant: int = 0
    """On the server, and nobody meant to say it, or not there."""
    out_of_order: int = 0
    misnumbered: int = 0
    """Numbers missing or twice in a conversation."""
    missing_on_desk: int = 0
    doubled_on_desk: int = 0
    drafts_lost: int = 0
    log_gaps: int = 0

    def good(self) -> bool:
        """Tell whether nothing went wrong."""
        return self == Verdict()


def history(api: Api, conversation: ConversationId) -> list[Message]:
    """Return all messages of a conversation as the server has them."""
    found: list[Message] = []
    while True:
        page = api.messages(conversation, after=found[-1].n if found else 0, limit=200)
        found += page.messages
        if not page.more:
            return found


def of_server(
    found: Mapping[ConversationId, Sequence[Message]], done: Mapping[str, int], tried: Mapping[str, int]
) -> Verdict:
    """Compare what is on the server with what was said.

    Args:
        found: the histories.
        done: texts that must be there, with their conversation.
        tried: texts that may be there; their last word is a number that grows with each writer.
    """
    copies: Counter[str] = Counter()
    unmeant = out_of_order = misnumbered = 0
    for conversation, history_ in found.items():
        misnumbered += sum(message.n != n for n, message in enumerate(history_, 1))
        said = [message.text for message in history_ if message.kind in (TEXT, IMAGE) and not message.automatic]
        copies.update(said)
        unmeant += sum(tried.get(text, done.get(text)) != conversation for text in said)
        out_of_order += _out_of_order(said)
    return Verdict(
        lost=sum(not copies[text] for text in done),
        doubled=sum(count - 1 for count in copies.values()),
        unmeant=unmeant,
        out_of_order=out_of_order,
        misnumbered=misnumbered,
    )


def _out_of_order(said: Iterable[str]) -> int:
    """Count the texts that come after a later one of the same writer."""
    latest: dict[str, int] = {}
    wrong = 0
    for text in said:
        writer, _, number = text.rpartition(" ")
        wrong += int(number) < latest.get(writer, 0)
        latest[writer] = max(int(number), latest.get(writer, 0))
    return wrong


def of_desk(
    store: Store,
    found: Mapping[ConversationId, Sequence[Message]],
    expected_drafts: Mapping[int, frozenset[str]],
) -> Verdict:
    """Compare the desk's files with the server's histories and with the drafts that were typed."""
    cached = store.read_blocking(_cached)
    copies = Counter(server_id for server_id, *_ in cached)
    here = set(cached)
    there = {
        (message.id, message.conversation_id, message.n, message.text)
        for history_ in found.values()
        for message in history_
    }
    kept = {
        conversation: store.read_local_blocking(drafts.load, ConversationId(conversation))
        for conversation in expected_drafts
    }
    return Verdict(
        missing_on_desk=len(there - here),
        doubled_on_desk=sum(count - 1 for count in copies.values()) + len(here - there),
        drafts_lost=sum(kept[conversation] not in texts for conversation, texts in expected_drafts.items()),
    )


def _cached(tx: Connection) -> list[tuple[int, int, int, str]]:
    table = messages
    columns = (table.c.server_id, table.c.conversation_id, table.c.n, table.c.text)
    return [(row[0], row[1], row[2], row[3]) for row in tx.execute(table.select().with_only_columns(*columns))]
