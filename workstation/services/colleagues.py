"""Finding colleagues by what is typed: names in either language, their pinyin, title or login, languages they speak."""

from collections.abc import Callable, Iterable
from typing import Final

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId

_LETTERS: Final = 4
"""So many letters begin the name of a language; with fewer nearly everybody would be found by “en” or “chi”."""
_CHARACTERS: Final = 2


class NameFinder:
    """Knows what each account is found by; quick enough to ask at every key.

    Args:
        accounts: who may be found.
        language_names: all that people call a language of that code; without it nobody is found by languages.
    """

    def __init__(
        self, accounts: Iterable[Account] = (), language_names: Callable[[str], Iterable[str]] | None = None
    ) -> None:
        from workstation.storage import search_names, search_text

        self._keys: dict[PrincipalId, str] = {}
        self._languages: dict[PrincipalId, tuple[str, ...]] = {}
        for account in accounts:
            self._keys[account.id] = search_names.of_account(account)
            if language_names is not None:
                names = (name for code in account.speaks for name in language_names(code))
                self._languages[account.id] = tuple(search_text.fold(name) for name in names)

    def matches(self, account_id: PrincipalId, query: str) -> bool:
        """Tell whether every word of the query begins a word of what the account is found by."""
        from workstation.storage import search_text

        if self._is_called(account_id, query):
            return True
        languages = self._languages.get(account_id, ())
        words = search_text.fold(query).split()
        rest = [word for word in words if not _begins(word, languages)]
        return len(rest) < len(words) and self._is_called(account_id, " ".join(rest))

    def _is_called(self, account_id: PrincipalId, query: str) -> bool:
        from workstation.storage import search_text

        keys = self._keys.get(account_id, "")
        words = search_text.normal(query).split()
        return all(f" {word}" in keys for word in words) or f" {''.join(words)}" in keys


def _begins(word: str, names: Iterable[str]) -> bool:
    enough = len(word) >= (_LETTERS if word.isascii() else _CHARACTERS)
    return enough and any(name.startswith(word) for name in names)
