"""Who serves whom: assigning, taking over, answering transfers, and the rules of distribution."""

from typing import NoReturn

from workstation.domain.errors import Refusal
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetAssociations,
    SetDistribution,
    SetTeamRules,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)
from workstation.server.actions import ACCOUNTS, MAIN, Doing, handles


def _not_yet(_doing: Doing, _action: object) -> NoReturn:
    """Refuse what the platform does not do yet."""
    raise Refusal("not_allowed")


_OF_MAIN: tuple[type, ...] = (AssignConversation, TakeOver, SetDistribution, SetTeamRules, SetAssociations)
_OF_STAFF: tuple[type, ...] = (AnswerTransfer, WithdrawTransfer, SettleTransfer)
for _one in _OF_MAIN + _OF_STAFF:
    handles(_one, MAIN if _one in _OF_MAIN else ACCOUNTS)(_not_yet)
