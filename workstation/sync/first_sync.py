"""The first sync: everything an account may see, page by page, while what is there stays readable."""

import threading
from collections.abc import Callable
from typing import Final

from tenacity import Retrying, retry_if_exception, sleep_using_event, stop_after_attempt, wait_random_exponential

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.events import Snapshot
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.storage import inbound
from workstation.storage.store import Store

PAUSE_S: Final = 0.01
"""Between pages, so that screens get their share of the interpreter."""
TRIES_PER_PAGE: Final = 6

log = logs.logger("sync.first_sync")


class Stopped(Exception):
    """The desk is being closed."""


def run(
    api: Api,
    store: Store,
    stopping: threading.Event,
    *,
    at_ms: int,
    progress: Callable[[int, int], None],
    on_change: Callable[[ChangeSet], None],
) -> int:
    """Load all pages and return the number of the log after which to go on.

    Args:
        api, store: from where, to where.
        stopping: ends it.
        at_ms: the server's time, milliseconds since 1970 UTC: until then the cache will be complete.
        progress: is told how many conversations are in, of how many.
        on_change: is told what each page changed.

    Nothing is deleted until the last page is in; killed before, it begins again. Outbox and drafts are not touched.

    Raises:
        RemoteFault: a page didn't come after several tries.
        StorageError: of the disk.
        Stopped: `stopping` was set.
    """
    cursor: str | None = None
    as_of: int | None = None
    done = 0
    while True:
        page = _page(api, cursor, stopping)
        # The log's position before the first page was read: what changes meanwhile comes again by the log.
        as_of = page.as_of if as_of is None else as_of
        changes = store.write_blocking(inbound.apply_snapshot, page)
        done += len(page.conversations)
        on_change(changes)
        progress(done, max(page.total, done))
        if page.next is None:
            break
        cursor = page.next
        if stopping.wait(PAUSE_S):
            raise Stopped
    on_change(store.write_blocking(inbound.finish_snapshot, as_of, at_ms))
    log.info("first sync: %d conversations as of %d", done, as_of)
    return as_of


def _page(api: Api, cursor: str | None, stopping: threading.Event) -> Snapshot:
    """Fetch a page; a single cut connection must not make one begin at the first page again."""
    tries = Retrying(
        retry=retry_if_exception(lambda e: isinstance(e, RemoteFault) and e.passing and not stopping.is_set()),
        stop=stop_after_attempt(TRIES_PER_PAGE),
        wait=wait_random_exponential(multiplier=0.1, max=3.0),
        sleep=sleep_using_event(stopping),
        reraise=True,
    )
    page: Snapshot = tries(api.snapshot, cursor)
    if stopping.is_set():
        raise Stopped
    return page
