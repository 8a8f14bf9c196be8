"""What the rehearsal's full exhibitor answers while nobody does (from `replies.yaml`), and its phrases."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

import msgspec
from msgspec import Struct

from workstation import paths
from workstation.domain.account_actions import SaveAutoReply
from workstation.domain.autoreply import AutoReply
from workstation.domain.ids import PrincipalId
from workstation.domain.phrase import UsualPhrase


class Replies(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    version: Literal[1]
    company: AutoReply
    accounts: dict[str, AutoReply]
    """By login."""


@cache
def replies() -> Replies:
    """Return the file."""
    return msgspec.yaml.decode((paths.resources() / "rehearsal" / "replies.yaml").read_bytes(), type=Replies)


def usual_phrases() -> list[UsualPhrase]:
    """Return the trade's usual answers."""
    return msgspec.json.decode((paths.resources() / "phrases" / "trade.json").read_bytes(), type=list[UsualPhrase])


def actions(ids: Mapping[str, PrincipalId]) -> Iterator[SaveAutoReply]:
    """Yield what the main account does to set them all, given its accounts by login."""
    yield _action(replies().company, None)
    for login, reply in replies().accounts.items():
        if login in ids:  # a fair begun by an earlier version may have fewer
            yield _action(reply, ids[login])


def _action(reply: AutoReply, account_id: PrincipalId | None) -> SaveAutoReply:
    return SaveAutoReply(
        account_id=account_id,
        own=reply.own,
        online=reply.online,
        offline=reply.offline,
        waiting=reply.waiting,
        transferred=reply.transferred,
    )
