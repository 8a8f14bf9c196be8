"""What passes by and is never stored: who types, who is there, who looks where."""

from msgspec import Struct

from workstation.domain.account import Presence
from workstation.domain.ids import ConversationId, PrincipalId


class Typing(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="typing",
):
    """Somebody types right now; not in the log, forgotten after five seconds."""

    conversation_id: ConversationId
    principal_id: PrincipalId


class PresenceMoved(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="presence",
):
    """Somebody's presence; not in the log."""

    principal_id: PrincipalId
    presence: Presence


class Looking(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="looking",
):
    """A colleague who may write there has the conversation open; not in the log, forgotten after thirty seconds."""

    conversation_id: ConversationId
    principal_id: PrincipalId
    here: bool = True
    """False: looks away now."""
    hello: bool = False
    """Has just opened it: who looks at it too says so."""


class PresentNow(
    Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="present",
):
    """Who is there as the stream begins, of those whose presence one is told; whoever is not named is not there."""

    presences: dict[PrincipalId, Presence] = {}


Signal = Typing | PresenceMoved | Looking | PresentNow
"""What passes by and is never stored."""
