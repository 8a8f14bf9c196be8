"""The user's settings: typed, in memory, kept in the profile."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec.structs import asdict, replace

from workstation.services.faults import storage_refusals
from workstation.services.files import Files
from workstation.services.views import Settings
from workstation.storage.profile_file import ProfileFile

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

Listener = Callable[[Settings, Settings], None]
"""Called with the settings before and after, on the event loop's thread."""

_EARLY: Final = ("language", "theme")
"""Known before the encrypted files are open: they lie in `profile.json` too."""


class SettingsService:
    """Language and theme are known before the store is open (they lie in `profile.json`), the rest after it."""

    def __init__(self, profile: ProfileFile | Path, default_language: str = "en") -> None:
        self._profile = ProfileFile(profile) if isinstance(profile, Path) else profile
        self._default_language = default_language
        self._files: Files | None = None
        self._listeners: list[Listener] = []
        self._settings = self._early()

    def get(self) -> Settings:
        """Return the settings as they are now; never waits."""
        return self._settings

    async def attach(self, files: Files | None) -> None:
        """Read the account's settings from its files; `None` goes back to what is known without any."""
        self._files = files
        found: dict[str, str] = {}
        if files is not None:
            found = await files.read_local(_stored)
        self._become(_typed(found, self._early()))

    async def update(self, **changes: Any) -> Settings:
        """Change some settings, keep them, tell the listeners; return all.

        Raises:
            TypeError: for a name that isn't one.
            Refusal: `disk_full`, `read_only`; nothing changed.
        """
        wanted = replace(self._settings, **changes)
        if self._files is not None:
            encoded = {name: msgspec.json.encode(value).decode() for name, value in changes.items()}
            await self._files.write_local(_store, encoded)
        early = {name: str(value) for name, value in changes.items() if name in _EARLY}
        if early:
            with storage_refusals():
                self._profile.update(**early)
        self._become(wanted)
        return wanted

    def on_change(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(before, after)` after each change; return what undoes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _early(self) -> Settings:
        data = self._profile.data
        known = {"language": data.language or self._default_language, "theme": data.theme or "system"}
        return _typed({name: msgspec.json.encode(value).decode() for name, value in known.items()}, Settings())

    def _become(self, settings: Settings) -> None:
        before, self._settings = self._settings, settings
        if before != settings:
            for listener in list(self._listeners):
                listener(before, settings)


def _typed(stored: Mapping[str, str], base: Settings) -> Settings:
    """Return `base` with the stored values that fit; what a newer or older version wrote otherwise is passed over."""
    values = asdict(base)
    for name, text in stored.items():
        if name in values:
            try:
                values[name] = getattr(msgspec.convert({name: msgspec.json.decode(text)}, Settings), name)
            except msgspec.MsgspecError:
                continue
    return Settings(**values)


def _stored(tx: "Tx") -> dict[str, str]:
    from workstation.storage import settings

    return settings.every(tx)


def _store(tx: "Tx", values: Mapping[str, str]) -> None:
    from workstation.storage import settings

    for name, value in values.items():
        settings.put(tx, name, value)
