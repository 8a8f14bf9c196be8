"""Connections that can be broken off from any thread, whatever they are waiting for."""

import contextlib
import socket
import threading
import weakref
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection


class OpenSockets:
    """The sockets of one session.

    `Response.raw.shutdown()` breaks off a body; but a call that still waits for its head has no response yet. So the
    sockets themselves are known here.
    """

    def __init__(self) -> None:
        self._sockets: weakref.WeakSet[socket.socket] = weakref.WeakSet()
        self._mine = threading.local()
        self._lock = threading.Lock()
        self.barred = False
        """While true, a new connection is ended as soon as it is made."""

    def add(self, sock: object) -> None:
        """Know a socket; what is none (a TLS connection inside another) is left out."""
        if isinstance(sock, socket.socket):
            with self._lock:
                self._sockets.add(sock)
                barred = self.barred
            if barred:
                _end(sock)

    def begin(self) -> None:
        """Forget the socket of this thread's previous call."""
        self._mine.sock = None

    def used_by_me(self, sock: object) -> None:
        """Note the socket over which this thread has sent its present call."""
        if isinstance(sock, socket.socket):
            self._mine.sock = weakref.ref(sock)

    def sent_by_me(self) -> bool:
        """Tell whether this thread's present call has gone out."""
        return getattr(self._mine, "sock", None) is not None

    def set_my_timeout(self, timeout_s: float) -> None:
        """Change the read time-out of this thread's present call."""
        known: weakref.ref[socket.socket] | None = getattr(self._mine, "sock", None)
        sock = known() if known is not None else None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.settimeout(timeout_s)

    def shut_down(self) -> None:
        """End all reading and writing; whoever waits there gets an error at once. Never blocks."""
        with self._lock:
            sockets = list(self._sockets)
        for sock in sockets:
            _end(sock)


def _end(sock: socket.socket) -> None:
    # Not SSLSocket.shutdown: it takes the TLS object away from under the thread that reads.
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


class Adapter(HTTPAdapter):
    """Transport of `requests` whose sockets are known to `sockets`."""

    def __init__(self, sockets: OpenSockets, pool_size: int) -> None:
        self._pools = _pools(sockets)
        super().__init__(pool_connections=2, pool_maxsize=pool_size)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: Any, **proxy_kwargs: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **proxy_kwargs)
        if proxy.lower().startswith("http"):
            manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(sockets: OpenSockets) -> dict[str, type[HTTPConnectionPool]]:
    class KnownConnection(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            sockets.add(sock)
            return sock

        def getresponse(self) -> Any:
            sockets.used_by_me(self.sock)
            return super().getresponse()

    class KnownSecureConnection(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            sock = super()._new_conn()
            sockets.add(sock)
            return sock

        def connect(self) -> None:
            super().connect()
            # The TLS socket has taken the place of the one made by `_new_conn`.
            sockets.add(self.sock)

        def getresponse(self) -> Any:
            sockets.used_by_me(self.sock)
            return super().getresponse()

    class Pool(HTTPConnectionPool):
        ConnectionCls = KnownConnection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = KnownSecureConnection

    return {"http": Pool, "https": SecurePool}
