"""The services' way to the local files: awaitable, and with refusals in place of storage errors."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from workstation.services.faults import storage_refusals

if TYPE_CHECKING:
    from workstation.storage.store import Store
    from workstation.storage.tx import Tx

P = ParamSpec("P")
R = TypeVar("R")


class Files:
    """Runs the query functions of `workstation.storage`.

    The services import those functions where they call them: by then the files are open, so SQLAlchemy has been
    imported on a worker thread, and importing a service costs a window nothing.
    """

    def __init__(self, store: "Store") -> None:
        self.store = store

    async def read(self, work: "Callable[Concatenate[Tx, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Read the cache; cancelling interrupts it."""
        with storage_refusals():
            return await self.store.read(work, *args, **kwargs)

    async def read_local(self, work: "Callable[Concatenate[Tx, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Read what only this machine knows."""
        with storage_refusals():
            return await self.store.read_local(work, *args, **kwargs)

    async def write(self, work: "Callable[Concatenate[Tx, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Write the cache."""
        with storage_refusals():
            return await self.store.write(work, *args, **kwargs)

    async def write_local(self, work: "Callable[Concatenate[Tx, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Write what only this machine knows; when it returns the disk has it."""
        with storage_refusals():
            return await self.store.write_local(work, *args, **kwargs)

    async def images(self, work: "Callable[Concatenate[Tx, P], R]", *args: P.args, **kwargs: P.kwargs) -> R:
        """Read or write received images."""
        with storage_refusals():
            return await self.store.images(work, *args, **kwargs)
