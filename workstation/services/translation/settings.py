"""Settings of this desk, read and written where they are kept; storage is imported when there is something to ask."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


def setting(tx: "Tx", name: str) -> str | None:
    """Return what is kept under a name, `None` if nothing is."""
    from workstation.storage import settings

    return settings.get(tx, name)


def put_setting(tx: "Tx", name: str, value: str) -> None:
    """Keep something under a name."""
    from workstation.storage import settings

    settings.put(tx, name, value)
