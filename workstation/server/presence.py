"""Who is there: a lease per principal, renewed while a stream is open (or a poll comes again)."""

import time
from datetime import timedelta

from sqlalchemy import Connection, delete, select, update

from workstation.domain.account import Presence
from workstation.domain.events import PresenceMoved
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.logs import logger
from workstation.server import waiting
from workstation.server.config import Limits
from workstation.server.database import insert
from workstation.server.handlers.accounts import hearers
from workstation.server.handlers.messages import drop_lease
from workstation.server.hub import Hub
from workstation.server.queries.accounts import IDLE, online, seen_as
from workstation.server.schema import account, presence, principal
from workstation.server.writer import Tx, Writer

POLL_GRACE_S = 30.0

log = logger("server.presence")


class PresenceBook:
    """This replica's part of the leases; lives on the event loop's thread."""

    def __init__(self, writer: Writer, hub: Hub, limits: Limits) -> None:
        self._writer = writer
        self._hub = hub
        self._lease = timedelta(seconds=limits.presence_s)
        self._renew_s = limits.presence_s / 3
        self._grace_s = limits.presence_grace_s
        self._leaving: dict[PrincipalId, float] = {}
        self._here: set[PrincipalId] = set()
        self._renewed_at = 0.0

    async def came(self, principal_id: PrincipalId) -> None:
        """Take a lease for somebody who opened a stream, and tell those concerned if he was away."""
        self._leaving.pop(principal_id, None)
        if principal_id in self._here:
            return
        self._here.add(principal_id)
        await self._writer.write(self._appear, principal_id)

    def left(self, principal_id: PrincipalId, *, polling: bool = False) -> None:
        """Let the lease run out unless he comes back soon."""
        if principal_id in self._here and not self._hub.listening(principal_id):
            self._leaving[principal_id] = time.monotonic() + (POLL_GRACE_S if polling else self._grace_s)

    async def touched(self, principal_id: PrincipalId, *, idle: bool) -> None:
        """Hear that nobody touches somebody's desk any more, or that somebody does again.

        It counts for who chose to be on-line; *busy* and *away* chosen by hand stay what they are. Not an action: it
        ends with the lease, and is told again by whoever still is there.
        """
        await self._writer.write(self._touch, principal_id, idle)

    async def tick(self) -> None:
        """Renew the leases of those who are here, and see off those who left; called every second or so."""
        now = time.monotonic()
        gone = [one for one, at in self._leaving.items() if at <= now and not self._hub.listening(one)]
        for principal_id in gone:
            del self._leaving[principal_id]
            self._here.discard(principal_id)
        if gone:
            await self._writer.write(self._vanish, gone)
        if self._here and now - self._renewed_at >= self._renew_s:
            self._renewed_at = now
            await self._writer.write(self._renew, sorted(self._here))

    async def close(self) -> None:
        """Give up all leases: the server stops."""
        here, self._here = sorted(self._here), set()
        if here:
            await self._writer.write(self._vanish, here)

    def _appear(self, tx: Tx, principal_id: PrincipalId) -> None:
        was_here = _is_online(tx.conn, principal_id, tx)
        self._renew(tx, [principal_id])
        if not was_here:
            tx.signal(
                hearers(tx, principal_id), PresenceMoved(principal_id=principal_id, presence=_status(tx, principal_id))
            )
            _serve_waiting(tx, principal_id)

    def _touch(self, tx: Tx, principal_id: PrincipalId, idle: bool) -> None:
        before, after = (Presence.ONLINE, IDLE) if idle else (IDLE, Presence.ONLINE)
        changed = tx.conn.execute(
            update(principal)
            .where(principal.c.id == principal_id, principal.c.status == before)
            .values(status=after)
            .returning(principal.c.id)
        ).first()
        if changed is not None and _is_online(tx.conn, principal_id, tx):
            moved = PresenceMoved(principal_id=principal_id, presence=seen_as(after))
            tx.signal(hearers(tx, principal_id), moved)
            if not idle:
                _serve_waiting(tx, principal_id)

    def _renew(self, tx: Tx, principal_ids: list[PrincipalId]) -> None:
        until_at = tx.now + self._lease
        statement = insert(tx.conn, presence)
        statement = statement.on_conflict_do_update(
            index_elements=[presence.c.principal_id, presence.c.replica],
            set_={"until_at": statement.excluded.until_at},
        )
        rows = [
            {"principal_id": principal_id, "replica": self._hub.replica, "until_at": until_at}
            for principal_id in principal_ids
        ]
        tx.conn.execute(statement, rows)

    def _vanish(self, tx: Tx, principal_ids: list[PrincipalId]) -> None:
        for principal_id in principal_ids:
            tx.conn.execute(
                delete(presence).where(presence.c.principal_id == principal_id, presence.c.replica == self._hub.replica)
            )
            if _is_online(tx.conn, principal_id, tx):
                continue
            drop_lease(tx, principal_id)
            tx.conn.execute(
                update(principal)
                .where(principal.c.id == principal_id, principal.c.status == IDLE)
                .values(status=Presence.ONLINE)
            )
            moved = PresenceMoved(principal_id=principal_id, presence=Presence.OFFLINE)
            tx.signal(hearers(tx, principal_id), moved)


def _is_online(conn: Connection, principal_id: PrincipalId, tx: Tx) -> bool:
    return bool(conn.execute(select(online(principal_id)), {"now": tx.now}).scalar())


def _status(tx: Tx, principal_id: PrincipalId) -> Presence:
    return seen_as(tx.conn.execute(select(principal.c.status).where(principal.c.id == principal_id)).scalar_one())


def _serve_waiting(tx: Tx, principal_id: PrincipalId) -> None:
    """Somebody is there: is one of the exhibitor's buyers waiting for that? (Nothing happens for a buyer.)"""
    exhibitor_id = tx.conn.execute(select(account.c.exhibitor_id).where(account.c.id == principal_id)).scalar()
    if exhibitor_id is not None:
        waiting.serve(tx, ExhibitorId(exhibitor_id))
