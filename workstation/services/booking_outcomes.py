"""What came of negotiations, told in the chat at the last line about each: for the exhibitor's eyes alone."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from workstation.domain.booking import Outcome
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.message import Message, SystemLine

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


def booking_of(line: SystemLine | None) -> ActionId | None:
    """Return the booking that a line of the platform is about, nothing where it is about something else."""
    if line is None or "booking" not in line.params:
        return None
    try:
        return ActionId(UUID(str(line.params["booking"])))
    except ValueError:
        return None


def being_saved(tx: "Tx") -> dict[ActionId, Outcome]:
    """Return the outcomes that are on their way; reads `local.db`."""
    from workstation.domain.slot_actions import SaveOutcome
    from workstation.storage import outbox

    found = (one for one in outbox.of_lanes(tx, "booking:") if not one.is_refused)
    return {one.action.booking: one.action.outcome for one in found if isinstance(one.action, SaveOutcome)}


def by_line(
    tx: "Tx", conversation: ConversationId, found: Iterable[Message], saved: dict[ActionId, Outcome]
) -> dict[int, Outcome]:
    """Return the outcomes that stand at these messages, by number.

    Args:
        tx: of `cache.db`.
        conversation: whose messages they are.
        found: those that are shown; most are about no booking.
        saved: on their way, of any conversation.
    """
    from workstation.storage import calendar, messages

    about = {message.n: id_ for message in found if (id_ := booking_of(message.system)) is not None}
    kept: dict[ActionId, Outcome] = {}
    for id_ in set(about.values()):
        booking = calendar.booking(tx, id_)
        outcome = saved.get(id_) or (booking.outcome if booking is not None else None)
        if outcome is not None:
            kept[id_] = outcome
    last = messages.last_about_bookings(tx, conversation, kept) if kept else {}
    return {n: kept[id_] for n, id_ in about.items() if last.get(id_) == n}
