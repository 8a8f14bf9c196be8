"""What only this machine knows about conversations, to be laid over their lines: drafts, and actions on their way.

Plain SQL like `lines.py`, because the first look needs it too.
"""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct

from workstation.storage import refs
from workstation.storage.lines import THESE, Execute
from workstation.storage.refs import Ref

if TYPE_CHECKING:
    from workstation.domain.actions import Action, SetMarks

_FIELDS: Final = "SELECT conversation, payload, state, created_at, id, result_n FROM outbox WHERE conversation "
_ACTIONS: Final = _FIELDS + "<> '' ORDER BY seq"
_ACTIONS_OF: Final = _FIELDS + "IN " + THESE + " ORDER BY seq"
_DRAFTS: Final = "SELECT conversation, substr(text, 1, 120) FROM drafts"
_DRAFTS_OF: Final = _DRAFTS + " WHERE conversation IN " + THESE
HABIT: Final = "translation_habit:"
"""Settings by this name and a conversation say whether it is translated."""
_HABIT_FIELDS: Final = "SELECT substr(name, 19), value FROM settings WHERE name "
_HABITS: Final = _HABIT_FIELDS + "BETWEEN 'translation_habit:' AND 'translation_habit;'"
_HABITS_OF: Final = _HABIT_FIELDS + "IN " + THESE


class Unsent(Struct, frozen=True, kw_only=True):
    """A message of mine that is not in the cache yet."""

    action_id: bytes
    text: str
    is_image: bool
    is_link: bool = False
    is_card: bool = False
    is_slots: bool = False
    state: str
    at: int
    result_n: int | None


class Overlay(Struct, kw_only=True):
    """What lies over one conversation."""

    draft: str = ""
    unsent: tuple[Unsent, ...] = ()
    read_n: int = 0
    starred: bool | None = None
    pinned: bool | None = None
    muted: bool | None = None
    marked_unread: bool | None = None
    tags: tuple[str, ...] | None = None
    blocked: bool | None = None
    translated: bool = False


def read(execute: Execute, conversations: Iterable[Ref] | None = None) -> dict[Ref, Overlay]:
    """Return what lies over these (default: all) conversations; one without anything is missing.

    Args:
        execute: of `local.db`.
        conversations: which.
    """
    result: dict[Ref, Overlay] = {}
    if conversations is None:
        _collect(result, execute(_DRAFTS, ()), execute(_ACTIONS, ()))
        _collect_habits(result, execute(_HABITS, ()))
    else:
        names = [refs.to_text(conversation) for conversation in conversations]
        these = (msgspec.json.encode(names).decode(),)
        _collect(result, execute(_DRAFTS_OF, these), execute(_ACTIONS_OF, these))
        habits = (msgspec.json.encode([f"{HABIT}{name}" for name in names]).decode(),)
        _collect_habits(result, execute(_HABITS_OF, habits))
    return result


def _collect_habits(result: dict[Ref, Overlay], habits: Iterable[Any]) -> None:
    for conversation, value in habits:
        habit = msgspec.json.decode(value)
        if habit.get("incoming") or habit.get("outgoing"):
            result.setdefault(refs.from_text(conversation), Overlay()).translated = True


def _collect(result: dict[Ref, Overlay], drafts: Iterable[Any], actions: Iterable[Any]) -> None:
    for conversation, text in drafts:
        result.setdefault(refs.from_text(conversation), Overlay()).draft = text
    for conversation, payload, state, created_at, id_, result_n in actions:
        over = result.setdefault(refs.from_text(conversation), Overlay())
        _lay_action(over, _decoder().decode(payload), state, created_at, id_, result_n)


@cache
def _decoder() -> "msgspec.json.Decoder[Action]":
    from workstation.domain.actions import Action

    return msgspec.json.Decoder(Action)


def _lay_action(over: Overlay, action: "Action", state: str, at: int, id_: bytes, result_n: int | None) -> None:
    # Many are imported with them, and on most starts there is nothing on its way.
    from workstation.domain import actions as act
    from workstation.domain.account_actions import BlockBuyer
    from workstation.domain.slot_actions import OfferSlots

    match action:
        case act.SendMessage():
            over.unsent += (
                Unsent(
                    action_id=id_,
                    text=action.text[:120],
                    is_image=action.attachment is not None,
                    is_link=action.link_conversation_id is not None,
                    is_card=action.card,
                    state=state,
                    at=at,
                    result_n=result_n,
                ),
            )
        case OfferSlots():
            over.unsent += (
                Unsent(
                    action_id=id_,
                    text=action.text[:120],
                    is_image=False,
                    is_slots=True,
                    state=state,
                    at=at,
                    result_n=result_n,
                ),
            )
        case act.MarkRead():
            over.read_n = max(over.read_n, action.n)
        case act.SetMarks():
            _lay_marks(over, action)
        case BlockBuyer() if state not in ("refused", "failed"):
            over.blocked = action.blocked


def _lay_marks(over: Overlay, marks: "SetMarks") -> None:
    for name in ("starred", "pinned", "muted", "marked_unread", "tags"):
        value = getattr(marks, name)
        if value is not None:
            setattr(over, name, value)
