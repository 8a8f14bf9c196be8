"""What the outbox knows of actions: how it treats each kind, and what of the screens an action of a lane concerns."""

from typing import Final
from uuid import UUID

from workstation.domain import actions as act
from workstation.domain import card_actions
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, ConversationId
from workstation.domain.slot_actions import SLOTS_LANE
from workstation.storage.refs import Ref

COALESCED: Final = ("mark_read", "release_lease", "set_status")
"""Of these only the last one counts."""
ECHOED: Final = (
    "send_message",
    "mark_read",
    "set_marks",
    "mark_notices_read",
    "save_phrase",
    "delete_phrase",
    "save_note",
    "delete_note",
    "set_distribution",
    "set_team_rules",
    "set_associations",
    "answer_transfer",
    "withdraw_transfer",
    "settle_transfer",
    "save_my_card",
    "keep_card",
    "add_cards",
    "change_card",
    "delete_cards",
    "merge_cards",
    "unmerge_cards",
    "set_permissions",
    "set_account_enabled",
    "edit_account",
    "set_max_days_offline",
    "save_auto_reply",
    "block_buyer",
    "save_units",
    "delete_units",
    "set_translation_policy",
    "set_buyer_translation",
    "offer_slots",
    "create_slots",
    "change_slot",
    "delete_slots",
    "undo_slots",
    "set_booking_rules",
    "cancel_booking",
    "propose_time",
    "answer_proposal",
    "name_receiver",
    "answer_booking",
    "set_meeting",
    "enter_negotiation",
    "save_outcome",
    "see_intent",
    "assign_intent",
    "send_intent_card",
    "start_intent_chat",
    "mark_intent_done",
)
"""These stay, laid over the cache, until the cache shows what they did."""
SILENT: Final = (
    "mark_read",
    "release_lease",
    "set_status",
    "set_marks",
    "mark_notices_read",
    "settle_transfer",
    "enter_negotiation",
    "see_intent",
)
"""Nobody needs to decide anything when these are refused."""
MESSAGES: Final = ("send_message", "offer_slots")
"""They become lines of a conversation; what follows one that was refused waits for the user."""
_BOOKING: Final = "booking:"
_INTENT: Final = "intent:"
_OF_CARDS: Final = (card_actions.LANE, card_actions.PICTURE_LANE, card_actions.MY_LANE)


def kind_of(action: act.Action) -> str:
    """Return the name of an action's kind."""
    return str(type(action).__struct_config__.tag)


def changes_of(lane: str, conversation: Ref | None) -> ChangeSet:
    """Return what is to be read again when an action of a lane gets on."""
    ids = frozenset({ConversationId(conversation)} if isinstance(conversation, int) else ())
    of_notes = lane.startswith("note:")
    elsewhere = of_notes or lane in _OF_CARDS
    return ChangeSet(
        outbox=frozenset({lane}),
        conversations=frozenset() if elsewhere else ids,
        notes=ids if of_notes else frozenset(),
        phrases=lane.startswith("phrase:"),
        distribution=lane == "distribution",
        transfers=lane.startswith("transfer:"),
        cards=lane in _OF_CARDS,
        slots=lane == SLOTS_LANE,
        bookings=_named(lane, _BOOKING),
        intents=_named(lane, _INTENT),
    )


def _named(lane: str, beginning: str) -> frozenset[ActionId]:
    return frozenset({ActionId(UUID(lane.removeprefix(beginning)))} if lane.startswith(beginning) else ())
