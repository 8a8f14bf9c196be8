"""What is done to accounts, their answers and their buyers; passwords travel apart (`domain.administration`)."""

from enum import StrEnum

from workstation.domain.account import Permission
from workstation.domain.action_base import ActionBase, ConversationAction
from workstation.domain.autoreply import Reply, Texts
from workstation.domain.ids import PrincipalId


class AccountAction(ActionBase, frozen=True, kw_only=True, omit_defaults=True):
    """An action on an account of one's exhibitor."""

    account_id: PrincipalId

    def lane(self) -> str:
        return f"account:{self.account_id}"


class SetPermissions(AccountAction, frozen=True, kw_only=True, omit_defaults=True, tag="set_permissions"):
    """Set all ticks of a sub-account."""

    permissions: frozenset[Permission]


class SetAccountEnabled(AccountAction, frozen=True, kw_only=True, omit_defaults=True, tag="set_account_enabled"):
    """Disable a sub-account (its desks are emptied, its live conversations handed on), or enable it again."""

    enabled: bool


class EditAccount(AccountAction, frozen=True, kw_only=True, omit_defaults=True, tag="edit_account"):
    """Change what is known of a colleague's account; `None` leaves a field as it is."""

    name_zh: str | None = None
    name_en: str | None = None
    title: str | None = None
    mobile: str | None = None
    email: str | None = None
    languages: tuple[str, ...] | None = None
    """Spoken ones."""


class SetMaxDaysOffline(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_max_days_offline"):
    """How long a desk of the company works without the server before it asks for the password again."""

    days: int

    def lane(self) -> str:
        return "policy"


class SaveAutoReply(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="save_auto_reply"):
    """Set the answers of an account, or (without one) the company's default."""

    account_id: PrincipalId | None = None
    own: bool = True
    """Of an account: `False` goes back to the company's."""
    online: Reply = Reply()
    offline: Reply = Reply()
    waiting: Texts = Texts()
    """Company only."""
    transferred: Texts = Texts()
    """Company only."""

    def lane(self) -> str:
        return f"auto_reply:{self.account_id or 0}"


class BlockBuyer(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="block_buyer"):
    """Let a buyer write to the company no more, or (`blocked` false) let him again."""

    blocked: bool


class ReportReason(StrEnum):
    """What a buyer is reported for."""

    SPAM = "spam"
    INSULT = "insult"
    FRAUD = "fraud"
    NO_BUYER = "no_buyer"
    OTHER = "other"


class ReportBuyer(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="report_buyer"):
    """Tell the organiser about a buyer."""

    reason: ReportReason
    text: str = ""
