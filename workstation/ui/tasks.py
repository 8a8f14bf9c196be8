"""Starting coroutines from slots. Imports no asyncio before the first is started: the first paint does without."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject

from workstation.domain.errors import Refusal

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
_CUT_OFF = frozenset({"closed", "interrupted"})
"""What a reading is refused with that begins after the files were closed, or was under way then."""

_kept: set[asyncio.Task[Any]] = set()
# asyncio itself holds tasks only weakly: an unreferenced pending one may be collected.
_owned: WeakKeyDictionary[QObject, set[asyncio.Task[Any]]] = WeakKeyDictionary()


def spawn(coroutine: Coroutine[Any, Any, T], *, owner: QObject | None = None) -> asyncio.Task[T]:
    """Start a coroutine from a slot; keep its task alive and report its exception to the loop's handler.

    With an owner the task is cancelled when that Qt object is destroyed.
    """
    import asyncio

    loop = asyncio.get_running_loop()
    task = loop.create_task(coroutine, name=getattr(coroutine, "__qualname__", None))
    _kept.add(task)
    owned = _tasks_of(owner) if owner is not None else None
    if owned is not None:
        owned.add(task)

    def finished(done: asyncio.Task[T]) -> None:
        _kept.discard(done)
        if owned is not None:
            owned.discard(done)
        if not done.cancelled() and (error := done.exception()) is not None and not _is_closing(error):
            loop.call_exception_handler({"message": f"task {done.get_name()} failed", "exception": error, "task": done})

    task.add_done_callback(finished)
    return task


def _tasks_of(owner: QObject) -> set[asyncio.Task[Any]]:
    """Return the tasks that end with an object. It is connected to once: opening a conversation starts a dozen."""
    owned = _owned.get(owner)
    if owned is None:
        tasks: set[asyncio.Task[Any]] = set()
        owner.destroyed.connect(lambda *_: [task.cancel() for task in list(tasks)])
        owned = _owned[owner] = tasks
    return owned


def _is_closing(error: BaseException) -> bool:
    """Tell whether a task failed only because the account's files were closed under it."""
    return isinstance(error, Refusal) and error.code in _CUT_OFF


class Latest:
    """Runs one coroutine at a time: a new one takes the place of the one still under way."""

    def __init__(self, owner: QObject | None = None) -> None:
        self._owner = owner
        self._task: asyncio.Task[Any] | None = None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Cancel what runs and start this."""
        self.cancel()
        task = spawn(coroutine, owner=self._owner)
        self._task = task
        return task

    @property
    def running(self) -> bool:
        """Whether one is still under way."""
        return self._task is not None and not self._task.done()

    def cancel(self) -> None:
        """Cancel what runs, if anything."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
