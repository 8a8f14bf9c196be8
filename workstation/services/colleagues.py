"""Colleagues as one looks for them: by name in either language or by its pinyin, with presence and load."""

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId


class Colleague(Struct, frozen=True, kw_only=True):
    """An account of one's exhibitor that something may be handed to."""

    account: Account
    """Presence as of now."""
    load: int | None = None
    """Live conversations with buyers it owns; `None` where one can't see them all."""
    keys: str = ""
    """What it is found by, in normal form."""

    @property
    def id(self) -> PrincipalId:
        """The account's id."""
        return self.account.id

    def matches(self, query: str) -> bool:
        """Tell whether every word of the query begins a word of the names, the title, the login or a name's pinyin."""
        from workstation.storage import search_text

        words = search_text.normal(query).split()
        whole = "".join(words)
        return all(f" {word}" in self.keys for word in words) or f" {whole}" in self.keys


def keys_of(account: Account) -> str:
    """Return what an account is found by."""
    from workstation.storage import search_names

    return search_names.of_account(account)
