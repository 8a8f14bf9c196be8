"""What a start does first, before the window is imported: unlock the key, read the list."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation import logs

if TYPE_CHECKING:
    # Imported by the thread, which may take its time; whoever waits for it goes on without.
    from workstation.services.views import InboxRow
    from workstation.storage.keys import Key

log = logs.logger("services")
WAIT_S: Final = 0.25
"""How long a start waits for it: a keyring that asks for its password takes as long as the user thinks."""


class HeadStart:
    """Begins at once on a thread of its own; nothing is written.

    Attributes:
        rows: the customers' list as it was left; empty as long as it isn't read, or if it can't be read that simply.
        unlocked: whether the key has been had.
    """

    def __init__(self, folder: Path) -> None:
        self.rows: list[InboxRow] = []
        self._key: Key | None = None
        self._fault: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(folder,), name="head-start", daemon=True)
        self._thread.start()

    @property
    def unlocked(self) -> bool:
        return self._key is not None

    def wait(self, timeout_s: float | None = None) -> bool:
        """Wait until it is through; tell whether it is.

        Worth while before anything else: two threads would only take turns at the interpreter, and lose at each turn.
        """
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def key(self) -> Key | None:
        """Return the profile's key, `None` when it has none or nobody is signed in; waits as long as it takes.

        Raises:
            KeyUnavailable: with the reason.
        """
        self.wait()
        if self._fault is not None:
            raise self._fault
        return self._key

    def _run(self, folder: Path) -> None:
        from workstation.storage import keys
        from workstation.storage.profile_file import ProfileFile

        data = ProfileFile(folder).data
        try:
            self._key = keys.unlock(folder) if data.login and not data.signed_out else None
        except Exception as fault:  # told to whoever asks for the key
            self._fault = fault
        if self._key is not None:
            self._look(folder, self._key)

    def _look(self, folder: Path, key: Key) -> None:
        from workstation.services import first_look
        from workstation.storage.errors import StorageError

        try:
            self.rows = first_look.rows(folder, key.secret)
        except StorageError:
            pass  # opening the files properly mends what can be mended, and says what can't
        except Exception:
            log.exception("the first look at the list failed")  # it is a convenience: the start goes on without it
