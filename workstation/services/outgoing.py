"""The one way out: what users do is put into the outbox, durably, and the link is told."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workstation.storage.store import Store


class Outgoing:
    """Queues actions; made once per desk."""

    def __init__(self, store: "Store") -> None:
        self._store = store
