"""What one does with purchase intents."""

from workstation.domain.action_base import ActionBase
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.intent import NewIntent


class IntentActionBase(ActionBase, frozen=True, kw_only=True, omit_defaults=True):
    """An action on one intent; its lane is the intent's."""

    intent: ActionId

    def lane(self) -> str:
        return f"intent:{self.intent}"


# ---- the buyer's ---------------------------------------------------------------------------------------------------


class PublishIntent(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="publish_intent"):
    """Publish what one wants; the action's id becomes the intent's, and it goes to the exhibitors that it matches."""

    new: NewIntent


class ChangeIntent(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="change_intent"):
    """Change what one wants; it is matched anew, who has it keeps it."""

    new: NewIntent


class WithdrawIntent(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="withdraw_intent"):
    """Want no more answers; what was begun goes on."""


# ---- the exhibitor's -----------------------------------------------------------------------------------------------


class SeeIntent(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="see_intent"):
    """I have opened it: the first time, by the one whose it is, is kept."""


class AssignIntent(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="assign_intent"):
    """The main account says whose it is; at any time."""

    account_id: PrincipalId
    rev: int | None = None
    """As it was seen; refused as `intent_changed` if it is another's since."""


class SendIntentCard(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="send_intent_card"):
    """Send my card to its buyer, in the conversation with the buyer, which is opened where there is none.

    Needs `intent_send_card`.
    """


class StartIntentChat(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="start_intent_chat"):
    """Start (or find again) the conversation with its buyer; the intent stands there as a message of kind `intent`.

    Needs `intent_chat`. Refused as `served_by_other` (`account_id`) while the buyer has a live session with another.
    """


class MarkIntentDone(IntentActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="mark_intent_done"):
    """It is dealt with, or (`done` false) isn't after all. Needs `intent_done`."""

    done: bool = True
    words: str = ""


IntentAction = (
    PublishIntent
    | ChangeIntent
    | WithdrawIntent
    | SeeIntent
    | AssignIntent
    | SendIntentCard
    | StartIntentChat
    | MarkIntentDone
)
