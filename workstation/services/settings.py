"""The user's settings: typed, in memory, kept in the profile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from workstation.services.views import Settings

if TYPE_CHECKING:
    from workstation.storage.profile_file import ProfileFile
    from workstation.storage.store import Store

Listener = Callable[[Settings, Settings], None]
"""Called with the settings before and after, on the event loop's thread."""


class SettingsService:
    """Language and theme are known before the store is open (they lie in `profile.json`), the rest after it."""

    def __init__(self, profile: "ProfileFile", default_language: str = "en") -> None:
        self._profile = profile
        self._settings = Settings(language=default_language)
        self._listeners: list[Listener] = []

    def get(self) -> Settings:
        """Return the settings as they are now; never waits."""
        return self._settings

    async def attach(self, store: "Store | None") -> None:
        """Read the account's settings from its store; `None` goes back to what is known without one."""
        raise NotImplementedError

    async def update(self, **changes: Any) -> Settings:
        """Change some settings, keep them, tell the listeners; return all.

        Raises:
            TypeError: for a name that isn't one.
        """
        raise NotImplementedError

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(before, after)` after each change; return what undoes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
