"""Calls for managing a company's accounts, its overview and its log; beside `remote.api`, which has the rest."""

from datetime import datetime
from typing import TypeVar

import msgspec

from workstation.domain.administration import AccountState, Device, FirstPassword, NewAccount
from workstation.domain.audit import AuditFilter, AuditPage
from workstation.domain.conversation import CompanyPage, ConversationPage
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.overview import Figure, Overview, OverviewPage
from workstation.remote.api import Api

T = TypeVar("T")
Params = dict[str, str | int | float]


class Administration:
    """What only managers ask for; every call raises the `RemoteFault`s of `remote.errors`.

    Args:
        api: whose session is used.
    """

    def __init__(self, api: Api) -> None:
        self._api = api

    def account_states(self) -> tuple[AccountState, ...]:
        """Return what a manager sees of the company's accounts beside their records."""
        return self._api.fetch("/api/v1/accounts", tuple[AccountState, ...])

    def create_account(self, wanted: NewAccount) -> FirstPassword:
        """Make a sub-account; its first password is in the answer and nowhere else."""
        return self._api.post("/api/v1/accounts", wanted, FirstPassword)

    def reset_password(self, account_id: PrincipalId) -> FirstPassword:
        """Give an account another first password, and unlock it."""
        return self._api.post(f"/api/v1/accounts/{account_id}/password", None, FirstPassword)

    def devices(self, account_id: PrincipalId) -> tuple[Device, ...]:
        """Return the places from where an account is signed in, the last seen first."""
        return self._api.fetch(f"/api/v1/accounts/{account_id}/devices", tuple[Device, ...])

    def sign_out_device(self, account_id: PrincipalId, device_id: str) -> None:
        """Sign an account out there: at its next contact that desk deletes its files."""
        self._api.order(f"/api/v1/accounts/{account_id}/devices/{device_id}/sign-out")

    def overview(self, since: datetime, until: datetime) -> Overview:
        """Return the company's figures; waits and messages are those of the range."""
        return self._api.fetch("/api/v1/overview", Overview, _range(since, until))

    def overview_rows(
        self, figure: Figure, key: str, since: datetime, until: datetime, *, offset: int = 0, limit: int = 200
    ) -> OverviewPage:
        """Return the rows behind a figure."""
        params: Params = {"figure": figure, "key": key, "offset": offset, "limit": limit, **_range(since, until)}
        return self._api.fetch("/api/v1/overview/rows", OverviewPage, params)

    def conversation(self, conversation_id: ConversationId) -> ConversationPage:
        """Return a conversation of the company, for who may look into its history."""
        return self._api.conversation(conversation_id)

    def company(self, words: str, cursor: str | None = None) -> CompanyPage:
        """Return a page of the company's conversations whose buyer is named so, the last spoken with first."""
        params: Params = {"words": words}
        if cursor is not None:
            params["cursor"] = cursor
        return self._api.fetch("/api/v1/company/conversations", CompanyPage, params)

    def audit(self, wanted: AuditFilter, *, before: int | None = None, limit: int = 200) -> AuditPage:
        """Return lines of the company's log, newest first."""
        params: Params = {"limit": limit}
        if wanted.codes:
            params["codes"] = ",".join(wanted.codes)
        if wanted.account_id is not None:
            params["account_id"] = wanted.account_id
        for name, at in (("since", wanted.since), ("until", wanted.until)):
            if at is not None:
                params[name] = _instant(at)
        if before is not None:
            params["before"] = before
        return self._api.fetch("/api/v1/audit", AuditPage, params)


def _range(since: datetime, until: datetime) -> Params:
    return {"since": _instant(since), "until": _instant(until)}


def _instant(at: datetime) -> str:
    return str(msgspec.to_builtins(at))
