"""Finding colleagues by what is typed: names in either language, their pinyin, title or login."""

from collections.abc import Iterable

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId


class NameFinder:
    """Knows what each account is found by; quick enough to ask at every key."""

    def __init__(self, accounts: Iterable[Account] = ()) -> None:
        from workstation.storage import search_names

        self._keys = {account.id: search_names.of_account(account) for account in accounts}

    def matches(self, account_id: PrincipalId, query: str) -> bool:
        """Tell whether every word of the query begins a word of what the account is found by."""
        from workstation.storage import search_text

        keys = self._keys.get(account_id, "")
        words = search_text.normal(query).split()
        return all(f" {word}" in keys for word in words) or f" {''.join(words)}" in keys
