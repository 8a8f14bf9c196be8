"""What is done about who serves whom: handing over, assigning, taking over, and the rules of distribution."""

from msgspec.structs import replace

from workstation.domain.action_base import ActionBase, ConversationAction
from workstation.domain.distribution import Association, Distribution, Sharing, Work
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.routing import Mode, Options


class TransferConversation(
    ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="transfer_conversation"
):
    """Hand a conversation to another account of the same exhibitor; its id names the transfer from then on."""

    to_id: PrincipalId
    reason: str = ""
    """For the receiver; the buyer never sees it."""
    note: str = ""
    """Hand-over note (open promises, prices, dates): kept as a shared note on the buyer."""
    draft: str = ""
    """The giver's unsent text, if it is sent along: offered to the receiver."""
    from_id: PrincipalId | None = None
    """The owner that the giver saw; refused as `owner_changed` if it is somebody else by now. `None`: not looked at."""


class AssignConversation(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="assign_conversation"):
    """The main account gives a conversation to an account, from the queue or from whoever has it; nobody is asked."""

    to_id: PrincipalId | None
    """`None`: back into the queue, to the place it had there."""
    reason: str = ""
    note: str = ""
    from_id: PrincipalId | None = None
    """The owner that the main account saw, `None` for the queue; refused as `owner_changed` if that is no longer so."""


class TakeOver(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="take_over"):
    """The main account takes a conversation and the right to write in it, whoever has them."""


class AnswerTransfer(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="answer_transfer"):
    """The receiver accepts or declines a transfer that asks first."""

    transfer: ActionId
    accept: bool
    words: str = ""
    """Why not; for the giver."""

    def lane(self) -> str:
        return f"transfer:{self.transfer}"


class WithdrawTransfer(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="withdraw_transfer"):
    """The giver (or the main account) takes back a transfer that nobody has answered."""

    transfer: ActionId

    def lane(self) -> str:
        return f"transfer:{self.transfer}"


class SettleTransfer(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="settle_transfer"):
    """I have dealt with it: took or put aside the text that came along, or know that it came back to me."""

    transfer: ActionId

    def lane(self) -> str:
        return f"transfer:{self.transfer}"


class SetDistribution(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_distribution"):
    """The main account chooses how one kind of work is shared out; `None` leaves a part as it is."""

    work: Work
    mode: Mode | None = None
    options: Options | None = None
    """All of them: what is left out is off."""

    def lane(self) -> str:
        return "distribution"


class SetTeamRules(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_team_rules"):
    """The main account sets what else holds for the team; `None` leaves a rule as it is."""

    ask_first: bool | None = None
    """Whether a transfer waits for the receiver's answer."""
    answer_s: int | None = None
    """How long it waits; then the conversation stays with the giver."""
    session_idle_s: int | None = None
    """When a session in which nothing is said ends; 0 for the organiser's time."""

    def lane(self) -> str:
        return "distribution"


class SetAssociations(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_associations"):
    """The main account says who is associated with exhibits and sections, several at once."""

    associations: tuple[Association, ...]
    """Each with all of its accounts; none ends the association. What isn't named stays as it is."""

    def lane(self) -> str:
        return "distribution"


RuleChange = SetDistribution | SetTeamRules | SetAssociations
"""What changes the rules of an exhibitor."""


def laid_over(rules: Distribution, change: RuleChange) -> Distribution:
    """Return the rules as they are with a change of them."""
    if isinstance(change, SetDistribution):
        before = rules.of(change.work)
        sharing = Sharing(
            mode=before.mode if change.mode is None else change.mode,
            options=before.options if change.options is None else change.options,
        )
        return replace(rules, **{change.work.value: sharing})
    if isinstance(change, SetTeamRules):
        given = {name: getattr(change, name) for name in ("ask_first", "answer_s", "session_idle_s")}
        given = {name: value for name, value in given.items() if value is not None}
        if given.get("session_idle_s") == 0:
            given["session_idle_s"] = rules.session_idle_most_s
        return replace(rules, **given)
    return rules
