"""Whether the cache shows what an action on accounts, answers or blocks did; until then the action lies over it."""

from msgspec.structs import asdict
from sqlalchemy import Connection

from workstation.domain import account_actions as act
from workstation.domain.actions import Action
from workstation.storage import accounts, auto_replies, conversations


def shows_accounts(tx: Connection, action: Action) -> bool:
    """Tell whether the cache shows what a confirmed action did; `False` for one that is not about these."""
    match action:
        case act.SetPermissions() | act.SetAccountEnabled() | act.EditAccount():
            found = accounts.get(tx, action.account_id)
            wanted = {name: value for name, value in asdict(action).items() if value is not None}
            wanted.pop("account_id")
            return found is not None and all(getattr(found, name) == _kept(value) for name, value in wanted.items())
        case act.SetMaxDaysOffline(days=days):
            exhibitor = accounts.exhibitor(tx)
            return exhibitor is not None and exhibitor.max_days_offline == days
        case act.SaveAutoReply():
            return _shows_answers(tx, action)
        case act.BlockBuyer(conversation=id_, blocked=blocked):
            head = conversations.get(tx, id_) if isinstance(id_, int) else None
            return head is not None and head.blocked is blocked
        case _:
            return False


def _kept(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _shows_answers(tx: Connection, action: act.SaveAutoReply) -> bool:
    found = auto_replies.every(tx).get(action.account_id)
    names = ("own", "online", "offline") + (("waiting", "transferred") if action.account_id is None else ())
    return found is not None and all(getattr(found, name) == getattr(action, name) for name in names)
